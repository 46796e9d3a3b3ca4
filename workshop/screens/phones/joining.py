"""How to join, for any page that has room for it: an address, a key, and the lines of a code."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from workshop.widgets.qr import code_lines

if TYPE_CHECKING:
    from textual.strip import Strip

    from workshop.live.follower import SessionFollower
    from workshop.live.phone_access import Invitation
    from workshop.live.workspace import Workspace


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
