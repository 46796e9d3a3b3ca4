"""Every action, declared once: its key, its words, its help, and where it applies.

Bindings, footer, palette, help and ``docs/keys.md`` are made from ``keys.txt``. A screen carries an action out
with its method ``action_NAME``.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from workshop.keymap.declared import PLACES, TOGETHER, WRITING, Action, Place, declared

if TYPE_CHECKING:
    from textual.binding import BindingType

__all__ = [
    "ACTIONS",
    "PLACES",
    "TOGETHER",
    "Action",
    "Keyboard",
    "Place",
    "at",
    "bindings",
    "keys_page",
    "shown",
]

ACTIONS: Final = tuple(declared())

PUNCTUATION: Final[Mapping[str, str]] = {
    "/": "slash",
    ",": "comma",
    ".": "full_stop",
    ";": "semicolon",
    ":": "colon",
    "?": "question_mark",
    "!": "exclamation_mark",
    "-": "minus",
    "+": "plus",
    "=": "equals_sign",
    "*": "asterisk",
    "#": "number_sign",
    "'": "apostrophe",
    "<": "less_than_sign",
    ">": "greater_than_sign",
    "(": "left_parenthesis",
    ")": "right_parenthesis",
}
"""Signs, and what Textual calls their keys."""

SHOWN: Final[Mapping[str, str]] = {
    "enter": "Enter",
    "tab": "Tab",
    "escape": "Esc",
    "space": "Space",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    **{name: sign for sign, name in PUNCTUATION.items()},
}
"""Keys as people read them, where that is not the name itself."""


WAYS: Final[Mapping[str, str]] = {
    "up": "step(-1)",
    "down": "step(1)",
    "pageup": "turn(-1)",
    "pagedown": "turn(1)",
    "home": "end('first')",
    "end": "end('last')",
}
"""The keys that move a list's cursor, the same on every page, and how."""


class Keyboard:
    """The keys as they are: those declared, but for the ones a person chose (name → key)."""

    def __init__(self, chosen: Mapping[str, str] | None = None) -> None:
        names = {action.name for action in ACTIONS}
        self._chosen = {name: key for name, key in (chosen or {}).items() if name in names and key}

    def key(self, action: Action) -> str:
        """Return the key of an action, as Textual names it."""
        return self._chosen.get(action.name, action.key)

    def shown(self, action: Action, place: Place = "line") -> str:
        """Return the key as people read it: "R", "Esc", "F1"; where nobody is writing the plain one, if there is."""
        plain = action.twin if place not in WRITING and action.name not in self._chosen else ""
        return shown(plain or self.key(action) or action.twin)

    def second(self, action: Action) -> str:
        """Return the plain key of an action that has another one too; empty where it has one key alone."""
        return shown(action.twin) if action.twin and self.key(action) else ""

    def keymap(self) -> dict[str, str]:
        """Return the chosen keys as Textual's ``App.set_keymap`` takes them."""
        return {name: both_cases(key) for name, key in self._chosen.items()}

    @property
    def chosen(self) -> Mapping[str, str]:
        """Return the keys that were chosen, by the action's name."""
        return dict(self._chosen)

    def choose(self, chosen: Mapping[str, str]) -> None:
        """Take other keys from now on."""
        self._chosen = dict(chosen)


def at(*places: Place) -> tuple[Action, ...]:
    """Return the actions of some places, in their order. Raises ``KeyError`` for a place that is not declared."""
    if unknown := set(places) - PLACES.keys():
        raise KeyError(*unknown)
    return tuple(action for action in ACTIONS if action.place in places)


def shown(key: str) -> str:
    """Return a key as people read it."""
    return SHOWN.get(key, key.upper() if len(key) == 1 else key.replace("_", " ").capitalize())


def both_cases(key: str) -> str:
    """Return the key, and where it is a letter its capital too: caps lock must not matter."""
    return f"{key},{key.upper()}" if len(key) == 1 and key.isalpha() else key


def bindings(*places: Place, plain: bool = False, named: tuple[str, ...] = ()) -> list[BindingType]:
    """Return the bindings of some places; each runs the screen's action of that name.

    They have priority, so that keys take effect one after the other in the order they were pressed. With
    ``plain`` come the twins, for where nobody is writing; ``named`` are actions of other places.
    """
    from textual.binding import Binding  # noqa: PLC0415 - docs/keys.md is made without a terminal

    actions = [*at(*places), *(action for action in ACTIONS if action.name in named)]
    keys: list[tuple[str, str, str | None]]
    keys = [(both_cases(action.key), action.name, action.name) for action in actions if action.key]
    twins = [action for action in actions if action.twin and plain]
    keys += [(action.twin, action.name, None if action.key else action.name) for action in twins]
    return [
        Binding(key, f"screen.run('{name}')", name, show=False, priority=True, id=setting)
        for key, name, setting in keys
    ]


def keys_page() -> str:
    """Return ``docs/keys.md``."""
    keyboard = Keyboard()
    lines = ["# Keys", "", "Made from `workshop/keymap/`; `F1` shows the same in the program.", ""]
    for place, heading in PLACES.items():
        lines += [f"## {heading}", "", "| key | action | what it does | setting |", "|---|---|---|---|"]
        for action in at(place):
            second = keyboard.second(action)
            key = f"`{keyboard.shown(action)}`" + (f" or `{second}`" if second else "")
            lines.append(f"| {key} | {action.title} | {action.help} | `{action.name}` |")
        lines.append("")
    lines += [
        "## The board in a browser",
        "",
        "| key | what it does |",
        "|---|---|",
        "| `Q` | Makes the code, the address and the key large, or small again; small they always stand there. |",
        "| `→` `←`, `Space`, `Page Down`, `Page Up` | Turns the pages. |",
        "| `Home` | Goes to the first page. |",
        "| `?` or `H` | Shows these keys on the board. |",
        "",
        "A key is changed on the settings page (`S` at home), and kept as the setting `keys` of the home folder: a",
        "action's name and the key it is to have. A key that will not do, or that another action has, is said at the",
        "start; then the usual one stays.",
        "A drag of the mouse selects words, and `Ctrl+C` copies them. Caps lock does not matter. `Ctrl+Q` leaves the",
        "program too.",
    ]
    return "\n".join(lines) + "\n"
