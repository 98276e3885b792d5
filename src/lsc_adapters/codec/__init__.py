"""The written form: exchange formats in, exchange formats out. Extra `[codec]`."""
