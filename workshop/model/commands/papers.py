"""Papers and digests that come in."""

from __future__ import annotations

from workshop.model.commands.record import Command
from workshop.model.struct import Struct


class ImportedCard(Struct):
    """A card of a paper; ``fields`` are (name, value) pairs, ``cluster`` is a group's name.

    ``tests`` are the words of the cards that it tests; ``dots`` are votes that it had, ``voters`` of how many people
    (0: the paper does not say).
    """

    kind: str
    text: str
    fields: tuple[tuple[str, str], ...] = ()
    tags: tuple[str, ...] = ()
    cluster: str = ""
    note: str = ""
    tests: tuple[str, ...] = ()
    dots: int = 0
    voters: int = 0


class ImportedTheme(Struct):
    title: str
    question: str
    cards: tuple[ImportedCard, ...]


class ImportPaper(Command):
    """``notes`` are (line, text) pairs, ``details`` (name, value) pairs of the session as a whole.

    ``kinds`` are (name, plural) of kinds the session may not have, ``terms`` (term, explanation) of its glossary.
    """

    source: str
    digest: str
    themes: tuple[ImportedTheme, ...]
    notes: tuple[tuple[int, str], ...] = ()
    details: tuple[tuple[str, str], ...] = ()
    kinds: tuple[tuple[str, str], ...] = ()
    terms: tuple[tuple[str, str], ...] = ()


class TakeUpNote(Command):
    """Make a card that says ``words`` of a line of a paper that was kept as a note, which is named whole."""

    source: str
    line: int
    note: str
    kind: str
    theme: str
    words: str


class DigestLine(Struct):
    """A line of a digest that was typed by hand, and the cards it stands on."""

    text: str
    sources: tuple[str, ...] = ()


class ImportDigest(Command):
    """``headings`` are (name, lines). A heading that the map has is used, a line that stands there already is left."""

    source: str
    digest: str
    headings: tuple[tuple[str, tuple[DigestLine, ...]], ...]
