"""What is said once, after a form was sent without a script: the answer leads to the page, and the page says it."""

from __future__ import annotations

import secrets
from typing import Final, NamedTuple

from workshop.web.offer_form import Notice

MOST: Final = 2_000
"""Sentences that wait to be read; what nobody fetches goes, the oldest first."""


class Told(NamedTuple):
    """A sentence, whom it is for, and the status of the page that says it."""

    person: str
    said: Notice
    status: int


class Flash:
    """Sentences by the number that stands in the address; in memory alone."""

    def __init__(self) -> None:
        self._told: dict[str, Told] = {}

    def put(self, told: Told) -> str:
        """Keep what is to be said; return the number to fetch it by."""
        number = secrets.token_urlsafe(6)
        self._told[number] = told
        if len(self._told) > MOST:
            del self._told[next(iter(self._told))]
        return number

    def take(self, number: str, person: str) -> Told | None:
        """Return what is to be said to ``person``, once."""
        told = self._told.get(number)
        return self._told.pop(number) if told and told.person == person else None
