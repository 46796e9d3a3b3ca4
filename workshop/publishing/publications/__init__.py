"""What is published: a file each, with ``publish(matter, format)``."""
