from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from workshop.model.errors import NotWritten
from workshop.store import atomic_files as files
from workshop.store.atomic_files import write_file


def failing(number: int, *, windows: int | None = None) -> OSError:
    error = OSError(number, os.strerror(number))
    if windows is not None:
        error.winerror = windows  # type: ignore[attr-defined,unused-ignore]
    return error


def test_a_file_is_written_with_the_folders_it_needs(tmp_path: Path) -> None:
    path = tmp_path / "exports" / "table-3" / "appendix.txt"
    write_file(path, b"new")
    assert path.read_bytes() == b"new"
    write_file(path, b"newer")
    assert [each.name for each in path.parent.iterdir()] == ["appendix.txt"]
    assert path.read_bytes() == b"newer"


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.ENOSPC, r"\(disk full\)\. Nothing recorded is lost; free some space and try again\."),
        (errno.EACCES, r"\(no permission to write there\)"),
        (errno.EROFS, r"\(the disk is read-only\)"),
        (errno.EDQUOT, r"\(your share of the disk is used up\)"),
        (errno.EFBIG, r"\(the file is too large for this disk\)"),
        (errno.EIO, r"\(the disk failed\)\. Nothing recorded is lost; check the disk"),
    ],
)
def test_a_failed_write_leaves_the_old_file_and_says_why(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, words: str
) -> None:
    path = tmp_path / "appendix.docx"
    path.write_bytes(b"old")

    def refuse(_: int) -> None:
        raise failing(number)

    monkeypatch.setattr(files, "flush", refuse)
    with pytest.raises(NotWritten, match=rf"^Could not write .*appendix\.docx {words}"):
        write_file(path, b"new")
    assert [each.name for each in tmp_path.iterdir()] == ["appendix.docx"]
    assert path.read_bytes() == b"old"


def test_an_error_without_words_is_named_by_its_kind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: int) -> None:
        raise OSError

    monkeypatch.setattr(files, "flush", refuse)
    with pytest.raises(NotWritten, match=r"\(oserror\)"):
        write_file(tmp_path / "a", b"")


def test_a_folder_of_that_name_stays(tmp_path: Path) -> None:
    with pytest.raises(NotWritten, match=r"\(there is a folder of that name\)"):
        write_file(tmp_path, b"new")


def test_a_path_through_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(NotWritten, match="not a folder"):
        write_file(tmp_path / "file" / "appendix.txt", b"new")


class HeldFile:
    """A file that another program lets go of after so many attempts."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, attempts: int) -> None:
        self.left = attempts
        self.waited: list[float] = []
        self._replace = os.replace
        monkeypatch.setattr(files, "WAITS", (0.05, 0.1))
        monkeypatch.setattr("time.sleep", self.waited.append)

        def replace(source: Path, target: Path) -> Path:
            return self.replace(source, target)

        monkeypatch.setattr(Path, "replace", replace)

    def replace(self, source: Path, target: Path) -> Path:
        self.left -= 1
        if self.left >= 0:
            raise failing(errno.EACCES, windows=32)
        self._replace(source, target)
        return target


def test_a_file_that_is_held_for_a_moment_is_tried_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for attempts, waits in ((1, [0.05]), (2, [0.05, 0.1])):
        held = HeldFile(monkeypatch, attempts)
        write_file(tmp_path / "a.docx", b"new")
        assert held.waited == waits
    assert (tmp_path / "a.docx").read_bytes() == b"new"


def test_a_file_that_is_open_in_word_is_named_as_such(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(b"old")
    HeldFile(monkeypatch, attempts=9)
    with pytest.raises(NotWritten, match=r"open in another program, perhaps Word\).*close it there and try again"):
        write_file(path, b"new")
    assert [each.name for each in tmp_path.iterdir()] == ["a.docx"]
    assert path.read_bytes() == b"old"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_pipe_or_a_device_is_never_replaced(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with pytest.raises(NotWritten, match="a device or a pipe, not a file"):
        write_file(pipe, b"new")
    assert pipe.is_fifo()
    assert [each.name for each in tmp_path.iterdir()] == ["pipe"]
