"""A file fits the head and a function the screen: what is longer wants splitting."""

from __future__ import annotations

import ast
from pathlib import Path

from tests.statements import statements

ROOT = Path(__file__).parent.parent
FILES = sorted(path for part in ("workshop", "benchmarks", "docs") for path in (ROOT / part).rglob("*.py"))

FILE, FUNCTION = 300, 40
"""Lines of a file, and of a function without its parameters."""


def shown(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def test_a_file_and_its_functions_are_no_longer_than_they_may_be() -> None:
    too_long = []
    for path in FILES:
        text = path.read_text(encoding="utf-8")
        if (lines := len(text.splitlines())) > FILE:
            too_long.append(f"{shown(path)} has {lines} lines")
        too_long += [
            f"{shown(path)}:{each.lineno} {each.name}"
            for each in statements(ast.parse(text).body)
            if isinstance(each, ast.FunctionDef | ast.AsyncFunctionDef)
            and (each.end_lineno or 0) - each.body[0].lineno >= FUNCTION
        ]
    assert too_long == []
