"""Cards that look alike."""
