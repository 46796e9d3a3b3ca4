"""How a user command is declared, and the places where it can apply."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

Place: TypeAlias = Literal[
    "everywhere",
    "line",
    "cards",
    "table",
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
    "settings",
    "appendix",
    "summit",
    "alike",
    "board",
    "rehearsal",
]
"""Where the keyboard is: writing a line, on the cards, on the list of sessions, at a step of a vote, in a form …"""

PLACES: Final[Mapping[Place, str]] = {
    "line": "While you write",
    "cards": "On the cards",
    "table": "At the table",
    "reading": "While you read back",
    "plan": "Before a vote",
    "ballot": "While a vote is open",
    "numbers": "While you type ballots",
    "result": "After a vote",
    "votes": "At any time of a vote",
    "beside": "On every page beside the table",
    "appendix": "At the appendix",
    "summit": "At the summit",
    "alike": "With two cards that look alike",
    "home": "In the list of sessions",
    "phones": "On the phones",
    "offers": "On what was offered",
    "form": "While you fill in a session's set-up",
    "parts": "On the set-up's themes, kinds and tags",
    "paper": "On the preview of an import",
    "settings": "On the settings",
    "board": "At the board",
    "rehearsal": "At a rehearsal",
    "everywhere": "Everywhere",
}
"""What each place is called in the help, in its order."""


TOGETHER: Final[tuple[tuple[Place, ...], ...]] = (
    ("line", "table", "rehearsal"),
    ("cards", "table", "rehearsal"),
    ("reading", "beside"),
    ("phones", "beside"),
    ("offers", "beside"),
    ("appendix", "beside"),
    ("summit", "beside"),
    ("plan", "votes", "beside"),
    ("ballot", "votes", "beside"),
    ("numbers", "votes", "beside"),
    ("result", "votes", "beside"),
)
"""Places whose keys hold at the same time, so that none of them may be the same."""


@dataclass(frozen=True, slots=True)
class UserCommand:
    """What a person can ask for.

    ``name`` is the deed's and the setting's name; ``key`` is Textual's name of a key that every terminal
    sends; ``title`` is what the palette calls it, ``word`` what the footer does (empty: not in the footer).
    """

    name: str
    key: str
    title: str
    word: str
    help: str
    place: Place


def declare(place: Place, *rows: tuple[str, str, str, str, str]) -> tuple[UserCommand, ...]:
    """Return the commands of a place: rows of name, key, title, word and help."""
    return tuple(UserCommand(*row, place) for row in rows)
