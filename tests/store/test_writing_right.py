from __future__ import annotations

import errno
import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.store.making import make
from workshop.model.errors import Busy, NotWritten
from workshop.store import writing_right
from workshop.store.folder import load
from workshop.store.writing_right import (
    LOCK,
    SEAL,
    WRITER,
    WallRight,
    WritingRight,
    note_moved,
    note_phones,
    phones_of,
    wall_runs,
    writer_of,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

    from tests.store.conftest import Mount

HOLDER = """
import sys, time
from pathlib import Path
from workshop.store.writing_right import WritingRight
right = WritingRight(Path(sys.argv[1]))
print("writing", flush=True)
sys.stdin.read()
right.give_up()
"""


def another_process(folder: Path) -> subprocess.Popen[str]:
    """A real second process that writes the session until its input ends."""
    command = [sys.executable, "-c", HOLDER, str(folder)]
    process = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[2]
    )
    assert process.stdout
    assert process.stdout.readline() == "writing\n"
    return process


def test_the_second_of_two_processes_is_told_the_firsts_number_and_may_look(tmp_path: Path) -> None:
    make(tmp_path / "table-3", "Trust")
    with another_process(tmp_path / "table-3") as process:
        with pytest.raises(Busy) as error:
            WritingRight(tmp_path / "table-3")
        assert str(error.value) == (
            f"“table-3” is being written by process {process.pid} on this computer. Close it there first; "
            "to look on meanwhile: “workshop board table-3” or “workshop show table-3”."
        )
        assert load(tmp_path / "table-3").session.title == "Leadership"
        process.communicate("")
    WritingRight(tmp_path / "table-3").give_up()
    assert writer_of(tmp_path / "table-3") is None


def test_a_process_that_was_killed_leaves_nothing_that_stops_the_next(tmp_path: Path) -> None:
    with another_process(tmp_path / "s") as process:
        process.send_signal(signal.SIGKILL)
    assert (tmp_path / "s" / LOCK).exists()
    assert writer_of(tmp_path / "s") == process.pid
    right = WritingRight(tmp_path / "s")
    assert writer_of(tmp_path / "s") == os.getpid()
    right.give_up()


def test_one_process_writes_a_session_once_at_a_time(tmp_path: Path) -> None:
    right = WritingRight(tmp_path / "s")
    with pytest.raises(Busy, match=f"process {os.getpid()}"):
        WritingRight(tmp_path / "s")
    right.give_up()


def test_giving_up_twice_takes_nothing_from_the_next_writer(tmp_path: Path) -> None:
    first = WritingRight(tmp_path / "s")
    first.give_up()
    second = WritingRight(tmp_path / "s")
    first.give_up()
    assert writer_of(tmp_path / "s") == os.getpid()
    second.give_up()


@pytest.mark.parametrize("note", ["", "{", "[]", '{"pid": "many"}', "{}"])
def test_without_a_readable_note_the_writer_is_another_process(tmp_path: Path, note: str) -> None:
    right = WritingRight(tmp_path / "s")
    (tmp_path / "s" / WRITER).write_text(note)
    with pytest.raises(Busy, match="by another process"):
        WritingRight(tmp_path / "s")
    right.give_up()


def test_a_session_that_may_only_be_read_is_shown_and_not_written(
    common: Path, without_rights: Callable[[], AbstractContextManager[None]]
) -> None:
    make(common / "s", "Trust")
    assert load(common / "s").session.title == "Leadership"  # once with all rights: Python loads some of itself late
    (common / "s").chmod(0o555)
    for journal in (common / "s" / "journal").iterdir():
        journal.chmod(0o644)
    with without_rights():
        with pytest.raises(NotWritten, match=r"\(it can only be read\)\. It can be shown and exported; to go on"):
            WritingRight(common / "s")
        assert load(common / "s").session.title == "Leadership"


def test_where_nothing_can_be_made_nothing_is_begun_and_another_place_is_named(
    common: Path, without_rights: Callable[[], AbstractContextManager[None]]
) -> None:
    common.chmod(0o555)
    with without_rights(), pytest.raises(NotWritten, match="Nothing was begun; --home names another place"):
        WritingRight(common / "new")


def test_a_session_on_a_read_only_disk_is_shown_and_not_written(disk: tuple[Path, Mount]) -> None:
    path, mount = disk
    make(path / "s", "Trust")
    WritingRight(path / "s").give_up()
    mount("ro")
    with pytest.raises(NotWritten, match=r"\(it can only be read\)"):
        WritingRight(path / "s")
    assert load(path / "s").session.title == "Leadership"


def test_a_drive_without_locks_is_said_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class NoLocks:
        is_locked = False

        def __init__(self, *_: object, **__: object) -> None: ...

        def acquire(self) -> None:
            raise OSError(37, "No locks available")

    monkeypatch.setattr(writing_right, "FileLock", NoLocks)
    with pytest.raises(NotWritten, match=r"\(no locks available\)\. It can be shown and exported"):
        WritingRight(tmp_path / "s")
    assert not (tmp_path / "s").exists()


def test_a_lock_that_is_a_link_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "s").mkdir()
    (tmp_path / "victim").write_text("mine")
    (tmp_path / "s" / LOCK).symlink_to(tmp_path / "victim")
    with pytest.raises(NotWritten):
        WritingRight(tmp_path / "s")
    assert (tmp_path / "victim").read_text() == "mine"


def test_the_writer_says_where_phones_join_and_nobody_else_does(tmp_path: Path) -> None:
    note_phones(tmp_path, "http://192.0.2.7:8000/")
    assert phones_of(tmp_path) == ""
    right = WritingRight(tmp_path)
    note_phones(tmp_path, "http://192.0.2.7:8000/")
    assert phones_of(tmp_path) == "http://192.0.2.7:8000/"
    note_phones(tmp_path, "")
    assert phones_of(tmp_path) == ""
    right.give_up()


def test_of_a_session_that_was_handed_over_phones_join_where_it_goes_on(tmp_path: Path) -> None:
    note_moved(tmp_path, "http://192.0.2.8:8000/")
    assert phones_of(tmp_path) == ""
    (tmp_path / SEAL).write_text(json.dumps({"to": "another laptop"}), encoding="utf-8")
    note_moved(tmp_path, "http://192.0.2.8:8000/")
    assert phones_of(tmp_path) == "http://192.0.2.8:8000/"


def test_a_wall_runs_once_and_whoever_comes_second_is_told_where(tmp_path: Path) -> None:
    summit = tmp_path / "hall"
    assert not wall_runs(summit)
    right = WallRight(summit)
    assert wall_runs(summit)
    with pytest.raises(Busy, match=f"The wall of “hall” runs already, in process {os.getpid()} of this computer"):
        WallRight(summit)
    (summit / "wall" / "writer.json").unlink()
    with pytest.raises(Busy, match="in another process of this computer"):
        WallRight(summit)
    right.give_up()
    assert not wall_runs(summit)


def test_a_full_disk_is_said_with_its_own_cure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: Path) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    (tmp_path / "s").mkdir()
    monkeypatch.setattr(writing_right, "make_folder", full)
    with pytest.raises(NotWritten, match=r"\(disk full\)\. Nothing recorded is lost; free some space and try again\."):
        WritingRight(tmp_path / "s")
