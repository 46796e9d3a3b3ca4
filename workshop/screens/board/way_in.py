"""How to join, and where that stands on the board: large while nobody has joined, small from then on, never away."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Literal, NamedTuple, TypeAlias

from textual.geometry import Size
from textual.strip import Strip

from workshop.live.follower import SessionFollower
from workshop.live.phone_access import Invitation
from workshop.live.workspace import Workspace
from workshop.widgets.poster import LEAST
from workshop.widgets.qr import code_lines

Stand: TypeAlias = Literal["line", "beside", "whole"]
"""In a line of words, with the code beside the cards, or in the place of the cards."""

ROOMY: Final = 150
"""Cells across from which the code stands beside the cards also when people are in."""

MARGIN: Final = 2


def stand_of(details: JoinDetails, asked: bool | None, middle: Size, *, cards: bool, voting: bool) -> Stand:  # noqa: FBT001 - what was asked for, or nothing
    """Return where it stands: where somebody ``asked`` for it large or small, or as the room is."""
    whole = bool(code_for(details, middle, whole=True))
    beside = bool(code_for(details, middle, whole=False))
    if asked is not None:
        return "whole" if asked and whole else "line"
    if details.people or voting:
        return "beside" if beside and middle.width >= ROOMY else "line"
    if not cards and whole:
        return "whole"
    return "beside" if beside else "line"


def code_for(details: JoinDetails, middle: Size, *, whole: bool) -> Sequence[Strip]:
    """Return the code as large as it can stand there, nothing where it cannot; beside cards it leaves them a column."""
    across = middle.width - MARGIN - (0 if whole else LEAST)
    sizes = (details.large, details.code) if whole else (details.code,)
    return next((code for code in sizes if code and fits(code, across, middle.height)), ())


def fits(code: Sequence[Strip], across: int, down: int) -> bool:
    """Return whether a code can be shown whole."""
    return len(code) <= down and max(strip.cell_length for strip in code) <= across


def line_of(details: JoinDetails) -> str:
    """Return the address and the key in a line."""
    if not details.address:
        return ""
    return f"Join with a phone at {details.address}" + (f"   Key {details.key}" if details.key else "")


class JoinDetails(NamedTuple):
    """What to type, and what a phone reads, ``large`` too; ``people`` are here. All is empty while phones are off."""

    address: str = ""
    key: str = ""
    code: tuple[Strip, ...] = ()
    large: tuple[Strip, ...] = ()
    people: int = 0


def joining(workspace: Workspace) -> JoinDetails:
    """Return how to join the session now. ``workspace.watch`` tells when that changes, and when people come or go."""
    return details_of(workspace.phones.invitation, workspace.phones.people)


def joining_elsewhere(follower: SessionFollower) -> JoinDetails:
    """Return how to join a session that another process writes. Whether people are in is told by what they sent."""
    return details_of(follower.invitation, int(follower.people_in))


def details_of(here: Invitation | None, people: int) -> JoinDetails:
    """Return how to join, with the code drawn in both sizes."""
    if here is None:
        return JoinDetails()
    small, large = (tuple(code_lines(here.code, large=large)) for large in (False, True))
    return JoinDetails(here.address, here.key, small, large, people)
