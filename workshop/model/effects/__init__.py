"""What each event changes, one small function an event. Total: rules are for ``decide``, not for here."""
