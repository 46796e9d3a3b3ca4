"""Home: what there is, and what can be begun."""

from __future__ import annotations

import asyncio
import tempfile
import threading
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from textual import events

from tests.console.homes import House, at_home, record
from tests.console.picture import clickable
from tests.console.seats import INSIGHTS
from tests.console.test_hostile import HOSTILE
from workshop.app import Console, run
from workshop.live.workspace import Workspace
from workshop.model.commands import StartSession, TagCard
from workshop.model.errors import NotWritten
from workshop.screens.home.home_rows import FIRST_STEPS, when
from workshop.screens.home.screen import HomePage
from workshop.screens.rehearsal import RehearsalTable
from workshop.store.catalogue import Catalogue
from workshop.store.locations import Home
from workshop.store.pasted import LOCK, PAPER, PREFIX
from workshop.store.settings import keep_setting
from workshop.store.writer import SessionWriter
from workshop.store.writing_right import WritingRight

THREE = (("well", "Went well", "Went well", "W"), ("hard", "Hard", "Hard", "H"), ("try", "Try", "Try", "T"))


async def test_an_empty_home_says_what_to_do_at_a_key_or_click_and_names_no_key_that_needs_a_session(
    home: Home,
) -> None:
    async with at_home(home) as house:
        cursor = house.home.rows.cursor_row
        assert cursor is not None
        assert cursor.label == "N"
        assert {hint.action for hint in house.home.hints()}.isdisjoint({"find", "mark_session", "export_now"})
        for key in ("space", "e"):
            await house.press(key)
            await house.hears("There is no session")
            house.home.say("")
        assert house.texts()[0] == "Nothing is recorded here yet. This is what you can do:"
        assert [row.label for row in house.rows()[1:]] == ["N", "I", "D", "M", "L", "T", "S"]
        assert house.texts()[1:] == list(FIRST_STEPS.values())
        await house.press("up", "enter")
        await house.hears("There is no session here. Press N to start a table.")
        await house.press("down", "enter")
        await house.on("SetUp")
        await house.press("escape")
        await house.until(lambda: house.page is house.home)
        await house.pilot.click("#sessions", offset=(6, 1))
        await house.on("SetUp")


@pytest.mark.usefixtures("usual")
async def test_a_session_is_opened_left_and_listed_again(home: Home, folder: Path) -> None:
    async with at_home(home, (100, 24)) as house:
        row = house.rows()[0]
        assert (row.label, row.text) == ("Table 7", "Green spaces")
        assert "3 insights   2 experiments   today" in row.marks
        await house.press("enter")
        await house.table()
        await house.press("x", "enter")
        await house.until(lambda: len(house.workspace.session.cards) == 6)
        await house.press("up")
        await house.until(lambda: house.page.place == "cards")
        await house.press("q")
        await house.until(lambda: house.page is house.home)
        await house.until(lambda: "4 insights" in house.rows()[0].marks)
        assert house.rows()[0].marks.endswith("appendix")
        assert (home.exports / folder.name / "appendix.docx").exists()
        assert "Appendix: exports/green-spaces/appendix.docx, .html, .txt" in house.said("#about")


async def test_the_cursor_moves_with_the_usual_keys_says_more_of_what_it_came_to_and_is_at_the_session_that_was_left(
    home: Home, folder: Path
) -> None:
    del folder
    await record(home, "trees", StartSession("Trees"), insight=("Shade",))
    async with at_home(home) as house:
        assert "Trees · 1 theme · 1 insight · 0 experiments" in house.said("#about")
        for key, title in (("down", "Green"), ("down", "Green"), ("up", "Trees"), ("end", "Green"), ("home", "Trees")):
            await house.press(key)
            await house.hears(title, "#about")
        await house.press("pagedown")
        await house.hears("Green", "#about")
        assert "No appendix yet: E writes it." in house.said("#about")
        await house.press("home")
        await house.press("down", "enter")
        await house.table()
        await house.press("escape")
        await house.until(lambda: house.page.place == "cards")
        await house.press("q")
        await house.hears("Green", "#about")


