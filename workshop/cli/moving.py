"""Commands by which a session moves to another laptop: hand-over and take-over."""

from __future__ import annotations

from pathlib import Path

import click

from workshop.cli.complete import session_argument
from workshop.cli.session import shelve
from workshop.cli.talk import data, say
from workshop.live.hand_over import SUFFIX, hand_over, hand_over_copy, take_back, take_over
from workshop.publishing.builder import counted
from workshop.store.folder import load
from workshop.store.locations import Home, find_session
from workshop.store.writer import now_ms


@click.command("hand-over")
@session_argument()
@click.option("--to", type=click.Path(path_type=Path, dir_okay=True), help="The file, or a folder such as a stick's.")
@click.option("--table", default="", metavar="NUMBER", help="Of a summit: the copy of this table, whose laptop died.")
@click.option("--back", is_flag=True, help="Go on here after all with a session that was handed over.")
@click.pass_obj
def hand_over_command(home: Home, session: str, to: Path | None, table: str, back: bool) -> None:
    """Put a whole session in one file, for another laptop to go on with; here it is sealed."""
    folder = find_session(home, session)
    if back:
        take_back(folder)
        say(f"“{folder.name}” goes on here. If it went on elsewhere meanwhile, merge both: nothing of either is lost.")
        return
    target = to or Path.cwd()
    if target.is_dir():
        target /= f"table-{table}{SUFFIX}" if table else f"{folder.name}{SUFFIX}"
    if table:
        say(_of_copy(*hand_over_copy(folder, table, target)))
        data(str(target))
        return
    entries = hand_over(folder, target, now_ms())
    say(
        f"{counted(entries, 'entry', 'entries')} handed over, with the phones' key and the line that was being typed. "
        f"Keep the file like a key. On the other laptop: “workshop take-over {target.name}”."
    )
    data(str(target))


def _of_copy(entries: int, missing: int) -> str:
    """Return what is said of the desk's copy."""
    lines = counted(missing, "line that the table had recorded is", "lines that the table had recorded are")
    lack = f"{lines} not in it; they are on its own disk." if missing else "All that the table told of is in it."
    return f"{counted(entries, 'entry', 'entries')} in the desk's copy. {lack} Phones join anew."


@click.command("take-over")
@click.argument("file", type=click.Path(path_type=Path))
@click.pass_obj
def take_over_command(home: Home, file: Path) -> None:
    """Go on with a session that another laptop has handed over."""
    taken = take_over(home, file)
    shelve(home, taken.folder, load(taken.folder))
    say(
        f"{counted(taken.entries, 'entry', 'entries')} taken over. Phones that had joined come back at the new address."
    )
    if taken.only_here:
        went_on = counted(taken.only_here, "entry was", "entries were")
        say(f"{went_on} recorded on this laptop alone: both laptops went on. Both are kept, and stand here together.")
    data(taken.folder.name)
