"""Documents in: a paper becomes lines, and lines become themes and cards."""
