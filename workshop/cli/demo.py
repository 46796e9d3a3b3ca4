"""The command demo: a rehearsed session, so that a facilitator can see one before leading one."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import click

from workshop.cli.session import shelve
from workshop.cli.talk import data, say, say_all
from workshop.demo.rehearsal import play, rehearsal_folder
from workshop.publish import Wanted, publish, report, summary
from workshop.room import Room

if TYPE_CHECKING:
    from pathlib import Path

    from workshop.model.history import History
    from workshop.store.locations import Home


@click.command("demo")
@click.option("--fast", is_flag=True, help="Without pauses.")
@click.pass_obj
def demo_command(home: Home, fast: bool) -> None:
    """Play a rehearsed session with pretend participants, and write its appendix.

    It is recorded as a session called “rehearsal”, which takes the place of the rehearsal before it.
    """
    folder = rehearsal_folder(home)
    say(f"A rehearsal with pretend people, recorded in {folder}:")
    history = asyncio.run(_play(folder, 0 if fast else 1))
    shelve(home, folder, history)
    for path in publish(folder, history, home.exports / folder.name, Wanted()):
        data(str(path))
    say_all(summary(report(history)))
    say(f"Look at it with “workshop show {folder.name}”; start a table of your own with “workshop new TITLE”.")


async def _play(folder: Path, speed: float) -> History:
    """Play it with pauses ``speed`` times as long as they are written."""
    async with Room(folder) as room:
        await play(room, lambda pause: asyncio.sleep(pause * speed), lambda said: say(f"  {said}"))
        return room.history
