"""The options by which a table takes part in a live summit, shared by open and serve."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from workshop.cli.session import write
from workshop.cli.talk import say
from workshop.store.folder import load
from workshop.store.locations import Home

Command = TypeVar("Command", bound=Callable[..., Any])


def summit_options(command: Command) -> Command:
    """Add --summit and --no-summit to a command."""
    joins = click.option(
        "--summit",
        default="",
        metavar="CODE",
        help="Take part in a live summit: the code on its wall, or a file with it.",
    )
    leaves = click.option("--no-summit", is_flag=True, help="Take part no more; what was sent stays at the summit.")
    return joins(leaves(command))


def take_part(home: Home, folder: Path, given: str, *, no_summit: bool) -> None:
    """Join or leave before a session is opened, as was asked. Raises ``Refused`` for what is not a code."""
    from workshop.live.summit_link import join_summit, leave_summit  # noqa: PLC0415 - only where a summit is named

    if given and no_summit:
        raise click.UsageError("--summit joins and --no-summit leaves: choose one.")
    if given:
        numbering = join_summit(folder, given, load(folder).session)
        if numbering is not None:
            write(home, folder, lambda writer: writer.do(numbering))
    elif no_summit and leave_summit(folder):
        say("This session takes part in the summit no more. What was sent stays there.")
