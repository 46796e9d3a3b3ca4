"""What screens are made of: widgets that are given data and post messages."""
