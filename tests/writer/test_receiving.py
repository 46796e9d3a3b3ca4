"""Entries of other laptops, taken up live: the result is what merging the folders gives."""

from __future__ import annotations

import asyncio
import json
import shutil
import threading
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.store.making import NOON, Pen, make
from tests.writer.making import Clock, Disk, card, full, settled, started, texts
from workshop.live.publish import RECORD, PublishRequest, files_of
from workshop.model import commands as c
from workshop.model.errors import NotWritten, Refused
from workshop.publishing.publication import APPENDIX
from workshop.store.folder import JOURNAL, TABLES, load
from workshop.store.foreign import JournalLine
from workshop.store.merge import merge_tables
from workshop.store.snapshot import session_tables
from workshop.store.writer import SessionWriter

if TYPE_CHECKING:
    from pathlib import Path

    from workshop.model.entry import Entry
    from workshop.model.session import Session


def sent(table: Path) -> list[JournalLine]:
    """Every line of a table's journals, as the table would send them."""
    journals = sorted((table / JOURNAL).iterdir())
    return [JournalLine(path.stem, line) for path in journals for line in path.read_bytes().splitlines(keepends=True)]


def session_of(table: Path) -> str:
    return load(table).session.id


def files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*.jsonl"))}


def shown(folder: Path) -> bytes:
    """Everything that is made of a folder, as bytes."""
    history = load(folder)
    tables = json.dumps(session_tables(history)).encode()
    made = (files_of(folder, history, APPENDIX, form, PublishRequest()) for form in ("txt", RECORD))
    return b"\n".join([tables, *(content for files in made for content in files.values())])


async def summit(folder: Path) -> SessionWriter:
    writer = SessionWriter(folder, Clock())
    await writer.do(c.StartSession("Summit", bare=True))
    return writer


def two_tables(folder: Path, number: str = "7") -> list[Path]:
    """Two tables, each with a second opening, tags, an undo and a vote that is revealed; their ids may meet."""
    for name, table in (("a", "7"), ("b", number)):
        pen = make(folder / name, f"Trust {name}", "Time", table=table, now=NOON + ord(name))
        again = Pen(folder / name, pen.now + 60_000)
        again.add("Paths flood", "A mistake")
        again.do(c.Undo())
        again.add("Lend boots", kind="experiment")
        cards = list(again.history.session.cards)
        again.do(c.Batch((c.TagCard(cards[0], "water"), c.HideCard(cards[1]))))
        ballot = again.do(c.DraftBallot("First?")).id
        for command in (c.OpenBallot(ballot), c.SetDots(ballot, "ana-token", cards[2], 1), c.CloseBallot(ballot)):
            again.do(command)
        again.do(c.RevealBallot(ballot))
        again.do(c.AddTheme("Gates"))
        again.close()
    return [folder / "a", folder / "b"]


