"""What may be noted of experiments and lines, months later."""

from __future__ import annotations

from workshop.model.commands.record import Command
from workshop.model.struct import Struct


class StatusNote(Struct):
    """News of one card or line: ``events.StatusNoted``."""

    item: str
    status: str
    date: str
    by: str
    contact: str = ""
    link: str = ""
    review: str = ""
    reason: str = ""


class NoteStatuses(Command):
    """News of several at once, as a sheet brings it; what was noted already is left."""

    notes: tuple[StatusNote, ...]
