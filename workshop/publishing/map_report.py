"""The map of a second day, published: as reports (digest, full list), as JSON, and as rows of a sheet."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from workshop.model.map import LEFT_OUT, UNDECIDED
from workshop.model.map_view import HeadingView, LineView, MapCard, MapView, SourceView, map_view
from workshop.model.session import Session
from workshop.model.views import Role, questions
from workshop.publishing.builder import open_questions
from workshop.publishing.formats.csv import sheet
from workshop.publishing.report import Report, ReportCard, ReportTheme, numbered_theme
from workshop.wording.document_words import MapWords, words_for
from workshop.wording.said import counts_said, theme_names

_WORD = re.compile(r"\w+")


def digest_of(session: Session, changed: int = 0) -> Report:
    """Return the digest: headings, lines with the ids of their sources, the sources themselves, the terms explained."""
    view, words = map_view(session, "appendix"), words_for(session.language).map
    filled = (heading for heading in view.headings if heading.lines)
    themes = [numbered_theme(_name(heading, words), _lines(heading, words)) for heading in filled]
    if sources := _sources(session, view, words):
        themes.append(numbered_theme(words.sources, sources))
    return _report(session, view, words.digest, themes, changed)


def full_list_of(session: Session, changed: int = 0) -> Report:
    """Return every card of the map under its headings, or under what became of it, and then under its table's theme."""
    view, words = map_view(session, "appendix"), words_for(session.language).map
    names = theme_names(session)
    parts = [
        *((_name(heading, words), heading.cards) for heading in view.headings if heading.cards),
        (words.left_out.capitalize(), view.left_out),
        (words.undecided.capitalize(), view.undecided),
        (words.not_placed, view.unplaced),
    ]
    themes = [numbered_theme(title, _cards(cards, names, words)) for title, cards in parts if cards]
    by_theme: dict[str, list[MapCard]] = {}
    for card in view.cards.values():
        by_theme.setdefault(card.theme.theme, []).append(card)
    for theme in session.live_themes():
        if cards := sorted(by_theme.get(theme.id, ()), key=lambda card: session.cards[card.view.card].rank):
            title = f"{words.by_table}: {names[theme.id]}"
            placed = [replace(_card(card, _became(card, view, words)), again=True) for card in cards]
            themes.append(numbered_theme(title, placed, theme.question))
    return _report(session, view, words.full_list, themes, changed)


def _report(session: Session, view: MapView, name: str, themes: Iterable[ReportTheme], changed: int) -> Report:
    themes, labels, details = tuple(themes), words_for(session.language).labels, dict(session.details)
    shown = ((labels.place, details.get("place", "")), (labels.date, details.get("date", "")))
    used = {word for theme in themes for part in theme.lists for card in part.cards for word in _words(card.text)}
    terms = sorted((term, meant) for term, meant in session.terms.items() if meant and _words(term) <= used)
    return Report(
        title=session.title,
        language=session.language,
        themes=themes,
        counts=f"{counts_said(view.counts, session.language).capitalize()}.",
        subtitle=name,
        details=tuple(pair for pair in shown if pair[1]),
        glossary=tuple(terms),
        left_out=tuple(filter(None, [open_questions(session)])),
        changed=changed,
    )


def _words(text: str) -> set[str]:
    return set(map(str.casefold, _WORD.findall(text)))


def _name(heading: HeadingView, words: MapWords) -> str:
    return heading.name if heading.heading else words.without_heading


def _lines(heading: HeadingView, words: MapWords) -> Iterator[ReportCard]:
    for line in heading.lines:
        remarks = [words.changed] if line.changed else []
        remarks += [] if line.comparable else [words.not_comparable]
        refs = tuple(source.id for source in line.sources if source.id) or (words.no_source,)
        dots = (("dots", str(line.dots)),) if line.dots is not None else ()
        yield ReportCard(line.id, "", line.text, note="; ".join(remarks), fields=dots, refs=refs)


