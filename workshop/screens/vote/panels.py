"""The three steps of a vote, each with its keys; one of them is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.containers import Vertical

from workshop.keymap import bindings

if TYPE_CHECKING:
    from textual.binding import BindingType

_STEPS = {"down": 1, "up": -1}
_CHARACTERS = {**{str(n): str(n) for n in range(10)}, "slash": "/", "backspace": ""}


class PlanPanel(Vertical):
    """The rules, before a vote opens."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("plan", "steps", "everywhere", plain=True),
        *(Binding(key, f"screen.step({by})", show=False, priority=True) for key, by in _STEPS.items()),
    ]


class OpenVote(Vertical):
    """The cards of an open vote. All its keys have priority, so that Enter never overtakes a digit."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("ballot", "numbers"),
        *(binding for binding in bindings("everywhere", plain=True) if binding.key not in _CHARACTERS),
        *(Binding(key, f"screen.step({by})", show=False, priority=True) for key, by in _STEPS.items()),
        *(Binding(key, f"screen.type('{c}')", show=False, priority=True) for key, c in _CHARACTERS.items()),
    ]


class Outcome(Vertical):
    """A vote that is over."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("result", "steps", "everywhere", plain=True)]
