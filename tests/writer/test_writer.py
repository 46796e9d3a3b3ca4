from __future__ import annotations

import asyncio
import os
from typing import TYPE_CHECKING

import pytest

from tests.writer.making import (
    NOON,
    Clock,
    Disk,
    card,
    full,
    lines,
    on_disk,
    outcomes,
    settled,
    started,
    texts,
    vote_on,
)
from workshop.model.commands import (
    AddCards,
    ImportedCard,
    ImportedTheme,
    ImportPaper,
    Redo,
    RetitleSession,
    SetDots,
    StartSession,
    Undo,
)
from workshop.model.errors import Busy, Damaged, NotFound, NotWritten, Refused
from workshop.model.events import CardAdded
from workshop.model.hlc import moment_of
from workshop.store.folder import load
from workshop.store.writer import Receipt, SessionWriter, now_ms

if TYPE_CHECKING:
    from pathlib import Path


def label(receipt: Receipt) -> str:
    (event,) = receipt.entry.events
    assert isinstance(event, CardAdded)
    return event.label


async def test_what_was_answered_is_on_the_disk(tmp_path: Path) -> None:
    async with await started(tmp_path / "s") as writer:
        receipt = await writer.do(card(writer))
        assert on_disk(tmp_path / "s") == ["Trust"] == texts(receipt.session) == texts(writer.session)
        assert load(tmp_path / "s").entries[-1] == receipt.entry


async def test_nothing_is_answered_or_shown_before_it_is_on_the_disk(tmp_path: Path) -> None:
    disk = Disk()
    async with await started(tmp_path / "s", disk) as writer:
        shown: list[int] = []
        writer.watch(lambda _, entries: shown.append(len(entries)))
        disk.free.clear()
        task = asyncio.create_task(writer.do(card(writer)))
        await settled()
        await asyncio.sleep(0.05)
        assert not task.done()
        assert shown == []
        assert texts(writer.session) == []
        assert texts(writer.history.session) == ["Trust"]
        assert on_disk(tmp_path / "s") == []
        disk.free.set()
        assert label(await task) == "I01"
        assert shown == [1]


async def test_quiet_waits_for_what_is_on_its_way(tmp_path: Path) -> None:
    async with await started(tmp_path / "s") as writer:
        task = asyncio.create_task(writer.do(card(writer)))
        await settled()
        await writer.quiet()
        assert on_disk(tmp_path / "s") == ["Trust"]
        await task


async def test_a_session_and_its_first_paper_are_two_acts_in_one_flush(tmp_path: Path) -> None:
    disk = Disk()
    paper = ImportPaper("park.txt", "0" * 32, (ImportedTheme("Parks", "", (ImportedCard("insight", "Lit paths"),)),))
    async with SessionWriter(tmp_path / "s", Clock(), disk) as writer:
        await writer.do_in_turn(StartSession("Parks", bare=True), paper)
        assert disk.flushes == [2]
        assert texts(writer.session) == ["Lit paths"]
        await writer.do(Undo())
        assert (writer.session.title, texts(writer.session)) == ("Parks", [])


async def test_a_disk_that_refuses_both_leaves_no_session_begun(tmp_path: Path) -> None:
    disk = Disk()
    disk.error = full()
    async with SessionWriter(tmp_path / "s", Clock(), disk) as writer:
        with pytest.raises(NotWritten):
            await writer.do_in_turn(StartSession("Parks"), RetitleSession("Park"))
        assert writer.session.id == ""
    with pytest.raises(NotFound):
        load(tmp_path / "s")


async def test_commands_that_come_together_share_a_flush(tmp_path: Path) -> None:
    disk = Disk()
    async with await started(tmp_path / "s", disk) as writer:
        disk.flushes.clear()
        receipts = await asyncio.gather(*(writer.do(card(writer, f"Text {n}")) for n in range(64)))
        assert disk.flushes == [64]
        assert [label(receipt) for receipt in receipts] == [f"I{n:02d}" for n in range(1, 65)]


async def test_what_comes_while_the_disk_is_busy_shares_the_next_flush(tmp_path: Path) -> None:
    disk = Disk()
    async with await started(tmp_path / "s", disk) as writer:
        disk.flushes.clear()
        disk.free.clear()
        first = asyncio.create_task(writer.do(card(writer, "first")))
        await settled()
        later = [asyncio.create_task(writer.do(card(writer, f"later {n}"))) for n in range(30)]
        await settled()
        disk.free.set()
        await asyncio.gather(first, *later)
        assert disk.flushes == [1, 30]