@pytest.fixture(scope="module", params=["7", "8"])
def tables(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    return two_tables(tmp_path_factory.mktemp("tables"), request.param)


@settings(max_examples=15, deadline=None)
@given(data=st.data())
def test_lines_in_any_order_and_number_give_what_merging_the_folders_gives(
    tables: list[Path], tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    folder = tmp_path_factory.mktemp("summit")
    every = [(session_of(table), line) for table in tables for line in sent(table)]
    coming = data.draw(st.permutations(every + every[: data.draw(st.integers(0, len(every)))]))

    async def live() -> None:
        async with await summit(folder / "live") as writer:
            await asyncio.gather(*(writer.receive(session, [line]) for session, line in coming[:9]))
            for session, line in coming[9:]:
                await writer.receive(session, [line])
            for session, line in coming[:4]:
                await writer.receive(session, [line])
            await writer.do(c.NoteCard(min(writer.session.cards), "Which mill?"))
            assert writer.session == load(folder / "live").session

    asyncio.run(live())
    shutil.copytree(folder / "live" / JOURNAL, folder / "merged" / "live" / JOURNAL)
    merge_tables(tables, folder / "merged" / "live")
    assert files(folder / "live") == files(folder / "merged" / "live")
    assert shown(folder / "live") == shown(folder / "merged" / "live")


async def test_what_came_is_on_the_disk_before_it_is_acknowledged_and_then_shown(
    tables: list[Path], tmp_path: Path
) -> None:
    told: list[tuple[int, list[Entry]]] = []

    def tell(state: Session, entries: list[Entry]) -> None:
        told.append((len(state.cards), entries))

    session, lines = session_of(tables[0]), sent(tables[0])
    async with await summit(tmp_path / "s") as writer:
        writer.watch(tell)
        received = await writer.receive(session, lines)
        assert received.new == len(lines)
        assert received.following == writer.following(session)
        assert len(load(tmp_path / "s").session.cards) == 4
        assert told == [(4, [])]
        assert (await writer.receive(session, lines)).new == 0
        assert len(told) == 1


async def test_a_line_before_its_forerunners_is_not_acknowledged_until_they_come(
    tables: list[Path], tmp_path: Path
) -> None:
    session, lines = session_of(tables[0]), sent(tables[0])
    journal = lines[0].journal
    first = [line for line in lines if line.journal == journal]
    async with await summit(tmp_path / "s") as writer:
        assert await writer.receive(session, first[1:]) == (0, {})
        assert files(tmp_path / "s").keys() == files(tmp_path / "s" / JOURNAL).keys() or not writer.session.cards
        received = await writer.receive(session, first[:1])
        assert received.following == {journal: len(first) + 1}


async def test_a_laptop_that_went_on_by_itself_with_the_same_session_comes_in(tmp_path: Path) -> None:
    pen = make(tmp_path / "one", "Trust")
    shutil.copytree(tmp_path / "one", tmp_path / "two")
    other = Pen(tmp_path / "two", pen.now + 60_000)
    other.add("Time")
    other.close()
    told: list[list[Entry]] = []
    async with SessionWriter(tmp_path / "one", Clock()) as writer:
        writer.watch(lambda _, entries: told.append(entries))
        await writer.do(card(writer, "Roads"))
        await writer.receive(writer.session.id, sent(tmp_path / "two"))
        assert sorted(texts(writer.session)) == ["Roads", "Time", "Trust"]
        assert [len(entries) for entries in told] == [1, 1]
    assert load(tmp_path / "one").session == writer.session


async def test_what_is_decided_while_tables_come_in_is_kept_and_shown(tables: list[Path], tmp_path: Path) -> None:
    disk = Disk()
    async with await summit(tmp_path / "s") as begun:
        await begun.receive(session_of(tables[0]), sent(tables[0]))
    async with SessionWriter(tmp_path / "s", Clock(), disk) as writer:
        disk.free.clear()
        first = asyncio.create_task(writer.do(c.RetitleSession("Day one")))
        await settled()
        coming = asyncio.create_task(writer.receive(session_of(tables[1]), sent(tables[1])))
        second = asyncio.create_task(writer.do(c.AddTheme("Roads")))
        await settled()
        disk.free.set()
        await asyncio.gather(first, coming, second)
        assert writer.session == writer.history.session == load(tmp_path / "s").session
        assert (writer.session.title, len(writer.session.cards)) == ("Day one", 8)


async def test_a_disk_that_refuses_own_entries_while_others_come_keeps_the_others(tmp_path: Path) -> None:
    disk = Disk()
    async with await started(tmp_path / "one", disk) as writer:
        await writer.do(card(writer, "Trust"))
        shutil.copytree(tmp_path / "one", tmp_path / "two")
        (tmp_path / "two" / "lock").unlink()
        other = Pen(tmp_path / "two", NOON + 10**8)
        other.add("Time")
        other.close()
        disk.free.clear()
        disk.error = full()
        mine = asyncio.create_task(writer.do(card(writer, "Lost")))
        await settled()
        coming = asyncio.create_task(writer.receive(writer.session.id, sent(tmp_path / "two")))
        more = asyncio.create_task(writer.do(card(writer, "Lost too")))
        await settled()
        disk.free.set()
        refused = await asyncio.gather(mine, more, return_exceptions=True)
        await coming
        assert all(isinstance(answer, NotWritten) for answer in refused)
        assert texts(writer.session) == texts(writer.history.session) == ["Trust", "Time"]
        disk.error = None
        await writer.do(card(writer, "Roads"))
    assert sorted(texts(load(tmp_path / "one").session)) == ["Roads", "Time", "Trust"]


async def test_a_disk_that_refuses_takes_nothing_and_the_lines_may_come_again(
    tables: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session, lines = session_of(tables[0]), sent(tables[0])
    async with await summit(tmp_path / "s") as writer:
        before = files(tmp_path / "s")

        def refuse(_: int) -> None:
            raise OSError(28, "No space left on device")

        await writer.receive(session, lines[:2])
        there = files(tmp_path / "s")
        monkeypatch.setattr("workshop.store.foreign.flush", refuse)
        with pytest.raises(NotWritten, match="disk full"):
            await writer.receive(session, lines)
        assert files(tmp_path / "s") == there != before
        monkeypatch.undo()
        assert (await writer.receive(session, lines)).new == len(lines) - 2


async def test_a_table_that_is_merged_from_a_stick_meanwhile_is_not_written_twice(
    tables: list[Path], tmp_path: Path
) -> None:
    session, lines = session_of(tables[0]), sent(tables[0])
    async with await summit(tmp_path / "s") as writer:
        await writer.receive(session, lines[:2])
        merge_tables([tables[0]], tmp_path / "s")
        await writer.receive(session, lines)
        await writer.receive(session_of(tables[1]), sent(tables[1]))
        await writer.take_up_tables()
        assert writer.session == load(tmp_path / "s").session
    assert (tmp_path / "s" / TABLES / session / f"{lines[0].journal}.jsonl").read_bytes() == (
        tables[0] / JOURNAL / f"{lines[0].journal}.jsonl"
    ).read_bytes()


async def test_a_copied_machine_that_gives_two_entries_one_id_stops_nothing(tmp_path: Path) -> None:
    pen = make(tmp_path / "t", "Trust")
    session, lines = session_of(tmp_path / "t"), sent(tmp_path / "t")
    (tmp_path / "u").mkdir()
    shutil.copytree(tmp_path / "t", tmp_path / "u", dirs_exist_ok=True)
    path = tmp_path / "u" / JOURNAL / pen.path.name
    from workshop.store.codec import decode, encode  # noqa: PLC0415 - only here

    *first, last = path.read_bytes().splitlines()
    number, entry = decode(last)
    changed = encode(entry._replace(by="somebody"), number)
    path.write_bytes(b"\n".join([*first, changed]))
    for order in ([*lines, *sent(tmp_path / "u")], [*sent(tmp_path / "u"), *lines]):
        folder = tmp_path / f"s{len(files(tmp_path))}"
        async with await summit(folder) as writer:
            await writer.receive(session, order)
            assert [each.id for each in writer.aside] == [entry.id]
            kept = {each.id: each for each in writer._source.tables[session].history.entries}[entry.id]
            assert kept.by == "facilitator"
            assert (await writer.receive(session, order)).new == 0
        assert load(folder).session == writer.session


@pytest.mark.parametrize(
    ("session", "line", "said"),
    [
        ("", JournalLine("abc", b"{}"), "did not come whole"),
        ("", JournalLine("../abc", b"{}"), "whose name is none"),
        ("nothing", None, "whose name is none"),
        ("20261122T091403.512Z-000-k7q2ab", None, "belong to another session"),
    ],
)
async def test_what_does_not_belong_here_is_refused_whole(
    tables: list[Path], tmp_path: Path, session: str, line: JournalLine | None, said: str
) -> None:
    good = sent(tables[0])
    async with await summit(tmp_path / "s") as writer:
        with pytest.raises(Refused, match=said):
            await writer.receive(session or session_of(tables[0]), [*good, line] if line else good)
        assert not writer.session.cards
        assert not (tmp_path / "s" / TABLES).exists()
    with pytest.raises(Refused, match="has been closed"):
        await writer.receive(session_of(tables[0]), good)


async def test_a_tables_own_session_takes_up_no_other_table(tables: list[Path], tmp_path: Path) -> None:
    async with await started(tmp_path / "s") as writer:
        with pytest.raises(Refused, match="a table's session and no summit"):
            await writer.receive(session_of(tables[0]), sent(tables[0]))


async def gone_before_the_answer(writer: SessionWriter, disk: Disk, session: str, lines: list[JournalLine]) -> None:
    """Send lines while the disk is busy, and go away before it has answered."""
    disk.free.clear()
    mine = asyncio.create_task(writer.do(c.RetitleSession("Day one")))
    await settled()
    gone = asyncio.create_task(writer.receive(session, lines))
    await settled()
    gone.cancel()
    with pytest.raises(asyncio.CancelledError):
        await gone
    disk.free.set()
    await mine
    await writer._receiver.idle()


async def test_somebody_who_went_away_before_the_answer_has_sent_it_all_the_same(
    tables: list[Path], tmp_path: Path
) -> None:
    disk, session, lines = Disk(), session_of(tables[0]), sent(tables[0])
    async with await summit(tmp_path / "s"):
        pass
    async with SessionWriter(tmp_path / "s", Clock(), disk) as writer:
        await gone_before_the_answer(writer, disk, session, lines)
        assert (await writer.receive(session, lines)).new == 0
    assert len(load(tmp_path / "s").session.cards) == 4


async def test_a_refusal_for_somebody_who_went_away_disturbs_nobody(
    tables: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    disk, session, lines = Disk(), session_of(tables[0]), sent(tables[0])
    async with await summit(tmp_path / "s"):
        pass
    async with SessionWriter(tmp_path / "s", Clock(), disk) as writer:
        with monkeypatch.context() as context:
            context.setattr("workshop.store.foreign.flush", lambda _: (_ for _ in ()).throw(OSError(28, "full")))
            await gone_before_the_answer(writer, disk, session, lines)
        assert (await writer.receive(session, lines)).new == len(lines)


async def test_tables_that_come_live_while_the_folder_is_read_again_are_not_lost(
    tables: list[Path], tmp_path: Path
) -> None:
    disk = Disk()
    async with await summit(tmp_path / "s") as begun:
        await begun.receive(session_of(tables[0]), sent(tables[0]))
    async with SessionWriter(tmp_path / "s", Clock(), disk) as writer:
        disk.free.clear()
        mine = asyncio.create_task(writer.do(c.RetitleSession("Day one")))
        await settled()
        again = asyncio.create_task(writer.take_up_tables())
        coming = asyncio.create_task(writer.receive(session_of(tables[1]), sent(tables[1])))
        await settled()
        disk.free.set()
        await asyncio.gather(mine, again, coming)
        assert len(writer.session.cards) == 8
        assert writer.session == load(tmp_path / "s").session
        assert writer.session.title == "Day one"


async def test_what_waits_for_its_turn_is_shown_on_what_came_meanwhile(
    tables: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    disk, begun, free = Disk(), threading.Event(), threading.Event()

    def flush(_: int) -> None:
        begun.set()
        assert free.wait(20), "the test did not let the disk go on"

    async with await summit(tmp_path / "s"):
        pass
    async with SessionWriter(tmp_path / "s", Clock(), disk) as writer:
        monkeypatch.setattr("workshop.store.foreign.flush", flush)
        disk.free.clear()
        coming = asyncio.create_task(writer.receive(session_of(tables[0]), sent(tables[0])))
        assert await asyncio.to_thread(begun.wait, 20)
        titled = asyncio.create_task(writer.do(c.RetitleSession("Day one")))
        await settled()
        waiting = asyncio.create_task(writer.do(c.AddTheme("Roads")))
        await settled()
        free.set()
        await coming
        assert len(writer.session.cards) == 4
        assert not titled.done()
        disk.free.set()
        await asyncio.gather(titled, waiting)
        assert writer.session == writer.history.session == load(tmp_path / "s").session
        assert "Roads" in {theme.title for theme in writer.session.live_themes()}
