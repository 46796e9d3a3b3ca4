"""The map in rows: cards with where they came from, and headings with a letter each, their lines below them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from workshop.model.ballots import some
from workshop.model.map import LEFT_OUT, PLACED, UNDECIDED, UNPLACED
from workshop.model.map_view import HeadingView, LineView, MapCard, MapView
from workshop.model.session import Session
from workshop.publishing.builder import counted
from workshop.widgets.row import Row
from workshop.wording.said import theme_names

LETTERS: Final = "abcdefghijklmnopqrstvwxyz"
"""What places a card under the heading it stands before: all letters but that of undo."""

MOST_ALIKE: Final = 4
"""Near-duplicates that are named below a card; the others are counted."""

HEADING: Final = "heading "
LINE: Final = "line "
"""What the id of a heading's or a line's row begins with; its own id follows."""

STATES: Final[Mapping[str, str]] = {
    UNPLACED: "not yet placed",
    PLACED: "placed",
    LEFT_OUT: "left out",
    UNDECIDED: "cannot decide",
}
"""What may have become of a card, and how it is said."""


class MapFilter(NamedTuple):
    """Which cards are listed: in ``state`` (``None``: any), of a theme or table, with a tag, dots or words."""

    state: str | None = UNPLACED
    theme: str = ""
    table: str = ""
    tag: str = ""
    dots: bool = False
    words: str = ""
    only: tuple[str, ...] = ()

    def passes(self, card: MapCard) -> bool:
        """Return whether a card is listed."""
        view = card.view
        return (
            (self.state is None or card.decision.state == self.state)
            and (not self.theme or card.theme.theme == self.theme)
            and (not self.table or card.theme.table == self.table)
            and (not self.tag or self.tag in view.tags)
            and (not self.dots or bool(view.dots))
            and (view.card in self.only if self.only else self._has_words(f"{view.id} {view.text} {card.theme.title}"))
        )

    def _has_words(self, text: str) -> bool:
        folded = text.casefold()
        return all(word in folded for word in self.words.casefold().split())

    def said(self, session: Session) -> str:
        """Return what the list is called; of cards ``only`` wanted ``words`` say what they are like."""
        theme = session.themes.get(self.theme)
        parts = [
            "all cards" if self.state is None else STATES[self.state],
            *([f"like {self.words}"] if self.only else [f"“{self.words}”"] if self.words else []),
            *([theme.title] if theme else []),
            *([f"table {self.table}"] if self.table else []),
            *([f"#{self.tag}"] if self.tag else []),
            *(["with dots"] if self.dots else []),
        ]
        return " · ".join(parts)


class CardRows:
    """The rows of cards; a row is made anew only where something has changed that stands in it."""

    def __init__(self) -> None:
        self._told: object = None
        self._kept: dict[str, tuple[object, Row]] = {}

    def rows(self, session: Session, view: MapView, sieve: MapFilter, alike: Mapping[str, Sequence[str]]) -> list[Row]:
        """Return the cards that a filter lets through; those that are ``only`` wanted in that order.

        ``alike`` are the cards of the map that say almost the same as one: they stand below it, with their headings'
        letters.
        """
        cards = view.cards
        names = theme_names(session)
        letters = dict(zip((h.heading for h in view.headings), LETTERS, strict=False))
        if (told := (names, letters, sieve.state)) != self._told:
            self._told, self._kept = told, {}
        found = [card for card in cards.values() if sieve.passes(card)]
        place = {card: number for number, card in enumerate(sieve.only)}
        found.sort(key=lambda card: (place.get(card.view.card, 0), session.cards[card.view.card].rank))
        rows: list[Row] = []
        for card in found:
            others = alike.get(card.view.card, ())
            named = [cards[other] for other in others[:MOST_ALIKE]]
            of = (
                card.view,
                card.theme.title,
                card.decision,
                card.lines,
                [(o.view.id, o.decision) for o in named],
                others,
            )
            kept = self._kept.get(card.view.card)
            if kept is None or kept[0] != of:
                said = _alike_said(named, len(others), letters)
                kept = self._kept[card.view.card] = of, _card(card, names, letters, sieve, said)
            rows.append(kept[1])
        return rows


def _alike_said(named: Sequence[MapCard], count: int, letters: Mapping[str, str]) -> list[str]:
    """Return what is said of the near-duplicates of a card, of which the first are named."""
    said = [f"{o.view.id} ({_under(o, letters) or STATES[o.decision.state]})" for o in named]
    said += [f"{count - len(named)} more"] if count > len(named) else []
    return [f"almost the same: {', '.join(said)}"] if said else []


def _card(
    card: MapCard, names: Mapping[str, str], letters: Mapping[str, str], sieve: MapFilter, alike: Sequence[str]
) -> Row:
    view = card.view
    marks = [some(view.dots, "dot")] if view.dots else []
    marks += [f"#{tag}" for tag in view.tags]
    if sieve.state != card.decision.state or card.decision.headings:
        marks.append(_under(card, letters) or STATES[card.decision.state])
    marks += card.lines
    more = [names.get(card.theme.theme, card.theme.title)]
    more += [card.decision.reason] if card.decision.reason else []
    return Row(view.card, view.id, view.text, " · ".join(marks), (*more, *alike))


def _under(card: MapCard, letters: Mapping[str, str]) -> str:
    return " ".join(letters.get(heading, "+").upper() for heading in card.decision.headings)


def heading_rows(view: MapView, *, lines: bool) -> list[Row]:
    """Return the headings, each with its letter and how much stands under it; with ``lines``, its lines below it."""
    rows: list[Row] = []
    for number, heading in enumerate(view.headings):
        letter = LETTERS[number].upper() if number < len(LETTERS) else "+"
        indent = "  " if heading.parent else ""
        count = f"{len(heading.cards)} · {counted(len(heading.lines), 'line', 'lines')}"
        rows.append(Row(f"{HEADING}{heading.heading}", letter, f"{indent}{heading.name}", count))
        rows += _lines(heading) if lines else ()
    return rows


def _lines(heading: HeadingView) -> Iterator[Row]:
    for line in heading.lines:
        yield Row(f"{LINE}{line.line}", "", f"{line.id} {line.text}", _marks(line), quiet=line.changed)


def _marks(line: LineView) -> str:
    ids = [source.id or "a card that is not here" for source in line.sources]
    marks = [", ".join(ids) if ids else "no source"]
    marks += ["source changed since"] if line.changed else []
    marks += [some(line.dots, "dot")] if line.dots is not None else ([] if line.comparable else ["not comparable"])
    return " · ".join(marks)


def heading_at(view: MapView, letter: str) -> str:
    """Return the heading that a letter stands for; empty where there is none."""
    place = LETTERS.find(letter.lower()) if len(letter) == 1 else -1
    return view.headings[place].heading if 0 <= place < len(view.headings) else ""
