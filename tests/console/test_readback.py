"""Read back: one card at a time, large, by the keys of a facilitator who reads aloud."""

from __future__ import annotations

import pytest

from tests.console.picture import clickable
from tests.console.seats import Seat, Seats
from tests.console.test_hostile import HOSTILE
from workshop.model.commands import AddCards, AddTheme, FillField, HideCard, ParkCard, ReadBack, RemoveCard, StartTimer
from workshop.screens.readback.screen import ReadBackScreen as Page
from workshop.screens.readback.screen import counted, go_on_at
from workshop.screens.session_head import SessionHead
from workshop.widgets.large import Large

KEYS = {"confirmed": "enter", "unclear": "c"}


async def reading(seat: Seat) -> Page:
    """Go from the table to reading back."""
    await seat.press("f5")
    await seat.until(lambda: isinstance(seat.app.screen, Page) and seat.app.screen.opened.is_set())
    page = seat.app.screen
    assert isinstance(page, Page)
    return page


def label(page: Page) -> str:
    return page.card.label if page.card else ""


def spoken(page: Page) -> str:
    return " ".join([page.query_one(Large).words, *page.query_one(Large).below])


def where(page: Page) -> str:
    return str(page.query_one("#where").render())


def signs(page: Page) -> str:
    return str(page.query_one("#progress").render())


async def answer(seat: Seat, page: Page, sheet: str, *keys: str) -> None:
    await seat.ask(sheet)
    await seat.press(*keys)
    await seat.until(lambda: seat.app.screen is page)


async def test_each_card_is_confirmed_or_unclear_by_one_key_and_a_sentence_sums_it_up(sit: Seats) -> None:
    async with sit() as seat:
        page = await reading(seat)
        assert (where(page), spoken(page)) == ("1 of 5 · Insight I01", "Paths flood by the east gate")
        await seat.press("enter", "c", "right", "enter", "enter")
        await seat.until(lambda: page.card is None)
        assert [seat.card(f"I0{n}").read for n in (1, 2, 3)] == ["confirmed", "unclear", ""]
        assert signs(page) == "✓ ? · ✓ ✓"
        assert spoken(page) == (
            "Read back: 3 confirmed, 1 unclear, 1 not read. Unclear: I02 Not read: I03 Enter goes back to the table."
        )
        await seat.press("enter")
        await seat.until(lambda: seat.app.screen is seat.page)
        await seat.until(lambda: seat.said() == "Read back: 3 confirmed, 1 unclear, 1 not read.")


async def test_one_goes_on_where_one_stopped(sit: Seats) -> None:
    async with sit() as seat:
        page = await reading(seat)
        await seat.press("enter", "right", "right")
        assert label(page) == "E01"
        await seat.press("escape")
        await seat.until(lambda: seat.app.screen is seat.page)
        assert label(await reading(seat)) == "E01"
    async with sit() as seat:
        assert label(await reading(seat)) == "I02"


async def test_where_everything_is_read_the_summary_stands_and_one_can_go_back(sit: Seats) -> None:
    async with sit() as seat:
        page = await reading(seat)
        await seat.press(*["enter"] * 5, "escape")
        await seat.until(lambda: seat.app.screen is seat.page)
        page = await reading(seat)
        assert spoken(page) == "Read back: 5 confirmed. Enter goes back to the table."
        await seat.press("c")
        await seat.until(lambda: "All cards have been gone through. ← goes back to the last one." in seat_said(page))
        await seat.press("left", "enter")
        await seat.until(lambda: page.card is None)


def seat_said(page: Page) -> str:
    return str(page.query_one("#said").render())


async def test_a_card_is_reworded_on_the_spot_and_read_once_more(sit: Seats) -> None:
    async with sit() as seat:
        page = await reading(seat)
        await seat.press("enter", "left")
        assert where(page) == "1 of 5 · Insight I01 · confirmed"
        await seat.press("r")
        await answer(seat, page, "Ask", *"!", "enter")
        await seat.until(lambda: spoken(page) == "Paths flood by the east gate!")
        assert where(page) == "1 of 5 · Insight I01"
        await seat.until(lambda: seat_said(page).startswith("Reworded T07-I01: Paths flood"))
        await seat.press("r")
        await answer(seat, page, "Ask", "enter")
        await seat.press("right", "right", "u")
        await seat.until(lambda: label(page) == "I01" and not spoken(page).endswith("!"))


async def test_a_card_is_split_and_its_first_part_read(sit: Seats) -> None:
    async with sit() as seat:
        page = await reading(seat)
        await seat.press("x")
        await answer(seat, page, "Write", "enter", *"more", "f4")
        await seat.until(lambda: len(page.cards) == 6)
        await seat.until(lambda: seat_said(page).startswith("Split T07-I01"))
        assert where(page) == "1 of 6 · Insight I04"
        await seat.press("x")
        await answer(seat, page, "Write", "escape")
        assert len(page.cards) == 6


