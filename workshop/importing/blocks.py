"""What stands between lists: which lines begin a theme, ask its question, go on from a card, or are notes.

A block is a run of lines that are neither cards nor list names. What it means depends on what comes before
and after it: above a list stands a title, inside a list a line goes on.
"""

from __future__ import annotations

from itertools import dropwhile, pairwise, takewhile
from typing import TYPE_CHECKING, Final

from workshop.importing.continuations import goes_on_from
from workshop.importing.fieldnames import hangs
from workshop.importing.lines import ASIDE, USUAL, PaperLine, Role, is_numbered
from workshop.importing.own_papers import name_list
from workshop.importing.place import Place, is_detail, sort_of_glyph
from workshop.importing.statistics import LINES_OF_A_TITLE, SURE, Part, Survey, strength
from workshop.importing.titles import heading_of, is_label
from workshop.wording.dates import is_date
from workshop.wording.headings import (
    ends_a_sentence,
    has_sentences,
    is_lower,
    is_numbered_theme,
    is_particular,
    is_question,
    is_spaced,
    is_title_like,
    labelled_question,
    own_theme,
    split_heading,
)
from workshop.wording.listnames import plain_name

if TYPE_CHECKING:
    from collections.abc import Sequence

_FULL: Final = 45
"""Characters from which a line may have been broken because the page was narrow."""
_END: Final = 2_000
"""Characters of a card's end, in which a bracket that is still open is looked for."""


def settle(lines: Sequence[PaperLine], *, own: bool) -> None:
    """Return every unknown line of ``lines`` its role; ``own`` says that the paper is one of our exports."""
    _Settler([line for line in lines if line.role not in ASIDE], own=own).settle()