def _sources(session: Session, view: MapView, words: MapWords) -> list[ReportCard]:
    """Return the sources of all lines, in the order of their ids, as far as they may be read, each with its lines."""
    names = theme_names(session)
    found: dict[str, tuple[SourceView, list[str]]] = {}
    for line in (line for heading in view.headings for line in heading.lines):
        for source in (source for source in line.sources if source.text):
            found.setdefault(source.card, (source, []))[1].append(line.id)
    return [
        ReportCard(source.id, "", source.text, fields=_of(names.get(session.cards[card].theme, ""), lines, words))
        for card, (source, lines) in sorted(found.items(), key=lambda item: (item[1][0].id, item[0]))
    ]


def _of(theme: str, lines: Sequence[str], words: MapWords) -> tuple[tuple[str, str], ...]:
    """Return where a card came from and which lines stand on it."""
    return (("theme", theme), *(((words.lines.capitalize(), ", ".join(lines)),) if lines else ()))


def _cards(cards: Iterable[MapCard], names: Mapping[str, str], words: MapWords) -> list[ReportCard]:
    return [
        _card(card, _of(names.get(card.theme.theme, ""), card.lines, words), card.decision.reason) for card in cards
    ]


def _card(card: MapCard, fields: tuple[tuple[str, str], ...], note: str = "") -> ReportCard:
    return ReportCard(card.view.id, card.view.kind, card.view.text, card.view.tags, note=note, fields=fields)


def _became(card: MapCard, view: MapView, words: MapWords) -> tuple[tuple[str, str], ...]:
    """Return what became of a card: its headings, or why it has none, and the lines that stand on it."""
    names = {heading.heading: heading.name for heading in view.headings}
    headings = ", ".join(names[h] for h in card.decision.headings if h in names)
    state = {LEFT_OUT: words.left_out, UNDECIDED: words.undecided}.get(card.decision.state, words.not_placed)
    where = (words.heading, headings) if headings else (words.map, state)
    return (where, *_of("", card.lines, words)[1:])


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


def line_sheet(session: Session) -> bytes:
    """Return a sheet with a row for each line of the digest and each question to the room that is open.

    Once dots are revealed, the last column has those of each line, or that they cannot be compared.
    """
    words, headings = words_for(session.language).map, map_view(session, "appendix").headings
    lines = [(heading, line) for heading in headings for line in heading.lines]
    rows = [(h.name, line.id, line.text, ", ".join(source.id for source in line.sources)) for h, line in lines]
    asked = [(words.open_questions, card.id, card.text, "") for card in questions(session, "appendix").open]
    if all(line.dots is None and line.comparable for _, line in lines):
        return sheet(LINE_COLUMNS, [*rows, *asked])
    dots = [
        words.not_comparable if not line.comparable else "" if line.dots is None else str(line.dots)
        for _, line in lines
    ]
    told = [(*row, count) for row, count in zip(rows, dots, strict=True)]
    return sheet((*LINE_COLUMNS, "dots"), [*told, *((*row, "") for row in asked)])


def card_sheet(session: Session) -> bytes:
    """Return a sheet with a row for each card of the map and all that became of it, and for each open question."""
    rows = [
        (
            *(card["id"], card["text"], card["theme"]),
            *(", ".join(card["headings"]), ", ".join(card["lines"]), card["state"], card["reason"]),
        )
        for card in cards_as_json(session)["cards"]
    ]
    asked = [(card.id, card.text, "", "", "", "open question", "") for card in questions(session, "appendix").open]
    return sheet(CARD_COLUMNS, [*rows, *asked])


def digest_as_json(session: Session) -> dict[str, Any]:
    """Return the headings of the map with their lines, as the map has them."""
    told = map_as_json(session, "appendix")
    return {"title": session.title, **{key: told[key] for key in ("headings", "counts", "open_questions")}}


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
