"""A vote from its rules to its result, by the keys of a facilitator."""

from __future__ import annotations

from functools import partial

import pytest

from tests.console.ballots import answer, opened, phones, revealed, said, screen_text, shown, voting
from tests.console.picture import clickable
from tests.console.seats import Seats
from tests.console.test_hostile import HOSTILE
from workshop.model import commands as c
from workshop.screens.vote.screen import Vote
from workshop.widgets.bars import Bars
from workshop.widgets.large import Large
from workshop.widgets.rows import Rows


def says(page: Vote, sentence: str) -> bool:
    return said(page) == sentence


TIED = ({"E01": 2, "E02": 1}, {"E01": 1, "E02": 2})


async def test_the_rules_stand_there_before_the_vote_opens_and_an_opening_that_is_undone_leaves_them_to_open_again(
    sit: Seats,
) -> None:
    async with sit() as seat:
        page = await voting(seat)
        assert said(page, "#rules").splitlines() == [
            "You vote on 2 experiments of “Green spaces”: E01, E02.",
            "Each person has 3 dots, up to 2 on one card; some may be left unused.",
            "You may vote for your own card, and change your mind until the close.",
            "No dot, total or order is shown before the vote is closed and revealed.",
            "Cards with as many dots share a rank; the program breaks no tie.",
            "The dots advise; the decision is taken by the table.",
        ]
        assert seat.workspace.session.ballots == {}
        await seat.press("o")
        await seat.until(lambda: page.place == "ballot")
        ballot = shown(page)
        assert (ballot.kinds, ballot.dots, ballot.most, ballot.decider) == (("experiment",), 3, 2, "the table")
        assert seat.workspace.session.step == "vote"
        assert said(page, "#rule") == "3 dots each · at most 2 on one card · decided by the table"
        asked = page.ballot
        await seat.press("u")
        await seat.until(lambda: page.place == "plan")
        assert (seat.workspace.session.step, list(seat.workspace.session.ballots)) == ("set up", [])
        await seat.press("v")
        await seat.until(lambda: said(page) == "This vote is not open yet. O opens it.")
        await seat.press("o")
        await seat.until(lambda: page.place == "ballot")
        (again,) = seat.workspace.session.ballots.values()
        assert asked is not None
        assert again._replace(id=asked.id) == asked


async def test_every_rule_is_changed_at_its_row(sit: Seats) -> None:
    async with sit() as seat:
        page = await voting(seat)
        changes = (
            ("Choose", ("down", "enter")),
            ("Ask", ("ctrl+u", *"Which", "enter")),
            ("Ask", ("ctrl+u", "5", "enter")),
            ("Ask", ("ctrl+u", "1", "enter")),
            ("Ask", ("ctrl+u", *"all", "enter")),
            ("Ask", ("8", "enter")),
        )
        for sheet, keys in changes:
            await seat.press("enter")
            await answer(seat, page, sheet, *keys)
            await seat.press("down")
        await seat.until(lambda: dict(seat.workspace.session.details).get("people") == "8")
        assert "You vote on 3 insights" in said(page, "#rules")
        assert "Each person has 5 dots, no two on the same card;" in said(page, "#rules")
        await seat.press("up", "up", "up")
        assert page.query_one("#settings", Rows).cursor_row is not None
        await seat.press("o")
        await seat.until(lambda: page.place == "ballot")
        ballot = shown(page)
        assert (ballot.title, ballot.dots, ballot.most, ballot.decider) == ("Which", 5, 1, "all")
        assert said(page, "#count") == "0 of 8 ballots in"


async def test_a_rule_that_will_not_do_is_refused_in_a_sentence_and_esc_leaves_it(sit: Seats) -> None:
    async with sit() as seat:
        page = await voting(seat)
        for down, keys, sentence in (
            (2, "none", "Give a number, such as 3."),
            (0, "101", "Each person has 1 to 100 dots."),
            (1, "9", "Each person has 3 dots, so one card takes 1 to 3."),
            (2, "Ana", "Give the number of people, and never their names."),
        ):
            await seat.press(*["down"] * down, "enter")
            await answer(seat, page, "Ask", "ctrl+u", *keys, "enter")
            await seat.until(partial(says, page, sentence))
        for sheet in ("Choose", "Choose", "Choose", "Ask", "Ask", "Ask", "Ask", "Ask"):
            await seat.press("down", "enter")
            await answer(seat, page, sheet, "escape")
        assert page.plan is not None
        assert (page.plan.dots, page.plan.most) == (3, 2)
        await seat.press("up", "enter")
        await answer(seat, page, "Ask", "ctrl+u", "enter")
        await seat.until(lambda: "(not said yet)" in said(page, "#rules"))
        await seat.press("o")
        await seat.until(lambda: said(page).startswith("Say who decides before the vote opens"))


