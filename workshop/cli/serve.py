"""The command serve: phones and the browser board of a session, without the console."""

from __future__ import annotations

import asyncio
import signal
import sys
from typing import TYPE_CHECKING

import click

from workshop.cli.session import session_argument
from workshop.cli.talk import data
from workshop.model.errors import Refused
from workshop.store.locations import Home, find_session

if TYPE_CHECKING:
    from pathlib import Path


@click.command("serve")
@session_argument()
@click.option("--host", default="127.0.0.1", show_default=True, help="The address of this computer to listen at.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65535), help="0 takes a free one.")
@click.pass_obj
def serve_command(home: Home, session: str, host: str, port: int) -> None:
    """Let phones join a session, and show its board at /board.

    Prints “ready”, the address and the key once phones are answered. Ctrl+C ends it.
    """
    asyncio.run(_serve(home, find_session(home, session), host, port))


async def _serve(home: Home, folder: Path, host: str, port: int) -> None:
    """Serve until told to end; the appendix is kept beside, as it is in the console."""
    from workshop.desk.live import Desk  # noqa: PLC0415 - not for --help
    from workshop.web.server import PhoneServer  # noqa: PLC0415 - the web libraries

    told = _told_to_end()
    desk = Desk(home, folder)
    try:
        server = PhoneServer(desk.room, host, port)
        address = await server.start()
        try:
            data(f"ready {address.url} key {address.key}")
            await asyncio.wait({told, server.ended}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            await server.stop()
    finally:
        await desk.close()
    if server.problem:
        raise Refused(server.problem)


def _told_to_end() -> asyncio.Future[None]:
    """Give what is done when somebody presses Ctrl+C, or the machine asks us to end."""
    loop = asyncio.get_running_loop()
    told: asyncio.Future[None] = loop.create_future()

    def tell() -> None:
        if not told.done():
            told.set_result(None)

    if sys.platform != "win32":
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            loop.add_signal_handler(number, tell)
    return told
