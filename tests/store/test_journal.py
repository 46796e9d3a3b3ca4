from __future__ import annotations

import errno
import os
import stat
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings

from tests.store.making import NOON, histories, lines_of, make
from workshop.model.entry import Entry
from workshop.model.errors import Damaged, NotWritten, Unreadable
from workshop.model.events import NoteKept, SessionRetitled
from workshop.model.history import History
from workshop.model.hlc import next_stamp
from workshop.store import journal as journals
from workshop.store.codec import encode
from workshop.store.folder import Follower, make_durable
from workshop.store.journal import Journal, journals_in, read_journal, whole_entries

if TYPE_CHECKING:
    from collections.abc import Callable


def entry(number: int, title: str = "Trust") -> Entry:
    return Entry(next_stamp("", NOON + number, "k7q2ab"), "facilitator", (SessionRetitled(title),))


FIVE = [entry(number, f"Title {number}") for number in range(1, 6)]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "journal" / "k7q2ab.jsonl"


def put(path: Path, data: bytes) -> Path:
    path.parent.mkdir(exist_ok=True, parents=True)
    path.write_bytes(data)
    return path


def sound(path: Path) -> list[Entry]:
    reading = read_journal(path)
    assert not reading.problems
    assert not reading.torn
    return reading.entries


def problems(path: Path) -> list[str]:
    return [str(problem).partition(": ")[2] for problem in read_journal(path).problems]


# Writing


def test_what_was_appended_is_read_in_its_order(path: Path) -> None:
    journal = Journal(path.parent, "k7q2ab")
    journal.append(FIVE[:2])
    journal.append(FIVE[2:])
    journal.close()
    assert sound(path) == FIVE


def test_a_journal_is_never_opened_for_writing_again(path: Path) -> None:
    Journal(path.parent, "k7q2ab").append(FIVE)
    with pytest.raises(NotWritten, match="Not recorded"):
        Journal(path.parent, "k7q2ab")


def test_a_journal_without_entries_leaves_no_file(path: Path) -> None:
    Journal(path.parent, "k7q2ab").close()
    assert not path.exists()


def test_the_names_of_new_folders_and_files_are_on_the_disk_before_the_entry_is_acknowledged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    flushed: list[Path] = []
    for module in ("workshop.store.atomic_files", "workshop.store.journal"):
        monkeypatch.setattr(f"{module}.flush_folder", flushed.append)
    folder = tmp_path / "sessions" / "table-3" / "journal"
    Journal(folder, "k7q2ab").append(FIVE)
    assert {tmp_path, tmp_path / "sessions", tmp_path / "sessions" / "table-3", folder} == set(flushed)


