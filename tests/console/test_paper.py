"""Importing: a paper is chosen, looked at, read otherwise where it was misread, and only then made a session."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from textual import events

from tests.console.homes import House, at_home, record
from tests.console.picture import clickable
from tests.console.test_hostile import HOSTILE
from workshop.model.commands import StartSession
from workshop.screens.home.browse import Browse, TypedPath, is_paper, lying, place_of
from workshop.screens.paper.screen import PaperPreview
from workshop.store.archive import record_of
from workshop.store.folder import load
from workshop.store.locations import Home

PAPER = """Parks and streets

Getting about: How might everyone reach the centre?

Key insights
- Buses stop at six

Risks
- No money
- No time

Things to try
- A tea cart
"""


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    path = tmp_path / "papers" / "table seven.txt"
    path.parent.mkdir()
    path.write_text(PAPER)
    return path


async def choose(house: House, path: Path) -> None:
    """Choose a paper by its path."""
    await house.press("i")
    await house.answer("ChoosePaper", str(path))


async def preview(house: House, path: Path) -> PaperPreview:
    await choose(house, path)
    await house.on("PaperPreview")
    page = house.page
    assert isinstance(page, PaperPreview)
    return page


async def test_a_paper_is_imported_after_a_look_at_it(home: Home, paper: Path) -> None:
    async with at_home(home) as house:
        page = await preview(house, paper)
        would = "“Parks and streets” would have 1 theme, 1 insight, 1 experiment, 3 lines kept as notes."
        assert house.said("#would") == would
        shown = [(row.label, row.text, row.marks) for row in house.rows()]
        assert ("insights", "Key insights", "1 line") in shown
        assert ("notes", "Risks", "not known  2 lines") in shown
        assert ("experiments", "Things to try", "a guess  1 line") in shown
        assert ("I01", "Buses stop at six", "") in shown
        assert ("line 9", "- No money", "") in shown
        assert not any("--map" in text for _, text, _ in shown)
        assert page.rows.cursor_row is not None
        assert page.rows.cursor_row.text == "Risks"
        assert not home.sessions.exists() or not list(home.sessions.glob("*/journal"))
        await house.press("i")
        table = await house.table()
        await house.hears("What stands here came from the paper table seven.txt.")
        assert len(table.session.cards) == 2
        assert len(table.session.notes) == 3


async def test_a_list_is_read_as_the_person_says(home: Home, paper: Path) -> None:
    async with at_home(home) as house:
        await preview(house, paper)
        await house.press("enter")
        await house.answer("Choose", "another")
        await house.answer("Ask", "Barrier")
        await house.hears("2 risks", "#would")
        await house.press("home", "enter")
        await house.on("Choose")
        assert house.page.question == "Read which list otherwise?"
        await house.answer("Choose", "things")
        await house.answer("Choose", "notes")
        await house.hears("1 insight, 2 risks, 2 lines kept as notes", "#would")
        await house.press("i")
        table = await house.table()
        assert [kind.name for kind in table.session.kinds] == ["insight", "experiment", "barrier"]


async def test_a_list_stays_as_it_was_read_where_nothing_is_answered_and_a_double_click_reads_it_otherwise(
    home: Home, paper: Path
) -> None:
    async with at_home(home) as house:
        page = await preview(house, paper)
        look = page.look
        for keys in (["escape"], ["a", "n", "o", "enter", "escape"]):
            await house.press("enter")
            await house.on("Choose")
            for key in keys:
                before = house.page
                await house.press(key)
                if key in {"enter", "escape"}:
                    await house.until(lambda before=before: house.page is not before)  # type: ignore[misc]
                    await house.until(lambda: house.page is page or house.page.focused)
            assert house.page is page, keys
            assert page.look is look, keys
        await house.pilot.click("#made", offset=(20, 2), times=2)
        await house.answer("Choose", "experiment")
        await house.hears("2 experiments", "#would")


async def test_a_paper_of_lists_nobody_knows_can_be_read_all_the_same(home: Home, tmp_path: Path) -> None:
    path = tmp_path / "unknown.txt"
    path.write_text("Risks\n- No money\n- No time\n")
    async with at_home(home) as house:
        await preview(house, path)
        await house.press("i")
        await house.hears("No line of it is a card yet.")
        await house.press("enter")
        await house.answer("Choose", "insight")
        await house.hears("2 insights", "#would")
        await house.press("i")
        await house.table()


async def test_another_paper_is_looked_at_instead_and_none_is_made(home: Home, paper: Path) -> None:
    other = paper.with_name("other.md")
    other.write_text("# Other\n\n## Theme\n\n### Insights\n\n- One\n")
    async with at_home(home) as house:
        page = await preview(house, paper)
        await house.press("f")
        await house.answer("ChoosePaper", None, "escape")
        await house.press("f")
        await house.answer("ChoosePaper", str(other))
        await house.hears("“Other” would have", "#would")
        assert page.look.path == other
        await house.press("escape")
        await house.until(lambda: house.page is house.home)
        assert len(house.home.sessions) == 0


async def test_the_same_paper_again_is_worth_a_word(home: Home, paper: Path) -> None:
    async with at_home(home) as house:
        await preview(house, paper)
        await house.press("i")
        await house.table()
        await house.press("escape")
        await house.until(lambda: house.page.place == "cards")
        await house.press("q")
        await house.until(lambda: house.home.sessions and house.page is house.home)
        await preview(house, paper)
        assert any("imported into “parks-and-streets” before" in text for text in house.texts())


@pytest.mark.parametrize("known", [True, False])
async def test_a_record_of_ours_comes_back_as_the_session_it_was(
    home: Home, folder: Path, tmp_path: Path, *, known: bool
) -> None:
    path = tmp_path / "record.json"
    path.write_bytes(record_of(folder, load(folder)))
    there = home if known else Home(tmp_path / "elsewhere")
    async with at_home(there) as house:
        await choose(house, path)
        await house.on("Choose")
        assert "is the record of “Green spaces” with 3 entries" in house.page.question
        await house.answer("Choose", None, "escape")
        await choose(house, path)
        await house.answer("Choose")
        table = await house.table()
        assert len(table.session.cards) == 5
        assert len(list(there.sessions.glob("*/journal"))) == 1


async def test_json_that_is_no_record_a_paper_that_cannot_be_read_and_one_without_lists_are_said_to_be_so(
    home: Home, tmp_path: Path
) -> None:
    (tmp_path / "other.json").write_text(json.dumps({"title": "x"}))
    (tmp_path / "old.docx").write_bytes(b"%PDF-1.4")
    (tmp_path / "plain.txt").write_text("A title\n\nSome theme: Why?\n")
    async with at_home(home) as house:
        await choose(house, tmp_path / "other.json")
        await house.until(lambda: house.page is house.home and house.said())
        assert "other.json" in house.said()
        await choose(house, tmp_path / "old.docx")
        await house.hears("this PDF is damaged")
        await preview(house, tmp_path / "plain.txt")
        await house.press("enter")
        await house.hears("This paper has no lists with a name.")


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40)])
async def test_hostile_papers_are_shown_and_nothing_else(home: Home, tmp_path: Path, size: tuple[int, int]) -> None:
    path = tmp_path / "[@click=app.quit]click[ nope].txt"
    lines = "\n".join(f"- {text}" for n, text in enumerate(HOSTILE) if n not in {2, 6})  # a file with those is no text
    path.write_text(f"[b]Title[nope]\n\nInsights\n{lines}\n\nBarriers\n{lines}\n", encoding="utf-8")
    async with at_home(home, size) as house:
        await preview(house, path)
        for key in ("home", "pagedown", "end"):
            await house.press(key)
            assert not clickable(house.app)
        await house.press("i")
        await house.table()


# Choosing a file


async def test_a_file_is_found_by_looking_into_folders_by_typing_and_by_a_click_and_what_does_not_lie_there_is_said(
    home: Home, paper: Path
) -> None:
    (paper.parent / "within").mkdir()
    (paper.parent / ".hidden.txt").write_text("x")
    (paper.parent / "picture.png").write_bytes(b"x")
    async with at_home(home) as house:
        await house.press("i")
        await house.on("ChoosePaper")
        await house.write(f"{paper.parent}/")
        await house.until(lambda: house.texts() == ["..", "within/", "table seven.txt"])
        await house.press("enter")
        await house.until(lambda: house.texts() == [".."])
        await house.press("enter")
        await house.until(lambda: "table seven.txt" in house.texts())
        await house.press("down", "up", "pagedown", "pageup", "down", "down", "tab")
        await house.until(lambda: house.page.query_one("#answer").text == str(paper))
        await house.press("enter")
        await house.on("PaperPreview")
        await house.press("escape")
        await house.until(lambda: house.page is house.home)
        await house.press("i")
        await house.on("ChoosePaper")
        await house.write(f"{paper.parent}/nothing of the kind")
        await house.press("enter")
        await house.hears("There is no “", "#wrong")
        await house.write(f"{paper.parent}/table")
        await house.until(lambda: house.texts() == ["table seven.txt"] and not house.said("#wrong"))
        await house.press("enter")
        await house.on("PaperPreview")
        await house.press("escape")
        await house.until(lambda: house.page is house.home)
        await house.press("i")
        await house.on("ChoosePaper")
        sheet = house.page
        assert isinstance(sheet, Browse)
        await house.write(f"{paper.parent.parent}/pap")
        await house.until(lambda: house.texts() == ["papers/"])
        await house.pilot.pause()
        await house.pilot.click("#options", offset=(4, 0))
        await house.until(lambda: "table seven.txt" in house.texts())
        sheet.query_one("#answer").post_message(events.Paste(f"{paper.parent}\n{paper.parent}"))
        await house.until(lambda: sheet.query_one("#answer").text.endswith(str(paper.parent)))  # type: ignore[attr-defined]
        await house.write(f"{paper.parent}/tab")
        await house.until(lambda: house.texts() == ["table seven.txt"])
        await house.pilot.pause()
        await house.pilot.click("#options", offset=(4, 0))
        await house.on("PaperPreview")


async def test_a_paper_is_pasted_as_it_is(home: Home, paper: Path) -> None:
    async with at_home(home) as house:
        await house.press("i")
        await house.on("ChoosePaper")
        sheet = house.page
        line = sheet.query_one("#answer")
        line.post_message(events.Paste(f"{paper}\n{paper}"))
        await house.until(lambda: line.text.endswith(str(paper)))
        await house.write("")
        line.post_message(events.Paste("Parks\r\n\r\nKey insights\r\n- One\r\n- Two\r\n"))
        await house.on("PaperPreview")
        assert house.said("#would") == "“Parks” would have 1 theme, 2 insights."
        await house.press("i")
        table = await house.table()
        assert list(table.session.papers.values()) == ["pasted.txt"]


@pytest.mark.parametrize(
    ("written", "place"),
    [
        ("~/pap", TypedPath(Path.home(), "pap")),
        ("~", TypedPath(Path.home(), "")),
        ("'/some/table seven.txt'", TypedPath(Path("/some"), "table seven.txt")),
        ("/some/table\\ seven.txt ", TypedPath(Path("/some"), "table seven.txt")),
        ("/home/ana//some/table seven.txt", TypedPath(Path("/some"), "table seven.txt")),
        ("/home/ana/'/some/table seven.txt'", TypedPath(Path("/some"), "table seven.txt")),
        ("/home/ana/~/pap", TypedPath(Path.home(), "pap")),
        ("/", TypedPath(Path("/"), "")),
        ("", TypedPath(Path(), "")),
        ("pap", TypedPath(Path(), "pap")),
        ("~nobody-of-that-name/x", TypedPath(Path("~nobody-of-that-name"), "x")),
    ],
)
def test_a_path_is_understood_as_people_write_and_drop_it(written: str, place: TypedPath) -> None:
    assert place_of(written) == place


def test_a_folder_that_cannot_be_read_shows_the_way_up(tmp_path: Path) -> None:
    assert [row.text for row in lying(TypedPath(tmp_path / "gone", ""), is_paper)] == [".."]
    assert lying(TypedPath(tmp_path / "gone", "x"), is_paper) == []


async def test_a_session_elsewhere_is_no_paper(home: Home) -> None:
    await record(home, "trees", StartSession("Trees"))
    assert not is_paper(home.sessions / "trees")


def test_sheets_slides_and_pages_are_papers(tmp_path: Path) -> None:
    for name in ("board.XLSX", "page.html", "slides.pptx", "minutes.pdf"):
        (tmp_path / name).touch()
        assert is_paper(tmp_path / name)
