"""Documents out (report and formats) and documents in (papers and their readers)."""
