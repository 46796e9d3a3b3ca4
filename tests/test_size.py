"""A file fits the head and a function the screen: what is longer wants splitting, or a reason said here."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
FILES = sorted([*(ROOT / "workshop").rglob("*.py"), *(ROOT / "benchmarks").rglob("*.py")])

FILE, FUNCTION = 300, 40
"""Lines of a file, and of a function without its parameters."""

LONGER = {
    "workshop/model/history.py": 340,  # one class whose parts share all they know
}
"""Files that may be longer, how long, and why."""


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_a_file_and_its_functions_are_no_longer_than_they_may_be(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= LONGER.get(name_of(path), FILE)
    functions = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    assert [each.name for each in functions if (each.end_lineno or 0) - each.body[0].lineno >= FUNCTION] == []


def test_every_exception_is_still_needed() -> None:
    assert [name for name in LONGER if len((ROOT / name).read_text(encoding="utf-8").splitlines()) <= FILE] == []
