"""A digest that somebody typed by hand, or that this program handed out: headings, and lines under them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import cache
from typing import TYPE_CHECKING, Final

from workshop.importing.importer import lines_of_file
from workshop.importing.lines import Role
from workshop.wording.document_words import all_words
from workshop.wording.headings import is_title_like

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from workshop.importing.lines import PaperLine

LONGEST_HEADING: Final = 80
"""Characters of a heading; what is longer introduces something."""
_IDS: Final = re.compile(r"[\w-]*\d+\w?(?:, [\w-]*\d+\w?)*")
_LABEL: Final = re.compile(r"^L\d+\w?\s+")


@dataclass(frozen=True, slots=True)
class DigestPage:
    """Headings with their lines, in their order; ``left_out`` are (number, text) of lines that are neither.

    ``sources``: the ids of the cards that a line says it stands on, by its words.
    """

    headings: tuple[tuple[str, tuple[str, ...]], ...]
    left_out: tuple[tuple[int, str], ...]
    sources: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def read_digest(path: Path) -> DigestPage:
    """Return the digest in a file. Raises ``Unreadable`` with one sentence: the file, what is wrong, the cure."""
    return digest_in([line for line in lines_of_file(path) if line.whole.strip()])


def digest_in(lines: Sequence[PaperLine]) -> DigestPage:
    """Return the digest in the lines of a page: what is listed below a title, and nothing else.

    In a page that lists nothing each paragraph's first line is a heading, and those below it are its lines.
    """
    lines, sources, after = _own_digest(lines)
    listed = any(map(_is_listed, lines))
    found: list[tuple[str, list[str]]] = []
    left_out: list[tuple[int, str]] = []
    for line, heading in zip(lines, _headings(lines, listed=listed), strict=True):
        if heading == line.text and not _is_listed(line):
            found.append((heading, []))
        elif heading and found and (_is_listed(line) or not listed):
            found[-1][1].append(line.text)
        elif heading and found and found[-1][1] and line.indent:
            found[-1][1][-1] += f" {line.text}"
        else:
            left_out.append((line.number, line.whole))
    kept = tuple((name, tuple(own)) for name, own in found if own)
    return DigestPage(kept, (*left_out, *((line.number, line.whole) for line in after)), sources)


def _own_digest(
    lines: Sequence[PaperLine],
) -> tuple[Sequence[PaperLine], dict[str, tuple[str, ...]], Sequence[PaperLine]]:
    """Part a digest of ours, whose lines have ids, into what it says, the ids below each of its lines, and the rest.

    Any other page is what it says, and has neither.
    """
    last = max((place for place, line in enumerate(lines) if _named(line)), default=None)
    if last is None:
        return lines, {}, ()
    end = next((place for place in range(last, len(lines)) if lines[place].text in _over_the_cards()), len(lines))
    kept: list[PaperLine] = []
    sources: dict[str, tuple[str, ...]] = {}
    for line in lines[:end]:
        if kept and line.text.partition(":")[0].strip() in _details():
            if named := _named(line):
                sources[kept[-1].text] = named
        else:
            kept.append(replace(line, text=_LABEL.sub("", line.text)))
    return kept, sources, lines[end:]


def _headings(lines: Sequence[PaperLine], *, listed: bool) -> Iterator[str]:
    """Return for each line the heading it stands under, itself for a heading, and empty where it is beside all."""
    heading = ""
    for place, line in enumerate(lines):
        following = lines[place + 1] if place + 1 < len(lines) else None
        if listed and not _is_listed(line):
            begins = following is not None and _is_listed(following) and _may_head(line)
            goes_on = bool(heading) and line.indent > 0 and not line.gap and not line.level
            heading = line.text if begins else (heading if goes_on else "")
        elif not listed and (line.level or line.gap or not place):
            heading = line.text if following is not None and not following.gap and not following.level else ""
        yield heading


def _is_listed(line: PaperLine) -> bool:
    return bool(line.glyph) or line.role is Role.CARD


def _may_head(line: PaperLine) -> bool:
    """Return whether a line may be a heading: its format says so, or it is short and no sentence."""
    return line.level > 0 or (len(line.text) <= LONGEST_HEADING and is_title_like(line.text))


def _named(line: PaperLine) -> tuple[str, ...]:
    """Return the ids that a line names as sources; none where it names none."""
    label, _, ids = line.text.partition(":")
    ids = ids.strip()
    return tuple(ids.split(", ")) if label.strip() in _sources() and _IDS.fullmatch(ids) else ()


@cache
def _sources() -> frozenset[str]:
    return frozenset(words.labels.sources for words in all_words())


@cache
def _details() -> frozenset[str]:
    return _sources().union(label for words in all_words() for label in (words.labels.note, words.labels.dots))


@cache
def _over_the_cards() -> frozenset[str]:
    """Return the headings over the cards themselves, which are no lines."""
    return frozenset(words.map.sources for words in all_words())
