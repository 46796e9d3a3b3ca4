"""What phones sent in and waits."""
