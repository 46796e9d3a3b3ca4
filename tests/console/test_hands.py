"""Votes by hand: one person's ballot at a time, or a show of hands; and nothing of it can be read from the screen."""

from __future__ import annotations

from functools import partial

from tests.console.ballots import answer, beside, opened, phones, picture_text, said, screen_text, shown, voting
from tests.console.seats import Seats
from workshop.model import commands as c
from workshop.model.ballot import HandVote
from workshop.model.events import CardAdded
from workshop.screens.table.details import Trail
from workshop.screens.vote.screen import Vote
from workshop.widgets.bars import Bars
from workshop.widgets.numbers import Numbers


def begins(page: Vote, sentence: str) -> bool:
    return said(page).startswith(sentence)


async def test_one_person_s_ballot_after_the_other_is_typed_beside_the_cards(sit: Seats) -> None:
    async with sit() as seat:
        await seat.workspace.do(c.GiveDetail("people", "3"))
        page = await opened(seat)
        await seat.press("b", "2", "tab", "1")
        assert beside(page) == {"E01": "typed", "E02": "1_"}
        assert "3 of 3 given" in said(page, "#guide")
        await seat.press("enter")
        await seat.until(lambda: said(page).startswith("Taken: 1 ballot in. Now the next person's"))
        assert beside(page) == {"E01": "_", "E02": "__"}
        await seat.press("down", "2", "enter")
        await seat.until(lambda: said(page, "#count") == "2 of 3 ballots in   (2 by hand)")
        first, last = seat.card("E01").id, seat.card("E02").id
        assert dict(shown(page).hands) == {first: HandVote(2, 1), last: HandVote(3, 2)}
        await seat.press("u")
        await seat.until(lambda: dict(shown(page).hands) == {first: HandVote(2, 1), last: HandVote(1, 1)})
        assert said(page, "#count") == "1 of 3 ballots in   (1 by hand)"


async def test_a_ballot_that_nobody_can_have_given_is_refused_and_can_be_mended(sit: Seats) -> None:
    async with sit() as seat:
        page = await opened(seat)
        await seat.press("enter")
        await seat.until(lambda: said(page) == "B takes one person's ballot, H a show of hands.")
        await seat.press("8")
        assert not page.query_one(Numbers).typed
        await seat.press("b", "enter")
        await seat.until(lambda: said(page).startswith("Type the dots beside the cards first"))
        for keys, sentence in (
            (("3",), "One card takes 0 to 2 dots from each person."),
            (("backspace", "2", "up", "2"), "Each person has 3 dots. Take some away."),
            (("backspace", "slash"), "Give a number, such as 7;"),
        ):
            await seat.press(*keys, "enter")
            await seat.until(partial(begins, page, sentence))
        await seat.press("backspace", "0", "enter")
        await seat.until(lambda: said(page).startswith("Taken: 1 ballot in."))
        await seat.press("0", "enter")
        await seat.until(lambda: said(page).startswith("Taken: 2 ballots in."))


async def test_a_half_typed_ballot_is_kept_and_the_close_asks_for_it(sit: Seats) -> None:
    async with sit() as seat:
        page = await opened(seat)
        await phones(seat, {"E01": 1})
        await seat.press("b", "2", "escape")
        await seat.until(lambda: said(page) == "What is typed is kept: B or H goes on with it.")
        assert page.place == "ballot"
        assert beside(page) == {}
        await seat.press("c")
        await answer(seat, page, "Choose", "enter")
        await seat.press("b")
        assert beside(page)["E01"] == "2_"
        await seat.press("escape", "escape")
        await seat.until(lambda: seat.app.screen is seat.page)
        assert seat.workspace.session.open_ballot() is not None


async def test_a_show_of_hands_asks_how_many_vote_and_is_corrected_until_the_close(sit: Seats) -> None:
    async with sit() as seat:
        page = await opened(seat)
        first, last = seat.card("E01").id, seat.card("E02").id
        await seat.press("h")
        await answer(seat, page, "Ask", "escape")
        assert page.place == "ballot"
        await seat.press("h")
        await answer(seat, page, "Ask", "8", "enter")
        await seat.until(lambda: page.place == "numbers")
        assert said(page, "#count") == "0 ballots in", "nobody has voted yet"
        assert beside(page)["How many people vote by hand"] == "8"
        await seat.press("escape", "h")
        assert page.mode == "hands", "it is not asked again"
        await seat.press("7", "slash", "4", "enter")
        await seat.until(lambda: said(page) == "Taken. It can be corrected until the vote is closed.")
        assert beside(page) == {"E01": "taken", "E02": "_", "How many people vote by hand": "8"}
        await seat.press("6", "enter")
        await seat.until(lambda: dict(shown(page).hands) == {first: HandVote(7, 4), last: HandVote(6, 6)})
        await seat.press("7", "enter")
        await seat.until(lambda: shown(page).hand_ballots == 7)
        await seat.press("enter")
        await seat.until(lambda: said(page).startswith("Type how many beside a card first"))
        await seat.press("9", "enter")
        await seat.until(lambda: said(page).startswith("That takes at least 9 people, and 7 people voted by hand."))
        await seat.press("backspace", "5", "enter")
        await seat.until(lambda: shown(page).hands[first] == HandVote(5, 5))
        assert said(page, "#count") == "7 ballots in   (7 by hand)"


