"""The wall in words: its head, and the cards of all tables."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual.content import Content

from workshop.model.ballots import some
from workshop.model.wall import standings

if TYPE_CHECKING:
    from workshop.model.wall import WallView

MOST: Final = 300
"""Cards that stand here at once, the newest of each theme first; the others are counted, and on the wall's page."""

MOST_ALIKE: Final = 6
"""Groups of cards that say almost the same."""


def wall_head(view: WallView) -> Content:
    """Return who was heard, what has arrived, what all tables read, and what is wrong."""
    tables = "   ".join(words for words, _ in standings(view.tables))
    lines = [Content.styled(view.title, "bold"), Content(view.presence), Content(view.closing), Content(tables)]
    lines += [Content.styled(f"To all tables: {view.cue}", "$accent")] if view.cue else []
    lines += [Content.styled(remark, "$warning") for remark in view.remarks[-2:]]
    return Content("\n").join(line for line in lines if line.plain)


def wall_cards(view: WallView) -> Content:
    """Return what says almost the same, and the themes with their cards, as many of each as there is room for."""
    each = max(1, MOST // max(1, len(view.themes)))
    lines = _alike(view)
    for theme in view.themes:
        lines += [Content.styled(theme.title, "bold $accent"), *([Content(theme.question)] if theme.question else [])]
        for card in theme.cards[:each]:
            dots = f"  ({some(card.dots, 'dot')})" if card.dots is not None else ""
            lines.append(Content.assemble((card.id, "bold"), f"  {card.text}{dots}"))
        if len(theme.cards) > each:
            lines.append(Content(f"and {len(theme.cards) - each} earlier ones"))
        lines.append(Content(""))
    return Content("\n").join(lines)


def _alike(view: WallView) -> list[Content]:
    if not view.alike:
        return []
    lines = [Content.styled("Said at several tables", "bold $accent")]
    lines += [
        Content.assemble((f"{group.tables} tables", "bold"), f"  {group.text}  ({group.named})")
        for group in view.alike[:MOST_ALIKE]
    ]
    more = len(view.alike) - MOST_ALIKE
    return [*lines, *([Content(f"and {more} more")] if more > 0 else []), Content("")]
