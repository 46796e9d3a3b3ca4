"""What is true of a session and what may happen to it: pure, no clock, no files, no chance."""
