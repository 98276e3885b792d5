"""Where secrets come from: the system (`system`), or a count, in tests (`counter`)."""
