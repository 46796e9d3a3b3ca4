"""Style sheets are read once, and what they come to is found once, for the next screen and the next console too."""

from __future__ import annotations

import inspect
import re

import pytest
from textual.css import stylesheet as textual_stylesheet
from textual.css.stylesheet import Stylesheet

from tests.console.seats import Seat, Seats
from workshop.widgets.stylesheet import _FLAGS, KeptStylesheet, worn_by

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


async def test_every_widget_wears_what_textual_gives_it_in_the_first_console_and_in_the_next(sit: Seats) -> None:
    for _ in range(2):
        async with sit() as seat:
            for keys in (), ("up",), ("r",), ("escape",), ("f3",), ("question_mark",), ("escape", "escape"), ("tab",):
                await seat.press(*keys)
                await seat.pilot.pause()
                all_wear_what_textual_gives(seat)


def test_textual_notes_nothing_else_with_a_widget_than_what_is_noted_here() -> None:
    noted = re.findall(r"\bnode\.(_\w+)(?:\[\w+\])? = ", inspect.getsource(Stylesheet))
    assert set(noted) == {*_FLAGS, "_component_styles"}


def all_wear_what_textual_gives(seat: Seat) -> None:
    kept = seat.app.stylesheet
    plain = Stylesheet(variables=seat.app.get_css_variables())
    plain.source = dict(kept.source)
    plain.parse()
    for node in (seat.app, *seat.app.screen.walk_children(with_self=True)):
        worn = worn_by(node)
        plain.apply(node)
        assert worn_by(node) == worn, node
