"""What several formats are rendered with."""
