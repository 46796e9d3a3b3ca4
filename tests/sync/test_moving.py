"""A session moves to another laptop over the summit: record, draft, phones, and what is told where it went wrong."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING

import pytest

from tests.sync.conftest import LEFT_OPEN, LOOPBACK, copies, desk, journals, needs_server, table, until, unused_port
from tests.web.client import Phone
from workshop.live import moving
from workshop.live.draft import Draft, read_draft, write_draft
from workshop.live.hand_over import take_back
from workshop.live.summit_link import SummitLink
from workshop.model.commands import HideCard
from workshop.model.errors import Busy, NotFound, Refused
from workshop.store.folder import JOURNAL, load
from workshop.store.locations import Home
from workshop.store.merge import bring_journals
from workshop.store.writer import SessionWriter
from workshop.store.writing_right import note_moved, phones_of
from workshop.sync.join_code import JoinCode
from workshop.sync.membership import join
from workshop.sync.outbox import TWICE
from workshop.sync.parcels import MOST_PARTS, PART_BYTES, MovingCode, Parcels, parts_of
from workshop.web.credentials import Door
from workshop.web.server import PhoneServer
from workshop.web.signpost import Signpost

if TYPE_CHECKING:
    from pathlib import Path

    from workshop.sync.desk import SummitDesk

pytestmark = [needs_server, LEFT_OPEN]


async def recorded(hall: SummitDesk, folder: Path, *texts: str) -> None:
    """Let a table that takes part record something, all of which arrives."""
    async with table(folder) as seven:
        seven.join(hall.code)
        await seven.add(*(texts or ("Trust",)))
        await seven.arrives()


def texts(folder: Path) -> list[str]:
    return [card.text for card in load(folder).session.ordered()]


async def test_the_second_laptop_goes_on_with_record_draft_and_phones(tmp_path: Path) -> None:
    first, second, summit = tmp_path / "first", Home(tmp_path / "second"), tmp_path / "summit"
    async with desk(summit) as hall:
        await recorded(hall, first, "Trust")
        write_draft(first, Draft("insight", "", "half a line"))
        cookie = Door(first).admit()
        code, entries = await moving.send(first)
        assert entries == 2
        with pytest.raises(Busy, match="goes on at another laptop"):
            SessionWriter(first)
        taken = await moving.take(second, str(code).lower())
        assert (taken.entries, taken.only_here) == (2, 0)
        assert texts(taken.folder) == ["Trust"]
        assert read_draft(taken.folder).text == "half a line"
        assert Door(taken.folder).person(cookie) is not None
        async with table(taken.folder) as again:
            again.join(hall.code)
            await again.add("from the second laptop")
            await again.arrives()
        assert copies(summit) == journals(taken.folder)
        with pytest.raises(Refused, match="taken over already"):
            await moving.take(Home(tmp_path / "third"), str(code))


async def test_nothing_of_it_can_be_read_at_the_desk(tmp_path: Path) -> None:
    first, summit = tmp_path / "first", tmp_path / "summit"
    async with desk(summit) as hall:
        await recorded(hall, first)
        write_draft(first, Draft("insight", "", "SECRET"))
        secret = json.loads((first / "summit.json").read_text())["proof"].encode()
        await moving.send(first)
        kept = [path.read_bytes() for path in (summit / "wall" / "parcels").rglob("*") if path.is_file()]
    assert kept
    assert not any(word in data for word in (b"SECRET", secret, b"Leadership") for data in kept)


async def test_a_session_in_many_parts_arrives_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("workshop.sync.parcels.PART_BYTES", 300)
    first, second = tmp_path / "first", Home(tmp_path / "second")
    async with desk(tmp_path / "summit") as hall:
        await recorded(hall, first, *(f"card {number}" for number in range(40)))
        code, _ = await moving.send(first)
        taken = await moving.take(second, str(code))
    assert journals(taken.folder) == journals(first)


async def test_a_wrong_code_and_a_changed_parcel_are_refused(tmp_path: Path) -> None:
    first, second, summit = tmp_path / "first", Home(tmp_path / "second"), tmp_path / "summit"
    async with desk(summit) as hall:
        await recorded(hall, first)
        code, _ = await moving.send(first)
        with pytest.raises(Refused, match="No session waits under that code"):
            await moving.take(second, str(code._replace(key=b"x" * 15)))
        with pytest.raises(Refused, match="a letter is wrong or missing"):
            await moving.take(second, str(code)[:-2])
        (part,) = (summit / "wall" / "parcels").rglob("*.part")
        part.write_bytes(part.read_bytes()[:-1] + b"x")
        with pytest.raises(Refused, match="damaged or was changed"):
            await moving.take(second, str(code))
    assert not second.sessions.exists() or not list(second.sessions.iterdir())


async def test_without_a_summit_or_out_of_its_reach_nothing_is_sealed(tmp_path: Path) -> None:
    first = tmp_path / "first"
    async with table(first) as seven:
        await seven.add("Trust")
    with pytest.raises(Refused, match="takes part in no summit"):
        await moving.send(first)
    async with desk(tmp_path / "summit") as hall:
        await recorded(hall, first)
    with pytest.raises(Refused, match="not in reach, so nothing has moved"):
        await moving.send(first)
    async with table(first) as seven:
        await seven.add("goes on")
    assert texts(first) == ["Trust", "Trust", "goes on"]


async def test_a_full_disk_at_the_desk_moves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = tmp_path / "first"
    async with desk(tmp_path / "summit") as hall:
        await recorded(hall, first)

        def full(*_: object) -> None:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr("workshop.sync.parcels.write_secret", full)
        with pytest.raises(Refused, match=r"could not keep it .*Nothing has moved"):
            await moving.send(first)
    async with table(first) as seven:
        await seven.add("goes on")


async def test_where_a_laptop_died_the_desks_copy_goes_on_and_names_what_it_lacks(tmp_path: Path) -> None:
    summit, second = tmp_path / "summit", Home(tmp_path / "second")
    async with desk(summit) as hall:
        await recorded(hall, tmp_path / "first", "arrived")
        status = summit / "wall" / "status.json"
        await until(lambda: _told_lines(summit) == 2)
        told = json.loads(status.read_text())
        (row,) = told.values()
        (node,) = row["journals"]
        row["journals"][node] = 5
        monkey = json.dumps(told)
        hall._write_status = lambda: None  # type: ignore[method-assign]
        status.write_text(monkey)
        code, entries, missing = moving.send_copy(summit, "7")
        assert (entries, missing) == (2, [f"lines 3 to 5 of journal {node}"])
        taken = await moving.take(second, str(code))
        assert texts(taken.folder) == ["arrived"]
        with pytest.raises(NotFound):
            moving.send_copy(summit, "9")
    with pytest.raises(Refused, match="has no wall that runs"):
        moving.send_copy(tmp_path / "first", "7")


async def test_what_came_after_a_hidden_card_goes_along_in_the_desks_copy(tmp_path: Path) -> None:
    summit, second, first = tmp_path / "summit", Home(tmp_path / "second"), tmp_path / "first"
    async with desk(summit) as hall:
        async with table(first) as seven:
            (card,) = (await seven.add("hidden")).session.cards
            await seven.writer.do(HideCard(card))
            seven.join(hall.code)
            await seven.add("after it")
            await seven.arrives()
        (node,) = journals(first)
        await until(lambda: _told_lines(summit) == 4)
        code, entries, missing = moving.send_copy(summit, "7")
        assert (entries, missing) == (3, [f"line 2 of journal {node.removesuffix('.jsonl')}"])
        taken = await moving.take(second, str(code))
        assert texts(taken.folder) == ["after it"]
        async with table(taken.folder) as again:
            publisher = again.join(hall.code)
            await again.add("from the second laptop")
            await until(lambda: on_wall(hall) == ["after it", "from the second laptop"])
            assert not publisher.standing.problem
    bring_journals(first / JOURNAL, taken.folder / JOURNAL)
    found = load(taken.folder)
    assert [card.text for card in found.session.ordered()] == ["hidden", "after it", "from the second laptop"]
    assert len(found.entries) == 5
    assert not found.aside


def _told_lines(summit: Path) -> int:
    """Return how many lines the desk's file says that the table has told of."""
    try:
        rows = json.loads((summit / "wall" / "status.json").read_text())
    except (OSError, ValueError):
        return 0
    return sum(sum(row.get("journals", {}).values()) for row in rows.values())


