"""What is copied as text: cards, a theme, the appendix."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from workshop.model.history import History
from workshop.model.hlc import moment_of
from workshop.model.session import Card, Session, Theme

if TYPE_CHECKING:
    from workshop.publishing.builder import Order


def line_of(session: Session, card: Card) -> str:
    """Return a card with what it carries beside its words."""
    fields = "".join(f"\n  {name.replace('_', ' ')}: {value}" for name, value in card.fields if value)
    return f"{session.shown_id(card)} {card.text}{fields}"


def theme_lines(session: Session, theme: Theme) -> Iterator[str]:
    """Return a theme with its question and its cards."""
    yield theme.title
    if theme.question:
        yield theme.question
    for kind in session.kinds:
        cards = [card for card in session.ordered() if card.theme == theme.id and card.kind == kind.name and card.seen]
        if cards:
            yield f"\n{kind.plural}"
            yield from (line_of(session, card) for card in cards)


def appendix_text(history: History, order: Order) -> str:
    """Return the whole appendix as text."""
    from workshop.publishing.builder import report_of  # noqa: PLC0415 - the exporters; not for the first paint
    from workshop.publishing.formats.text import export  # noqa: PLC0415 - as above
    from workshop.publishing.report import cleaned  # noqa: PLC0415 - as above

    changed = moment_of(history.last) if history.last else 0
    return export(cleaned(report_of(history.session, changed, order))).decode()