async def test_marked_cards_are_voted_on(sit: Seats) -> None:
    async with sit() as seat:
        await seat.press("up", "home", "space", "space")
        page = await voting(seat)
        assert "You vote on 2 chosen cards: I01, I02." in said(page, "#rules")
        await seat.press("o")
        await seat.until(lambda: page.place == "ballot")
        assert list(shown(page).cards) == [seat.card("I01").id, seat.card("I02").id]
        await seat.press("escape")
        await seat.until(lambda: seat.app.screen is seat.page and not seat.page.marked)


async def test_without_cards_there_is_nothing_to_vote_on(sit: Seats) -> None:
    async with sit() as seat:
        for card in list(seat.workspace.session.live_cards()):
            await seat.workspace.do(c.RemoveCard(card.id))
        page = await voting(seat)
        for key in ("o", "enter"):
            await seat.press(key)
            await seat.until(lambda: said(page).startswith("There are no cards to vote on. Add or show some first."))
            page.say("")
        await seat.press("l")
        await seat.until(lambda: said(page) == "There was no vote here yet.")


async def test_remarks_say_what_experience_says_against_a_vote(sit: Seats) -> None:
    async with sit((80, 24)) as seat:
        theme = seat.workspace.session.live_themes()[0].id
        await seat.workspace.do(c.AddCards("experiment", theme, tuple(f"Try {n}" for n in range(20))))
        await seat.workspace.do(c.GiveDetail("people", "3"))
        page = await voting(seat)
        assert said(page, "#rules").endswith(
            "Note: 22 cards are many to choose from. Join, group or park some first.\n"
            "Note: among 3 people, talking says more than dots."
        )
        assert "talking says more than dots" in screen_text(seat)


async def test_the_table_says_that_a_vote_is_open_and_closed(sit: Seats) -> None:
    async with sit((120, 30)) as seat:
        await seat.workspace.do(c.GiveDetail("people", "3"))
        page = await opened(seat)
        await phones(seat, {"E01": 2})
        await seat.press("escape")
        await seat.until(lambda: seat.app.screen is seat.page)
        await seat.until(lambda: "Vote open: 1 of 3 ballots in" in screen_text(seat))
        again = await voting(seat)
        assert again.ballot_id == page.ballot_id
        await seat.press("c")
        await answer(seat, again, "Choose", "c")
        await seat.until(lambda: seat.workspace.session.open_ballot() is None)
        await seat.press("escape")
        await seat.until(lambda: seat.app.screen is seat.page)
        await seat.until(lambda: "Vote closed, not revealed" in screen_text(seat))


async def test_closing_before_all_are_in_asks_and_undo_opens_it_again(sit: Seats) -> None:
    async with sit() as seat:
        await seat.workspace.do(c.GiveDetail("people", "2"))
        page = await opened(seat)
        await phones(seat, {"E01": 2})
        await seat.press("c")
        await answer(seat, page, "Choose", "enter")
        assert shown(page).state == "open"
        await seat.press("c")
        await answer(seat, page, "Choose", "c")
        await seat.until(lambda: shown(page).state == "closed")
        large = page.query_one(Large)
        assert (large.words, large.below[0]) == ("The vote is closed.", "1 of 2 ballots in")
        await seat.press("u")
        await seat.until(lambda: shown(page).state == "open")


