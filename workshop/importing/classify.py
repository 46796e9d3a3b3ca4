"""What a line is by itself or by its next neighbour: card, list name, page number, closing counts."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from workshop.importing.bullets import bulleted, parts_of, see_stray_dashes, without_empty_bullets
from workshop.importing.fieldnames import field_of, is_empty_word
from workshop.importing.habits import see_habits
from workshop.importing.label_lines import (
    initials_parted,
    labels_joined,
    names_parted,
    see_long_names,
    see_parallel_names,
)
from workshop.importing.lines import (
    ASIDE,
    PICTURES,
    PaperLine,
    Role,
    begins_counting,
    continues,
    counts_alike,
    is_numbered,
    numbers_of,
)
from workshop.importing.numbered_headings import see_counted_names, see_counted_sections, see_numbered_headings
from workshop.importing.own_papers import (
    note_vote_sections,
    note_votes,
    see_glossary,
    see_kept,
    see_order,
    see_own_shape,
)
from workshop.importing.page_marks import note_running_headers, numbers_a_page
from workshop.importing.reach import see_labels_inside, see_reach
from workshop.importing.readers.markdown_words import unmarked
from workshop.importing.transpose import turned
from workshop.wording.closings import language_of_counts
from workshop.wording.headings import is_numbered_alone, is_question, is_spaced, labelled_question, labelled_theme
from workshop.wording.listnames import plain_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from workshop.wording.listnames import ListNames

_COUNTS: Final = re.compile(r"\d[\d.,\s]*[^\W\d][^\d,،;؛.]{1,40}(?:[,،]\s*\d[\d.,\s]*[^\W\d][^\d,،;؛.]{1,40})+[;؛.].*")
_INLINE: Final = re.compile(r"([^\W\d][^:：]{2,40}?)(?:\s?[:：]|(\s+[-–—]))\s+(\S.*)")
_OPEN_BOX: Final = re.compile(r"\[ ?\]|[☐□⬜❌✗✘]")
_TICKED_BOX: Final = re.compile(r"\[[xX✓✔]\]|[☑☒]")
_TICK: Final = re.compile(r"\[[xX✓✔]\]|[☑☒✅✓✔]")


def is_counts(line: PaperLine) -> bool:
    """Whether the line is the sentence that closes our own papers: "3 themes, 9 insights, 4 experiments; …"."""
    return not line.glyph and (_COUNTS.fullmatch(line.text) is not None or bool(language_of_counts(line.text)))


def recognised(lines: Sequence[PaperLine], names: ListNames, *, own: bool) -> list[PaperLine]:
    """Return ``lines`` with the roles that can be told without knowing where a theme begins.

    A line such as "Insights: first" comes back as two with one number. Lines still unknown are headings,
    questions, lines that go on from the one before, or notes. ``own`` says that the paper is one of our exports:
    its first line is its title, and its lists have no card on the line of their name.
    """
    return _own(lines, names) if own else _others(lines, names)


def _own(lines: Sequence[PaperLine], names: ListNames) -> list[PaperLine]:
    lines[0].role = Role.TITLE
    known = [part for line in lines for part in _by_itself(line, names, own=True)]
    note_votes(known)
    note_vote_sections(known)
    see_glossary(known, own=True)
    see_kept(known)
    see_order(known)
    see_own_shape(known)
    _see_titles_called_like_lists(_live(known), names, own=True)
    return known


def _others(lines: Sequence[PaperLine], names: ListNames) -> list[PaperLine]:
    _see_numbered_title(lines)
    names.see_families(_standing_as_names(lines))
    lines = see_habits(list(initials_parted(lines, names)), names)
    whole = names_parted(labels_joined(without_empty_bullets(lines, names), names), names)
    known = [part for line in whole for part in _by_itself(line, names, own=False)]
    _see_ticks(known)
    _see_numbers_said(known)
    note_votes(known)
    see_long_names(known, names)
    see_glossary(known, own=False)
    note_running_headers(known)
    see_stray_dashes(_live(known))
    _see_nesting(_live(known), names)
    see_counted_names(_live(known))
    see_counted_sections(_live(known))
    known = turned(known, names)
    see_parallel_names(_live(known))
    see_labels_inside(_live(known))
    see_numbered_headings(_live(known))
    _see_titles_called_like_lists(_live(known), names, own=False)
    _see_minutes(_live(known), names)
    see_reach(_live(known))
    return known


def _live(lines: Sequence[PaperLine]) -> list[PaperLine]:
    """Return the lines that do not stand beside the themes."""
    return [line for line in lines if line.role not in ASIDE]


def _see_numbered_title(lines: Sequence[PaperLine]) -> None:
    """A first line such as "19.4 Retrospective" or "12. Sprint" is a title, unless others count on from it."""
    first = next((line for line in lines if line.role not in ASIDE), None)
    if first is None or first.role is not Role.UNKNOWN or not numbers_of(first) or begins_counting(first):
        return
    if first.glyph[-1:].isdigit() or not any(continues(line, first) for line in lines):
        first.text, first.glyph = first.whole, ""


def _standing_as_names(lines: Sequence[PaperLine]) -> Iterator[str]:
    """Return the words of lines that stand where lists' names stand: above others, without a glyph or less deep.

    Where nothing has a glyph every line may.
    """
    bare_paper = not any(line.glyph for line in lines)
    for line, after in pairwise([*lines, PaperLine(0, "")]):
        if line.role not in {Role.UNKNOWN, Role.CARD} or after.level:
            continue
        inline = _INLINE.fullmatch(line.text)
        pictured = line.glyph[:1] > PICTURES and after.text and after.glyph[:1] < PICTURES
        apart = line.level or line.strong or (line.gap and not after.gap) or line.text.endswith((":", "："))
        bare = not line.glyph and (after.glyph or apart or bare_paper)
        if bare or pictured or (line.glyph and after.glyph and after.indent > line.indent):
            yield line.text
        if inline and not inline[2]:
            yield inline[1]


def _see_minutes(live: Sequence[PaperLine], names: ListNames) -> None:
    """Where no list says what was learned, "Notes" are what was said; a prompt or an agenda never is."""
    lists = [line for line in live if line.role is Role.LIST]
    if any(line.kind and line.kind != "experiment" for line in lists):
        return
    for line in lists:
        name = None if line.kind else names.find(line.text)
        if name and name.minutes:
            line.kind = "insight"


def _by_itself(line: PaperLine, names: ListNames, *, own: bool) -> Iterator[PaperLine]:
    if line.role is Role.UNKNOWN:
        line.role, line.kind, line.certain = _role(line, names, own=own)
    inline = None if own or line.level or line.is_parted else _INLINE.fullmatch(line.text)
    if inline and line.role is Role.UNKNOWN and not (is_spaced(line.text) and is_question(inline[3])):
        name = names.find(inline[1])
        if name and name.kind and (name.certain or not inline[2]):
            yield from _labelled(line, inline[1], inline[3], name.kind, one=names.is_singular(inline[1]))
            return
    if inline and line.role is Role.CARD and not inline[2] and not field_of(line.text):
        name = names.find(inline[1]) if names.is_singular(inline[1]) else None
        if name and name.kind:
            yield PaperLine(line.number, inline[1], role=Role.LABEL, kind=name.kind)
            line.text, line.kind = inline[3], name.kind
    if line.role is Role.CARD and not own and not line.is_parted:
        line.text, *more = bulleted(line.text, line.glyph) or [line.text]
        line.items = 1 + len(more) if more else 0
        yield line
        yield from (replace(line, text=part, gap=False) for part in more)
        return
    yield line


def _labelled(line: PaperLine, label: str, words: str, kind: str, *, one: bool) -> Iterator[PaperLine]:
    """A name with words beside it: that of one card, or of a list that begins there."""
    if one:
        yield PaperLine(line.number, label, gap=line.gap, role=Role.LABEL, kind=kind)
    else:
        yield PaperLine(line.number, label, gap=line.gap, role=Role.LIST, kind=kind, certain=True)
    parts = [words] if one else parts_of(words)
    for part in parts:
        card = PaperLine(line.number, part, glyph=":", indent=line.indent, gap=one and line.gap, role=Role.CARD)
        card.kind = kind if one else ""
        card.items = len(parts) if len(parts) > 1 else 0
        yield card


def _role(line: PaperLine, names: ListNames, *, own: bool) -> tuple[Role, str, bool]:
    """Return what the line is; of a list's name also the kind it promises, and whether that is certain."""
    if not own and not line.level and (numbers_a_page(line) or is_empty_word(line.text)):
        return Role.NOTE, "", False
    if line.glyph:
        return Role.CARD, "", False
    if is_counts(line):
        return Role.COUNTS, "", False
    if own and line.indent:
        return Role.UNKNOWN, "", False
    is_title = labelled_theme(line.text) or labelled_question(line.text) or (not own and is_numbered_alone(line.text))
    name = None if is_title else names.find(line.text)
    if own and name and not name.kind and not name.certain:
        return Role.LIST, plain_name(line.text), False
    return (Role.LIST, name.kind, name.certain) if name else (Role.UNKNOWN, "", False)


