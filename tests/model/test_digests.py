from __future__ import annotations

import pytest

from tests.model.table import Table, table
from workshop.model import commands as c
from workshop.model.activity import describe
from workshop.model.map_view import map_view


@pytest.fixture
def it() -> Table:
    made = table()
    made.add("Lend boots", "Ask the mill", kind="experiment")
    return made


def lines(it: Table) -> list[tuple[str, str, str, list[str]]]:
    return [
        (heading.name, line.id, line.text, [source.id for source in line.sources])
        for heading in map_view(it.session).headings
        for line in heading.lines
    ]


def test_a_digest_comes_in_as_one_act(it: Table) -> None:
    boots, mill = [card.id for card in it.session.ordered()]
    both = c.DigestLine("Boots for all", (boots, mill))
    entry = it.do(c.ImportDigest("page.txt", "1", (("Water", (both, c.DigestLine("Wells"))), ("Money", (both,)))))
    assert lines(it) == [
        ("Water", "L01", "Boots for all", ["T07-E01", "T07-E02"]),
        ("Water", "L02", "Wells", []),
        ("Money", "L03", "Boots for all", ["T07-E01", "T07-E02"]),
    ]
    assert describe(entry.events, it.session) == "Imported page.txt: 2 headings, 3 lines"
    assert map_view(it.session).counts == (2, 2, 2, 0, 0, 0)
    assert [len(heading.cards) for heading in map_view(it.session).headings] == [2, 0]
    it.do(c.Undo())
    assert lines(it) == []


def test_a_corrected_page_adds_only_what_is_new(it: Table) -> None:
    it.do(c.MakeHeading("Water"))
    it.do(c.ImportDigest("page.txt", "1", (("water ", (c.DigestLine("Wells"),)),)))
    again = c.ImportDigest("page.txt", "1", (("Water", (c.DigestLine("Boots"),)),))
    assert it.refused(again) == "“page.txt” was imported already; nothing was added."
    same = c.ImportDigest("page.txt", "2", (("Water", (c.DigestLine("Wells"),)),))
    assert it.refused(same) == "“page.txt” has no line that is not on the map already; nothing was added."
    it.do(c.ImportDigest("page.txt", "3", (("Water", (c.DigestLine("Wells"), c.DigestLine("Boots"))),)))
    assert lines(it) == [("Water", "L01", "Wells", []), ("Water", "L02", "Boots", [])]