async def test_an_answer_has_the_board_as_it_was_then(tmp_path: Path) -> None:
    async with await started(tmp_path / "s") as writer:
        receipts = await asyncio.gather(*(writer.do(card(writer, text)) for text in "abc"))
        assert ["".join(texts(receipt.session)) for receipt in receipts] == ["a", "ab", "abc"]


async def test_two_hundred_dots_of_one_voter_at_once_cannot_exceed_the_budget(tmp_path: Path) -> None:
    async with await started(tmp_path / "s") as writer:
        ballot, cards = await vote_on(writer, 200)
        votes = [SetDots(ballot, "a" * 16, one, 1) for one in cards]
        said = await outcomes([asyncio.create_task(writer.do(vote, by="")) for vote in votes])
        assert sum(isinstance(answer, Receipt) for answer in said) == 3
        assert sum(isinstance(answer, Refused) for answer in said) == 197
    votes_kept = load(tmp_path / "s").session.ballots[ballot].votes["a" * 16]
    assert sum(votes_kept.values()) == 3


async def test_a_refused_command_changes_nothing(tmp_path: Path) -> None:
    async with await started(tmp_path / "s") as writer:
        before, session = lines(tmp_path / "s"), writer.session
        with pytest.raises(Refused):
            await writer.do(card(writer, "   "))
        assert (lines(tmp_path / "s"), writer.session) == (before, session)


async def test_a_command_before_the_beginning_is_refused(tmp_path: Path) -> None:
    async with SessionWriter(tmp_path / "s") as writer:
        with pytest.raises(Refused, match="has not been started"):
            await writer.do(RetitleSession("Trust"))
    assert not list((tmp_path / "s").glob("journal/*"))


# A wish that is repeated


async def test_a_repeated_request_gets_the_first_answer_once(tmp_path: Path) -> None:
    async with await started(tmp_path / "s") as writer:
        first = await writer.do(card(writer, "Trust"), request="form-1")
        again = await writer.do(card(writer, "Changed since"), request="form-1")
        assert again.entry == first.entry
        assert texts(writer.session) == ["Trust"]


async def test_a_request_repeated_while_it_waits_waits_too_and_gets_the_same_answer(tmp_path: Path) -> None:
    disk = Disk()
    async with await started(tmp_path / "s", disk) as writer:
        disk.free.clear()
        flushing = [asyncio.create_task(writer.do(card(writer, "a"), request="one")) for _ in range(3)]
        await settled()
        waiting = [asyncio.create_task(writer.do(card(writer, "b"), request="two")) for _ in range(3)]
        flushing.append(asyncio.create_task(writer.do(card(writer, "a"), request="one")))
        await settled()
        assert not any(task.done() for task in (*flushing, *waiting))
        disk.free.set()
        assert {label(await task) for task in flushing} == {"I01"}
        assert {label(await task) for task in waiting} == {"I02"}
    assert on_disk(tmp_path / "s") == ["a", "b"]


@pytest.mark.parametrize("request_id", ["form-1", " form 1 ", "\x1b\ud800", "é" * 100])
async def test_a_request_repeated_after_a_restart_gets_the_first_answer(tmp_path: Path, request_id: str) -> None:
    async with await started(tmp_path / "s") as writer:
        first = await writer.do(card(writer), request=request_id)
    async with SessionWriter(tmp_path / "s") as writer:
        assert (await writer.do(card(writer, "Again"), request=request_id)).entry == first.entry
    assert on_disk(tmp_path / "s") == ["Trust"]


async def test_the_repeated_wish_is_answered_though_the_first_to_ask_has_gone(tmp_path: Path) -> None:
    disk = Disk()
    async with await started(tmp_path / "s", disk) as writer:
        disk.free.clear()
        first = asyncio.create_task(writer.do(card(writer), request="form-1"))
        await settled()
        first.cancel()
        second = asyncio.create_task(writer.do(card(writer), request="form-1"))
        await settled()
        disk.free.set()
        assert label(await second) == "I01"
        assert first.cancelled()


# Callers, clocks, restarts


