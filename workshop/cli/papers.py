"""The command import: papers, our own record, and with ``--as digest`` the page of a second day."""

from __future__ import annotations

import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import click

from workshop.cli.session import hand_out, load_session, shelve, write
from workshop.cli.talk import data, progress, say, say_all
from workshop.importing.importer import PAPER_LIMIT, map_of_file
from workshop.importing.map_text import read_map
from workshop.importing.paper import NESTED, ReadingOptions
from workshop.live.import_digest import DigestIntake, take_in_digest
from workshop.live.import_paper import Intake, is_record, rehearsed, take_in
from workshop.live.suggestions import CERTAIN, Suggestion
from workshop.model.errors import Refused, Unreadable
from workshop.model.map_view import map_view
from workshop.model.mapping import live_lines
from workshop.model.session import Session
from workshop.model.text import one_line
from workshop.publishing.builder import counted
from workshop.store.archive import read_record, restore
from workshop.store.catalogue import Catalogue
from workshop.store.folder import load
from workshop.store.locations import Home, check_slug, free_slug
from workshop.store.writer import SessionWriter
from workshop.wording.document_words import LANGUAGES
from workshop.wording.listnames import parse_mapping
from workshop.wording.said import counts_said

_LONGEST_TOLD: Final = 400
"""Characters of a note that are told; the record keeps all of them."""


@click.command("import")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE…")
@click.option("--slug", default="", help="The session to make or to add to; else it is named by its title.")
@click.option("--map", "mappings", multiple=True, metavar="'LIST=KIND'", help="What a list's name means.")
@click.option("--nested", type=click.Choice(NESTED), default=NESTED[0], help="What lines under other lines become.")
@click.option("--lang", "language", type=click.Choice(LANGUAGES), help="The session's language; else it is guessed.")
@click.option("--authors", is_flag=True, help="Keep the names of who wrote a board's cards, as notes.")
@click.option("--preview", is_flag=True, help="Show what would be made, and make nothing.")
@click.option("--edit", type=click.Path(path_type=Path), metavar="MAP", help="What each line became, to be changed.")
@click.option("--as", "what", type=click.Choice(["paper", "digest"]), default="paper", help="What the files are.")
@click.option("--link", is_flag=True, help="With --as digest: link the sources that are certain enough.")
@click.pass_obj
def import_command(
    home: Home,
    files: tuple[Path, ...],
    slug: str,
    mappings: tuple[str, ...],
    nested: str,
    language: str | None,
    edit: Path | None,
    authors: bool,
    preview: bool,
    what: str,
    link: bool,
) -> None:
    """Make a session of a paper or of our own JSON; print its name. With - the paper comes from standard input.

    Papers are text, Markdown, Word, OpenDocument, web pages, rich text, PDF with words in it, presentations, sheets
    (CSV, Excel, JSON of boards), and zip archives of these.

    With --as digest, take headings and lines of a page into the map of the session that --slug names.
    """
    if what == "digest":
        _import_digests(home, files, slug, link=link, preview=preview, mappings=mappings)
        return
    if link:
        raise click.UsageError("--link belongs to --as digest.")
    mapping = parse_mapping(mappings)
    if slug:
        check_slug(slug)
    if edit is not None and not edit.exists():
        _write_map(files, mapping, nested, edit, preview=preview)
        return
    reading = ReadingOptions(nested, language or "", read_map(edit) if edit else None, authors=authors)
    for file in files:
        _import_file(home, file, slug, mapping, reading, preview=preview)


def _import_file(
    home: Home, file: Path, slug: str, mapping: Mapping[str, str], reading: ReadingOptions, *, preview: bool
) -> None:
    if str(file) != "-" and is_record(file):
        _import_record(home, file, slug, preview)
        return
    with progress(f"Reading {one_line(file.name)}"), _at_hand(file) as paper:
        intake = take_in(paper, mapping, reading)
        if not preview:
            rehearsed(intake)
    if preview:
        _preview(intake, rehearsed(intake).session)
    else:
        _import_paper(home, intake, slug)


def _write_map(
    files: tuple[Path, ...], mapping: Mapping[str, str], nested: str, target: Path, *, preview: bool
) -> None:
    """Write what each line of a paper became, and import nothing."""
    if not preview:
        name = one_line(str(target))
        raise click.UsageError(f"There is no map {name} yet. Write it with --preview --edit {name}, and change it.")
    if len(files) > 1:
        raise click.UsageError("A map is written of one paper; it can be used for several.")
    hand_out(target, map_of_file(files[0], mapping, ReadingOptions(nested)).encode())
    paper, written = one_line(files[0].name), one_line(str(target))
    say(f"{written} says what each line of {paper} became. Change it, and give it to import with --edit.")
    say("This was a preview: nothing was made.")


