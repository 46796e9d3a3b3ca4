from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from tests.store.making import NOON, Pen, make, start
from workshop.model.commands import DraftBallot, OpenBallot
from workshop.model.errors import NotFound, Unreadable
from workshop.model.events import EntryLost, UnknownEvent
from workshop.store import journal as journals
from workshop.store.folder import load
from workshop.store.merge import merge_tables
from workshop.store.snapshot import write_tables
from workshop.store.verify import check

if TYPE_CHECKING:
    from pathlib import Path

LATER = NOON + 3_600_000


def remarks(folder: Path, now: int = LATER) -> tuple[str, ...]:
    report = check(folder, now)
    assert not report.problems
    return report.remarks


def test_a_sound_session_is_counted_to_the_byte(tmp_path: Path) -> None:
    pen = make(tmp_path / "s", "Trust", "Time")
    assert check(tmp_path / "s", LATER) == (3, pen.path.stat().st_size, (), ())


def test_a_summits_tables_are_read_too(tmp_path: Path) -> None:
    pen = make(tmp_path / "s", "Trust")
    table = tmp_path / "summit" / "tables" / pen.history.session.id
    shutil.copytree(pen.path.parent, table)
    make(tmp_path / "summit", "Time")
    assert check(tmp_path / "summit", LATER).entries == 4
    (table / pen.path.name).write_bytes(b"?\n")
    assert [problem.path.parent for problem in check(tmp_path / "summit", LATER).problems] == [table]


def test_every_damaged_line_is_named(tmp_path: Path) -> None:
    pen = make(tmp_path / "sessions" / "s", "Trust", "Time", "Tea")
    lines = pen.path.read_bytes().splitlines(keepends=True)
    pen.path.write_bytes(b"".join([lines[0], lines[1].replace(b"Trust", b"Crust"), lines[3]]))
    report = check(tmp_path / "sessions" / "s", LATER)
    assert [str(problem) for problem in report.problems] == [
        f"sessions/s/journal/{pen.path.name}: line 2: damaged (its checksum does not fit)",
        f"sessions/s/journal/{pen.path.name}: line 3: missing",
    ]
    assert report.entries == 2


def test_two_entries_of_one_name_are_a_remark_that_names_both_files(tmp_path: Path) -> None:
    pen = make(tmp_path / "sessions" / "s", "Trust")
    other = Pen(tmp_path / "sessions" / "s")
    other.journal.append([pen.history.entries[0], pen.history.entries[1]._replace(by="participant")])
    names = sorted([pen.path.name, other.path.name])
    (said,) = remarks(tmp_path / "sessions" / "s")
    kept, aside = (pen.path.name, other.path.name) if names[0] == pen.path.name else (other.path.name, pen.path.name)
    assert said == (
        f"Two different entries have the id {pen.history.entries[1].id} (sessions/s/journal/{kept} line 2, "
        f"sessions/s/journal/{aside} line 2): a copied machine, or a copy changed by hand. One is set aside and has no "
        "effect; nothing is lost."
    )


def test_a_line_that_was_never_finished_is_a_remark(tmp_path: Path) -> None:
    pen = make(tmp_path / "sessions" / "s", "Trust")
    pen.path.write_bytes(pen.path.read_bytes()[:-9])
    (said,) = remarks(tmp_path / "sessions" / "s")
    assert said.startswith(f"sessions/s/journal/{pen.path.name}: the last line is not whole, and is left out.")


def test_a_clock_that_was_ahead_is_a_remark(tmp_path: Path) -> None:
    make(tmp_path / "s", "Trust")
    assert remarks(tmp_path / "s", NOON - 9 * 60_000) == ()
    (said,) = remarks(tmp_path / "s", NOON - 86_400_000)
    assert said.startswith("Some entries are dated 2026-11-22 12:00 UTC, which is still to come")


