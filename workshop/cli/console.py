"""Commands that need a terminal: open, and the home screen that ``workshop`` alone opens."""

from __future__ import annotations

import asyncio
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from workshop.cli.session import session_command, summit_options, take_part
from workshop.cli.talk import at_terminal, say
from workshop.live.open_folder import short
from workshop.model.errors import Refused
from workshop.store.locations import Home, find_session
from workshop.web.network import PORT

if TYPE_CHECKING:
    from workshop.live.workspace import Workspace


FRAMES: Final = 240
"""Paints in a second at most. Textual's 60 let a card that is on the disk wait up to 33 ms for the paint after the one
in which its line was cleared; nothing is painted more often than it changes."""


def make_ready() -> None:
    """Choose how often the terminal is painted."""
    os.environ.setdefault("TEXTUAL_FPS", str(FRAMES))


def say_goodbye(workspace: Workspace | None) -> None:
    """Say where the files of a session are that was open until now."""
    if workspace is None or not workspace.auto_exporter.kept.files:
        return
    folder, here = workspace.auto_exporter.folder.resolve(), Path.cwd()
    lies = str(folder.relative_to(here)) if folder.is_relative_to(here) else short(folder)
    names = ", ".join(Path(file).name for file in workspace.auto_exporter.kept.files)
    say(f"“{workspace.session.title}” is recorded. Its appendix is in {lies}: {names}")


@session_command("open")
@click.option("--phones/--no-phones", help="Let phones join from the start, and show how.")
@click.option(
    "--host", default="", metavar="ADDRESS", help="Let them join at this address; without it, the likely one."
)
@click.option("--port", default=PORT, show_default=True, type=click.IntRange(1, 65535), help="And at this port.")
@summit_options
def open_command(home: Home, session: str, phones: bool, host: str, port: int, summit: str, no_summit: bool) -> None:
    """Open the console of a session."""
    folder = find_session(home, session)
    take_part(home, folder, summit, no_summit=no_summit)
    open_console(home, folder, (host, port) if phones or host else None)


@session_command("board")
def board_command(home: Home, session: str) -> None:
    """Show the board of a session for the projector, live, while another terminal records it."""
    from workshop.live.follower import SessionFollower  # noqa: PLC0415 - needed here alone

    follower = SessionFollower(find_session(home, session))
    follower.begin()
    _need_terminal("The board")
    make_ready()
    from workshop.app import board_console, run  # noqa: PLC0415 - the terminal library

    async def work() -> int:
        return await run(board_console(home, follower))

    sys.exit(asyncio.run(work()))


def open_console(home: Home, folder: Path | None = None, phones: tuple[str, int] | None = None) -> None:
    """Open the console of a session, or without one the home screen."""
    _need_terminal("The console")
    make_ready()
    from workshop.app import Console, run  # noqa: PLC0415 - the terminal library

    async def work() -> int:
        if folder is None:
            app = Console(home)
        else:
            from workshop.live.workspace import Workspace  # noqa: PLC0415 - not for the home screen

            app = Console(home, Workspace(home, folder), phones=phones)
        status = await run(app)
        if app.moving is not None:
            from workshop.cli.moving import move_live  # noqa: PLC0415 - seldom

            await move_live(*app.moving)
        elif folder is not None and status == 0:  # else nobody may be there to read it
            say_goodbye(app.workspace)
        return status

    sys.exit(asyncio.run(work()))


def _need_terminal(what: str) -> None:
    if not at_terminal():
        raise Refused(f"{what} needs a terminal. Without one, see “workshop --help” for the commands.")