def _see_ticks(known: Sequence[PaperLine]) -> None:
    """A ticked box is a card that is done; "✓" is a tick only where the paper has open boxes too."""
    carded = [line for line in known if line.role is Role.CARD and not line.is_parted]
    ticks = _TICK if any(_OPEN_BOX.search(line.glyph) for line in carded) else _TICKED_BOX
    for line in carded:
        line.is_done = ticks.search(line.glyph) is not None


def _see_numbers_said(known: Sequence[PaperLine]) -> None:
    """A number alone is an answer where it stands among lines close below their list's name, none with a glyph."""
    inside = False
    for line, after in pairwise([*known, PaperLine(0, "")]):
        if line.role is Role.LIST:
            inside = bool(line.kind) and not after.gap and not after.glyph
        elif line.gap or line.glyph or line.level:
            inside = False
        elif inside and line.role is Role.NOTE and line.text.isdigit():
            line.role = Role.UNKNOWN


def _see_nesting(live: Sequence[PaperLine], names: ListNames) -> None:
    """In an outline of bullets a list name, and a theme, is a bullet with deeper ones under it."""
    for line, after in reversed(list(pairwise(live))):
        if line.role is not Role.CARD or line.glyph == ":":
            continue
        deeper = after.indent > line.indent
        pictured = line.glyph[:1] > PICTURES and after.glyph[:1] < PICTURES
        lettered = is_numbered(line) and begins_counting(after) and not counts_alike(line, after)
        other = pictured or lettered or is_numbered(line) > is_numbered(after)
        above = deeper or (after.glyph != line.glyph and other)
        opens = above and after.role is Role.CARD and not field_of(after.text)
        name = names.find(line.text) if opens else None
        if name:
            line.role, line.kind, line.certain = Role.LIST, name.kind, name.certain
        elif after.role is Role.LIST and after.glyph and deeper:
            line.role, line.strong, line.text = Role.UNKNOWN, True, unmarked(line.text)


