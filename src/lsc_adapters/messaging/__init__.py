"""What carries plis: `smtp`, to a mail server, and `memory`, which keeps them to be looked at."""
