"""The desk's end: reads the stream in groups, puts each on the disk, and only then acknowledges it.

A pull consumer, asked again whenever it is silent, and made again whenever it fails: subscriptions that rest on one
request stand still after the server was started anew.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import time
from collections.abc import Awaitable, Callable
from typing import Final

from nats.aio.msg import Msg
from nats.js.api import (
    AckPolicy,
    ConsumerConfig,
    DeliverPolicy,
    DiscardPolicy,
    RetentionPolicy,
    StorageType,
    StreamConfig,
)
from nats.js.errors import NotFoundError

from workshop.model.errors import NotWritten
from workshop.sync.connection import LOST, Link
from workshop.sync.copies import Came
from workshop.sync.subjects import CONSUMER, STREAM, inbox_of, read_subject

GROUP: Final = 512
ASKED_FOR: Final = 2.0
"""Seconds after which the server is asked again."""

ACKNOWLEDGED_WITHIN: Final = 20
REPEATS_KNOWN_FOR: Final = 24 * 3600
AFTER_FULL_DISK: Final = 2.0
_MANY: Final = 10_000


async def make_stream(link: Link, space: int) -> None:
    """Make the stream where there is none. Raises one of ``LOST``."""
    stream = link.client.jetstream()
    with contextlib.suppress(NotFoundError):
        await stream.stream_info(STREAM)
        return
    config = StreamConfig(
        name=STREAM,
        subjects=["journal.>"],
        retention=RetentionPolicy.LIMITS,
        discard=DiscardPolicy.NEW,
        storage=StorageType.FILE,
        max_bytes=space,
        deny_delete=True,
        deny_purge=True,
        duplicate_window=REPEATS_KNOWN_FOR,
    )
    await stream.add_stream(config)


class DeskReceiver:
    """Hands on what tables send, in groups. ``take`` returns when a group is on the disk."""

    def __init__(self, take: Callable[[list[Came]], Awaitable[None]], told: Callable[[str], None]) -> None:
        self._take = take
        self._told = told
        self._pending: list[Msg] = []
        self._came = asyncio.Event()
        self._asked = 0.0
        self._left = 0

    async def work(self, link: Link) -> None:
        """Receive over one connection until it is lost. Everything is read from the start: what is here is known."""
        self._pending.clear()
        await self._bind(link)
        inbox = f"{inbox_of('desk')}.lines.{time.monotonic_ns()}"
        subscription = await link.client.subscribe(inbox, cb=self._arrive, pending_bytes_limit=-1)
        self._left = 0
        try:
            while not link.gone.is_set():
                await self._ask_on(link, inbox)
                await self._group()
        finally:
            with contextlib.suppress(*LOST):  # then what was asked for has gone with the connection
                await subscription.unsubscribe()

    async def _bind(self, link: Link) -> None:
        stream = link.client.jetstream()
        with contextlib.suppress(NotFoundError):
            await stream.delete_consumer(STREAM, CONSUMER)
        config = ConsumerConfig(
            durable_name=CONSUMER,
            deliver_policy=DeliverPolicy.ALL,
            ack_policy=AckPolicy.EXPLICIT,
            ack_wait=ACKNOWLEDGED_WITHIN,
            max_ack_pending=_MANY,
        )
        await stream.add_consumer(STREAM, config)

    async def _ask_on(self, link: Link, inbox: str) -> None:
        """Ask for more before what was asked for is used up, and when the last question has run out."""
        if self._left > GROUP // 2 and time.monotonic() - self._asked < ASKED_FOR:
            return
        asked = {"batch": GROUP, "expires": int(ASKED_FOR * 1e9)}
        subject = f"$JS.API.CONSUMER.MSG.NEXT.{STREAM}.{CONSUMER}"
        await link.client.publish(subject, json.dumps(asked).encode(), reply=inbox)
        self._asked = time.monotonic()
        self._left = GROUP

    async def _arrive(self, message: Msg) -> None:
        self._pending.append(message)
        self._came.set()

    async def _group(self) -> None:
        """Wait for messages, and take those that are there."""
        with contextlib.suppress(asyncio.TimeoutError):
            await asyncio.wait_for(self._came.wait(), ASKED_FOR / 2)
        self._came.clear()
        messages, self._pending = self._pending, []
        lines = [message for message in messages if message.subject.startswith("journal.")]
        self._left -= len(lines)
        if any(_says_gone(message) for message in messages):
            raise EOFError
        if not lines:
            return
        group = [Came(address, message.data) for message in lines if (address := read_subject(message.subject))]
        await self._taken(group)
        for message in lines:
            await message.ack()

    async def _taken(self, group: list[Came]) -> None:
        """Return when the group is on the disk; a disk that is full is said, and tried again."""
        while True:
            try:
                return await self._take(group)
            except NotWritten as error:
                self._told(str(error))
                await asyncio.sleep(AFTER_FULL_DISK)


def _says_gone(message: Msg) -> bool:
    """Return whether the server says that there is no such consumer any more."""
    status = (message.headers or {}).get("Status", "")
    return status in {"404", "409", "503"} and "exceeded" not in str(message.headers).lower()
