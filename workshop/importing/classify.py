"""What a line is by itself or by its next neighbour: card, list name, page number, closing counts."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from workshop.importing.fieldnames import field_of, label_words
from workshop.importing.glossaries import see_glossary
from workshop.importing.label_lines import labels_joined, names_parted, see_long_names
from workshop.importing.lines import (
    ASIDE,
    PICTURES,
    PaperLine,
    Role,
    begins_counting,
    continues,
    is_numbered,
    numbers_of,
)
from workshop.importing.orphan_bullets import without_empty_bullets
from workshop.importing.parallel_names import see_parallel_names
from workshop.importing.reach import see_labels_inside, see_reach
from workshop.importing.readers.markdown_words import unmarked
from workshop.importing.several_items import bulleted, parts_of
from workshop.importing.transpose import turned
from workshop.importing.unbulleted_lists import see_stray_dashes
from workshop.wording.headings import (
    asks,
    is_numbered_alone,
    is_question,
    is_spaced,
    is_title_like,
    labelled_question,
    labelled_theme,
)
from workshop.wording.listnames import plain_name
from workshop.wording.sentences import language_of_counts

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from workshop.wording.listnames import ListNames

_PAGE: Final = re.compile(
    r"[-–—|\s]*(?:(?:page|seite|página|pagina|tudalen|strona|p\.|الصفحة)\s*)?\d{1,4}"
    r"(?:\s*(?:/|of|o|sur|von|van|de|di|z|من)\s*\d{1,4})?[-–—|\s]*",
    re.IGNORECASE,
)
_ENDS_IN_A_PAGE: Final = re.compile(r"\b(?:page|seite|página|pagina|tudalen|strona|الصفحة)\s+\d{1,4}\b", re.IGNORECASE)
_COUNTS: Final = re.compile(r"\d[\d.,\s]*[^\W\d][^\d,،;؛.]{1,40}(?:[,،]\s*\d[\d.,\s]*[^\W\d][^\d,،;؛.]{1,40})+[;؛.].*")
_INLINE: Final = re.compile(r"([^\W\d][^:：]{2,40}?)(?:\s?[:：]|(\s+[-–—]))\s+(\S.*)")
_DASHED_PAGE: Final = re.compile(
    r".*[-–—|]\s*|\D*(?:page|seite|página|pagina|tudalen|strona|الصفحة)\D*\d.*", re.IGNORECASE
)
"""A page's number between two dashes, or with its word; a number alone behind a bullet is an answer."""
_OPEN_BOX: Final = re.compile(r"\[ ?\]|[☐□⬜❌✗✘]")
_TICKED_BOX: Final = re.compile(r"\[[xX✓✔]\]|[☑☒]")
_TICK: Final = re.compile(r"\[[xX✓✔]\]|[☑☒✅✓✔]")
_LONGEST_RUNNING: Final = 120
"""Characters of a page's header; anything longer is text."""
_RUNNING: Final = 2
_TITLE_RUNNING: Final = 3
"""How often a line must stand beside page numbers, or the title must stand in the paper, to be a page's header."""


def is_counts(line: PaperLine) -> bool:
    """Whether the line is the sentence that closes our own papers: "3 themes, 9 insights, 4 experiments; …"."""
    return not line.glyph and (_COUNTS.fullmatch(line.text) is not None or bool(language_of_counts(line.text)))


def is_page_number(text: str) -> bool:
    """Whether ``text`` is but a page's number: "Page 3 of 12", "- 3 -"."""
    return len(text) <= _LONGEST_RUNNING and _PAGE.fullmatch(text) is not None


