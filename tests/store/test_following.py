from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.store.making import NOON, Pen, make, start, texts_of
from workshop.model.commands import StartSession
from workshop.model.errors import Damaged, NotFound, NotWritten, Unreadable
from workshop.store import folder as folders
from workshop.store import journal as journals
from workshop.store.folder import Follower, SessionFolder, load, make_durable

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager


def test_a_session_is_read_from_all_its_journals(tmp_path: Path) -> None:
    make(tmp_path / "s", "Trust")
    later = Pen(tmp_path / "s", NOON + 60_000)
    later.add("Time")
    assert texts_of(SessionFolder(tmp_path / "s")) == ["Trust", "Time"]


def test_a_folder_without_entries_holds_no_session(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="holds no entries yet"):
        load(tmp_path / "sessions" / "none")


def test_what_another_process_adds_comes_with_the_next_look(tmp_path: Path) -> None:
    pen = start(tmp_path / "s")
    source = SessionFolder(tmp_path / "s")
    pen.add("Trust")
    assert len(source.refresh()) == 1
    assert source.refresh() == []
    other = Pen(tmp_path / "s", NOON + 60_000)
    other.add("Time")
    pen.add("Tea")
    assert len(source.refresh()) == 2
    assert sorted(texts_of(source)) == ["Tea", "Time", "Trust"]


def test_what_is_being_written_is_seen_when_it_is_whole(tmp_path: Path) -> None:
    pen = start(tmp_path / "s")
    before = len(pen.path.read_bytes())
    pen.add("Trust")
    data = pen.path.read_bytes()
    for cut in range(before, len(data) - 1):
        pen.path.write_bytes(data[:cut])
        source = SessionFolder(tmp_path / "s")
        assert texts_of(source) == []
        assert source.own.torn == ([pen.path] if cut > before else [])
        pen.path.write_bytes(data)
        source.refresh()
        assert texts_of(source) == ["Trust"]
        assert source.own.torn == []


def test_what_a_process_took_back_is_gone_with_the_next_look(tmp_path: Path) -> None:
    pen = start(tmp_path / "s")
    kept = pen.path.read_bytes()
    source = SessionFolder(tmp_path / "s")
    pen.add("Trust")
    source.refresh()
    pen.path.write_bytes(kept)
    assert len(source.refresh()) == 1
    assert texts_of(source) == []


def test_a_journal_that_was_taken_back_whole_is_gone_with_the_next_look(tmp_path: Path) -> None:
    start(tmp_path / "s").close()
    second = Pen(tmp_path / "s", NOON + 60_000)
    second.add("Trust")
    source = SessionFolder(tmp_path / "s")
    second.path.unlink()
    source.refresh()
    assert texts_of(source) == []
    assert source.history.session.title == "Leadership"


def test_a_folder_that_vanishes_is_said_to_be_gone_and_does_not_become_an_empty_board(tmp_path: Path) -> None:
    make(tmp_path / "sessions" / "s", "Trust")
    source = SessionFolder(tmp_path / "sessions" / "s")
    shutil.rmtree(tmp_path / "sessions")
    with pytest.raises(Unreadable, match=r"^sessions/s/journal is gone\. Put it back"):
        source.refresh()
    assert texts_of(source) == ["Trust"]


def test_a_journal_that_goes_while_it_is_read_is_said_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pen = make(tmp_path / "s", "Trust")
    listed = journals.journals_in(pen.path.parent)
    pen.path.unlink()
    monkeypatch.setattr(folders, "journals_in", lambda _: listed)
    assert Follower(pen.path.parent).read() == []
    monkeypatch.setattr(folders, "_size", lambda _: 5)
    with pytest.raises(Unreadable, match="no such file"):
        Follower(pen.path.parent).read()


def test_damage_names_file_line_and_cure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WORKSHOP_HOME", str(tmp_path))
    pen = make(tmp_path / "sessions" / "table-3", "Trust", "Time")
    pen.path.write_bytes(pen.path.read_bytes().replace(b"Trust", b"Crust").replace(b"Time", b"Tome"))
    with pytest.raises(Damaged) as error:
        load(tmp_path / "sessions" / "table-3")
    assert str(error.value) == (
        f"sessions/table-3/journal/{pen.path.name}: line 2: damaged (its checksum does not fit) (and 1 more). "
        "Nothing was changed. Put a good copy of the file back, or run “workshop check table-3 --repair”, "
        "which keeps the original beside it."
    )


