"""The command plenary: one vote of the whole hall, which several front ends serve, from the summit's laptop."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING, Any, Final

import click

from workshop.cli.complete import session_argument
from workshop.cli.session import write
from workshop.cli.talk import as_json_text, data, say, say_all
from workshop.live.summit_link import need_summit_libraries
from workshop.model.ballots import some
from workshop.model.commands import Batch, CloseBallot, DraftBallot, OpenBallot, RevealBallot
from workshop.model.errors import Refused
from workshop.store.folder import load
from workshop.store.locations import Home, find_session

if TYPE_CHECKING:
    from pathlib import Path

    from workshop.model.ballot import Ballot
    from workshop.model.commands import Command
    from workshop.sync.hall_count import HallTally

LOOK_EVERY: Final = 0.2
ACTIONS: Final = ("show", "open", "close", "count", "reveal", "codes")


@click.command("plenary")
@session_argument()
@click.argument("action", type=click.Choice(ACTIONS), default="show")
@click.option("--title", default="", help="What is voted on (open).")
@click.option("--kind", "kinds", multiple=True, help="Vote on cards of this kind alone; may be given again (open).")
@click.option("--dots", default=0, type=click.IntRange(0, 100), help="Dots of each person; 0: as in the summit (open).")
@click.option(
    "--most", default=0, type=click.IntRange(0, 100), help="Of these on one card; 0: as in the summit (open)."
)
@click.option("--decider", default="the hall", show_default=True, help="Who decides with the result (open).")
@click.option("--number", default=0, type=click.IntRange(0, 2000), help="Codes on paper; 0 ends that (codes).")
@click.option("--wait", default=30.0, show_default=True, help="Seconds that front ends have to seal (close, count).")
@click.option("--without-missing", is_flag=True, help="Count although a front end has not sealed (close, count).")
@click.option("--json", "as_json", is_flag=True, help="As JSON (show).")
@click.pass_obj
def plenary_command(
    home: Home,
    session: str,
    action: str,
    *,
    title: str,
    kinds: tuple[str, ...],
    dots: int,
    most: int,
    decider: str,
    number: int,
    wait: float,
    without_missing: bool,
    as_json: bool,
) -> None:
    """Open, close, count and reveal a vote that front ends serve; show how far each has come.

    “codes” writes single-use codes on paper for the whole hall: voting takes one from then on.

    The wall has to run (workshop wall SUMMIT), and front ends (workshop serve SUMMIT --front NAME).
    """
    need_summit_libraries()
    folder = find_session(home, session)
    if action == "show":
        rows = _rows(folder)
        data(as_json_text(rows)) if as_json else say_all(map(_sentence, rows))
    elif action == "open":
        draft = DraftBallot(title, kinds=kinds, dots=dots, most=most, decider=decider)
        _do(home, folder, Batch((draft, OpenBallot())))
        say("The vote is open. Front ends show it within a second.")
    elif action == "codes":
        asyncio.run(_codes(home, folder, number))
    elif action == "reveal":
        _reveal(home, folder)
    else:
        if action == "close":
            _do(home, folder, CloseBallot(_ballot(folder, "open").id))
        _count(home, folder, wait, without_missing=without_missing)


def _do(home: Home, folder: Path, command: Command) -> None:
    write(home, folder, lambda writer: writer.do(command))


def _ballot(folder: Path, *states: str) -> Ballot:
    """Return the last vote that is in one of these states. Raises ``Refused``."""
    ballots = [ballot for ballot in load(folder).session.ballots.values() if ballot.state in states]
    if not ballots:
        raise Refused(f"No vote of “{folder.name}” is {' or '.join(states)}.")
    return ballots[-1]


def _count(home: Home, folder: Path, wait: float, *, without_missing: bool) -> None:
    """Record a count as soon as all front ends have sealed and their files are here."""
    from workshop.sync.hall_count import tally  # noqa: PLC0415 - only here
    from workshop.sync.hall_status import desk_has_closed, missing_of, opened_at  # noqa: PLC0415 - as above

    ballot = _ballot(folder, "closed", "revealed")
    opened = opened_at(load(folder).entries, ballot.id)
    end = time.monotonic() + wait
    while not (seen := desk_has_closed(folder, ballot.id)) and time.monotonic() < end:
        time.sleep(LOOK_EVERY)
    if not seen:
        raise Refused(f"Not counted: the wall does not run. Start it (workshop wall {folder.name}), and count then.")
    while (missing := missing_of(folder, ballot.id, opened)) and time.monotonic() < end:
        time.sleep(LOOK_EVERY)
    if missing and not without_missing:
        raise Refused(
            f"Not counted: {', '.join(missing)} has not sealed the vote. Its ballots are safe there. Start it again "
            f"and repeat: workshop plenary {folder.name} count. To count without it for now, add --without-missing."
        )
    found = tally(folder, ballot, opened)
    _do(home, folder, found.command)
    say_all(_counted(found))


def _counted(found: HallTally) -> list[str]:
    command = found.command
    dots = sum(count for _, count, _ in command.counts)
    lines = [
        f"Counted: {some(command.ballots, 'ballot')}, {some(dots, 'dot')}, of {some(len(command.fronts), 'front end')}."
    ]
    if found.missing:
        lines.append(f"Not in it: {', '.join(found.missing)}. Once it is back, “count” adds its ballots.")
    if found.odd:
        lines.append(f"{found.odd} allocations were not sound and do not count.")
    return lines


def _reveal(home: Home, folder: Path) -> None:
    from workshop.sync.hall_status import front_ends  # noqa: PLC0415 - only here

    ballot = _ballot(folder, "closed")
    if ballot.counted is None and front_ends(folder):
        raise Refused(f"The hall's vote is not counted yet: workshop plenary {folder.name} count.")
    _do(home, folder, RevealBallot(ballot.id))


async def _codes(home: Home, folder: Path, number: int) -> None:
    """Write codes on paper; each can be used at any front end, and once."""
    from workshop.live.handouts import write_ballots  # noqa: PLC0415 - only here
    from workshop.sync.hall_status import front_ends  # noqa: PLC0415 - as above
    from workshop.web.credentials import Door  # noqa: PLC0415 - as above
    from workshop.web.server import Address  # noqa: PLC0415 - as above

    addresses = sorted(str(row["url"]) for row in front_ends(folder).values())
    if number and not addresses:
        raise Refused(f"Start a front end first: its address stands beside the codes. workshop serve {folder.name} …")
    door = Door(folder)
    codes = await door.print_codes(number)
    if not codes:
        return say("Every phone may vote again.")
    where = Address(addresses[0], door.key)
    (path,) = write_ballots(home.exports / folder.name, load(folder).session, where, codes)
    return say(f"{len(codes)} codes to be printed and cut apart: {path}")


def _rows(folder: Path) -> list[dict[str, Any]]:
    from workshop.cli.summit import moment  # noqa: PLC0415 - only here
    from workshop.sync.hall_status import front_ends  # noqa: PLC0415 - as above

    ballots = [ballot for ballot in load(folder).session.ballots.values() if ballot.state != "draft"]
    last = ballots[-1].id if ballots else ""
    return [
        {
            "front": row["name"],
            "address": row["url"],
            "recorded": row["recorded"],
            "at_summit": row["arrived"],
            "sealed": last in row["here"],
            "last_heard": moment(row["at"]),
        }
        for row in sorted(front_ends(folder).values(), key=lambda row: str(row["name"]))
    ]


def _sentence(row: dict[str, Any]) -> str:
    sealed = "sealed and here" if row["sealed"] else f"last heard {row['last_heard']}"
    return (
        f"{row['front']} at {row['address']}: {row['recorded']} recorded, {row['at_summit']} at the summit; {sealed}."
    )
