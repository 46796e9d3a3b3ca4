"""Record a table conversation as it is said, vote on it, and hand out the appendix."""
