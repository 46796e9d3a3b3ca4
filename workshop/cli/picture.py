"""The command for the graphic record: the summit on one sheet."""

from __future__ import annotations

import click

from workshop.cli.session import load_session, session_argument
from workshop.cli.talk import data, progress, say, say_all
from workshop.model.errors import Refused
from workshop.model.hlc import moment_of
from workshop.publishing.picture.make import FORMATS, PictureChoice, picture_of, unprintable, written
from workshop.publishing.picture.sheet import CHOICES, LAYOUTS, SIZES, Layout, Of
from workshop.store.atomic_files import write_file
from workshop.store.locations import Home


@click.command("picture")
@session_argument()
@click.option("--layout", type=click.Choice(LAYOUTS), default="regions", show_default=True, help="How it is composed.")
@click.option(
    "--size", type=click.Choice(list(SIZES), case_sensitive=False), default="A3", show_default=True, help="The sheet."
)
@click.option("--format", "formats", default=",".join(FORMATS), show_default=True, help="Several by commas.")
@click.option("--of", type=click.Choice(CHOICES), default="experiments", show_default=True, help="What is on it.")
@click.pass_obj
def picture_command(home: Home, session: str, layout: Layout, size: str, formats: str, of: Of) -> None:
    """Draw the graphic record: all that was said, on one sheet to be printed and looked at; print each path.

    By regions, each theme is a field with its cards; by path, the conversation is a road with the themes as places.
    """
    wanted = _formats(formats)
    folder, history = load_session(home, session)
    choice = PictureChoice(layout, size, of)
    with progress(f"Drawing {folder.name}"):
        drawing = picture_of(history.session, moment_of(history.last) if history.last else 0, choice)
        for each in wanted:
            path = home.exports / folder.name / f"{choice.stem}.{each}"
            write_file(path, written(drawing, each))
            data(str(path))
    say_all(unprintable(drawing))
    say(f"{drawing.about}. The smallest words are {drawing.smallest:.1f} points on {size}.")


def _formats(text: str) -> tuple[str, ...]:
    names = tuple(dict.fromkeys(name for part in text.split(",") if (name := part.strip().lower())))
    unknown = [name for name in names if name not in FORMATS]
    if unknown or not names:
        raise Refused(f"There is no format “{', '.join(unknown)}”. Choose from: {', '.join(FORMATS)}.")
    return names
