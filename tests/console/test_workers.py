"""Every worker names its group: one without would be cancelled, silently, by any other without."""

from __future__ import annotations

import ast
from pathlib import Path

PACKAGE = Path(__file__).parent.parent.parent / "workshop"


def files(*words: str) -> list[Path]:
    """The files in which one of some words stands."""
    found = sorted(PACKAGE.rglob("*.py"))
    return [path for path in found if any(word in path.read_text(encoding="utf-8") for word in words)]


def workers(path: Path) -> list[ast.Call]:
    """The calls of ``run_worker``, and the decorators ``work(…)``, in a file."""
    found = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "run_worker":
            found.append(node)
        elif isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            assert not any(isinstance(d, ast.Name) and d.id == "work" for d in node.decorator_list), (
                "work names no group"
            )
            calls = (decorator for decorator in node.decorator_list if isinstance(decorator, ast.Call))
            found += [call for call in calls if isinstance(call.func, ast.Name) and call.func.id == "work"]
    return found


def test_a_worker_names_its_group_and_says_what_it_does() -> None:
    seen = 0
    for path in files("run_worker", "@work"):
        for call in workers(path):
            seen += 1
            assert {"group", "description"} <= {keyword.arg for keyword in call.keywords}, f"{path.name}:{call.lineno}"
    assert seen >= 8


def test_toasts_never_read_words_as_markup() -> None:
    for path in files("notify"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "notify":
                markup = [keyword.value for keyword in node.keywords if keyword.arg == "markup"]
                assert [ast.unparse(value) for value in markup] == ["False"], f"{path.name}:{node.lineno}"
