"""Lines on their way to the message server, when and how often each was sent, and what is in the way, in words."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING, Final

from workshop.model.errors import Refused

if TYPE_CHECKING:
    from collections.abc import Callable

    from nats.js.errors import APIError

    from workshop.sync.connection import Link
    from workshop.sync.outbox import Letter, LinePosition


FULL: Final = (
    "The summit's laptop takes no more: its disk is full. Everything is recorded here; free some space there, "
    "and it goes on by itself."
)

SLOW: Final = (
    "The summit's laptop has acknowledged nothing for some seconds: its disk is full or slow. Everything is recorded "
    "here, and is sent again by itself."
)

TWICE: Final = (
    "This session goes on at another laptop too. Both records are kept, and stand together at the summit; agree which "
    "laptop goes on, and close it on the other."
)

MINUTE: Final = 60_000
MOST_MINUTES: Final = 2


def clock_problem(ahead: int) -> str:
    """Return what is said of a clock that is so many milliseconds ahead of the desk's; nothing below two minutes."""
    minutes = round(abs(ahead) / MINUTE)
    if minutes < MOST_MINUTES:
        return ""
    how = "fast" if ahead > 0 else "slow"
    return f"This laptop's clock is {minutes} minutes {how}, compared with the summit's. Set it when you can."


SEND_AGAIN_AFTER: Final = 3.0
"""Seconds after which a line that the server has and the desk has not is sent again."""

WITHIN: Final = 10.0
ACKNOWLEDGED_WITHIN: Final = 4.0


class Mail:
    """Sends lines; ``subject`` returns where those of a journal go."""

    def __init__(self, subject: Callable[[str], str]) -> None:
        self._subject = subject
        self._sent: dict[LinePosition, tuple[float, int]] = {}

    def forget(self) -> None:
        """Begin anew, as over another connection."""
        self._sent.clear()

    def is_overdue(self, place: LinePosition) -> bool:
        """Return whether a line was sent so long ago that the desk should have it, or never."""
        return self._sent.get(place, (0.0, 0))[0] < time.monotonic() - SEND_AGAIN_AFTER

    async def send(self, link: Link, letters: list[Letter]) -> None:
        """Send lines, and return when the server has them on its disk. Raises ``Refused`` and one of ``LOST``."""
        stream = link.client.jetstream(timeout=WITHIN)
        acknowledged = []
        for place, entry, data in letters:
            times = self._sent.get(place, (0.0, 0))[1]
            headers = {"Nats-Msg-Id": f"{entry}#{times}" if times else entry}
            acknowledged.append(await stream.publish_async(self._subject(place.node), data, headers=headers))
            self._sent[place] = (time.monotonic(), times + 1)
        await asyncio.wait(acknowledged, timeout=ACKNOWLEDGED_WITHIN)
        late = [letter for letter, answer in zip(letters, acknowledged, strict=True) if not answer.done()]
        if late and not link.gone.is_set():
            await self._ask_why(link, late[0])
        if late:
            raise TimeoutError

    async def _ask_why(self, link: Link, letter: Letter) -> None:
        """Send a line once more and wait for the answer: of many sent at once, the library tells no refusal."""
        subject, headers = self._subject(letter.place.node), {"Nats-Msg-Id": letter.entry}
        try:
            await link.client.jetstream().publish(subject, letter.data, timeout=ACKNOWLEDGED_WITHIN, headers=headers)
        except TimeoutError as error:
            raise Refused(SLOW) from error


def sentence_of(error: APIError) -> str:
    """Say why the server refused a line."""
    full = error.err_code in {10023, 10047, 10077}
    return FULL if full else f"The summit refused a line ({error.description})."
