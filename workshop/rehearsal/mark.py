"""By what a rehearsal is known, wherever a copy of it goes."""

from __future__ import annotations

from typing import Final

from workshop.model.history import History

MARK: Final = "rehearsal"
"""The request of a rehearsal's first entry. It stands in the journal, so it goes wherever a copy goes."""


def is_rehearsal(history: History) -> bool:
    """Return whether a session, or a copy of it under any name, is a rehearsal."""
    return MARK in history.requests
