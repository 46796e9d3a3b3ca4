"""The actions, and the places where they can apply, as ``keys.txt`` declares them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeAlias

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
