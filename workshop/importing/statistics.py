"""A paper as blocks between lists, the habits of whoever wrote it, and how surely a line is a title."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from workshop.importing.fieldnames import hangs, is_field
from workshop.importing.lines import PaperLine, Role, is_numbered
from workshop.wording.dates import is_date
from workshop.wording.headings import (
    asks,
    is_link,
    is_lower,
    is_numbered_theme,
    is_particular,
    is_question,
    is_spaced,
    is_title_like,
    labelled_question,
    labelled_theme,
    split_heading,
)
from workshop.wording.listnames import plain_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

PLAIN, MARKED, PAIR, SURE = 1, 2, 3, 4
"""By its shape; by a mark such as bold or a colon; by the question under it; by its own question or label."""
LINES_OF_A_TITLE: Final = 5
"""Lines over which a title and its question may run."""
_LABEL_WORDS: Final = 2
"""Words of a label such as "Table 4", which is not a title yet."""
_WRAPPED_FROM: Final = 30
"""Characters of a line from which a small letter below it goes on from it."""
_LONGEST: Final = 300
"""Characters of a title and its question on one line; anything longer is text."""
_BROKEN: Final = 5
"""Lines that go on with a small letter from which on a paper's lines are broken at one width."""
_INSIDE: Final = frozenset({Role.UNKNOWN, Role.QUESTION})


class Part(NamedTuple):
    """A block, which may be empty, with the line before and the line after it; none at the paper's ends."""

    before: PaperLine | None
    block: list[PaperLine]
    after: PaperLine | None


class Survey:
    """A paper's ``parts``, and the habits of whoever wrote it.

    ``labels`` are names that stand right above cards more than once, and at least once under a heading: lists
    of a kind not known. ``usual`` is how surely later themes' titles can be told, 0 to ``SURE``; ``asks_below``
    tells that questions stand below titles, ``asks_alone`` that they stand without; ``list_levels`` are the
    ranks of lists' names; ``has_parts`` tells that the highest rank of headings stands more than once; ``is_dated``
    that dates stand above several lists, as themes may be called.
    """

    def __init__(self, lines: Sequence[PaperLine]) -> None:
        self.parts = list(_parts(lines))
        self.labels = _repeated_labels(self.parts)
        strengths = list(_later_strengths(self.parts))
        self.usual = min((sure for sure in strengths if sure), default=0)
        self.asks_below = PAIR in strengths
        self.asks_alone = any(
            part.before and part.after and len(part.block) == 1 and asks(part.block[0].text) for part in self.parts
        )
        self.is_dated = sum(any(is_date(line.text) for line in part.block) for part in self.parts) > 1
        self._page = _page_width(lines)
        ranks = [line.level for line in lines if line.level and line.role is not Role.LIST]
        self.has_parts = ranks.count(min(ranks, default=0)) > 1
        self.list_levels = {line.level for line in lines if line.role is Role.LIST and line.level}

    def is_full(self, line: PaperLine, after: PaperLine) -> bool:
        """Whether the first word of ``after`` found no place at the end of ``line``, on a page that breaks lines."""
        return 0 < self._page < _width(line) + 1 + len(after.text.partition(" ")[0])

    def leads_to_cards(self, at: int) -> bool:
        """Whether cards follow block ``at`` before the next: what stands above "Attendees" is not a theme."""
        for index in range(at, len(self.parts)):
            part = self.parts[index]
            if part.block and index > at:
                break
            if part.after and part.after.role is Role.LIST and part.after.kind:
                return True
        return plain_name(self.parts[at].block[-1].text) in self.labels


def _width(line: PaperLine) -> int:
    return line.indent + len(line.whole)


def _page_width(lines: Sequence[PaperLine]) -> int:
    """Return the columns at which a paper's lines were broken; 0 where they were not."""
    broken = [
        _width(line)
        for line, after in pairwise(lines)
        if not (after.gap or after.glyph or after.level) and is_lower(after.text)
    ]
    widest = max(map(_width, lines), default=0)
    return widest if len(broken) >= _BROKEN and max(broken) >= widest * 0.9 else 0


def _parts(lines: Sequence[PaperLine]) -> Iterator[Part]:
    """Part ``lines``; each line outside a block is after one, once."""
    before: PaperLine | None = None
    block: list[PaperLine] = []
    for line in lines:
        if line.role in _INSIDE:
            block.append(line)
        else:
            yield Part(before, block, line)
            before, block = line, []
    yield Part(before, block, None)


def _repeated_labels(parts: Sequence[Part]) -> set[str]:
    opening = [part.block for part in parts if part.block and part.after and part.after.role is Role.CARD]
    above = [block for block in opening if not is_numbered(block[-1])]
    counts = Counter(plain_name(block[-1].text) for block in above if is_title_like(block[-1].text))
    under = {plain_name(block[-1].text) for block in above if len(block) > 1}
    again = {name for name, count in counts.items() if count > 1}
    return again if again & under else set()


def _later_strengths(parts: Sequence[Part]) -> Iterator[int]:
    """How surely a title can be told above each list that begins a theme, but the first."""
    first = next((part.after.kind for part in parts if part.after and part.after.role is Role.LIST), "")
    for before, block, after in parts:
        if before and block and after and after.role is Role.LIST and after.kind == first:
            yield max(strength(block, at, before) for at in range(len(block)))


def strength(block: Sequence[PaperLine], at: int, before: PaperLine | None) -> int:
    """Return 0 to ``SURE`` for line ``at`` of ``block``; ``before`` is the line above the block."""
    line = block[at]
    if at + 1 < len(block) and is_link(block[at + 1].text) and not block[at + 1].gap:
        return 0
    card = before if before and before.role in {Role.CARD, Role.DETAIL} else None
    if line.role is Role.QUESTION or len(line.text) > _LONGEST or is_particular(line.text):
        return 0
    if card and (hangs(line, card) or is_field(line)):
        return 0
    if at and not line.gap and is_lower(line.text) and len(block[at - 1].text) >= _WRAPPED_FROM:
        return 0
    below = next((under for under in range(at + 1, len(block)) if not is_particular(block[under].text)), None)
    asked = below is not None and (block[below].role is Role.QUESTION or asks(_joined(block, below)))
    goes_on = card is not None and not line.gap and len(card.text) > _LONGEST
    return _by_words(line, _joined(block, at), asked=asked, goes_on=goes_on)


def _by_words(line: PaperLine, text: str, *, asked: bool, goes_on: bool) -> int:
    if is_lower(text) and not is_spaced(text):
        return SURE if labelled_theme(text) else 0
    if labelled_theme(text):
        return SURE
    question = "" if labelled_question(text) else split_heading(text)[1]
    if question:
        return SURE if is_question(question) else MARKED
    if is_numbered_theme(text) and len(text.split()) > _LABEL_WORDS:
        return SURE
    if is_title_like(text) and asked:
        return PAIR
    plain = PLAIN if (is_title_like(text) or is_question(text)) and not goes_on else 0
    return MARKED if line.strong or text.isupper() else plain


def _joined(block: Sequence[PaperLine], at: int) -> str:
    """The line and those that go on from it, broken because it was full."""
    text = block[at].text
    for line in block[at + 1 : at + 1 + LINES_OF_A_TITLE]:
        if line.gap or not is_lower(line.text) or len(text) > _LONGEST:
            break
        text = f"{text} {line.text}"
    return text