async def test_what_the_room_does_not_see_is_not_read_aloud(sit: Seats) -> None:
    async with sit() as seat:
        for put_away, name in ((HideCard, "I01"), (ParkCard, "I02"), (RemoveCard, "E01")):
            await seat.workspace.do(put_away(seat.card(name).id))
        page = await reading(seat)
        assert [card.label for card in page.cards] == ["I03", "E02"]
        await seat.workspace.do(HideCard(seat.card("I03").id))
        await seat.until(lambda: label(page) == "E02")
        await seat.workspace.do(HideCard(seat.card("E02").id))
        await seat.until(lambda: page.card is None)
        assert spoken(page).startswith("There is nothing to read back here yet. Cards that are hidden")


async def test_after_the_last_card_the_next_theme_is_read(sit: Seats) -> None:
    async with sit() as seat:
        await seat.workspace.do(AddTheme("Empty", ""))
        await seat.workspace.do(AddTheme("Getting about", "How do we get there?"))
        theme = seat.workspace.session.live_themes()[2].id
        await seat.workspace.do(AddCards("insight", theme, ("The bus stops at six",)))
        page = await reading(seat)
        await seat.press(*["enter"] * 5)
        await seat.until(lambda: spoken(page).endswith("Enter goes on to “Getting about”."))
        await seat.press("enter")
        await seat.until(lambda: spoken(page) == "The bus stops at six")
        assert str(page.query_one("#theme").render()) == "How do we get there?"
        await seat.press("k")
        await answer(seat, page, "Choose", *"green", "enter")
        await seat.until(lambda: page.card is None)
        await seat.press("k")
        await answer(seat, page, "Choose", *"getting", "enter")
        await seat.press("escape")
        await seat.until(lambda: seat.app.screen is seat.page)
        assert seat.page.theme is not None
        assert seat.page.theme.id == theme


async def test_an_experiment_s_fields_are_read_with_it_and_the_time_left_stands_above(sit: Seats) -> None:
    async with sit() as seat:
        await seat.workspace.do(FillField(seat.card("E01").id, "first_step", "Ask the librarian"))
        page = await reading(seat)
        await seat.press("right", "right", "right")
        assert spoken(page) == "Lend head torches at the library first step: Ask the librarian"
        await seat.workspace.do(StartTimer(60))
        await seat.until(lambda: page.query_one("SessionHead").shown.time)  # type: ignore[attr-defined]
        assert "?" in [hint.key for hint in page.hints()]


@pytest.mark.parametrize("size", [(60, 16), (80, 24), (200, 50)])
async def test_hostile_words_are_read_as_they_are(sit: Seats, size: tuple[int, int]) -> None:
    async with sit(size) as seat:
        theme = seat.workspace.session.live_themes()[0].id
        await seat.workspace.do(AddCards("insight", theme, HOSTILE))
        page = await reading(seat)
        for _ in range(len(page.cards)):
            await seat.press("right")
            assert not clickable(seat.app)
        assert page.card is None


async def test_hundreds_of_cards_are_counted_instead_of_drawn(sit: Seats) -> None:
    async with sit((60, 20)) as seat:
        theme = seat.workspace.session.live_themes()[0].id
        await seat.workspace.do(AddCards("insight", theme, tuple(f"Card {n}" for n in range(100))))
        page = await reading(seat)
        assert signs(page) == "105 not read"


async def test_help_and_commands_are_those_of_reading_back(sit: Seats) -> None:
    async with sit() as seat:
        page = await reading(seat)
        await seat.press("f1")
        await answer(seat, page, "Help", "escape")
        await seat.press("f2")
        await answer(seat, page, "Choose", *"confirm", "enter")
        await seat.until(lambda: seat.card("I01").read == "confirmed")


async def test_an_open_vote_keeps_a_card_from_being_reworded_and_says_so(sit: Seats) -> None:
    async with sit() as seat:
        await seat.press("f6")
        await seat.until(lambda: type(seat.app.screen).__name__ == "Vote")
        await seat.press("o")
        await seat.until(lambda: seat.workspace.session.open_ballot() is not None)
        await seat.press("escape")
        await seat.until(lambda: seat.app.screen is seat.page)
        page = await reading(seat)
        await seat.press("right", "right", "right", "r")
        await answer(seat, page, "Ask", *"!", "enter")
        await seat.until(lambda: seat_said(page) == "T07-E01 is being voted on. Close or void the vote first.")
        assert len(page.cards) == 5


async def test_a_card_marked_unclear_while_capturing_is_read_in_its_turn(sit: Seats) -> None:
    async with sit() as seat:
        await seat.workspace.do(ReadBack(seat.card("I02").id, "unclear"))
        cards = (await reading(seat)).cards
        assert go_on_at(cards) == cards[0].id
        assert counted(cards) == "1 unclear, 4 not read"
        assert counted([]) == "nothing to read"
        assert go_on_at([]) == ""


async def test_what_is_wrong_with_the_disk_and_the_last_minute_are_said_here_too(sit: Seats) -> None:
    async with sit() as seat:
        page = await reading(seat)
        seat.workspace.auto_exporter.kept = seat.workspace.auto_exporter.kept._replace(problem="The disk is full.")
        seat.workspace._tell()
        await seat.until(lambda: seat_said(page) == "The disk is full.")
        page.query_one(SessionHead).post_message(SessionHead.Cue("1 minute left."))
        await seat.until(lambda: seat_said(page) == "1 minute left.")
