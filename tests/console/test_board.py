"""The projected board: what stands on it at each step, pages that turn, and what never comes to it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest
from rich.segment import Segment
from textual.pilot import Pilot
from textual.strip import Strip
from textual.widgets import Static

from tests.console.picture import clickable, strips_of
from tests.console.seats import EXPERIMENTS, INSIGHTS, QUESTION, Seats
from tests.console.test_hostile import HOSTILE
from tests.console.test_looks import ratio
from workshop.app import Console, board_console
from workshop.live.follower import SessionFollower
from workshop.live.phone_access import invitation_of
from workshop.model import commands as c
from workshop.screens.board.screen import BoardScreen
from workshop.screens.board.view import NEW_FOR
from workshop.screens.board.way_in import JoinDetails
from workshop.store.locations import Home
from workshop.store.writer import SessionWriter, now_ms
from workshop.store.writing_right import WRITER, phones_of
from workshop.web.server import PhoneServer
from workshop.widgets.bars import BLOCK
from workshop.widgets.big import Big
from workshop.widgets.invitation import JoinPanel
from workshop.widgets.spread import AT_ONCE

if TYPE_CHECKING:
    from workshop.model.session import Session as Record

PATIENCE = 4.0
GLANCE = 0.03
"""Seconds between two looks at the whole board, which is drawn anew for each."""


class Wall(NamedTuple):
    """A board on a projector, the room that is recorded, and a clock that a test sets."""

    pilot: Pilot[int]
    app: Console
    page: BoardScreen
    writer: SessionWriter
    now: list[float]

    @property
    def text(self) -> str:
        return "\n".join(line.text for line in strips_of(self.app))

    @property
    def record(self) -> Record:
        return self.writer.session

    def card(self, label: str) -> str:
        return next(card.id for card in self.record.cards.values() if card.label == label)

    async def do(self, *wishes: c.Command) -> None:
        for wish in wishes:
            await self.writer.do(wish)

    async def until(self, condition: Callable[[], object]) -> None:
        end = asyncio.get_running_loop().time() + PATIENCE
        while not condition():
            assert asyncio.get_running_loop().time() < end, self.text
            await asyncio.sleep(GLANCE)

    async def shows(self, *words: str) -> None:
        await self.until(lambda: all(word in self.text for word in words))


@asynccontextmanager
async def hung(
    home: Home, folder: Path, size: tuple[int, int] = (100, 30), *, large: bool | None = False
) -> AsyncIterator[Wall]:
    """Hang a board that looks at the folder as another process would, while a room writes it."""
    now = [1000.0]
    follower = SessionFollower(folder)
    follower.begin()
    app = board_console(home, follower)
    async with SessionWriter(folder) as writer, app.run_test(size=size, notifications=True, tooltips=True) as pilot:
        page = app.screen
        assert isinstance(page, BoardScreen)
        page._seconds = lambda: now[0]
        if large is not None:
            page.spread.enlarge(large=large)
        yield Wall(pilot, app, page, writer, now)


def many(count: int, theme: str) -> c.AddCards:
    return c.AddCards("insight", theme, tuple(f"Said as number {n:03d}" for n in range(count)))


def theme_of(writer: SessionWriter) -> str:
    return writer.session.live_themes()[0].id


async def test_the_question_is_whole_and_every_card_is_on_some_page_at_any_size(home: Home, folder: Path) -> None:
    async with hung(home, folder, (60, 20)) as wall:
        for size in ((60, 20), (80, 24), (120, 40), (200, 50)):
            await wall.pilot.resize_terminal(*size)
            await wall.until(lambda size=size: wall.page.size == size)  # type: ignore[misc]
            await wall.shows(QUESTION, "Table 7", "Green spaces")
            seen = ""
            for _ in range(wall.page.spread.pages):
                seen += wall.text
                await wall.pilot.press("right")
                await wall.pilot.pause()
            assert all(text[:24] in seen for text in (*INSIGHTS, *EXPERIMENTS)), size


async def test_what_is_recorded_elsewhere_is_marked_as_new_for_a_while_a_sentence_goes_again_and_escape_ends_the_board(
    home: Home, folder: Path
) -> None:
    async with hung(home, folder) as wall:
        await wall.shows(INSIGHTS[0])
        assert "▸" not in wall.text
        await wall.do(c.AddCards("insight", theme_of(wall.writer), ("Said just now",)))
        await wall.shows("▸ I04 Said just now", "INSIGHTS 4")
        wall.now[0] += NEW_FOR + 1
        wall.page.second()
        await wall.until(lambda: "▸" not in wall.text)
        await wall.pilot.press("r")
        await wall.shows("There is no vote yet.")
        wall.now[0] += 9
        wall.page.second()
        await wall.until(lambda: "There is no vote yet." not in wall.text)
        await wall.pilot.press("escape")
        await wall.until(lambda: not wall.app.is_running)


async def test_pages_turn_by_themselves_when_they_can_be_read_and_stand_while_they_are_held(
    home: Home, folder: Path
) -> None:
    async with hung(home, folder, (80, 24)) as wall:
        await wall.do(many(45, theme_of(wall.writer)))
        await wall.shows("INSIGHTS 48", "3/3")
        await wall.pilot.press("right")
        await wall.shows("1/3")
        wall.page.second()
        assert wall.page.spread.page == 1
        wall.now[0] += 46
        wall.page.second()
        await wall.shows("2/3")
        await wall.pilot.press("space")
        await wall.shows("held  2/3", "let it turn")
        wall.now[0] += 46
        wall.page.second()
        await wall.do(c.AddCards("insight", theme_of(wall.writer), ("Not turned to",)))
        await wall.shows("INSIGHTS 49", "held  2/3")
        assert "Not turned to" not in wall.text
        await wall.pilot.press("space", "left")
        await wall.shows("1/3")
        await wall.pilot.click("#spread", offset=(60, 5))
        await wall.shows("2/3")
        await wall.pilot.click("#spread", offset=(2, 5))
        await wall.shows("1/3")


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_few_cards_begin_in_large_letters(home: Home, folder: Path, size: tuple[int, int]) -> None:
    async with hung(home, folder, size, large=None) as wall:
        await wall.until(lambda: "█" in wall.text and "I01" in wall.text and INSIGHTS[0] not in wall.text)
        await wall.pilot.press("l")
        await wall.shows(INSIGHTS[0])


async def test_many_cards_begin_in_plain_letters(home: Home, folder: Path) -> None:
    async with hung(home, folder, (80, 24), large=None) as wall:
        await wall.do(many(20, theme_of(wall.writer)))
        await wall.until(lambda: "█" not in wall.text and "Said as number" in wall.text)


async def test_large_letters_are_a_key_away_and_take_more_pages(home: Home, folder: Path) -> None:
    async with hung(home, folder, (120, 30)) as wall:
        await wall.shows(INSIGHTS[0])
        await wall.pilot.press("l")
        await wall.until(lambda: INSIGHTS[0] not in wall.text and "█" in wall.text and "I01" in wall.text)
        await wall.pilot.press("l")
        await wall.shows(*INSIGHTS)


async def test_hidden_waiting_parked_and_removed_cards_never_come_to_the_board(home: Home, folder: Path) -> None:
    async with hung(home, folder) as wall:
        theme = theme_of(wall.writer)
        await wall.do(c.AddCards("insight", theme, ("Offered by a phone",), "participant", held=True))
        await wall.do(c.HideCard(wall.card("I01")), c.ParkCard(wall.card("I02")), c.RemoveCard(wall.card("E01")))
        await wall.shows("INSIGHTS 1", "EXPERIMENTS 1")
        picture = wall.app.export_screenshot().replace("&#160;", " ")
        for text in ("Offered", INSIGHTS[0], INSIGHTS[1], EXPERIMENTS[0]):
            assert text not in wall.text
            assert text not in picture
        assert INSIGHTS[2] in picture
        await wall.do(c.ShowCard(wall.card("I04")))
        await wall.shows("▸ I04 Offered by a phone")


async def test_a_vote_shows_who_is_in_and_its_rules_and_nothing_of_the_dots_before_the_reveal(
    home: Home, folder: Path
) -> None:
    async with hung(home, folder) as wall:
        await wall.do(c.GiveDetail("people", "8"))
        await wall.do(c.DraftBallot("Which first?", kinds=("experiment",), dots=3, most=2, decider="The table"))
        ballot = next(iter(wall.record.ballots))
        await wall.do(c.OpenBallot(ballot))
        await wall.shows("0 of 8 ballots in", "3 dots each · at most 2 on one card · The table decides", "TO VOTE ON 2")
        for n in range(6):
            await wall.do(c.SetDots(ballot, f"{n:020d}", wall.card("E02"), 2))
        await wall.shows("6 of 8 ballots in")
        for hidden in ("12", BLOCK * 6, "voter", "RANK"):
            assert hidden not in wall.text
        await wall.do(c.CloseBallot(ballot))
        await wall.shows("The vote is closed · 6 of 8 ballots in")
        assert "12" not in wall.text
        assert BLOCK * 6 not in wall.text
        await wall.do(c.RevealBallot(ballot))
        await wall.shows("Result: Which first?", "12 dots · 6 voters", "1 E02", "2 E01", "█", "12 of 18 dots used")
        await wall.pilot.press("r")
        await wall.shows("INSIGHTS 3")
        await wall.pilot.press("r")
        await wall.shows("Result: Which first?")
        await wall.do(c.AddCards("insight", theme_of(wall.writer), ("On we go",)))
        await wall.shows("INSIGHTS 4", "On we go")


async def test_joint_ranks_and_a_choice_among_them_are_said_and_a_vote_over_several_themes_asks_its_own_question(
    home: Home, folder: Path
) -> None:
    async with hung(home, folder) as wall:
        await wall.do(c.DraftBallot("", kinds=("experiment",)))
        ballot = next(iter(wall.record.ballots))
        await wall.do(c.OpenBallot(ballot))
        await wall.shows("0 ballots in")
        for label in ("E01", "E02"):
            await wall.do(c.EnterHands(ballot, wall.card(label), 2, 2))
        await wall.do(c.CloseBallot(ballot), c.RevealBallot(ballot))
        await wall.shows("1= E01", "1= E02", "= is tied", "2 by hand")
        await wall.do(c.SettleTie(ballot, wall.card("E02"), "It costs less"))
        await wall.shows("E02 was chosen among the tied cards: It costs less")
        await wall.do(c.AddTheme("Getting about", "How?"))
        second = wall.record.live_themes()[1].id
        await wall.do(c.AddCards("experiment", second, ("A late bus",)))
        await wall.shows("Getting about · 2 of 2", "A late bus")
        await wall.do(c.DraftBallot("Which of all these?", kinds=("experiment",)))
        await wall.do(c.OpenBallot(list(wall.record.ballots)[-1]))
        await wall.shows("Which of all these?", "Table 7 · Green spaces", "A late bus", EXPERIMENTS[0])


async def test_the_board_follows_the_theme_the_table_works_on_until_another_is_chosen(home: Home, folder: Path) -> None:
    async with hung(home, folder) as wall:
        first = theme_of(wall.writer)
        await wall.do(c.AddTheme("Getting about", "How does everyone get there?"))
        await wall.shows("How does everyone get there?", "2 of 2", "No insights yet.")
        await wall.writer.do(c.AddCards("insight", first, ("From a phone",), "participant"), by="participant")
        await wall.do(c.RewordTheme(wall.record.live_themes()[1].id, "Getting about", "How do they?"))
        await wall.shows("How do they?")
        await wall.pilot.press("k")
        await wall.until(lambda: type(wall.app.screen).__name__ == "Choose" and wall.app.screen.focused)
        await wall.pilot.press("down", "enter")
        await wall.until(lambda: wall.app.screen is wall.page)
        await wall.shows(QUESTION, "1 of 2", "From a phone")


async def test_the_time_is_in_big_figures_with_a_word_for_its_state(home: Home, folder: Path) -> None:
    async with hung(home, folder, (120, 40)) as wall:
        big = wall.page.query_one(Big)
        assert not big.display
        await wall.do(c.StartTimer(600))
        await wall.shows("time left", "██")
        assert big.figures in {"10:00", "9:59"}
        await wall.do(c.PauseTimer())
        await wall.shows("paused")
        await wall.do(c.ResumeTimer(), c.ExtendTimer(-550))
        await wall.shows("last minute")
        assert big.has_class("-last")
        wall.page.sight = wall.page.sight._replace(timer=wall.record.timer._replace(since=now_ms() - 700_000))  # type: ignore[union-attr]
        wall.page.second()
        await wall.shows("over time")
        assert big.figures.startswith("+")
        await wall.do(c.StopTimer())
        await wall.until(lambda: not big.display)


@pytest.mark.parametrize("light", [False, True], ids=["dark", "light"])
async def test_all_that_is_written_stands_out_seven_to_one(home: Home, folder: Path, *, light: bool) -> None:
    async with hung(home, folder, (120, 40)) as wall:
        await wall.do(c.TagCard(wall.card("I01"), "safe"), c.StartTimer(30))
        await wall.do(c.AddCards("insight", theme_of(wall.writer), ("New",)))
        await wall.shows("▸ I04 New", "last minute", "#safe")
        if light:
            await wall.pilot.press("f3")
            await wall.until(lambda: wall.app.theme == "light")
        assert lowest_contrast(wall) >= 7
        await wall.do(c.DraftBallot("Which?", kinds=("experiment",)))
        ballot = next(iter(wall.record.ballots))
        await wall.do(c.OpenBallot(ballot), c.SetDots(ballot, "1" * 20, wall.card("E01"), 2))
        await wall.do(c.CloseBallot(ballot), c.RevealBallot(ballot))
        await wall.shows("RANK", "█")
        wall.page.put("#said", "Something is wrong.")
        wall.page.query_one("#said", Static).display = True
        assert lowest_contrast(wall) >= 7


def lowest_contrast(wall: Wall) -> float:
    """The least contrast of anything that is written, as it goes to the terminal; a bar's, with what it stands on."""
    found, page = [], wall.page.background_colors[1].hex
    for strip in strips_of(wall.app):
        for text, style, _ in strip:
            if text.strip():
                assert style is not None
                assert style.color is not None
                assert style.bgcolor is not None
                assert not style.dim
                ground = page if set(text) == {BLOCK} else style.bgcolor.get_truecolor().hex
                found.append(ratio(style.color.get_truecolor().hex, ground))
    return min(found)


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (200, 50)])
async def test_hostile_words_are_shown_on_the_board_and_nothing_else(
    home: Home, folder: Path, size: tuple[int, int]
) -> None:
    async with hung(home, folder, size) as wall:
        theme = theme_of(wall.writer)
        words = HOSTILE[0] + "[/nope]"
        await wall.do(c.AddCards("insight", theme, HOSTILE), c.RewordTheme(theme, words, words + HOSTILE[2]))
        await wall.do(c.TagCard(wall.card("I04"), words[:50]), c.DraftBallot(words))
        await wall.until(lambda: "[@click=app.quit]" in wall.text)
        for key in ("right", "l", "right", "right", "l", *["right"] * 6):
            await wall.pilot.press(key)
            await wall.pilot.pause()
            assert not {"\x1b", "\x9b", "\u202e", "\x07"} & set(wall.text)
        await wall.do(c.OpenBallot(next(iter(wall.record.ballots))))
        await wall.shows("TO VOTE ON")
        assert not clickable(wall.app)
        assert wall.app.is_running


