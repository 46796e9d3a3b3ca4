"""The follow-up: what became of each experiment after the summit."""
