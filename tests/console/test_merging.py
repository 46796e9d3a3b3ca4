"""Merging from home: tables of this home, or of another folder, become a summit."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.console.homes import House, at_home, record
from workshop.live.merge import sessions_in
from workshop.model.commands import StartSession
from workshop.store.folder import table_folders
from workshop.store.locations import Home


@pytest.fixture
async def tables(home: Home) -> Home:
    """A home with three tables."""
    for number, title in enumerate(("Ash", "Birch", "Cedar"), 1):
        await record(home, title.lower(), StartSession(title, (), str(number)), insight=(f"{title} trees give shade",))
    return home


async def test_the_marked_sessions_become_a_summit_which_is_opened(tables: Home) -> None:
    async with at_home(tables) as house:
        await house.press("space", "space", "m")
        await house.on("Choose")
        assert house.texts() == ["Merge 2 sessions", "More, from another folder"]
        await house.answer("Choose")
        await house.answer("Ask", "Autumn summit")
        table = await house.table()
        assert table.session.title == "Autumn summit"
        assert len(table.session.cards) == 2
        assert len(table_folders(tables.sessions / "autumn-summit")) == 2
        await back(house, "autumn-summit")
        await house.hears("2 sessions brought something new, 0 brought nothing new.")
        assert house.rows()[0].label == "Summit"
        assert not house.home.rows.chosen


async def test_all_tables_are_merged_into_a_summit_that_is_there(tables: Home) -> None:
    async with at_home(tables) as house:
        await house.press("space", "m")
        await house.answer("Choose")
        await house.answer("Ask", "Autumn summit")
        await house.table()
        await back(house, "autumn-summit")
        await house.press("m")
        await house.on("Choose")
        assert house.texts()[0] == "All 3 sessions of tables here"
        await house.answer("Choose")
        await house.answer("Choose")
        await house.answer("Choose", "autumn")
        table = await house.table()
        assert len(table.session.cards) == 3
        await back(house, "autumn-summit")
        await house.hears("2 sessions brought something new, 1 brought nothing new.")


async def test_a_summit_may_have_no_name_that_is_taken(tables: Home) -> None:
    async with at_home(tables) as house:
        await house.press("m")
        await house.answer("Choose")
        await house.answer("Choose")
        await house.answer("Ask", "Ash")
        await house.hears("There is a session called “ash” already.")


async def test_tables_come_from_another_folder(home: Home, tmp_path: Path) -> None:
    stick = Home(tmp_path / "stick")
    await record(stick, "one", StartSession("One"), insight=("A",))
    await record(stick, "two", StartSession("Two"), insight=("B",))
    async with at_home(home) as house:
        await house.press("m")
        await house.on("Choose")
        assert house.texts() == ["From another folder, such as a memory stick"]
        await house.answer("Choose")
        await house.answer("Browse", str(stick.path))
        await house.on("Choose")
        assert house.page.question == "Chosen: one, two."
        await house.answer("Choose")
        await house.answer("Ask", "Summit")
        table = await house.table()
        assert len(table.session.cards) == 2


@pytest.mark.parametrize("leave_at", [0, 1, 2, 3])
async def test_nothing_is_merged_where_nothing_is_answered(tables: Home, leave_at: int) -> None:
    async with at_home(tables) as house:
        await house.press("m")
        for step, (sheet, keys) in enumerate(
            (("Choose", "down"), ("Browse", "escape"), ("Choose", ""), ("Choose", ""))
        ):
            await house.on(sheet)
            if step == leave_at:
                await house.answer(sheet, None, "escape")
                break
            await house.answer(sheet, None, *([keys, "enter"] if keys == "down" else [keys or "enter"]))
        else:
            await house.answer("Ask", "")
        await house.until(lambda: house.page is house.home or type(house.page).__name__ in {"Choose", "Ask"})
        while house.page is not house.home:
            before = house.page
            await house.press("escape")
            await house.until(lambda before=before: house.page is not before)  # type: ignore[misc]
        assert len(list(tables.sessions.glob("*/journal"))) == 3


async def test_a_rehearsal_goes_into_no_summit(home: Home) -> None:
    async with at_home(home) as house:
        await house.press("d")
        await house.table()
        await back(house, "rehearsal")
        await house.press("m")
        await house.answer("Choose")
        await house.answer("Choose")
        await house.answer("Ask", "Summit")
        await house.hears("is a rehearsal: what pretend people said goes into no summit.")


@pytest.mark.parametrize("goes_on", [True, False])
async def test_a_damaged_table_is_left_out_and_said_and_the_others_come(tables: Home, *, goes_on: bool) -> None:
    (journal,) = (tables.sessions / "birch" / "journal").glob("*.jsonl")
    journal.write_bytes(b"rubbish\n" + journal.read_bytes())
    async with at_home(tables) as house:
        house.home.rows.choose(frozenset({"ash", "birch", "cedar"}))
        await house.press("m")
        await house.answer("Choose")
        await house.answer("Ask", "Summit")
        await house.on("Choose")
        assert any("birch was left out." in text for text in house.texts())
        assert "2 sessions brought something new" in house.page.question
        await house.answer("Choose", "open" if goes_on else "stay")
        if goes_on:
            await house.table()
        await house.until(lambda: goes_on or "summit" in house.home.sessions)


def test_the_sessions_of_a_folder_are_itself_or_those_in_it(tmp_path: Path) -> None:
    (tmp_path / "one" / "journal").mkdir(parents=True)
    (tmp_path / "sessions" / "two" / "journal").mkdir(parents=True)
    assert sessions_in(tmp_path) == [tmp_path / "one", tmp_path / "sessions" / "two"]
    assert sessions_in(tmp_path / "one") == [tmp_path / "one"]
    assert sessions_in(tmp_path / "gone") == []


async def back(house: House, slug: str) -> None:
    """Leave the table for home."""
    await house.press("escape")
    await house.until(lambda: house.page.place == "cards")
    await house.press("q")
    await house.until(lambda: house.page is house.home and slug in house.home.sessions)
