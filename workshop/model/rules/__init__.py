"""What may happen: one small function a command, each gives facts or refuses with a sentence."""
