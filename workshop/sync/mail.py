"""Lines on their way to the message server, and when and how often each was sent."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING, Final

from workshop.model.errors import Refused
from workshop.sync.sentences import FULL, SLOW

if TYPE_CHECKING:
    from collections.abc import Callable

    from nats.js.errors import APIError

    from workshop.sync.connection import Link
    from workshop.sync.outbox import Letter, LinePosition

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
