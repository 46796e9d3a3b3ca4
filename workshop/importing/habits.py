"""What people type in a hurry, put into the form in which the rest is told: spaced letters, quotations, outlines."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from workshop.importing.bullets import see_pictured_names
from workshop.importing.fieldnames import field_of
from workshop.importing.lines import ASIDE, PaperLine, Role, is_numbered
from workshop.importing.mails import see_quoted_mail, with_mail
from workshop.wording.headings import asks, is_lower, is_particular, is_question, is_spaced, is_title_like
from workshop.wording.listnames import plain_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from workshop.wording.listnames import ListNames

_SPACED: Final = re.compile(r"(?:[^\W\d_] )+[^\W\d_](?:\s{2,}(?:[^\W\d_] )*[^\W\d_])*")
_SPACED_FROM: Final = 7
"""Characters of a word that somebody spaced out."""
_PICTURE: Final = re.compile(
    r"[\[(<](?:image|img|picture|photo|photograph|figure|screenshot|bild|foto|grafik|abbildung|photographie|imagen"
    r"|captura|afbeelding|immagine|imagem|obraz|zdjęcie|llun|صورة)\b[^\[\]<>]*[\])>]",
    re.IGNORECASE,
)
_DECIMAL: Final = re.compile(r"\d{1,2}(?:\.\d{1,2})*[.)]?")
_TIME: Final = re.compile(r"(?:[01]?\d|2[0-3])[.:][0-5][05]")
_AT_A_TIME: Final = re.compile(
    r"(?:[01]?\d|2[0-3])[:.h][0-5]\d(?:\s?(?:[-–—]|to|bis|à|a|tot)\s?(?:[01]?\d|2[0-3])[:.h][0-5]\d)?(?:\s?h|\s?Uhr)?\s*[-–—:|]?\s+\S"
)
_COUNTED_ITEM: Final = re.compile(r"([^\W\d]{2,20})\s\d{1,2}[.:)]?\s+[-–—]?\s*(\S.{1,60})")
_BETWEEN_FIELDS: Final = re.compile(r"\s*[;|]\s+")
_TIMES: Final = 3
"""Times of day from which they are a timetable."""
_CLOSE_HEADING: Final = re.compile(r"(#{1,6})(?=\w)")
_MARKED: Final = re.compile(r"(?:\[\d{1,2}\]|\(\d{1,2}\)|(?<=\w)\*{1,3}|[¹²³])$")
_FOOTNOTE: Final = re.compile(r"(\[\d{1,2}\]|\(\d{1,2}\)|\*{1,3}|[¹²³])\s+\S")
_QUOTED: Final = re.compile(r"(?:[\"“„«»][^\"“”„«»]+[\"“”»«]|['‘].+['’])(?:\s*[(–—-].{1,40})?")
_GLUED: Final = re.compile(r"(?<=[^\s•])(•)(?=\s)")
"""A bullet in a line that lost its line break: "Insights:• a• b"."""
_POINTS: Final = re.compile(r"\(\d{1,3}\)")
_FIRST_ROMAN: Final = re.compile(r"I\.\s+(?=\S)")
_TWICE: Final = 2


def see_habits(lines: list[PaperLine], names: ListNames) -> list[PaperLine]:
    """Return ``lines`` with these habits understood; their words stay."""
    lines = [part for line in with_mail(lines) for part in _fields_parted(line)]
    unknown = [line for line in lines if line.role is Role.UNKNOWN]
    for line in unknown:
        if len(line.text) >= _SPACED_FROM and line.text.isupper() and _SPACED.fullmatch(line.text):
            line.text = " ".join(word.replace(" ", "") for word in re.split(r"\s{2,}", line.text))
        elif not line.glyph and _PICTURE.fullmatch(line.text):
            line.role = Role.NOTE
        elif "•" in line.text:
            line.text = _GLUED.sub(r" \1", line.text)
    see_quoted_mail(unknown)
    _see_quotes(unknown, names)
    _see_times(unknown)
    _see_timetable(unknown, names)
    see_pictured_names(unknown, names)
    _see_agenda(unknown, names)
    _see_indented_items(unknown)
    _see_names_among_bullets(unknown, names)
    _see_close_headings(unknown, names)
    _see_first_roman(unknown)
    _see_quotation(unknown)
    _see_footnotes(unknown)
    _see_points(unknown)
    _see_outline(unknown, names)
    _see_parents(lines, names)
    return lines


def _see_quotes(lines: Sequence[PaperLine], names: ListNames) -> None:
    """Lines close below a title, each of them what somebody said and nothing else, are items."""
    title, run = PaperLine(0, ""), [PaperLine(0, "")]
    for line in [*lines, PaperLine(0, "", gap=True)]:
        if not line.gap:
            run.append(line)
            continue
        head, *items = [title, *run] if _QUOTED.fullmatch(run[0].text) else run
        bare = not any(each.glyph or each.level for each in run)
        if (
            bare
            and len(items) > 1
            and not names.find(head.text)
            and all(_QUOTED.fullmatch(each.text) for each in items)
        ):
            for item in items:
                item.glyph = "•"
        title, run = run[-1], [line]


def _see_points(lines: Sequence[PaperLine]) -> None:
    """Numbers in brackets that do not count on are how many dots were given, and part of the words: "(9) the gate"."""
    marked = [line for line in lines if line.role is Role.UNKNOWN and _POINTS.fullmatch(line.glyph)]
    numbers = [int(line.glyph[1:-1]) for line in marked]
    if len(marked) > 1 and any(
        number not in {1, *(each + 1 for each in numbers[:at])} for at, number in enumerate(numbers)
    ):
        for line in marked:
            line.text, line.glyph = line.whole, "•"


def _see_times(lines: Sequence[PaperLine]) -> None:
    """Where lines begin with times of day, one later than the other, those are not numbers of a list."""
    timed = [line for line in lines if _TIME.fullmatch(line.glyph)]
    times = [tuple(map(int, re.split(r"[.:]", line.glyph))) for line in timed]
    if len(times) >= _TIMES and times == sorted(times):
        for line in timed:
            line.text, line.glyph = line.whole, ""


def _see_timetable(lines: Sequence[PaperLine], names: ListNames) -> None:
    """Lines close below each other that begin with times of day are a timetable: no theme and no card.

    So are those apart from each other, where the name of a list is among them.
    """
    begun = [line for line in lines if not line.glyph and not line.level and _AT_A_TIME.match(line.text)]
    plain = [line for line in begun if not ((name := names.find(line.text)) and name.kind)]
    if len(begun) > len(plain) and len(begun) >= _TIMES:
        for line in plain:
            line.role = Role.NOTE
    run: list[PaperLine] = []
    for line in [*lines, PaperLine(0, "")]:
        if not line.glyph and not line.level and _AT_A_TIME.match(line.text) and (not run or not line.gap):
            run.append(line)
            continue
        for timed in run if len(run) > 1 and (line.gap or not line.text) else ():
            timed.role = Role.NOTE
        run = []


def _see_agenda(lines: Sequence[PaperLine], names: ListNames) -> None:
    """Where "Item 2 What we learned" is a list's name, "Item 1 Welcome" with no items below it is a note."""
    counted = [
        (found[1].casefold(), names.find(found[2]) is not None, line, after)
        for line, after in pairwise([*lines, PaperLine(0, "")])
        if not line.glyph and (found := _COUNTED_ITEM.fullmatch(line.text))
    ]
    named = {word for word, is_name, *_ in counted if is_name}
    for word, is_name, line, after in counted:
        if word in named and not is_name and not after.glyph:
            line.role = Role.NOTE