def recognised(lines: Sequence[PaperLine], names: ListNames, *, own: bool) -> list[PaperLine]:
    """Return ``lines`` with the roles that can be told without knowing where a theme begins.

    A line such as "Insights: first" comes back as two with one number. Lines still unknown are headings,
    questions, lines that go on from the one before, or notes. ``own`` says that the paper is one of our exports:
    its first line is its title, and its lists have no card on the line of their name.
    """
    if own:
        lines[0].role = Role.TITLE
    if not own:
        _see_numbered_title(lines)
        names.see_families(_standing_as_names(lines))
    whole = lines if own else list(names_parted(labels_joined(without_empty_bullets(lines, names), names), names))
    known = [part for line in whole for part in _by_itself(line, names, own=own)]
    if not own:
        _see_ticks(known)
        _see_numbers_said(known)
    _note_votes(known)
    if own:
        _note_vote_sections(known)
    else:
        see_long_names(known, names)
    see_glossary(known, own=own)
    if own:
        _see_kept(known)
        _see_own_shape(known)
    else:
        _note_running_headers(known)
    live = [line for line in known if line.role not in ASIDE]
    if not own:
        see_stray_dashes(live)
        _see_nesting(live, names)
        known = turned(known, names)
        see_parallel_names(live)
        see_labels_inside([line for line in known if line.role not in ASIDE])
        live = [line for line in known if line.role not in ASIDE]
        _see_numbered_headings(live)
    _see_titles_called_like_lists(live, names, own=own)
    if not own:
        _see_minutes(live, names)
        see_reach(live)
    return known


def _see_numbered_title(lines: Sequence[PaperLine]) -> None:
    """A first line such as "19.4 Retrospective" or "12. Sprint" is a title, unless others count on from it."""
    first = next((line for line in lines if line.role not in ASIDE), None)
    if first is None or first.role is not Role.UNKNOWN or not numbers_of(first) or begins_counting(first):
        return
    if first.glyph[-1:].isdigit() or not any(continues(line, first) for line in lines):
        first.text, first.glyph = first.whole, ""


def _standing_as_names(lines: Sequence[PaperLine]) -> Iterator[str]:
    """Return the words of lines that stand where lists' names stand: above others, without a glyph or less deep."""
    for line, after in pairwise([*lines, PaperLine(0, "")]):
        if line.role not in {Role.UNKNOWN, Role.CARD} or after.level:
            continue
        inline = _INLINE.fullmatch(line.text)
        pictured = line.glyph[:1] > PICTURES and after.glyph and after.glyph[:1] < PICTURES
        bare = not line.glyph and (after.glyph or line.level or line.strong or (line.gap and not after.gap))
        if bare or pictured or (line.glyph and after.glyph and after.indent > line.indent):
            yield line.text
        elif inline and not inline[2]:
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
    if not own and not line.level and _numbers_a_page(line):
        return Role.NOTE, "", False
    if line.glyph:
        return Role.CARD, "", False
    if is_counts(line):
        return Role.COUNTS, "", False
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


def _numbers_a_page(line: PaperLine) -> bool:
    """Whether the line is but a page's number: "3", "- 3 -", "– Page 3"; behind a bullet "3" is an answer."""
    fits = not line.glyph or (line.glyph in {"-", "–", "—"} and _DASHED_PAGE.fullmatch(line.text) is not None)
    return fits and is_page_number(line.whole)


def _note_votes(lines: Sequence[PaperLine]) -> None:
    """A vote's result and a glossary, as our own text has them: a plain line with indented ones under it."""
    words, inside = label_words("vote", "glossary", "kept"), False
    for line, after in pairwise([*lines, PaperLine(0, "")]):
        opens = not line.glyph and not line.indent and plain_name(line.text[:20].partition(":")[0]) in words
        inside = (inside and line.indent > 0 and not line.gap) or (opens and after.indent > 0 and not after.gap)
        if inside:
            line.role = Role.NOTE


def _see_own_shape(known: Sequence[PaperLine]) -> None:
    """In our own papers counts come last only, and where lists' names are headings they are below the themes'."""
    deepest = max(line.level for line in known)
    highest = min((line.level for line in known[1:] if line.level), default=0)
    last = [line for line in known if line.role is Role.COUNTS][-1]
    for line in known:
        is_no_list = line.role is Role.LIST and (line.level < deepest or 0 < line.level <= highest)
        if is_no_list or (line.role is Role.COUNTS and line is not last):
            line.role, line.kind = Role.UNKNOWN, ""