async def test_a_show_of_hands_after_ballots_by_hand_says_that_it_replaces_them(sit: Seats) -> None:
    async with sit() as seat:
        page = await opened(seat)
        await seat.press("b", "2", "enter")
        await seat.until(lambda: shown(page).hand_ballots == 1)
        await seat.press("escape", "h")
        await answer(seat, page, "Choose", "enter")
        assert page.place == "ballot"
        await seat.press("h")
        await answer(seat, page, "Choose", *"go", "enter")
        await seat.until(lambda: page.mode == "hands")
        assert beside(page)["E01"] == "_"


async def test_nothing_of_an_open_vote_stands_on_the_screen_or_in_a_picture_of_it(sit: Seats) -> None:
    """Every total is a number that is nowhere else on the screen."""
    async with sit((120, 40)) as seat:
        page = await opened(seat)
        await phones(seat, *({"E01": 2, "E02": 1} for _ in range(9)))
        await seat.press("h")
        await answer(seat, page, "Ask", *"9000", "enter")
        await seat.press(*"4711", "enter", *"357", "enter", "tab")
        await seat.until(lambda: len(shown(page).hands) == 2)
        secrets = ("4711", "357", "4729", "366", "5095")

        async def nothing_is_given_away() -> None:
            await seat.until(lambda: all(words in screen_text(seat) for words in ("9,009 ballots in", "E01", "E02")))
            await seat.pilot.pause()
            for everything in (text.replace(",", "") for text in (screen_text(seat), picture_text(seat))):
                assert "9009 ballots in" in everything
                assert not any(secret in everything for secret in secrets)
                assert "█" not in everything
                assert everything.index("E01") < everything.index("E02")

        await nothing_is_given_away()
        await seat.press("escape")
        await nothing_is_given_away()
        await seat.press("l")
        await seat.ask("Choose")
        await nothing_is_given_away()
        await seat.press("escape", "escape")
        await seat.until(lambda: seat.app.screen is seat.page)
        await nothing_is_given_away()
        await seat.press("up", "home", "enter")
        await nothing_is_given_away()


async def test_a_closed_vote_gives_nothing_away_before_it_is_revealed(sit: Seats) -> None:
    async with sit((120, 40)) as seat:
        page = await opened(seat)
        await seat.workspace.do(c.CountHands(page.ballot_id, 9000))
        await seat.workspace.do(c.EnterHands(page.ballot_id, seat.card("E02").id, 4711))
        await seat.press("c")
        await seat.until(lambda: shown(page).state == "closed")
        await seat.until(lambda: "The vote is closed." in screen_text(seat))
        assert "4711" not in screen_text(seat) + picture_text(seat)
        assert page.query_one(Bars).bars == ()
        await seat.press("r")
        await seat.until(lambda: "4711" in screen_text(seat))
        assert "4711" in picture_text(seat)
        await seat.press("escape")
        await seat.until(lambda: seat.app.screen is seat.page)
        assert (await voting(seat)).query_one(Bars).bars[0].by_hand == 4711


async def test_what_was_done_with_a_card_tells_of_no_ballot_neither_before_the_reveal_nor_after(sit: Seats) -> None:
    async with sit() as seat:
        page = await opened(seat)
        await seat.press("b", "2", "tab", "1", "enter")
        await seat.until(lambda: begins(page, "Taken: 1 ballot in."))
        card = seat.card("E01").id
        await seat.workspace.do(c.SetDots(shown(page).id, "b" * 22, card, 1))
        history = seat.workspace.writer.history
        before = Trail().of(history, card)
        assert {type(event) for entry in before for event in entry.events} == {CardAdded}
        await seat.workspace.do(c.CloseBallot(shown(page).id), c.RevealBallot(shown(page).id))
        assert Trail().of(history, card) == before