def test_the_table_whose_clock_was_ahead_is_named(tmp_path: Path) -> None:
    for name, table in (("a", "7"), ("b", "")):
        make(tmp_path / name, "Trust", table=table, now=NOON + ord(name))
    merge_tables([tmp_path / "a", tmp_path / "b"], tmp_path / "s")
    make(tmp_path / "s", "Own", now=NOON - 86_400_000 * 30)
    said = remarks(tmp_path / "s", NOON - 86_400_000)
    what = "are dated 2026-11-22 12:00 UTC, which is still to come: a clock was wrong. They are kept, and no new"
    assert said == (
        f"Some entries of table 7 (“Leadership”) {what} entry follows that date.",
        f"Some entries of “Leadership” {what} entry follows that date.",
    )


def test_what_a_merge_broke_is_a_remark(tmp_path: Path) -> None:
    pen = start(tmp_path / "s")
    pen.add("Trust", "Time")
    for name in ("a", "b"):
        shutil.copytree(tmp_path / "s", tmp_path / name)
    for name in ("a", "b"):
        copy = Pen(tmp_path / name, NOON + 60_000)
        copy.do(DraftBallot())
        copy.do(OpenBallot(next(iter(copy.history.session.ballots))))
        shutil.copy(copy.path, tmp_path / "s" / "journal")
    assert "More than one vote is open. Close or void all but one." in remarks(tmp_path / "s")


def test_what_a_repair_marked_and_what_a_newer_version_wrote_are_remarks(tmp_path: Path) -> None:
    pen = start(tmp_path / "s")
    pen.facts(EntryLost("aaaaaa.jsonl", 4), UnknownEvent("MoodNoted", '{"type":"MoodNoted"}'))
    pen.facts(UnknownEvent("MoodNoted", '{"type":"MoodNoted"}'), UnknownEvent("Ended", '{"type":"Ended"}'))
    assert remarks(tmp_path / "s") == (
        "aaaaaa.jsonl: line 4 was lost to damage and marked by a repair.",
        "3 facts are from a newer version of workshop and have no effect here (Ended, MoodNoted).",
    )


def test_one_fact_of_a_newer_version_is_counted_as_one(tmp_path: Path) -> None:
    start(tmp_path / "s").facts(UnknownEvent("MoodNoted", '{"type":"MoodNoted"}'))
    (said,) = remarks(tmp_path / "s")
    assert said == "1 fact is from a newer version of workshop and has no effect here (MoodNoted)."


def test_a_folder_copied_half_is_a_remark(tmp_path: Path) -> None:
    make(tmp_path / "s", "Trust")
    write_tables(tmp_path / "s", load(tmp_path / "s"))
    assert remarks(tmp_path / "s") == ()
    pen = Pen(tmp_path / "s", NOON + 60_000)
    pen.add("Time")
    write_tables(tmp_path / "s", load(tmp_path / "s"))
    pen.path.unlink()
    assert remarks(tmp_path / "s") == (
        (
            "session.json was made from 3 entries and the journals have 2: "
            "the folder may have been copied only in part. Copy it again."
        ),
    )


@pytest.mark.parametrize("data", [b"{", b"[]", b"\xff\xff", b"\xef\xbb\xbf{}x"])
def test_damaged_tables_are_a_remark_for_they_are_made_anew(tmp_path: Path, data: bytes) -> None:
    make(tmp_path / "s", "Trust")
    (tmp_path / "s" / "session.json").write_bytes(data)
    (said,) = remarks(tmp_path / "s")
    assert said.endswith("Delete it: it is made anew.")


@pytest.mark.parametrize("data", ["", "{}", '{"meta": []}', '{"meta": {"1": []}}', '{"meta": {"1": {"entries": "9"}}}'])
def test_tables_that_say_nothing_are_no_remark(tmp_path: Path, data: str) -> None:
    make(tmp_path / "s", "Trust")
    (tmp_path / "s" / "session.json").write_text(data)
    assert remarks(tmp_path / "s") == ()


def test_where_nothing_is_there_nothing_can_be_checked(tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        check(tmp_path / "s", LATER)


def test_a_journal_that_cannot_be_read_is_said_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make(tmp_path / "s", "Trust")

    def fail(_: Path) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(journals, "read_journal", fail)
    with pytest.raises(Unreadable, match=r"jsonl cannot be read \(input/output error\)"):
        check(tmp_path / "s", LATER)
