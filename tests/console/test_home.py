"""Home: what there is, and what can be begun."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from tests.console.seats import INSIGHTS, Seat
from workshop.app import Console
from workshop.screens.home import EMPTY, HomePage
from workshop.screens.table import Table
from workshop.store.folder import WritingRight
from workshop.store.locations import Home


def is_not_on(app: Console, sheet: object) -> bool:
    return app.screen is not sheet


def at(app: Console, pilot: object) -> Seat:
    return Seat(pilot, app, app.screen, None)  # type: ignore[arg-type]


async def test_an_empty_home_says_what_to_do(home: Home) -> None:
    app = Console(home)
    async with app.run_test() as pilot:
        seat = at(app, pilot)
        page = app.screen
        assert isinstance(page, HomePage)
        await seat.until(lambda: page.rows.empty == EMPTY)
        await seat.press("enter")
        await seat.until(lambda: seat.said().startswith("There is no session yet."))


async def test_a_session_is_opened_left_and_listed_again(home: Home, folder: Path) -> None:
    app = Console(home)
    async with app.run_test(size=(100, 24)) as pilot:
        seat = at(app, pilot)
        page = app.screen
        assert isinstance(page, HomePage)
        await seat.until(lambda: page.rows.rows)
        row = page.rows.rows[0]
        assert (row.label, row.text) == ("Table 7", "Green spaces")
        assert "3 insights  2 experiments  today" in row.marks
        await seat.press("enter")
        await seat.until(lambda: isinstance(app.screen, Table))
        await seat.press("x", "enter")
        await seat.until(lambda: app.desk is not None and len(app.desk.board.cards) == 6)
        await seat.press("up")
        await seat.until(lambda: app.screen.place == "cards")  # type: ignore[attr-defined]
        await seat.press("q")
        await seat.until(lambda: app.screen is page)
        await seat.until(lambda: "4 insights" in page.rows.rows[0].marks)
        assert (home.exports / folder.name / "appendix.docx").exists()


async def test_a_session_is_made_of_a_title_a_question_and_a_table(home: Home) -> None:
    app = Console(home)
    async with app.run_test(size=(100, 24)) as pilot:
        seat = at(app, pilot)
        await seat.press("n")
        for words in ("Trees", "Why", "3"):
            await seat.until(lambda: getattr(app.screen, "opened", None) and app.screen.opened.is_set())  # type: ignore[attr-defined]
            sheet = app.screen
            await seat.press(*words, "enter")
            await seat.until(partial(is_not_on, app, sheet))
        await seat.until(lambda: isinstance(app.screen, Table))
        assert app.desk is not None
        assert app.desk.board.table == "3"
        assert app.desk.board.live_themes()[0].question == "Why"
        await app.desk.close()


async def test_a_paper_is_imported_after_a_look_at_it(home: Home, tmp_path: Path) -> None:
    paper = tmp_path / "paper.txt"
    paper.write_text("Parks: What now?\n\nInsights\n- Paths flood\n- It is dark\n\nExperiments\n- A tea cart\n")
    app = Console(home)
    async with app.run_test(size=(100, 24)) as pilot:
        seat = at(app, pilot)
        await seat.press("i")
        await seat.ask("Ask")
        app.screen.query_one("#answer").write(str(paper))  # type: ignore[attr-defined]
        await seat.press("enter")
        await seat.ask("Choose")
        assert "3 cards" in app.screen.question  # type: ignore[attr-defined]
        await seat.press("enter")
        await seat.until(lambda: isinstance(app.screen, Table))
        assert app.desk is not None
        assert len(app.desk.board.cards) == 3
        await app.desk.close()


@pytest.mark.parametrize("words", ["flood", "nothing of the kind"])
async def test_cards_are_found_in_all_sessions(home: Home, folder: Path, words: str) -> None:
    del folder
    app = Console(home)
    async with app.run_test(size=(100, 24)) as pilot:
        seat = at(app, pilot)
        page = app.screen
        assert isinstance(page, HomePage)
        await seat.until(lambda: page.rows.rows)
        await seat.press("f")
        await seat.ask("Ask")
        app.screen.query_one("#answer").write(words)  # type: ignore[attr-defined]
        await seat.press("enter")
        if words != "flood":
            await seat.until(lambda: seat.said() == "No card has “nothing of the kind”.")
            return
        await seat.ask("Choose")
        await seat.press("enter")
        await seat.until(lambda: isinstance(app.screen, Table))
        row = app.screen.column.cursor_row  # type: ignore[attr-defined]
        assert row.text == INSIGHTS[0]
        assert app.desk is not None
        await app.desk.close()


async def test_a_session_that_another_process_writes_is_not_opened_and_it_is_said(home: Home, folder: Path) -> None:
    right = WritingRight(folder)
    app = Console(home)
    async with app.run_test(size=(100, 24)) as pilot:
        seat = at(app, pilot)
        page = app.screen
        assert isinstance(page, HomePage)
        await seat.until(lambda: page.rows.rows)
        await seat.press("enter")
        await seat.until(lambda: "is being written" in seat.said())
        await seat.press("q")
    right.give_up()
    assert app.return_value == 0
