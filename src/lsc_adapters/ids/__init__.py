"""New identities: drawn at random (`random`), or counted (`counter`)."""
