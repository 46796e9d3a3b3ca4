from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.writer.making import Disk, card, full, on_disk, outcomes, settled, started, texts
from workshop.model.commands import StartSession
from workshop.model.errors import NotWritten
from workshop.model.events import CardAdded
from workshop.model.history import History
from workshop.store import journal as journals
from workshop.store.folder import load
from workshop.store.verify import check
from workshop.store.writer import Receipt, SessionWriter

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.store.conftest import Mount

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("error", [full(), MemoryError("no more"), ValueError("odd"), SystemExit(3), StopIteration()])
async def test_whatever_goes_wrong_in_writing_everybody_is_answered_and_work_goes_on(
    tmp_path: Path, error: BaseException
) -> None:
    disk_ = Disk()
    async with await started(tmp_path / "s", disk_) as writer:
        await writer.do(card(writer, "before"))
        session = writer.session
        disk_.free.clear()
        tasks = [asyncio.create_task(writer.do(card(writer, "a")))]
        await settled()
        tasks += [asyncio.create_task(writer.do(card(writer, text))) for text in "bc"]
        await settled()
        disk_.error = error
        disk_.free.set()
        said = await asyncio.wait_for(outcomes(tasks), 10)
        assert [type(answer) for answer in said] == [NotWritten] * 3
        assert all(str(answer).startswith("Not recorded: ") for answer in said)
        assert writer.session == session == writer.history.session
        disk_.error = None
        receipt = await writer.do(card(writer, "after"))
        assert texts(writer.session) == ["before", "after"]
        (event,) = receipt.entry.events
        assert isinstance(event, CardAdded)
        assert event.label == "I05"  # 2, 3 and 4 were given out and are not given again
    assert on_disk(tmp_path / "s") == ["before", "after"]
    assert len(set(disk_.begun)) == 2
    assert check(tmp_path / "s", 10**14)[2:] == ((), ())


async def test_watchers_never_see_what_the_disk_refused(tmp_path: Path) -> None:
    disk_ = Disk()
    async with await started(tmp_path / "s", disk_) as writer:
        seen: list[list[str]] = []
        writer.watch(lambda session, _: seen.append(texts(session)))
        disk_.error = full()
        with pytest.raises(NotWritten):
            await writer.do(card(writer, "a"))
        disk_.error = None
        await writer.do(card(writer, "b"))
        assert seen == [["b"]]


async def test_a_request_that_was_refused_may_be_made_again(tmp_path: Path) -> None:
    disk_ = Disk()
    async with await started(tmp_path / "s", disk_) as writer:
        disk_.error = full()
        with pytest.raises(NotWritten):
            await writer.do(card(writer), request="form-1")
        disk_.error = None
        await writer.do(card(writer), request="form-1")
        await writer.do(card(writer), request="form-1")
    assert on_disk(tmp_path / "s") == ["Trust"]


