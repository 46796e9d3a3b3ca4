"""Web pages into lines: headings, lists, tables, paragraphs; nothing is fetched, run or shown."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Final

from workshop.importing.grid import lines_of_grid
from workshop.importing.lines import ORDER, PaperLine, Role
from workshop.importing.readers.emphasis import BOLD, PLAIN, SLANTED, STRUCK, Emphasis, MarkedWords
from workshop.importing.readers.html_marks import UNSEEN, box_of, ended_by, look_of, without_entities
from workshop.importing.readers.text import Typist, lines_of_text
from workshop.importing.tables import GridRow, row_of
from workshop.model.text import one_line
from workshop.wording.closings import order_said
from workshop.wording.document_words import words_for

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workshop.wording.listnames import ListNames

_PAGE: Final = re.compile(r"\s*(?:<!doctype html|<html|<\?xml[^>]*\?>\s*<(?:!doctype )?html|<!--)", re.IGNORECASE)
_BEFORE: Final = re.compile(
    r"(?:\s*<(script|style|link|meta)\b[^<>]*>(?:(?<!/>).*?</\1\s*>)?)+", re.IGNORECASE | re.DOTALL
)
"""What a piece of a page may begin with that is not shown."""
_PIECE: Final = re.compile(
    r"\s*<(?:h[1-6]|ul|ol|p|div|table|section|article|main|body|header|span|b|strong|meta)\b[^<>]*>", re.IGNORECASE
)
_CLOSED: Final = re.compile(r"</(?:h[1-6]|ul|ol|li|p|div|table)\s*>", re.IGNORECASE)
_BREAKS: Final = re.compile(r"<br\s?/?>[ \t]*$", re.IGNORECASE | re.MULTILINE)
_BROKEN: Final = re.compile(r"\s*\n\s*")
_HEADING: Final = re.compile(r"h([1-6])")

_HIDDEN: Final = frozenset({"script", "style", "template", "noscript", "svg", "math", "iframe", "object"})
_VERBATIM: Final = frozenset({"pre", "figcaption", "caption"})
_BLOCKS: Final = frozenset(
    (
        *("p", "div", "section", "article", "main", "header", "footer", "body", "html", "blockquote", "figure"),
        *("fieldset", "form", "address", "hr", "br", "dl", "ul", "ol", "li", "dt", "dd", "table", "tr", "td", "th"),
        *("thead", "tbody", "tfoot", "caption", "figcaption", "pre", "nav", "title", "h1", "h2", "h3", "h4", "h5"),
        *("h6", "option", "summary", "details"),
    )
)
_EMPTY: Final = frozenset({"br", "hr", "img", "input", "meta", "link", "wbr", "col", "source", "area", "base"})
_DEPTH: Final = re.compile(r"\blst-kix_\w+-(\d)\b")
"""How deep a list stands, in the pages that Google Docs writes: there no list is within another."""
_CLASS: Final = re.compile(r"\.([\w-]{1,60})\s{0,9}\{([^{}]{0,500})\}")
_LONGEST_STYLES: Final = 200_000
"""Characters of a page's styles that are looked into."""
_QUESTION: Final = "question"
"""The class of a paragraph, in our own pages, that asks a theme's question."""
_LONGEST_NUMBER: Final = 4
_DEEPEST: Final = 200
"""Elements within one another; a page that a person wrote has a few dozen."""


def looks_like_html(text: str) -> bool:
    """Whether ``text`` is a web page, or a piece of one: it begins with an element and closes some, or breaks lines."""
    unseen = _BEFORE.match(text)
    piece = _PIECE.match(text, unseen.end() if unseen else 0)
    if _PAGE.match(text) or (piece and _CLOSED.search(text)):
        return True
    breaks = len(_BREAKS.findall(text))
    return breaks > 1 and breaks * 2 >= sum(not line.isspace() for line in text.splitlines())


def lines_of_html(text: str, names: ListNames) -> list[PaperLine]:
    """Return the lines of a page; numbers are those of the source's lines. One that only frames a text is that text."""
    page = _Page(names)
    page.feed(without_entities(text))
    page.close()
    page.end_block()
    page.emphasis.settle()
    if page.typed and all(line.role is Role.NOTE for line in page.lines):
        page.lines = lines_of_text("\n".join(page.typed[number] for number in range(1, max(page.typed) + 1)), names)
    return page.titled()


