"""The page of the graphic record: the sheet is chosen, seen small, and written, and it is said where it lies."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual.widgets import Static

from tests.console.seats import EXPERIMENTS, INSIGHTS, Seat, Seats
from tests.console.test_summit_page import at_summit, summit
from workshop.model import commands as c
from workshop.publishing.picture import make
from workshop.publishing.picture.make import PictureChoice
from workshop.screens.picture.screen import PicturePage, SheetPreview
from workshop.screens.table.screen import Table
from workshop.store.locations import Home

__all__ = ["summit"]

# Seconds: whole sheets are laid out or drawn, which takes long where much else runs.
SHEETS = 60


@asynccontextmanager
async def at_picture(sit: Seats, size: tuple[int, int] = (80, 24)) -> AsyncIterator[Seat]:
    async with sit(size) as seat:
        there = await seat.beside("6", PicturePage)
        await there.until(lambda: settled(there))
        yield there


def page_of(seat: Seat) -> PicturePage:
    page: object = seat.page
    assert isinstance(page, PicturePage)
    return page


def settled(seat: Seat) -> bool:
    page = page_of(seat)
    return bool(page.drawing or page.problem) and "Laying it out" not in facts(seat)


def facts(seat: Seat) -> str:
    return str(seat.page.query_one("#facts", Static).render())


async def written(seat: Seat) -> None:
    """Write the files and wait for them."""
    await seat.press("w")
    await seat.until(lambda: "Written:" in seat.said(), SHEETS)


async def fill(seat: Seat, themes: int, cards: int) -> None:
    """Record so many themes of so many experiments."""
    said = "something that somebody said at a table and that has its sixty letters"
    for number in range(themes):
        await seat.workspace.do(c.AddTheme(f"Theme {number}", ""))
        theme = seat.workspace.session.live_themes()[-1].id
        await seat.workspace.do(c.AddCards("experiment", theme, (said,) * cards))


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (40, 14)])
async def test_the_sheet_is_seen_small_with_what_is_to_be_known(sit: Seats, size: tuple[int, int]) -> None:
    async with at_picture(sit, size) as seat:
        assert "By regions (L) · A3 (S) · the experiments (O)" in facts(seat)
        assert "2 experiments" in facts(seat)
        assert "Not written yet" in facts(seat)
        sheet = page_of(seat).query_one(SheetPreview)
        cells = [segment for y in range(sheet.size.height) for segment in sheet.render_line(y)]
        colours = {cell.style.bgcolor for cell in cells if cell.style}
        assert len(colours) > 3
        await seat.press("question_mark")
        await seat.ask("Help")
        assert seat.app.screen.query_one("#sheet").styles.margin.left == 0, "a question is drawn as before"


async def test_layout_size_and_what_is_on_it_are_chosen_with_a_key_each_and_letters_without_a_face_are_named(
    sit: Seats, home: Home, folder: Path
) -> None:
    async with sit((80, 24)) as table:
        theme = table.workspace.session.live_themes()[0].id
        await table.workspace.do(c.AddCards("experiment", theme, ("Ring \u0870", "And \u0871")))
        seat = await table.beside("6", PicturePage)
        await seat.until(lambda: settled(seat))
        await seat.press("l", "s", "o")
        await seat.until(lambda: "Along a road (L) · A1 (S) · all cards (O)" in facts(seat) and settled(seat))
        await written(seat)
        assert seat.said().startswith("Written: picture-path-a1-all.svg, ")
        assert "T07-E03 has \u0870" in seat.said()
        assert "So it is with 1 more." in seat.said()
        svg = (home.exports / folder.name / "picture-path-a1-all.svg").read_text(encoding="utf-8")
        assert all(word in svg for text in (*INSIGHTS, *EXPERIMENTS) for word in text.split())
        await seat.until(lambda: "picture-path-a1-all.svg .pdf .png, written" in facts(seat))
        assert {path.suffix for path in (home.exports / folder.name).glob("picture*")} == {".svg", ".pdf", ".png"}


async def test_words_too_small_are_said_and_what_would_do_is_taken(sit: Seats) -> None:
    async with sit((80, 24)) as table:
        await fill(table, 12, 20)
        seat = await table.beside("6", PicturePage)
        await seat.until(lambda: "This would do (Enter takes the first): by regions, A1" in facts(seat), SHEETS)
        assert "On A3 the words of the experiments would be smaller than 8 points" in facts(seat)
        await seat.press("w")
        await seat.until(lambda: "smaller than 8 points" in seat.said())
        await seat.press("enter")
        await seat.until(lambda: "By regions (L) · A1 (S)" in facts(seat) and settled(seat), SHEETS)
        assert page_of(seat).drawing
        await seat.press("enter")
        await seat.until(lambda: "can be read as they are" in seat.said())


async def test_lines_that_nobody_wrote_and_a_missing_extra_are_said(
    sit: Seats, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with at_picture(sit) as seat:
        await seat.press("o", "o")
        await seat.until(lambda: "no lines yet" in facts(seat))
        await seat.press("enter")
        await seat.until(lambda: "nothing that would do" in seat.said())
        monkeypatch.setattr(make, "find_spec", lambda _name: None)
        await seat.press("o")
        await seat.until(lambda: "pip install 'workshop[picture]'" in facts(seat))
        page_of(seat).problem = ""
        await seat.press("w")
        await seat.until(lambda: "still being laid out" in seat.said())


async def test_what_is_written_is_named_with_its_folder_and_told_from_what_was_recorded_since(
    sit: Seats, home: Home, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with at_picture(sit) as seat:
        monkeypatch.setattr("workshop.screens.session_screen.open_in_window", lambda _folder: False)
        await seat.press("e")
        await seat.until(lambda: "Nothing is written yet" in seat.said())
        await written(seat)
        await seat.until(lambda: ".png, written" in facts(seat))
        await seat.press("e")
        await seat.until(lambda: str(home.exports / folder.name) in seat.said() and "Written:" not in seat.said())
        os.utime(home.exports / folder.name / "picture.svg", (1, 1))
        await seat.workspace.do(c.AddCards("experiment", seat.workspace.session.live_themes()[0].id, ("One lit loop",)))
        await seat.until(lambda: "recorded since, W writes it anew" in facts(seat))
        await seat.until(lambda: "3 experiments" in facts(seat))


async def test_what_was_chosen_while_it_was_laid_out_is_laid_out_after_it(sit: Seats) -> None:
    async with at_picture(sit) as seat:
        page = page_of(seat)
        before = page.drawing
        reading = asyncio.create_task(page.read())
        await asyncio.sleep(0)
        page.choice = PictureChoice(size="A1")
        await reading
        assert page.drawing is before
        page.choose(PictureChoice(size="A0"))
        await seat.until(lambda: page.drawing and page.drawing.size.name == "A0")


async def test_the_summit_has_its_graphic_record_too(home: Home, summit: Path) -> None:
    async with at_summit(home, summit) as seat:
        await seat.press("g")
        await seat.until(lambda: isinstance(seat.app.screen, PicturePage))
        there = seat._replace(page=seat.app.screen)  # type: ignore[arg-type]
        await there.until(lambda: settled(there))
        await there.press("escape", "escape")
        await there.until(lambda: isinstance(seat.app.screen, Table))