class Disk:
    """Calls of the system that fail when told to, or write less than they are given."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.failing: dict[str, int] = {}
        self.most = 10**9
        for name in ("write", "fdatasync", "ftruncate"):
            monkeypatch.setattr(os, name, self._wrapped(name, getattr(os, name)))

    def _wrapped(self, name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        def wrapped(file: int, *more: Any) -> Any:  # noqa: ANN401 - as the system's call
            if name in self.failing:
                if name == "write":
                    call(file, more[0][: len(more[0]) // 2])
                raise OSError(self.failing[name], os.strerror(self.failing[name]))
            return call(file, more[0][: self.most]) if name == "write" else call(file, *more)

        return wrapped


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> Disk:
    return Disk(monkeypatch)


def test_a_disk_that_takes_a_few_bytes_at_a_time_gets_them_all(path: Path, disk: Disk) -> None:
    disk.most = 7
    Journal(path.parent, "k7q2ab").append(FIVE)
    assert sound(path) == FIVE


@pytest.mark.parametrize(
    ("call", "number", "words"),
    [
        ("write", errno.ENOSPC, r"disk full\)\. What was recorded before is safe; free some space"),
        ("write", errno.EIO, "the disk failed"),
        ("fdatasync", errno.EIO, "the disk failed"),
        ("fdatasync", errno.EDQUOT, "your share of the disk is used up"),
    ],
)
def test_what_the_disk_refuses_is_not_in_the_journal(
    path: Path, disk: Disk, call: str, number: int, words: str
) -> None:
    journal = Journal(path.parent, "k7q2ab")
    journal.append(FIVE[:2])
    disk.failing = {call: number}
    with pytest.raises(NotWritten, match=words):
        journal.append(FIVE[2:])
    assert journal.failed
    disk.failing = {}
    journal.close()
    assert sound(path) == FIVE[:2]


def test_what_was_refused_and_cannot_be_taken_out_is_said_until_it_is_out(path: Path, disk: Disk) -> None:
    journal = Journal(path.parent, "k7q2ab")
    journal.append(FIVE[:2])
    disk.failing = {"fdatasync": errno.EIO, "ftruncate": errno.EROFS}
    with pytest.raises(NotWritten):
        journal.append(FIVE[2:])
    with pytest.raises(NotWritten, match="read-only"):
        journal.close()
    disk.failing = {}
    journal.close()
    assert sound(path) == FIVE[:2]


def test_a_journal_whose_first_entry_failed_leaves_no_file(path: Path, disk: Disk) -> None:
    disk.failing = {"write": errno.ENOSPC}
    journal = Journal(path.parent, "k7q2ab")
    with pytest.raises(NotWritten):
        journal.append(FIVE)
    journal.close()
    assert not path.exists()


def test_something_unexpected_leaves_the_journal_as_it_was(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    journal = Journal(path.parent, "k7q2ab")
    journal.append(FIVE[:2])

    def fail(*_: object) -> None:
        raise MemoryError

    with monkeypatch.context() as broken:
        broken.setattr(journals, "_write_all", fail)
        with pytest.raises(MemoryError):
            journal.append(FIVE[2:])
    assert journal.failed
    assert sound(path) == FIVE[:2]


def test_a_line_that_could_not_be_read_again_is_not_written(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journals, "LINE_LIMIT", 200)
    journal = Journal(path.parent, "k7q2ab")
    with pytest.raises(NotWritten, match="too much at once"):
        journal.append([entry(1, "x" * 200)])
    assert path.read_bytes() == b""


def test_a_journal_that_cannot_be_begun_says_why(tmp_path: Path) -> None:
    (tmp_path / "journal").write_bytes(b"")
    with pytest.raises(NotWritten, match=r"part of that path is a file"):
        Journal(tmp_path / "journal", "k7q2ab")


# Cut at every byte


@settings(max_examples=6, deadline=None)
@given(histories)
def test_a_journal_cut_at_any_byte_keeps_every_whole_entry(
    tmp_path_factory: pytest.TempPathFactory, history: list[Entry]
) -> None:
    folder = tmp_path_factory.mktemp("cut") / "journal"
    data = lines_of(history)
    ends = [len(lines_of(history[:count])) for count in range(len(history) + 1)]
    for cut in range(len(data) + 1):
        path = put(folder / "k7q2ab.jsonl", data[:cut])
        reading = read_journal(path)
        whole = max(count for count, end in enumerate(ends) if end <= cut + 1)  # + 1: a line without its end
        assert reading.entries == history[:whole]
        assert not reading.problems
        assert reading.torn == data[reading.end : cut]


def test_a_session_cut_at_any_byte_goes_on_in_a_journal_of_its_own(tmp_path: Path) -> None:
    pen = make(tmp_path / "s", "Trust", "Time", "Tea")
    data, whole = pen.path.read_bytes(), pen.history.entries
    for cut in range(len(data) + 1):
        pen.path.write_bytes(data[:cut])
        read = Follower(pen.path.parent).read()
        later = Journal(pen.path.parent, "later0")
        added = Entry(next_stamp(whole[-1].id, NOON, "later0"), "facilitator", (SessionRetitled("Later"),))
        later.append([added])
        assert set(Follower(pen.path.parent).read()) == {*read, added}
        assert read == whole[: len(read)]
        later.close()
        later.path.unlink()


# A flipped bit


def flipped(data: bytes) -> list[bytes]:
    return [data[:at] + bytes([data[at] ^ (1 << bit)]) + data[at + 1 :] for at in range(len(data)) for bit in range(8)]


def test_any_flipped_bit_is_noticed(path: Path) -> None:
    history = [*FIVE[:2], Entry(FIVE[2].id, "", (NoteKept("a.txt", 3, "One\nTwo é"),), "form")]
    for data in flipped(lines_of(history)):
        reading = read_journal(put(path, data))
        assert reading.problems
        assert set(reading.entries) < set(history)


def test_any_flipped_bit_stops_the_opening(tmp_path: Path) -> None:
    pen = make(tmp_path / "s", "Trust")
    data = pen.path.read_bytes()
    for changed in flipped(data):
        pen.path.write_bytes(changed)
        with pytest.raises(Damaged, match=r"k7q2|jsonl: lines? \d"):
            Follower(pen.path.parent).read()


def test_a_bit_that_flips_where_the_last_line_has_lost_its_end_is_noticed(path: Path) -> None:
    data = lines_of(FIVE[:2])[:-1]
    for changed in flipped(data):
        reading = read_journal(put(path, changed))
        assert reading.problems or reading.torn
        assert set(reading.entries) < set(FIVE[:2])


# Lines that changed places, came twice, or went


def test_lines_that_changed_places_or_came_twice_are_the_same_record(path: Path) -> None:
    lines = lines_of(FIVE).splitlines(keepends=True)
    for order in ([1, 0, 2, 3, 4], [4, 3, 2, 1, 0], [0, 0, 1, 2, 3, 4, 4], [0, 1, 2, 3, 4, 2]):
        reading = read_journal(put(path, b"".join(lines[at] for at in order)))
        assert not reading.problems
        history = History()
        history.extend(reading.entries)
        assert history.entries == FIVE


@pytest.mark.parametrize(
    ("kept", "said"),
    [
        ([1, 2, 3, 4], ["line 1: missing"]),
        ([0, 2, 3, 4], ["line 2: missing"]),
        ([0, 4], ["lines 2 to 4: missing"]),
        ([4, 2, 0], ["line 2: missing", "line 4: missing"]),
    ],
)
def test_a_missing_line_is_named(path: Path, kept: list[int], said: list[str]) -> None:
    lines = lines_of(FIVE).splitlines(keepends=True)
    assert problems(put(path, b"".join(lines[at] for at in kept))) == said


def test_what_is_missing_at_the_end_cannot_be_seen_in_the_journal(path: Path) -> None:
    assert sound(put(path, lines_of(FIVE[:3]))) == FIVE[:3]


def test_a_damaged_line_is_named(path: Path) -> None:
    data = lines_of(FIVE).replace(b"Title 3", b"Title 9")
    assert problems(put(path, data)) == ["line 3: damaged (its checksum does not fit)"]
    assert read_journal(path).entries == [*FIVE[:2], *FIVE[3:]]


def test_a_line_end_that_was_hit_names_both_its_lines(path: Path) -> None:
    lines = lines_of(FIVE).split(b"\n")
    data = lines[0] + b"\n" + lines[1] + b"*" + lines[2] + b"\n" + b"\n".join(lines[3:])
    assert problems(put(path, data)) == ["line 2: damaged (its checksum does not fit)", "line 3: missing"]


@pytest.mark.parametrize("changed", [b"*", b"\x0b", b"\x00\x00"])
def test_something_behind_the_last_line_is_damage_and_not_a_line_that_was_never_finished(
    path: Path, changed: bytes
) -> None:
    data = lines_of(FIVE)[:-1] + changed
    assert problems(put(path, data)) == ["line 5: damaged (its checksum does not fit)"]


# What sticks, editors and mail do


@pytest.mark.parametrize(
    "data",
    [
        lines_of(FIVE).replace(b"\n", b"\r\n"),
        b"\xef\xbb\xbf" + lines_of(FIVE),
        b"\xef\xbb\xbf" + lines_of(FIVE).replace(b"\n", b"\r\n"),
        lines_of(FIVE)[:-1],
        lines_of(FIVE).replace(b"\n", b"\r\n")[:-1],
        lines_of(FIVE).replace(b"\n", b"\n\n"),
        b"\n\r\n" + lines_of(FIVE) + b"\n",
        lines_of(FIVE[:2]) + b"\xef\xbb\xbf" + lines_of(FIVE)[len(lines_of(FIVE[:2])) :],
    ],
    ids=["CRLF", "mark", "mark and CRLF", "no last end", "half a last end", "blank", "blank around", "joined"],
)
def test_other_line_ends_marks_and_blank_lines_change_nothing(path: Path, data: bytes) -> None:
    assert sound(put(path, data)) == FIVE


def test_a_file_that_is_no_journal_is_damaged_piece_by_piece(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journals, "LINE_LIMIT", 1000)
    put(path, b"x" * 3500 + b"\n")
    reading = read_journal(path)
    assert [(p.first, p.last) for p in reading.problems] == [(1, 1), (2, 2), (3, 3), (4, 4)]


def test_entries_can_be_found_whole_in_a_damaged_line() -> None:
    lines = [encode(each, number)[:-1] for number, each in enumerate(FIVE, 1)]
    assert whole_entries(lines[0]) == [lines[0]]
    assert whole_entries(b"?" + lines[0] + b"*" + lines[1] + b"??") == lines[:2]
    assert whole_entries(lines[0][:-1] + b"~" + lines[1]) == [lines[1]]
    assert whole_entries(lines[0].replace(b"Title", b"Tibia") + b"*" + lines[1]) == [lines[1]]
    assert whole_entries(lines[0][:40] + lines[1]) == [lines[1]]
    assert whole_entries(b"") == []


def test_journals_are_files_of_that_name_and_nothing_of_macos(tmp_path: Path) -> None:
    for name in ("b.jsonl", "a.jsonl", "._a.jsonl", "a.jsonl.damaged-5", ".x.part", "notes.txt"):
        (tmp_path / name).write_bytes(b"")
    (tmp_path / "folder.jsonl").mkdir()
    assert [path.name for path in journals_in(tmp_path)] == ["a.jsonl", "b.jsonl"]
    assert journals_in(tmp_path / "none") == []


def test_a_folder_that_may_not_be_listed_is_said_so(tmp_path: Path) -> None:
    (tmp_path / "journal").write_bytes(b"")
    with pytest.raises(Unreadable, match=r"cannot be read \(not a directory\)"):
        journals_in(tmp_path / "journal")


def test_reading_goes_on_where_it_stopped(path: Path) -> None:
    data = lines_of(FIVE)
    for cut in range(len(data) + 1):
        first = read_journal(put(path, data[:cut]))
        rest = read_journal(put(path, data), first.end, first.following)
        assert [*first.entries, *rest.entries] == FIVE
        assert not rest.problems
        assert rest.end == len(data)
        assert rest.following == 6


def test_a_journal_is_readable_by_its_owner_alone(tmp_path: Path) -> None:
    make(tmp_path / "s", "Trust")
    (journal,) = (tmp_path / "s" / "journal").iterdir()
    assert stat.S_IMODE(journal.stat().st_mode) == 0o600
    journal.chmod(0o644)
    make_durable(journal.parent)
    assert stat.S_IMODE(journal.stat().st_mode) == 0o600
