"""What can have come of a paper."""

from __future__ import annotations

from workshop.model.events.record import Event


class PaperImported(Event):
    """``digest`` tells the same file again."""

    source: str
    digest: str


class NoteKept(Event):
    """A line of a paper that was neither theme, question nor card."""

    source: str
    line: int
    text: str


class VotesImported(Event):
    """Votes that a paper says its cards had: ``counts`` are "card dots" or "card dots voters". The last stand."""

    source: str
    counts: tuple[str, ...]


class NoteTakenUp(Event):
    """A line that was kept as a note is a card now."""

    source: str
    line: int
    text: str
    card: str
