"""A scale by the keys of a facilitator: set up, answered by phones and on paper, and shown."""

from __future__ import annotations

from functools import partial

from tests.console.ballots import answer, said, screen_text, shown, voting
from tests.console.seats import Seat, Seats
from workshop.live.follower import BoardSnapshot
from workshop.model import commands as c
from workshop.screens.board.board_words import sight_of
from workshop.screens.vote.screen import Vote


def says(page: Vote, sentence: str) -> bool:
    return said(page) == sentence


async def planned(seat: Seat) -> Vote:
    """Set up a scale on the two experiments."""
    page = await voting(seat)
    await seat.press("up", "enter")
    await answer(seat, page, "Choose", "down", "enter")
    await seat.until(lambda: page.plan is not None and page.plan.scale is not None)
    return page


async def opened(seat: Seat) -> Vote:
    page = await planned(seat)
    await seat.press("o")
    await seat.until(lambda: page.place == "ballot")
    return page


async def answers(seat: Seat, *given: tuple[int, int]) -> None:
    """Let phones answer about the first card."""
    scale = seat.workspace.session.open_ballot()
    assert scale is not None
    for number, pair in enumerate(given):
        command = c.GiveAnswers(scale.id, f"voter-token-{number}", seat.card("E01").id, *pair)
        await seat.workspace.writer.do(command, by="")


async def test_a_scale_is_chosen_with_its_rules_to_be_read_out(sit: Seats) -> None:
    async with sit() as seat:
        page = await planned(seat)
        rules = said(page, "#rules")
        assert "You answer two questions about each of 2 experiments of “Green spaces”." in rules
        assert "How much difference would it make? 1 = hardly any, 5 = a great deal." in rules
        await seat.press("down", "down", "down", "enter")
        await answer(seat, page, "Ask", "ctrl+u", *"How?", "enter", "ctrl+u", *"no", "enter", "ctrl+u", *"yes", "enter")
        await seat.until(lambda: "How? 1 = no, 5 = yes." in said(page, "#rules"))
        await seat.press("o")
        await seat.until(lambda: page.place == "ballot")
        scale = shown(page).scale
        assert scale is not None
        assert tuple(scale.questions[0]) == ("How?", "no", "yes")
        assert said(page, "#rule") == "a scale: two questions, 1 to 5 · decided by the table"


async def test_dots_can_be_chosen_again_and_the_order_too(sit: Seats) -> None:
    async with sit() as seat:
        page = await planned(seat)
        await seat.press("enter")
        await answer(seat, page, "Choose", "enter")
        await seat.until(lambda: page.plan is not None and page.plan.scale is None)
        assert page.plan is not None
        assert (page.plan.dots, page.plan.most) == (3, 2)
        await seat.press("up", "enter")
        await answer(seat, page, "Choose", "down", "enter")
        await seat.until(lambda: seat.workspace.session.said_order)


async def test_sheets_are_typed_in_one_after_the_other(sit: Seats) -> None:
    async with sit() as seat:
        page = await opened(seat)
        await seat.press("h")
        await seat.until(partial(says, page, "A scale is taken sheet by sheet: B takes one person's answers."))
        await seat.press("b", "4", "2", "down", "5", "slash", "enter")
        await seat.until(
            partial(says, page, "Taken: 1 ballot in. Now the next sheet, or Esc. U takes the last one back.")
        )
        scale = shown(page).scale
        assert scale is not None
        assert [dict(sheet) for sheet in scale.sheets.values()] == [
            {seat.card("E01").id: (4, 2), seat.card("E02").id: (5, -1)}
        ]
        await seat.press("9", "enter")
        await seat.until(lambda: said(page).startswith("Give both answers, such as 42 or 4/2"))
        await seat.press("backspace", "enter")
        await seat.until(lambda: said(page).startswith("Type both answers beside the cards first"))


async def test_nothing_is_read_before_the_reveal_and_then_the_field_is(sit: Seats) -> None:
    async with sit() as seat:
        page = await opened(seat)
        await answers(seat, (5, 1), (1, 1), (4, 0))
        await seat.until(lambda: "3 ballots in" in said(page, "#count"))
        assert "median" not in screen_text(seat)
        await seat.press("c")
        await seat.until(lambda: shown(page).state == "closed")
        assert "median" not in screen_text(seat)
        await seat.press("r")
        await seat.until(lambda: "median 4" in said(page, "#scale"))
        told = said(page, "#scale")
        assert "↑ How much difference would it make? 1 = hardly any, 5 = a great deal" in told
        assert "●E01*" in told
        assert "median 1 · middle half 1 · 2 answers · 1 cannot say" in told
        assert said(page, "#sums") == "3 ballots · * is split: a quarter or more at both ends"


async def test_the_board_has_the_field_once_it_is_out(sit: Seats) -> None:
    async with sit() as seat:
        page = await opened(seat)
        await answers(seat, (5, 1))
        waiting = sight_of(BoardSnapshot(seat.workspace.session, voting=True))
        assert "How much difference would it make?" in waiting.rules
        assert not any("median" in item.marks for column in waiting.columns for item in column.items)
        await seat.press("c")
        await seat.until(lambda: shown(page).state == "closed")
        await seat.press("r")
        await seat.until(lambda: "median" in said(page, "#scale"))
        board = sight_of(BoardSnapshot(seat.workspace.session, voting=True))
        assert "●E01" in board.rules
        assert board.columns[0].items[1].marks == "↑ ───────── n 0   → ───────── n 0"
        assert board.columns[0].items[0].marks.startswith("↑ ────────● 5 (5) n 1   → ●──────── 1 (1) n 1")


async def test_a_sheet_is_printed(sit: Seats) -> None:
    async with sit() as seat:
        page = await opened(seat)
        await seat.press("p")
        await seat.until(lambda: said(page).startswith("Written: "))
        assert (seat.workspace.auto_exporter.folder / "scale.html").exists()
