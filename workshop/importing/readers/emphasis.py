"""Bold, slanted, marked and struck-through words of a document with looks: kept where they tell something, else said.

What is struck out is no more said as it stands, so its marks stay: ``~~words~~``. Bold and slanted words keep theirs
only where the same words stand both ways in the paper, as initials that tell who spoke do; else the line is remembered.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final, NamedTuple

from workshop.model.text import one_line
from workshop.wording.glyphs import split_glyph

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from workshop.importing.lines import PaperLine

STRUCK: Final = "~~"
BOLD: Final = "**"
SLANTED: Final = "*"
PLAIN: Final = ""


class MarkedWords(NamedTuple):
    """Words that look alike, and the mark that stands for how: empty for plain ones."""

    words: str
    mark: str


class Emphasis:
    """The lines of a document with the runs that each is made of."""

    def __init__(self) -> None:
        self._noted: list[tuple[PaperLine, list[MarkedWords]]] = []

    def note(self, line: PaperLine, runs: Iterable[MarkedWords]) -> None:
        """Remember how the words of ``line`` look."""
        self._noted.append((line, _joined(runs)))

    def settle(self) -> None:
        """Write the marks that tell something into their lines, and mark the lines that lost others."""
        looks: dict[str, set[str]] = defaultdict(set)
        for _, runs in self._noted:
            for run in runs:
                if run.mark in {BOLD, SLANTED}:
                    looks[_plain(run.words)].add(run.mark)
        telling = {words for words, marks in looks.items() if len(marks) > 1}
        for line, runs in self._noted:
            kept = [run.mark == STRUCK or (run.mark != PLAIN and _plain(run.words) in telling) for run in runs]
            dropped = any(run.mark and not keep for run, keep in zip(runs, kept, strict=True))
            if len(runs) > 1:
                line.has_lost_marks = dropped
            else:
                line.is_unmarked = line.is_unmarked or dropped
            _mark(line, [run for run, keep in zip(runs, kept, strict=True) if keep])


def split_runs(runs: Iterable[MarkedWords]) -> Iterator[list[MarkedWords]]:
    """Part runs where a line ends within one."""
    line: list[MarkedWords] = []
    for run in runs:
        first, *more = run.words.split("\n")
        line.append(MarkedWords(first, run.mark))
        for words in more:
            yield line
            line = [MarkedWords(words, run.mark)]
    yield line


def _joined(runs: Iterable[MarkedWords]) -> list[MarkedWords]:
    """Return runs of which no two that follow each other look alike, and none is blank."""
    joined: list[tuple[list[str], str]] = []
    for words, mark in runs:
        if joined and (joined[-1][1] == mark or not words.strip()):
            joined[-1][0].append(words)
        elif words.strip():
            joined.append(([words], mark))
    return [MarkedWords("".join(parts), mark) for parts, mark in joined]


def _plain(words: str) -> str:
    return one_line(words).strip(" :.,;-–—").casefold()


def _mark(line: PaperLine, runs: Sequence[MarkedWords]) -> None:
    start = 0
    for run in runs:
        whole = one_line(run.words)
        words = whole if whole in line.text else split_glyph(whole)[2].strip()
        at = line.text.find(words, start) if words else -1
        if at < 0:
            line.has_lost_marks = True
        else:
            marked = f"{run.mark}{words}{run.mark}"
            line.text = line.text[:at] + marked + line.text[at + len(words) :]
            start = at + len(marked)
