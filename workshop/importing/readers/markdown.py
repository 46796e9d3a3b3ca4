"""Markdown into lines: headings, front matter, comments, tables; escapes, emphasis and links undone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from workshop.importing.classify import is_counts
from workshop.importing.fieldnames import field_of
from workshop.importing.grid import lines_of_grid
from workshop.importing.lines import ORDER, PaperLine, Role
from workshop.importing.readers.html import lines_of_html
from workshop.importing.readers.markdown_words import plain, spoken
from workshop.importing.readers.text import Typist, is_own_text, with_dashes
from workshop.importing.readers.typed_marks import looks_like_wiki
from workshop.importing.tables import GridRow
from workshop.model.text import one_line
from workshop.wording.closings import order_said
from workshop.wording.headings import labelled_question, labelled_theme

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from workshop.wording.listnames import ListNames

_LINE_END: Final = re.compile("\r\n|\n|\r")
_HEADING: Final = re.compile(r" {0,3}(#{1,6})(?=\s)")
_UNDERLINE: Final = re.compile(r" {0,3}(=+|-{2,})[ \t]*")
_FENCE: Final = re.compile(r"\s*(?:```|~~~)")
_RULE: Final = re.compile(r"\s*(?:(?:-\s*){3,}|(?:\*\s*){3,}|(?:_\s*){3,})")
_TABLE_RULE: Final = re.compile(r"\s*\|?(?:\s*:?-+:?\s*\|)+(?:\s*:?-+:?\s*)?\|?\s*")
_FRONT_ENDS: Final = {"---": {"---", "..."}, "+++": {"+++"}}
_FRONT_PAIR: Final = re.compile(r"\s*([\w-]+)\s*[:=](.*)")
_FRONT_LINE: Final = re.compile(r"\s|[\w -]+[:=]|- |#|\[|$")
_LANGUAGE: Final = re.compile(r"[a-zA-Z]{2}(?:[-_]\w{2,8})*")
_CELL_END: Final = re.compile(r"(?<!\\)\|")
_QUOTE: Final = re.compile(r"^(?:\s*>[ \t]?)+")
_MARKDOWN: Final = re.compile(r"^(?: {0,3}#{1,6} \S|[ \t]*[-*+] \[[ x]\] \S|---[ \t]*\r?\n\s*[\w-]+:)", re.MULTILINE)
_OWN_BULLET: Final = re.compile(r"\s*- ")
_BREAK: Final = re.compile(r"((?:^|[^\\])(?:\\\\)*)\\$")
"""A backslash at the end of a line breaks it; two are one that was typed."""
_NEW_ITEM: Final = re.compile(
    r"(?<![,–-])\s*<[bB][rR]\s?/?>\s*(?=\S)(?!(?:and|or|but|in|on|at|of|for|to|the|a|an|with|from|by|as|that|which|who|und|oder"
    r"|aber|im|am|an|auf|für|zu|der|die|das|den|mit|von|bei|dass|wo|et|ou|mais|dans|sur|de|du|des|la|le|les|un|une|avec"
    r"|pour|par|que|qui|y|o|pero|en|el|los|las|con|por|para|het|een|op|van|met|voor|a'r|ac|yn|ar|o'r|i'r|gyda)\b)",
)
"""A break in a cell behind which an item begins; before a word that goes on it only breaks the line."""
_PICTURE: Final = re.compile(r"\s*!\[[^\]]*\]\([^()]*\)\s*")
_ELEMENT: Final = re.compile(
    r" {0,3}</?(?:ul|ol|li|dl|table|div|details|summary|section|article|center|figure|p|h[1-6])\b[^<>]*>", re.IGNORECASE
)
_TO_A_HEADING: Final = re.compile(r"\[[^\[\]]+\]\(#[^()\s]+\)")
"""An entry of a table of contents."""
_DEFINITION: Final = re.compile(r"^( {0,3}):[ \t]+(?=\S)")
"""What is said of the term above it."""
_PRINTED: Final = re.compile(r"^[·•]", re.MULTILINE)

_ALL_STRONG: Final = re.compile(r"(\*\*|__)(?=\S)([^*_]+)\1\s*([:：]?)")


def looks_like_markdown(text: str) -> bool:
    """Whether ``text`` has headings, tasks or front matter as Markdown has them, and no printed bullets."""
    if _MARKDOWN.search(text) is None or _PRINTED.search(text) or is_own_text(text):
        return False
    return not looks_like_wiki(text)


def lines_of_markdown(text: str, names: ListNames) -> list[PaperLine]:
    """Return the lines of Markdown that are not blank, numbered from 1."""
    raws = [(number, raw) for number, raw in enumerate(_LINE_END.split(text), 1)]
    front, body = _front_matter(raws)
    own = is_counts(PaperLine(0, text.rstrip().rpartition("\n")[2]))
    return [*front, *with_dashes(list(_Body(names, own=own).lines(body)))]


def _front_matter(raws: Sequence[tuple[int, str]]) -> tuple[list[PaperLine], Sequence[tuple[int, str]]]:
    """What stands between two lines of dashes, or pluses, at the top is about the paper; its title is the paper's."""
    start = next((at for at, (_, raw) in enumerate(raws) if raw.strip("\ufeff \t")), 0)
    sign = raws[start][1].strip("\ufeff \t")
    if sign not in _FRONT_ENDS:
        return [], raws
    end = next((at for at, (_, raw) in enumerate(raws) if at > start and raw.strip() in _FRONT_ENDS[sign]), 0)
    inside = raws[start + 1 : end]
    first = next((raw for _, raw in inside if raw.strip()), "")
    if not _FRONT_PAIR.match(first) or not all(_FRONT_LINE.match(raw) for _, raw in inside):
        return [], raws
    return [line for number, raw in inside for line in _front_line(number, raw)], raws[end + 1 :]


