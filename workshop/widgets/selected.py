"""Words of a list selected with the mouse: which they are, and how they are shown."""

from __future__ import annotations

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.selection import Selection
from textual.strip import Strip

from workshop.widgets.row import GUTTER
from workshop.widgets.stack import Stack


def shaded(strip: Strip, span: tuple[int, int] | None, style: Style) -> Strip:
    """Return a strip with the selected ``span`` of its cells shown so; -1 is its end."""
    if span is None:
        return strip
    start, end = span
    end = strip.cell_length if end < 0 else min(end, strip.cell_length)
    if start >= end:
        return strip
    before, chosen, after = strip.divide([start, end, strip.cell_length])
    return Strip.join([before, Strip([Segment(part.text, style) for part in chosen], chosen.cell_length), after])


def selected_words(stack: Stack, selection: Selection) -> str:
    """Return what was said in the selected cells: a row's words in one line, with its label where that is in it."""
    words: list[str] = []
    begun = -1
    for line in range(stack.height):
        span = selection.get_span(line)
        if span is None:
            continue
        position = stack.row_at(line)
        part = _cells(_line(stack, position, line), *span).strip()
        if position == begun:
            words[-1] = f"{words[-1]} {part}".strip()
        else:
            words.append(part)
        begun = position
    return "\n".join(line for line in words if line)


def _line(stack: Stack, position: int, line: int) -> str:
    """Return a line of a row as it stands there, without the signs before and after it."""
    laid, inside = stack.laid_at(position), line - stack.lines_of(position)[0]
    label = f"{laid.row.label if not inside else '':<{stack.label_width}} " if stack.label_width else ""
    if inside < len(laid.lines):
        words = laid.lines[inside]
    else:
        below = inside - len(laid.lines) - (not laid.beside)
        words = f"  {laid.row.more[below]}" if below >= 0 else ""
    return " " * GUTTER + label + words


def _cells(text: str, start: int, end: int) -> str:
    """Return the signs that begin in some cells; -1 is the end."""
    taken, at = [], 0
    for sign in text:
        if start <= at and (end < 0 or at < end):
            taken.append(sign)
        at += cell_len(sign)
    return "".join(taken)
