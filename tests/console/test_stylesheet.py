"""Style sheets are read once: for the next screen and the next console the rules are there."""

from __future__ import annotations

import pytest
from textual.css import stylesheet as textual_stylesheet

from workshop.widgets.stylesheet import KeptStylesheet

SOURCE = "Static { background: $paper; }"


def sheet(paper: str) -> KeptStylesheet:
    made = KeptStylesheet(variables={"paper": paper})
    made.add_source(SOURCE, read_from=("kept.tcss", ""))
    return made


def paper(made: KeptStylesheet) -> str:
    (rule,) = made.rules
    return str(rule.styles.background.hex)


def test_the_same_source_in_the_same_colours_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    first = sheet("#112233")
    assert paper(first) == "#112233"
    monkeypatch.delattr(textual_stylesheet, "parse")
    again = sheet("#112233")
    assert again.rules == first.rules
    again.reparse()
    assert paper(again) == "#112233"


def test_other_colours_give_other_rules_and_the_first_come_back() -> None:
    made = sheet("#223344")
    assert paper(made) == "#223344"
    for colour in "#445566", "#223344":
        made.set_variables({"paper": colour})
        made.reparse()
        assert paper(made) == colour
