"""Papers whose lists come first and whose themes stand under each of them, turned round.

"Insights" with Housing, Transport and Jobs under it, then "Experiments" with the same three: the paper is given
as if each theme stood once with its lists, in the order in which the themes first appear.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from workshop.importing.fieldnames import field_of
from workshop.importing.lines import PaperLine, Role, is_numbered
from workshop.wording.headings import asks, is_numbered_theme, is_spaced, is_title_like, split_heading
from workshop.wording.listnames import plain_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from workshop.wording.listnames import ListNames

_HALF: Final = 2
"""At least so many lists, and one in so many of their themes known from another, make a paper of this sort."""


@dataclass(slots=True)
class _Section:
    """One list of the paper: its name, and the themes under it by the place of their titles among its ``lines``."""

    name: PaperLine
    lines: list[PaperLine] = field(default_factory=list)
    titles: list[int] = field(default_factory=list)


@dataclass(slots=True)
class _Theme:
    """A theme that is put together: its headings as they are met, and its lines under each list's name."""

    headings: list[PaperLine] = field(default_factory=list)
    lists: list[list[PaperLine]] = field(default_factory=list)


def turned(lines: list[PaperLine], names: ListNames) -> list[PaperLine]:
    """Return ``lines`` with the themes first where the lists come first, else as they are."""
    front, sections = _sections(lines)
    ranked = bool(sections) and all(section.name.level for section in sections)
    if not sections or not (_find_ranked(sections, names) if ranked else _find_titles(sections)):
        return lines
    themes: dict[str, _Theme] = {}
    rest: list[PaperLine] = []
    for section in sections:
        if not section.titles and not section.name.kind and not themes:
            front += [section.name, *section.lines]
            continue
        if not section.titles:
            rest += [section.name, *section.lines]
            continue
        bounds = [*section.titles, len(section.lines)]
        for start, end in pairwise(bounds):
            _gather(themes, section.name, section.lines[start:end])
    return [*front, *(line for theme in themes.values() for line in _written(theme)), *rest]


def _sections(lines: Sequence[PaperLine]) -> tuple[list[PaperLine], list[_Section]]:
    """Part a paper at the names of its lists; what stands before the first is its front."""
    front: list[PaperLine] = []
    sections: list[_Section] = []
    for line in lines:
        if line.role is Role.LIST:
            sections.append(_Section(line))
        elif sections:
            sections[-1].lines.append(line)
        else:
            front.append(line)
    return front, sections


def _find_ranked(sections: Sequence[_Section], names: ListNames) -> bool:
    """Find themes by their headings, which are of a lower rank than the lists' names above them."""
    for section in sections:
        ranks = [line.level for line in section.lines if line.level]
        section.titles = [at for at, line in enumerate(section.lines) if ranks and line.level == min(ranks)]
    titled = [section for section in sections if section.titles]
    kinds = [section.name.kind for section in titled]
    known = [names.find(section.name.text) for section in titled]
    deeper = all(
        section.lines[section.titles[0]].level > section.name.level
        and section.titles[0] == _first_of_substance(section)
        and any(line.role is Role.CARD for line in section.lines)
        for section in titled
    )
    whole = all(
        section.titles or not section.name.kind or all(line.role is not Role.CARD for line in section.lines)
        for section in sections
    )
    return (
        deeper
        and whole
        and all(kinds)
        and len(set(kinds)) == len(kinds)
        and (len(kinds) >= _HALF or any(name is not None and name.certain for name in known))
    )


def _first_of_substance(section: _Section) -> int:
    """Return the place of the first line that is neither a question nor a note."""
    return next(
        (at for at, line in enumerate(section.lines) if line.level or line.role is Role.CARD), len(section.lines)
    )


def _find_titles(sections: Sequence[_Section]) -> bool:
    """Find themes by their titles, of which at least half must stand under two lists or more."""
    kept = [section for section in sections if section.name.kind]
    kinds = [section.name.kind for section in kept]
    if len(kept) < _HALF or len(set(kinds)) < len(kinds):
        return False
    known: dict[str, int] = {}
    for section in kept:
        for key in {_key(section.lines[at]) for at in _candidates(section)}:
            known[key] = known.get(key, 0) + 1
    for section in kept:
        looks = {_look(section.lines[at]) for at in _candidates(section) if known[_key(section.lines[at])] > 1}
        section.titles = [
            at for at in _candidates(section) if known[_key(section.lines[at])] > 1 or _look(section.lines[at]) in looks
        ]
    shared = [known[_key(section.lines[at])] > 1 for section in kept for at in section.titles]
    begins = all(section.titles and section.titles[0] == 0 for section in kept)
    return begins and sum(shared) * _HALF >= len(shared)


def _candidates(section: _Section) -> list[int]:
    """Return the places of lines that may be titles: with cards below them, a question between at most."""
    found = []
    padded = [*section.lines, PaperLine(0, ""), PaperLine(0, "")]
    for at, (line, after, then) in enumerate(zip(padded, padded[1:], padded[2:], strict=False)):
        below = then if after.role is Role.UNKNOWN and asks(after.text) else after
        opens = below.role is Role.CARD and not field_of(below.text)
        named = is_title_like(split_heading(line.text)[0]) and not asks(line.text)
        if line.role is Role.UNKNOWN:
            is_title = opens and named and not line.level
        else:
            is_title = (
                line.role is Role.CARD
                and opens
                and named
                and (below.indent > line.indent or is_numbered(line) > is_numbered(below))
            )
        if is_title:
            found.append(at)
    return found


def _key(line: PaperLine) -> str:
    return plain_name(split_heading(line.text)[0])


def _look(line: PaperLine) -> tuple[str, int, bool, bool, bool]:
    shape = is_numbered_theme(line.text) or is_spaced(line.text)
    return (line.glyph, line.indent, line.gap, line.strong, shape)


def _gather(themes: dict[str, _Theme], name: PaperLine, lines: Sequence[PaperLine]) -> None:
    heading, *rest = lines
    theme = themes.setdefault(_key(heading), _Theme())
    theme.headings.append(heading)
    if rest and rest[0].role is Role.UNKNOWN and asks(rest[0].text):
        theme.headings.append(rest.pop(0))
    theme.lists.append([replace(name, level=0, gap=True), *(replace(line, level=0) for line in rest)])


def _written(theme: _Theme) -> Iterator[PaperLine]:
    """Return a theme once: its fullest heading, its question, its lists; headings that say the same are labels."""
    titles = [line for line in theme.headings if not asks(line.text)]
    questions = [line for line in theme.headings if asks(line.text)]
    title = max(titles, key=lambda line: (bool(split_heading(line.text)[1]), -line.number))
    asked = questions[0] if questions and not split_heading(title.text)[1] else None
    yield replace(title, glyph="", gap=True, role=Role.THEME)
    if asked:
        yield replace(asked, role=Role.QUESTION)
    yield from (replace(line, role=Role.LABEL) for line in theme.headings if line not in (title, asked))
    for part in theme.lists:
        yield from part
