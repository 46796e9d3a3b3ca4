"""The door of one front end of a hall: whose cookie names which home, and codes on paper that the whole hall claims.

All front ends have the hall's key and secret, so each knows every phone's cookie. A cookie names the front end that
let its phone in, and after a move the one that took it over, with the move's number.
"""

from __future__ import annotations

import secrets
from asyncio import Event
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final, Protocol

from workshop.model.errors import NotWritten, Refused
from workshop.web.credentials import Door, Person, plain_key
from workshop.web.i18n import later
from workshop.web.responses import Declined

BETWEEN: Final = "~"
"""Stands in a person's name between what is random and the front end that they are at home at, and where they moved."""

_USED: Final = later("This code was used before, here or at another address of the hall. Ask for another one.")
_NOT_CHECKED: Final = later("Codes cannot be checked just now. Yours is not used up: try again in a minute.")


class HallLink(Protocol):
    """The way to the hall's desk: where all front ends are, and the one place where a code is claimed.

    ``heard`` is set once the desk has answered.
    """

    heard: Event

    @property
    def roster(self) -> Mapping[str, str]:
        """Return the front ends' addresses by name."""

    @property
    def moves_made(self) -> int:
        """Return the number of the last move."""

    def home_after(self, home: str, moved: int) -> tuple[str, int]:
        """Return where those are at home now who were at ``home`` after a move, and the last move of theirs."""

    async def claim(self, name: str) -> bool:
        """Return whether a code is this front end's now. Raises ``Refused`` where that cannot be said."""


class HallDoor(Door):
    """The door of one front end."""

    def __init__(self, folder: Path, home: str) -> None:
        super().__init__(folder)
        self.home = home
        self.link: HallLink | None = None

    def admit(self, *, paper: bool = False) -> str:
        """Return a cookie for somebody new, who is at home here from now on: moves of before are none of theirs."""
        name = f"{secrets.token_urlsafe(16)}{BETWEEN}{self.home}"
        return self.cookie_for(Person(name, paper, self.home, self.link.moves_made if self.link else 0))

    def cookie_for(self, person: Person) -> str:
        """Return the cookie of somebody at home where ``person`` says; they stay who they are."""
        parts = [person.id, person.home, str(person.moved)] if person.moved else [person.id]
        return self._sealed(f"{'b' if person.paper else 'p'}{BETWEEN.join(parts)}")

    def _person(self, cookie: str) -> Person | None:
        person = super()._person(cookie)
        if person is None:
            return None
        match person.id.split(BETWEEN):
            case [own, first, home, moved]:
                return Person(f"{own}{BETWEEN}{first}", person.paper, home, int(moved))
            case [_, home]:
                return person._replace(home=home)
            case _:  # let in at the hall's own address, which is on the same computer
                return person._replace(home=self.home)

    def now(self, person: Person) -> Person:
        """Return somebody as they are at home now, as far as the desk was heard."""
        if self.link is None:
            return person
        home, moved = self.link.home_after(person.home, person.moved)
        return person._replace(home=home, moved=moved)

    async def spend(self, text: str) -> bool:
        """Use up a code on paper, once for the whole hall. Raises ``Declined`` and ``NotWritten``."""
        number = self._codes.get(plain_key(text))
        if number is None:
            return False
        if number in self._spent:
            raise Declined(403, _USED)
        self._spent.add(number)
        try:
            if self.link is None or not await self.link.claim(self._seal("claim", str(number))):
                raise Declined(403, _USED) if self.link else Declined(503, _NOT_CHECKED, 20)
            await self._keep()
        except Refused as error:
            self._spent.discard(number)
            raise Declined(503, _NOT_CHECKED, 20) from error
        except (Declined, NotWritten):
            self._spent.discard(number)
            raise
        return True

    def hear(self, told: Mapping[str, Any]) -> None:
        """Take note of the key, and of how many codes were printed, as the desk says."""
        self.key = str(told.get("key") or self.key)
        printed = int(told.get("codes") or 0)
        if printed != self._printed:
            self._printed = printed
            self._codes = self._numbered()
