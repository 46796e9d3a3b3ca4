"""The command demo: a rehearsed session, so that a facilitator can see one before leading one."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path
from typing import NoReturn

import click

from workshop.cli.console import make_ready, say_goodbye
from workshop.cli.session import shelve
from workshop.cli.talk import at_terminal, data_all, say, say_all
from workshop.live.publish import PublishRequest, publish, report, summary
from workshop.model.history import History
from workshop.rehearsal.rehearsal import mark_exports, play, prepare, rehearsal_folder
from workshop.store.locations import Home
from workshop.store.writer import SessionWriter


@click.command("demo")
@click.option("--fast", is_flag=True, help="Without pauses; in a terminal, at the greatest speed.")
@click.pass_obj
def demo_command(home: Home, fast: bool) -> None:
    """Rehearse a session with pretend participants: in the console, or without a terminal from end to end.

    It is recorded as a session called “rehearsal”, which takes the place of the rehearsal before it.
    """
    if at_terminal():
        _open(home, fast=fast)
    folder = rehearsal_folder(home)
    say(f"A rehearsal with pretend people, recorded in {folder}:")
    history = asyncio.run(_play(folder, 0 if fast else 1))
    shelve(home, folder, history)
    data_all(map(str, publish(folder, history, home.exports / folder.name, PublishRequest())))
    mark_exports(home, folder)
    say_all(summary(report(history)))
    say(f"Look at it with “workshop show {folder.name}”; start a table of your own with “workshop new TITLE”.")


def _open(home: Home, *, fast: bool) -> NoReturn:
    """Open the console with the rehearsal in it, and leave the program with it."""
    make_ready()
    from workshop.app import rehearsal_console, run  # noqa: PLC0415 - the terminal library
    from workshop.live.workspace import Workspace  # noqa: PLC0415 - needed here alone

    async def work() -> int:
        app = rehearsal_console(home, Workspace(home, await prepare(home)), fast=fast)
        status = await run(app)
        say_goodbye(app.workspace)
        return status

    sys.exit(asyncio.run(work()))


async def _play(folder: Path, speed: float) -> History:
    """Play it with pauses ``speed`` times as long as they are written."""
    async with SessionWriter(folder) as writer:
        await play(writer, lambda pause: asyncio.sleep(pause * speed), lambda said: say(f"  {said}"))
        return writer.history
