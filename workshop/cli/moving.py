"""Commands by which a session moves to another laptop: hand-over and take-over."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click

from workshop.cli.serve import told_to_end
from workshop.cli.session import session_command, shelve
from workshop.cli.talk import data, say
from workshop.live import moving
from workshop.live.hand_over import PHONES, SUFFIX, TakenOver, hand_over, take_back, take_over
from workshop.live.moving import hand_over_copy
from workshop.model.errors import Refused
from workshop.publishing.builder import counted
from workshop.store.folder import load
from workshop.store.locations import Home, find_session
from workshop.store.writer import now_ms
from workshop.web.network import PORT, addresses

if TYPE_CHECKING:
    from workshop.web.signpost import Signpost

LOOPBACK = "127.0.0.1"


@session_command("hand-over")
@click.option("--to", type=click.Path(path_type=Path, dir_okay=True), help="The file, or a folder such as a stick's.")
@click.option("--summit", is_flag=True, help="Live, over the summit: the other laptop takes it over with a code.")
@click.option("--host", default="", metavar="ADDRESS", help="Where phones joined here: they are led on from there.")
@click.option("--port", default=PORT, show_default=True, type=click.IntRange(1, 65535), help="And at which port.")
@click.option("--table", default="", metavar="NUMBER", help="Of a summit: the copy of this table, whose laptop died.")
@click.option("--back", is_flag=True, help="Go on here after all with a session that was handed over.")
def hand_over_command(
    home: Home, session: str, to: Path | None, summit: bool, host: str, port: int, table: str, back: bool
) -> None:
    """Move a whole session to another laptop: in a file, or live over the summit. Here it is sealed.

    With --summit it prints “code” and what the other laptop takes it over with, then “moved” and the address at which
    phones join there; phones that come to this laptop are led on until Ctrl+C.
    """
    folder = find_session(home, session)
    if to is not None and summit:
        raise click.UsageError("--to writes a file and --summit needs none: choose one.")
    if back:
        take_back(folder)
        say(f"“{folder.name}” goes on here. If it went on elsewhere meanwhile, merge both: nothing of either is lost.")
    elif summit and table:
        code, entries, missing = moving.send_copy(folder, table)
        say(f"{_of_copy(entries, missing)} On another laptop: workshop take-over CODE")
        data(f"code {code}")
    elif summit:
        asyncio.run(move_live(folder, host, port))
    else:
        _into_file(folder, to or Path.cwd(), table)


def _into_file(folder: Path, target: Path, table: str) -> None:
    if target.is_dir():
        target /= f"table-{table}{SUFFIX}" if table else f"{folder.name}{SUFFIX}"
    if not target.parent.is_dir():
        raise Refused(f"There is no folder {target.parent}. Is the stick in? Nothing was handed over.")
    if table:
        say(f"{_of_copy(*hand_over_copy(folder, table, target))} Phones join anew.")
        data(str(target))
        return
    entries = hand_over(folder, target, now_ms())
    say(
        f"{counted(entries, 'entry', 'entries')} handed over, with the phones' key and the line that was being typed. "
        f"Keep the file like a key. On the other laptop: “workshop take-over {target.name}”."
    )
    data(str(target))


def _of_copy(entries: int, missing: list[str]) -> str:
    """Return what is said of the desk's copy."""
    lack = "All that the table told of is in it."
    if missing:
        lack = f"Not in it, and on the table's own disk: {'; '.join(missing)}."
    return f"{counted(entries, 'entry', 'entries')} in the desk's copy. {lack}"


async def move_live(folder: Path, host: str, port: int) -> None:
    """Hand a session over the summit, and lead its phones to the other laptop until told to end.

    Without a ``host``, phones joined at the likely address.
    """
    host = host or next(iter(addresses()), LOOPBACK)
    told = told_to_end()
    code, entries = await moving.send(folder)
    say(
        f"{counted(entries, 'entry', 'entries')} handed over, and sealed here. On the other laptop: "
        f"workshop take-over CODE. Ctrl+C ends this; to go on here after all: workshop hand-over {folder.name} --back"
    )
    signpost = await _signpost(folder, host, port)
    data(f"code {code}")
    following = asyncio.create_task(moving.follow(folder, code, _teller(signpost)), name="follow the session")
    try:
        await told
    finally:
        following.cancel()
        with suppress(asyncio.CancelledError):
            await following
        if signpost is not None:
            await signpost.stop()


async def _signpost(folder: Path, host: str, port: int) -> Signpost | None:
    """Let phones that know the old address wait there; none where phones never joined, or the port is taken."""
    if not (folder / PHONES).exists():
        return None
    from workshop.web.signpost import Signpost  # noqa: PLC0415 - the web libraries

    signpost = Signpost(folder, host, port)
    try:
        await signpost.start()
    except Refused as refusal:
        say(f"{refusal} Phones are not led on; tell the room the new address.")
        return None
    return signpost


def _teller(signpost: Signpost | None) -> Callable[[str], None]:
    """Return what says that the other laptop goes on, once, and where phones join there, as soon as they can."""
    taken = False

    def hear(phones: str) -> None:
        nonlocal taken
        if not taken:
            taken = True
            say("The other laptop goes on with it. As soon as phones can join there, they are led on.")
        if phones:
            if signpost is not None:
                signpost.to = phones
            say(f"The table goes on at {phones} now. Phones that come here are led there.")
            data(f"moved {phones}")

    return hear


@click.command("take-over")
@click.argument("file", metavar="FILE_OR_CODE")
@click.pass_obj
def take_over_command(home: Home, file: str) -> None:
    """Go on with a session that another laptop has handed over: in a file, or under a code of the summit."""
    taken = asyncio.run(moving.take(home, file)) if moving.is_code(file) else take_over(home, Path(file))
    shelve(home, taken.folder, load(taken.folder))
    _say_taken(taken)
    data(taken.folder.name)


def _say_taken(taken: TakenOver) -> None:
    say(
        f"{counted(taken.entries, 'entry', 'entries')} taken over. Phones that had joined come back at the new address."
    )
    if taken.only_here:
        went_on = counted(taken.only_here, "entry was", "entries were")
        say(f"{went_on} recorded on this laptop alone: both laptops went on. Both are kept, and stand here together.")
