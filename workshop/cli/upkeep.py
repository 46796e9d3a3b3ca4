"""Commands for keeping things in order: merge, check, completion."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import click

from workshop.cli.session import do, session_command, shelve
from workshop.cli.talk import data, progress, say, say_all
from workshop.live.duplicates import groups
from workshop.live.merge import gather, sessions_in, without_journal
from workshop.model.commands import StartSession
from workshop.model.errors import Damaged, NotFound
from workshop.publishing.builder import counted
from workshop.store.folder import load, table_folders
from workshop.store.locations import Home, find_session, is_session, typed
from workshop.store.verify import check, odd_entries, repair
from workshop.store.writer import now_ms

SUGGESTIONS = 20
"""Groups of near-duplicates that are printed; the others are counted."""

WORDINGS = 3
"""Wordings of a group that are printed; its ids all are."""


@session_command("merge", nargs=-1, required=True, metavar="SESSION…")
@click.option("--into", "slug", required=True, help="The summit's name; it is made if there is none.")
def merge_command(home: Home, session: tuple[str, ...], slug: str) -> None:
    """Put many tables' sessions together in one summit; order and repeats do not matter.

    A folder that holds sessions, such as a memory stick's, stands for all of them.
    """
    sources, empty = _sources(home, session)
    with progress("Merging") as done:
        merged = gather(home, sources, slug, done)
    summit = home.sessions / slug
    _finish(home, summit, slug)
    say(
        f"{counted(merged.taken, 'session', 'sessions')} brought something new, {merged.known} brought nothing new; "
        f"{summit.name} has {counted(len(table_folders(summit)), 'table', 'tables')}."
    )
    say_all((*merged.remarks, *odd_entries(summit, now_ms())))
    data(slug)
    if left_out := (*empty, *merged.left_out):
        raise Damaged("\n".join(left_out))


def _sources(home: Home, names: Iterable[str]) -> tuple[list[Path], list[str]]:
    """Return the sessions named, and a sentence for each file or folder that holds none. Raises ``NotFound``."""
    sources: list[Path] = []
    empty: list[str] = []
    for name in names:
        try:
            sources.append(find_session(home, name))
        except NotFound:
            place = Path(name)
            inside = sessions_in(place)
            if not place.exists():
                raise
            sources += inside
            lost = without_journal(place)
            empty += [f"{path} was left out: it has no folder “journal”. Copy the whole folder again." for path in lost]
            empty += [] if inside or lost else [f"{name} was left out: it holds no session."]
    if not sources:
        raise NotFound("\n".join(empty))
    return sources, empty


def _finish(home: Home, summit: Path, slug: str) -> None:
    """Start the summit where it is new, bring its tables up to date, and point out what looks alike."""
    if is_session(summit):
        shelve(home, summit, load(summit))
    else:
        do(home, summit, StartSession(slug.replace("-", " ").capitalize(), bare=True))
    session = load(summit).session
    with progress("Looking for near-duplicates"):
        found = groups(session)
    for group in found[:SUGGESTIONS]:
        *most, last = [member.id for member in group.cards]
        texts = " / ".join(
            f"“{text}”" for text in list(dict.fromkeys(member.text for member in group.cards))[:WORDINGS]
        )
        say(f"Alike: {', '.join(most)} and {last} ({group.likeness} %): {texts}")
    if len(found) > SUGGESTIONS:
        say(f"{len(found) - SUGGESTIONS} more groups look alike. None was joined.")


@session_command("check")
@click.option("--repair", "mend", is_flag=True, help="Mend what is damaged, keeping the original beside it.")
def check_command(home: Home, session: str, mend: bool) -> None:
    """Read every byte of a session and say what is damaged."""
    folder = find_session(home, session)
    if mend:
        with progress(f"Mending {folder.name}"):
            say_all(repair(folder, now_ms()))
    with progress(f"Reading {folder.name}"):
        found = check(folder, now_ms())
    say_all(found.remarks)
    if found.problems:
        say_all(map(str, found.problems))
        raise Damaged(
            f"{counted(len(found.problems), 'place is', 'places are')} damaged; nothing was changed. "
            f"Put a good copy back, or run “workshop check {typed(folder)} --repair”, which keeps the original."
        )
    if not found.entries:
        raise NotFound(f"{folder} holds no entries yet.")
    data(f"{folder.name}: {counted(found.entries, 'entry', 'entries')}, {found.bytes:,} bytes, all as written")


@click.command("completion")
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion_command(shell: str) -> None:
    """Print what your shell needs to complete commands and session names."""
    from click.shell_completion import get_completion_class  # noqa: PLC0415 - only here

    from workshop.cli import workshop  # noqa: PLC0415 - it imports this file

    kind = get_completion_class(shell)
    assert kind is not None  # noqa: S101 - click knows the three
    data(kind(workshop, {}, "workshop", "_WORKSHOP_COMPLETE").source())
