"""The documents name what the program has: commands, options, files, formats."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import click

from tests.examples import with_each
from workshop.cli import COMMANDS, workshop
from workshop.live.publish import NAMES
from workshop.store import catalogue, folder, writing_right

DOCS = Path(__file__).parent.parent / "docs"


def section(name: str) -> str:
    text = (DOCS / "commands.md").read_text(encoding="utf-8")
    return text.split(f"\n## {name}\n", 1)[1].split("\n## ", 1)[0]


@with_each("name", COMMANDS)
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
    own = (folder.SESSION_TABLES, folder.JOURNAL, folder.TABLES)
    for name in (catalogue.NAME, *own, writing_right.LOCK, writing_right.WRITER, writing_right.SEAL):
        assert name in text


STRUCTURE = re.sub(r"```.*?```", "", (DOCS / "architecture.md").read_text(encoding="utf-8"), flags=re.DOTALL)


@cache
def code() -> dict[str, str]:
    """Every file of Python, by its path."""
    root = DOCS.parent
    parts = (root / name for name in ("workshop", "tests", "benchmarks"))
    return {path.relative_to(root).as_posix(): path.read_text("utf-8") for part in parts for path in part.rglob("*.py")}


def sources(name: str) -> list[str]:
    """The files whose paths end so."""
    return [source for path, source in code().items() if f"/{path}".endswith(f"/{name}")]


def test_each_file_and_folder_of_the_page_about_the_structure_is_there() -> None:
    files = re.findall(r"`((?:[a-z_]+/)*[a-z_]+\.py)`", STRUCTURE)
    assert [name for name in files if not sources(name)] == []
    folders = {f"/{path.rpartition('/')[0]}/" for path in code()} | {"/benchmarks/", "/tests/journals/"}
    named = set(re.findall(r"`((?:[a-z_]+/)+)`", STRUCTURE)) - {"exports/", "tables/"}  # where sessions lie
    assert [name for name in named if not any(folder.endswith(f"/{name}") for folder in folders)] == []


def test_each_name_behind_a_file_of_that_page_stands_in_it() -> None:
    behind = re.findall(r"`((?:[a-z_]+/)*[a-z_]+\.py)` \(`(\w+)`\)", STRUCTURE)
    assert len(behind) > 3
    for file, name in behind:
        assert any(re.search(rf"(def|class) {name}\b", source) for source in sources(file)), (file, name)


def test_each_class_of_that_page_is_in_the_program() -> None:
    classes = set(re.findall(r"^ *class (\w+)", "\n".join(code().values()), flags=re.MULTILINE))
    assert set(re.findall(r"`((?:[A-Z][a-z]+)+)(?:\.\w+)?`", STRUCTURE)) - classes == set()
