"""The map on the browser board: headings with their lines and cards, a page at a time, and the counts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeAlias

from workshop.model.attention import Attention
from workshop.model.entry import Entry
from workshop.model.map_view import LineView, MapCard, map_view
from workshop.model.session import Session
from workshop.store.writer import SessionWriter
from workshop.web.html import Child, Html, element, own, together
from workshop.web.i18n import Words
from workshop.web.layout import board_list
from workshop.wording.document_words import MapWords, words_for
from workshop.wording.said import counts_said, theme_names

Piece: TypeAlias = "LineView | MapCard"


class MapWatch:
    """Knows whether the table is at the map, or at its cards and votes."""

    def __init__(self, writer: SessionWriter) -> None:
        self._writer = writer
        self._attention = Attention()
        self._attention.read(writer.session, reversed(writer.history.entries))
        writer.watch(self._changed)

    def _changed(self, session: Session, entries: list[Entry]) -> None:
        self._attention.read(session, reversed(entries))

    def shown(self, wanted: str = "") -> Session | None:
        """Return the session where its map is to be shown: the table is at it, or a board wants "map" or "cards"."""
        session = self._writer.session
        if not session.map.begun or session.open_ballot():
            return None
        at_map = wanted == "map" or (wanted != "cards" and self._attention.mapping)
        return session if at_map else None


def map_parts(session: Session, words: Words, number: int, height: Callable[[str], int], space: int) -> dict[str, Html]:
    """Return the list of a page, what it is under the title, and the counts."""
    view, said, names = map_view(session, "board"), words_for(words.language).map, theme_names(session)
    groups: list[tuple[str, list[Piece]]] = [
        (heading.name if heading.heading else said.without_heading, [*heading.lines, *heading.cards])
        for heading in view.headings
    ]
    groups += [(said.left_out.capitalize(), list(view.left_out)), (said.undecided.capitalize(), list(view.undecided))]

    def draw(name: str, pieces: list[Piece]) -> tuple[Child, ...]:
        return own("h2", name, class_="kind mapped"), element("ul", *(_piece(each, names, said) for each in pieces))

    def cost(piece: Piece) -> int:
        text = piece.text if isinstance(piece, LineView) else piece.view.text
        return 2 * height(f"{text} {_about(piece, names, said)}")

    return {
        "list": board_list(words, number, groups, cost=cost, budget=space, draw=draw),
        "note": together([counts_said(view.counts, words.language).capitalize()]),
        "mark": Html(f"{hash(view):x}"),
    }


def _about(piece: Piece, names: Mapping[str, str], said: MapWords) -> str:
    """Return what stands beside a line or a card: sources and dots, or the theme it came from and its lines."""
    if isinstance(piece, MapCard):
        parts = [names.get(piece.theme.theme, piece.theme.title), *piece.lines, piece.decision.reason]
        return " · ".join(filter(None, parts))
    parts = [", ".join(source.id for source in piece.sources if source.id) or said.no_source]
    parts += [said.changed] if piece.changed else []
    parts += [f"● {piece.dots}"] if piece.dots is not None else []
    parts += [] if piece.comparable else [f"● {said.not_comparable}"]
    return " · ".join(parts)


def _piece(piece: Piece, names: Mapping[str, str], said: MapWords) -> Html:
    is_line = isinstance(piece, LineView)
    text, shown_id = (piece.text, piece.id) if isinstance(piece, LineView) else (piece.view.text, piece.view.id)
    about = own("span", _about(piece, names, said), class_="id")
    return element("li", element("span", shown_id, class_="id"), " ", own("b" if is_line else "span", text), " ", about)
