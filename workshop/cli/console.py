"""Commands that need a terminal: open, and the home screen that ``workshop`` alone opens."""

from __future__ import annotations

import asyncio
import gc
import sys
from typing import TYPE_CHECKING

import click

from workshop.cli.complete import session_argument
from workshop.model.errors import Refused
from workshop.store.locations import Home, find_session

if TYPE_CHECKING:
    from pathlib import Path


@click.command("open")
@session_argument()
@click.pass_obj
def open_command(home: Home, session: str) -> None:
    """Open the console of a session."""
    _run(home, find_session(home, session))


def open_home(home: Home) -> None:
    """Open the home screen."""
    _run(home, None)


def _run(home: Home, folder: Path | None) -> None:
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise Refused("The console needs a terminal. Without one, see “workshop --help” for the commands.")
    gc.disable()  # until the console is ready: what is made while starting stays
    from workshop.app import Console, run  # noqa: PLC0415 - the terminal library

    async def work() -> int:
        if folder is None:
            return await run(Console(home))
        from workshop.desk.live import Desk  # noqa: PLC0415 - not for the home screen

        return await run(Console(home, Desk(home, folder)))

    sys.exit(asyncio.run(work()))