def _see_titles_called_like_lists(live: Sequence[PaperLine], names: ListNames, *, own: bool) -> None:
    """Tell titles from list names: above another list's name, above a deeper heading, or on the front page."""
    front = True
    levels = Counter(line.level for line in live if line.level)
    lists = {line.level for line in live if line.role is Role.LIST}
    for before, line, after in zip([PaperLine(0, ""), *live], live, live[1:], strict=False):
        if line.role is not Role.LIST or line.glyph:
            continue
        front = front and not line.kind
        above_all = after.role is Role.THEME and before.role is Role.UNKNOWN and not before.text
        on_the_front = front and ((after.role is Role.UNKNOWN and not line.level) or above_all)
        name = names.find(line.text)
        begins = _may_end_a_theme(before, own=own) and not (name and name.certain)
        above_another = after.role is Role.LIST and not line.level and (begins or line.kind in {"", after.kind})
        if after.role is Role.LIST and line.kind == after.kind and _is_one_name(line.text, after.text):
            line.role = Role.LABEL
        alone_above = _is_highest_alone(line, levels) and any(level > line.level for level in lists)
        if line.role is not Role.LABEL and (
            on_the_front or above_another or 0 < line.level < after.level or alone_above
        ):
            line.role, line.kind = Role.UNKNOWN, ""


def _is_highest_alone(line: PaperLine, levels: Mapping[int, int]) -> bool:
    """Whether the line is the only heading of its rank, above all others."""
    return line.level > 0 and levels[line.level] == 1 and line.level == min(levels)


def _is_one_name(text: str, below: str) -> bool:
    """Whether the name over a table stands in it again: "Actions" and "Action"."""
    return plain_name(text).removesuffix("s") == plain_name(below).removesuffix("s")


def _may_end_a_theme(line: PaperLine, *, own: bool) -> bool:
    """Whether a theme may begin below ``line``: a card, or a title page; our own papers have lists below titles."""
    return line.role is Role.CARD or (not own and line.role is Role.UNKNOWN and not is_question(line.text))