async def test_a_double_click_opens_a_session(home: Home, folder: Path) -> None:
    async with at_home(home) as house:
        await house.pilot.click("#sessions", offset=(8, 0), times=2)
        table = await house.table()
        assert table.workspace.folder == folder


async def test_a_damaged_session_says_what_is_wrong_and_how_to_mend_it(home: Home, folder: Path) -> None:
    (journal,) = (folder / "journal").glob("*.jsonl")
    lines = journal.read_bytes().splitlines(keepends=True)
    journal.write_bytes(lines[0] + b"rubbish\n" + b"".join(lines[2:]))
    async with at_home(home, (120, 30)) as house:
        assert house.rows()[0].marks == "damaged: see below"
        assert "line 2" in house.said("#about")
        await house.press("enter")
        await house.hears("line 2")


async def test_a_session_that_another_process_writes_is_not_opened_and_it_is_said(home: Home, folder: Path) -> None:
    right = WritingRight(folder)
    async with at_home(home) as house:
        await house.press("enter")
        await house.hears("is being written")
        await house.press("q")
    right.give_up()
    assert house.app.return_value == 0


async def test_a_damaged_catalogue_is_made_anew_and_it_is_said(home: Home, folder: Path) -> None:
    del folder
    (home.sessions / "catalogue.json").write_text("{")
    async with at_home(home) as house:
        assert "was made anew" in house.said()


async def test_what_is_counted_stands_in_columns_and_many_kinds_are_counted_together(home: Home, folder: Path) -> None:
    del folder
    await record(home, "back", StartSession("Looking back", kinds=THREE), well=("Tea",))
    async with at_home(home, (120, 30)) as house:
        marks = {row.text: row.marks for row in house.rows()}
        assert marks["Looking back"].startswith("    1 card   ")
        assert len({len(mark) for mark in marks.values()}) == 1
        await house.pilot.resize_terminal(80, 24)
        await house.until(lambda: "appendix" not in house.rows()[0].marks and len(house.rows()[0].marks) < 45)


@pytest.mark.parametrize(("days", "wide", "narrow"), [(0, "today ", "today "), (1, "yesterday ", "yesterday")])
def test_when_is_said_in_words(days: int, wide: str, narrow: str) -> None:
    moment = int((datetime.now().astimezone() - timedelta(days=days)).timestamp() * 1000)
    assert when(moment, wide=True).startswith(wide)
    assert when(moment, wide=False).startswith(narrow)


def test_longer_ago_is_said_as_a_date() -> None:
    assert when(1_000_000_000_000, wide=True) == "2001-09-09"
    assert when(0, wide=True) == ""


# Finding


async def test_cards_are_found_by_all_their_tags_and_words_in_all_sessions_and_opened(home: Home, folder: Path) -> None:
    async with SessionWriter(folder) as writer:
        card = next(iter(writer.session.cards))
        await writer.do(TagCard(card, "safe"))
        await writer.do(TagCard(card, "Winter"))
    await record(home, "trees", StartSession("Trees"), insight=("Leaves flood the drains",))
    async with at_home(home) as house:
        await house.press("f")
        await house.answer("Ask", "#safe paths #winter")
        await house.on("Choose")
        assert house.texts() == [f"{INSIGHTS[0]} #safe #Winter"]
        await house.press("escape")
        await house.until(lambda: house.page is house.home)
        await house.press("f")
        await house.answer("Ask", "#safe #summer")
        await house.hears("No card has “#safe #summer”.")
        await house.press("f")
        await house.answer("Ask", "FLOOD")
        await house.on("Choose")
        assert house.page.question == "2 cards found. Open which?"
        assert {row.more for row in house.rows()} == {("Green spaces · Green spaces",), ("Trees · Trees",)}
        await house.answer("Choose", "east")
        table = await house.table()
        row = table.column.cursor_row
        assert row is not None
        assert row.text == INSIGHTS[0]


