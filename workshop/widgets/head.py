"""The first lines of every page of a session: what it is, the step, the time left, whether all is saved."""

from __future__ import annotations

from typing import Final, NamedTuple

from rich.cells import cell_len
from textual.app import RenderResult
from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from workshop.widgets.wrapping import shorten, wrap


class HeadState(NamedTuple):
    """What the head says. ``state`` is "saved", "writing", "trouble" or empty.

    ``mood`` is the time's: empty, "last" for the last minute, "over".
    ``here`` is how many joined with a phone: "8 here", or empty.
    ``written`` says when the appendix was written, and gives way to the title; ``behind`` that it could not be.
    ``summit`` says how far a live summit has come; ``hall`` is what is asked there of all tables.
    """

    title: str = ""
    step: str = ""
    time: str = ""
    mood: str = ""
    state: str = ""
    here: str = ""
    written: str = ""
    behind: bool = False
    summit: str = ""
    hall: str = ""


HALL_LINES: Final = 2
"""Lines that the hall's question may take from the cards; on a wide terminal all of it has room there."""

_STATES = {"saved": "● saved", "writing": "○ writing", "trouble": "! not saved"}
_BEHIND = "! appendix not written"


class Head(Widget):
    """One line: the title at the left, the step, the time and the state at the right; below it what a hall is asked."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    Head { height: auto; padding: 0 1; background: $panel; color: $foreground; text-style: bold; }
    """

    def __init__(self, shown: HeadState | None = None) -> None:
        super().__init__()
        self.shown = shown or HeadState()

    def show(self, shown: HeadState) -> None:
        """Say something else."""
        if shown != self.shown:
            taller = shown.hall != self.shown.hall
            self.shown = shown
            self.refresh(layout=taller)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return one line, and those of what the hall is asked."""
        return 1 + len(self._hall(width))

    def _hall(self, width: int) -> list[str]:
        """Return what the hall is asked, in as many lines as a head may have."""
        lines = wrap(self.shown.hall, width) if self.shown.hall else ()
        cut = len(lines) > HALL_LINES
        return [
            shorten(f"{line} …", width) if cut and n == HALL_LINES else line
            for n, line in enumerate(lines[:HALL_LINES], 1)
        ]

    def render(self) -> RenderResult:
        """Return the line; the title gives way where it is narrow."""
        width = self.content_size.width
        shown = self.shown
        written = _BEHIND if shown.behind else shown.written
        facts = (shown.step, shown.here, shown.time, written, shown.summit, _STATES.get(shown.state, ""))
        right = [part for part in facts if part]
        taken = sum(cell_len(part) + 3 for part in right)
        if shown.written in right and cell_len(shown.title) + taken > width:
            right.remove(shown.written)
            taken -= cell_len(shown.written) + 3
        title = shorten(shown.title, max(8, width - taken))
        gap = " " * max(1, width - taken - cell_len(title) + 3 * bool(right))
        parts: list[Content | str] = [Content(title), gap]
        for number, part in enumerate(right):
            parts += ["   "] if number else []
            parts.append(Content.styled(part, self._style_of(part)))
        for line in self._hall(width):
            parts += ["\n", Content.styled(line, "$accent")]
        return Content.assemble(*parts)

    def _style_of(self, part: str) -> str:
        if part == self.shown.time and self.shown.mood:
            return "reverse" if self.shown.mood == "over" else "$accent"
        if part in {_STATES["trouble"], _BEHIND}:
            return "reverse"
        return "$success" if part == _STATES["saved"] else "$foreground"


def clock(milliseconds: int) -> str:
    """Return the time left as "12:31", or "over 0:40" once it is past."""
    seconds = -(-milliseconds // 1000) if milliseconds > 0 else -milliseconds // 1000
    shown = f"{seconds // 60}:{seconds % 60:02d}"
    return shown if milliseconds > 0 else f"over {shown}"
