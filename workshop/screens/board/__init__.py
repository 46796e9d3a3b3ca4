"""The projected board."""
