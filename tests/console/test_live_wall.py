"""The wall of a live summit on the organiser's terminal."""

from __future__ import annotations

from textual.containers import VerticalScroll
from textual.widgets import Input, Static

from workshop.model.wall import TableHeard, WallCard, WallTheme, WallView
from workshop.screens.wall import MOST, WallConsole

CODE = "04WV-K9YT-DZW3-W69N-J2XC-VBSF-XVAD-22P2-RXA0-T41A-FW00-00F8"
TABLE = TableHeard("s", "7", "Leadership", 5, 2, 0, 2, complete=True)


def wall(*texts: str, remarks: tuple[str, ...] = ()) -> WallView:
    numbered = enumerate(texts, 1)
    cards = tuple(WallCard(f"c{n}", f"T07-I{n:02d}", "insight", text, 3 if n == 1 else None) for n, text in numbered)
    theme = WallTheme("Leadership", "How?", cards)
    return WallView("Hall", (TABLE,), (theme,), "Heard from 1 of 1 table", "All is here", remarks)


def shown(console: WallConsole, where: str) -> str:
    return str(console.query_one(where, Static).render())


async def test_it_shows_who_was_heard_and_what_the_tables_show() -> None:
    console = WallConsole(lambda: wall("Trust", "[b]Time[/nope]"), lambda _: None, "http://h/", CODE)
    async with console.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        assert "Heard from 1 of 1 table\nAll is here\nT07 complete 2/2" in shown(console, "#top")
        assert "T07-I01  Trust  (3 dots)\nT07-I02  [b]Time[/nope]" in shown(console, "#list")
        assert f"workshop open NAME --summit {CODE}" in shown(console, "#words")
        assert "http://h/" in shown(console, "#words")


async def test_what_comes_is_shown_by_itself() -> None:
    views = [wall("Trust")]
    console = WallConsole(lambda: views[-1], lambda _: None, "http://h/", CODE)
    async with console.run_test(size=(80, 24)) as pilot:
        views.append(wall("Trust", "Time", remarks=("T03 is damaged.",)))
        for _ in range(100):
            await pilot.pause(0.02)
            if "Time" in shown(console, "#list"):
                break
        assert "T07-I02  Time" in shown(console, "#list")
        assert "T03 is damaged." in shown(console, "#top")


async def test_a_line_is_said_to_all_tables_and_taken_away() -> None:
    told: list[str] = []
    console = WallConsole(lambda: wall("Trust"), told.append, "http://h/", CODE)
    async with console.run_test(size=(80, 24)) as pilot:
        await pilot.press("c", *"vote", "enter")
        assert told == ["vote"]
        assert "To all tables: vote" in shown(console, "#top")
        await pilot.press("c", *["backspace"] * 4, "enter")
        assert told == ["vote", ""]
        await pilot.press("c")
        assert console.query_one(Input).display
        await pilot.press("escape")
        assert not console.query_one(Input).display


async def test_the_way_in_gives_way_on_a_narrow_terminal_until_it_is_asked_for() -> None:
    console = WallConsole(lambda: wall("Trust"), lambda _: None, "http://h/", CODE)
    async with console.run_test(size=(80, 24)) as pilot:
        join = console.query_one("#join", VerticalScroll)
        assert not join.display
        await pilot.press("j")
        assert join.display
        await pilot.press("j", "q")
        assert not join.display


async def test_what_there_is_no_room_for_is_counted() -> None:
    many = wall(*(f"card {n}" for n in range(MOST + 5)))
    console = WallConsole(lambda: many, lambda _: None, "http://h/", CODE)
    async with console.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "and 5 earlier ones" in shown(console, "#list")
