"""The summit's page: tables, late ones too, what looks alike, the order of themes, the appendix of all."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual.widgets import Static

from tests.console.picture import clickable
from tests.console.seats import EXPERIMENTS, INSIGHTS, Seat
from tests.console.test_hostile import HOSTILE
from tests.store.making import Pen, make
from workshop.app import Console
from workshop.live.merge import gather, sessions_in
from workshop.live.publish import PublishRequest, keep_choice
from workshop.live.workspace import Workspace
from workshop.model import commands as c
from workshop.model.activity import describe
from workshop.model.session import EMPTY
from workshop.screens.duplicates.screen import AlikePage
from workshop.screens.summit.screen import SummitPage
from workshop.screens.summit.summit_rows import THEME, overview
from workshop.screens.table.screen import Table
from workshop.store.locations import Home
from workshop.store.writer import SessionWriter

SUMMIT = "autumn-summit"


async def record(folder: Path, title: str, table: str, *texts: str) -> None:
    async with SessionWriter(folder) as writer:
        await writer.do(c.StartSession(title, ((title, ""),), table))
        await writer.do(c.AddCards("insight", writer.session.live_themes()[0].id, texts))


@pytest.fixture
def summit(home: Home, folder: Path) -> Path:
    """Two tables in a summit; a third that comes late."""

    async def work() -> None:
        await record(home.sessions / "streets", "Streets", "2", INSIGHTS[0], "Nobody ever sweeps here")
        async with SessionWriter(home.sessions / "streets") as writer:
            await writer.do(c.DraftBallot())
            await writer.do(c.OpenBallot(next(iter(writer.session.ballots))))
            await writer.do(
                c.AddCards("insight", writer.session.live_themes()[0].id, ("Offered",), "participant", held=True)
            )
        await record(home.sessions / "late", "Late", "2", "We came late")
        gather(home, [folder, home.sessions / "streets"], SUMMIT, lambda _done, _of: None)
        async with SessionWriter(home.sessions / SUMMIT) as writer:
            await writer.do(c.StartSession("Autumn summit", bare=True))

    asyncio.run(work())
    keep_choice(home, SUMMIT, PublishRequest(("txt",)))
    return home.sessions / SUMMIT


@asynccontextmanager
async def at_summit(home: Home, summit: Path, size: tuple[int, int] = (100, 30)) -> AsyncIterator[Seat]:
    workspace = Workspace(home, summit)
    app = Console(home, workspace)
    try:
        async with app.run_test(size=size, notifications=True, tooltips=True) as pilot:
            seat = Seat(pilot, app, app.screen, workspace)  # type: ignore[arg-type]
            await seat.press("f7")
            await seat.until(lambda: getattr(app.screen, "groups", None) is not None)
            yield seat._replace(page=app.screen)  # type: ignore[arg-type]
    finally:
        await workspace.close()


def page_of(seat: Seat) -> SummitPage:
    page: object = seat.page
    assert isinstance(page, SummitPage)
    return page


def rows(seat: Seat) -> dict[str, str]:
    return {row.text: " ".join((row.label, row.marks, *row.more)) for row in page_of(seat).rows.rows}


def facts(seat: Seat) -> str:
    return str(seat.app.screen.query_one("#facts", Static).render())


async def alike(seat: Seat) -> None:
    await seat.press("a")
    await seat.until(lambda: isinstance(seat.app.screen, AlikePage))


async def test_tables_and_themes_are_listed_with_what_they_brought(home: Home, summit: Path) -> None:
    async with at_summit(home, summit, (80, 24)) as seat:
        assert "2 tables, 6 insights, 2 experiments" in facts(seat)
        assert "1 group of cards says almost the same" in facts(seat)
        shown = rows(seat)
        assert shown["Green spaces"].startswith("Table 7 3 insights, 2 experiments")
        assert "1 vote is not revealed; the dots stay at the table" in shown["Streets"]
        assert "1 offered card waits to be shown" in shown["Streets"]
        assert "Green spaces (Table 7)" in shown


async def test_a_late_table_is_merged_into_the_open_summit_and_a_corrected_one_again(home: Home, summit: Path) -> None:
    async with at_summit(home, summit) as seat:
        await seat.workspace.do(c.AddTheme("The summit's own"))
        await seat.press("m")
        await seat.ask("Choose")
        await seat.press(*"late", "enter")
        await seat.until(lambda: seat.said().startswith("1 session brought something new"))
        await seat.until(
            lambda: "3 tables" in facts(seat) and "We came late" in str(seat.workspace.session.cards.values())
        )
        assert "Table 2 is there 2 times" in rows(seat)["Late"]
        assert "The summit's own" in {theme.title for theme in seat.workspace.session.live_themes()}
        await seat.workspace.do(c.RetitleSession("Goes on after the merge"))
        async with SessionWriter(home.sessions / "late") as writer:
            await writer.do(c.AddCards("insight", writer.session.live_themes()[0].id, ("Later still",)))
        await seat.press("m")
        await seat.ask("Choose")
        await seat.press("enter")
        await seat.ask("Ask")
        seat.app.screen.query_one("#answer").write(str(home.path))  # type: ignore[attr-defined]
        await seat.press("enter")
        await seat.until(lambda: "cannot be merged into itself" in seat.said())
        await seat.press("m")
        await seat.ask("Choose")
        await seat.press("enter")
        await seat.ask("Ask")
        seat.app.screen.query_one("#answer").write(str(home.sessions / "late"))  # type: ignore[attr-defined]
        await seat.press("enter")
        await seat.until(lambda: "Later still" in str(seat.workspace.session.cards.values()))
    again = Workspace(home, summit)
    assert again.session.title == "Goes on after the merge"
    assert len(again.session.live_themes()) == 4
    await again.close()


async def test_what_was_noticed_at_the_merge_stands_below_the_tables(home: Home, summit: Path) -> None:
    (journal,) = (home.sessions / "late" / "journal").iterdir()
    journal.write_bytes(journal.read_bytes().replace(b"late", b"l\xffte"))
    async with at_summit(home, summit) as seat:
        await seat.press("m")
        await seat.ask("Choose")
        await seat.press(*"late", "enter")
        await seat.until(lambda: any("late was left out." in text for text in rows(seat)))
        assert "0 sessions brought something new" in seat.said()


@pytest.mark.parametrize("answer", ["nowhere at all", "", None])
async def test_a_folder_without_sessions_is_said_and_no_answer_merges_nothing(
    home: Home, summit: Path, answer: str | None
) -> None:
    async with at_summit(home, summit) as seat:
        await seat.press("m")
        await seat.ask("Choose")
        if answer is None:
            await seat.answer("Choose", "escape")
            return
        await seat.press("enter")
        await seat.ask("Ask")
        await seat.press(*("space" if letter == " " else letter for letter in answer), "enter")
        await seat.until(lambda: seat.app.screen is seat.page)
        if answer:
            await seat.until(lambda: "No session lies in nowhere at all." in seat.said())


async def test_two_cards_are_joined_and_come_back_with_an_undo(home: Home, summit: Path) -> None:
    async with at_summit(home, summit, (80, 24)) as seat:
        await alike(seat)
        page = seat.app.screen
        assert isinstance(page, AlikePage)
        assert facts(seat) == "Group 1 of 1 · 2 cards · 100 % alike"
        assert [row.text for row in page.rows.rows] == [INSIGHTS[0]] * 2
        assert "Streets" in page.rows.rows[0].marks
        await seat.press("space", "j")
        await seat.until(lambda: "Mark two cards or more" in str(page.query_one("#said", Static).render()))
        await seat.press("up", "space")
        await seat.press("j")
        await seat.ask("Ask")
        await seat.press("escape", "j")
        await seat.ask("Ask")
        await seat.press("enter")
        await seat.until(lambda: "Every group is settled" in facts(seat))
        assert len(list(seat.workspace.session.live_cards())) == 7
        await seat.press("j")
        said = page.query_one("#said", Static)
        await seat.until(lambda: str(said.render()).startswith("Every group is settled."))
        await seat.press("u")
        await seat.until(lambda: facts(seat) == "Group 1 of 1 · 2 cards · 100 % alike")
        await seat.press("right", "left", "escape")
        await seat.until(lambda: seat.app.screen is seat.page)


async def test_in_a_low_terminal_the_words_of_both_cards_can_be_read(home: Home, summit: Path) -> None:
    async with at_summit(home, summit, (40, 10)) as seat:
        await alike(seat)
        await seat.until(lambda: seat.app.screen.query_one("#alike").content_size.height >= 3)


async def test_what_is_not_the_same_is_asked_no_more(home: Home, summit: Path) -> None:
    async with at_summit(home, summit) as seat:
        await alike(seat)
        await seat.press("n")
        await seat.until(lambda: "Every group is settled" in facts(seat))
        await seat.press("right", "escape")
        await seat.until(lambda: seat.app.screen is seat.page)
        await seat.until(lambda: "No two cards of different tables look alike" in facts(seat))
        await seat.press("a")
        await seat.until(lambda: "No two cards" in seat.said())
        page_of(seat).groups = None
        await seat.press("a")
        await seat.until(lambda: "still being compared" in seat.said())
    async with at_summit(home, summit) as seat:
        await seat.until(lambda: "No two cards of different tables look alike" in facts(seat))
        await seat.press("u")
        await seat.answer("Choose", "u")
        await seat.until(lambda: "1 group of cards says almost the same" in facts(seat))


async def test_themes_are_ordered_for_the_appendix_and_that_is_undone(home: Home, summit: Path) -> None:
    async with at_summit(home, summit) as seat:
        first, second = seat.workspace.session.live_themes()
        await seat.press("comma")
        await seat.until(lambda: "Go to a theme below" in seat.said())
        page_of(seat).rows.go_to(THEME + first.id)
        await seat.press("comma")
        await seat.until(lambda: "at the end already" in seat.said())
        await seat.press("full_stop")
        await seat.until(lambda: seat.workspace.session.live_themes()[0].id == second.id)
        await seat.press("comma")
        await seat.until(lambda: seat.workspace.session.live_themes()[0].id == first.id)
        await seat.press("u")
        await seat.until(lambda: seat.workspace.session.live_themes()[0].id == second.id)
        await seat.until(lambda: seat.said().startswith("Undone: "))


async def test_the_appendix_of_all_tables_is_written_and_it_is_said_where(home: Home, summit: Path) -> None:
    async with at_summit(home, summit) as seat:
        await seat.press("w")
        await seat.until(lambda: seat.said().startswith("Written into "))
        text = (home.exports / SUMMIT / "appendix.txt").read_text(encoding="utf-8")
        assert EXPERIMENTS[0] in text
        assert "Nobody ever sweeps here" in text
        await seat.press("escape")
        await seat.until(lambda: isinstance(seat.app.screen, Table))


async def test_a_table_that_cannot_be_read_is_said(home: Home, summit: Path) -> None:
    async with at_summit(home, summit) as seat:
        journal = next((summit / "tables").rglob("*.jsonl"))
        journal.write_bytes(journal.read_bytes().replace(b"CardAdded", b"CardAd\xffed"))
        await seat.workspace.do(c.RetitleSession("Read again"))
        await seat.until(lambda: any("--repair" in text for text in rows(seat)))


@pytest.mark.parametrize("size", [(60, 20), (120, 40)])
async def test_hostile_words_are_shown_and_nothing_else(home: Home, summit: Path, size: tuple[int, int]) -> None:
    await record(home.sessions / "hostile", HOSTILE[0] + "[/nope]", "3", *HOSTILE)
    await record(home.sessions / "hostile-2", HOSTILE[1], "4", *HOSTILE)
    hostile = [home.sessions / "hostile", home.sessions / "hostile-2"]
    gather(home, hostile, SUMMIT, lambda _done, _of: None)
    async with at_summit(home, summit, size) as seat:
        await seat.workspace.do(c.RetitleSession(HOSTILE[0] + "[/nope]"))
        await alike(seat)
        await seat.press("right", "right", "j")
        await seat.ask("Ask")
        await seat.press("enter")
        assert not clickable(seat.app)
        assert describe(seat.workspace.writer.history.entries[-1].events, seat.workspace.session)


def test_sessions_are_found_in_a_folder_a_stick_or_a_home(home: Home, summit: Path) -> None:
    names = {"green-spaces", "streets", "late", SUMMIT}
    assert sessions_in(summit) == [summit]
    assert {path.name for path in sessions_in(home.sessions)} == names
    assert {path.name for path in sessions_in(home.path)} == names
    assert sessions_in(home.path / "nowhere") == []


async def test_tables_that_are_read_while_the_page_goes_away_are_shown_no_more(home: Home, summit: Path) -> None:
    async with at_summit(home, summit) as seat:
        page = page_of(seat)
        await page.query_one("#facts").remove()
        page._said.clear()
        await page.read()
        assert page.groups


def test_a_table_whose_clock_was_wrong_and_one_with_two_entries_of_one_id_are_named(tmp_path: Path) -> None:
    tables = tmp_path / "summit" / "tables"
    pen = make(tables.parent / "one", "Trust", table="7", now=4_000_000_000_000)
    other = Pen(pen.folder)
    other.journal.append([pen.history.entries[1]._replace(by="somebody")])
    shutil.copytree(pen.folder / "journal", tables / pen.history.session.id)
    (row,) = (row for row in overview(tmp_path / "summit", EMPTY, ()).rows if row.id == pen.history.session.id)
    assert row.more == (
        "its clock was wrong: it dates some of this 2096-10-02 07:06 UTC",
        "1 entry is set aside, because another has the same id: a copied machine, or a copy changed by hand",
    )


async def test_what_three_tables_said_is_one_group_and_one_of_them_may_be_told_apart(home: Home) -> None:
    for number in range(3):
        await record(home.sessions / f"t{number}", f"T{number}", f"{number}", "Lend head torches to walkers")
    summit = home.sessions / SUMMIT
    gather(home, [home.sessions / f"t{number}" for number in range(3)], SUMMIT, lambda _done, _of: None)
    async with SessionWriter(summit) as writer:
        await writer.do(c.StartSession("Autumn summit", bare=True))
    async with at_summit(home, summit) as seat:
        await alike(seat)
        assert facts(seat) == "Group 1 of 1 · 3 cards · 100 % alike"
        await seat.press("down", "n")
        await seat.until(lambda: facts(seat) == "Group 1 of 1 · 2 cards · 100 % alike")
        await seat.press("j")
        await seat.ask("Ask")
        await seat.press("enter")
        await seat.until(lambda: "Every group is settled" in facts(seat))
        await seat.press("n")
        await seat.until(lambda: "Every group is settled" in str(seat.app.screen.query_one("#said", Static).render()))
        await seat.press("u")
        await seat.until(lambda: facts(seat) == "Group 1 of 1 · 2 cards · 100 % alike")
        await seat.press("u")
        await seat.until(lambda: facts(seat) == "Group 1 of 1 · 3 cards · 100 % alike")
