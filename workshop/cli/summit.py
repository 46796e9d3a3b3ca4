"""Commands of the live summit: wall (the organiser's laptop) and summit (how far tables have come)."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import click

from workshop.cli.serve import told_to_end
from workshop.cli.session import do, session_command
from workshop.cli.talk import as_json_text, at_terminal, data, say, say_all
from workshop.live import interpreter
from workshop.live.summit_link import need_message_server, need_summit_libraries
from workshop.model.commands import StartSession
from workshop.model.errors import NotFound, Refused
from workshop.model.hall_plan import MOST_MINUTES, HallPlan, cue_of, plan_from
from workshop.store.folder import JOURNAL, history_of, load, table_folders
from workshop.store.journal import journals_in, raw_lines
from workshop.store.locations import Home, check_slug, find_session, session_folders
from workshop.store.writer import now_ms
from workshop.store.writing_right import wall_runs
from workshop.web.network import addresses

if TYPE_CHECKING:
    from workshop.live.running_wall import RunningWall

LOOPBACK = "127.0.0.1"

LONG_AGO = 300_000
"""Milliseconds after which it is said when a table was heard: it may have recorded more since."""


@click.command("wall")
@click.argument("summit")
@click.option("--host", default="", metavar="ADDRESS", help="This computer's address; without it, the likely one.")
@click.option("--port", default=8100, show_default=True, type=click.IntRange(0, 65535), help="Of the wall's page.")
@click.option("--nats-port", default=0, type=click.IntRange(0, 65535), help="Of the server that tables send to.")
@click.option("--nats", default="", metavar="URL", help="A server that runs elsewhere, instead of one of our own.")
@click.option("--tables", default=0, type=click.IntRange(0, 200), help="How many tables are expected.")
@click.option("--new", is_flag=True, help="Make another summit, where there are some already.")
@click.option("--headless", is_flag=True, help="Without a screen: only the page and what is printed.")
@click.option("--say", "sentence", metavar="TEXT", help="Let all tables of the wall that runs read a sentence.")
@click.option("--question", metavar="TEXT", help="Put a question to all of them.")
@click.option("--step", metavar="STEP", help="Tell them a step: capture, read back, vote, result or appendix.")
@click.option("--minutes", type=click.IntRange(1, MOST_MINUTES), help="In how many minutes it is due.")
@click.option("--table", "codes", metavar="NAME", multiple=True, help="Print this table's own code; may be repeated.")
@click.option("--sheet", is_flag=True, help="Write the codes of these tables, or of --tables, on a sheet to print.")
@click.pass_obj
def wall_command(
    home: Home,
    summit: str,
    host: str,
    port: int,
    nats_port: int,
    nats: str,
    tables: int,
    new: bool,
    headless: bool,
    sentence: str | None,
    question: str | None,
    step: str | None,
    minutes: int | None,
    codes: tuple[str, ...],
    sheet: bool,
) -> None:
    """Take what tables send while people talk, and show it on one wall.

    Prints “ready” and the address of the wall's page, then “code” and what a table joins with. Ctrl+C ends it. With
    --say, --question, --step or --minutes it tells the tables of a wall that runs elsewhere on this computer; what
    is left out is taken away. With --table or --sheet it gives tables codes of their own, at a wall that was started
    before.
    """
    need_summit_libraries()
    if codes or sheet:
        _give_codes(home, summit, codes or tuple(map(str, range(1, tables + 1))), sheet=sheet)
        return
    if any(given is not None for given in (sentence, question, step, minutes)):
        _announce(home, summit, plan_from(sentence or "", question or "", step or "", minutes, now=now_ms()))
        return
    if not nats:
        need_message_server()
    folder = _summit_folder(home, summit, new=new)
    address = host or next(iter(addresses()), LOOPBACK)
    shown = not headless and at_terminal()
    asyncio.run(_wall(home, folder, (address, port), nats_port, _elsewhere(nats), tables, screen=shown))


def _announce(home: Home, summit: str, plan: HallPlan) -> None:
    """Set what the wall that runs tells all tables; it takes it up within a second."""
    from workshop.sync.files import write_plan  # noqa: PLC0415 - only here

    folder = find_session(home, summit)
    if not (folder / "wall").is_dir():
        raise Refused(f"“{folder.name}” has no wall. Start it with: workshop wall {folder.name}")
    write_plan(folder / "wall", plan)
    read = f"All tables read: {cue_of(plan, now_ms())}" if any(plan) else "Nothing is asked of the tables any more."
    say(read if wall_runs(folder) else f"{read} (Once the wall runs: workshop wall {folder.name})")


def _give_codes(home: Home, summit: str, tables: tuple[str, ...], *, sheet: bool) -> None:
    """Print tables' own codes, a line each, or write them on a sheet and print where it lies."""
    from workshop.live.running_wall import table_codes, write_code_sheet  # noqa: PLC0415 - the libraries of the summit

    if not tables:
        raise click.UsageError("--sheet needs --table NAME, or --tables with how many tables there are.")
    folder = find_session(home, summit)
    codes = table_codes(folder, tables)
    if not sheet:
        for code in codes:
            data(f"{code.table} {code}")
        return
    path = write_code_sheet(home.exports / folder.name, load(folder).session.title, codes)
    say(f"The codes of {len(codes)} {'table' if len(codes) == 1 else 'tables'}, to print and cut apart. Keep it safe.")
    data(str(path))


