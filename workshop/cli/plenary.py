"""The command plenary: one vote of the whole hall, which several front ends serve, from the summit's laptop."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from workshop.cli.session import do, session_command
from workshop.cli.talk import as_json_text, data, progress, say, say_all
from workshop.live.summit_link import need_summit_libraries
from workshop.model.ballot import Ballot
from workshop.model.ballots import some
from workshop.model.commands import Batch, CloseBallot, DraftBallot, OpenBallot, RevealBallot
from workshop.model.entry import HALL
from workshop.model.errors import Refused
from workshop.store.folder import load
from workshop.store.locations import Home, find_session
from workshop.store.writer import now_ms

if TYPE_CHECKING:
    from workshop.sync.hall_count import HallTally

LOOK_EVERY: Final = 0.2
NO_FRONTS: Final = "No front end was heard yet. Start one while the wall runs: workshop serve SUMMIT --front NAME."
ACTIONS: Final = ("show", "open", "close", "count", "reveal", "codes", "move")


@session_command("plenary")
@click.argument("action", type=click.Choice(ACTIONS), default="show")
@click.option("--title", default="", help="What is voted on (open).")
@click.option("--kind", "kinds", multiple=True, help="Vote on cards of this kind alone; may be given again (open).")
@click.option("--dots", default=0, type=click.IntRange(0, 100), help="Dots of each person; 0: as in the summit (open).")
@click.option(
    "--most", default=0, type=click.IntRange(0, 100), help="Of these on one card; 0: as in the summit (open)."
)
@click.option("--decider", default="the hall", show_default=True, help="Who decides with the result (open).")
@click.option("--number", default=None, type=click.IntRange(0, 100_000), help="Codes on paper; 0 ends that (codes).")
@click.option("--wait", default=30.0, show_default=True, help="Seconds that front ends have to seal (close, count).")
@click.option("--without-missing", is_flag=True, help="Count although a front end has not sealed (close, count).")
@click.option("--from", "left", default="", metavar="NAME", help="The front end that is out of reach (move).")
@click.option("--to", default="", metavar="NAME", help="The front end that takes its voters over (move).")
@click.option("--json", "as_json", is_flag=True, help="As JSON (show).")
def plenary_command(
    home: Home,
    /,
    session: str,
    action: str,
    *,
    number: int | None,
    wait: float,
    without_missing: bool,
    left: str,
    to: str,
    as_json: bool,
    **draft: Any,  # noqa: ANN401 - what click hands over
) -> None:
    """Open, close, count and reveal a vote that front ends serve; show how far each has come.

    “codes” writes single-use codes on paper for the whole hall: voting takes one from then on. “move” lets one front
    end take over the voters of another one that is out of reach.

    The wall has to run (workshop wall SUMMIT), and front ends (workshop serve SUMMIT --front NAME).
    """
    need_summit_libraries()
    folder = find_session(home, session)
    if action == "show":
        rows = _rows(folder)
        data(as_json_text(rows)) if as_json else say_all(map(_sentence, rows) if rows else [NO_FRONTS])
    elif action == "open":
        do(home, folder, Batch((DraftBallot(**draft), OpenBallot())))
        say("The vote is open. Front ends show it within a second.")
    elif action == "codes":
        _codes(home, folder, number)
    elif action == "move":
        _move(folder, left, to)
    elif action == "reveal":
        _reveal(home, folder)
    else:
        if action == "close":
            do(home, folder, CloseBallot(_ballot(folder, "open").id))
        _count(home, folder, wait, without_missing=without_missing)


def _ballot(folder: Path, *states: str) -> Ballot:
    """Return the last vote that is in one of these states. Raises ``Refused``."""
    ballots = [ballot for ballot in load(folder).session.ballots.values() if ballot.state in states]
    if not ballots:
        raise Refused(f"No vote of “{folder.name}” is {' or '.join(states)}.")
    return ballots[-1]


def _count(home: Home, folder: Path, wait: float, *, without_missing: bool) -> None:
    """Record a count as soon as all front ends have sealed and their files are here."""
    from workshop.sync.hall_count import desk_has_closed, missing_of, opened_at, tally  # noqa: PLC0415 - as above

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
    do(home, folder, found.command, HALL)
    say_all(_counted(found))


def _move(folder: Path, left: str, to: str) -> None:
    """Let a front end take over the voters of one that is out of reach."""
    from workshop.sync.hall_count import move_voters  # noqa: PLC0415 - only here

    if not left or not to:
        raise click.UsageError("“move” takes --from NAME and --to NAME.")
    move_voters(folder, left, to, now_ms())
    say(
        f"The voters of “{left}” go on at “{to}”, and place their dots anew. What lies at “{left}” is not lost: "
        "whoever does not vote anew is counted as they voted there, once it is back."
    )


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
    from workshop.sync.hall_count import front_ends  # noqa: PLC0415 - only here

    ballot = _ballot(folder, "closed")
    if ballot.counted is None and front_ends(folder):
        raise Refused(f"The hall's vote is not counted yet: workshop plenary {folder.name} count.")
    do(home, folder, RevealBallot(ballot.id))


def _codes(home: Home, folder: Path, number: int | None) -> None:
    """Write codes on paper; each can be used at any front end, and once."""
    if number is None:
        raise click.UsageError("“codes” takes --number N; 0 lets every phone vote again.")
    from workshop.live.handouts import write_hall_ballots  # noqa: PLC0415 - only here
    from workshop.sync.hall_count import front_ends  # noqa: PLC0415 - as above
    from workshop.web.credentials import MOST_CODES, Door  # noqa: PLC0415 - as above

    addresses = {str(row["name"]): str(row["url"]) for row in front_ends(folder).values()}
    if number and not addresses:
        raise Refused(f"Start a front end first: its address stands beside the codes. workshop serve {folder.name} …")
    door = Door(folder)
    if number > (room := MOST_CODES - door.codes.printed):
        raise Refused(f"A hall can have {some(MOST_CODES, 'code')}, and {room:,} more now. Nothing was written.")
    codes = asyncio.run(door.print_codes(number))
    if not codes:
        return say("Every phone may vote again.")
    with progress(f"Drawing {some(len(codes), 'code')}"):
        paths = list(write_hall_ballots(home.exports / folder.name, load(folder).session, addresses, codes))
    say(f"{some(len(codes), 'code')} to be printed and cut apart:")
    return say_all(map(str, paths))


def _rows(folder: Path) -> list[dict[str, Any]]:
    from workshop.cli.summit import moment  # noqa: PLC0415 - only here
    from workshop.sync.hall_count import front_ends, home_after, moves_of  # noqa: PLC0415 - as above

    fronts, moves = front_ends(folder), moves_of(folder)
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
            "voters_at": fronts[home_after(user, 0, moves)[0]]["name"],
        }
        for user, row in sorted(fronts.items(), key=lambda each: str(each[1]["name"]))
    ]


def _sentence(row: dict[str, Any]) -> str:
    sealed = "sealed and here" if row["sealed"] else f"last heard {row['last_heard']}"
    moved = "" if row["voters_at"] == row["front"] else f" Its voters are at {row['voters_at']} now."
    counted = f"{row['recorded']} recorded, {row['at_summit']} at the summit"
    return f"{row['front']} at {row['address']}: {counted}; {sealed}.{moved}"
