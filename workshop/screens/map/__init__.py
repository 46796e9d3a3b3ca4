"""The map of a second day."""
