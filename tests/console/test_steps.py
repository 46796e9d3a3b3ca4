"""The steps of a session stand in the head; each is one plain key away from each other, and a click."""

from __future__ import annotations

from tests.console.ballots import revealed
from tests.console.seats import Seat, Seats
from workshop.screens.appendix.screen import AppendixPage
from workshop.screens.console_screen import ConsoleScreen
from workshop.screens.phones.screen import PhonesPage
from workshop.screens.readback.screen import ReadBackScreen
from workshop.screens.submissions.screen import OffersPage
from workshop.screens.vote.screen import Vote
from workshop.widgets.steps import Steps


async def on(seat: Seat, screen: type[ConsoleScreen]) -> None:
    await seat.until(lambda: type(seat.app.screen) is screen and seat.app.screen.is_current)


def marked(seat: Seat) -> str:
    line = seat.app.screen.query_one(Steps).render_line(0).text
    return line.partition("[")[2].partition("]")[0]


async def test_a_plain_key_leads_from_each_step_to_each_other(sit: Seats) -> None:
    async with sit() as seat:
        await seat.press("escape", "2")
        await on(seat, ReadBackScreen)
        assert marked(seat) == "2 read back"
        await seat.press("3")
        await on(seat, Vote)
        assert marked(seat) == "3 vote"
        await seat.press("5")
        await on(seat, AppendixPage)
        assert marked(seat) == "5 appendix"
        await seat.press("1")
        await on(seat, type(seat.page))
        await seat.until(lambda: seat.page.focused is seat.page.line)
        assert marked(seat) == "1 capture"


async def test_the_last_result_has_a_key_of_its_own(sit: Seats) -> None:
    async with sit() as seat:
        await seat.press("escape", "4")
        await seat.until(lambda: seat.said() == "No vote is revealed yet. 3 goes to the vote.")
        await revealed(seat, {"E01": 2})
        await seat.until(lambda: marked(seat) == "4 result")
        await seat.press("1")
        await on(seat, type(seat.page))
        await seat.press("escape", "4")
        await on(seat, Vote)
        assert marked(seat) == "4 result"


async def test_a_step_is_reached_from_a_screen_that_lies_over_another(sit: Seats) -> None:
    async with sit() as seat:
        await seat.press("escape", "i")
        await on(seat, PhonesPage)
        await seat.press("o")
        await on(seat, OffersPage)
        await seat.press("2")
        await on(seat, ReadBackScreen)
        await seat.press("escape")
        await on(seat, type(seat.page))


async def test_a_step_can_be_clicked(sit: Seats) -> None:
    async with sit((80, 24)) as seat:
        line = seat.page.query_one(Steps).render_line(0).text
        await seat.pilot.click(Steps, offset=(1 + line.index("3 vote"), 0))
        await on(seat, Vote)


async def test_in_the_line_the_steps_say_that_esc_comes_first(sit: Seats) -> None:
    async with sit((80, 24)) as seat:
        assert "Esc, then [1 capture]  2 read back" in seat.page.query_one(Steps).render_line(0).text
        await seat.press(*"Said", "enter")
        await seat.until(lambda: seat.shown() == ["I01", "I02", "I03", "I04"])
        assert "Esc, then [1" in seat.page.query_one(Steps).render_line(0).text
        await seat.press("escape")
        await seat.until(lambda: "Esc" not in seat.page.query_one(Steps).render_line(0).text)


async def test_at_eighty_columns_the_footer_shows_the_way_back_and_that_there_is_more(sit: Seats) -> None:
    async with sit((80, 24)) as seat:
        await seat.press("escape")
        await seat.until(lambda: seat.page.place == "cards")
        foot = seat.page.query_one("Foot").render_line(0).text.rstrip()
        assert foot.endswith("? help  : more  Esc to the line")
