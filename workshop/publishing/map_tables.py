"""The map of a second day as JSON and as rows of a sheet: what programs and spreadsheets read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from workshop.model.map_view import map_view
from workshop.model.questions import questions
from workshop.wording.document_words import words_for
from workshop.wording.mapping import theme_names

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from workshop.model.map_view import LineView, MapCard
    from workshop.model.session import Session
    from workshop.model.views import Role

MAP_COLUMNS: Final = ("card", "heading", "line")
LINE_COLUMNS: Final = ("heading", "line", "text", "sources")
CARD_COLUMNS: Final = ("card", "text", "theme", "headings", "lines", "state", "reason")


def map_as_json(session: Session, role: Role = "facilitator", kind: str = "") -> dict[str, Any]:
    """Return the map as ``docs/commands.md`` promises it; its first keys never change their meaning."""
    view = map_view(session, role, kind)
    return {
        "kind": view.kind,
        "counts": view.counts._asdict(),
        "headings": [
            {"name": h.name, "cards": _ids(h.cards), "lines": [_line(line) for line in h.lines]} for h in view.headings
        ],
        "left_out": [{"id": card.view.id, "reason": card.decision.reason} for card in view.left_out],
        "undecided": _ids(view.undecided),
        "unplaced": _ids(view.unplaced),
        "open_questions": [card.id for card in questions(session, role).open],
    }


def _line(line: LineView) -> dict[str, Any]:
    sources = [source.id for source in line.sources if source.id]
    told = {"id": line.id, "text": line.text, "sources": sources, "changed": line.changed, "dots": line.dots}
    return {**told, "comparable": line.comparable}


def _ids(cards: Iterable[MapCard]) -> list[str]:
    return [card.view.id for card in cards]


def map_rows(session: Session) -> Iterator[tuple[str, str, str]]:
    """Return a row for each heading a card stands under, with the line there that stands on it; then the others.

    A line without a source has a row without a card: nothing of the map is missing in the sheet. Questions to the
    room that are open stand at its end.
    """
    view = map_view(session, "appendix")
    for heading in view.headings:
        here = {line.id for line in heading.lines}
        for card in heading.cards:
            lines = [line for line in card.lines if line in here] or [""]
            yield from ((card.view.id, heading.name, line) for line in lines)
        cards = {card.view.id for card in heading.cards}
        for line in heading.lines:
            elsewhere = [source.id for source in line.sources if source.id not in cards]
            yield from ((source, heading.name, line.id) for source in elsewhere or ([""] if not line.sources else []))
    yield from ((card.view.id, "", "") for card in (*view.left_out, *view.undecided, *view.unplaced) if not card.lines)
    asked = words_for(session.language).map.open_questions
    yield from ((card.id, asked, "") for card in questions(session, "appendix").open)


def line_sheet(session: Session) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """Return the columns, and a row for each line of the digest and each question to the room that is open.

    Once dots are revealed, the last column has those of each line, or that they cannot be compared.
    """
    words, headings = words_for(session.language).map, map_view(session, "appendix").headings
    lines = [(heading, line) for heading in headings for line in heading.lines]
    rows = [(h.name, line.id, line.text, ", ".join(source.id for source in line.sources)) for h, line in lines]
    asked = [(words.open_questions, card.id, card.text, "") for card in questions(session, "appendix").open]
    if all(line.dots is None and line.comparable for _, line in lines):
        return LINE_COLUMNS, [*rows, *asked]
    dots = [
        words.not_comparable if not line.comparable else "" if line.dots is None else str(line.dots)
        for _, line in lines
    ]
    told = [(*row, count) for row, count in zip(rows, dots, strict=True)]
    return (*LINE_COLUMNS, "dots"), [*told, *((*row, "") for row in asked)]


def card_rows(session: Session) -> Iterator[tuple[str, ...]]:
    """Return a row for each card of the map, with all that became of it, and for each open question to the room."""
    for card in cards_as_json(session)["cards"]:
        yield (
            *(card["id"], card["text"], card["theme"]),
            *(", ".join(card["headings"]), ", ".join(card["lines"]), card["state"], card["reason"]),
        )
    for question in questions(session, "appendix").open:
        yield (question.id, question.text, "", "", "", "open question", "")


def cards_as_json(session: Session) -> dict[str, Any]:
    """Return every card of the map once, with all that became of it."""
    view, names = map_view(session, "appendix"), theme_names(session)
    headings = {heading.heading: heading.name for heading in view.headings}
    cards = [
        {
            "id": card.view.id,
            "text": card.view.text,
            "theme": names.get(card.theme.theme, card.theme.title),
            "headings": [headings[heading] for heading in card.decision.headings if heading in headings],
            "lines": list(card.lines),
            "state": card.decision.state or "unplaced",
            "reason": card.decision.reason,
        }
        for card in sorted(view.cards.values(), key=lambda card: session.cards[card.view.card].rank)
    ]
    asked = [card.id for card in questions(session, "appendix").open]
    return {"title": session.title, "counts": view.counts._asdict(), "cards": cards, "open_questions": asked}
