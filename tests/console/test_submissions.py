"""What phones offered: it waits in a queue, and one key does each thing that can become of it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from tests.console.picture import clickable
from tests.console.seats import Seat, Seats
from tests.console.test_hostile import HOSTILE
from workshop.model import commands as c
from workshop.model.session import Card
from workshop.screens.submissions.screen import NOTHING_WAITS, SHOWN_AT_ONCE, OffersPage

OFFERED = ("teh benches are wet", "Lights go out at four, too", "A third")


async def offer(seat: Seat, *texts: str, kind: str = "insight") -> None:
    theme = seat.workspace.session.live_themes()[0].id
    for text in texts:
        await seat.workspace.writer.do(c.AddCards(kind, theme, (text,), "participant", held=True), by="participant")


@asynccontextmanager
async def at_offers(
    sit: Seats, *texts: str, size: tuple[int, int] = (80, 24)
) -> AsyncIterator[tuple[Seat, OffersPage]]:
    async with sit(size) as seat:
        await offer(seat, *texts)
        there = await seat.beside("o", OffersPage)
        page = seat.app.screen
        assert isinstance(page, OffersPage)
        await there.until(lambda: len(page.rows.rows) == len(texts))
        yield there, page


def rows(page: OffersPage) -> list[str]:
    return [row.label for row in page.rows.rows]


def title(page: OffersPage) -> str:
    return str(page.rows.border_title)


def by_label(seat: Seat, label: str) -> Card:
    return next(card for card in seat.workspace.session.cards.values() if card.label == label)


async def test_what_waits_is_counted_at_the_table_and_is_in_no_column(sit: Seats) -> None:
    async with sit() as seat:
        await offer(seat, *OFFERED)
        await seat.until(lambda: "3 offered" in str(seat.page.query_one("Head").render()))
        assert seat.shown() == ["I01", "I02", "I03"]


async def test_the_wording_is_fixed_keeping_the_participants_own_and_shown_with_one_key_as_from_a_participant(
    sit: Seats,
) -> None:
    async with at_offers(sit, *OFFERED) as (seat, page):
        await seat.press("r")
        await seat.ask("Ask")
        await seat.press(*["backspace"] * len(OFFERED[0]), *"Wet", "enter")
        await seat.until(lambda: page.rows.rows[0].text == "Wet")
        assert page.rows.rows[0].more == (f"as it was offered: {OFFERED[0]}",)
        assert by_label(seat, "I04").history == (OFFERED[0],)
        await seat.press("r")
        await seat.ask("Ask")
        await seat.press("enter")
        await seat.until(lambda: seat.app.screen is page)
        assert by_label(seat, "I04").history == (OFFERED[0],)
        assert title(page) == "WAITING 3"
        assert page.rows.rows[0].marks == "insight · from a participant"
        await seat.press("s")
        await seat.until(lambda: rows(page) == ["I05", "I06"])
        assert by_label(seat, "I04").seen
        assert seat.said() == "Showed T07-I04. U undoes it."
        await seat.press("u")
        await seat.until(lambda: rows(page) == ["I04", "I05", "I06"])
        await seat.press("up", "s", "escape")
        await seat.until(lambda: seat.app.screen is not page)
        table = seat._replace(page=seat.app.screen)  # type: ignore[arg-type]
        await table.until(lambda: table.shown() == ["I01", "I02", "I03", "I04"])
        assert table.page.column.rows[-1].marks == "from a participant"


async def test_joined_with_a_card_that_is_there_both_are_kept_and_without_one_there_is_nothing_to_join_with(
    sit: Seats,
) -> None:
    async with at_offers(sit, OFFERED[1]) as (seat, page):
        await seat.press("j")
        await seat.ask("Choose")
        await seat.press(*"four", "enter")
        await seat.ask("Ask")
        await seat.press("enter")
        await seat.until(lambda: not page.rows.rows)
        one, there, offered = (by_label(seat, label) for label in ("I05", "I03", "I04"))
        assert (one.text, one.seen) == ("Lights go out at four", True)
        assert there.joined_into == offered.joined_into == one.id
        assert offered.text == OFFERED[1]
        await seat.press("u")
        await seat.until(lambda: rows(page) == ["I04"])
        await seat.press("j")
        await seat.ask("Choose")
        await seat.press("escape")
        await seat.until(lambda: seat.app.screen is page)
        await seat.press("j")
        await seat.ask("Choose")
        await seat.press("enter")
        await seat.ask("Ask")
        await seat.press("escape")
        await seat.until(lambda: seat.app.screen is page)
        assert by_label(seat, "I04").live
        await seat.workspace.do(*(c.HideCard(card.id) for card in seat.workspace.session.ordered() if card.seen))
        await seat.press("j")
        await seat.until(lambda: seat.said().startswith("There is no other card"))


async def test_it_is_removed_or_moved_to_the_kind_or_theme_where_it_belongs(sit: Seats) -> None:
    async with at_offers(sit, "A", "B") as (seat, page):
        await seat.press("d")
        await seat.until(lambda: rows(page) == ["I05"])
        assert by_label(seat, "I04").removed
        await seat.workspace.do(c.AddTheme("Paths"))
        await seat.until(lambda: page.rows.rows[0].more == ("under Green spaces",))
        await seat.press("m")
        await seat.ask("Choose")
        await seat.press("enter")
        await seat.until(lambda: page.rows.rows[0].marks.startswith("experiment"))
        await seat.press("m")
        await seat.ask("Choose")
        await seat.press(*"paths", "enter")
        await seat.until(lambda: page.rows.rows[0].more == ("under Paths",))
        await seat.press("m")
        await seat.ask("Choose")
        await seat.press("escape")


async def test_all_are_shown_at_once_after_a_question_and_one_set_aside_lies_last_and_comes_back_or_is_shown(
    sit: Seats,
) -> None:
    async with at_offers(sit, *OFFERED) as (seat, page):
        await seat.press("a")
        await seat.ask("Choose")
        await seat.press("down", "enter")
        await seat.until(lambda: seat.app.screen is page)
        assert len(page.rows.rows) == 3
        await seat.press("a")
        await seat.ask("Choose")
        await seat.press("enter")
        await seat.until(lambda: not page.rows.rows)
        assert seat.said() == "Showed T07-I04, T07-I05 and T07-I06. U undoes it."
        await seat.press("u")
        await seat.until(lambda: seat.said() == "Undone: Showed T07-I04, T07-I05 and T07-I06.")
        await seat.until(lambda: len(page.rows.rows) == 3)
        page.rows.go_to(by_label(seat, "I04").id)
        await seat.press("p")
        await seat.until(lambda: rows(page) == ["I05", "I06", "I04"])
        assert title(page) == "WAITING 2 · 1 set aside"
        await seat.press("down", "down", "pageup", "pagedown", "p")
        await seat.until(lambda: rows(page) == ["I04", "I05", "I06"])
        page.rows.go_to(by_label(seat, "I06").id)
        await seat.press("p")
        await seat.until(lambda: by_label(seat, "I06").parked)
        await seat.press("s")
        await seat.until(lambda: by_label(seat, "I06").seen)


async def test_an_empty_queue_says_what_comes_here_and_refuses_with_a_sentence(sit: Seats) -> None:
    async with at_offers(sit) as (seat, page):
        assert page.rows.empty == NOTHING_WAITS
        for key in "srjpdma":
            page.say("")
            await seat.press(key)
            await seat.until(lambda: seat.said() == "Nothing waits here.")
        await seat.press("g")
        await seat.ask("Choose")
        await seat.press("enter")
        await seat.until(lambda: page.rows.empty == SHOWN_AT_ONCE)
        assert not seat.workspace.session.offers_held


async def test_during_a_vote_a_card_stays_out_of_it_with_a_sentence(sit: Seats) -> None:
    async with at_offers(sit, "A") as (seat, _):
        drafted = await seat.workspace.do(c.DraftBallot(kinds=("insight",)))
        await seat.workspace.do(c.OpenBallot(drafted.entry.events[0].ballot))  # type: ignore[attr-defined]
        await seat.press("s")
        await seat.until(lambda: "being voted on" in seat.said())
        assert by_label(seat, "I04").held


@pytest.mark.parametrize("size", [(60, 20), (120, 40)])
async def test_hostile_offers_are_shown_and_nothing_else(sit: Seats, size: tuple[int, int]) -> None:
    async with at_offers(sit, *HOSTILE, size=size) as (seat, page):
        for key, sheet in (("r", "Ask"), ("j", "Choose"), ("m", "Choose"), ("a", "Choose")):
            await seat.press(key)
            await seat.ask(sheet)
            await seat.press("escape")
            await seat.until(lambda: seat.app.screen is page)
        await seat.workspace.do(c.RewordTheme(seat.workspace.session.live_themes()[0].id, HOSTILE[0], HOSTILE[1]))
        await seat.until(lambda: "nope" in str(page.query_one("#theme").render()))
        assert not clickable(seat.app)
        assert seat.app.is_running


async def test_tags_that_wait_stand_below_the_cards_and_are_put_on_or_put_away(sit: Seats) -> None:
    async with at_offers(sit, *OFFERED) as (seat, page):
        card = by_label(seat, "I01").id
        for tag in ("dark", "rude", "ruder"):
            await seat.workspace.writer.do(c.OfferTag(card, tag), by="participant")
        await seat.until(lambda: title(page) == "WAITING 3 · 3 tags")
        assert [row.text for row in page.rows.rows][3:] == ["#dark", "#rude", "#ruder"]
        await seat.press("end", "up", "up", "r")
        await seat.until(lambda: seat.said().startswith("This is a tag that waits"))
        await seat.press("s")
        await seat.until(lambda: by_label(seat, "I01").tags == ("dark",))
        await seat.press("end", "d")
        await seat.until(lambda: by_label(seat, "I01").offered == ("rude",))
        await seat.press("end", "e")
        await seat.until(lambda: by_label(seat, "I01").offered == ())
        assert title(page) == "WAITING 3"
        await seat.press("home", "e")
        await seat.until(lambda: seat.said().startswith("Go to a tag that waits."))


async def test_tags_are_counted_at_the_table_and_go_with_all_that_waits(sit: Seats) -> None:
    async with sit() as seat:
        await offer(seat, "Offered")
        card = by_label(seat, "I01").id
        for tag in ("dark", "rude"):
            await seat.workspace.writer.do(c.OfferTag(card, tag), by="participant")
        await seat.until(lambda: "3 offered: Esc O" in str(seat.page.query_one("Head").render()))
        there = await seat.beside("o", OffersPage)
        await there.press("x")
        await there.ask("Choose")
        page = there.app.screen_stack[-2]
        assert isinstance(page, OffersPage)
        assert "Set 1 card and 2 tags aside?" in str(there.app.screen.query_one("#question").render())
        await there.press("enter")
        await there.until(lambda: title(page) == "WAITING 0 · 1 set aside")
        assert by_label(seat, "I01").offered == ()
        await there.press("u")
        await there.until(lambda: title(page) == "WAITING 1 · 2 tags")
        await there.press("a")
        await there.answer("Choose", "s")
        await there.until(lambda: by_label(seat, "I01").tags == ("dark", "rude"))
        assert by_label(seat, "I04").seen


async def test_all_that_waits_or_all_that_is_alike_is_set_aside_and_one_undo_brings_it_back(sit: Seats) -> None:
    flood = ("Buy my phones", "buy my PHONES!", "Buy my phones now", "Benches are wet")
    async with at_offers(sit, *flood) as (seat, page):
        await seat.press("home", "l")
        await seat.ask("Choose")
        await seat.press("enter")
        await seat.until(lambda: title(page) == "WAITING 1 · 3 set aside")
        await seat.press("u")
        await seat.until(lambda: title(page) == "WAITING 4")
        await seat.press("x")
        await seat.ask("Choose")
        await seat.press("enter")
        await seat.until(lambda: title(page) == "WAITING 0 · 4 set aside")
        await seat.press("x")
        await seat.until(lambda: seat.said() == "Nothing waits here.")
        await seat.press("u")
        await seat.until(lambda: title(page) == "WAITING 4")