def on_wall(hall: SummitDesk) -> list[str]:
    """Return what the only table shows on the wall."""
    (board,) = hall.boards().values()
    return [card.text for card in board.ordered() if card.seen]


async def test_two_laptops_that_both_go_on_are_told_and_nothing_of_either_is_lost(tmp_path: Path) -> None:
    first, second, summit = tmp_path / "first", Home(tmp_path / "second"), tmp_path / "summit"
    async with desk(summit) as hall:
        await recorded(hall, first, "Trust")
        code, _ = await moving.send(first)
        taken = await moving.take(second, str(code))
        take_back(first)
        async with table(first) as one, table(taken.folder) as two:
            publishers = [each.join(hall.code) for each in (one, two)]
            await one.add("at the first")
            await two.add("at the second")
            await until(lambda: all(TWICE in publisher.standing.problem for publisher in publishers))
            await until(lambda: any("T07 goes on at two laptops" in remark for remark in hall.remarks))
            (board,) = hall.boards().values()
            await until(lambda: len(next(iter(hall.boards().values())).cards) == 3)
            assert board.id == load(first).session.id


async def test_phones_are_led_to_the_second_laptop_and_are_who_they_were(tmp_path: Path) -> None:
    first, second = tmp_path / "first", Home(tmp_path / "second")
    port, there = unused_port(), unused_port()
    async with desk(tmp_path / "summit") as hall:
        await recorded(hall, first, "Trust")
        async with SessionWriter(first) as writer:
            server = PhoneServer(writer, LOOPBACK, port)
            address = await server.start()
            phone = Phone(address.url)
            assert (await phone.get(f"/j/{address.key}")).status == 303
            me = server.phones.door.cookie
            await server.stop()
        code, _ = await moving.send(first)
        signpost = Signpost(first, LOOPBACK, port)
        await signpost.start()
        try:
            waits = await phone.get("/")
            assert "This table moves to another laptop" in waits.text
            assert (await phone.get("/events")).status == 503
            assert (await phone.post("/cards", {"text": "kept on the phone"})).status == 503
            taken = await moving.take(second, str(code))
            async with SessionWriter(taken.folder) as writer:
                other = PhoneServer(writer, "127.0.0.2", there)
                new = await other.start()
                signpost.to = new.url
                assert "event: moved" in (await phone.get("/events")).text
                page = await phone.get("/")
                assert f"{new.url}moved?as=" in page.text
                led = page.text.partition('data-to="')[2].partition('"')[0].replace("&amp;", "&")
                newcomer = Phone(new.url)
                arrived = await newcomer.get(led.removeprefix(new.url.rstrip("/")))
                assert arrived.status == 200
                assert 'data-here="/"' in arrived.text
                assert newcomer.cookies[me] == phone.cookies[me]
                assert (await newcomer.get("/api/state")).status == 200
                forged = led.replace("as=p", "as=q").removeprefix(new.url.rstrip("/"))
                assert (await Phone(new.url).get(forged)).status == 303
                stranger = await Phone(address.url).get("/board")
                assert f'goes on at another laptop:</p><p><a href="{new.url}">' in stranger.text
                await other.stop()
        finally:
            await signpost.stop()


