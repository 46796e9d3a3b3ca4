"""What each line of a paper became, and what a person says that it is instead: one line, or all of its shape."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, NamedTuple

from workshop.importing.lines import USUAL, PaperLine, Role, is_numbered
from workshop.model.errors import Refused
from workshop.model.text import LABEL_LIMIT, one_line
from workshop.wording.headings import is_question

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

ROLES: Final = {
    "title": Role.TITLE,
    "subtitle": Role.SUBTITLE,
    "theme": Role.THEME,
    "question": Role.QUESTION,
    "more": Role.MORE,
    "detail": Role.DETAIL,
    "note": Role.NOTE,
    "label": Role.LABEL,
    "term": Role.TERM,
    "counts": Role.COUNTS,
}
"""What a line may become, apart from ``list KIND``, a list's name, and the name of a kind, a card."""

_WORDS: Final = {role: word for word, role in ROLES.items()}
_LIST: Final = "list"
_NOTE: Final = "note"
_PLACES: Final = 5
_HALF: Final = 2
"""At least one in so many lines of a shape were changed alike, if others of the shape are to be."""


class MapRow(NamedTuple):
    """A line of a paper: its number, what it became in the map's words, its shape, and what it says."""

    number: int
    word: str
    shape: str
    text: str

    @property
    def key(self) -> tuple[int, str]:
        """Return what a map knows the line by."""
        return self.number, self.text


@dataclass(frozen=True, slots=True)
class LineMap:
    """What a person says: ``rows`` are what became of ``(number, words)``, ``shapes`` of all lines that look so.

    ``names`` go from list names to kinds; ``fixed`` are the rows that no rule of their shape changes.
    """

    rows: Mapping[tuple[int, str], str] = field(default_factory=dict)
    shapes: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    fixed: tuple[tuple[int, str], ...] = ()

    def with_row(self, row: MapRow, word: str) -> LineMap:
        """Return the map with one line more that became ``word``, whatever its shape became."""
        return replace(self, rows={**self.rows, row.key: word}, fixed=(*self.fixed, row.key))

    def with_shape(self, row: MapRow) -> LineMap:
        """Return the map with all lines that look like ``row`` read as it is."""
        others = {key: word for key, word in self.rows.items() if key != row.key}
        return replace(self, shapes={**self.shapes, row.shape: row.word}, rows=others, fixed=())

    def rules(self) -> tuple[str, ...]:
        """Return what holds for other papers too, each as a line of a map."""
        shapes = (f"all {shape} = {word}" for shape, word in self.shapes.items())
        return (*shapes, *(f"map {name} = {kind}" for name, kind in self.names.items()))


class Mended(NamedTuple):
    """What came of a map: sentences about it, its rows that are not in the paper, and rules for other papers."""

    remarks: tuple[str, ...] = ()
    unmet: Mapping[tuple[int, str], str] = MappingProxyType({})
    rules: tuple[str, ...] = ()


def rows_of(lines: Sequence[PaperLine]) -> list[MapRow]:
    """Return a row for each of ``lines``, whose roles are known."""
    return [
        MapRow(line.number, word, shape_of(line), _said(line)) for line, word in zip(lines, _words(lines), strict=True)
    ]


def word_of(text: str, where: str) -> str:
    """Return what a person says that a line is, as a map has it. Raises ``Refused`` with ``where`` it was said."""
    word = " ".join(text.casefold().split())
    if len(word) > LABEL_LIMIT or word == _LIST:
        cure = "a list needs its kind, as in “list insight”" if word == _LIST else "that is too long for a kind"
        raise Refused(f"{where}: {cure}. Nothing was imported.")
    return word


def shape_of(line: PaperLine) -> str:
    """Return what a line looks like, whatever it says: ``-``, ``1.``, ``##``, ``text+colon``, ``-+indented``."""
    glyph = re.sub(r"\d+(?:\.\d+)*", "1", re.sub(r"[A-Za-z]+", "a", line.glyph)) if is_numbered(line) else line.glyph
    first = "#" * line.level or "".join(glyph.split()) or "text"
    looks = (
        (line.strong, "bold"),
        (line.text.isupper(), "capitals"),
        (line.text.endswith((":", "：")), "colon"),
        (is_question(line.text), "question"),
        (line.indent > 0, "indented"),
    )
    return "+".join((first, *(name for looks_so, name in looks if looks_so)))


