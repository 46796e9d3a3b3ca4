"""What a reader makes of a document: themes, questions, cards, and notes; and how a person wants it read.

A reader is ``(bytes) -> lines`` or straight to a ``Paper``; nothing of the source is dropped: what is not a
title, theme, question, list name or card is a note with its line number.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, NamedTuple

from workshop.importing.line_map import Mended

if TYPE_CHECKING:
    from workshop.importing.line_map import LineMap
    from workshop.importing.lines import PaperLine

NESTED: Final = ("flat", "join", "note")
"""What may become of lines under other lines of a list: cards of their own, the end of the card above, its notes."""


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


class ListFound(NamedTuple):
    """Lists of one name: the kind their lines became (empty: kept as notes), how sure that is, and how many lines."""

    name: str
    kind: str
    certain: bool
    lines: int


class ReadingOptions(NamedTuple):
    """``nested`` is what becomes of lines under other lines of a list, one of ``NESTED``.

    ``language`` is that of the session, empty for the paper's own; ``line_map`` is what was said of single lines;
    with ``authors`` the names of who wrote a board's cards are kept as notes.
    """

    nested: str = NESTED[0]
    language: str = ""
    line_map: LineMap | None = None
    authors: bool = False


AS_IT_STANDS = ReadingOptions()
