"""What a reader makes of a document somebody wrote: themes, questions, cards, and notes.

A reader is ``(bytes) -> lines`` or straight to a ``Paper``; nothing of the source is dropped: what is not a
title, theme, question, list name or card is a note with its line number.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from workshop.importing.line_map import Mended

if TYPE_CHECKING:
    from workshop.importing.lines import PaperLine
    from workshop.importing.lists import ListFound


@dataclass(frozen=True, slots=True)
class PaperCard:
    """One card: its ``kind`` ("insight"), its words, and the line of the source it began on (from 1).

    ``fields`` are ``(name, value)`` pairs with names from ``FIELDS``; ``tags`` are labels without a mark;
    ``cluster`` and ``note`` are empty unless the source names them. ``extras`` are ``(heading, value)`` pairs
    of a table's columns that have no place on a card, such as ids and dots.
    """

    kind: str
    text: str
    line: int
    fields: tuple[tuple[str, str], ...] = ()
    tags: tuple[str, ...] = ()
    cluster: str = ""
    note: str = ""
    extras: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class PaperTheme:
    """A theme with its question (may be empty) and its cards in the order of the source."""

    title: str
    question: str
    line: int
    cards: tuple[PaperCard, ...] = ()


@dataclass(frozen=True, slots=True)
class PaperNote:
    """A line that is none of the rest, kept and reported."""

    line: int
    text: str


@dataclass(frozen=True, slots=True)
class Paper:
    """A whole document, as read. ``title`` may be empty; ``remarks`` are sentences for the person who imports it.

    ``subtitle`` is what stands under the title. ``headings`` are lines that were understood and became no
    card: list names, labels such as "Theme:", closing counts. They are not lost and need no report. ``glossary`` are
    (term, explanation). Of our own papers alone: ``details`` are (name, value) of the session, with names such as
    "place" and "table", and ``language`` is the one that they are printed in. ``lists``
    tell how the names of lists were understood. ``seen`` are all its lines with their roles, and ``mended`` is what
    came of what a person said of them: how it was read, and so no part of what it is.
    """

    title: str
    themes: tuple[PaperTheme, ...]
    notes: tuple[PaperNote, ...] = ()
    remarks: tuple[str, ...] = ()
    subtitle: str = ""
    headings: tuple[PaperNote, ...] = ()
    glossary: tuple[tuple[str, str], ...] = ()
    details: tuple[tuple[str, str], ...] = ()
    language: str = ""
    lists: tuple[ListFound, ...] = ()
    seen: tuple[PaperLine, ...] = field(default=(), compare=False, repr=False)
    mended: Mended = field(default=Mended(), compare=False, repr=False)