@pytest.mark.parametrize(("stick", "typed"), [("stick", "{}"), ("my stick", '"{}"')])
def test_damage_on_a_stick_names_the_folder_in_the_cure(tmp_path: Path, stick: str, typed: str) -> None:
    folder = tmp_path / stick / "sessions" / "table-3"
    pen = make(folder, "Trust", "Time")
    pen.path.write_bytes(pen.path.read_bytes().replace(b"Trust", b"Crust"))
    with pytest.raises(Damaged) as error:
        load(folder)
    assert f"run “workshop check {typed.format(folder)} --repair”" in str(error.value)


def test_a_session_without_its_beginning_is_damaged(tmp_path: Path) -> None:
    start(tmp_path / "s").path.rename(tmp_path / "kept")
    Pen(tmp_path / "s").facts()
    with pytest.raises(Damaged, match="the journal with the session's beginning is missing"):
        load(tmp_path / "s")


def test_damage_in_a_summits_table_names_the_summit_in_the_cure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WORKSHOP_HOME", str(tmp_path))
    pen = make(tmp_path / "sessions" / "s", "Trust")
    table = tmp_path / "sessions" / "summit" / "tables" / pen.history.session.id
    shutil.copytree(pen.path.parent, table)
    (table / pen.path.name).write_bytes(pen.path.read_bytes().replace(b"Trust", b"Crust"))
    with pytest.raises(Damaged, match=r"“workshop check summit --repair”"):
        load(tmp_path / "sessions" / "summit")


def test_two_entries_of_one_name_do_not_stop_the_opening(tmp_path: Path) -> None:
    pen = make(tmp_path / "s", "Trust")
    other = Pen(tmp_path / "s")
    other.journal.append([pen.history.entries[1]._replace(by="participant")])
    assert load(tmp_path / "s").session == pen.history.session
    assert [entry.by for entry in SessionFolder(tmp_path / "s").aside] == ["participant"]


def test_a_folder_that_may_not_be_read_is_said_so(
    common: Path, without_rights: Callable[[], AbstractContextManager[None]]
) -> None:
    pen = make(common / "s", "Trust")
    pen.path.chmod(0)
    with without_rights(), pytest.raises(Unreadable, match=r"jsonl cannot be read \(permission denied\)"):
        load(common / "s")
    pen.path.parent.chmod(0)
    with without_rights(), pytest.raises(Unreadable, match=r"journal cannot be read \(permission denied\)"):
        load(common / "s")
    pen.path.parent.chmod(0o755)


def test_folders_that_are_no_tables_bring_nothing_to_a_summit(tmp_path: Path) -> None:
    pen = Pen(tmp_path / "summit")
    pen.do(StartSession("Summit", bare=True))
    for name in ("tables/.Trashes", "tables/empty"):
        (tmp_path / "summit" / name).mkdir(parents=True)
    (tmp_path / "summit" / "tables" / "notes.txt").write_text("Lunch")
    assert load(tmp_path / "summit").session.title == "Summit"


def test_a_file_where_tables_should_lie_is_said_so(tmp_path: Path) -> None:
    make(tmp_path / "s", "Trust")
    (tmp_path / "s" / "tables").write_text("")
    with pytest.raises(Unreadable, match="not a directory"):
        load(tmp_path / "s")


def test_journals_reached_by_a_link_are_read(tmp_path: Path) -> None:
    make(tmp_path / "s", "Trust")
    (tmp_path / "link").symlink_to(tmp_path / "s")
    (tmp_path / "linked" / "journal").mkdir(parents=True)
    for path in (tmp_path / "s" / "journal").iterdir():
        (tmp_path / "linked" / "journal" / path.name).symlink_to(path)
    (tmp_path / "linked" / "journal" / "loop.jsonl").symlink_to("loop.jsonl")
    assert load(tmp_path / "link").session == load(tmp_path / "linked").session == load(tmp_path / "s").session


def test_what_an_earlier_process_left_with_the_system_is_flushed_before_anything_stands_on_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make(tmp_path / "s", "Trust")
    flushed: list[int] = []
    monkeypatch.setattr(folders, "flush", flushed.append)
    make_durable(tmp_path / "s" / "journal")
    assert len(flushed) == 1

    def fail(_: int) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(folders, "flush", fail)
    with pytest.raises(NotWritten, match=r"could not be written to the disk \(the disk failed\)"):
        make_durable(tmp_path / "s" / "journal")
