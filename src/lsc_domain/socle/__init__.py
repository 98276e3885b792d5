"""The ground every context stands on: errors, identities, the calendar, French writing."""