def _note_vote_sections(lines: Sequence[PaperLine]) -> None:
    """The same in a paper with headings: all that stands under "Vote: …" until the next heading."""
    words, inside = label_words("vote", "glossary", "kept"), False
    heads = [line for line in lines if line.level]
    is_theme = {id(line) for line, after in pairwise(heads) if after.level > line.level}
    empty = {Role.COUNTS, Role.QUESTION}
    is_theme |= {
        id(line) for line, after in pairwise([*lines, PaperLine(0, "", level=1)]) if after.level or after.role in empty
    }
    for line in lines:
        if line.level:
            inside = plain_name(line.text[:20].partition(":")[0]) in words and id(line) not in is_theme
        if inside and line.role in {Role.UNKNOWN, Role.LIST}:
            line.role = Role.NOTE


def _see_kept(lines: Sequence[PaperLine]) -> None:
    """The notes that our own paper ends with are notes again, and their heading, which we wrote, is none."""
    words, inside = label_words("kept"), False
    for line in lines:
        ends = line.level or line.role is Role.COUNTS
        if line.role is Role.NOTE and plain_name(line.text) in words:
            line.role, line.level, inside = Role.LABEL, 0, True
        elif inside and ends:
            inside = False
        elif inside:
            line.role = Role.NOTE


def _note_running_headers(lines: Sequence[PaperLine]) -> None:
    plain = [line for line in lines if not line.glyph and not line.level and len(line.text) <= _LONGEST_RUNNING]
    texts = Counter(line.text for line in plain)
    beside: Counter[str] = Counter()
    for at, line in enumerate(lines):
        if line.role is Role.NOTE and _is_page(line):
            beside.update(_without_digits(each.text) for each in (*lines[max(at - 1, 0) : at], *lines[at + 1 : at + 2]))
    has_front = len(lines) > 1 and lines[1].role is Role.UNKNOWN
    footers = Counter(_without_digits(line.text) for line in plain if _ENDS_IN_A_PAGE.search(line.text))
    for line, after in pairwise([*lines, PaperLine(0, "")]):
        if line.role is not Role.UNKNOWN or line is lines[0] or line.level or len(line.text) > _LONGEST_RUNNING:
            continue
        bare = _without_digits(line.text)
        repeats = beside[bare] >= _RUNNING or (footers[bare] >= _RUNNING and _ENDS_IN_A_PAGE.search(line.text))
        again = has_front and line.text == lines[0].text and texts[line.text] >= _TITLE_RUNNING
        if repeats or (again and after.role is not Role.UNKNOWN):
            line.role = Role.NOTE


def _is_page(line: PaperLine) -> bool:
    return line.role is Role.NOTE and is_page_number(line.whole)


def _without_digits(text: str) -> str:
    return re.sub(r"\d+", "0", text) if len(text) <= _LONGEST_RUNNING else ""


def _see_nesting(live: Sequence[PaperLine], names: ListNames) -> None:
    """In an outline of bullets a list name, and a theme, is a bullet with deeper ones under it."""
    for line, after in reversed(list(pairwise(live))):
        if line.role is not Role.CARD or line.glyph == ":":
            continue
        deeper = after.indent > line.indent
        pictured = line.glyph[:1] > PICTURES and after.glyph[:1] < PICTURES
        above = deeper or (after.glyph != line.glyph and (pictured or is_numbered(line) > is_numbered(after)))
        opens = above and after.role is Role.CARD and not field_of(after.text)
        name = names.find(line.text) if opens else None
        if name:
            line.role, line.kind, line.certain = Role.LIST, name.kind, name.certain
        elif after.role is Role.LIST and after.glyph and deeper:
            line.role, line.strong, line.text = Role.UNKNOWN, True, unmarked(line.text)


