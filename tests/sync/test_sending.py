"""Tables send to a desk with a real message server: what arrives, what waits, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.sync.conftest import LEFT_OPEN, copies, desk, journals, needs_server, table, until
from workshop.live.hand_over import take_over
from workshop.live.merge import gather
from workshop.live.moving import hand_over_copy
from workshop.model.commands import (
    AddCards,
    CloseBallot,
    DraftBallot,
    DraftScale,
    EnterSheet,
    GiveAnswers,
    HideCard,
    OpenBallot,
    RevealBallot,
    SetDots,
    ShowCard,
)
from workshop.model.errors import NotFound
from workshop.store.locations import Home
from workshop.sync.desk import SummitDesk

pytestmark = [needs_server, LEFT_OPEN]


async def test_what_a_table_records_stands_at_the_desk_byte_for_byte(tmp_path: Path) -> None:
    summit = tmp_path / "summit"
    async with desk(summit) as hall, table(tmp_path / "table") as seven:
        await seven.add("before it joined")
        seven.join(hall.code)
        await seven.add("and after")
        await seven.arrives()
        assert copies(summit) == journals(tmp_path / "table")
        (heard,) = hall.tables()
        assert (heard.table, heard.recorded, heard.at_summit, heard.complete) == ("7", 3, 3, True)
        (session,) = hall.boards().values()
        assert [card.text for card in session.ordered()] == ["before it joined", "and after"]


async def test_a_desk_that_was_away_is_told_everything(tmp_path: Path) -> None:
    summit = tmp_path / "summit"
    async with table(tmp_path / "table") as seven:
        async with desk(summit) as hall:
            publisher = seven.join(hall.code)
            await seven.arrives()
            port = hall.server.port
        await until(lambda: not publisher.standing.connected)
        await seven.add("nobody listens")
        async with desk(summit, port=port):
            await seven.arrives()
        assert copies(summit) == journals(tmp_path / "table")


async def test_a_desk_that_lost_its_copies_has_them_again(tmp_path: Path) -> None:
    summit = tmp_path / "summit"
    async with table(tmp_path / "table") as seven:
        async with desk(summit) as hall:
            seven.join(hall.code)
            await seven.add("kept")
            await seven.arrives()
            port = hall.server.port
        for path in (summit / "tables").rglob("*.jsonl"):
            path.unlink()
        async with desk(summit, port=port):
            await until(lambda: copies(summit) == journals(tmp_path / "table"))


async def test_a_hidden_card_waits_and_what_follows_does_not(tmp_path: Path) -> None:
    summit = tmp_path / "summit"
    async with desk(summit) as hall, table(tmp_path / "table") as seven:
        receipt = await seven.add("SECRET")
        (card,) = receipt.session.cards
        await seven.writer.do(HideCard(card))
        publisher = seven.join(hall.code)
        await seven.add("for all")
        await seven.arrives()
        assert publisher.standing.withheld == 1
        assert not publisher.standing.complete
        assert not _anywhere(summit, b"SECRET")
        assert _texts(hall) == ["for all"]
        await seven.writer.do(ShowCard(card))
        await until(lambda: publisher.standing.complete)
        assert copies(summit) == journals(tmp_path / "table")
        assert _texts(hall) == ["SECRET", "for all"]
        assert not list(summit.rglob("*.ahead"))


async def test_dots_wait_for_the_reveal(tmp_path: Path) -> None:
    summit = tmp_path / "summit"
    async with desk(summit) as hall, table(tmp_path / "table") as seven:
        publisher = seven.join(hall.code)
        await seven.add("Trust")
        await seven.writer.do(DraftBallot(dots=3, most=3))
        (ballot,) = seven.writer.session.ballots
        (card,) = seven.writer.session.cards
        await seven.writer.do(OpenBallot(ballot))
        await seven.writer.do(SetDots(ballot, "a" * 32, card, 2), "")
        await seven.writer.do(CloseBallot(ballot))
        await seven.arrives()
        assert publisher.standing.withheld == 1
        assert not _anywhere(summit, b"DotsSet")
        await seven.writer.do(RevealBallot(ballot))
        await until(lambda: publisher.standing.complete)
        assert copies(summit) == journals(tmp_path / "table")


async def test_answers_to_a_scale_wait_for_the_reveal(tmp_path: Path) -> None:
    summit = tmp_path / "summit"
    async with desk(summit) as hall, table(tmp_path / "table") as seven:
        publisher = seven.join(hall.code)
        await seven.add("Trust")
        await seven.writer.do(DraftScale())
        (scale,) = seven.writer.session.ballots
        (card,) = seven.writer.session.cards
        await seven.writer.do(OpenBallot(scale))
        await seven.writer.do(GiveAnswers(scale, "a" * 32, card, 5, 1), "")
        await seven.writer.do(EnterSheet(scale, ((card, 2, 0),)))
        await seven.writer.do(CloseBallot(scale))
        await seven.arrives()
        assert publisher.standing.withheld == 2
        assert not _anywhere(summit, b"AnswersGiven")
        assert not _anywhere(summit, b"SheetEntered")
        await seven.writer.do(RevealBallot(scale))
        await until(lambda: publisher.standing.complete)
        assert copies(summit) == journals(tmp_path / "table")


async def test_the_stick_brings_what_waits_and_both_ways_give_the_same(tmp_path: Path) -> None:
    home = Home(tmp_path)
    live, by_stick = home.sessions / "live", home.sessions / "stick"
    async with desk(live) as hall, table(home.sessions / "table") as seven:
        receipt = await seven.add("hidden")
        (card,) = receipt.session.cards
        await seven.writer.do(HideCard(card))
        seven.join(hall.code)
        await seven.add("for all")
        await seven.arrives()
    gather(home, [home.sessions / "table"], "live", lambda _done, _of: None)
    gather(home, [home.sessions / "table"], "stick", lambda _done, _of: None)
    assert copies(live) == copies(by_stick) == journals(home.sessions / "table")


async def test_a_table_cannot_take_the_place_of_another(tmp_path: Path) -> None:
    async with desk(tmp_path / "summit") as hall, table(tmp_path / "table") as seven:
        seven.join(hall.code)
        await seven.arrives()
        await seven.close()
        (tmp_path / "table" / "summit.json").unlink()
        async with table(tmp_path / "table") as again:
            publisher = again.join(hall.code)
            await until(lambda: bool(publisher.standing.problem))
            assert "has joined already, from another laptop" in publisher.standing.problem


async def test_a_secret_of_another_summit_is_refused_in_words(tmp_path: Path) -> None:
    async with desk(tmp_path / "summit") as hall, table(tmp_path / "table") as seven:
        publisher = seven.join(hall.code._replace(secret=b"x" * 10))
        await until(lambda: bool(publisher.standing.problem))
        assert publisher.standing.problem == (
            "The summit does not know this code's secret. Nothing was sent; join with the code on the wall."
        )


async def test_another_summit_at_the_address_is_told_nothing(tmp_path: Path) -> None:
    async with desk(tmp_path / "summit") as hall, table(tmp_path / "table") as seven:
        publisher = seven.join(hall.code._replace(fingerprint=b"x" * 12))
        await until(lambda: bool(publisher.standing.problem))
        assert publisher.standing.problem.startswith("Another summit answers at 127.0.0.1")
        assert not hall.tables()


async def test_a_full_store_refuses_aloud_and_loses_nothing(tmp_path: Path) -> None:
    async with desk(tmp_path / "summit", space=64 * 1024) as hall, table(tmp_path / "table") as seven:
        publisher = seven.join(hall.code)
        for number in range(120):
            await seven.writer.do(AddCards("insight", seven.theme, (f"{number} {'x' * 500}",)))
        await until(lambda: publisher.standing.problem.startswith("The summit's laptop takes no more"))
        assert publisher.standing.at_summit < len(seven.writer.history.entries)


def _texts(hall: SummitDesk) -> list[str]:
    (session,) = hall.boards().values()
    return [card.text for card in session.ordered() if card.seen]


def _anywhere(folder: Path, text: bytes) -> bool:
    return any(text in path.read_bytes() for path in folder.rglob("*") if path.is_file())


async def test_where_a_laptop_died_another_goes_on_with_the_desks_copy_in_its_place(tmp_path: Path) -> None:
    home = Home(tmp_path / "second")
    summit = tmp_path / "summit"
    file = tmp_path / "file"
    async with desk(summit) as hall:
        async with table(tmp_path / "first") as seven:
            publisher = seven.join(hall.code)
            await seven.add("arrived")
            await seven.arrives()
            await until(lambda: hall.tables()[0].complete)
            publisher.standing = publisher.standing._replace(connected=False)
            publisher._task.cancel()  # as when the program is killed
            await seven.add("never arrived")
        assert hand_over_copy(summit, "T07", file) == (2, [])
        taken = take_over(home, file)
        async with table(taken.folder) as again:
            again.join(hall.code)
            await again.add("from the second laptop")
            await again.arrives()
            assert _texts(hall) == ["arrived", "from the second laptop"]
            async with table(tmp_path / "first") as back:
                back.join(hall.code)
                await until(lambda: "never arrived" in _texts(hall))


async def test_a_table_that_a_summit_has_nothing_of_is_not_handed_over(tmp_path: Path) -> None:
    async with desk(tmp_path / "summit"):
        with pytest.raises(NotFound, match="has nothing of a table 9"):
            hand_over_copy(tmp_path / "summit", "9", tmp_path / "file")
