"""Plain text into lines: glyphs, indents, blank lines, underlined headings, tables that were typed or copied."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, Final

from workshop.importing.classify import is_counts
from workshop.importing.grid import begins_table, is_form, lines_of_grid
from workshop.importing.lines import PaperLine, Role, is_numbered
from workshop.importing.readers.chats import lines_of_chat
from workshop.importing.readers.typed_marks import (
    see_signs,
    see_stars,
    see_wiki_headings,
    with_signs_named,
    with_stars_indented,
    with_wiki_marks,
)
from workshop.importing.tables import GridRow
from workshop.model.text import one_line
from workshop.wording.glyphs import indent_of, split_glyph
from workshop.wording.headings import is_lower

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from workshop.wording.listnames import ListNames

    Raw = tuple[int, str]
    Split = Callable[[str], tuple[str, ...]]

_LINE_END: Final = re.compile("\r\n|\n|\r|[\v\u2028\u2029]")
_RULE: Final = re.compile(r"[\s\-=_*~#·•–—+.]{3,}|[-=_–—]+")
_UNDERLINE: Final = re.compile(r"\s*([-=~_])\1{2,}\s*")
_BOLD: Final = re.compile(r"(\*\*|__|\*|_)(?=\S)([^*_]+)(?<=\S)\1\s*([:：]?)")
_FRAMES: Final = frozenset("-~+#–—")
_FRAMED: Final = re.compile(
    r"(?:-{2,}|~{2,}|\+{2,}|#{3,}|[–—]{2,})\s+(\S.*?\S)\s+(?:-{2,}|~{2,}|\+{2,}|#{3,}|[–—]{2,})"
)
"""A title between two rules on its line: "--- Table 1 ---"."""
_LEADERS: Final = re.compile(r"(?<![ \t])[ \t]*(?:\.{4,}|_{4,}|…{2,})[ \t]*(?=[:：])")
"""Dots that lead from a form's label to its colon: "Theme ........: Water"."""
_STRONG: Final = re.compile(r"(\*\*|__)(?=\S)([^*_]+)(?<=\S)\1")
_QUOTE: Final = re.compile(r"^\s?(?:>\s?)+")
_QUOTED_GLYPH: Final = re.compile(r"^\s?(?:>\s?)+[-*•·]\s", re.MULTILINE)
"""An e-mail that quotes a list; elsewhere the sign is a bullet itself."""
_LONGEST_SIGNATURE: Final = 8
"""Lines from the two dashes on that part an e-mail's signature from its text."""
_COUNTED: Final = re.compile(r"(\s*)(\d{1,2})\s+([-–—]\s+)?(?=[^\W\d_])")
_LONE_O: Final = re.compile(r"\S o \S")
_ENTITY: Final = re.compile(r"&(?:#\d{1,7}|#x[0-9a-fA-F]{1,6}|[a-zA-Z]\w{1,31});")
_DASHES: Final = frozenset("–—")
_LONGEST_COUNTS: Final = 1000
"""Characters of the sentence that closes our papers; it grows with the kinds of cards."""
_FULL: Final = 45
"""Characters from which a line may have been broken because the page was narrow."""
_FEW: Final = 2
"""Lines that may begin with a dash in a paper that does not list with dashes."""
_TABLE_RULE: Final = re.compile(r"\s*[|+:=\-–—─┼├┤━_]{2}[\s|+:=\-–—─┼├┤━_]*")
_RARE_SIGNS: Final = ("->", "=>", "→", ";")
"""Signs that part cells where the row below has them too."""
_BLANKS: Final = re.compile(r"(?<=\S) {2,}(?=\S)")


def lines_of_text(text: str, names: ListNames) -> list[PaperLine]:
    """Return the lines of ``text`` that are not blank, numbered from 1 as an editor numbers them."""
    typed = list(enumerate(_LINE_END.split(_LEADERS.sub("", text)), 1))
    if (chat := lines_of_chat(typed, names)) is not None:
        return chat
    source = with_wiki_marks(with_signs_named(typed))
    raws = with_stars_indented(source)
    is_starred = raws is not source
    if _QUOTED_GLYPH.search(text):
        raws = [(number, _QUOTE.sub("", raw)) for number, raw in raws]
    if is_own_text(text):
        title = PaperLine(1, one_line(raws[0][1]), gap=True, role=Role.TITLE)
        return [title, *with_dashes(list(Typist(literal=True).lines(raws[1:])))]
    typist = Typist(o_is_a_word=_LONE_O.search(text) is not None)
    end = _start_of_signature(raws)
    lines = [
        line
        for table, part in tables_and_text(raws[:end], names)
        for line in (table or with_dashes(list(typist.lines(_with_numbers_marked(part)))))
    ]
    see_signs(lines, names)
    see_wiki_headings(lines)
    if is_starred:
        see_stars(lines)
    return lines + [
        PaperLine(number, one_line(raw), role=Role.NOTE) for number, raw in raws[end + 1 :] if one_line(raw)
    ]


