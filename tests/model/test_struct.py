"""Values: made by position or by name, compared by class and content, shown as they are made."""

from __future__ import annotations

import pytest

from workshop.model.commands import AddCards, Redo, RetitleSession, Undo
from workshop.model.events import CardHidden, CardShown
from workshop.model.struct import defaults_of, fields_of


def test_fields_come_by_position_or_by_name_and_some_may_be_left_out() -> None:
    wish = AddCards("insight", "t", texts=("One",))
    assert (wish.kind, wish.theme, wish.texts, wish.origin, wish.held) == ("insight", "t", ("One",), "", False)
    assert fields_of(RetitleSession) == {"title": "str"}
    assert defaults_of(RetitleSession) == {}
    assert defaults_of(AddCards) == {"origin": "", "held": False}


def test_a_field_that_is_missing_or_unknown_is_an_error() -> None:
    with pytest.raises(TypeError, match="title"):
        RetitleSession()  # type: ignore[call-arg]
    with pytest.raises(AttributeError):
        RetitleSession("A").subtitle = "B"  # type: ignore[attr-defined]


def test_values_are_equal_where_class_and_content_are() -> None:
    assert CardHidden("a") == CardHidden("a")
    assert len({CardHidden("a"), CardHidden("a"), CardHidden("b")}) == 2
    assert CardHidden("a") != CardShown("a")
    assert Redo() == Redo()
    assert Redo() != Undo()


def test_a_value_shows_how_it_is_made() -> None:
    assert repr(RetitleSession("A")) == "RetitleSession(title='A')"