class _Settler:
    """Goes through a paper once, and knows the theme it is in."""

    def __init__(self, lines: Sequence[PaperLine], *, own: bool) -> None:
        self._survey = Survey(lines)
        self._highest = min((line.level for line in lines if line.level and line.role is not Role.TITLE), default=0)
        self._place = Place(own, titled=any(line.role is Role.TITLE for line in lines))

    def settle(self) -> None:
        """Return the unknown lines their roles, from first to last."""
        for at, part in enumerate(self._survey.parts):
            self._place.at = at
            if part.block:
                self._settle_block(part)
            if part.after:
                self._pass(part.after)

    def _pass(self, line: PaperLine) -> None:
        place = self._place
        if line.role is Role.THEME:
            self._begin(line)
        elif line.role is Role.LIST:
            place.kinds.add(line.kind)
            place.names.add(plain_name(line.text))
            place.kind, place.last, place.glyphs = line.kind, None, set()
        elif line.role is Role.CARD:
            if is_detail(line, place):
                line.role = Role.DETAIL
            else:
                place.card = line
                place.glyphs.add(sort_of_glyph(line))
            place.last = line
        place.begun = place.begun or line.role in {Role.LIST, Role.CARD}

    def _begin(self, line: PaperLine) -> None:
        place = self._place
        line.role = Role.THEME
        labelled = "" if line.level or not place.own else own_theme(line.text)
        line.is_parted = line.is_parted or bool(labelled) or (place.own and line.level > 0)
        line.text = labelled or line.text
        place.above = [head for head in place.above if head.level < line.level]
        place.parent = place.parent if is_numbered(line) else None
        line.parent = place.above[-1] if place.above else place.parent or line.parent
        place.level = line.level
        place.kinds, place.names, place.glyphs = set(), set(), set()
        place.card, place.kind, place.last = PaperLine(0, ""), "", None
        place.begun = place.in_theme = True

    def _settle_block(self, part: Part) -> None:
        before, block, after = part
        if after and after.role is Role.THEME and not self._place.begun:
            self._settle_front(block)
        elif before and before.role is Role.THEME and block[0].role is Role.QUESTION:
            block[0].is_parted = True
            _note(block[1:])
        elif any(line.level for line in block):
            self._settle_ranked(part)
        elif after and after.role is Role.CARD and is_label(part, self._survey, self._place):
            self._settle_label(part)
        else:
            self._settle_heading(part)

    def _settle_label(self, part: Part) -> None:
        *above, label = part.block
        self._name_list(label)
        if above:
            self._settle_block(Part(part.before, above, label))
        self._pass(label)

    def _name_list(self, line: PaperLine) -> None:
        if self._place.own:
            name_list(line)
        else:
            line.role, line.kind = Role.LIST, USUAL

    def _settle_heading(self, part: Part) -> None:
        place = self._place
        inside = not place.own and (place.card.number > 0 if place.in_theme else place.titled and not place.begun)
        at = None if inside and part.after and part.after.level else heading_of(part, self._survey, place)
        if at is None:
            self._settle_rest(*part)
            return
        above = part.block[:at]
        if above:
            self._settle_above(above, part.before)
        self._begin(part.block[at])
        self._settle_under(part.block[at], part.block[at + 1 :], part.after)

    def _settle_ranked(self, part: Part) -> None:
        before, block, after = part
        heads = [at for at, line in enumerate(block) if line.level]
        last, under = block[heads[-1]], block[heads[-1] + 1 :]
        self._settle_above(block[: heads[0]], before)
        for at, end in pairwise(heads):
            self._settle_section(block[at], block[at + 1 : end], block[end], last)
        if self._is_unknown_list(last):
            self._name_list(last)
            self._pass(last)
            self._settle_rest(last, under, after)
        elif after or under or self._is_empty_theme(last):
            self._begin(last)
            self._settle_under(last, under, after)
        else:
            last.role = Role.NOTE if self._place.titled or self._place.begun else Role.TITLE

    def _settle_section(self, line: PaperLine, under: Sequence[PaperLine], below: PaperLine, last: PaperLine) -> None:
        """A heading with another heading under it, and no card between."""
        is_part = not self._place.own and self._survey.has_parts and below.level > line.level
        is_above = self._is_above_a_list(line, below) and not split_heading(below.text)[1]
        if not self._place.begun and not self._place.titled and not is_part and not is_above:
            self._settle_front([line, *under])
        elif (line.level == last.level and self._is_empty_theme(line)) or self._is_above_a_list(line, below):
            self._begin(line)
            self._settle_under(line, under, None)
        else:
            self._place.above = [*(head for head in self._place.above if head.level < line.level), line]
            _note([line, *under])

    def _is_above_a_list(self, line: PaperLine, below: PaperLine) -> bool:
        return below.level in self._survey.list_levels and line.level < below.level

    def _is_empty_theme(self, line: PaperLine) -> bool:
        beside_another = self._place.in_theme and line.level == self._place.level
        ours = self._place.own and line.level == self._highest
        return beside_another or ours or bool(split_heading(line.text)[1])

    def _is_unknown_list(self, line: PaperLine) -> bool:
        """Whether a heading under a theme stands where its other lists' names stand."""
        deeper = self._place.in_theme and line.level > self._place.level > 0 and not split_heading(line.text)[1]
        return deeper and (
            self._place.own or line.level in self._survey.list_levels or plain_name(line.text) in self._survey.labels
        )

    def _settle_above(self, lines: Sequence[PaperLine], before: PaperLine | None) -> None:
        """Lines above a heading: the paper's front, empty themes, or what still belongs to the last card."""
        if not self._place.begun:
            self._settle_front(lines)
            return
        start, above = 0, before
        for at, line in enumerate(lines):
            if line.gap and is_spaced(line.text) and strength(lines, at, before) == SURE:
                self._settle_rest(above, lines[start:at], line)
                self._begin(line)
                start, above = at + 1, line
        self._settle_rest(above, lines[start:], None)

    def _settle_front(self, lines: Sequence[PaperLine]) -> None:
        """The first line that could be one is the title, the next the subtitle; the rest are notes."""
        under = list(lines)
        _note(lines)
        while under and not self._place.titled:
            line = under.pop(0)
            if not (is_particular(line.text) or ends_a_sentence(line.text) or has_sentences(line.text)):
                line.role, self._place.titled = Role.TITLE, True
        if under and is_title_like(under[0].text) and not is_particular(under[0].text) and ": " not in under[0].text:
            under[0].role = Role.SUBTITLE

    def _settle_under(self, heading: PaperLine, under: Sequence[PaperLine], after: PaperLine | None) -> None:
        """Lines below a theme's title: the rest of it, its question, then notes."""
        at = 0
        while at < len(under) and under[at].role is Role.UNKNOWN and _is_wrapped(under[at]):
            under[at].role = Role.MORE
            at += 1
        text = " ".join(line.text for line in (heading, *under[: min(at, LINES_OF_A_TITLE)]))
        rest = under[at:]
        _note(rest)
        if not self._place.own:
            labelled = next((at for at, line in enumerate(rest) if labelled_question(line.text)), None)
            rest = (
                rest[labelled:]
                if labelled is not None
                else list(dropwhile(lambda line: line.role is Role.NOTE and is_particular(line.text), rest))
            )
        for line in rest[: self._question_lines(rest, after, asked=bool(split_heading(text)[1]))]:
            line.is_parted = line.role is Role.QUESTION or (self._place.own and heading.level > 0)
            line.role = Role.QUESTION

    def _question_lines(self, rest: Sequence[PaperLine], after: PaperLine | None, *, asked: bool) -> int:
        if not rest:
            return 0
        if labelled_question(rest[0].text) and not self._place.own:
            return 1 + sum(1 for _ in takewhile(_is_wrapped, rest[1:]))
        if rest[0].role is Role.QUESTION or labelled_question(rest[0].text) or (self._place.own and rest[0].level == 0):
            return 1
        if asked or is_particular(rest[0].text):
            return 0
        for at, line in enumerate(rest):
            if at and line.gap:
                break
            if is_question(line.text):
                return at + 1
            if ends_a_sentence(line.text):
                break
        alone = len(rest) == 1 and after is not None and after.role is Role.LIST
        return 1 if alone and is_title_like(rest[0].text) and not is_date(rest[0].text) else 0

    def _settle_rest(self, before: PaperLine | None, lines: Sequence[PaperLine], after: PaperLine | None) -> None:
        """Lines that begin no theme: cards without a glyph, the rest of a card, its fields, or notes."""
        follows_cards = after is None or after.role is not Role.CARD
        named = before and (before.role is Role.LIST or (before.glyph == ":" and not before.kind))
        if before and named and follows_cards and not self._place.own:
            self._settle_bare_cards(lines, before)
            return
        if not self._place.begun and not self._place.titled:
            self._settle_front(lines)
            return
        above = before if before is not None and before.role in {Role.CARD, Role.DETAIL} else None
        said = above.text if above else ""
        for line in lines:
            if above and is_detail(line, self._place):
                line.role = Role.DETAIL
                self._place.last, said = line, line.text
            elif above and (hangs(line, self._place.card) or goes_on_from(said, above, line, self._survey)):
                line.role, said = Role.MORE, f"{said} {line.text}"[-_END:]
            else:
                line.role = Role.NOTE
            above = line if line.role is not Role.NOTE else None

    def _settle_bare_cards(self, lines: Sequence[PaperLine], before: PaperLine) -> None:
        """Make a card of each line of a list without glyphs, unless it goes on from the one before."""
        end = _end_of_close_lines(lines)
        _note(lines[end:])
        above, all_small = before, all(line.text[:1].islower() for line in lines[:end])
        for line in lines[:end]:
            ended = above.role is Role.LIST or line.gap or above.text.endswith((*";.!?…",)) or above.text.isdigit()
            wraps = is_lower(line.text.lstrip("-–— ")) and not (all_small and len(above.text) < _FULL)
            line.role = Role.MORE if wraps and not ended else Role.CARD
            if line.gap and is_numbered_theme(line.text):
                line.role = Role.NOTE
            self._pass(line)
            above = line


def _end_of_close_lines(lines: Sequence[PaperLine]) -> int:
    """Return where a list of lines close below each other ends: above a sentence that stands apart from them."""
    ends = [ends_a_sentence(line.text) for line in lines]
    apart = next((at for at, line in enumerate(lines) if at and line.gap), len(lines))
    return apart if apart > 1 and apart < len(lines) and ends[apart] and not any(ends[:apart]) else len(lines)


def _is_wrapped(line: PaperLine) -> bool:
    return not line.gap and is_lower(line.text) and not labelled_question(line.text)


def _note(lines: Sequence[PaperLine]) -> None:
    """Keep as notes the lines of which nothing is known yet."""
    for line in lines:
        line.role = Role.NOTE if line.role is Role.UNKNOWN else line.role