def _see_indented_items(lines: Sequence[PaperLine]) -> None:
    """Where nothing has a glyph, lines that stand deeper than a title or a question above them are its items."""
    indents = {line.indent for line in lines}
    if len(indents) != _TWICE or 0 not in indents or any(line.glyph or line.level for line in lines):
        return
    heads = [line for line, after in pairwise(lines) if after.indent > line.indent]
    deep = [line for line in lines if line.indent]
    if len(heads) >= _TWICE and all(is_title_like(line.text) or asks(line.text) for line in heads):
        for line in deep:
            line.glyph = "" if is_lower(line.text) and not line.gap else "•"


def _fields_parted(line: PaperLine) -> Iterator[PaperLine]:
    """Return a line of several fields, "Who: Jo; When: May", as a line for each."""
    parts = _BETWEEN_FIELDS.split(line.text) if ";" in line.text or "|" in line.text else []
    if len(parts) > 1 and line.role is Role.UNKNOWN and not line.level and all(map(field_of, parts)):
        yield from (replace(line, text=part, gap=line.gap and not at) for at, part in enumerate(parts))
    else:
        yield line


def _see_names_among_bullets(lines: Sequence[PaperLine], names: ListNames) -> None:
    """Where a paper's bullets are all as deep, those that are but the surest names of lists, set apart, are names."""
    glyphed = [line for line in lines if line.glyph]
    found = [(line, name) for line in glyphed if (name := names.find(line.text)) and name.certain and name.kind]
    apart = all(line.gap or line is glyphed[0] for line, _ in found)
    if (
        len({name.kind for _, name in found}) > 1
        and apart
        and len({(line.indent, line.glyph) for line in glyphed}) == 1
    ):
        for line, _ in found:
            line.glyph = ""