async def test_a_caller_that_is_cancelled_stops_nobody_and_its_command_is_carried_out(tmp_path: Path) -> None:
    disk = Disk()
    async with await started(tmp_path / "s", disk) as writer:
        disk.free.clear()
        tasks = [asyncio.create_task(writer.do(card(writer, text))) for text in "abc"]
        await settled()
        tasks[1].cancel()
        await settled()
        disk.free.set()
        assert [label(await tasks[at]) for at in (0, 2)] == ["I01", "I03"]
        assert texts(writer.session) == list("abc")


async def test_a_clock_set_back_a_day_changes_no_order(tmp_path: Path) -> None:
    clock = Clock()
    async with await started(tmp_path / "s", clock=clock) as writer:
        await writer.do(card(writer, "before"))
        clock.now -= 86_400_000
        await writer.do(card(writer, "after"))
        assert texts(writer.session) == ["before", "after"]
        assert [moment_of(entry.id) for entry in writer.history.entries] == [NOON + 1000, NOON + 2000, NOON + 2000]
    async with SessionWriter(tmp_path / "s", clock) as writer:
        await writer.do(card(writer, "reopened"))
    assert on_disk(tmp_path / "s") == ["before", "after", "reopened"]


async def test_undo_and_redo_work_after_a_restart(tmp_path: Path) -> None:
    async with await started(tmp_path / "s") as writer:
        await writer.do(card(writer))
    async with SessionWriter(tmp_path / "s") as writer:
        await writer.do(Undo())
    assert on_disk(tmp_path / "s") == []
    async with SessionWriter(tmp_path / "s") as writer:
        await writer.do(Redo())
        assert label(await writer.do(card(writer, "Time"))) == "I02"
    assert on_disk(tmp_path / "s") == ["Trust", "Time"]


async def test_each_opening_writes_a_journal_of_its_own_and_one_without_commands_none(tmp_path: Path) -> None:
    await (await started(tmp_path / "s")).close()
    await SessionWriter(tmp_path / "s").close()
    async with SessionWriter(tmp_path / "s") as writer:
        await writer.do(card(writer))
    assert len(list((tmp_path / "s" / "journal").iterdir())) == 2


async def test_a_torn_journal_is_left_as_it_is_for_it_may_be_a_copy_that_is_on_its_way(tmp_path: Path) -> None:
    async with await started(tmp_path / "s") as writer:
        await writer.do(card(writer))
        await writer.do(card(writer, "Time"))
    path = next((tmp_path / "s" / "journal").iterdir())
    torn = path.read_bytes()[:-9]
    path.write_bytes(torn)
    async with SessionWriter(tmp_path / "s") as writer:
        assert texts(writer.session) == ["Trust"]
        await writer.do(card(writer, "Tea"))
    assert path.read_bytes() == torn
    assert on_disk(tmp_path / "s") == ["Trust", "Tea"]


async def test_the_board_after_a_restart_is_the_board_before_it_whatever_was_typed(tmp_path: Path) -> None:
    async with await started(tmp_path / "s") as writer:
        for text in (
            " blanks ",
            "tab\tand\nline",
            "\x1b]2;title\x07",
            "e\u0301\u0302\u0303\u0304\u0305\u0306",
            "🙂\u200d",
            "\ud800x",
        ):
            await writer.do(card(writer, text))
        session = writer.session
    assert load(tmp_path / "s").session == session


# One writer


async def test_a_second_room_is_told_who_writes_and_a_third_comes_after(tmp_path: Path) -> None:
    async with await started(tmp_path / "s"):
        with pytest.raises(Busy, match=f"process {os.getpid()}"):
            SessionWriter(tmp_path / "s")
    await SessionWriter(tmp_path / "s").close()


async def test_a_damaged_session_is_not_opened_and_stays_free(tmp_path: Path) -> None:
    async with await started(tmp_path / "s") as writer:
        await writer.do(card(writer))
    path = next((tmp_path / "s" / "journal").iterdir())
    whole = path.read_bytes()
    path.write_bytes(whole.replace(b"Trust", b"Crust"))
    with pytest.raises(Damaged):
        SessionWriter(tmp_path / "s")
    path.write_bytes(whole)
    await SessionWriter(tmp_path / "s").close()


# Watchers


