from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from tests.examples import with_each
from workshop.model.errors import NotWritten
from workshop.store import atomic_files as files
from workshop.store.atomic_files import flush_folder, make_folder, shown, write_file


def failing_with(number: int, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", fail)


@pytest.mark.parametrize("number", [errno.EINVAL, errno.ENOTSUP])
def test_a_drive_that_cannot_flush_names_is_used_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    failing_with(number, monkeypatch)
    flush_folder(tmp_path)
    write_file(tmp_path / "a", b"new")
    assert (tmp_path / "a").read_bytes() == b"new"


def test_a_drive_that_fails_to_flush_names_is_said_to_have_failed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    failing_with(errno.EIO, monkeypatch)
    with pytest.raises(NotWritten, match="the disk failed"):
        write_file(tmp_path / "a", b"new")


def test_the_disk_knows_every_new_folder_by_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    known: list[Path] = []
    monkeypatch.setattr(files, "flush_folder", known.append)
    make_folder(tmp_path / "a" / "b" / "c")
    assert set(known) == {tmp_path, tmp_path / "a", tmp_path / "a" / "b"}
    known.clear()
    make_folder(tmp_path / "a" / "b")
    assert known == []


def test_a_folder_is_not_made_where_a_file_lies(tmp_path: Path) -> None:
    (tmp_path / "a").touch()
    for path in (tmp_path / "a", tmp_path / "a" / "b"):
        with pytest.raises(OSError, match=r"exists|Not a directory"):
            make_folder(path)


@with_each(
    "path, said",
    [
        ("/home/ana/sessions/table-3/journal/a.jsonl", "sessions/table-3/journal/a.jsonl"),
        ("/sessions/old/sessions/table-3", "sessions/table-3"),
        ("/media/stick/table-3/a.jsonl", "/media/stick/table-3/a.jsonl"),
        ("table-3", "table-3"),
    ],
)
def test_a_path_is_shown_from_the_homes_sessions_on(path: str, said: str) -> None:
    assert shown(Path(path)) == said