def _with_numbers_marked(raws: Sequence[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    """Return ``raws`` where lines that count "1 one", "2 - two" in their order have the full stop that others type."""
    runs: list[list[tuple[int, re.Match[str]]]] = []
    for number, raw in raws:
        found = _COUNTED.match(raw) if raw[:1].isdigit() or raw[:1].isspace() else None
        if found and runs and int(found[2]) == len(runs[-1]) + 1:
            runs[-1].append((number, found))
        elif found and int(found[2]) == 1:
            runs.append([(number, found)])
    is_dashed = any(len(run) > 1 and run[0][1][3] for run in runs)
    long = [run for run in runs if len(run) > 1 or (is_dashed and run[0][1][3])]
    counted = {number: found for run in long for number, found in run}
    for number, raw in raws:
        found = counted.get(number)
        yield number, f"{found[1]}{found[2]}. {raw[found.end() :]}" if found else raw


def _start_of_signature(raws: Sequence[tuple[int, str]]) -> int:
    """Return the place of the two dashes that part an e-mail's signature from its text, or the end if there is none."""
    last = max((at for at, (_, raw) in enumerate(raws) if raw.rstrip() == "--"), default=len(raws))
    return last if len(raws) - last <= _LONGEST_SIGNATURE else len(raws)


def is_own_text(text: str) -> bool:
    """Whether ``text`` is one of our exports as text: closed by counts, without the rule that Markdown has there."""
    return is_counts(PaperLine(0, text.rstrip()[-_LONGEST_COUNTS:].rpartition("\n")[2])) and "\n---\n" not in text


class Typist:
    """Reads what was typed before and around the words of a line.

    ``o_is_a_word`` says that a lone "o" is a word of the paper's language, so that it is not a bullet;
    ``literal`` that words mean themselves, as in our own exports: no entities, no stars for bold.
    """

    def __init__(self, *, o_is_a_word: bool = False, literal: bool = False) -> None:
        self._o_is_a_word = o_is_a_word
        self._literal = literal

    def lines(self, raws: Iterable[tuple[int, str]]) -> Iterator[PaperLine]:
        """Return a line for each ``(number, text)`` that has words; a glyph alone belongs to the next line."""
        gap = True
        before: PaperLine | None = None
        alone: PaperLine | None = None
        for number, raw in raws:
            line = self.line(number, raw) if raw and not raw.isspace() else PaperLine(number, "")
            if not line.text:
                if before and not gap and not before.glyph and _UNDERLINE.fullmatch(raw):
                    before.strong = True
                if line.glyph:
                    alone, line.gap = line, gap
                gap = True
                continue
            if alone and not line.glyph:
                line.words_on = line.number
                line.number, line.glyph, line.indent = alone.number, alone.glyph, alone.indent
            elif alone and is_numbered(alone):
                yield PaperLine(alone.number, alone.glyph, gap=True, role=Role.NOTE)
            is_near = alone is not None and line.words_on == alone.number + 1
            line.gap = alone.gap if alone is not None and is_near else gap
            gap, alone, before = False, None, line
            yield line
        if alone and is_numbered(alone):
            yield PaperLine(alone.number, alone.glyph, gap=True, role=Role.NOTE)

    def line(self, number: int, raw: str) -> PaperLine:
        """Return the line that ``raw`` is; its text is empty if it has no words, or is but a rule across the page."""
        stripped = raw if raw.isascii() else raw.strip("\ufeff\u200b\u200e\u200f \t\f")
        stripped = stripped.strip()
        if stripped[:1] == "&" and not self._literal:
            stripped = decoded_entities(stripped)
        sort, glyph, rest = split_glyph(stripped)
        if sort == "letter_o" and self._o_is_a_word and "\t" not in stripped[:3]:
            glyph, rest = "", stripped
        text = one_line(rest if self._literal else decoded_entities(rest))
        if not glyph and not self._literal:
            return _plain_line(number, text, indent_of(raw))
        is_rule = not self._literal and not text[:1].isalnum() and _RULE.fullmatch(text)
        line = PaperLine(number, "" if is_rule else text, glyph if glyph.isprintable() else "•", indent_of(raw))
        strong = None if self._literal else _STRONG.fullmatch(text)
        if strong:
            line.text, line.is_unmarked = strong[2], True
        return line


def _plain_line(number: int, text: str, indent: int) -> PaperLine:
    framed = _FRAMED.fullmatch(text) if text[:1] in _FRAMES else None
    if framed:
        return PaperLine(number, framed[1], indent=indent, gap=True, strong=True)
    strong = _BOLD.fullmatch(text)
    words = strong[2] + strong[3] if strong else text
    return PaperLine(number, "" if _RULE.fullmatch(words) else words, indent=indent, strong=strong is not None)


def with_dashes(lines: list[PaperLine]) -> list[PaperLine]:
    """Return ``lines`` where a dash that only breaks a sentence is not a glyph.

    "– and so on" goes on from the line above if it begins with a small letter and stands alone there, and if
    that line was full, or is a card and the paper does not list with dashes.
    """
    alone = [
        (before, line)
        for before, line, after in zip(lines, lines[1:], [*lines[2:], PaperLine(0, "")], strict=False)
        if line.glyph in _DASHES
        and not line.gap
        and is_lower(line.text)
        and not {before.glyph, after.glyph} & _DASHES
        and (before.glyph == after.glyph or not after.glyph or is_numbered(after))
    ]
    broken = [line for before, line in alone if len(before.text) >= _FULL]
    if sum(line.glyph in _DASHES for line in lines) - len(broken) <= _FEW:
        broken += [line for before, line in alone if before.glyph and line.indent <= before.indent]
    for line in broken:
        line.text, line.glyph = line.whole, ""
    return lines


def decoded_entities(text: str) -> str:
    """Return ``text`` with ``&amp;`` and its like as the signs they stand for."""
    return _ENTITY.sub(_decoded, text) if "&" in text else text


def _decoded(entity: re.Match[str]) -> str:
    sign = html.unescape(entity[0])
    return sign if sign.strip() and sign != "\ufffd" and sign.isprintable() else entity[0] if "#" in entity[0] else sign


def tables_and_text(raws: Sequence[Raw], names: ListNames) -> Iterator[tuple[list[PaperLine] | None, Sequence[Raw]]]:
    """Part ``raws`` into tables, as the lines that they make, and what stands around them."""
    start = at = 0
    while at < len(raws):
        below = raws[at + 1][1] if at + 1 < len(raws) else ""
        split = _split_of(raws[at][1], below, names) or _split_of_form(raws, at, names)
        if split is None:
            at += 1
            continue
        end = next((below for below in range(at, len(raws)) if not _is_row(raws[below][1], split)), len(raws))
        yield None, raws[start : at - 1 if at > start and _TABLE_RULE.fullmatch(raws[at - 1][1]) else at]
        rows = [GridRow(number, split(raw)) for number, raw in raws[at:end] if not _TABLE_RULE.fullmatch(raw)]
        yield lines_of_grid(rows, names), []
        start = at = end
    yield None, raws[start:]


def _split_of(raw: str, below: str, names: ListNames) -> Split | None:
    """Return how the cells of a table are parted whose headings ``raw`` is, above ``below``; None if it is none."""
    rare = (_by_sign(sign) for sign in _RARE_SIGNS if sign in raw and sign in below)
    for split in (_by_sign("\t"), _by_sign("|"), _by_columns(raw), *rare):
        cells = split(raw) if split else ()
        if len(cells) > 1:
            names.see_families(cells)
            if begins_table(cells, names):
                return split
    return None


def _split_of_form(raws: Sequence[Raw], at: int, names: ListNames) -> Split | None:
    """Return how a form is parted that begins at place ``at``: tabs behind its names on the left."""
    split = _by_sign("\t")
    if "\t" not in raws[at][1] or (at and "\t" in raws[at - 1][1]):
        return None
    end = next((below for below in range(at, len(raws)) if "\t" not in raws[below][1]), len(raws))
    rows = [GridRow(number, split(raw)) for number, raw in raws[at:end]]
    return split if is_form(rows, names) else None


def _is_row(raw: str, split: Split) -> bool:
    return len(split(raw)) > 1 or (raw.strip() != "" and _TABLE_RULE.fullmatch(raw) is not None)


def _by_sign(sign: str) -> Split:
    def cells(raw: str) -> tuple[str, ...]:
        if sign not in raw:
            return ()
        whole = raw.strip()
        bare = whole.removeprefix("|").removesuffix("|") if sign == "|" else raw
        return tuple(cell if sign == "\t" else cell.strip() for cell in bare.split(sign))

    return cells


def _by_columns(head: str) -> Split | None:
    """Part rows where the columns begin that are set off by two blanks or more in ``head``."""
    gaps = [found.end() for found in _BLANKS.finditer(head.expandtabs())] if "  " in head.strip() else []
    if not gaps:
        return None

    def cells(raw: str) -> tuple[str, ...]:
        row = raw.expandtabs().rstrip()
        if not row or (len(row) > gaps[0] and not any(row[at - 1 : at] in {" ", ""} for at in gaps)):
            return ()
        if any(at < len(row) and row[at - 1] != " " for at in gaps):
            return tuple(part.strip() for part in re.split(r" {2,}", row.strip()))
        return tuple(row[start:end].strip() for start, end in zip([0, *gaps], [*gaps, len(row)], strict=True))

    return cells
