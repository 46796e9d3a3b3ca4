"""The vote's screen."""