async def test_the_result_stands_in_bars_with_joint_ranks_and_a_choice_between_them_is_recorded_with_its_reason(
    sit: Seats,
) -> None:
    async with sit() as seat:
        await seat.workspace.do(c.GiveDetail("people", "2"))
        page = await revealed(seat, *TIED)
        assert [(bar.rank, bar.label, bar.dots, bar.voters) for bar in page.query_one(Bars).bars] == [
            ("1=", "E01", 3, 2),
            ("1=", "E02", 3, 2),
        ]
        assert said(page, "#sums") == "2 of 2 ballots · 6 of 6 dots given, none unused"
        assert said(page, "#tie") == "E01 and E02 share rank 1. O a run-off, S records a choice, or leave it so."
        assert seat.workspace.session.step == "reveal"
        bars = page.query_one(Bars).bars
        await seat.press("escape")
        await seat.until(lambda: seat.app.screen is seat.page and seat.workspace.session.step == "capture")
        page = await voting(seat)
        assert page.query_one(Bars).bars == bars
        await seat.press("s")
        await answer(seat, page, "Choose", "escape")
        await seat.press("s")
        await seat.ask("Choose")
        await seat.press("down", "enter")
        await answer(seat, page, "Ask", *"cheaper", "enter")
        await seat.until(lambda: said(page, "#tie") == "Chosen among the tied cards: E02. cheaper")
        assert [bar.remark for bar in page.query_one(Bars).bars] == ["", "chosen"]


async def test_without_a_tie_there_is_nothing_to_run_off_or_to_choose(sit: Seats) -> None:
    async with sit() as seat:
        page = await revealed(seat, {"E01": 2})
        assert not {"run_off", "settle", "reveal"} & {command.name for command in page.offered()}
        await seat.press("s")
        await seat.until(lambda: said(page) == "No cards are tied, so there is no choice to record.")
        await seat.press("o")
        await seat.until(lambda: said(page) == "No cards are tied, so a run-off has nothing to settle.")
        await seat.press("r")
        await seat.until(lambda: said(page).startswith("The result of this vote is out already."))


async def test_a_tied_vote_is_declared_void_only_after_asking_and_is_run_off_with_a_fresh_dot_each(sit: Seats) -> None:
    async with sit() as seat:
        page = await revealed(seat, *TIED)
        await seat.press("v")
        await answer(seat, page, "Choose", "enter")
        await seat.press("v")
        await seat.ask("Choose")
        await seat.press("d")
        await answer(seat, page, "Ask", "escape")
        assert shown(page).state == "revealed"
        await seat.press("v")
        await seat.ask("Choose")
        await seat.press("d")
        await seat.ask("Ask")
        await seat.type("mixed up")
        await seat.press("enter")
        await seat.until(lambda: seat.app.screen is page and shown(page).state == "void")
        large = page.query_one(Large)
        await seat.until(lambda: (large.words, large.below) == ("This vote was declared void.", ("mixed up",)))
        assert page.query_one(Bars).bars == ()
        await seat.press("v")
        await seat.until(lambda: said(page).startswith("This vote was declared void."))
        await seat.press("u")
        await seat.until(lambda: shown(page).state == "revealed")
        await seat.press("o")
        await seat.until(lambda: page.place == "plan")
        assert "You vote on 2 tied cards: E01, E02.\nEach person has 1 dot, and may keep it." in said(page, "#rules")
        await seat.press("down", "down", "enter")
        await seat.until(lambda: said(page).startswith("A run-off is one dot each, on the tied cards."))
        await seat.press("o")
        await seat.until(lambda: page.place == "ballot")
        assert shown(page).runoff_of
        assert len(seat.workspace.session.ballots) == 2
        assert said(page, "#rule") == "1 dot each · decided by the table"


async def test_earlier_votes_are_listed_and_shown_again_and_a_card_hidden_since_keeps_its_rank_and_not_its_words(
    sit: Seats,
) -> None:
    async with sit((80, 24)) as seat:
        page = await revealed(seat, *TIED)
        await seat.workspace.do(c.HideCard(seat.card("E01").id))
        await seat.until(lambda: page.query_one(Bars).bars[0].text == "(not shown to the room)")
        await seat.until(lambda: "head torches" not in screen_text(seat))
        await seat.press("s")
        await answer(seat, page, "Choose", "escape")
        await seat.workspace.do(c.ShowCard(seat.card("E01").id))
        first = page.ballot_id
        await seat.press("n")
        await seat.until(lambda: page.place == "plan")
        await seat.press("o")
        await seat.until(lambda: page.place == "ballot")
        await seat.press("n")
        await seat.until(lambda: said(page) == "Another vote is open. Close or void it first.")
        await seat.press("l")
        await answer(seat, page, "Choose", "escape")
        await seat.press("l")
        await answer(seat, page, "Choose", *"revealed", "enter")
        await seat.until(lambda: page.ballot_id == first and page.query_one(Bars).bars)
        await seat.press("o")
        await seat.until(lambda: said(page) == "Another vote is open. Close or void it first.")


