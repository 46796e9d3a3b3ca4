"""One exporter a format, each ``(Report) -> bytes``."""
