"""The wall in words: its head, and the cards of all tables."""

from __future__ import annotations

from typing import Final

from rich.cells import cell_len
from textual.content import Content

from workshop.model.ballots import some
from workshop.model.wall import WallView, short_closing, standings
from workshop.widgets.wrapping import wrap

MOST: Final = 300
"""Cards that stand here at once, the newest of each theme first; the others are counted, and on the wall's page."""

MOST_ALIKE: Final = 6
"""Groups of cards that say almost the same."""


def wall_head(view: WallView) -> Content:
    """Return who was heard, what has arrived, what all tables read, and what is wrong."""
    tables = "   ".join(words for words, _ in standings(view.tables))
    here = [short_closing(view), tables]
    if not all(table.complete for table in view.tables):
        here = [": ".join(here)]
    lines = [Content.styled(view.title, "bold"), Content(view.presence), *map(Content, here)]
    lines += [Content.styled(f"To all tables: {view.cue}", "$accent")] if view.cue else []
    lines += [Content.styled(remark, "$warning") for remark in view.remarks[-2:]]
    return Content("\n").join(line for line in lines if line.plain)


def wall_cards(view: WallView, width: int = 10_000) -> Content:
    """Return what says almost the same, and the themes with their cards, as many of each as there is room for.

    A card that is longer than ``width`` goes on below its first word, so that ids stand apart.
    """
    each = max(1, MOST // max(1, len(view.themes)))
    lines = _alike(view, width)
    for theme in view.themes:
        lines += [Content.styled(theme.title, "bold $accent"), *([Content(theme.question)] if theme.question else [])]
        for card in theme.cards[:each]:
            dots = f"  ({some(card.dots, 'dot')})" if card.dots is not None else ""
            lines.append(_hanging(card.id, f"{card.text}{dots}", width))
        if len(theme.cards) > each:
            lines.append(Content(f"and {len(theme.cards) - each} earlier ones"))
        lines.append(Content(""))
    return Content("\n").join(lines)


def _hanging(label: str, text: str, width: int) -> Content:
    indent = cell_len(label) + 2
    return Content.assemble((label, "bold"), "  ", f"\n{' ' * indent}".join(wrap(text, width - indent)))


def _alike(view: WallView, width: int) -> list[Content]:
    if not view.alike:
        return []
    lines = [Content.styled("Said at several tables", "bold $accent")]
    lines += [
        _hanging(f"{group.tables} tables", f"{group.text}  ({group.named})", width) for group in view.alike[:MOST_ALIKE]
    ]
    more = len(view.alike) - MOST_ALIKE
    return [*lines, *([Content(f"and {more} more")] if more > 0 else []), Content("")]
