"""Papers as people wrote them: one reader a format, each gives lines."""