async def test_the_first_laptop_hears_that_the_other_goes_on_and_where_phones_join(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("workshop.live.moving.LOOK", 0.05)
    first, heard = tmp_path / "first", list[str]()
    async with desk(tmp_path / "summit") as hall:
        await recorded(hall, first)
        code, _ = await moving.send(first)
        following = asyncio.create_task(moving.follow(first, code, heard.append))
        taken = await moving.take(Home(tmp_path / "second"), str(code))
        await until(lambda: heard == [""])
        async with SessionWriter(taken.folder) as writer:
            link = SummitLink(writer, lambda: None)
            link.phones = lambda: "http://192.0.2.7:8000/"
            link.begin()
            await until(lambda: heard == ["", "http://192.0.2.7:8000/"])
            assert phones_of(first) == "http://192.0.2.7:8000/"
            await link.close()
    following.cancel()
    take_back(first)
    assert phones_of(first) == ""
    note_moved(first, "http://192.0.2.7:8000/")
    assert phones_of(first) == ""


def test_a_code_is_told_from_the_name_of_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    code = str(MovingCode(JoinCode("192.0.2.7", 4222, b"f" * 12, b"s" * 10), b"k" * 15))
    assert moving.is_code(code)
    assert moving.is_code(code.lower().replace("-", " "))
    assert not moving.is_code("stick/leadership.workshop")
    assert not moving.is_code("leadership.workshop")
    monkeypatch.chdir(tmp_path)
    summit, _, key = code.partition("/")
    (tmp_path / summit).mkdir()
    (tmp_path / summit / key).write_text("a file of that name")
    assert not moving.is_code(code)


async def test_a_table_that_never_reached_its_summit_does_not_move(tmp_path: Path) -> None:
    async with desk(tmp_path / "summit") as hall:
        code = hall.code
    async with table(tmp_path / "first") as seven:
        await seven.add("Trust")
    join(tmp_path / "first", code)
    with pytest.raises(Refused, match="has not reached its summit yet"):
        await moving.send(tmp_path / "first")


NAME = "0" * 32


@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"name": "../../x", "part": 1},
        {"name": NAME, "part": 2, "of": 1, "data": ""},
        {"name": NAME, "part": 1, "of": 10**6, "data": ""},
        {"name": NAME, "part": 1, "of": 1, "data": "no base64!"},
        {"name": NAME, "part": "x", "of": 1, "data": ""},
    ],
)
def test_what_is_no_parcel_is_refused_and_writes_nothing(tmp_path: Path, asked: dict[str, object]) -> None:
    assert "did not understand" in Parcels(tmp_path).answer(asked, 5)["refused"]
    assert not list(tmp_path.iterdir())


def test_a_session_too_large_for_the_network_is_refused() -> None:
    with pytest.raises(Refused, match="too large to move over the network"):
        parts_of(bytes(PART_BYTES * MOST_PARTS + 1))
