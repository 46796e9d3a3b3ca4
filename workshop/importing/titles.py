"""How surely a line is the title of a theme, from its words and its neighbours."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from workshop.importing.fieldnames import field_of, is_plain_label
from workshop.importing.lines import PaperLine, Role
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

if TYPE_CHECKING:
    from collections.abc import Sequence

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


def hangs(line: PaperLine, card: PaperLine) -> bool:
    """Whether ``line`` is indented under ``card``, a line with a glyph."""
    return card.number > 0 and line.indent > card.indent


def is_field(line: PaperLine) -> bool:
    """Whether ``line`` is a labelled detail of a card and could not be a theme's title as well.

    French puts a blank before each colon, as some people do in titles: then a label that says more than
    "Place" is needed, or a line close to its card.
    """
    found = field_of(line.text)
    if not found or is_question(line.text):
        return False
    return not is_spaced(line.text) or not line.gap or line.indent > 0 or is_plain_label(*found[:2])


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
