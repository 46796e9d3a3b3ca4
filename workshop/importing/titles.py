"""Which line of a block begins the theme of what follows, or names a list that is not known, and how surely."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from workshop.importing.lines import PaperLine, Role
from workshop.importing.statistics import MARKED, PAIR, PLAIN, SURE, strength
from workshop.wording.dates import is_date
from workshop.wording.headings import (
    ends_a_sentence,
    has_sentences,
    is_particular,
    is_question,
    is_spaced,
    labelled_question,
)
from workshop.wording.listnames import plain_name

if TYPE_CHECKING:
    from workshop.importing.place import Place
    from workshop.importing.statistics import Part, Survey

_NAME_WORDS: Final = 4
_SHORT_WORDS: Final = 8
"""Words of a list's name that is not known, and of a title that is told by its place alone."""


def is_label(part: Part, survey: Survey, place: Place) -> bool:
    """Whether the last line of the block, right above cards, names a list that is not known here."""
    line = part.block[-1]
    if place.own:
        return line.gap and not line.indent
    if line.glyph:
        return False
    sure = strength(part.block, len(part.block) - 1, part.before)
    if sure not in {PLAIN, MARKED} or is_question(line.text) or is_spaced(line.text):
        return False
    if plain_name(line.text) in survey.labels:
        return place.in_theme or len(part.block) > 1
    heads = line.gap and part.after is not None and part.after.glyph != "" and not part.after.gap
    short = len(line.text.split()) <= (_SHORT_WORDS if heads else _NAME_WORDS) and (line.gap or line.strong)
    return bool(place.kinds) and ((short and place.in_theme) or line.text.endswith((":", "：")))


def heading_of(part: Part, survey: Survey, place: Place) -> int | None:
    """Return the place in the block of the line that begins the theme of what follows, ``None`` if none does."""
    sure = [strength(part.block, at, part.before) for at in range(len(part.block))]
    if not place.begun and len(sure) > 1 and not survey.is_dated and not place.own:
        sure = [0 if is_date(line.text) else each for each, line in zip(sure, part.block, strict=True)]
    best = max(sure)
    at = _last(sure, best)
    line = part.block[at]
    if place.level and place.card.number and labelled_question(line.text):
        again = part.after is not None and part.after.role is Role.LIST and part.after.kind in place.kinds
        return at if again and line.gap else None
    if not part.after:
        return at if best == SURE and is_spaced(line.text) else None
    if part.after.role is Role.LIST:
        return _own_heading(part) if place.own else _heading_of_list(part, sure, part.after, survey, place)
    if not place.begun:
        return _first_heading(sure, survey) if best else None
    if place.kinds:
        return at if best == SURE and (line.gap or is_spaced(line.text)) else None
    return at if best > PLAIN or (best and (line.gap or not place.card.number)) else None


def _own_heading(part: Part) -> int | None:
    """In our own text each theme's title has a blank line above it."""
    return max((at for at, line in enumerate(part.block) if line.gap and not line.indent), default=None)


def _heading_of_list(part: Part, sure: list[int], after: PaperLine, survey: Survey, place: Place) -> int | None:
    best = max(sure)
    at = _last(sure, best)
    if not place.in_theme and best < PAIR and not survey.leads_to_cards(place.at):
        return None
    bare = part.before is not None and part.before.role is Role.LIST
    beside = not after.certain and plain_name(after.text) not in place.names
    if (place.in_theme or bare) and (after.kind not in place.kinds or beside):
        fits = is_spaced(part.block[at].text) if bare else best >= max(survey.usual, PLAIN)
        sure_of = best == SURE and after.kind in place.kinds
        return at if fits and (part.block[at].gap or sure_of) else None
    if not best:
        return _by_its_place(part, place)
    if bare:
        return _last_heading(sure)
    return _later_heading(sure, survey) if place.begun else _first_heading(sure, survey)


def _by_its_place(part: Part, place: Place) -> int | None:
    """Right above a list that a theme begins with, even small letters may be a title."""
    line = part.block[-1]
    text = line.text
    is_said = ends_a_sentence(text) or has_sentences(text) or is_particular(text)
    fits = len(text.split()) <= _SHORT_WORDS and not is_said
    in_list = place.card.number > 0 or (part.before is not None and part.before.role is Role.LIST)
    return len(part.block) - 1 if fits and (line.gap or not in_list) else None


def _first_heading(sure: list[int], survey: Survey) -> int:
    """Above the first theme stands the paper's own title, which may look more like a theme than the theme."""
    at = _last(sure, max(sure))
    if at == 0 and sure[0] == PAIR and survey.asks_alone:
        return 1
    if at == 0 and 0 < survey.usual < sure[0] and sure[-1] >= survey.usual:
        return len(sure) - 1
    return at


def _later_heading(sure: list[int], survey: Survey) -> int:
    """Where questions stand below titles, the last of two plain lines is the question, mark or no mark."""
    at = _last(sure, max(sure))
    return at - 1 if sure[at] == PLAIN and at and sure[at - 1] and survey.asks_below else at


def _last_heading(sure: list[int]) -> int:
    """Below cards without a glyph, any of which may look like a title, the title is the last line that can be one."""
    last = max(at for at, each in enumerate(sure) if each)
    return last - 1 if last and sure[last - 1] == PAIR else last


def _last(sure: list[int], value: int) -> int:
    return len(sure) - 1 - sure[::-1].index(value)
