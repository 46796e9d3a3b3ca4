"""Every user command, declared once: its key, its words, its help, and where it applies.

Bindings, footer, palette, help screen and ``docs/keys.md`` are made from these values. A screen gives each
command its deed: a function of the same name.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import chain
from typing import TYPE_CHECKING, Final

from workshop.keymap.declared import PLACES, TOGETHER, Place, UserCommand, declare
from workshop.keymap.pages import ALIKE, APPENDIX, BOARD, OFFERS, PHONES, REHEARSAL, SUMMIT
from workshop.keymap.sessions import FORM, HOME, PAPER, PARTS, SETTINGS
from workshop.keymap.steps import BALLOT, BESIDE, NUMBERS, PLAN, READING, RESULT, VOTES
from workshop.keymap.table import CARDS, LINE, TABLE

if TYPE_CHECKING:
    from textual.binding import Binding

__all__ = [
    "ALSO",
    "BOARD",
    "CARDS",
    "COMMANDS",
    "EVERYWHERE",
    "HOME",
    "PLACES",
    "PUNCTUATION",
    "REHEARSAL",
    "SHOWN",
    "TOGETHER",
    "Keyboard",
    "Place",
    "UserCommand",
    "at",
    "bindings",
    "both_cases",
    "keys_page",
]

EVERYWHERE: Final = declare(
    "everywhere",
    ("help", "f1", "Help", "help", "Shows what every key does, beginning with where you are."),
    ("palette", "f2", "All commands", "commands", "Finds a command by its name."),
    ("contrast", "f3", "Change the colours", "", "Changes between dark and light, both of high contrast."),
)
COMMANDS: Final = (
    *(*LINE, *CARDS, *TABLE, *READING, *PLAN, *BALLOT, *NUMBERS, *RESULT, *VOTES),
    *(*PHONES, *OFFERS, *APPENDIX, *SUMMIT, *BESIDE, *ALIKE, *HOME, *FORM, *PARTS, *PAPER, *SETTINGS),
    *(*BOARD, *REHEARSAL, *EVERYWHERE),
)

ALSO: Final[Mapping[str, str]] = {"help": "question_mark", "palette": "colon"}
"""A second key, for where letters are commands."""

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


class Keyboard:
    """The keys as they are: those declared, but for the ones a person chose (name → key)."""

    def __init__(self, chosen: Mapping[str, str] | None = None) -> None:
        names = {command.name for command in COMMANDS}
        self._chosen = {name: key for name, key in (chosen or {}).items() if name in names and key}

    def key(self, command: UserCommand) -> str:
        """Return the key of a command, as Textual names it."""
        return self._chosen.get(command.name, command.key)

    def shown(self, command: UserCommand) -> str:
        """Return the key as people read it: "R", "Esc", "F1"."""
        key = self.key(command)
        return SHOWN.get(key, key.upper() if len(key) == 1 else key.replace("_", " ").capitalize())

    def second(self, command: UserCommand) -> str:
        """Return a command's second key, for where letters are commands; empty where it has none."""
        return SHOWN.get(ALSO.get(command.name, ""), "")

    def keymap(self) -> dict[str, str]:
        """Return the chosen keys as Textual's ``App.set_keymap`` takes them."""
        return {name: both_cases(key) for name, key in self._chosen.items()}

    @property
    def chosen(self) -> Mapping[str, str]:
        """Return the keys that were chosen, by the command's name."""
        return dict(self._chosen)

    def choose(self, chosen: Mapping[str, str]) -> None:
        """Take other keys from now on."""
        self._chosen = dict(chosen)

    def line_commands(self, place: Place = "line") -> dict[str, str]:
        """Return key → command for a line to write in, which reads its keys itself, in the order they come."""
        return {self.key(command): command.name for command in at(place)}


def at(*places: Place) -> tuple[UserCommand, ...]:
    """Return the commands of some places, in their order."""
    return tuple(command for command in COMMANDS if command.place in places)


def both_cases(key: str) -> str:
    """Return the key, and where it is a letter its capital too: caps lock must not matter."""
    return f"{key},{key.upper()}" if len(key) == 1 and key.isalpha() else key


def bindings(*places: Place, also: bool = False, named: tuple[str, ...] = ()) -> list[Binding]:
    """Return the bindings of some places; each runs the screen's deed of that name.

    They have priority, so that keys take effect one after the other in the order they were pressed. With
    ``also`` come the second keys, for where nobody is writing; ``named`` are commands of other places.
    """
    from textual.binding import Binding  # noqa: PLC0415 - docs/keys.md is made without a terminal

    commands = (command for command in COMMANDS if command.place in places or command.name in named)
    keys = chain.from_iterable(_keys(commands, also=also))
    return [
        Binding(key, f"screen.run('{name}')", name, show=False, priority=True, id=None if second else name)
        for key, name, second in keys
    ]


def _keys(commands: Iterable[UserCommand], *, also: bool) -> Iterable[list[tuple[str, str, bool]]]:
    for command in commands:
        yield [(both_cases(command.key), command.name, False)]
        if also and command.name in ALSO:
            yield [(ALSO[command.name], command.name, True)]


def keys_page() -> str:
    """Return ``docs/keys.md``."""
    keyboard = Keyboard()
    lines = ["# Keys", "", "Made from `workshop/keymap/`; `F1` shows the same in the program.", ""]
    for place, heading in PLACES.items():
        lines += [f"## {heading}", "", "| key | command | what it does | setting |", "|---|---|---|---|"]
        for command in at(place):
            second = f" or `{SHOWN[ALSO[command.name]]}`" if command.name in ALSO else ""
            key = f"`{keyboard.shown(command)}`{second}"
            lines.append(f"| {key} | {command.title} | {command.help} | `{command.name}` |")
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
        "command's name and the key it is to have. A key that will not do, or that another command has, is said at the",
        "start; then the usual one stays.",
        "Caps lock does not matter. `Ctrl+Q` leaves the program too.",
    ]
    return "\n".join(lines) + "\n"
