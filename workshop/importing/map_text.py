"""The map of a paper as text, which a person edits and which is read back.

A row is ``insight 4 - | The gate is shut``: what the line became, its number, its shape, its words. ``all - = note``
changes all lines of one shape, in this paper and in others; ``map Present = note`` is ``--map``.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import chain
from typing import TYPE_CHECKING, Final

from workshop.importing.line_map import LineMap, rows_of, word_of
from workshop.model.errors import Refused, Unreadable
from workshop.model.text import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from workshop.importing.lines import PaperLine

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
_RULES: Final = "# How papers were read. For others like them: workshop import PAPER --edit THIS-FILE"
_LARGEST: Final = 40_000_000
"""Bytes of a map: twice those of the longest paper."""


def text_of_map(lines: Sequence[PaperLine], source: str) -> str:
    """Return the map of ``lines``, whose roles are known, of the paper called ``source``."""
    found = rows_of(lines)
    shapes: dict[str, Counter[str]] = {}
    for row in found:
        shapes.setdefault(row.shape, Counter())[row.word] += 1
    rules = (
        f"# all {shape} = {count.most_common(1)[0][0]}   ({sum(count.values())} of them)"
        for shape, count in shapes.items()
    )
    wide = max((len(row.word) for row in found), default=0)
    wider = max(map(len, shapes), default=0)
    rows = (f"{row.word:{wide}} {row.number:5} {row.shape:{wider}} | {row.text}" for row in found)
    return _HEAD.format(source=source) + "\n".join(chain(rules, [""], rows)) + "\n"


def text_of_rules(rules: Iterable[str]) -> str:
    """Return a map of rules alone, such as ``all - = note``, for other papers."""
    return "\n".join((_RULES, *rules)) + "\n"


def read_map(path: Path) -> LineMap:
    """Return the map in the file ``path``. Raises ``Unreadable`` or ``Refused`` with a sentence."""
    try:
        if path.exists() and not path.is_file():
            raise Unreadable(f"{one_line(str(path))} is not an ordinary file. Nothing was imported.")
        if path.stat().st_size > _LARGEST:
            raise Unreadable(f"{one_line(str(path))} is too large for a map. Nothing was imported.")
        return map_of_text(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError) as error:
        raise Unreadable(
            f"{one_line(str(path))} could not be read as a map ({error}). Nothing was imported."
        ) from error


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
            rows[int(found["number"]), found["text"].strip()] = word_of(found["word"], f"Line {number} of the map")
        elif found := _ALL.fullmatch(line):
            shapes[found["shape"]] = word_of(found["word"], f"Line {number} of the map")
        elif found := _MAP.fullmatch(line):
            names[found["name"]] = found["kind"]
        else:
            raise Refused(
                f'Line {number} of the map is "{one_line(line)[:60]}", which is neither a row nor a rule. '
                "Nothing was imported. Write rows like “note 7 - | its words”, and rules like “all - = note”."
            )
    return LineMap(rows, shapes, names)
