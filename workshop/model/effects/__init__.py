"""What each fact changes, one small function a fact. Total: rules are for ``decide``, not for here."""