def _see_close_headings(lines: Sequence[PaperLine], names: ListNames) -> None:
    """Headings as Markdown has them, but for the blank: "##Insights"; where none is a list's name it is a hashtag."""
    close = [(line, found) for line in lines if not line.glyph and (found := _CLOSE_HEADING.match(line.text))]
    if any(names.find(line.text) is not None for line, _ in close):
        for line, found in close:
            line.level, line.text = len(found[1]), line.text[found.end() :]


def _see_first_roman(lines: Sequence[PaperLine]) -> None:
    """Where others count on with "II." the letter of "I. Soil" is a number."""
    if not any(line.glyph == "II." for line in lines):
        return
    for line in lines:
        found = _FIRST_ROMAN.match(line.text) if not line.glyph else None
        if found:
            line.glyph, line.text = "I.", line.text[found.end() :]


def _see_quotation(lines: Sequence[PaperLine]) -> None:
    """A line behind ">" in a list that has another bullet is a quotation or a reply; where several have it a bullet."""
    for before, line, after in zip(lines, lines[1:], [*lines[2:], PaperLine(0, "")], strict=False):
        if line.glyph == ">" and before.glyph not in {"", ">", ">>"} and after.glyph != ">":
            line.role = Role.NOTE


def _see_footnotes(lines: Sequence[PaperLine]) -> None:
    """A line behind "[1]", "(2)" or "*" at the end, where a line above ends with that mark, is a footnote."""
    marks = {found[0] for line in lines if (found := _MARKED.search(line.text))}
    for line in reversed(lines if marks else ()):
        found = _FOOTNOTE.match(line.whole)
        if not found or found[1] not in marks:
            break
        line.role = Role.NOTE


def _see_outline(lines: Sequence[PaperLine], names: ListNames) -> None:
    """In an outline that counts "1", "1.1", "1.1.1" the numbers say how deep a line stands."""
    decimal = [line for line in lines if _DECIMAL.fullmatch(line.glyph)]
    depths = {id(line): line.glyph.rstrip(".)").count(".") for line in decimal}
    named = any(
        depths[id(after)] > depths[id(line)] and names.find(line.text) is not None for line, after in pairwise(decimal)
    )
    if not named or len({line.indent for line in decimal}) > 1:
        return
    for line in decimal:
        line.indent += 2 * depths[id(line)]


def _see_parents(lines: Sequence[PaperLine], names: ListNames) -> None:
    """Where titles come again under other lines, "Singing" under "MORNING" and "EVENING", those are their parents."""
    live = [line for line in lines if line.role not in ASIDE]
    heads = {id(line) for heads in (_heads_above_lists, _heads_above_items) for line in heads(live, names)}
    pairs = [
        (line, after) for line, after in pairwise(live) if line.gap and _may_head(line, names) and id(after) in heads
    ]
    again = Counter(plain_name(after.text) for _, after in pairs)
    parents = {
        id(line): plain_name(line.text)
        for line, after in pairs
        if again[plain_name(after.text)] > 1 or (line.text.isupper() and not after.text.isupper())
    }
    if len(set(parents.values())) < _TWICE:
        return
    parent: PaperLine | None = None
    for line in live:
        if id(line) in parents:
            parent, line.role = line, Role.NOTE
        elif parent is not None and id(line) in heads:
            line.parent, line.role = parent, Role.THEME


def _heads_above_items(live: Sequence[PaperLine], names: ListNames) -> Iterator[PaperLine]:
    """Return the lines that stand right above items, under a blank line or more than once."""
    above = [
        line
        for line, after in pairwise(live)
        if after.glyph and not after.gap and after.role is Role.UNKNOWN and _may_head(line, names)
    ]
    counts = Counter(plain_name(line.text) for line in above)
    apart = any(line.gap for line in above)
    yield from (line for line in above if line.gap or (apart and counts[plain_name(line.text)] > 1))


def _heads_above_lists(live: Sequence[PaperLine], names: ListNames) -> Iterator[PaperLine]:
    """Return the lines that stand right above a list's name, a question between at most."""
    for line, after, then in zip(live, live[1:], [*live[2:], PaperLine(0, "")], strict=False):
        below = then if asks(after.text) else after
        if _may_head(line, names) and names.find(below.text) is not None and not below.glyph:
            yield line


def _may_head(line: PaperLine, names: ListNames) -> bool:
    text = line.text
    plain = line.role is Role.UNKNOWN and not line.glyph and not line.level and not is_numbered(line)
    told = is_question(text) or is_spaced(text) or is_particular(text)
    return plain and not told and is_title_like(text) and names.find(text) is None