def _front_line(number: int, raw: str) -> Iterator[PaperLine]:
    found = _FRONT_PAIR.match(raw)
    words = one_line(found[2]).strip("\"'") if found else ""
    if found and found[1].lower() == "title" and words:
        yield PaperLine(number, words, role=Role.TITLE)
    elif one_line(raw):
        yield PaperLine(number, one_line(raw), role=Role.NOTE)


_CALLOUT: Final = re.compile(r"\s*\[!(\w+)\][-+]?\s*(.*)")
"""The head of a quotation in a coloured box: "[!tip] Went well"."""


class _Body:
    """Goes through the text once; knows whether it is inside code, a comment or a table."""

    def __init__(self, names: ListNames, *, own: bool) -> None:
        self._names = names
        self._own = own
        self._typist = Typist(literal=True)
        self._gap = True
        self._fenced = self._commented = False
        self._above: PaperLine | None = None
        self._table: list[GridRow] = []
        self._page: list[str] = []

    def lines(self, raws: Sequence[tuple[int, str]]) -> Iterator[PaperLine]:
        for number, raw in _with_bars(raws):
            if self._is_of_a_page(raw):
                self._page.append(raw)
                continue
            yield from self._end_of_page(number)
            if self._is_verbatim(raw):
                yield from self._end_of_table()
                yield from _verbatim(number, raw)
            elif raw.lstrip().startswith("|"):
                self._table += [] if _TABLE_RULE.fullmatch(raw) else [GridRow(number, _cells(raw))]
            else:
                yield from self._end_of_table()
                yield from self._text(number, raw)
        yield from self._end_of_table()
        yield from self._end_of_page(raws[-1][0] + 1 if raws else 0)

    def _is_of_a_page(self, raw: str) -> bool:
        """Whether the line is part of a piece of a web page, which lasts from an element to a blank line."""
        begins = not (self._own or self._fenced or self._commented) and _ELEMENT.match(raw) is not None
        return raw.strip() != "" and (begins or bool(self._page))

    def _end_of_page(self, number: int) -> Iterator[PaperLine]:
        """Return the lines of the piece of a web page that ends above line ``number``."""
        page, self._page = self._page, []
        for line in lines_of_html("\n".join(page), self._names) if page else ():
            line.number += number - len(page) - 1
            yield line

    def _is_verbatim(self, raw: str) -> bool:
        """Whether the line is code or a comment, or begins or ends one."""
        if self._commented or (not self._fenced and raw.lstrip().startswith("<!--")):
            self._commented = "-->" not in raw
            return True
        if _FENCE.match(raw):
            self._fenced = not self._fenced
            return True
        return self._fenced

    def _end_of_table(self) -> list[PaperLine]:
        table, self._table = self._table, []
        if not table:
            return []
        self._names.see_families(table[0].cells)
        return lines_of_grid(table, self._names)

    def _text(self, number: int, raw: str) -> Iterator[PaperLine]:
        above, self._above = self._above, None
        if above and not above.glyph and not above.level and _UNDERLINE.fullmatch(raw):
            above.level = 1 if "=" in raw else 2
            self._gap = True
            return
        line = None if _RULE.fullmatch(raw) else self._line(number, raw)
        if line and line.text:
            line.gap, self._above = self._gap, line
            yield line
        self._gap = self._above is None

    def _line(self, number: int, raw: str) -> PaperLine:
        heading = _HEADING.match(raw)
        if heading:
            return PaperLine(
                number, one_line(plain(_without_closing_marks(raw[heading.end() :]))), level=len(heading[1])
            )
        words = _QUOTE.sub("", raw, count=1)
        callout = None if self._own else _CALLOUT.match(words)
        if callout:
            return PaperLine(number, one_line(plain(callout[2] or callout[1])), strong=True)
        if not self._own and _PICTURE.fullmatch(words):
            return PaperLine(number, one_line(plain(words)), role=Role.NOTE)
        if self._own and not _OWN_BULLET.match(words):
            return PaperLine(number, one_line(plain(words)))
        line = self._typist.line(number, _DEFINITION.sub(r"\1- ", words))
        if line.glyph and _TO_A_HEADING.fullmatch(line.text):
            return PaperLine(number, one_line(plain(line.text)), role=Role.LABEL)
        line.strong = not line.glyph and _ALL_STRONG.fullmatch(line.text) is not None
        text = _BREAK.sub(r"\1", line.text)
        line.text = one_line(plain(text))
        if line.glyph and not self._own and not self._is_label(line.text):
            said, line.is_unmarked = spoken(text)
            line.text = one_line(said)
        return line

    def _is_label(self, text: str) -> bool:
        """Whether marks in ``text`` set off a label, or a list's name: "**First step:** ask"."""
        name = text.partition(":")[0]
        known = field_of(text, hanging=True) or labelled_theme(text) or labelled_question(text)
        return bool(known or self._names.find(name))


