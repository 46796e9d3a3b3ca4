"""``import --as digest``: the page of a second day, its lines and their sources, into the map of a session."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from workshop.cli.session import load_session, write
from workshop.cli.talk import data, say, say_all
from workshop.live.import_digest import DigestIntake, take_in_digest
from workshop.live.suggestions import CERTAIN, Suggestion
from workshop.model.map_state import live_lines
from workshop.model.map_view import map_view
from workshop.model.session import Session
from workshop.publishing.builder import counted
from workshop.store.locations import Home
from workshop.store.writer import SessionWriter
from workshop.wording.mapping import counts_said


def import_digests(
    home: Home, files: Sequence[Path], slug: str, *, link: bool, preview: bool, mappings: Sequence[str]
) -> None:
    """Take the digests in ``files`` into the map of the session ``slug``, or only show what was found."""
    if not slug:
        raise click.UsageError("--as digest needs --slug: the session whose map the lines go into.")
    if mappings:
        raise click.UsageError("--map is for papers; a digest's headings are taken as they stand.")
    for file in files:
        folder, history = load_session(home, slug)
        if preview:
            intake = take_in_digest(file, history.session, link=link)
            _tell(intake, history.session, link=link)
            say("This was a preview: nothing was added.")
            continue

        async def work(writer: SessionWriter, file: Path = file) -> tuple[DigestIntake, Session, str]:
            intake = take_in_digest(file, writer.session, link=link)
            if intake.command.digest in writer.session.papers:
                return intake, writer.session, f"“{file.name}” was imported already; nothing was added."
            return intake, (await writer.do(intake.command)).session, ""

        intake, session, known = write(home, folder, work)
        data(folder.name)
        if known:
            say(known)
            continue
        _tell(intake, session, link=link)
        say(f"{counts_said(map_view(session).counts)}.".capitalize())


def _tell(intake: DigestIntake, session: Session, *, link: bool) -> None:
    """Say what was taken in, each line's sources, and every line of the page that was left out."""
    linked = sum(len(line.certain) for line in intake.lines) if link else 0
    headings, lines = len(intake.command.headings), len(intake.lines)
    say(
        f"{intake.command.source}: {counted(headings, 'heading', 'headings')}, {counted(lines, 'line', 'lines')}; "
        f"{counted(linked, 'source', 'sources')} linked{f' from {CERTAIN:.0%} certainty on' if link else ''}."
    )
    labels = {line.text: line.label for line in live_lines(session)}
    for line in intake.lines:
        say(f"{labels.get(line.text, 'line')}: {line.text}")
        word = "linked" if link else "likely"
        say_all(f"   {word} {_said(suggestion, session)}" for suggestion in line.certain)
        possible = [suggestion for suggestion in line.possible if suggestion.certainty]
        say_all(f"   perhaps {_said(suggestion, session)}" for suggestion in possible)
        if not (line.certain or possible):
            say("   no card says something like it")
    if intake.left_out:
        say(f"{counted(len(intake.left_out), 'line of the page is', 'lines of the page are')} no line of the digest:")
        say_all(f"  line {number}: {text}" for number, text in intake.left_out)


def _said(suggestion: Suggestion, session: Session) -> str:
    card = session.cards[suggestion.card]
    return f"{session.shown_id(card)} ({suggestion.certainty:.0%}) {card.text}"
