"""Commands for documents: import and export."""

from __future__ import annotations

import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import click

from workshop.cli.session import load_session, session_argument, shelve, write
from workshop.cli.talk import data, progress, say, say_all
from workshop.importing.importer import PAPER_LIMIT, map_of_file
from workshop.importing.map_text import read_map
from workshop.importing.paper import NESTED, ReadingOptions
from workshop.live.import_paper import Intake, is_record, refuse_early, rehearsed, take_in
from workshop.live.publish import RECORD, PublishRequest, files_of, publish, report, summary, wanted_of
from workshop.model.errors import Refused, Unreadable
from workshop.model.history import History
from workshop.model.session import Session
from workshop.model.text import one_line
from workshop.publishing.builder import Order, counted
from workshop.publishing.publication import APPENDIX, PUBLICATIONS
from workshop.store.archive import read_record, restore
from workshop.store.atomic_files import write_file
from workshop.store.catalogue import Catalogue
from workshop.store.folder import load
from workshop.store.locations import Home, check_slug, free_slug
from workshop.store.writer import SessionWriter
from workshop.wording.document_words import LANGUAGES
from workshop.wording.listnames import parse_mapping


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
        from workshop.cli.digests import import_digests  # noqa: PLC0415 - only here

        import_digests(home, files, slug, link=link, preview=preview, mappings=mappings)
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
            refuse_early(intake)
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
    write_file(target, map_of_file(files[0], mapping, ReadingOptions(nested)).encode())
    data(str(target))
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
    say_all(f"  line {line}: {text}" for line, text in notes)
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


@click.command("export")
@session_argument(nargs=-1, required=True, metavar="SESSION…")
@click.option(
    "--format",
    "formats",
    default="",
    help="txt, md, html, docx, odt, csv, json; several by commas. Without it docx, html and txt.",
)
@click.option(
    "--publication",
    "publications",
    default=APPENDIX,
    help=f"{', '.join(PUBLICATIONS)}; several by commas.",
)
@click.option("--output", default="", help="A file for one format, a folder for several, - for standard output.")
@click.option("--order", type=click.Choice(["said", "votes"]), default="said", help="The order of the cards.")
@click.option("--template", type=click.Path(path_type=Path), help="A Word file whose styles the docx keeps.")
@click.option("--notes", is_flag=True, help="End with the lines of imported papers that became no card.")
@click.pass_obj
def export_command(
    home: Home,
    session: tuple[str, ...],
    formats: str,
    publications: str,
    output: str,
    order: Order,
    template: Path | None,
    notes: bool,
) -> None:
    """Write the appendix, or what else is published, and print each file's path."""
    wanted = wanted_of(publications, formats, order, template)._replace(notes=notes)
    pairs = list(wanted.pairs())
    if output == "-" and (len(session) > 1 or len(pairs) > 1):
        raise click.UsageError("Only one session in one format goes to standard output.")
    if template is not None and "docx" not in {form for _, form in pairs}:
        raise click.UsageError("--template is for docx.")
    for name in session:
        folder, history = load_session(home, name)
        with progress(f"Exporting {folder.name}"):
            if output == "-":
                sys.stdout.buffer.write(_one_file(folder, history, wanted))
                sys.stdout.buffer.flush()
            else:
                _export(home, folder, history, wanted, Path(output) if output else None, several=len(session) > 1)
        if (APPENDIX, RECORD) in pairs:
            say("The JSON file is the whole record, with what was hidden and removed: keep it, and publish the others.")
        say_all(summary(report(history, order)))
        if history.session.notes and not notes:
            say("Lines of a paper were kept as notes: --notes prints them at the end.")


def _export(
    home: Home, folder: Path, history: History, wanted: PublishRequest, output: Path | None, *, several: bool
) -> None:
    if output is not None and len(list(wanted.pairs())) == 1 and not several and not output.is_dir():
        write_file(output, _one_file(folder, history, wanted))
        data(str(output))
        return
    target = home.exports / folder.name if output is None else (output / folder.name if several else output)
    for path in publish(folder, history, target, wanted):
        data(str(path))


def _one_file(folder: Path, history: History, wanted: PublishRequest) -> bytes:
    """Return the one file that is wanted. Raises ``Refused`` where it is a folder of several."""
    ((publication, form),) = wanted.pairs()
    files = files_of(folder, history, publication, form, wanted)
    if len(files) > 1:
        raise Refused(f"The {publication} is {len(files)} files. Name a folder with --output, or leave it out.")
    return next(iter(files.values()))
