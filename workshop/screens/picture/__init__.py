"""The page of the graphic record."""