def _with_bars(raws: Sequence[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    """Return ``raws`` where each row of a table has a bar at both ends: "a | b" is one above a rule with bars."""
    inside = bare = False
    for at, (number, raw) in enumerate(raws):
        below = raws[at + 1][1] if at + 1 < len(raws) else ""
        opens = "|" in raw and "|" in below and _TABLE_RULE.fullmatch(below) is not None
        bare = bare if inside else not raw.lstrip().startswith("|")
        inside = (inside or opens) and "|" in raw
        yield number, f"|{raw}|" if inside and bare else raw


def _without_closing_marks(words: str) -> str:
    bare = words.rstrip().rstrip("#")
    return bare if not bare or bare[-1].isspace() else words


def _verbatim(number: int, raw: str) -> Iterator[PaperLine]:
    """Code and comments are not part of the talk: they become notes, except the order that our own papers tell."""
    text = one_line(raw.replace("<!--", " ").replace("-->", " ")).strip()
    if order_said(text):
        yield PaperLine(number, text, role=Role.LABEL, kind=ORDER)
    elif any(sign.isalnum() for sign in text):
        yield PaperLine(number, text, role=Role.NOTE)


def _cells(raw: str) -> tuple[str, ...]:
    cells = _CELL_END.split(raw.strip().removeprefix("|").removesuffix("|"))
    return tuple(spoken(_NEW_ITEM.sub("\n", cell.strip()))[0] for cell in cells)
