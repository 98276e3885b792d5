"""Being paid: `systempay`, a hosted card page; `pain008`, files of debits; `memory`, both of them for tests."""
