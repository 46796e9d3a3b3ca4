"""The steps of a session in a line, with the key that leads to each; the present one stands in brackets."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, NamedTuple

from rich.segment import Segment
from textual import events
from textual.strip import Strip
from textual.widget import Widget

from workshop.widgets.foot import ActionClicked


class SessionStep(NamedTuple):
    """A step: its key, its word, and the name of the action that leads there."""

    key: str
    word: str
    action: str


class Steps(Widget):
    """The steps. Each can be clicked; ``before`` is said first, as where another key comes before the step's own."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {"steps--key", "steps--here"}
    DEFAULT_CSS = """
    Steps { height: 1; padding: 0 1; background: $panel; color: $foreground; }
    Steps > .steps--key { color: $accent; background: $panel; text-style: bold; }
    Steps > .steps--here { color: $accent; background: $panel; text-style: bold; }
    """

    def __init__(self, steps: Sequence[SessionStep]) -> None:
        super().__init__()
        self._steps = tuple(steps)
        self._present = self._before = ""

    def show(self, present: str, before: str = "") -> None:
        """Show that one of them is the present one."""
        if (present, before) != (self._present, self._before):
            self._present, self._before = present, before
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """Return the line."""
        key, here = map(self.get_component_rich_style, ("steps--key", "steps--here"))
        plain = self.rich_style
        segments = [Segment(self._before, plain)]
        for step in self._steps:
            if step.action == self._present:
                segments.append(Segment(f"[{step.key} {step.word}] ", here))
            else:
                segments += [Segment(f" {step.key}", key), Segment(f" {step.word}  ", plain)]
        return Strip(segments).adjust_cell_length(self.content_size.width, plain)

    def on_click(self, event: events.Click) -> None:
        """Say which step was clicked."""
        event.stop()
        at = event.get_content_offset_capture(self).x
        right = len(self._before)
        for step in self._steps:
            left, right = right, right + len(f" {step.key} {step.word}  ")
            if left <= at < right:
                self.post_message(ActionClicked(step.action))
                return