async def test_a_session_that_goes_away_is_said_to_be_so_and_found_again(home: Home, folder: Path) -> None:
    follower = SessionFollower(folder)
    follower.begin()
    app = board_console(home, follower)
    async with app.run_test(size=(100, 30)) as pilot:
        page = app.screen
        assert isinstance(page, BoardScreen)
        wall = Wall(pilot, app, page, None, [0.0])  # type: ignore[arg-type]
        page.spread.enlarge(large=False)
        away = folder.rename(folder.with_name("away"))  # noqa: ASYNC240 - at once
        await wall.shows("Put it back", "Until then the board stays", INSIGHTS[0])
        away.rename(folder)
        await wall.until(lambda: "Put it back" not in wall.text)
        (journal,) = (folder / "journal").glob("*.jsonl")
        good = journal.read_bytes()
        journal.write_bytes(good.replace(b"Paths flood", b"Paths dried") + b'{"n":9}\n')
        await wall.shows("damaged", "Paths flood")
        journal.write_bytes(good)
        await wall.until(lambda: "damaged" not in wall.text)
        async with SessionWriter(folder) as writer:
            await writer.do(c.AddCards("insight", theme_of(writer), ("Back again",)))
            await wall.shows("Back again")


async def test_the_console_shows_the_same_board_over_the_table_and_goes_back_to_it(sit: Seats) -> None:
    async with sit() as seat:
        await seat.type("half a line")
        await seat.press("escape", "b")
        await seat.until(lambda: isinstance(seat.app.screen, BoardScreen))
        session = seat.app.screen
        assert isinstance(session, BoardScreen)
        await seat.until(lambda: session.spread.columns)
        await seat.workspace.do(
            c.AddCards("insight", seat.page.theme.id if seat.page.theme else "", ("Said meanwhile",))
        )
        await seat.until(lambda: session.spread.columns[0].items[-1].text == "Said meanwhile")
        await seat.press("escape")
        await seat.until(lambda: seat.app.screen is seat.page)
        assert seat.page.line.text == "half a line"
        assert seat.app.is_running


