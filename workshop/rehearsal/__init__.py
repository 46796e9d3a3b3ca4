"""A rehearsed session, for practice."""
