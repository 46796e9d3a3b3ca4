"""The lines of a paper: each is mended with a key before anything is imported, and what was learned serves others."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest

from tests.console.homes import House, at_home
from tests.console.picture import clickable
from tests.console.test_hostile import HOSTILE
from tests.console.test_paper import preview
from workshop.screens.paper.lines import PaperLines
from workshop.screens.paper.screen import PaperPreview
from workshop.store.locations import Home

PAPER = """Parks and streets

Key insights
- Buses stop at six
- The path is dark
behind the school

Risks
- No money

Things to try
- A tea cart
OPEN MATTERS
who pays for the lamps
"""


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    path = tmp_path / "papers" / "table seven.txt"
    path.parent.mkdir()
    path.write_text(PAPER)
    return path


async def lines_of(house: House, path: Path) -> PaperLines:
    await preview(house, path)
    await house.press("l")
    await house.on("PaperLines")
    page = house.page
    assert isinstance(page, PaperLines)
    await house.until(lambda: page.lines)
    return page


def words(house: House) -> dict[str, str]:
    return {row.text: row.label for row in house.rows()}


async def at(house: House, text: str) -> None:
    row = next(row for row in house.rows() if row.text == text)
    assert house.page.rows.go_to(row.id)


async def test_each_line_stands_there_with_what_it_became(home: Home, paper: Path) -> None:
    async with at_home(home) as house:
        page = await lines_of(house, paper)
        assert page.rows.cursor_row is not None
        assert page.rows.cursor_row.text == "Risks"
        shown = [(row.label, row.text, row.marks) for row in house.rows()]
        assert ("theme", "Parks and streets", "text") in shown
        assert ("list insight", "Key insights", "text") in shown
        assert ("insight", "- Buses stop at six", "-") in shown
        assert ("more", "behind the school", "text") in shown
        assert ("list note", "Risks", "text") in shown
        assert len(shown) == len([line for line in PAPER.splitlines() if line])


KEYS = (
    ("t", "theme", "2 themes, 2 insights, 1 experiment"),
    ("q", "question", "1 theme, 2 insights, 1 experiment, 3 lines kept as notes"),
    ("k", "insight", "3 insights, 1 experiment, 3 lines kept as notes"),
    ("m", "more", "1 theme, 2 insights, 1 experiment, 3 lines kept as notes"),
    ("n", "note", "1 theme, 2 insights, 1 experiment, 4 lines kept as notes"),
)


async def test_a_key_says_what_a_line_is_and_nothing_is_made(home: Home, paper: Path) -> None:
    async with at_home(home) as house:
        await lines_of(house, paper)
        await at(house, "OPEN MATTERS")
        for key, word, would in KEYS:
            await house.press(key)
            await house.hears(f"is read as {word}.")
            assert words(house)["OPEN MATTERS"] == word
            assert would in house.said("#would"), word
            assert any(row.marks.startswith("changed") for row in house.rows()), word
            assert not list(home.sessions.glob("*/journal")), word


async def test_kinds_come_in_turn(home: Home, paper: Path) -> None:
    async with at_home(home) as house:
        await lines_of(house, paper)
        await at(house, "- A tea cart")
        for kind in ("insight", "experiment"):
            await house.press("k")
            await house.until(lambda kind=kind: words(house)["- A tea cart"] == kind)  # type: ignore[misc]


async def test_one_key_reads_all_lines_of_a_shape_alike_and_one_of_them_can_be_otherwise(
    home: Home, paper: Path
) -> None:
    async with at_home(home) as house:
        await lines_of(house, paper)
        await at(house, "- No money")
        await house.press("a")
        await house.hears("All 4 lines of the shape - are read as note.")
        await at(house, "- A tea cart")
        await house.press("k")
        await house.hears("A reads the other 3 of the shape - so.")
        assert words(house)["- A tea cart"] == "insight"
        assert words(house)["- Buses stop at six"] == "note"
        await house.press("u")
        await house.until(lambda: words(house)["- A tea cart"] == "note")
        await house.press("u")
        await house.until(lambda: words(house)["- A tea cart"] == "experiment")
        await house.press("u")
        await house.hears("Nothing was corrected here.")


async def test_a_line_becomes_anything_and_a_list_of_a_new_kind_takes_its_lines_along(home: Home, paper: Path) -> None:
    async with at_home(home) as house:
        await lines_of(house, paper)
        await house.press("enter")
        await house.answer("Choose", "another kind follows")
        await house.answer("Ask", "Barrier")
        await house.until(lambda: words(house)["- No money"] == "barrier")
        await at(house, "OPEN MATTERS")
        await house.press("enter")
        await house.answer("Choose", "the paper's title")
        await house.until(lambda: words(house)["OPEN MATTERS"] == "title")
        await at(house, "who pays for the lamps")
        await house.press("enter")
        await house.answer("Choose", "card of another")
        await house.answer("Ask", " ")
        await house.press("enter")
        await house.answer("Choose", None, "escape")
        assert words(house)["who pays for the lamps"] == "note"
        await house.press("enter")
        await house.answer("Choose", "card of another")
        await house.answer("Ask", "x" * 200)
        await house.hears("too long for a kind")
        await house.pilot.click("#made", offset=(20, 2), times=2)
        await house.answer("Choose", None, "escape")


async def test_a_document_without_words_is_refused(home: Home, tmp_path: Path) -> None:
    path = tmp_path / "empty.docx"
    docx.Document().save(str(path))
    async with at_home(home) as house:
        await house.press("i")
        await house.answer("ChoosePaper", str(path))
        await house.hears("empty.docx has no words in it")


async def test_tab_goes_through_what_is_in_doubt(home: Home, paper: Path) -> None:
    async with at_home(home) as house:
        page = await lines_of(house, paper)
        await house.press("home")
        seen = []
        for _ in range(5):
            await house.press("tab")
            assert page.rows.cursor_row is not None
            seen.append(page.rows.cursor_row.text)
        assert seen == ["Risks", "- No money", "Things to try", "OPEN MATTERS", "who pays for the lamps"]
        await house.press("tab")
        assert page.rows.cursor_row is not None
        assert page.rows.cursor_row.text == "Risks"


async def test_a_paper_without_doubt_says_so(home: Home, tmp_path: Path) -> None:
    path = tmp_path / "sure.txt"
    path.write_text("Title\n\nTheme: Why?\n\nKey insights\n- One\n\nExperiments\n- Two\n")
    async with at_home(home) as house:
        await lines_of(house, path)
        await house.press("tab")
        await house.hears("No line of it is in doubt.")
        await house.press("s")
        await house.hears("Nothing that holds for other papers was corrected")


async def test_corrections_go_back_to_the_preview_and_are_imported_from_either_page(home: Home, paper: Path) -> None:
    async with at_home(home) as house:
        await lines_of(house, paper)
        await at(house, "OPEN MATTERS")
        await house.press("t")
        await house.hears("is read as theme.")
        await house.press("escape")
        await house.on("PaperPreview")
        assert any("THEME OPEN MATTERS" in text for text in house.texts())
        await house.press("end", "l")
        await house.on("PaperLines")
        await house.press("i")
        table = await house.table()
        assert [theme.title for theme in table.session.live_themes()] == ["Parks and streets", "OPEN MATTERS"]


async def test_what_was_corrected_is_kept_for_other_papers_and_reads_them(home: Home, paper: Path) -> None:
    other = paper.with_name("table eight.txt")
    other.write_text("Trees\n\nKey insights\n- Shade\n\nRisks\n- Drought\n\nAGREED\n- Water them\n")
    async with at_home(home, (120, 40)) as house:
        await lines_of(house, paper)
        await house.press("enter")
        await house.answer("Choose", "a list's name: experiments")
        await at(house, "OPEN MATTERS")
        await house.press("n", "a")
        await house.hears("The one line of the shape text+capitals is read as note")
        await house.press("s")
        await house.answer("Ask", None, "escape")
        await house.press("s")
        await house.answer("Ask", str(paper.with_name("papers.map")))
        await house.hears("Saved in papers.map.")
        written = paper.with_name("papers.map").read_text(encoding="utf-8")
        assert written.splitlines()[1:] == ["all text+capitals = note", "map Risks = experiment"]
        await house.press("s")
        await house.answer("Ask")
        await house.answer("Choose", None, "l")
        await house.press("escape")
        await house.on("PaperPreview")
        assert {"all text+capitals = note", "map Risks = experiment"} <= set(house.texts())
        await house.press("f")
        await house.answer("ChoosePaper", str(other))
        await house.hears("It is read as the paper before was: all text+capitals = note; map Risks = experiment.")
        assert ("experiments", "Risks") in [(row.label, row.text) for row in house.rows()]
    async with at_home(home) as house:
        await preview(house, other)
        await house.press("r")
        await house.answer("Browse", None, "escape")
        await house.press("r")
        await house.answer("Browse", str(paper.with_name("papers.map")))
        await house.hears("Read as papers.map says.")
        assert ("experiments", "Risks") in [(row.label, row.text) for row in house.rows()]


async def test_a_card_s_line_is_at_the_cursor_where_it_was_looked_at(home: Home, paper: Path) -> None:
    async with at_home(home) as house:
        page = await preview(house, paper)
        row = next(row for row in house.rows() if row.text == "A tea cart")
        page.rows.go_to(row.id)
        place = house.texts().index("A tea cart") - page.rows.top
        await house.pilot.click("#made", offset=(20, place + 1), times=2)
        await house.on("PaperLines")
        assert house.page.rows.cursor_row.text == "- A tea cart"


async def test_a_map_of_another_summit_leaves_a_paper_that_it_does_not_fit_as_it_is(home: Home, paper: Path) -> None:
    path = paper.with_name("other.map")
    path.write_text("insight 99 - | - nothing of the sort\n")
    async with at_home(home) as house:
        page = await preview(house, paper)
        assert isinstance(page, PaperPreview)
        await house.press("r")
        await house.answer("Browse", str(path))
        await house.until(lambda: any("are not in this paper" in text for text in house.texts()))


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40)])
async def test_hostile_lines_are_shown_and_nothing_else(home: Home, tmp_path: Path, size: tuple[int, int]) -> None:
    path = tmp_path / "[@click=app.quit]click[ nope].txt"
    lines = "\n".join(f"- {text}" for n, text in enumerate(HOSTILE) if n not in {2, 6})  # a file with those is no text
    path.write_text(f"[b]Title[nope]\n\nInsights\n{lines}\n\n[@click=app.quit]Risks\n{lines}\n", encoding="utf-8")
    async with at_home(home, size) as house:
        await lines_of(house, path)
        await house.press("enter")
        await house.answer("Choose", None, "escape")
        for key in ("home", "n", "pagedown", "end"):
            await house.press(key)
            assert not clickable(house.app)