def mend(lines: Sequence[PaperLine], line_map: LineMap) -> Mended:
    """Read ``lines`` as ``line_map`` says, and return what came of it.

    A row that was not changed leaves its line as it is; a card keeps the kind it had, unless its list's was changed.
    """
    words = list(_words(lines))
    unmet, fixed = dict(line_map.rows), set(line_map.fixed)
    changed: list[tuple[PaperLine, str]] = []
    was = now = USUAL
    for line, word in zip(lines, words, strict=True):
        key = (line.number, _said(line))
        wanted = unmet.pop(key, word)
        wanted = line_map.shapes.get(shape_of(line), wanted) if wanted == word and key not in fixed else wanted
        if line.role is Role.LIST:
            was, now = line.kind or _NOTE, _kind_of_list(wanted) or line.kind or _NOTE
        else:
            was, now = (USUAL, USUAL) if line.role is Role.THEME else (was, now)
            now = _kind_of_list(wanted) or now
        if wanted != word:
            changed.append((line, wanted))
        elif line.role is Role.CARD:
            _become(line, now if word == was and key not in fixed else word)
    for line, wanted in changed:
        _become(line, wanted)
        line.is_mended, line.parent = True, None
    rules = tuple(_rules(changed, Counter(map(shape_of, lines)), line_map))
    return Mended((*_counted(changed), *map(_offered, rules)), unmet, rules)


def _become(line: PaperLine, word: str) -> None:
    if kind := _kind_of_list(word):
        line.role, line.kind = Role.LIST, "" if kind == _NOTE else kind
    elif word in ROLES:
        line.role, line.kind = ROLES[word], "note" if word == "detail" else ""
    else:
        line.role, line.kind = Role.CARD, word


def _kind_of_list(word: str) -> str:
    return word.removeprefix(_LIST).strip() if word.startswith(f"{_LIST} ") else ""


def _words(lines: Sequence[PaperLine]) -> Iterator[str]:
    """Return what each line became, in the map's words."""
    kind = USUAL
    for line in lines:
        if line.role is Role.LIST:
            kind = line.kind
            yield f"{_LIST} {kind or _NOTE}"
        elif line.role is Role.CARD:
            yield line.kind or kind or _NOTE
        else:
            kind = USUAL if line.role is Role.THEME else kind
            yield _WORDS.get(line.role, _NOTE)


def _said(line: PaperLine) -> str:
    return one_line(line.whole).strip()


def _counted(changed: Sequence[tuple[PaperLine, str]]) -> Iterator[str]:
    if changed:
        numbers = ", ".join(str(line.number) for line, _ in changed[:_PLACES])
        more = " …" if len(changed) > _PLACES else ""
        yield f"{len(changed)} of its lines were read as the map says ({numbers}{more})."


def _rules(changed: Sequence[tuple[PaperLine, str]], counts: Mapping[str, int], line_map: LineMap) -> Iterator[str]:
    """Return what was changed line by line, and may hold in other papers, as lines of a map."""
    for line, word in changed:
        if named := _kind_of_list(word):
            yield f"map {line.text.strip(' :*_')} = {named}"
    other = Counter((shape_of(line), word) for line, word in changed if not _kind_of_list(word))
    for (shape, word), count in other.items():
        if line_map.shapes.get(shape) != word and count * _HALF >= counts[shape]:
            yield f"all {shape} = {word}"


def _offered(rule: str) -> str:
    if rule.startswith("all "):
        return f"In other papers: a map with “{rule}” reads all lines of this shape so."
    name, _, kind = rule.removeprefix("map ").rpartition(" = ")
    return f'In other papers: --map "{name}={kind}" reads it so.'


def passed_over(unmet: Mapping[tuple[int, str], str]) -> Iterator[str]:
    """Return the sentence about rows of a map that are in no paper, if there are any."""
    if unmet:
        number, text = next(iter(unmet))
        yield (
            f"{len(unmet)} of the map's rows are not in this paper and changed nothing, "
            f'the first of them "{text[:40]}" (line {number}).'
        )