async def test_more_cards_than_are_laid_out_at_once_stand_there_too_and_the_page_of_a_new_one_is_turned_to(
    home: Home, folder: Path
) -> None:
    async with hung(home, folder) as wall:
        theme = theme_of(wall.writer)
        await wall.do(c.AddCards("insight", theme, tuple(f"Card number {n}" for n in range(AT_ONCE + 50))))
        await wall.shows(f"Card number {AT_ONCE + 49}")
        pages = wall.page.spread.pages
        await wall.pilot.resize_terminal(60, 20)
        await wall.until(lambda: wall.page.spread.pages > pages)
        await wall.do(c.AddCards("experiment", theme, ("The very last",)))
        await wall.shows("The very last")
        wall.page.bring_up_to_date()
        await wall.shows("The very last")


def way_in(people: int = 0, across: int = 37) -> JoinDetails:
    """A way in with a code of so many squares, each of them a sign that nothing else has."""
    small, large = (Strip([Segment("@" * across * n)]) for n in (1, 2))
    return JoinDetails("192.168.1.23:8000", "K7QF3M", (small,) * -(-across // 2), (large,) * across, people)


async def join_by(wall: Wall, details: JoinDetails) -> None:
    wall.page.joining = lambda: details
    wall.page.bring_up_to_date()
    await wall.pilot.pause()


async def test_the_address_and_the_key_stay_on_the_board_at_any_size_whatever_it_shows(
    home: Home, folder: Path
) -> None:
    async with hung(home, folder, (60, 20), large=None) as wall:
        for people in (0, 3):
            await join_by(wall, way_in(people))
            await the_way_in_stays(wall)
        await wall.do(c.DraftBallot("", kinds=("experiment",)))
        ballot = next(iter(wall.record.ballots))
        for step in (c.OpenBallot(ballot), c.CloseBallot(ballot), c.RevealBallot(ballot)):
            await wall.do(step)
            await wall.pilot.pause()
            await the_way_in_stays(wall)


async def the_way_in_stays(wall: Wall) -> None:
    for size in ((60, 20), (80, 24), (120, 40), (200, 50)):
        await wall.pilot.resize_terminal(*size)
        await wall.until(lambda size=size: wall.page.size == size)  # type: ignore[misc]
        await wall.shows("Join with a phone at 192.168.1.23:8000   Key K7QF3M")


async def test_the_code_is_large_until_people_are_in_and_again_by_its_key_and_says_when_it_has_no_room_or_no_phones(
    home: Home, folder: Path
) -> None:
    async with hung(home, folder, (120, 40)) as wall:
        panel = wall.page.query_one(JoinPanel)
        await join_by(wall, way_in())
        await wall.until(lambda: wall.text.count("@" * 37) == 19 and "I01" in wall.text)
        await join_by(wall, way_in(people=2))
        await wall.until(lambda: not panel.display and "I01" in wall.text)
        await wall.pilot.press("q")
        await wall.until(lambda: wall.text.count("@" * 37) == 19 and "I01" not in wall.text)
        assert "█" in wall.text, "the address is drawn beside it"
        await wall.pilot.press("q")
        await wall.until(lambda: not panel.display and "I01" in wall.text)
        await wall.pilot.resize_terminal(200, 50)
        await wall.until(lambda: panel.display and "I01" in wall.text)
        await wall.pilot.press("q")
        await wall.until(lambda: wall.text.count("@" * 74) == 37 or wall.text.count("@" * 37) == 19)
        await wall.pilot.resize_terminal(60, 14)
        await wall.until(lambda: not panel.display and "192.168.1.23:8000" in wall.text)
        await wall.pilot.resize_terminal(60, 20)
        await join_by(wall, JoinDetails())
        await wall.pilot.press("q")
        await wall.shows("Phones cannot join yet")
        await join_by(wall, way_in())
        await wall.pilot.press("q")
        await wall.shows("The code is too large for this window.")


async def test_an_empty_board_shows_the_code_alone_and_makes_way_for_the_first_card(home: Home, folder: Path) -> None:
    async with hung(home, folder, (120, 40)) as wall:
        await wall.do(*(c.RemoveCard(card) for card in tuple(wall.record.cards)))
        await join_by(wall, way_in())
        await wall.until(lambda: "@" * 37 in wall.text and not wall.page.spread.display)
        await wall.do(c.AddCards("insight", theme_of(wall.writer), ("The first",)))
        await wall.shows("@" * 37, "The first")


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 50)])
async def test_a_result_is_read_from_the_back_row(home: Home, folder: Path, size: tuple[int, int]) -> None:
    """Letters of 6 % of the height, bars over most of the width, insights and experiments below their names."""
    async with hung(home, folder, size, large=None) as wall:
        await wall.do(c.DraftBallot("", kinds=("insight", "experiment"), dots=12, most=12))
        ballot = next(iter(wall.record.ballots))
        await wall.do(c.OpenBallot(ballot))
        await wall.shows("INSIGHTS TO VOTE ON 3")
        for n, (label, dots) in enumerate([("E02", 9), ("I01", 12), ("I03", 4), ("E01", 1)]):
            await wall.do(c.SetDots(ballot, f"{n:020d}", wall.card(label), dots))
        await wall.do(c.CloseBallot(ballot), c.RevealBallot(ballot))
        await wall.shows("INSIGHTS · RANK")
        longest = max(len(run) for line in wall.text.splitlines() for run in line.split(" ") if set(run) == {BLOCK})
        assert longest > size[0] * 0.6
        assert wall.text.count(" voter") >= (1 if size[1] < 30 else 2), "one is seen beside another"
        seen = ""
        for _ in range(wall.page.spread.pages):
            assert wall.page.spread.large or wall.page.spread.pages > 1
            seen += wall.text
            await wall.pilot.press("right")
            await wall.pilot.pause()
        order = [seen.index(words) for words in ("INSIGHTS", "1 I01", "EXPERIMENTS", "2 E02")]
        assert order == sorted(order)
        assert all(text not in seen for text in INSIGHTS), "they are drawn"


