"""From the map of a second day to reports: the digest, whose lines lead to their sources, and the full list."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from workshop.model.map_view import map_view
from workshop.publishing.builder import open_questions
from workshop.publishing.report import Report, ReportCard, ReportList, ReportTheme
from workshop.wording.labels import labels_for
from workshop.wording.map_words import map_words_for
from workshop.wording.mapping import counts_said, theme_names

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from workshop.model.map_view import HeadingView, LineView, MapCard, MapView
    from workshop.model.session import Session
    from workshop.wording.map_words import MapWords

_WORD = re.compile(r"\w+")


def digest_of(session: Session, changed: int = 0) -> Report:
    """Return the digest: headings, lines with the ids of their sources, the sources themselves, the terms explained."""
    view, words = map_view(session, "appendix"), map_words_for(session.language)
    themes = [_section(_name(heading, words), _lines(heading, words)) for heading in view.headings if heading.lines]
    sources = _sources(session, view)
    if sources:
        themes.append(_section(words.sources, sources, numbered=True))
    return _report(session, view, words.digest, themes, changed)


def full_list_of(session: Session, changed: int = 0) -> Report:
    """Return every card of the map under its headings, or under what became of it, and then under its table's theme."""
    view, words = map_view(session, "appendix"), map_words_for(session.language)
    names = theme_names(session)
    parts = [
        *((_name(heading, words), heading.cards) for heading in view.headings if heading.cards),
        (words.left_out.capitalize(), view.left_out),
        (words.undecided.capitalize(), view.undecided),
        (words.not_placed, view.unplaced),
    ]
    themes = [_section(title, _cards(cards, names), numbered=True) for title, cards in parts if cards]
    by_theme: dict[str, list[MapCard]] = {}
    for card in view.cards.values():
        by_theme.setdefault(card.theme.theme, []).append(card)
    for theme in session.live_themes():
        if cards := sorted(by_theme.get(theme.id, ()), key=lambda card: session.cards[card.view.card].rank):
            placed = [(card, _where(card, view)) for card in cards]
            title = f"{words.by_table}: {names[theme.id]}"
            themes.append(_section(title, [_card(card, "", place) for card, place in placed], theme.question))
    return _report(session, view, words.full_list, themes, changed)


def _report(session: Session, view: MapView, name: str, themes: Iterable[ReportTheme], changed: int) -> Report:
    themes = tuple(themes)
    labels = labels_for(session.language)
    details = dict(session.details)
    shown = ((labels.place, details.get("place", "")), (labels.date, details.get("date", "")))
    used = {word.casefold() for theme in themes for part in theme.lists for c in part.cards for word in _words(c.text)}
    terms = sorted((t, x) for t, x in session.terms.items() if x and set(map(str.casefold, _words(t))) <= used)
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


def _words(text: str) -> list[str]:
    return _WORD.findall(text)


def _section(title: str, cards: Iterable[ReportCard], question: str = "", *, numbered: bool = False) -> ReportTheme:
    return ReportTheme(title, question, (ReportList("", "", tuple(cards), numbered=numbered),))


def _name(heading: HeadingView, words: MapWords) -> str:
    return heading.name if heading.heading else words.without_heading


def _lines(heading: HeadingView, words: MapWords) -> Iterator[ReportCard]:
    for line in heading.lines:
        remarks = [words.changed] if line.changed else []
        remarks += [] if line.comparable else [words.not_comparable]
        refs = tuple(source.id for source in line.sources if source.id) or (words.no_source,)
        yield ReportCard(line.id, "", line.text, note="; ".join(remarks), fields=_dots(line), refs=refs)


def _dots(line: LineView) -> tuple[tuple[str, str], ...]:
    return (("dots", str(line.dots)),) if line.dots is not None else ()


def _sources(session: Session, view: MapView) -> list[ReportCard]:
    """Return the sources of all lines, in the order of their ids, as far as they may be read."""
    names = theme_names(session)
    found = {s.card: s for heading in view.headings for line in heading.lines for s in line.sources if s.text}
    return [
        ReportCard(source.id, "", source.text, fields=(("theme", names.get(session.cards[card].theme, "")),))
        for card, source in sorted(found.items(), key=lambda item: (item[1].id, item[0]))
    ]


def _cards(cards: Iterable[MapCard], names: Mapping[str, str]) -> list[ReportCard]:
    return [_card(card, names.get(card.theme.theme, ""), card.decision.reason) for card in cards]


def _card(card: MapCard, theme: str, note: str = "") -> ReportCard:
    fields = (("theme", theme),) if theme else ()
    return ReportCard(card.view.id, card.view.kind, card.view.text, card.view.tags, note=note, fields=fields)


def _where(card: MapCard, view: MapView) -> str:
    """Return the headings a card stands under and the lines that stand on it."""
    headings = {heading.heading: heading.name for heading in view.headings}
    return ", ".join([*(headings[h] for h in card.decision.headings if h in headings), *card.lines])
