"""The map on the board: a column a heading, its lines first and then its cards, and the counts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from workshop.model.map_view import HeadingView, LineView, MapCard, map_view
from workshop.model.session import Session
from workshop.publishing.builder import counted
from workshop.widgets.wall import Column, Item
from workshop.wording.said import counts_said, theme_names


class Names(NamedTuple):
    """What themes and cards are called on the board."""

    themes: Mapping[str, str]
    label: Callable[[str], str]


class MapOnBoard(NamedTuple):
    """The map as columns; ``counts`` say that no card is forgotten, ``shown`` is what stands in the columns."""

    columns: tuple[Column, ...]
    counts: str
    shown: frozenset[str]


def map_on_board(session: Session, label: Callable[[str], str]) -> MapOnBoard:
    """Return the map as the room may see it; cards that nobody has placed yet are counted.

    ``label`` returns a card's shown id as it stands on the board.
    """
    view, said = map_view(session, "board"), Names(theme_names(session), label)
    parents = {heading.heading: heading.name for heading in view.headings}
    columns = [_column(heading, parents, said) for heading in view.headings]
    for title, cards in (("LEFT OUT", view.left_out), ("CANNOT DECIDE", view.undecided)):
        if cards:
            columns.append(Column(f"{title} {len(cards)}", tuple(_card(card, said) for card in cards)))
    columns = columns or [Column("THE MAP", (), "No heading yet.")]
    shown = frozenset(item.id for column in columns for item in column.items)
    return MapOnBoard(tuple(columns), f"{counts_said(view.counts)}".capitalize(), shown)


def _column(heading: HeadingView, parents: Mapping[str, str], said: Names) -> Column:
    above = f"{parents[heading.parent].upper()} › " if heading.parent in parents else ""
    items = (*(_line(line, said) for line in heading.lines), *(_card(card, said) for card in heading.cards))
    return Column(f"{above}{heading.name.upper()} {len(heading.cards)}", items, "Nothing stands here yet.")


def _line(line: LineView, said: Names) -> Item:
    marks = ["source changed since"] if line.changed else []
    marks += [", ".join(said.label(source.id) for source in line.sources if source.id) or "no source"]
    marks += [counted(line.dots, "dot", "dots")] if line.dots is not None else []
    marks += [] if line.comparable else ["dots not comparable"]
    return Item(line.line, line.id, line.text, f"‹ {' · '.join(marks)}")


def _card(card: MapCard, said: Names) -> Item:
    marks = [said.themes.get(card.theme.theme, card.theme.title), *card.lines]
    marks += [card.decision.reason] if card.decision.reason else []
    return Item(card.view.card, said.label(card.view.id), card.view.text, " · ".join(marks))
