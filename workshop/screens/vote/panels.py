"""The three steps of a vote, each with its keys; one of them is shown."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.widgets import Static

from workshop.keymap import bindings
from workshop.widgets.bars import Bars
from workshop.widgets.large import Large
from workshop.widgets.numbers import Numbers
from workshop.widgets.rows import Rows

_STEPS = {"down": 1, "up": -1}
_CHARACTERS = {**{str(n): str(n) for n in range(10)}, "slash": "/", "backspace": ""}


class PlanPanel(Vertical):
    """The rules, before a vote opens."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("plan", "steps", "everywhere", plain=True),
        *(Binding(key, f"screen.step({by})", show=False, priority=True) for key, by in _STEPS.items()),
    ]

    def compose(self) -> ComposeResult:
        """Return what is set, and the rules to be read out."""
        yield Rows(id="settings")
        rules = VerticalScroll(Static(id="rules"), id="reading-rules", can_focus=False)
        rules.border_title = "THE RULES, TO BE READ OUT"
        yield rules


class OpenVote(Vertical):
    """The cards of an open vote. All its keys have priority, so that Enter never overtakes a digit."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("ballot", "numbers"),
        *(
            each
            for each in bindings("everywhere", plain=True)
            if isinstance(each, Binding) and each.key not in _CHARACTERS
        ),
        *(Binding(key, f"screen.step({by})", show=False, priority=True) for key, by in _STEPS.items()),
        *(Binding(key, f"screen.type('{c}')", show=False, priority=True) for key, c in _CHARACTERS.items()),
    ]

    def compose(self) -> ComposeResult:
        """Return the cards with numbers, and what is to be typed."""
        yield Numbers(id="numbers")
        yield Static(id="count")
        yield Static(id="guide")


class Outcome(Vertical):
    """A vote that is over."""

    BINDINGS = bindings("result", "steps", "everywhere", plain=True)

    def compose(self) -> ComposeResult:
        """Return the result, or that it is not shown yet."""
        with VerticalScroll(id="result"):
            yield Bars(id="bars")
            yield Static(id="scale")
            yield Large(id="waiting")
        yield Static(id="sums")
        yield Static(id="tie")
