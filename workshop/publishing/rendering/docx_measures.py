"""How much of a page words take in our own layout: a contents table names pages before Word counts them.

Letters are measured as Arial has them and lines are broken between words. Our styles have space before and
none after, but over a table and in it: programs differ in whether the two add up.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

POINTS_PER_PAGE: Final = 705.8
"""The height of our text: A4 is 841.9 points high, less two margins of 68.05 points."""


class Measure(NamedTuple):
    """A style of ours in points: its letters, its lines, their width, and the space before and after.

    ``keeps_next`` and ``whole`` say that it stays with the next paragraph, and that it is never divided.
    """

    size: float
    line: float
    width: float
    before: float
    after: float = 0
    keeps_next: bool = False
    whole: bool = False


class Extent(NamedTuple):
    """What an element takes: lines of so many points, and space before and after; the rest as in ``Measure``.

    ``head`` are the points that a table's first row takes again where this row begins a page.
    """

    lines: int
    line: float
    before: float
    after: float
    keeps_next: bool = False
    whole: bool = False
    head: float = 0

    @property
    def points(self) -> float:
        """The height in points."""
        return self.before + self.lines * self.line + self.after


_BODY: Final = Measure(11, 14.5, 453.5, 6)
_MEASURES: Final[Mapping[str, Measure]] = {
    "title": Measure(25, 28.95, 453.5, 0, 5, keeps_next=True),
    "particulars": _BODY._replace(before=3),
    "toc heading": Measure(18, 22.4, 453.5, 24, 6, keeps_next=True),
    "toc 1": Measure(10, 11.5, 453.5, 1),
    "heading 1": Measure(18, 20.5, 453.5, 24, keeps_next=True, whole=True),
    "heading 2": Measure(13.8, 15.7, 453.5, 16, keeps_next=True, whole=True),
    "question": Measure(13, 17.18, 453.5, 3, keeps_next=True, whole=True),
    "list bullet": Measure(11, 14.5, 436.5, 5),
    "card detail": Measure(10, 12.37, 436.5, 1, whole=True),
    "vote rule": _BODY._replace(after=6, keeps_next=True),
    "vote cell": Measure(10.5, 12.68, 254.5, 2.5, 3, whole=True),
    "vote number": Measure(10.5, 12.68, 254.5, 2.5, 3, whole=True),
    "glossary entry": _BODY._replace(before=4, whole=True),
}
"""By style; a bold letter counts as a larger one. A row's rule is in the space after it."""

_WIDTHS: Final = {
    letter: width
    for width, letters in {
        191: "'",
        222: "ijl‘’",
        260: "|",
        278: " !,./:;I[\\]ft",
        333: "()-`r“”",
        334: "{}",
        355: '"',
        389: "*",
        469: "^",
        500: "Jcksvxyz",
        584: "+<=>~",
        611: "FTZ",
        667: "&ABEKPSVXY",
        722: "CDHNRUw",
        778: "GOQ",
        833: "Mm",
        889: "%",
        944: "W",
        1000: "—…",
        1015: "@",
    }.items()
    for letter in letters
}
"""Thousandths of its size that a letter of Arial is wide, by its font metrics."""

_OTHER_LETTER: Final = 556
"""Most letters, and every figure, are as wide as this."""

_LINES_TOGETHER: Final = 2
"""Lines of a divided paragraph that stand on each of its pages at least: widow control."""


def extent(style: str, text: str, *, keeps_next: bool = False) -> Extent:
    """Return what ``text`` takes in our style of that name."""
    own = _MEASURES.get(style.lower(), _BODY)
    lines = count_lines(text, 1000 * own.width / own.size)
    return Extent(lines, own.line, own.before, own.after, keeps_next or own.keeps_next, own.whole)


def count_lines(text: str, room: float) -> int:
    """Count the lines of ``text``, broken between words where ``room`` thousandths of the letter size end."""
    lines, used = 1, 0.0
    for word in text.split(" "):
        width = sum(_WIDTHS.get(letter, _OTHER_LETTER) for letter in word)
        if used and used + width > room:
            lines, used = lines + 1, 0.0
        more, width_left = divmod(width, room)
        lines += int(more)
        used += width_left + _WIDTHS[" "]
    return lines


def count_pages(extents: Iterable[Extent]) -> int:
    """Count the pages that the elements fill from the top of one, kept together as they ask."""
    return max((end for _, end in _pages(extents)), default=1)


def first_pages(extents: Iterable[Extent]) -> Iterator[int]:
    """Return for each element the page that it begins on, when all stand one after the other from page 1."""
    return (start for start, _ in _pages(extents))


def _pages(extents: Iterable[Extent]) -> Iterator[tuple[int, int]]:
    """Return for each element the pages on which it, and all that stays with it, begins and ends."""
    used, page = 0.0, 1
    for chain in _chains(extents):
        height = sum(each.points for each in chain)
        start = page
        if used + height - chain[-1].after <= POINTS_PER_PAGE:
            used += height
        else:
            above = _lines_that_fit(chain, POINTS_PER_PAGE - used)
            rest = height - chain[0].before + chain[0].head
            if above:
                rest = (chain[-1].lines - above) * chain[-1].line + chain[-1].after
            more, used = divmod(rest, POINTS_PER_PAGE)
            page += 1 + int(more)
            start += 0 if above else 1
        yield from ((start, page) for _ in chain)


def _chains(extents: Iterable[Extent]) -> Iterator[Sequence[Extent]]:
    """Part the elements into runs that stay together."""
    chain: list[Extent] = []
    for each in extents:
        chain.append(each)
        if not each.keeps_next:
            yield chain
            chain = []
    if chain:
        yield chain


def _lines_that_fit(chain: Sequence[Extent], room: float) -> int:
    """Count the lines of the last paragraph that stay on a page with ``room``; no line stands alone."""
    last = chain[-1]
    left = room - sum(each.points for each in chain[:-1]) - last.before
    fitting = min(int(left // last.line), last.lines - _LINES_TOGETHER)
    return 0 if last.whole or fitting < _LINES_TOGETHER else fitting
