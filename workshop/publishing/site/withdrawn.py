"""The addresses of cards that are not published: a link to one leads to what became of it, and when."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Final

from workshop.model.events import CardHidden, CardLeftOut, CardParked, CardRemoved
from workshop.model.history import History
from workshop.model.hlc import moment_of
from workshop.model.mapping import stands_now
from workshop.publishing.builder import WHY_LEFT_OUT
from workshop.publishing.report import Report, ReportCard, ReportTheme, numbered_theme
from workshop.wording.document_words import SiteWords

AWAY: Final = (CardRemoved, CardHidden, CardParked, CardLeftOut)
"""What takes a card from what is published."""


def withdrawn(history: History, appendix: Report, words: SiteWords) -> list[ReportTheme]:
    """Return a section with the addresses of the cards that are not in the appendix; none where all are."""
    session, published = history.session, appendix.said()
    days = _days(history)
    cards: list[ReportCard] = []
    for card in session.cards.values():
        name = session.shown_id(card)
        if name in published:
            continue
        now = [session.shown_id(c) for c in stands_now(session, card.id)]
        reason = next((why for mark, why in WHY_LEFT_OUT if getattr(card, mark)), "")
        refs = tuple(other for other in now if other in published)
        cards.append(ReportCard(name, "", _said(reason, days.get(card.id, ""), words), refs=refs))
    cards.sort(key=lambda card: card.id)
    return [numbered_theme(words.withdrawn, cards)] if cards else []


def _said(reason: str, day: str, words: SiteWords) -> str:
    """Return what became of a card; one that waits to be shown was never published, so nothing was withdrawn."""
    if not reason:
        return words.became
    if reason == "held" or not day:
        return words.withdrawn if reason == "removed" else words.not_published
    return words.withdrawn_on.format(day)


def _days(history: History) -> dict[str, str]:
    """Return the day on which each card was last taken away, in UTC; what the tables of a summit did is not known."""
    return {
        event.card: datetime.fromtimestamp(moment_of(entry.id) // 1000, UTC).strftime("%Y-%m-%d")
        for entry in history.entries
        for event in entry.events
        if isinstance(event, AWAY)
    }
