"""The appendix as a tree: what every format writes, and all that it may write.

An exporter is ``(Report) -> bytes``. A report holds only what may be published: cards that are
hidden, parked, removed or waiting never reach it, and neither do dots that are not revealed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import UTC, datetime
from functools import cache
from typing import Any, Final, TypeVar, cast

from workshop.model.text import one_line
from workshop.wording.closings import runs_of
from workshop.wording.document_words import Labels

UNKNOWN_LANGUAGE: Final = "en"
"""What is written for a language that is not a tag: a reader's software must be told something."""

_LANGUAGE_TAG: Final = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*", re.ASCII)
_Tree = TypeVar("_Tree")


@dataclass(frozen=True, slots=True)
class ReportCard:
    """One card as it is published.

    ``fields`` are ``(name, value)`` pairs, only those that were filled in, with names from
    ``paper.FIELDS`` or ``"tests"`` (the ids of the insights it tests, as "T07-I1, T07-I4"); exporters print
    their labels. ``dots`` and ``voters`` are ``None`` until a ballot that names the card is revealed. ``refs`` are the
    ids of the cards it stands on: where those are in the report they are linked. ``said`` is its place in the theme as
    it was said, from 1, where that is another than the lists have and is to be told; else 0. ``again`` says that it
    stands in the report before, where links lead.
    """

    id: str
    kind: str
    text: str
    tags: tuple[str, ...] = ()
    cluster: str = ""
    note: str = ""
    fields: tuple[tuple[str, str], ...] = ()
    dots: int | None = None
    voters: int | None = None
    refs: tuple[str, ...] = ()
    said: int = 0
    again: bool = False


@dataclass(frozen=True, slots=True)
class ReportPicture:
    """A PNG or JPEG with what it shows in words; ``width`` and ``height`` are in pixels."""

    data: bytes
    alt: str
    width: int
    height: int

    @property
    def media_type(self) -> str:
        """Its media type."""
        return {b"<svg": "image/svg+xml", b"\x89PNG": "image/png"}.get(self.data[:4], "image/jpeg")

    @property
    def suffix(self) -> str:
        """What the name of its file ends in."""
        return {b"<svg": ".svg", b"\x89PNG": ".png"}.get(self.data[:4], ".jpg")

    def fitted(self, width: float, height: float) -> tuple[float, float]:
        """Return its width and height at 96 pixels an inch, in points, made smaller where it is larger than asked."""
        points = (self.width * 0.75, self.height * 0.75)
        scale = min(1.0, width / points[0], height / points[1])
        return points[0] * scale, points[1] * scale


@dataclass(frozen=True, slots=True)
class ReportArticle:
    """Paragraphs, a picture, and ``details``: labels, each with words and where they lead (or nowhere)."""

    paragraphs: tuple[str, ...]
    picture: ReportPicture | None = None
    details: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = ()

    def pairs(self) -> list[tuple[str, str]]:
        """Return each label with its words."""
        return [(label, ", ".join(words for words, _ in values)) for label, values in self.details]


@dataclass(frozen=True, slots=True)
class ReportList:
    """The cards of one kind under a theme; ``heading`` is the kind's plural ("Insights"), or empty for none.

    Where it is ``numbered`` papers print the ids too, so that others can refer to them. An ``article`` stands in the
    place of cards: an item of a bulletin.
    """

    kind: str
    heading: str
    cards: tuple[ReportCard, ...]
    numbered: bool = False
    article: ReportArticle | None = None


@dataclass(frozen=True, slots=True)
class ReportRow:
    """One line of a vote's result; ``rank`` is "1" or, shared, "2=".

    Of a scale it is the median, and ``middle_half`` and ``answers`` stand in the place of dots and voters.
    """

    rank: str
    id: str
    text: str
    dots: int
    voters: int | None
    middle_half: str = ""
    answers: str = ""

    @property
    def cells(self) -> tuple[str, str, str, str]:
        """Return the four cells of its row in a table; a dash where nobody knows how many people gave the dots."""
        voters = "–" if self.voters is None else str(self.voters)
        return self.rank, self.text, self.middle_half or str(self.dots), self.answers or voters


@dataclass(frozen=True, slots=True)
class FieldPoint:
    """A card in the field: its label, and of the question upwards and to the right the median and the middle half."""

    label: str
    up: float
    across: float
    up_half: tuple[int, int]
    across_half: tuple[int, int]