@pytest.mark.parametrize("size", [(60, 16), (80, 24), (200, 50)])
async def test_hostile_words_are_shown_at_every_step_and_nothing_else(sit: Seats, size: tuple[int, int]) -> None:
    async with sit(size) as seat:
        session = seat.workspace.session
        theme = session.live_themes()[0].id
        await seat.workspace.do(c.AddCards("experiment", theme, HOSTILE))
        await seat.workspace.do(c.RewordTheme(theme, HOSTILE[0], HOSTILE[1]))
        plan = c.DraftBallot(HOSTILE[0], theme, ("experiment",), decider=HOSTILE[1])
        receipt = await seat.workspace.do(plan)
        await seat.workspace.do(c.OpenBallot(receipt.entry.id))
        page = await voting(seat)

        def nothing_acts() -> None:
            assert not clickable(seat.app)

        nothing_acts()
        await phones(seat, {"E01": 1, "E03": 2}, {"E03": 1, "E04": 2})
        await seat.press("c")
        await seat.until(lambda: shown(page).state == "closed")
        await seat.press("r")
        await seat.until(lambda: page.query_one(Bars).bars)
        nothing_acts()
        await seat.press("l")
        await answer(seat, page, "Choose", "escape")
        await seat.press("v")
        await answer(seat, page, "Choose", "escape")
        assert seat.app.is_running


async def test_help_begins_with_the_step_of_the_vote_and_a_voted_card_is_not_changed_while_it_is_open(
    sit: Seats,
) -> None:
    async with sit() as seat:
        page = await opened(seat)
        await seat.press("f1")
        await seat.ask("Help")
        assert seat.app.screen.query_one("#options").rows[0].text == "WHILE A VOTE IS OPEN"  # type: ignore[attr-defined]
        await seat.press("escape")
        await seat.until(lambda: seat.app.screen is page)
        await seat.press("f2")
        await seat.ask("Choose")
        await seat.type("close the")
        await seat.press("enter")
        await answer(seat, page, "Choose", "enter")
        await seat.press("escape")
        await seat.until(lambda: seat.app.screen is seat.page and not page.is_attached)
        await seat.press("tab", "up", "h")
        await seat.until(lambda: seat.said() == "T07-E02 is being voted on. Close or void the vote first.")
        await seat.press("escape", *"More", "enter")
        await seat.until(
            lambda: seat.said() == "The experiments of this theme are being voted on. Close or void the vote first."
        )
        assert seat.page.line.text == "More"


async def test_the_foot_and_the_rules_can_be_clicked(sit: Seats) -> None:
    async with sit((120, 30)) as seat:
        page = await voting(seat)
        await seat.pilot.click("#settings", offset=(5, 2), times=2)
        await answer(seat, page, "Ask", "escape")
        await seat.pilot.click("Foot", offset=(3, 0))
        await seat.until(lambda: page.place == "ballot")


async def test_undo_before_a_vote_is_open_asks_before_it_takes_a_card_back(sit: Seats) -> None:
    async with sit() as seat:
        await seat.type("Said last")
        await seat.press("enter")
        await seat.until(lambda: "I04" in seat.shown())
        page = await voting(seat)
        await seat.press("u")
        await seat.ask("Choose")
        asked = str(seat.app.screen.query_one("#question").render())
        assert "not made here" in asked
        assert "T07-I04" in asked
        await seat.press("l")
        await seat.until(lambda: seat.app.screen is page)
        assert seat.card("I04").live
        await seat.press("o")
        await seat.until(lambda: page.place == "ballot")
        await seat.press("u")
        await seat.until(lambda: page.place == "plan")
        await seat.press("u")
        await answer(seat, page, "Choose", "u")
        await seat.until(lambda: not any(card.label == "I04" for card in seat.workspace.session.live_cards()))