async def test_nothing_is_looked_for_where_nothing_is_asked_or_read_yet_and_the_last_mark_can_be_taken_away_again(
    home: Home, folder: Path
) -> None:
    async with at_home(home) as house:
        for words in ("", "   "):
            await house.press("f")
            await house.answer("Ask", words)
            assert house.page is house.home, words
        await house.press("space")
        await house.until(lambda: house.home.rows.chosen == {folder.name})
        await house.press("space")
        await house.until(lambda: not house.home.rows.chosen and not house.said())
        house.home.catalogue = None
        await house.press("f")
        await house.hears("still being read")


# Marking, writing


@pytest.mark.usefixtures("usual")
async def test_the_appendix_is_written_now_and_it_is_said_where_and_what_is_in_it(home: Home, folder: Path) -> None:
    async with at_home(home) as house:
        await house.press("e")
        await house.hears("Written to exports/green-spaces: appendix.docx, appendix.html, appendix.txt.")
        assert "3 insights" in house.said()
        assert "appendix.docx" in house.said("#about")
    assert (home.exports / folder.name / "appendix.docx").exists()


async def test_the_marked_sessions_are_written_in_the_formats_that_were_chosen(home: Home, folder: Path) -> None:
    await record(home, "trees", StartSession("Trees"))
    await record(home, "left-out", StartSession("Left out"))
    keep_setting(home, "formats", ["md"])
    async with at_home(home) as house:
        await house.press("down", "space", "space")
        await house.hears("2 marked. M merges them, E writes their appendices.")
        await house.press("e")
        await house.hears("exports/trees: appendix.md.")
        await house.press("home", "down", "space")
        await house.hears("1 marked")
    assert sorted(path.name for path in home.exports.iterdir()) == [folder.name, "trees"]


# The rehearsal


async def test_a_rehearsal_is_opened_and_goes_into_no_summit(home: Home, folder: Path) -> None:
    del folder
    async with at_home(home) as house:
        await house.press("d")
        table = await house.table()
        assert "Rehearsal" in table.session.title
        assert isinstance(table, RehearsalTable)
        assert table.playing


async def test_a_rehearsal_that_is_open_elsewhere_is_not_replaced(home: Home) -> None:
    right = WritingRight(home.sessions / "rehearsal")
    async with at_home(home) as house:
        await house.press("d")
        await house.hears("is being written")
        assert house.page is house.home
    right.give_up()


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40)])
async def test_hostile_titles_are_shown_and_nothing_else(home: Home, size: tuple[int, int]) -> None:
    for number, text in enumerate(HOSTILE):
        title = text[:200]
        await record(home, f"hostile-{number}", StartSession(title, ((title, title),)), insight=(text,))
    async with at_home(home, size) as house:
        await house.press(*("down",) * len(HOSTILE), *("space",) * 2, "f")
        await house.answer("Ask", "a")
        await house.on("Choose")
        for _ in range(2):
            assert not clickable(house.app)
            await house.press("escape")
            await house.until(lambda: house.page is house.home)
        assert house.app.is_running


# Leaving


async def test_an_appendix_that_could_not_be_written_on_leaving_is_said_at_home(home: Home, folder: Path) -> None:
    home.exports.write_text("a file where a folder should be")
    async with at_home(home) as house:
        house.home.open(folder)
        await house.table()
        await house.press("escape", "q")
        await house.until(lambda: house.page is house.home)
        await house.hears("Could not write")
        assert "Nothing recorded is lost" in house.said()


