"""Lines of another laptop's journals: which are understood, which wait, and how they come onto the disk."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from tests.store.making import make
from workshop.model.errors import NotWritten, Refused
from workshop.store import foreign
from workshop.store.codec import encode
from workshop.store.folder import JOURNAL
from workshop.store.foreign import ForeignJournals, JournalLine, read_lines
from workshop.store.journal import Mark, read_journal


@pytest.fixture
def lines(tmp_path: Path) -> list[JournalLine]:
    """The lines of one journal: its session, and four cards."""
    make(tmp_path / "table", "Trust", "Time", "Roads", "Maps")
    path = next((tmp_path / "table" / JOURNAL).iterdir())
    return [JournalLine(path.stem, line) for line in path.read_bytes().splitlines(keepends=True)]


def write(journals: ForeignJournals, lines: list[JournalLine]) -> int:
    """Write what can be written of ``lines``; return how many."""
    plan = journals.plan(read_lines(lines))
    journals.keep(journals.write(plan.ready))
    return len(plan.ready)


def test_a_line_without_a_place_in_its_journal_is_refused(lines: list[JournalLine]) -> None:
    nowhere = JournalLine(lines[0].journal, encode(read_lines(lines)[1].entry, 0))
    with pytest.raises(Refused, match="has no place in it; nothing was taken"):
        read_lines([*lines, nowhere])


def test_more_lines_than_may_wait_are_asked_for_again(
    lines: list[JournalLine], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(foreign, "MOST_WAITING", 1)
    journals = ForeignJournals(tmp_path / "summit", {})
    assert write(journals, lines[2:4]) == 0
    assert write(journals, lines[:2]) == 3
    assert journals.marks[lines[0].journal].following == 4
    assert write(journals, lines[3:]) == len(lines) - 3
    path = tmp_path / "summit" / f"{lines[0].journal}.jsonl"
    assert path.read_bytes() == b"".join(line.line for line in lines)


def test_a_journal_whose_last_end_an_editor_took_goes_on_on_a_line_of_its_own(
    lines: list[JournalLine], tmp_path: Path
) -> None:
    write(ForeignJournals(tmp_path, {}), lines[:2])
    path = tmp_path / f"{lines[0].journal}.jsonl"
    os.truncate(path, path.stat().st_size - 1)
    reading = read_journal(path)
    journals = ForeignJournals(tmp_path, {path.stem: Mark(reading.end, reading.following)})
    assert write(journals, lines[2:]) == len(lines) - 2
    assert path.read_bytes() == b"".join(line.line for line in lines)
    assert read_journal(path).problems == ()


def test_a_journal_that_could_not_go_on_is_as_it_was(
    lines: list[JournalLine], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    journals = ForeignJournals(tmp_path, {})
    write(journals, lines[:2])
    path = tmp_path / f"{lines[0].journal}.jsonl"
    before = path.read_bytes()

    def full(_file: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as context:
        context.setattr(foreign, "flush", full)
        with pytest.raises(NotWritten, match="What was taken before is safe"):
            journals.write(journals.plan(read_lines(lines[2:])).ready)
    assert path.read_bytes() == before
    assert write(ForeignJournals(tmp_path, journals.marks), lines[2:]) == len(lines) - 2
    assert path.read_bytes() == b"".join(line.line for line in lines)