@dataclass(frozen=True, slots=True)
class ReportBallot:
    """A revealed vote: its ``rule`` and ``totals`` are whole sentences, ``remarks`` likewise.

    One question of a scale is one too, with ``heads`` of its own; the second has the ``field`` of both, and ``axes``:
    what upwards means, what to the right, and, where somebody is split, the mark of that.
    """

    title: str
    rule: str
    rows: tuple[ReportRow, ...]
    totals: str
    remarks: tuple[str, ...] = ()
    heads: tuple[str, ...] = ()
    field: tuple[FieldPoint, ...] = ()
    axes: tuple[str, ...] = ()

    def columns(self, labels: Labels) -> tuple[str, ...]:
        """Return what stands over the four columns of its table."""
        return self.heads or (labels.rank, labels.card, labels.dots, labels.voters)

    def cells(self) -> Iterator[tuple[str, ...]]:
        """Return the cells of its rows; of a scale with the ids, which stand in its field."""
        for row in self.rows:
            first, text, *others = row.cells
            yield first, f"{row.id} {text}" if self.heads and row.id else text, *others


@dataclass(frozen=True, slots=True)
class ReportTheme:
    """A theme, its question (may be empty), its lists and the votes held on it.

    ``table`` names the table in a summit ("Table 7"), else it is empty; it is part of the ``heading`` where another
    theme has the same title (``has_namesake``).
    """

    title: str
    question: str
    lists: tuple[ReportList, ...]
    ballots: tuple[ReportBallot, ...] = ()
    table: str = ""
    has_namesake: bool = True

    @property
    def heading(self) -> str:
        """The title and, in a summit where others share it, its table: forty tables may."""
        return f"{self.title} ({self.table})" if self.table and self.has_namesake else self.title

    @property
    def printed_lists(self) -> tuple[ReportList, ...]:
        """The lists that have cards; all of them where none has, so that the theme is seen to be empty."""
        return self.filled_lists or self.lists

    @property
    def filled_lists(self) -> tuple[ReportList, ...]:
        """The lists that have cards, or an article: on pages a theme without any is its heading alone."""
        return tuple(part for part in self.lists if part.cards or part.article)

    @property
    def said_order(self) -> str:
        """The numbers of its cards, counted as printed, in the order in which they were said; empty if not told."""
        said = [(card.said, number) for number, card in enumerate((c for part in self.lists for c in part.cards), 1)]
        return runs_of(number for _, number in sorted(said)) if any(place for place, _ in said) else ""


def numbered_theme(title: str, cards: Iterable[ReportCard], question: str = "") -> ReportTheme:
    """Return a section of cards whose ids are printed."""
    return ReportTheme(title, question, (ReportList("", "", tuple(cards), numbered=True),))


@dataclass(frozen=True, slots=True)
class Report:
    """A whole appendix.

    ``language`` is a BCP 47 tag, also of the words an exporter prints itself (``words_for(language).labels``);
    ``subtitle`` is a line under the title; ``details`` are ``(label, value)`` pairs such as place, date, table;
    ``ballots`` are votes across themes;
    ``notes`` are the lines of papers that became no card, where they are to be printed;
    ``counts`` is the closing sentence ("13 themes, 74 insights, 85 experiments; nothing left out.") and
    ``left_out`` says, one sentence each, what was left out. ``changed`` is the moment of the last change,
    in milliseconds since 1970 UTC (0: unknown).
    """

    title: str
    language: str
    themes: tuple[ReportTheme, ...]
    counts: str
    subtitle: str = ""
    details: tuple[tuple[str, str], ...] = ()
    ballots: tuple[ReportBallot, ...] = ()
    glossary: tuple[tuple[str, str], ...] = ()
    left_out: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    changed: int = 0

    @property
    def moment(self) -> str:
        """The moment of the last change as "2026-05-12T10:00:00Z", empty if it is unknown."""
        last = datetime.fromtimestamp(self.changed // 1000, UTC)
        return last.strftime("%Y-%m-%dT%H:%M:%SZ") if self.changed else ""

    def said(self) -> dict[str, str]:
        """Return the words of each card by its id."""
        cards = (card for theme in self.themes for part in theme.lists for card in part.cards)
        return {card.id: card.text for card in cards}


def cleaned(report: Report) -> Report:
    """Return ``report`` with every text on one clean line and a language that is a tag.

    This is the door: whatever a journal or another program put into a text, no exporter meets it.
    """
    tidy = _cleaned(report)
    return tidy if _LANGUAGE_TAG.fullmatch(tidy.language) else replace(tidy, language=UNKNOWN_LANGUAGE)


@cache
def _fields_of(kind: type) -> tuple[str, ...]:
    """Return the names of the fields of a branch; none where a kind is a leaf."""
    return tuple(field.name for field in fields(kind)) if is_dataclass(kind) else ()


def _cleaned(part: _Tree) -> _Tree:
    if isinstance(part, str):
        return cast("_Tree", one_line(part))
    if isinstance(part, tuple):
        return cast("_Tree", tuple(_cleaned(item) for item in part))
    kind: Any = type(part)
    if names := _fields_of(kind):
        return cast("_Tree", kind(*(_cleaned(getattr(part, name)) for name in names)))
    return part