async def test_an_appendix_that_could_not_be_written_on_quitting_is_told_by_the_program(
    home: Home, folder: Path
) -> None:
    home.exports.write_text("a file where a folder should be")
    app = Console(home, Workspace(home, folder))
    running = asyncio.create_task(run(app, headless=True))
    while not app.is_running:  # noqa: ASYNC110 - Textual has no event for it
        await asyncio.sleep(0.01)
    app.exit(0)
    with pytest.raises(NotWritten, match="Could not write"):
        await running


async def test_the_appendix_is_written_whatever_becomes_of_the_console(
    home: Home, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fails(_: Console, *, headless: bool) -> None:
        raise LookupError(headless)

    monkeypatch.setattr(Console, "run_async", fails)
    with pytest.raises(LookupError):
        await run(Console(home, Workspace(home, folder)), headless=True)
    assert INSIGHTS[0] in (home.exports / folder.name / "appendix.txt").read_text(encoding="utf-8-sig")


async def test_keys_pressed_while_the_sessions_are_still_read_reach_the_session_they_are_meant_for(
    home: Home, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await record(home, "trees", StartSession("Trees"))
    free, read = threading.Event(), Catalogue

    def slowly(home: Home) -> Catalogue:
        assert free.wait(20), "the test did not let the sessions be read"
        return read(home)

    monkeypatch.setattr("workshop.store.catalogue.Catalogue", slowly)
    monkeypatch.setattr("workshop.screens.home.view.PATIENCE", 20)
    app = Console(home)
    async with app.run_test() as pilot:
        page = app.screen
        assert isinstance(page, HomePage)
        house = House(pilot, app, page)
        for key in (keys := ("down", "space", "enter")):
            app.post_message(events.Key(key, None))
        await house.until(lambda: app.message_queue_size < len(keys))
        free.set()
        table = await house.table()
        assert table.workspace.folder == folder
        assert house.home.rows.chosen == {folder.name}
    await house.workspace.close()


async def test_what_is_typed_while_a_session_is_opened_is_written_at_its_table(home: Home, folder: Path) -> None:
    async with at_home(home) as house:
        for character in ("enter", *"queen", "enter"):
            house.app.post_message(events.Key(character, character if len(character) == 1 else None))
        await house.table()
        await house.until(lambda: len(house.workspace.session.cards) == 6)
        assert [card.text for card in house.workspace.session.ordered() if card.label == "I04"] == ["queen"]
        assert house.workspace.folder == folder


async def test_what_is_typed_after_a_session_was_set_up_is_written_at_its_table(home: Home) -> None:
    async with at_home(home) as house:
        for character in ("n", *"Trees", "enter", "enter", *"shade", "enter"):
            house.app.post_message(events.Key(character, character if len(character) == 1 else None))
        table = await house.table()
        await house.until(lambda: [card.text for card in table.session.cards.values()] == ["shade"])


async def test_a_key_pressed_while_a_session_is_closed_is_for_the_list_of_sessions(
    home: Home, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    del folder
    closing, free, close = asyncio.Event(), asyncio.Event(), Workspace.close

    async def slowly(workspace: Workspace) -> None:
        await close(workspace)
        closing.set()
        await free.wait()

    monkeypatch.setattr(Workspace, "close", slowly)
    async with at_home(home) as house:
        await house.press("enter")
        await house.table()
        await house.press("up")
        await house.until(lambda: house.page.place == "cards")
        house.app.post_message(events.Key("q", "q"))
        await asyncio.wait_for(closing.wait(), 20)
        house.app.post_message(events.Key("n", "n"))
        free.set()
        await house.on("SetUp")
        assert [type(page).__name__ for page in house.app.screen_stack] == ["HomePage", "SetUp"]


async def test_what_was_pasted_into_a_program_that_was_killed_is_removed(
    home: Home, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    left = tmp_path / f"{PREFIX}left"
    (left / "tmp").mkdir(parents=True)
    (left / LOCK).touch()
    (left / "tmp" / PAPER).write_text("said in confidence")
    async with at_home(home) as house:
        await house.until(lambda: not left.exists())
