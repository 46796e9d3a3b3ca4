"""A folder a screen: what it shows, what its keys do, and its style sheet."""