def _summit_folder(home: Home, name: str, *, new: bool) -> Path:
    """Return the summit's folder. The first one is made, which is said; another one only where it is wished.

    Raises ``Refused`` for a table's session, and ``NotFound`` for a name that may be a slip of the finger.
    """
    try:
        folder = find_session(home, name)
    except NotFound as error:
        if not new and (known := [path.name for path in session_folders(home) if (path / "wall").is_dir()]):
            raise NotFound(
                f"There is no summit “{name}”. There is: {', '.join(known)}. Name it, or make another with --new."
            ) from error
        folder = home.sessions / check_slug(name)
        do(home, folder, StartSession(name.replace("-", " ").capitalize(), bare=True))
        say(f"The summit “{folder.name}” is new: it was made just now.")
        return folder
    if not table_folders(folder) and load(folder).session.themes:
        raise Refused(f"“{folder.name}” is a table's session and no summit. Choose another name for the summit.")
    return folder


def _elsewhere(url: str) -> tuple[str, int] | None:
    """Return the address in ``--nats``; ``None`` where none was given."""
    if not url:
        return None
    parts = urlsplit(url if "//" in url else f"//{url}")
    try:
        host, port = parts.hostname, parts.port or 4222
    except ValueError:
        host, port = None, 0
    if not host:
        raise click.BadParameter(f"“{url}” is not the address of a server, such as tls://192.168.1.5:4222.")
    return host, port


async def _wall(
    home: Home,
    folder: Path,
    at: tuple[str, int],
    nats_port: int,
    elsewhere: tuple[str, int] | None,
    expected: int,
    *,
    screen: bool,
) -> None:
    from workshop.live.running_wall import RunningWall, WallPlace  # noqa: PLC0415 - the libraries of the summit

    told = told_to_end()
    said, aloud = 0, True

    def look() -> None:
        """Say on stderr what the desk remarks, each once; on a screen it stands there instead."""
        nonlocal said
        if aloud:
            say_all(running.desk.remarks[said:])
            said = len(running.desk.remarks)

    place = WallPlace(*at, nats_port, elsewhere, expected)
    running = RunningWall(folder, load(folder).session.title, place, look)
    try:
        await running.start()
        data(f"ready {running.address}")
        data(f"code {running.code}")
        data(f"front {running.desk.front_code}")
        aloud = not screen
        interpreter.settle()
        await (_on_screen(home, running, told) if screen else told)
    finally:
        await running.stop()
    say_all([f"{words}." for words in [running.last_words] if words])


async def _on_screen(home: Home, running: RunningWall, told: asyncio.Future[None]) -> None:
    """Show the wall on this terminal until it is left, or the process is told to end."""
    from workshop.app import wall_console  # noqa: PLC0415 - the terminal library

    console = wall_console(home, running)
    told.add_done_callback(lambda _: console.exit())
    await console.run_async()


@session_command("summit")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
def summit_command(home: Home, session: str, as_json: bool) -> None:
    """Say what of a table has reached the summit; for a summit, what of each table."""
    folder = find_session(home, session)
    state = load(folder).session
    if (folder / "wall").is_dir() or table_folders(folder):
        rows = _of_summit(folder)
        data(as_json_text(rows)) if as_json else say_all(map(_sentence, rows) if rows else ["No table was heard yet."])
        return
    row = _of_table(folder, state.table)
    data(as_json_text(row)) if as_json else say(_sentence(row))


def _of_table(folder: Path, table: str) -> dict[str, Any]:
    """Return how far a table has come: its lines counted now, the others as the summit last said."""
    from workshop.sync.membership import read_standing  # noqa: PLC0415 - only here

    standing = read_standing(folder)
    recorded = _lines(folder / JOURNAL)
    heard = {"table": table, "recorded": recorded, "at_summit": standing.at_summit, "withheld": standing.withheld}
    complete = standing.complete and recorded == standing.at_summit
    return _row({**heard, "complete": complete, "at": standing.last_heard}, standing.problem)


def _of_summit(folder: Path) -> list[dict[str, Any]]:
    """Return how far each table has come, as the wall last knew, and those that came by stick."""
    from workshop.sync.files import read_settings  # noqa: PLC0415 - only here

    status = read_settings(folder / "wall" / "status.json")
    rows = [_row(heard) for heard in status.values() if isinstance(heard, dict)]
    for tables in table_folders(folder):
        if tables.name not in status:
            lines = _lines(tables)
            table = history_of(tables).session.table
            rows.append(_row({"table": table, "recorded": lines, "at_summit": lines, "complete": True}))
    return sorted(rows, key=lambda row: (len(row["table"]), row["table"]))


def _row(heard: dict[str, Any], problem: str = "") -> dict[str, Any]:
    return {
        "table": str(heard.get("table", "")),
        "recorded": heard.get("recorded", 0),
        "at_summit": heard.get("at_summit", 0),
        "withheld": heard.get("withheld", 0),
        "complete": bool(heard.get("complete")),
        "last_heard": moment(heard.get("at", 0)),
        "problem": problem,
    }


def _lines(journals: Path) -> int:
    return sum(1 for path in journals_in(journals) for raw in raw_lines(path) if raw.endswith(b"\n"))


def moment(milliseconds: int) -> str | None:
    """Return a moment as it stands in JSON; nothing where there was none."""
    if not milliseconds:
        return None
    return datetime.fromtimestamp(milliseconds / 1000, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _sentence(row: dict[str, Any]) -> str:
    name = f"Table {row['table']}" if row["table"] else "This table"
    waits = f", {row['withheld']} kept back until they are revealed or shown" if row["withheld"] else ""
    heard = f"last heard {row['last_heard']}" if row["last_heard"] else "never heard"
    end = heard
    if row["complete"]:
        since = str(moment(now_ms() - LONG_AGO))
        end = f"complete when it was {heard}" if row["last_heard"] and row["last_heard"] < since else "complete"
    problem = f" {row['problem']}" if row["problem"] else ""
    return f"{name}: {row['recorded']} recorded, {row['at_summit']} at the summit{waits}; {end}.{problem}"
