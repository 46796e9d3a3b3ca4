"""Where everything is caught, it is raised again, or told to whoever waits: a mistake is never passed over."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

PROGRAM = Path(__file__).parent.parent / "workshop"
EVERYTHING = {"Exception", "BaseException"}


def _names(node: ast.AST | None) -> set[str]:
    return {each.id for each in ast.walk(node) if isinstance(each, ast.Name)} if node else set(EVERYTHING)


def _swallowed(tree: ast.AST) -> Iterator[int]:
    """Return the lines at which everything is caught, and neither raised again nor told."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ExceptHandler) and _names(node.type) & EVERYTHING:
            inside = [each for statement in node.body for each in ast.walk(statement)]
            tells = any(isinstance(each, ast.Name) and each.id == node.name for each in inside)
            if not tells and not any(isinstance(each, ast.Raise) for each in inside):
                yield node.lineno
        elif isinstance(node, ast.Call) and ast.unparse(node.func).endswith("suppress"):
            yield from (node.lineno for each in node.args if _names(each) & EVERYTHING)


def test_what_is_caught_whatever_it_is_is_raised_again_or_told() -> None:
    files = {path: path.read_text(encoding="utf-8") for path in sorted(PROGRAM.rglob("*.py"))}
    wide = {path: text for path, text in files.items() if "except" in text or "suppress" in text}
    assert wide
    found = [
        f"{path.relative_to(PROGRAM)}:{line}" for path, text in wide.items() for line in _swallowed(ast.parse(text))
    ]
    assert found == []


def test_what_swallows_is_found() -> None:
    bad = (
        "try: work()\nexcept Exception: pass",
        "try: work()\nexcept: pass",
        "with suppress(OSError, Exception): work()",
    )
    assert [list(_swallowed(ast.parse(each))) for each in bad] == [[2], [2], [1]]
    good = ("try: work()\nexcept BaseException: tidy(); raise", "try: work()\nexcept Exception as error: told(error)")
    assert [list(_swallowed(ast.parse(each))) for each in good] == [[], []]
