"""The appendix page."""
