"""Every action, declared once: its key, its words, its help, and where it applies.

Bindings, footer, palette, help and ``docs/keys.md`` are made from ``keys.txt``. A screen carries an action out with its
method ``action_NAME``.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeAlias

from textual.binding import Binding, BindingType
from textual.keys import KEY_NAME_REPLACEMENTS

Place: TypeAlias = str
"""Where the keyboard is: writing a line, on the cards, on the list of sessions … ``keys.txt`` names them all."""

_DECLARED: Final = Path(__file__).with_name("keys.txt").read_text(encoding="utf-8").splitlines()
_NAMED: Final = [tuple(map(str.strip, line[1:].split("|"))) for line in _DECLARED if line.startswith("@")]

PLACES: Final[Mapping[Place, str]] = {place: heading for place, heading, _ in _NAMED}
"""What each place is called in the help, in its order."""

TOGETHER: Final[Sequence[tuple[Place, ...]]] = [(place, *others.split()) for place, _, others in _NAMED if others]
"""Places whose keys hold at the same time, so that none of them may be the same."""

WRITING: Final[frozenset[Place]] = frozenset({"line", "form"})
"""Where letters are written, so that an action needs a key that writes nothing."""


@dataclass(frozen=True, slots=True)
class Action:
    """What a person can ask for with a key.

    ``name`` is the setting's name, and ``action_NAME`` the screen's method; ``key`` is Textual's name of a key that
    every terminal sends (empty: only the ``twin``), ``twin`` a plain key for the same, where nobody is writing;
    ``word`` is what the footer calls it (empty: not in the footer), ``title`` what the palette does.
    """

    name: str
    key: str
    twin: str
    word: str
    title: str
    help: str
    place: Place


def declared() -> Iterator[Action]:
    """Return every action, as ``keys.txt`` declares it."""
    place: Place = ""
    for line in _DECLARED:
        if line.startswith("["):
            place = line.strip("[]")
        elif line and line[0] not in "#@":
            name, key, twin, word, title, told = map(str.strip, line.split("|"))
            yield Action(name, key, twin, word, title, told, place)


ACTIONS: Final = tuple(declared())


def _key_of(sign: str) -> str:
    """Return what Textual calls the key of a sign: its name in Unicode, but for a few."""
    name = unicodedata.name(sign).lower().replace("-", "_").replace(" ", "_")
    return KEY_NAME_REPLACEMENTS.get(name, name)


PUNCTUATION: Final[Mapping[str, str]] = {sign: _key_of(sign) for sign in "/,.;:?!-+=*#'<>()"}
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
    actions = [*at(*places), *(action for action in ACTIONS if action.name in named)]
    keys: list[tuple[str, str, str | None]]
    keys = [(both_cases(action.key), action.name, action.name) for action in actions if action.key]
    twins = [action for action in actions if action.twin and plain]
    keys += [(action.twin, action.name, None if action.key else action.name) for action in twins]
    return [
        Binding(key, f"screen.run('{name}')", name, show=False, priority=True, id=setting)
        for key, name, setting in keys
    ]
