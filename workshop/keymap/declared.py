"""The actions as ``keys.txt`` declares them, and the places where they can apply."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal, TypeAlias

Place: TypeAlias = Literal[
    "everywhere",
    "line",
    "cards",
    "table",
    "steps",
    "home",
    "reading",
    "plan",
    "ballot",
    "numbers",
    "result",
    "votes",
    "beside",
    "phones",
    "offers",
    "form",
    "parts",
    "paper",
    "lines",
    "settings",
    "appendix",
    "summit",
    "alike",
    "map",
    "following",
    "bulletin",
    "picture",
    "board",
    "rehearsal",
    "wall",
]
"""Where the keyboard is: writing a line, on the cards, on the list of sessions, at a step of a vote, in a form …"""

PLACES: Final[Mapping[Place, str]] = {
    "line": "While you write",
    "cards": "On the cards",
    "table": "At the table",
    "steps": "From step to step",
    "reading": "While you read back",
    "plan": "Before a vote",
    "ballot": "While a vote is open",
    "numbers": "While you type ballots",
    "result": "After a vote",
    "votes": "At any time of a vote",
    "beside": "On every page beside the table",
    "appendix": "At the appendix",
    "summit": "At the summit",
    "alike": "With cards that look alike",
    "map": "On the map",
    "following": "At the follow-up",
    "bulletin": "At the next bulletin",
    "picture": "At the graphic record",
    "home": "In the list of sessions",
    "phones": "On the phones",
    "offers": "On what was offered",
    "form": "While you fill in a session's set-up",
    "parts": "On the set-up's themes, kinds and tags",
    "paper": "On the preview of an import",
    "lines": "On the lines of a paper",
    "settings": "On the settings",
    "board": "At the board",
    "wall": "At the wall",
    "rehearsal": "At a rehearsal",
    "everywhere": "Everywhere",
}
"""What each place is called in the help, in its order."""


TOGETHER: Final[tuple[tuple[Place, ...], ...]] = (
    ("line", "table", "steps", "rehearsal"),
    ("cards", "table", "steps", "rehearsal"),
    ("reading", "beside", "steps"),
    ("phones", "beside", "steps"),
    ("offers", "beside", "steps"),
    ("appendix", "beside", "steps"),
    ("summit", "beside", "steps"),
    ("map", "beside"),
    ("following", "beside", "steps"),
    ("bulletin", "beside", "steps"),
    ("picture", "beside", "steps"),
    ("plan", "votes", "beside", "steps"),
    ("ballot", "votes", "beside", "steps"),
    ("numbers", "votes", "beside", "steps"),
    ("result", "votes", "beside", "steps"),
)
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
    places: dict[str, Place] = {place: place for place in PLACES}
    place: Place = "everywhere"
    for line in Path(__file__).with_name("keys.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            place = places[line.strip("[]")]
        elif line and not line.startswith("#"):
            name, key, twin, word, title, told = map(str.strip, line.split("|"))
            yield Action(name, key, twin, word, title, told, place)