async def test_watchers_get_each_entry_once_and_in_order(tmp_path: Path) -> None:
    async with await started(tmp_path / "s") as writer:
        seen: list[str] = []
        late: list[str] = []
        writer.watch(lambda _, entries: seen.extend(entry.id for entry in entries))
        before = len(writer.history.entries)
        for round_ in range(5):
            await asyncio.gather(*(writer.do(card(writer, f"{round_} {n}")) for n in range(20)))
            if round_ == 2:
                writer.watch(lambda _, entries: late.extend(entry.id for entry in entries))
        assert seen == [entry.id for entry in writer.history.entries[before:]]
        assert late == seen[60:]


async def test_a_watcher_sees_the_board_with_its_entries(tmp_path: Path) -> None:
    async with await started(tmp_path / "s") as writer:
        sizes: list[tuple[int, int]] = []
        writer.watch(lambda session, entries: sizes.append((len(session.cards), len(entries))))
        await asyncio.gather(*(writer.do(card(writer, text)) for text in "abc"))
        assert sizes == [(3, 3)]


async def test_a_watcher_that_raises_stops_neither_the_room_nor_the_others(tmp_path: Path) -> None:
    told: list[object] = []
    asyncio.get_running_loop().set_exception_handler(lambda _, context: told.append(context["exception"]))
    async with await started(tmp_path / "s") as writer:
        seen: list[int] = []
        error = ValueError("a screen stumbled")

        def stumble(*_: object) -> None:
            raise error

        writer.watch(stumble)
        writer.watch(lambda session, _: seen.append(len(session.cards)))
        for text in "ab":
            await writer.do(card(writer, text))
        assert seen == [1, 2]
        assert told == [error, error]


# Closing


async def test_closing_waits_for_what_is_on_its_way(tmp_path: Path) -> None:
    disk = Disk()
    writer = await started(tmp_path / "s", disk)
    disk.free.clear()
    tasks = [asyncio.create_task(writer.do(card(writer, "a")))]
    await settled()
    tasks.append(asyncio.create_task(writer.do(card(writer, "b"))))
    await settled()
    closing = asyncio.create_task(writer.close())
    await settled()
    assert not closing.done()
    with pytest.raises(Refused, match=r"^“s” has been closed here"):
        await writer.do(card(writer, "c"))
    disk.free.set()
    await closing
    assert all(isinstance(outcome, Receipt) for outcome in await outcomes(tasks))
    assert on_disk(tmp_path / "s") == ["a", "b"]
    await SessionWriter(tmp_path / "s").close()


async def test_closing_twice_takes_nothing_from_the_next(tmp_path: Path) -> None:
    writer = await started(tmp_path / "s")
    await asyncio.gather(writer.close(), writer.close())
    async with SessionWriter(tmp_path / "s"):
        await writer.close()
        with pytest.raises(Busy):
            SessionWriter(tmp_path / "s")


async def test_a_close_in_haste_ends_what_is_being_written_and_refuses_what_waits(tmp_path: Path) -> None:
    disk = Disk()
    writer = await started(tmp_path / "s", disk)
    disk.free.clear()
    tasks = [asyncio.create_task(writer.do(card(writer, "a")))]
    await settled()
    tasks.append(asyncio.create_task(writer.do(card(writer, "b"))))
    closing = asyncio.create_task(writer.close())
    await settled()
    asyncio.get_running_loop().call_later(0, disk.free.set)
    disk.free.set()
    closing.cancel()
    with pytest.raises(asyncio.CancelledError):
        await closing
    first, second = await outcomes(tasks)
    assert isinstance(first, Receipt)
    assert "What was recorded before is safe" in str(second)
    assert on_disk(tmp_path / "s") == ["a"]
    await SessionWriter(tmp_path / "s").close()


def test_a_loop_that_ends_before_the_room_leaves_a_whole_session(tmp_path: Path) -> None:
    async def leave() -> None:
        writer = await started(tmp_path / "s")
        for text in "abc":
            task = asyncio.create_task(writer.do(AddCards("insight", writer.session.live_themes()[0].id, (text,))))
            await asyncio.sleep(0)
            del task

    asyncio.run(leave())
    assert set(on_disk(tmp_path / "s")) <= set("abc")


def test_the_clock_is_the_systems() -> None:
    assert abs(now_ms() - now_ms()) < 1000
    assert now_ms() > NOON - 10**12
