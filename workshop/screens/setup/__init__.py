"""The set-up of a session."""
