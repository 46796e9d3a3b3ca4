"""The summit's page."""
