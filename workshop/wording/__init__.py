"""The words that documents print themselves, in each language."""
