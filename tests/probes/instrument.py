"""Puts a probe before every statement and in every branch of a module: it notes in a list that it was passed.

A tracer is asked at every line, also of the libraries, and costs more than the tests themselves. A probe costs one
assignment, and only here. What a probe has seen is written as coverage.py's pairs of lines: ``(12, 12)`` is the
statement in line 12, ``(12, 13)`` the way from line 12 to line 13. Coverage.py is asked once, when a module is
compiled, where a way leads that does not lead into a block.
"""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from importlib.util import decode_source
from typing import Final, TypeVar

Pair = tuple[int, int]
Header = ast.stmt | ast.expr
Made = TypeVar("Made", bound=Header)

SEEN: Final = "__seen__"
"""The list in the module: 1 where a probe was passed."""

PAIRS: Final = "__pairs__"
"""What each of its places stands for."""


def instrument(source: str | bytes, path: str) -> ast.Module:
    """Return the module with its probes."""
    module = ast.parse(source, path)
    probes = _Probes()
    kept = _kept(module.body)
    module.body = probes.block(module.body)
    pairs = resolved(source, probes.pairs)
    start = ast.parse(f"{SEEN} = [0] * {len(pairs)}; {PAIRS} = {pairs!r}").body
    module.body[kept:kept] = start
    return module


def resolved(source: str | bytes, probes: Iterable[Iterable[Pair]]) -> list[tuple[Pair, ...]]:
    """Return what each probe stands for as coverage.py knows it; ``(12, -13)`` does not lead from line 12 to line 13.

    Where such a way leads to several places (a ``finally`` that a ``return`` passes through), none counts as reached.
    """
    from coverage.parser import PythonParser  # noqa: PLC0415 - not where all is compiled

    parser = PythonParser(text=source if isinstance(source, str) else decode_source(source))
    parser.parse_source()
    ways = defaultdict(set)
    for start, end in parser.arcs():
        ways[start].add(end)

    def led(start: int, end: int) -> tuple[Pair, ...]:
        if end > 0:
            return ((start, end),)
        others = ways[parser.first_line(start)] - {parser.first_line(-end)}
        return tuple((start, other) for other in others if len(others) == 1)

    return [tuple(way for pair in pairs for way in led(*pair)) for pairs in probes]


def _kept(body: list[ast.stmt]) -> int:
    """Return how many statements must stay the first: a docstring, and imports from the future."""
    match body:
        case [ast.Expr(ast.Constant(str())), *_]:
            kept = 1
        case _:
            kept = 0
    while kept < len(body) and isinstance(future := body[kept], ast.ImportFrom) and future.module == "__future__":
        kept += 1
    return kept


def _first(node: ast.stmt) -> int:
    """Return the line in which a statement begins: that of its first decorator, if it has any."""
    return min(line for line, _ in _passed(node))


def _passed(node: ast.stmt) -> Iterator[Pair]:
    """Return what has been passed when a statement begins."""
    for line in (node.lineno, *(decorator.lineno for decorator in getattr(node, "decorator_list", ()))):
        yield line, line


def _takes_everything(case: ast.match_case) -> bool:
    """Whether no value gets past a case; Python allows none behind it."""
    pattern: ast.pattern | None = case.pattern
    while isinstance(pattern, ast.MatchAs | ast.MatchOr):
        pattern = pattern.pattern if isinstance(pattern, ast.MatchAs) else pattern.patterns[-1]
    return pattern is None and case.guard is None


class _Probes:
    """The probes of one module, numbered in the order of ``pairs``."""

    def __init__(self) -> None:
        self.pairs: list[tuple[Pair, ...]] = []

    def block(self, body: Sequence[ast.stmt], came: Iterable[Pair] = ()) -> list[ast.stmt]:
        """Return the statements of a block with a probe before each; the first also notes the way into the block."""
        kept = _kept(list(body))
        ways = (*came, *(pair for statement in body[:kept] for pair in _passed(statement)))
        made = list(body[:kept])
        for statement in body[kept:]:
            made += self._probe((*ways, *_passed(statement)), statement), statement
            ways = ()
            self._inside(statement)
        return made

    def _inside(self, node: ast.stmt) -> None:
        match node:
            case ast.If() | ast.For() | ast.AsyncFor() | ast.While():
                self._branch(node)
            case ast.Match():
                self._cases(node)
            case ast.Try() | ast.TryStar():
                self._try(node)
            case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef() | ast.With() | ast.AsyncWith():
                node.body = self.block(node.body)
            case _:
                pass

    def _branch(self, node: ast.If | ast.For | ast.AsyncFor | ast.While) -> None:
        into = _first(node.body[0])
        node.body = self.block(node.body, [(node.lineno, into)])
        past = (node.lineno, -into)
        node.orelse = self.block(node.orelse, [past]) if node.orelse else [self._probe((past,), node)]

    def _cases(self, node: ast.Match) -> None:
        tried: list[Pair] = []
        line, into = 0, 0
        for case in node.cases:
            tried += [(line, case.pattern.lineno)] if line else []
            line, into = case.pattern.lineno, _first(case.body[0])
            tried.append((line, line))
            case.body = self.block(case.body, [*tried, (line, into)])
        if not _takes_everything(node.cases[-1]):
            past = self._probe((*tried, (line, -into)), node)
            pattern = ast.copy_location(ast.MatchAs(), node)
            node.cases.append(ast.match_case(pattern=pattern, body=[past]))

    def _try(self, node: ast.Try | ast.TryStar) -> None:
        for block in "body", "orelse", "finalbody":
            setattr(node, block, self.block(getattr(node, block)))
        for handler in node.handlers:
            here = [(handler.lineno, handler.lineno)]
            if handler.type is None:
                handler.body = self.block(handler.body, here)
            else:
                handler.body = self.block(handler.body)
                handler.type = self._asked(here, handler.type)

    def _probe(self, pairs: tuple[Pair, ...], node: ast.stmt) -> ast.stmt:
        """Return ``__seen__[number] = 1``."""
        place = ast.Subscript(ast.Name(SEEN, ast.Load()), self._number(pairs), ast.Store())
        return _located(ast.Assign([place], ast.Constant(1)), node)

    def _asked(self, pairs: list[Pair], kind: ast.expr) -> ast.expr:
        """Return ``(__seen__.__setitem__(number, 1), kind)[1]``: noted when a handler's exceptions are asked for."""
        note = ast.Attribute(ast.Name(SEEN, ast.Load()), "__setitem__", ast.Load())
        call = ast.Call(note, [self._number(tuple(pairs)), ast.Constant(1)], [])
        return _located(ast.Subscript(ast.Tuple([call, kind], ast.Load()), ast.Constant(1), ast.Load()), kind)

    def _number(self, pairs: tuple[Pair, ...]) -> ast.Constant:
        self.pairs.append(pairs)
        return ast.Constant(len(self.pairs) - 1)


def _located(made: Made, like: Header) -> Made:
    """Return what was made, in the line of a statement that is there."""
    for node in ast.walk(made):
        if "lineno" in node._attributes and not hasattr(node, "lineno"):
            ast.copy_location(node, like)
    return made
