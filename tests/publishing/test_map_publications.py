"""The digest, the full list and the map as files: nothing missing, nothing told that may not be seen."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile

import pytest

from tests.model.table import ANA, Table, table
from workshop.model import commands as c
from workshop.publishing.map_report import digest_of, full_list_of, map_rows
from workshop.publishing.publication import PUBLICATIONS, Matter
from workshop.wording.document_words import LANGUAGES, words_for

PUBLISHED = ("digest", "full-list", "map")


@pytest.fixture
def it() -> Table:
    made = table("Green spaces", themes=(("Winter", "Who comes?"), ("Summer", "")))
    winter, summer = (theme.id for theme in made.session.live_themes())
    made.do(c.GiveDetail("place", "The mill"))
    torches, cart = made.add("Lend head torches", "=2+2 Tea cart", kind="experiment", theme=winter)
    loop, walkers, secret = made.add("One lit loop", "Ask the DfE", "SECRET", kind="experiment", theme=summer)
    made.add("Paths flood", kind="insight")
    made.do(c.ExplainTerm("DfE", "Department for Education"))
    made.do(c.ExplainTerm("MOJ", "Ministry of Justice"))
    made.do(c.WriteLine("Light, by hand", "", (torches, loop, secret), "After <dark>"))
    made.do(c.WriteLine("Ask the DfE", next(iter(made.session.map.headings))))
    made.do(c.LeaveOffMap((cart,), "said twice"))
    made.do(c.LeaveUndecided((walkers,)))
    made.do(c.HideCard(secret))
    return made


def files(it: Table, name: str, form: str) -> bytes:
    (content,) = PUBLICATIONS[name].files(Matter(it.history), form).values()
    return content


def text(it: Table, name: str, form: str = "txt") -> str:
    return files(it, name, form).decode("utf-8-sig")


def test_a_digest_has_its_lines_their_sources_and_the_terms_in_them(it: Table) -> None:
    assert text(it, "digest") == (
        "Green spaces\n\nDigest\n\nPlace: The mill\n\nAfter <dark>\n\n"
        "· L01  Light, by hand\n  From: T07-E01, T07-E03, T07-E05\n\n"
        "· L02  Ask the DfE\n  From: no card\n\n"
        "Sources\n\n"
        "· T07-E01  Lend head torches\n  Theme: Winter\n  Lines: L01\n\n"
        "· T07-E03  One lit loop\n  Theme: Summer\n  Lines: L01\n\n"
        "Glossary\n  DfE: Department for Education\n\n"
        "Placed 2 · in lines 2 · left out 1 · cannot decide 1 · not yet looked at 0 of 4.\n"
    )


def test_a_full_list_has_every_card_by_heading_and_by_table(it: Table) -> None:
    it.add("Come late", kind="experiment")
    told = text(it, "full-list")
    for part in (
        "After <dark>\n\n· T07-E01  Lend head torches\n  Theme: Winter\n  Lines: L01",
        "Left out\n\n· T07-E02  =2+2 Tea cart\n  Theme: Winter\n  Note: said twice",
        "Cannot decide\n\n· T07-E04  Ask the DfE",
        "Not yet placed\n\n· T07-E06  Come late",
        "From the tables: Winter : Who comes?\n\n· T07-E01  Lend head torches\n  Heading: After <dark>\n  Lines: L01",
        "· T07-E02  =2+2 Tea cart\n  Map: left out\n",
        "· T07-E04  Ask the DfE\n  Map: cannot decide\n",
        "· T07-E06  Come late\n  Map: Not yet placed\n",
    ):
        assert part in told
    assert told.endswith("Placed 2 · in lines 2 · left out 1 · cannot decide 1 · not yet looked at 1 of 5.\n")


def test_sources_are_links_in_html_and_in_word(it: Table) -> None:
    page = text(it, "digest", "html")
    assert '<a href="#T07-E01">T07-E01</a>, <a href="#T07-E03">T07-E03</a>, T07-E05' in page
    assert '<li id="T07-E01">' in page
    assert page.count('<dt>Lines</dt><dd dir=auto><a href="#L01">L01</a></dd>') == 2
    assert '<li id="L01">' in page
    assert "After &lt;dark&gt;" in page
    with zipfile.ZipFile(io.BytesIO(files(it, "digest", "docx"))) as archive:
        body = archive.read("word/document.xml").decode()
    links = re.findall(r'<w:hyperlink w:anchor="(card_[^"]+)"', body)
    assert links == ["card_T07_E01", "card_T07_E03", "card_L01", "card_L01"]
    marks = dict(re.findall(r'<w:bookmarkStart w:id="(\d+)" w:name="([^"]+)"', body))
    assert set(links) <= set(marks.values())
    assert len(marks) == body.count("<w:bookmarkStart")
    with zipfile.ZipFile(io.BytesIO(files(it, "full-list", "docx"))) as archive:
        names = re.findall(
            r'<w:bookmarkStart w:id="\d+" w:name="(card[^"]+)"', archive.read("word/document.xml").decode()
        )
    assert len(set(names)) == len(names) == 4
    assert text(it, "full-list", "html").count('id="T07-E01"') == 1


def test_the_map_is_a_row_for_each_card_heading_and_line(it: Table) -> None:
    rows = list(csv.reader(io.StringIO(text(it, "map", "csv"))))
    assert rows == [
        ["card", "heading", "line"],
        ["T07-E01", "After <dark>", "L01"],
        ["T07-E03", "After <dark>", "L01"],
        ["T07-E05", "After <dark>", "L01"],
        ["", "After <dark>", "L02"],
        ["T07-E02", "", ""],
        ["T07-E04", "", ""],
    ]
    assert json.loads(text(it, "map", "json"))["counts"]["cards"] == 4


def test_a_card_under_two_headings_has_a_row_for_each(it: Table) -> None:
    torches = it.session.ordered()[0].id
    [dark] = it.session.map.headings
    it.do(c.MakeHeading("Money"))
    it.do(c.MapCards((torches,), (list(it.session.map.headings)[1],), add=True))
    assert [row for row in map_rows(it.session) if row[0] == "T07-E01"] == [
        ("T07-E01", "After <dark>", "L01"),
        ("T07-E01", "Money", ""),
    ]
    assert dark in it.session.map.headings


def test_sheets_hold_no_formula_and_json_every_word(it: Table) -> None:
    assert '"\'=2+2 Tea cart"' in text(it, "full-list", "csv")
    assert next(iter(csv.DictReader(io.StringIO(text(it, "full-list", "csv"))))) == {
        "card": "T07-E01",
        "text": "Lend head torches",
        "theme": "Winter",
        "headings": "After <dark>",
        "lines": "L01",
        "state": "placed",
        "reason": "",
    }
    assert "=2+2 Tea cart" in text(it, "full-list", "json")
    [line, _] = csv.DictReader(io.StringIO(text(it, "digest", "csv")))
    assert line == {
        "heading": "After <dark>",
        "line": "L01",
        "text": "Light, by hand",
        "sources": "T07-E01, T07-E03, T07-E05",
    }
    assert json.loads(text(it, "digest", "json"))["headings"][0]["lines"][1]["sources"] == []


@pytest.mark.parametrize("name", PUBLISHED)
def test_no_publication_tells_what_may_not_be_seen(it: Table, name: str) -> None:
    secret = next(card.id for card in it.session.cards.values() if card.text == "SECRET")
    it.do(c.DraftBallot(cards=(it.session.ordered()[0].id,)))
    ballot = next(iter(it.session.ballots))
    it.do(c.OpenBallot(ballot))
    it.vote(ballot, ANA, it.session.ordered()[0].id, 2)
    for form in PUBLICATIONS[name].formats:
        content = files(it, name, form)
        if form in {"docx", "odt"}:
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                content = b"".join(archive.read(part) for part in archive.namelist())
        assert b"SECRET" not in content
        assert secret.encode() not in content
        assert b"Dots" not in content


def test_dots_stand_beside_a_line_once_they_are_revealed_and_comparable(it: Table) -> None:
    torches, loop = (card.id for card in it.session.ordered() if card.text in {"Lend head torches", "One lit loop"})
    ballot = it.opened(c.DraftBallot(cards=(torches,)))
    it.vote(ballot, ANA, torches, 2)
    it.reveal(ballot)
    assert "  Note: not comparable\n" in text(it, "digest")
    assert [row["dots"] for row in sheet_of(it)] == ["not comparable", ""]
    ballot = it.opened(c.DraftBallot(cards=(torches, loop)))
    it.vote(ballot, ANA, loop, 1)
    it.reveal(ballot)
    assert "· L01  Light, by hand\n  Note: not comparable" in text(it, "digest")
    secret = next(card.id for card in it.session.cards.values() if card.text == "SECRET")
    it.do(c.UnlinkSources(next(iter(it.session.map.lines)), (secret,)))
    assert "· L01  Light, by hand\n  Dots: 1\n  From: T07-E01, T07-E03" in text(it, "digest")
    assert [row["dots"] for row in sheet_of(it)] == ["1", ""]
    assert [line["dots"] for line in json.loads(text(it, "digest", "json"))["headings"][0]["lines"]] == [1, None]


def sheet_of(it: Table) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text(it, "digest", "csv"))))


def test_a_reworded_source_is_said_beside_the_line(it: Table) -> None:
    it.do(c.RewordCard(it.session.ordered()[0].id, "Lend lamps"))
    assert "  Note: a source was reworded since\n" in text(it, "digest")


def test_an_empty_map_says_how_much_is_left_to_do() -> None:
    it = table()
    assert digest_of(it.session).themes == ()
    assert full_list_of(it.session).counts == "Placed 0 · in lines 0 · left out 0 · not yet looked at 0 of 0."


def test_lines_whose_heading_was_taken_back_are_handed_out_all_the_same(it: Table) -> None:
    made = it.do(c.MakeHeading("Gone"))
    it.do(c.WriteLine("Still here", made.id))
    it.do(c.Undo(made.id))
    assert "Without a heading\n\n· L03  Still here" in text(it, "digest")


def test_each_language_has_its_own_words() -> None:
    assert words_for("cy-GB") is words_for("cy")
    assert words_for("xx") is words_for("en")
    for language in LANGUAGES:
        it = table(language=language)
        for form in ("txt", "docx", "odt", "html", "md"):
            assert files(it, "digest", form)
            assert files(it, "full-list", form)
