"""The map of a paper: each of its lines with what it became, as text that a person edits and that is read back.

A row is ``insight 4 - | The gate is shut``: what the line became, its number, its shape, its words. ``all - = note``
changes all lines of one shape, in this paper and in others; ``map Present = note`` is ``--map``.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from itertools import chain
from typing import TYPE_CHECKING, Final

from workshop.importing.lines import Line, Role, is_numbered
from workshop.importing.reach import USUAL
from workshop.model.errors import Refused, Unreadable
from workshop.model.text import LABEL_LIMIT, one_line
from workshop.wording.headings import is_question

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

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
_ROW: Final = re.compile(r"(?P<word>[^|]*?\S)\s+(?P<number>\d+)\s+(?P<shape>\S+)\s+\|\s?(?P<text>.*)")
_ALL: Final = re.compile(r"all\s+(?P<shape>\S+)\s*=\s*(?P<word>\S.*)")
_MAP: Final = re.compile(r"map\s+(?P<name>\S.*?)\s*=\s*(?P<kind>[^=]*\S)")
_HEAD: Final = """\
# What each line of {source} became. Change the word at the left of a line, save, and look again or import:
#   workshop import {source} --preview --edit THIS-FILE
#   workshop import {source} --edit THIS-FILE
# The words: title, subtitle, theme, question, more (goes on from the line above), detail (of the card above), note,
# label (of no use), list KIND (a list's name), or a kind for a card: insight, experiment, or one of your own.
# Without its # each of these changes all lines of one shape, also in other papers:
"""
_PLACES: Final = 5
_HALF: Final = 2
"""At least one in so many lines of a shape were changed alike, if others of the shape are to be."""
_LARGEST: Final = 40_000_000
"""Bytes of a map: twice those of the longest paper."""


@dataclass(frozen=True, slots=True)
class LineMap:
    """A map as it was read: ``rows`` are what became of ``(number, words)``, ``shapes`` of all lines that look so."""

    rows: Mapping[tuple[int, str], str] = field(default_factory=dict)
    shapes: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)


def text_of_map(lines: Sequence[Line], source: str) -> str:
    """Return the map of ``lines``, whose roles are known, of the paper called ``source``."""
    words = list(_words(lines))
    shapes: dict[str, Counter[str]] = {}
    for line, word in zip(lines, words, strict=True):
        shapes.setdefault(shape_of(line), Counter())[word] += 1
    rules = (
        f"# all {shape} = {count.most_common(1)[0][0]}   ({sum(count.values())} of them)"
        for shape, count in shapes.items()
    )
    wide = max(map(len, words), default=0)
    wider = max(map(len, shapes), default=0)
    rows = (
        f"{word:{wide}} {line.number:5} {shape_of(line):{wider}} | {_said(line)}"
        for line, word in zip(lines, words, strict=True)
    )
    return _HEAD.format(source=source) + "\n".join(chain(rules, [""], rows)) + "\n"


def read_map(path: Path) -> LineMap:
    """Return the map in the file ``path``. Raises ``Unreadable`` or ``Refused`` with a sentence."""
    try:
        if path.stat().st_size > _LARGEST:
            raise Unreadable(f"{path} is too large for a map. Nothing was imported.")
        return map_of_text(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError) as error:
        raise Unreadable(f"{path} could not be read as a map ({error}). Nothing was imported.") from error


def map_of_text(text: str) -> LineMap:
    """Return the map that ``text`` is. Raises ``Refused`` with a sentence for a line that is neither row nor rule."""
    rows: dict[tuple[int, str], str] = {}
    shapes: dict[str, str] = {}
    names: dict[str, str] = {}
    for number, raw in enumerate(text.lstrip("\ufeff").splitlines(), 1):
        line = raw.strip()
        if not line or line.startswith("#"):
            continue
        if found := _ROW.fullmatch(line):
            rows[int(found["number"]), found["text"].strip()] = _word(found["word"], number)
        elif found := _ALL.fullmatch(line):
            shapes[found["shape"]] = _word(found["word"], number)
        elif found := _MAP.fullmatch(line):
            names[found["name"]] = found["kind"]
        else:
            raise Refused(
                f'Line {number} of the map is "{one_line(line)[:60]}", which is neither a row nor a rule. '
                "Nothing was imported. Write rows like “note 7 - | its words”, and rules like “all - = note”."
            )
    return LineMap(rows, shapes, names)


def _word(text: str, number: int) -> str:
    word = " ".join(text.casefold().split())
    if len(word) > LABEL_LIMIT or word == _LIST:
        cure = "a list needs its kind, as in “list insight”" if word == _LIST else "that is too long for a kind"
        raise Refused(f"Line {number} of the map: {cure}. Nothing was imported.")
    return word


def shape_of(line: Line) -> str:
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


def mend(lines: Sequence[Line], line_map: LineMap) -> list[str]:
    """Read ``lines`` as ``line_map`` says, and return sentences about it.

    A row that was not changed leaves its line as it is; a card keeps the kind it had, unless its list's was changed.
    """
    words = list(_words(lines))
    unmet = dict(line_map.rows)
    changed: list[tuple[Line, str]] = []
    was = now = USUAL
    for line, word in zip(lines, words, strict=True):
        wanted = unmet.pop((line.number, _said(line)), word)
        wanted = line_map.shapes.get(shape_of(line), wanted) if wanted == word else wanted
        if line.role is Role.LIST:
            was, now = line.kind or _NOTE, _kind_of_list(wanted) or line.kind or _NOTE
        elif line.role is Role.THEME:
            was = now = USUAL
        if wanted != word:
            changed.append((line, wanted))
        elif line.role is Role.CARD:
            _become(line, now if word == was else word)
    for line, wanted in changed:
        _become(line, wanted)
        line.is_mended, line.parent = True, None
    counts = Counter(map(shape_of, lines))
    return [*_sentences(changed, counts, line_map), *_passed_over(unmet)]


def _become(line: Line, word: str) -> None:
    if kind := _kind_of_list(word):
        line.role, line.kind = Role.LIST, "" if kind == _NOTE else kind
    elif word in ROLES:
        line.role, line.kind = ROLES[word], "note" if word == "detail" else ""
    else:
        line.role, line.kind = Role.CARD, word


def _kind_of_list(word: str) -> str:
    return word.removeprefix(_LIST).strip() if word.startswith(f"{_LIST} ") else ""


def _words(lines: Sequence[Line]) -> Iterator[str]:
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


def _said(line: Line) -> str:
    return one_line(line.whole).strip()


def _sentences(changed: Sequence[tuple[Line, str]], counts: Mapping[str, int], line_map: LineMap) -> Iterator[str]:
    if changed:
        numbers = ", ".join(str(line.number) for line, _ in changed[:_PLACES])
        more = " …" if len(changed) > _PLACES else ""
        yield f"{len(changed)} of its lines were read as the map says ({numbers}{more})."
    for line, word in changed:
        named = _kind_of_list(word)
        if named:
            name = line.text.strip(" :*_")
            yield f'In other papers: --map "{name}={named}" reads it so.'
    other = Counter((shape_of(line), word) for line, word in changed if not _kind_of_list(word))
    for (shape, word), count in other.items():
        if line_map.shapes.get(shape) != word and count * _HALF >= counts[shape]:
            yield f"In other papers: a map with “all {shape} = {word}” reads all lines of this shape so."


def _passed_over(unmet: Mapping[tuple[int, str], str]) -> Iterator[str]:
    if unmet:
        number, text = next(iter(unmet))
        yield (
            f"{len(unmet)} of the map's rows are not in this paper and changed nothing, "
            f'the first of them "{text[:40]}" (line {number}).'
        )