@dataclass(slots=True)
class _List:
    """A list that is open: whether its items count, how many there were, and how deep it says that it stands."""

    counts: bool
    items: int = 0
    depth: int = 0


@dataclass(slots=True)
class _Table:
    """A table that is open: its rows, and the cells of the one that is being read."""

    rows: list[GridRow] = field(default_factory=list)
    cells: list[list[str]] = field(default_factory=list)
    spans: list[str | None] = field(default_factory=list)
    line: int = 0


class _Page(HTMLParser):
    """Gathers words until an element ends the line they stand on."""

    def __init__(self, names: ListNames) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[PaperLine] = []
        self.typed: defaultdict[int, str] = defaultdict(str)
        self._names = names
        self._typist = Typist(literal=True)
        self._open: list[str] = []
        self._lists: list[_List] = []
        self._tables: list[_Table] = []
        self._words: list[str] = []
        self._strong: list[bool] = []
        self._runs: list[MarkedWords] = []
        self._looks: list[str] = []
        self._styles: dict[str, str] = {}
        self.emphasis = Emphasis()
        self._title: PaperLine | None = None
        self._term = ""
        self._glyph = ""
        self._order = ""
        self._asks = False
        self._at = 1
        self._gap = True

    def titled(self) -> list[PaperLine]:
        """Return the lines, below the page's own title where no heading stands for it."""
        headed = self._title is None or any(line.level == 1 for line in self.lines)
        return self.lines if headed or self._title is None else [self._title, *self.lines]

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        if not self._words and (tag == "input" or (self._glyph and tag in {"div", "span", "label"})):
            self._glyph = box_of(dict(attrs)) or self._glyph
        if tag == "img":
            self._picture(dict(attrs).get("alt") or "")
        if tag in _BLOCKS and not (tag == "br" and self._lists):
            self.end_block(broken=tag == "br")
        elif tag == "br":
            self._words.append(" ")
        if ended := ended_by(tag, self._open):
            self.handle_endtag(ended)
        if tag in _EMPTY or len(self._open) >= _DEEPEST:
            return
        self._open.append(tag)
        self._looks.append(look_of(tag, dict(attrs), self._styles))
        self._begin(tag, dict(attrs))
        self._asks = self._asks or (tag == "p" and dict(attrs).get("class") == _QUESTION)

    def _begin(self, tag: str, attrs: dict[str, str | None]) -> None:
        if tag in {"ul", "ol"}:
            deep = _DEPTH.search(attrs.get("class") or "")
            start = attrs.get("start") or "1"
            before = int(start) - 1 if start.isdecimal() and len(start) < _LONGEST_NUMBER else 0
            self._lists.append(_List(tag == "ol", before, depth=int(deep[1]) if deep else 0))
        elif tag == "li":
            items = self._lists[-1] if self._lists else _List(counts=False)
            items.items += 1
            self._glyph = box_of(attrs) or (f"{items.items}." if items.counts else "•")
        elif tag == "section":
            self._order = attrs.get("data-order") or ""
        elif tag == "table":
            self._tables.append(_Table())
        elif tag == "tr" and self._tables:
            self._tables[-1].cells, self._tables[-1].spans = [], []
            self._tables[-1].line = self.getpos()[0]
        elif tag in {"td", "th"} and self._tables:
            self._tables[-1].cells.append([])
            self._tables[-1].spans.append(attrs.get("colspan"))

    def handle_endtag(self, tag: str) -> None:
        if tag in _BLOCKS:
            self.end_block()
        if tag not in self._open:
            return
        while (last := self._open.pop()) != tag:
            self._looks.pop()
            self._end(last)
        self._looks.pop()
        self._end(tag)

    def _end(self, tag: str) -> None:
        if tag in {"ul", "ol"} and self._lists:
            self._lists.pop()
            self._glyph = ""
        elif tag == "section" and self._order:
            labels = words_for("en").labels
            order = labels.pair(labels.order, self._order)
            self.lines += [PaperLine(self.getpos()[0], order, role=Role.LABEL, kind=ORDER)] if order_said(order) else []
            self._order = ""
        elif tag == "tr" and self._tables:
            table = self._tables[-1]
            if table.cells:
                cells = [("\n".join(cell), span) for cell, span in zip(table.cells, table.spans, strict=True)]
                table.rows.append(row_of(table.line, cells, self._names))
                table.cells = []
        elif tag == "table" and self._tables:
            self.lines += lines_of_grid(self._tables.pop().rows, self._names)
            self._gap = True

    def handle_data(self, data: str) -> None:
        if "style" in self._open:
            self._styles |= dict(_CLASS.findall(data[:_LONGEST_STYLES]))
        if _HIDDEN.intersection(self._open) or UNSEEN in self._looks:
            return
        if "pre" in self._open:
            for at, raw in enumerate(data.splitlines()):
                self._note(raw, self.getpos()[0] + at)
                self.typed[self.getpos()[0] + at] += raw
            return
        if data.strip():
            if not self._words:
                self._at = self.getpos()[0] + data[: len(data) - len(data.lstrip())].count("\n")
            mark = next((mark for mark in (STRUCK, BOLD, SLANTED) if mark in self._looks), PLAIN)
            self._strong.append(BOLD in self._looks)
            self._runs.append(MarkedWords(data, mark))
        elif self._runs:
            self._runs.append(MarkedWords(data, self._runs[-1].mark))
        self._words.append(data)

    def _picture(self, alt: str) -> None:
        if alt.strip() and not self._tables:
            self.end_block()
            self._note(alt, self.getpos()[0])

    def _note(self, text: str, number: int) -> None:
        if one_line(text):
            self.lines.append(PaperLine(number, one_line(text), gap=True, role=Role.NOTE))
            self._gap = True

    def end_block(self, *, broken: bool = False) -> None:
        """Make a line of the words gathered so far; one that was only ``broken`` goes on below."""
        text, strong = one_line(_BROKEN.sub(" ", "".join(self._words))), bool(self._strong) and all(self._strong)
        runs, before = self._runs, len(self.lines)
        self._words, self._strong, self._runs = [], [], []
        if text:
            self._settle(text, strong=strong)
            self._asks = False
            if len(self.lines) > before and any(run.mark for run in runs) and not self.lines[-1].level:
                self.emphasis.note(self.lines[-1], runs)
        self._gap = self._gap if not text else not broken

    def _settle(self, text: str, *, strong: bool) -> None:
        heading = next((found for tag in reversed(self._open) if (found := _HEADING.fullmatch(tag))), None)
        if self._tables and self._tables[-1].cells:
            self._tables[-1].cells[-1].append(text)
        elif "title" in self._open:
            self._title = PaperLine(self._at, text, role=Role.TITLE)
        elif "nav" in self._open:
            self.lines.append(PaperLine(self._at, text, role=Role.LABEL))
        elif _VERBATIM.intersection(self._open):
            self._note(text, self._at)
        elif heading:
            self.lines.append(PaperLine(self._at, text, gap=True, level=int(heading[1])))
        elif self._asks:
            self.lines.append(PaperLine(self._at, text, gap=True, role=Role.QUESTION))
        elif "dt" in self._open:
            self._term = text
        elif "dd" in self._open:
            self._pair(text)
        else:
            self._plain(text, strong=strong)

    def _pair(self, text: str) -> None:
        words = f"{self._term}: {text}" if self._term else text
        self._term = ""
        if self._lists:
            self.lines.append(PaperLine(self._at, words, "-", indent=2 * len(self._lists) + 2))
        else:
            self.lines.append(PaperLine(self._at, words, gap=True))

    def _plain(self, text: str, *, strong: bool) -> None:
        indent = 2 * (len(self._lists) + (self._lists[-1].depth if self._lists else 0))
        if self._glyph:
            self.lines.append(PaperLine(self._at, text, self._glyph, indent, gap=self._gap))
            self._glyph = ""
        elif self._lists:
            self.lines.append(PaperLine(self._at, text, indent=indent + 2))
        else:
            line = self._typist.line(self._at, text)
            line.gap, line.strong = self._gap, strong and not line.glyph
            if line.text:
                self.lines.append(line)
            elif line.glyph.strip(".()").isalnum():
                self._note(line.glyph, self._at)
