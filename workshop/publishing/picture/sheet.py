"""What is on a sheet and how large it is: title, question, regions with their cards, of what may be published."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final, Literal, NamedTuple, TypeAlias, get_args

from workshop.model.errors import Refused
from workshop.model.map import WITHOUT_HEADING
from workshop.model.map_view import HeadingView, MapView, map_view, usual_kind
from workshop.model.session import Session
from workshop.model.text import one_line
from workshop.model.views import CardView, ThemeView, visible
from workshop.publishing.builder import details_of, open_questions
from workshop.wording.document_words import words_for

Layout: TypeAlias = Literal["regions", "path"]
LAYOUTS: Final[tuple[Layout, ...]] = get_args(Layout)

POINTS_PER_MM: Final = 72 / 25.4


class Size(NamedTuple):
    """A sheet: its name, how wide and high it is in points, and how many pixels wide its PNG is."""

    name: str
    width: float
    height: float
    pixels: int


def _paper(name: str, width: float, height: float) -> Size:
    return Size(name, round(width * POINTS_PER_MM, 2), round(height * POINTS_PER_MM, 2), round(1189 / 25.4 * 96))


SIZES: Final[dict[str, Size]] = {
    "16:9": Size("16:9", 960, 540, 3840),
    "A3": _paper("A3", 420, 297),
    "A1": _paper("A1", 841, 594),
    "A0": _paper("A0", 1189, 841),
}
"""From the smallest to the largest."""


Of: TypeAlias = Literal["experiments", "all", "lines"]
CHOICES: Final[tuple[Of, ...]] = get_args(Of)


@dataclass(frozen=True, slots=True)
class SheetCard:
    """A card on the sheet. One without an id is the name of a list ("Insights") inside a region."""

    id: str
    text: str
    dots: int | None = None


@dataclass(frozen=True, slots=True)
class Region:
    """A place on the sheet: a theme or a heading, what a digest says of it (``lines``), and its cards.

    ``began`` is the stamp of its first card, by which the road passes the places in time; empty without cards. What
    nobody placed is the ``rest``: it is shown more quietly.
    """

    heading: str
    question: str = ""
    lines: tuple[str, ...] = ()
    cards: tuple[SheetCard, ...] = ()
    began: str = ""
    rest: bool = False

    @property
    def weight(self) -> int:
        """Return how many cards and lines it holds."""
        return len(self.lines) + sum(bool(card.id) for card in self.cards)


@dataclass(frozen=True, slots=True)
class Sheet:
    """All that is on a sheet. ``foot`` are counts, place and date, each a few words."""

    title: str
    question: str = ""
    language: str = "en"
    regions: tuple[Region, ...] = ()
    foot: tuple[str, ...] = ()


def sheet_of(session: Session, changed: int = 0, of: Of = "experiments") -> Sheet:
    """Return what is on the sheet of a session or summit; ``changed`` is its last change, in ms since 1970 UTC.

    Raises ``Refused`` where lines are wanted and there are none.
    """
    themes = visible(session, "appendix").themes
    details = dict(session.details)
    question = one_line(themes[0].question if len(themes) == 1 else details.get("subtitle", ""))
    regions = _regions(session, themes, of)
    return Sheet(
        title=one_line(session.title),
        question=question,
        language=session.language,
        regions=regions,
        foot=_foot(session, themes, regions, changed),
    )


def _regions(session: Session, themes: Sequence[ThemeView], of: Of) -> tuple[Region, ...]:
    if of == "all":
        return _of_all(session, themes)
    day_two = map_view(session, "appendix", usual_kind(session))
    if of == "lines":
        regions = tuple(_under(heading, cards=False) for heading in day_two.headings if heading.lines)
        if not regions:
            raise Refused("There are no lines yet. Write them on the map, or choose --of experiments.")
        return regions
    if day_two.headings:
        return _of_map(day_two)
    kind = usual_kind(session)
    return tuple(_theme(session, theme, (kind,), alone=len(themes) == 1) for theme in themes)


def _of_all(session: Session, themes: Sequence[ThemeView]) -> tuple[Region, ...]:
    """Return a region a theme with a list a kind; a table with one theme has a region a kind."""
    kinds = tuple(dict.fromkeys([*(k.name for k in session.kinds), *(c.kind for t in themes for c in t.cards)]))
    if len(themes) == 1:
        return tuple(_theme(session, themes[0], (kind,), alone=True) for kind in kinds)
    return tuple(_theme(session, theme, kinds, alone=False) for theme in themes)


def _theme(session: Session, theme: ThemeView, kinds: Sequence[str], *, alone: bool) -> Region:
    """Return the region of a theme; where it is ``alone``, title and question are the sheet's own."""
    lists = {kind: [card for card in theme.cards if card.kind == kind] for kind in kinds}
    cards: list[SheetCard] = []
    for kind, own in lists.items():
        if own and len(kinds) > 1:
            cards.append(SheetCard("", one_line(session.kind(kind).plural)))
        cards += map(_card, own)
    heading = session.kind(kinds[0]).plural if alone else theme.title
    began = min((card.card for own in lists.values() for card in own), default="")
    return Region(one_line(heading), "" if alone else one_line(theme.question), (), tuple(cards), began)


def _of_map(day_two: MapView) -> tuple[Region, ...]:
    """Return a region a heading. A card under two headings stands under the first, so that it is there once."""
    regions: list[Region] = []
    stands: set[str] = set()
    rest = [card.view for card in (*day_two.undecided, *day_two.unplaced)]
    for heading in day_two.headings:
        own = [card.view for card in heading.cards if card.view.card not in stands]
        stands.update(card.card for card in own)
        if not heading.heading:
            own, rest = own + rest, []
        regions.append(_under(heading, own))
    if rest:
        first = min(card.card for card in rest)
        regions.append(Region(WITHOUT_HEADING, cards=tuple(map(_card, rest)), began=first, rest=True))
    return tuple(regions)


def _under(heading: HeadingView, own: Sequence[CardView] = (), *, cards: bool = True) -> Region:
    shown = own if cards else ()
    began = min((card.view.card for card in heading.cards), default="")
    lines = tuple(one_line(line.text) for line in heading.lines)
    return Region(one_line(heading.name), "", lines, tuple(map(_card, shown)), began, rest=not heading.heading)


def _card(card: CardView) -> SheetCard:
    return SheetCard(card.id, one_line(card.text), card.dots)


def _foot(session: Session, themes: Iterable[ThemeView], regions: Sequence[Region], changed: int) -> tuple[str, ...]:
    """Return what is shown in numbers, where and when it was said, and the day of the last change."""
    words, labels = words_for(session.language).sentences, words_for(session.language).labels
    shown = {card.id for region in regions for card in region.cards}
    kinds = Counter(card.kind for theme in themes for card in theme.cards if card.id in shown)
    counts = [words.counted(sum(any(c.id in shown for c in theme.cards) for theme in themes), words.theme)]
    for name, count in kinds.items():
        kind = session.kind(name)
        counts.append(words.counted(count, words.kind(kind.singular, kind.plural)))
    details = [labels.pair(label, one_line(given)) for label, given in details_of(session)]
    day = [datetime.fromtimestamp(changed // 1000, UTC).strftime("%Y-%m-%d")] if changed else []
    return (words.comma.join(counts), *filter(None, [open_questions(session).rstrip(".")]), *details, *day)
