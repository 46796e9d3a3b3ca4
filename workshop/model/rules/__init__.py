"""What may happen: one small function a command, each gives events or refuses with a sentence."""