@contextmanager
def _at_hand(file: Path) -> Iterator[Path]:
    """Return the file, or, for ``-``, one that holds what comes in from standard input."""
    if str(file) != "-":
        yield file
        return
    with tempfile.TemporaryDirectory() as folder:
        pasted = Path(folder) / "pasted.txt"
        pasted.write_bytes(sys.stdin.buffer.read(PAPER_LIMIT + 1))
        yield pasted


def _import_paper(home: Home, intake: Intake, slug: str) -> None:
    folder = home.sessions / (slug or _known_paper(home, intake) or free_slug(home, intake.title))

    async def work(writer: SessionWriter) -> tuple[str, Session]:
        try:
            await writer.do_in_turn(*(() if writer.session.id else (intake.start,)), intake.command)
        except Refused as refusal:
            if intake.command.digest not in writer.session.papers:
                raise
            return str(refusal), writer.session
        return "", writer.session

    said, session = write(home, folder, work)
    data(folder.name)
    if said:
        say(said)
        return
    _tell(intake, session)


def _known_paper(home: Home, intake: Intake) -> str:
    """Return the session that this very paper was imported into before."""
    rows = Catalogue(home).sessions()
    return next((str(row["slug"]) for row in rows if intake.command.digest in row["papers"]), "")


def _shown(text: str) -> str:
    """Return a note as it is told: a whole book on one line is not."""
    return text if len(text) <= _LONGEST_TOLD else f"{text[:_LONGEST_TOLD]} …"


def _tell(intake: Intake, session: Session) -> None:
    """Say what was placed, and every line that was not, by number."""
    cards = [card for theme in intake.command.themes for card in theme.cards]
    parts = [counted(len(intake.command.themes), "theme", "themes")]
    for kind in session.kinds:
        count = sum(card.kind == kind.name for card in cards)
        parts.append(counted(count, kind.singular.lower(), kind.plural.lower()))
    notes = intake.notes
    kept = f"{counted(len(notes), 'line was', 'lines were')} kept as notes" if notes else "nothing left out"
    say(f"{intake.command.source}: {', '.join(parts)}; {kept}{':' if notes else '.'}")
    say_all(f"  line {line}: {_shown(text)}" for line, text in notes)
    say_all(intake.remarks)


def _preview(intake: Intake, session: Session) -> None:
    cards: dict[str, list[str]] = defaultdict(list)
    for card in session.ordered():
        cards[card.theme].append(f"  {card.label}  {card.text}")
    for theme in session.live_themes():
        title = f"{theme.title}{f' : {theme.question}' if theme.question else ''}"
        data("\n".join((title, *cards[theme.id])))
    _tell(intake, session)
    say("This was a preview: nothing was made.")


def _import_record(home: Home, file: Path, slug: str, preview: bool) -> None:
    name = one_line(file.name)
    try:
        record = read_record(file.read_bytes(), name)
    except OSError as error:
        raise Unreadable(f"{one_line(str(file))} cannot be read ({error.strerror}).") from error
    if preview:
        say(f"{name} is the record of “{record.title}” with {counted(len(record.entries), 'entry', 'entries')}.")
        return
    known = next((row["slug"] for row in Catalogue(home).sessions() if row["session"] == record.session), "")
    folder = home.sessions / (slug or known or free_slug(home, record.title))
    with progress(f"Restoring {name}"):
        added = restore(record, folder)
        shelve(home, folder, load(folder))
    data(folder.name)
    say(f"{name}: {counted(added, 'entry', 'entries')} added." if added else f"{name}: nothing new.")


def _import_digests(
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
            _tell_digest(intake, history.session, link=link)
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
        _tell_digest(intake, session, link=link)
        say(f"{counts_said(map_view(session).counts)}.".capitalize())


def _tell_digest(intake: DigestIntake, session: Session, *, link: bool) -> None:
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
        say_all(f"   {word} {_likely(suggestion, session)}" for suggestion in line.certain)
        possible = [suggestion for suggestion in line.possible if suggestion.certainty]
        say_all(f"   perhaps {_likely(suggestion, session)}" for suggestion in possible)
        if not (line.certain or possible):
            say("   no card says something like it")
    if intake.left_out:
        say(f"{counted(len(intake.left_out), 'line of the page is', 'lines of the page are')} no line of the digest:")
        say_all(f"  line {number}: {text}" for number, text in intake.left_out)


def _likely(suggestion: Suggestion, session: Session) -> str:
    card = session.cards[suggestion.card]
    return f"{session.shown_id(card)} ({suggestion.certainty:.0%}) {card.text}"
