"""Connecting to the message server: as one user, to the one server that the code names, with errors in words."""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
import socket
import ssl
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any, Final, NoReturn, Self

from nats.aio.client import Client
from nats.aio.msg import Msg
from nats.errors import Error as NatsError
from nats.js.errors import Error as JetStreamError

from workshop.model.errors import Refused, WorkshopError
from workshop.store.codec import BadLineError
from workshop.sync.join_code import JoinCode, fetch_certificate, trusting
from workshop.sync.subjects import WITNESS, inbox_of

SOON: Final = 5.0
"""Seconds within which the server answers, if it does."""

PAUSES: Final = (0.2, 0.5, 1.0, 2.0)
"""Seconds before one connects again, longer after each connection that did not last."""

LASTED: Final = 10.0
"""Seconds after which a connection has lasted."""

LOST: Final = (NatsError, OSError, asyncio.TimeoutError, EOFError)
"""What is raised where the server is out of reach, or goes while one waits for it."""

AGAIN: Final = 0.3


class Link:
    """A connection as one user. It does not connect again by itself: whoever works over it begins anew."""

    def __init__(self, client: Client, gone: asyncio.Event, errors: list[str]) -> None:
        self.client = client
        self.gone = gone
        self.errors = errors

    async def close(self) -> None:
        """Close it; that it is lost already does not matter."""
        try:
            with contextlib.suppress(*LOST):
                await self.client.close()
        finally:
            _let_go(self.client)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    async def ask(self, subject: str, question: dict[str, Any], within: float = SOON) -> dict[str, Any]:
        """Ask who listens at ``subject``, and return the answer. Raises one of ``LOST``."""
        answer = await self.client.request(subject, json.dumps(question).encode(), timeout=within)
        found = json.loads(answer.data)
        return found if isinstance(found, dict) else {}


async def keep_working(
    work: Callable[[], Awaitable[None]], lost: Callable[[str], None], *, after_refusal: float
) -> NoReturn:
    """Work over one connection after another; ``lost`` is told why, or nothing where the server is out of reach."""
    failures = 0
    while True:
        began = time.monotonic()
        pause = PAUSES[min(failures, len(PAUSES) - 1)]
        try:
            await work()
        except (WorkshopError, BadLineError) as error:
            lost(str(error))
            pause = after_refusal
        except (*LOST, JetStreamError):
            lost("")
        failures = 0 if time.monotonic() - began > LASTED else failures + 1
        await asyncio.sleep(pause)


async def connect_by(code: JoinCode, user: str, password: str) -> Link:
    """Connect to the server of a code, which must be the one it names. Raises as ``connect`` does."""
    certificate = await asyncio.to_thread(fetch_certificate, code)
    return await connect(code.host, code.port, certificate, user, password)


def asked_in(message: Msg) -> dict[str, Any]:
    """Return the question in a message; an empty one where it has none."""
    try:
        found = json.loads(message.data)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


async def connect(host: str, port: int, certificate: bytes, user: str, password: str) -> Link:
    """Connect as ``user``. Raises ``Refused`` where that will not do, and one of ``LOST`` where nobody answers."""
    logging.getLogger("asyncio").addFilter(_is_worth_saying)
    gone = asyncio.Event()
    errors: list[str] = []

    async def closed() -> None:
        gone.set()

    async def failed(error: Exception) -> None:
        errors.append(str(error))

    await _reach(host, port)
    client = Client()
    try:
        await client.connect(
            f"tls://{host}:{port}",
            user=user,
            password=password,
            tls=trusting(certificate),
            tls_handshake_first=True,
            inbox_prefix=inbox_of(user).encode(),
            allow_reconnect=False,
            max_reconnect_attempts=1,
            reconnect_time_wait=0,
            connect_timeout=int(SOON),
            ping_interval=5,
            max_outstanding_pings=2,
            closed_cb=closed,
            disconnected_cb=closed,
            error_cb=failed,
        )
    except BaseException as error:
        _let_go(client)
        if sentence := _refusal(error):
            raise Refused(sentence) from error
        raise
    return Link(client, gone, errors)


def _refusal(error: BaseException) -> str:
    """Return in words why the server did not take a connection; nothing where it is not there."""
    if isinstance(error, ssl.SSLCertVerificationError):
        return _untrusted(error)
    if isinstance(error, NatsError) and "authorization" in str(error).lower():
        return "The summit does not know this code's secret. Nothing was sent; join with the code on the wall."
    return ""


def _let_go(client: Client) -> None:
    """End what the library leaves behind where a line breaks while it closes or connects: its tasks and its socket."""
    subscriptions = [each._wait_for_msgs_task for each in client._subs.values()]  # noqa: SLF001 - as said above
    own = (client._reading_task, client._ping_interval_task, client._flusher_task)  # noqa: SLF001 - as above
    for task in (*subscriptions, *own):
        if task is not None and task is not asyncio.current_task():
            task.cancel()
    if client._transport is not None:  # noqa: SLF001 - as above
        client._transport.close()  # type: ignore[no-untyped-call] # noqa: SLF001 - as above; the library has no type here


async def _reach(host: str, port: int) -> None:
    """Raise ``OSError`` where nobody listens: the library would try again and again, and not say why."""
    _, probe = await asyncio.wait_for(asyncio.open_connection(host, port), SOON)
    probe.close()
    with contextlib.suppress(OSError):
        await probe.wait_closed()


def _untrusted(error: ssl.SSLCertVerificationError) -> str:
    if "expired" in error.verify_message:
        return (
            "The summit's certificate has expired, or this computer's clock is wrong. Set the clock, or start the wall "
            "anew and join with its new code. Everything is recorded here meanwhile."
        )
    if "not yet valid" in error.verify_message:
        return "This computer's clock is more than two days slow. Set it, and join again; everything is recorded here."
    return f"The summit's certificate is not trusted ({error.verify_message}). Join with the code on the wall."


def _is_worth_saying(record: logging.LogRecord) -> bool:
    """Drop a remark of asyncio on every closed connection: it would be written across the screen."""
    return "eof_received" not in record.getMessage()


async def check_durable(host: str, port: int, certificate: bytes, password: str, config: Path) -> None:
    """Make sure that the server flushes what it acknowledges. Raises ``Refused`` where it does not, or will not say.

    Its settings are told to a user of its system account alone, so a server that was not started with our
    configuration cannot prove it.
    """
    cure = f"Start it with the configuration in {config}, or leave out --nats: then the wall starts its own."
    unproven = f"The message server at {host}, port {port}, does not prove that it flushes what it acknowledges. {cure}"
    try:
        async with await connect(host, port, certificate, WITNESS, password) as link:
            answer = await link.ask("$SYS.REQ.SERVER.PING.VARZ", {})
            always = answer["data"]["jetstream"]["config"].get("sync_always") is True
    except (ConnectionRefusedError, socket.gaierror) as error:
        raise Refused(f"No message server answers at {host}, port {port}. {cure}") from error
    except (*LOST, Refused, KeyError, TypeError, ValueError) as error:
        raise Refused(unproven) from error
    if not always:
        raise Refused(
            f"The message server at {host}, port {port}, acknowledges before it flushes to its disk: a power cut would "
            f"lose what tables believe is safe. {cure}"
        )


async def end(*tasks: asyncio.Task[None]) -> None:
    """Cancel tasks until they have ended: one that waits within the messaging library may miss the first time."""
    waiting = {task for task in tasks if not task.done()}
    while waiting:
        for task in waiting:
            task.cancel()
        _, waiting = await asyncio.wait(waiting, timeout=AGAIN)
    for task in tasks:
        if not task.cancelled():
            task.exception()
