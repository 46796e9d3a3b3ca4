"""The desk's copies of front ends' files: whole lines in their order, whatever comes in whichever way."""

from __future__ import annotations

from pathlib import Path

import pytest

from workshop.model.entry import Entry
from workshop.model.errors import NotWritten
from workshop.model.events import AllocationSet
from workshop.store.codec import encode
from workshop.sync.copies import Came
from workshop.sync.front_copies import FrontCopies, FrontFiles
from workshop.sync.subjects import JournalAddress

SESSION = "20261127T120000.000Z-000-hallab"
ADDRESS = JournalAddress("f001", SESSION, "node01")
LINES = [
    encode(
        Entry(f"20261127T120000.{n:03d}Z-000-node01", "", (AllocationSet("ballot", "a" * 16, ("card",) * n),)), n + 1
    )
    for n in range(6)
]


def came(*numbers: int) -> Came:
    return Came(ADDRESS, b"".join(LINES[number] for number in numbers))


@pytest.fixture
def copies(tmp_path: Path) -> FrontCopies:
    return FrontCopies(tmp_path)


def written(place: Path) -> bytes:
    return (place / "f001" / "node01.jsonl").read_bytes()


def test_lines_that_come_twice_or_overlap_stand_there_once(copies: FrontCopies, tmp_path: Path) -> None:
    assert copies.take([came(0, 1), came(0, 1, 2), came(3)]) == []
    assert copies.take([came(2, 3, 4), came(0)]) == []
    assert written(tmp_path) == b"".join(LINES[:5])
    assert copies.arrived("f001") == {"node01": 5}
    assert copies.arrived("f002") == {}


def test_what_comes_after_a_gap_waits_to_be_sent_again(copies: FrontCopies, tmp_path: Path) -> None:
    assert copies.take([came(0), came(2, 3)]) == []
    assert copies.arrived("f001") == {"node01": 1}
    copies.take([came(1, 2, 3)])
    assert written(tmp_path) == b"".join(LINES[:4])


def test_a_damaged_line_is_named_and_nothing_after_it_is_taken(copies: FrontCopies, tmp_path: Path) -> None:
    broken = Came(ADDRESS, LINES[0] + LINES[1].replace(b"ballot", b"ballad") + LINES[2])
    (remark,) = copies.take([broken])
    assert remark.startswith("f001 (node01): a line arrived damaged (")
    assert remark.endswith("; it is asked for again.")
    assert written(tmp_path) == LINES[0]


def test_a_desk_that_was_killed_goes_on_after_the_last_whole_line(copies: FrontCopies, tmp_path: Path) -> None:
    copies.take([came(0, 1)])
    with (tmp_path / "f001" / "node01.jsonl").open("ab") as file:
        file.write(LINES[2][:40])
    again = FrontCopies(tmp_path)
    assert again.arrived("f001") == {"node01": 2}
    again.take([came(2, 3)])
    assert written(tmp_path) == b"".join(LINES[:4])


def test_a_disk_that_refuses_takes_nothing_and_can_be_asked_again(copies: FrontCopies, tmp_path: Path) -> None:
    (tmp_path / "f001").write_text("in the way")
    with pytest.raises(NotWritten, match="Votes are safe at the front ends"):
        copies.take([came(0, 1)])
    (tmp_path / "f001").unlink()
    copies.take([came(0, 1)])
    assert written(tmp_path) == b"".join(LINES[:2])


def test_a_front_end_sends_what_was_flushed_from_where_the_desk_is(tmp_path: Path) -> None:
    journal = tmp_path / "journal"
    journal.mkdir()
    (journal / "node01.jsonl").write_bytes(b"".join(LINES[:4]))
    (journal / "hallabcdef.jsonl").write_bytes(LINES[0])
    files = FrontFiles(tmp_path)
    assert files.flushed == {"node01": 4}
    files.begin_at({"node01": 3, "gone": 9})
    block = files.next_block()
    assert block == ("node01", 4, LINES[3])
    files.sent(block)
    assert files.next_block() is None
    assert files.waiting == 0
    files.begin_at({})
    assert files.next_block() == ("node01", 4, b"".join(LINES[:4]))
