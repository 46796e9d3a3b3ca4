"""What a screen looks like, as text that can be read and compared: its lines, and how each is drawn.

Below the lines each line is given in runs: ``a24 b6`` are 24 cells drawn as ``a`` and six as ``b``; the styles that
the letters stand for come last. Times of day are written as 00:00.
"""

from __future__ import annotations

import re
from itertools import groupby
from string import ascii_letters
from typing import TYPE_CHECKING

from textual._context import visible_screen_stack

if TYPE_CHECKING:
    from rich.segment import Segment
    from textual.app import App
    from textual.strip import Strip

    from workshop.app import Console

_TIME = re.compile(r"\b\d\d:\d\d\b")


def strips_of(app: App[int]) -> list[Strip]:
    """Return the lines of the screen as they are painted, over what stands below a question."""
    visible_screen_stack.set(list(app._background_screens))
    return app.screen._compositor.render_strips()


def clickable(app: App[int]) -> list[str]:
    """Return what the screen shows that does something when it is clicked."""
    return [part.text for strip in strips_of(app) for part in strip if part.style and "@click" in part.style.meta]


def picture(app: Console) -> str:
    """Return what the screen shows now."""
    letters: dict[str, str] = {}

    def letter_of(segment: Segment) -> str:
        return letters.setdefault(_style(segment), ascii_letters[len(letters)])

    text, drawn = [], []
    for strip in strips_of(app):
        text.append(_TIME.sub("00:00", "".join(segment.text for segment in strip)).rstrip())
        runs = groupby((segment for segment in strip if segment.text), key=letter_of)
        drawn.append(" ".join(f"{letter}{sum(part.cell_length for part in run)}" for letter, run in runs))
    legend = [f"{letter}: {style}" for style, letter in letters.items()]
    return "\n".join([*text, "", *_together(drawn), "", *legend, ""])


def _style(segment: Segment) -> str:
    """Return a style without what is not seen, such as what a click does."""
    style = segment.style
    if style is None or style.color is None:
        return "plain"
    kinds = [kind for kind in ("bold", "italic", "underline", "reverse") if getattr(style, kind)]
    ground = style.bgcolor.get_truecolor().hex if style.bgcolor else "nothing"
    return " ".join([*kinds, style.color.get_truecolor().hex, "on", ground])


def _together(drawn: list[str]) -> list[str]:
    """Return the runs of each line; lines that are drawn alike share one: "3-22: a80"."""
    found, start = [], 0
    for runs, lines in groupby(drawn):
        end = start + len(list(lines)) - 1
        found.append(f"{start if start == end else f'{start}-{end}'}: {runs}")
        start = end + 1
    return found
