"""What is on a sheet: themes, or the headings of the map, and what is said in its foot."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.publishing.picture.sheets import cards_of
from tests.store.making import make
from workshop.model import commands as c
from workshop.model.errors import Refused
from workshop.model.history import History
from workshop.model.session import EMPTY
from workshop.publishing.picture.sheet import Of, Region, sheet_of
from workshop.publishing.publication import PUBLICATIONS, Matter
from workshop.store.folder import load
from workshop.store.writer import SessionWriter


def said(region: Region) -> list[str]:
    return [card.text for card in region.cards]


async def recorded(folder: Path, *, themes: int = 2) -> None:
    """Record themes with two insights and three experiments each."""
    named = tuple((f"Theme {n}", f"Question {n}?") for n in range(1, themes + 1))
    async with SessionWriter(folder) as writer:
        await writer.do(c.StartSession("Winter", themes=named, table="7"))
        await writer.do(c.GiveDetail("place", "Town hall"))
        for theme in writer.session.live_themes():
            await writer.do(c.AddCards("insight", theme.id, (f"{theme.title} dark", f"{theme.title} cold")))
            await writer.do(c.AddCards("experiment", theme.id, tuple(f"{theme.title} try {n}" for n in (1, 2, 3))))


async def test_each_theme_is_a_region_with_its_experiments(tmp_path: Path) -> None:
    await recorded(tmp_path)
    sheet = sheet_of(load(tmp_path).session, 1_700_000_000_000)
    assert [(region.heading, region.question) for region in sheet.regions] == [
        ("Theme 1", "Question 1?"),
        ("Theme 2", "Question 2?"),
    ]
    assert said(sheet.regions[0]) == ["Theme 1 try 1", "Theme 1 try 2", "Theme 1 try 3"]
    assert sheet.foot == ("2 themes, 6 experiments", "Table: 7", "Place: Town hall", "2023-11-14")
    assert [region.weight for region in sheet.regions] == [3, 3]


async def test_all_has_a_list_a_kind_in_each_region(tmp_path: Path) -> None:
    await recorded(tmp_path)
    sheet = sheet_of(load(tmp_path).session, of="all")
    assert [card.text for card in sheet.regions[0].cards if not card.id] == ["Insights", "Experiments"]
    assert len(cards_of(sheet)) == 10


async def test_a_table_with_one_theme_has_its_question_above_and_a_region_a_kind(tmp_path: Path) -> None:
    await recorded(tmp_path, themes=1)
    sheet = sheet_of(load(tmp_path).session, of="all")
    assert sheet.question == "Question 1?"
    assert [(region.heading, region.question) for region in sheet.regions] == [("Insights", ""), ("Experiments", "")]
    assert [region.heading for region in sheet_of(load(tmp_path).session).regions] == ["Experiments"]


async def mapped(folder: Path) -> History:
    """Record experiments on a map: two headings, a card under both, one left out, the rest not placed."""
    await recorded(folder)
    async with SessionWriter(folder) as writer:
        one, two, three, four, *_ = (x for x in writer.session.ordered() if x.kind == "experiment")
        await writer.do(c.MakeHeading("Light", cards=(one.id, two.id)))
        await writer.do(c.MakeHeading("Warmth", cards=(three.id,)))
        light, warmth = writer.session.map.headings
        await writer.do(c.MapCards((two.id,), (warmth,), add=True))
        await writer.do(c.LeaveOffMap((four.id,), "a joke"))
        await writer.do(c.WriteLine("Light the way home", light, (one.id,)))
    return load(folder)


@pytest.mark.parametrize("of", ["experiments", "lines"])
async def test_the_headings_of_a_map_are_the_regions(tmp_path: Path, of: Of) -> None:
    sheet = sheet_of((await mapped(tmp_path)).session, of=of)
    first = sheet.regions[0]
    assert (first.heading, first.lines) == ("Light", ("Light the way home",))
    if of == "lines":
        assert [(region.heading, said(region)) for region in sheet.regions] == [("Light", [])]
    else:
        assert [region.heading for region in sheet.regions] == ["Light", "Warmth", "Without a heading"]
        assert said(first) == ["Theme 1 try 1", "Theme 1 try 2"]
        assert said(sheet.regions[1]) == ["Theme 1 try 3"]
        assert said(sheet.regions[2]) == ["Theme 2 try 2", "Theme 2 try 3"]


async def test_a_line_whose_heading_went_stands_with_what_has_none(tmp_path: Path) -> None:
    await mapped(tmp_path)
    async with SessionWriter(tmp_path) as writer:
        await writer.do(c.MakeHeading("Gone"))
        gone = next(h.id for h in writer.session.map.headings.values() if h.name == "Gone")
        await writer.do(c.WriteLine("Still here", gone))
        await writer.do(c.Undo(gone))
    last = sheet_of(load(tmp_path).session).regions[-1]
    assert (last.heading, last.lines) == ("Without a heading", ("Still here",))
    assert "Theme 2 try 3" in said(last)


async def test_lines_are_wanted_and_there_are_none(tmp_path: Path) -> None:
    await recorded(tmp_path)
    with pytest.raises(Refused, match="no lines yet"):
        sheet_of(load(tmp_path).session, of="lines")


async def test_a_publication_takes_the_smallest_paper_that_holds_it(tmp_path: Path) -> None:
    async with SessionWriter(tmp_path) as writer:
        await writer.do(c.StartSession("Full", themes=tuple((f"Theme {n}", "") for n in range(12))))
        for theme in writer.session.live_themes():
            await writer.do(c.AddCards("experiment", theme.id, ("a card with eight words that are short",) * 40))
    (svg,) = PUBLICATIONS["picture"].files(Matter(load(tmp_path)), "svg").values()
    assert b'width="841mm"' in svg


def test_the_largest_paper_is_taken_where_no_smaller_one_holds_the_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make(tmp_path, "One lit loop")
    monkeypatch.setattr("workshop.publishing.picture.make.PAPER", ("A0",))
    (svg,) = PUBLICATIONS["picture"].files(Matter(load(tmp_path)), "svg").values()
    assert b'width="1189mm" height="841mm"' in svg


def test_a_session_without_themes_is_a_title(tmp_path: Path) -> None:
    make(tmp_path / "day", "Trust")
    session = load(tmp_path / "day").session
    sheet = sheet_of(session._replace(themes=EMPTY.themes))
    assert (sheet.title, sheet.regions) == (session.title, ())
