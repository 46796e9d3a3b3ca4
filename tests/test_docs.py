"""The documents name what the program has: commands, options, files, formats."""

from __future__ import annotations

from pathlib import Path

import click
import pytest

from workshop.cli import COMMANDS, workshop
from workshop.live.publish import NAMES
from workshop.store import catalogue, folder
from workshop.store import snapshot as tables

DOCS = Path(__file__).parent.parent / "docs"


def section(name: str) -> str:
    text = (DOCS / "commands.md").read_text(encoding="utf-8")
    return text.split(f"\n## {name}\n", 1)[1].split("\n## ", 1)[0]


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_and_each_of_its_options_is_documented(name: str) -> None:
    command = workshop.get_command(click.Context(workshop), name)
    assert command is not None
    text = section(name)
    assert f"`workshop {name}" in text
    options = [option for parameter in command.params for option in parameter.opts if option.startswith("--")]
    assert [option for option in options if f"`{option}" not in text] == []


def test_no_command_is_documented_that_does_not_exist() -> None:
    text = (DOCS / "commands.md").read_text(encoding="utf-8")
    assert [line[3:] for line in text.splitlines() if line.startswith("## ")] == list(COMMANDS)


def test_each_command_explains_itself_in_one_line() -> None:
    for name in COMMANDS:
        command = workshop.get_command(click.Context(workshop), name)
        assert command is not None
        assert command.get_short_help_str(limit=90).endswith((".", "…", "-"))


def test_each_format_is_documented() -> None:
    assert ",".join(NAMES) in section("export")


def test_each_file_the_program_writes_is_documented() -> None:
    text = (DOCS / "files.md").read_text(encoding="utf-8")
    for name in (catalogue.NAME, tables.NAME, folder.LOCK, folder.WRITER, folder.JOURNAL, folder.TABLES):
        assert name in text
