"""Which keys a person may choose, and what is said where a choice will not do: then the usual key stays."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import chain
from typing import Final, NamedTuple

from workshop.keymap import ACTIONS, PLACES, PUNCTUATION, TOGETHER, WAYS, Action, Keyboard, Place, at, shown

NAMED: Final = frozenset(
    {
        *("enter", "tab", "escape", "space", "up", "down", "left", "right", "home", "end", "pageup", "pagedown"),
        *("insert", "delete", "backspace", *(f"f{number}" for number in range(1, 13))),
    }
)
"""Keys that have a name and no letter."""

TAKEN: Final = frozenset("chijmqz")
"""Letters that with Ctrl mean something to every terminal, or to this program."""

TYPED: Final[frozenset[Place]] = frozenset({"line", "table", "steps", "numbers", "form", "everywhere", "rehearsal"})
"""Where people write: a key that writes something cannot be an action there."""

EDITING: Final = frozenset({"space", "left", "right", "home", "end", "delete", "backspace"})
"""Keys that write or edit, beside the letters."""

_SAID: Final = {"esc": "escape", "return": "enter", "del": "delete", "ins": "insert", "page up": "pageup"}


class Checked(NamedTuple):
    """What will do of the keys that were chosen (name → key), and a sentence for each that will not."""

    chosen: Mapping[str, str]
    remarks: tuple[str, ...]


def key_of(written: str) -> str:
    """Return a key as Textual names it: "r", "f7", "slash", "ctrl+t"; empty where there is none of that name."""
    word = written.strip().lower() if len(written) > 1 else written.lower()
    word = PUNCTUATION.get(word, _SAID.get(word, word))
    if len(word) == 1 and (word.isascii() and word.isalnum()):
        return word
    letter = word.removeprefix("ctrl+")
    if letter != word and len(letter) == 1 and letter.isascii() and letter.isalpha() and letter not in TAKEN:
        return word
    return word if word in NAMED or word in PUNCTUATION.values() else ""


def checked(chosen: object) -> Checked:
    """Return what will do of the setting ``keys``, whatever somebody wrote there."""
    if chosen is None:
        return Checked({}, ())
    if not isinstance(chosen, dict):
        return Checked({}, ("The setting “keys” is not a list of actions and their keys; the usual keys stay.",))
    remarks: list[str] = []
    good: dict[str, str] = {}
    known = {action.name: action for action in ACTIONS}
    for name, written in chosen.items():
        action = known.get(name)
        if action is None:
            remarks.append(f"There is no action “{name}”, so its key changes nothing.")
        elif sentence := problem(action, str(written)):
            remarks.append(f"{sentence} It keeps {Keyboard().shown(action)}.")
        elif key_of(str(written)) != action.key:
            good[name] = key_of(str(written))
    return Checked(good, (*remarks, *_part(good, known)))


def problem(action: Action, written: str) -> str:
    """Say in a sentence why a key cannot be this action's; empty where it can."""
    key = key_of(written)
    if not key:
        return f"There is no key “{written}” for “{action.title}”. A key is a letter, a sign, F1 to F12 or Enter."
    writes = len(key) == 1 or key in EDITING or key in PUNCTUATION.values()
    if action.place in TYPED and writes:
        return f"{shown(key)} writes or edits where “{action.title}” is wanted, so it cannot be its key."
    if action.place not in TYPED and key in WAYS:
        return f"{shown(key)} moves the cursor, so it cannot be the key of “{action.title}”."
    return ""


def clash(keyboard: Keyboard, action: Action, key: str) -> Action | None:
    """Return the other action that has this key where ``action`` is wanted."""
    if action.place == "everywhere":
        places: set[Place] = set(PLACES)
    else:
        places = {action.place, *chain.from_iterable(group for group in TOGETHER if action.place in group)}
    for other in at(*places, "everywhere"):
        if other.name != action.name and key in {keyboard.key(other), other.twin}:
            return other
    return None


def _part(good: dict[str, str], known: Mapping[str, Action]) -> list[str]:
    """Take out of ``good`` what clashes, until nothing does; return a sentence for each."""
    remarks: list[str] = []
    found = True
    while found:
        found = False
        keyboard = Keyboard(good)
        for name in list(good):
            action = known[name]
            other = clash(keyboard, action, good[name])
            if other is not None:
                key = good.pop(name)
                remarks.append(
                    f"{shown(key)} is the key of “{other.title}” already, so “{action.title}” "
                    f"keeps {Keyboard().shown(action)}."
                )
                found = True
                break
    return remarks