def failing(number: int) -> Callable[..., None]:
    def fail(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    return fail


async def test_a_flush_that_fails_is_never_tried_again_on_the_same_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with await started(tmp_path / "s") as writer:
        with monkeypatch.context() as broken:
            broken.setattr(journals, "flush", failing(5))
            with pytest.raises(NotWritten, match="the disk failed"):
                await writer.do(card(writer, "a"))
        await writer.do(card(writer, "b"))
    assert len(list((tmp_path / "s" / "journal").iterdir())) == 2
    assert on_disk(tmp_path / "s") == ["b"]


async def test_nothing_is_recorded_on_top_of_what_was_refused_and_cannot_be_taken_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with await started(tmp_path / "s") as writer:
        with monkeypatch.context() as broken:
            broken.setattr(journals, "flush", failing(5))
            broken.setattr(os, "ftruncate", failing(30))
            with pytest.raises(NotWritten):
                await writer.do(card(writer, "a"))
            with pytest.raises(NotWritten, match="read-only"):
                await writer.do(card(writer, "b"))
        await writer.do(card(writer, "c"))
    assert on_disk(tmp_path / "s") == ["c"]


async def test_a_room_that_closes_over_what_cannot_be_taken_out_says_so_and_lets_others_write(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    writer = await started(tmp_path / "s")
    with monkeypatch.context() as broken:
        broken.setattr(journals, "flush", failing(5))
        broken.setattr(os, "ftruncate", failing(30))
        with pytest.raises(NotWritten):
            await writer.do(card(writer, "a"))
        with pytest.raises(NotWritten, match="read-only"):
            await writer.close()
    await SessionWriter(tmp_path / "s").close()


async def test_a_disk_that_writes_less_than_it_is_given_gets_it_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = os.write
    monkeypatch.setattr(os, "write", lambda file, data: write(file, data[:5]))
    async with await started(tmp_path / "s") as writer:
        await asyncio.gather(*(writer.do(card(writer, text)) for text in "abc"))
    assert on_disk(tmp_path / "s") == list("abc")


async def test_a_command_that_the_model_cannot_apply_leaves_the_room_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with await started(tmp_path / "s") as writer:
        advance = History._advance

        def fail(history: History, start: int) -> None:
            advance(history, start)
            if start:
                raise ValueError("odd")

        with monkeypatch.context() as broken:
            broken.setattr(History, "_advance", fail)
            with pytest.raises(ValueError, match="odd"):
                await writer.do(card(writer, "a"))
        assert texts(writer.history.session) == []
        await writer.do(card(writer, "b"))
    assert on_disk(tmp_path / "s") == ["b"]


async def test_where_no_thread_is_to_be_had_everybody_is_answered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with await started(tmp_path / "s") as writer:

        def refuse(*_: object) -> None:
            raise RuntimeError("can't start new thread")

        with monkeypatch.context() as broken:
            broken.setattr(writer._disk, "submit", refuse)
            tasks = [asyncio.create_task(writer.do(card(writer, text))) for text in "ab"]
            said = await asyncio.wait_for(outcomes(tasks), 10)
        assert [type(answer) for answer in said] == [NotWritten] * 2
        await writer.do(card(writer, "c"))
    assert on_disk(tmp_path / "s") == ["c"]


async def test_a_history_that_cannot_go_back_still_answers_everybody(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[object] = []
    asyncio.get_running_loop().set_exception_handler(lambda _, context: told.append(context["exception"]))
    disk_ = Disk()
    writer = await started(tmp_path / "s", disk_)
    disk_.error = full()

    def fail(*_: object) -> None:
        raise ValueError("odd")

    monkeypatch.setattr(writer.history, "forget", fail)
    with pytest.raises(NotWritten):
        await asyncio.wait_for(writer.do(card(writer)), 10)
    await asyncio.wait_for(writer.close(), 10)
    assert len(told) == 1


# Real disks


async def test_a_disk_that_is_full_refuses_and_goes_on_when_there_is_space(disk: tuple[Path, Mount]) -> None:
    path, _ = disk
    async with await started(path / "s") as writer:
        (path / "ballast").write_bytes(b"x" * 100_000)
        said: list[str] = []
        while len(said) < 3:
            try:
                await writer.do(card(writer, "Trust is slow. " * 100))
            except NotWritten as error:
                said.append(str(error))
        assert "(disk full)" in said[0]
        assert "What was recorded before is safe; free some space and try again." in said[0]
        kept = texts(writer.session)
        assert on_disk(path / "s") == kept
        (path / "ballast").unlink()
        await writer.do(card(writer, "space again"))
    assert on_disk(path / "s") == [*kept, "space again"]
    assert check(path / "s", 10**14)[2:] == ((), ())


LIMITED = """
import asyncio, resource, sys
from pathlib import Path
from tests.writer.making import card, started, texts, on_disk
from workshop.model.errors import NotWritten

async def main(folder):
    async with await started(folder) as writer:
        resource.setrlimit(resource.RLIMIT_FSIZE, (5000, resource.RLIM_INFINITY))
        refused = 0
        while not refused:
            try:
                await writer.do(card(writer, "Trust is slow to build"))
            except NotWritten as error:
                refused += 1
                print(error)
        kept = texts(writer.session)
        assert on_disk(folder) == kept, "the last good board stays"
        await writer.do(card(writer, "in the next journal"))
        resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
        await writer.do(card(writer, "after"))
    assert on_disk(folder) == [*kept, "in the next journal", "after"]

asyncio.run(main(Path(sys.argv[1])))
"""


def test_a_limit_on_the_size_of_files_refuses_what_is_too_much_and_nothing_else(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", LIMITED, str(tmp_path / "s")], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "the file is too large for this disk" in done.stdout
    assert check(tmp_path / "s", 10**14)[2:] == ((), ())


async def test_a_room_on_a_read_only_disk_is_refused_with_a_sentence(disk: tuple[Path, Mount]) -> None:
    path, mount = disk
    await (await started(path / "s")).close()
    mount("ro")
    with pytest.raises(NotWritten, match="It can be shown and exported"):
        SessionWriter(path / "s")
    assert load(path / "s").session.title == "Leadership"


async def test_a_disk_that_becomes_read_only_refuses_and_the_board_stays(disk: tuple[Path, Mount]) -> None:
    path, _ = disk
    async with await started(path / "s") as writer:
        await writer.do(card(writer))
    async with SessionWriter(path / "s") as writer:
        (path / "s" / "journal").rename(path / "s" / "gone")
        (path / "s" / "journal").write_text("")
        with pytest.raises(NotWritten, match="not a folder"):
            await writer.do(card(writer, "Time"))
        assert texts(writer.session) == ["Trust"]
        (path / "s" / "journal").unlink()
        (path / "s" / "gone").rename(path / "s" / "journal")
        assert isinstance(await writer.do(card(writer, "Tea")), Receipt)


async def test_a_session_that_cannot_be_begun_leaves_nothing_to_be_listed(tmp_path: Path) -> None:
    disk_ = Disk()
    disk_.error = full()
    async with SessionWriter(tmp_path / "s", journal=disk_) as writer:
        with pytest.raises(NotWritten):
            await writer.do(StartSession("Leadership"))
        assert writer.session.id == ""
    assert not (tmp_path / "s").exists()
