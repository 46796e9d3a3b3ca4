"""A digest that this program handed out: its lines have ids, and say themselves which cards they stand on."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from workshop.wording.document_words import all_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workshop.importing.lines import PaperLine

_IDS: Final = re.compile(r"[\w-]*\d+\w?(?:, [\w-]*\d+\w?)*")
_LABEL: Final = re.compile(r"^L\d+\w?\s+")


class OwnDigest(NamedTuple):
    """The lines without what stands below them, the ids of the cards by the words of a line, and what comes after."""

    lines: tuple[PaperLine, ...]
    sources: dict[str, tuple[str, ...]]
    after: tuple[PaperLine, ...]


def own_digest(lines: Sequence[PaperLine]) -> OwnDigest | None:
    """Return what one of our digests says; ``None`` for another page."""
    last = max((place for place, line in enumerate(lines) if _named(line)), default=None)
    if last is None:
        return None
    end = next((place for place in range(last, len(lines)) if lines[place].text in _over_the_cards()), len(lines))
    kept: list[PaperLine] = []
    sources: dict[str, tuple[str, ...]] = {}
    for line in lines[:end]:
        if kept and _label_of(line) in _details():
            if named := _named(line):
                sources[kept[-1].text] = named
        else:
            kept.append(replace(line, text=_LABEL.sub("", line.text)))
    return OwnDigest(tuple(kept), sources, tuple(lines[end:]))


def _label_of(line: PaperLine) -> str:
    return line.text.partition(":")[0].strip()


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