def _see_numbered_headings(live: Sequence[PaperLine]) -> None:
    """A numbered line before a list's name is a heading, unless it ends another list."""
    kinds = [line.kind for line in live if line.role is Role.LIST]
    headed = _are_all_headings(live) if not kinds else False
    padded = [PaperLine(0, ""), *live, PaperLine(0, ""), PaperLine(0, "")]
    seen: set[str] = set()
    heading = above = padded[0]
    headings: list[tuple[PaperLine, PaperLine]] = []
    for before, line, after, then in zip(padded, padded[1:], padded[2:], padded[3:], strict=False):
        if line.role is Role.LIST:
            seen.add(line.kind)
        item = above if above.role is Role.CARD else padded[0]
        if line.role in {Role.CARD, Role.LIST} or line.level:
            above = line
        if line.role is not Role.CARD or not is_numbered(line):
            continue
        named = then if after.role is Role.UNKNOWN and asks(after.text) else after
        goes_on = is_numbered(before) or before.indent > line.indent
        inside = before.role is Role.LIST or (before.role is Role.CARD and goes_on)
        counted_on = continues(line, item) and not continues(line, heading)
        if counted_on or (before.role is Role.LIST and before.kind and begins_counting(line)):
            is_heading = False
        elif named.role is Role.LIST:
            is_heading = not inside or is_spaced(line.text) or (named.kind == kinds[0] and kinds[0] in seen)
        else:
            is_heading = headed and after.role is Role.CARD and not is_numbered(after)
        if is_heading:
            line.role, line.strong, line.text = Role.UNKNOWN, True, unmarked(line.text)
            heading = line
            headings.append((before, line))
    _see_parents(headings)


def _see_parents(headings: Sequence[tuple[PaperLine, PaperLine]]) -> None:
    """A plain line above each numbered heading that begins to count again is what those below it are part of."""
    parents = [
        before
        for before, line in headings
        if begins_counting(line) and before.role is Role.UNKNOWN and not before.level and is_title_like(before.text)
    ]
    parent = None
    for before, line in headings if len(parents) > 1 else []:
        if before in parents:
            parent, before.role = before, Role.NOTE
        line.parent = parent


def _are_all_headings(live: Sequence[PaperLine]) -> bool:
    """Whether, in a paper without list names, every numbered line has bullets under it and looks like a title."""
    pairs = [
        (line, after)
        for line, after in pairwise([*live, PaperLine(0, "")])
        if line.role is Role.CARD and is_numbered(line)
    ]
    return all(
        after.role is Role.CARD and not is_numbered(after) and (is_title_like(line.text) or is_question(line.text))
        for line, after in pairs
    )


def _see_titles_called_like_lists(live: Sequence[PaperLine], names: ListNames, *, own: bool) -> None:
    """Tell titles from list names: above another list's name, above a deeper heading, or on the front page."""
    front = True
    for before, line, after in zip([PaperLine(0, ""), *live], live, live[1:], strict=False):
        if line.role is not Role.LIST or line.glyph:
            continue
        front = front and not line.kind
        above_all = after.role is Role.THEME and before.role is Role.UNKNOWN and not before.text
        on_the_front = front and ((after.role is Role.UNKNOWN and not line.level) or above_all)
        begins = _may_end_a_theme(before, own=own) and not _is_certain(line, names)
        above_another = after.role is Role.LIST and not line.level and (begins or line.kind in {"", after.kind})
        if on_the_front or above_another or 0 < line.level < after.level:
            line.role, line.kind = Role.UNKNOWN, ""


def _may_end_a_theme(line: PaperLine, *, own: bool) -> bool:
    """Whether a theme may begin below ``line``: a card, or a title page; our own papers have lists below titles."""
    return line.role is Role.CARD or (not own and line.role is Role.UNKNOWN and not is_question(line.text))


def _is_certain(line: PaperLine, names: ListNames) -> bool:
    name = names.find(line.text)
    return name is not None and name.certain
