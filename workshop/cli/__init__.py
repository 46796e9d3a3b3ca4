"""The command line: each command is loaded when it is called, so that ``list`` does not wait for Word's library."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from pathlib import Path
from typing import Final

import click

from workshop.cli.talk import refused_by_system, say
from workshop.live import interpreter
from workshop.model.errors import WorkshopError

COMMANDS: Final = {
    "open": "console",
    "board": "console",
    "serve": "serve",
    "new": "record",
    "add": "record",
    "list": "look",
    "show": "show",
    "find": "look",
    "log": "show",
    "undo": "record",
    "redo": "record",
    "import": "papers",
    "export": "publish",
    "picture": "publish",
    "merge": "upkeep",
    "map": "mapping",
    "scale": "scale",
    "follow-up": "follow_up",
    "bulletin": "bulletin",
    "publish": "publish",
    "wall": "summit",
    "summit": "summit",
    "plenary": "plenary",
    "hand-over": "moving",
    "take-over": "moving",
    "check": "upkeep",
    "doctor": "doctor",
    "demo": "demo",
    "completion": "upkeep",
}
"""Each command and the file it stands in, in the order in which they are shown."""


class _Commands(click.Group):
    """A group that imports a command's file when the command is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        del ctx
        if cmd_name not in COMMANDS:
            return None
        command = getattr(import_module(f"workshop.cli.{COMMANDS[cmd_name]}"), f"{cmd_name.replace('-', '_')}_command")
        return command if isinstance(command, click.Command) else None


@click.group(cls=_Commands, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--home",
    type=click.Path(path_type=Path, file_okay=False),
    envvar="WORKSHOP_HOME",
    help="The folder that holds sessions/ and exports/ (also WORKSHOP_HOME).",
)
@click.version_option(package_name="workshop", message="workshop %(version)s")
@click.pass_context
def workshop(context: click.Context, home: Path | None) -> None:
    """Record a table conversation as it is said, vote on it, and hand out the appendix."""
    from workshop.store.locations import find_home  # noqa: PLC0415 - not needed for --help

    context.obj = find_home(home)
    if context.invoked_subcommand is None:
        from workshop.cli.console import open_console  # noqa: PLC0415 - as above

        open_console(context.obj)


def main() -> None:
    """Run the command line: status 0 done, 1 refused or damaged, 2 wrong usage."""
    interpreter.begin()
    _fill_closed_streams()
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        workshop(standalone_mode=False)
    except WorkshopError as error:
        say(str(error))
        sys.exit(1)
    except click.exceptions.Exit as leaving:
        sys.exit(leaving.exit_code)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        say("Stopped. What was acknowledged is recorded.")
        sys.exit(130)
    except OSError as error:
        say(refused_by_system(error))
        sys.exit(1)


def _fill_closed_streams() -> None:
    """Open what the caller closed: else the next file, perhaps a journal, would get a stream's number."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open(mode, encoding="utf-8"))  # noqa: SIM115 - as long as the program runs