async def test_question_and_title_are_drawn_where_there_is_room_and_how_to_join_has_its_place(
    home: Home, folder: Path
) -> None:
    async with hung(home, folder, (200, 50)) as wall:
        top = wall.page.query_one("#question")
        await wall.until(lambda: top.size.height >= 8)
        words, drawing = wall.text.splitlines()[:2]
        assert QUESTION in words
        assert "Green spaces" in words
        assert set(drawing) <= set(" █▀▄")
        invitation = wall.page.query_one(JoinPanel)
        assert not invitation.display
        wall.page.joining = lambda: JoinDetails("192.168.1.23:8000", "K7QF3M", (Strip([Segment("#" * 30)]),) * 3)
        wall.page.bring_up_to_date()
        await wall.shows("#" * 30, "Join with a phone at", "192.168.1.23:8000", "K7QF3M")
        wall.page.joining = JoinDetails
        wall.page.bring_up_to_date()
        await wall.until(lambda: not invitation.display and "K7QF3M" not in wall.text)


async def test_a_board_of_its_own_shows_how_to_join_while_the_table_lets_phones_in(
    home: Home, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("workshop.live.follower.ASK", 0.0)
    async with hung(home, folder, (120, 40)) as wall:
        panel = wall.page.query_one(JoinPanel)
        phones = PhoneServer(wall.writer, "127.0.0.1", 0)
        found = await phones.start()
        await wall.shows(f"Join with a phone at {found.url[7:-1]}   Key {found.key}")
        await wall.until(lambda: panel.display)
        added = c.AddCards("insight", theme_of(wall.writer), ("From a phone",), "participant")
        await wall.writer.do(added, by="participant")
        await wall.until(lambda: not panel.display)
        await phones.stop()
        await wall.until(lambda: found.key not in wall.text)


async def test_a_note_left_behind_by_a_killed_table_lets_nobody_join(folder: Path) -> None:
    async with SessionWriter(folder) as writer:
        phones = PhoneServer(writer, "127.0.0.1", 0)
        found = await phones.start()
        note = (folder / WRITER).read_bytes()
        assert (invitation_of(folder) or ("",))[0] == found.url[7:-1]
        await phones.stop()
        (folder / WRITER).write_bytes(note)
        assert phones_of(folder) == found.url
        assert invitation_of(folder) is None
        for damaged in (
            b"[]",
            b"{",
            b'{"phones": 7}',
            b'{"phones": "http://[/"}',
            b'{"phones": "http://127.0.0.1:99999/"}',
        ):
            (folder / WRITER).write_bytes(damaged)
            assert invitation_of(folder) is None


async def test_the_map_grows_on_the_board_while_it_is_made_and_m_shows_the_cards(home: Home, folder: Path) -> None:
    async with hung(home, folder, (80, 24)) as wall:
        await wall.do(c.MakeHeading("After dark", cards=(wall.card("E01"),)))
        await wall.shows("The map", "AFTER DARK 1", EXPERIMENTS[0], "Placed 1 · in lines 0 · left out 0")
        await wall.do(c.MapCards((wall.card("E02"),), (next(iter(wall.record.map.headings)),)))
        await wall.shows("▸", "AFTER DARK 2", "E02")
        assert wall.page._new.keys() == {wall.card("E02")}
        await wall.pilot.press("r")
        await wall.shows("This is the map. M shows the cards.")
        await wall.pilot.press("m")
        await wall.shows(QUESTION, "INSIGHTS")
        await wall.pilot.press("m")
        await wall.shows("AFTER DARK 2")
        await wall.do(many(1, theme_of(wall.writer)))
        await wall.shows(QUESTION, "INSIGHTS")


async def test_lines_stand_before_cards_with_their_sources_and_what_is_left_out_stays_in_sight(
    home: Home, folder: Path
) -> None:
    async with hung(home, folder, (120, 40)) as wall:
        await wall.do(c.MakeHeading("After dark", cards=(wall.card("E01"),)))
        (heading,) = wall.record.map.headings
        await wall.do(c.WriteLine("Light the way", heading, (wall.card("E01"),)), c.WriteLine("Sing", heading))
        await wall.do(c.MakeHeading("Lamps", heading), c.LeaveOffMap((wall.card("E02"),), "done already"))
        await wall.do(c.RewordCard(wall.card("E01"), "Head torches at the school"))
        await wall.do(c.NameHeading(heading, "At night"))
        await wall.shows("L01 Light the way", "source changed since", "no source", "LEFT OUT 1", "done already")
        await wall.shows("AT NIGHT › LAMPS 0", "Nothing stands here yet.")


async def test_there_is_no_map_on_the_board_before_there_is_one_and_an_open_vote_stays_in_view(
    home: Home, folder: Path
) -> None:
    async with hung(home, folder) as wall:
        await wall.pilot.press("m")
        await wall.shows("There is no map yet. 8 at the table makes one.")
        await wall.do(c.DraftBallot(kinds=("experiment",)))
        (ballot,) = wall.record.ballots
        await wall.do(c.OpenBallot(ballot))
        await wall.do(c.MakeHeading("After dark"))
        await wall.shows("TO VOTE ON")
