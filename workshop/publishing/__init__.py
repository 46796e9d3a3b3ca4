"""Documents out: a session becomes a report, a report becomes bytes."""
