"""The site from the command line: write it, and show it on this computer."""

from __future__ import annotations

import signal
from pathlib import Path

import click

from workshop.cli.session import load_session, session_argument
from workshop.cli.talk import data, progress, say
from workshop.live import interpreter
from workshop.live.publish import articles_of, has_picture, today, write_files
from workshop.publishing.publication import PUBLICATIONS, Matter
from workshop.publishing.rendering.markup import zipped
from workshop.store.atomic_files import make_folder, write_file
from workshop.store.locations import Home


@click.command("publish")
@session_argument()
@click.option("--output", type=click.Path(path_type=Path, file_okay=False), help="The folder it is written into.")
@click.option(
    "--articles",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="A folder with articles in Markdown; else the folder “articles” of the session, where there is one.",
)
@click.option("--zip", "packed", is_flag=True, help="Also pack the folder into one file beside it, to be mailed.")
@click.option("--serve", is_flag=True, help="Then show it on this computer until Ctrl+C.")
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="The port of --serve; else a free one.")
@click.pass_obj
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
    from functools import partial  # noqa: PLC0415 - only here
    from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer  # noqa: PLC0415 - slow to load

    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with ThreadingHTTPServer(("127.0.0.1", port), partial(SimpleHTTPRequestHandler, directory=site)) as server:
        data(f"ready http://127.0.0.1:{server.server_port}/")
        say("Only this computer can see it. Ctrl+C ends it.")
        interpreter.settle()
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            say("Ended.")
