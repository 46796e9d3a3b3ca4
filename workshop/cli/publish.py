"""Commands by which documents go out: export, publish and picture."""

from __future__ import annotations

import signal
from functools import partial
from pathlib import Path

import click

from workshop.cli.session import hand_out, load_session, session_command
from workshop.cli.talk import data, data_all, data_bytes, progress, say, say_all
from workshop.live import interpreter
from workshop.live.publish import (
    RECORD,
    PublishRequest,
    articles_of,
    chosen,
    files_of,
    has_picture,
    publish,
    report,
    summary,
    today,
    wanted_of,
    write_files,
)
from workshop.model.errors import Refused
from workshop.model.history import History
from workshop.model.hlc import moment_of
from workshop.publishing.builder import Order
from workshop.publishing.picture.make import FORMATS, PictureChoice, picture_of, unprintable, written
from workshop.publishing.picture.sheet import CHOICES, LAYOUTS, SIZES, Layout, Of
from workshop.publishing.publication import APPENDIX, PUBLICATIONS, Matter
from workshop.publishing.rendering.markup import zipped
from workshop.store.atomic_files import make_folder, write_file
from workshop.store.locations import Home


@session_command("export", nargs=-1, required=True, metavar="SESSION…")
@click.option(
    "--format",
    "formats",
    default="",
    help="txt, md, html, docx, odt, csv, json; several by commas. Without it docx, html and txt.",
)
@click.option("--publication", "publications", default=APPENDIX, help=f"{', '.join(PUBLICATIONS)}; several by commas.")
@click.option("--output", default="", help="A file for one format, a folder for several, - for standard output.")
@click.option("--order", type=click.Choice(["said", "votes"]), default="said", help="The order of the cards.")
@click.option("--template", type=click.Path(path_type=Path), help="A Word file whose styles the docx keeps.")
@click.option("--notes", is_flag=True, help="End with the lines of imported papers that became no card.")
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
                data_bytes(_one_file(folder, history, wanted))
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
        hand_out(output, _one_file(folder, history, wanted))
        return
    target = home.exports / folder.name if output is None else (output / folder.name if several else output)
    data_all(map(str, publish(folder, history, target, wanted)))


def _one_file(folder: Path, history: History, wanted: PublishRequest) -> bytes:
    """Return the one file that is wanted. Raises ``Refused`` where it is a folder of several."""
    ((publication, form),) = wanted.pairs()
    files = files_of(folder, history, publication, form, wanted)
    if len(files) > 1:
        raise Refused(f"The {publication} is {len(files)} files. Name a folder with --output, or leave it out.")
    return next(iter(files.values()))


@session_command("publish")
@click.option("--output", type=click.Path(path_type=Path, file_okay=False), help="The folder it is written into.")
@click.option(
    "--articles",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="A folder with articles in Markdown; else the folder “articles” of the session, where there is one.",
)
@click.option("--zip", "packed", is_flag=True, help="Also pack the folder into one file beside it, to be mailed.")
@click.option("--serve", is_flag=True, help="Then show it on this computer until Ctrl+C.")
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="The port of --serve; else a free one.")
def publish_command(
    home: Home, session: str, output: Path | None, articles: Path | None, port: int, *, packed: bool, serve: bool
) -> None:
    """Write the site of a session: a folder that works from a stick and on any host; print the folder."""
    folder, history = load_session(home, session)
    site = output or home.exports / folder.name / "site"
    with progress(f"Publishing {folder.name}"):
        made = has_picture(home.exports / folder.name)
        matter = Matter(history, articles=articles or articles_of(folder), with_picture=made, today=today())
        files = PUBLICATIONS["site"].files(matter, "html")
        make_folder(site)
        write_files(site, {Path(name).name: content for name, content in files.items()})
        whole = site.with_name(f"{site.name}.zip")
        if packed:
            write_file(whole, zipped((f"{site.name}/{Path(name).name}", content) for name, content in files.items()))
    data(str(site))
    if packed:
        data(str(whole))
    if serve:
        _serve(site, port)


def _serve(site: Path, port: int) -> None:
    from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer  # noqa: PLC0415 - slow to load

    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        shown = ThreadingHTTPServer(("127.0.0.1", port), partial(SimpleHTTPRequestHandler, directory=site))
    except OSError as error:
        reason = (error.strerror or type(error).__name__).lower()
        said = f"The site is written, and cannot be shown at port {port} ({reason}). Leave out --port, or name another."
        raise Refused(said) from error
    with shown as server:
        data(f"ready http://127.0.0.1:{server.server_port}/")
        say("Only this computer can see it. Ctrl+C ends it.")
        interpreter.settle()
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            say("Ended.")


@session_command("picture")
@click.option("--layout", type=click.Choice(LAYOUTS), default="regions", show_default=True, help="How it is composed.")
@click.option(
    "--size", type=click.Choice(list(SIZES), case_sensitive=False), default="A3", show_default=True, help="The sheet."
)
@click.option("--format", "formats", default=",".join(FORMATS), show_default=True, help="Several by commas.")
@click.option("--of", type=click.Choice(CHOICES), default="experiments", show_default=True, help="What is on it.")
def picture_command(home: Home, session: str, layout: Layout, size: str, formats: str, of: Of) -> None:
    """Draw the graphic record: all that was said, on one sheet to be printed and looked at; print each path.

    By regions, each theme is a field with its cards; by path, the conversation is a road with the themes as places.
    """
    wanted = chosen(formats, FORMATS, "format")
    folder, history = load_session(home, session)
    choice = PictureChoice(layout, size, of)
    with progress(f"Drawing {folder.name}"):
        drawing = picture_of(history.session, moment_of(history.last) if history.last else 0, choice)
        for each in wanted:
            hand_out(home.exports / folder.name / f"{choice.stem}.{each}", written(drawing, each))
    say_all(unprintable(drawing))
    say(f"{drawing.about}. The smallest words are {drawing.smallest:.1f} points on {size}.")
