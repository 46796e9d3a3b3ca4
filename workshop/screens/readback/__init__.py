"""Reading back."""
