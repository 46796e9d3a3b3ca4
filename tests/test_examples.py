"""Examples that are tried in one test: none is passed over because another one failed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.examples import with_each

DIVISORS = (("two", 2), ("nothing", 0), ("text", "x"), ("three", 3))


def test_all_examples_are_tried_and_those_that_fail_are_named() -> None:
    seen = []

    @with_each("name, by", DIVISORS, ids=lambda example: example[0])
    def divided(name: str, by: int) -> None:
        seen.append(name)
        assert 6 % by == 0

    with pytest.raises(ExceptionGroup, match=r"2 of 4 examples of name, by") as raised:
        divided()
    assert seen == ["two", "nothing", "text", "three"]
    assert [type(error) for error in raised.value.exceptions] == [ZeroDivisionError, TypeError]
    assert [error.__notes__ for error in raised.value.exceptions] == [
        ["This was name, by = nothing"],
        ["This was name, by = text"],
    ]


def test_every_pair_of_two_kinds_of_example_is_tried() -> None:
    seen = []

    @with_each("word", ("a", "b"), ids=("first", "second"))
    @with_each("times", (1, 2))
    def paired(word: str, times: int) -> None:
        seen.append(word * times)

    paired()
    assert seen == ["a", "aa", "b", "bb"]


@with_each("word", ("a", "b"))
def test_a_test_still_asks_for_its_fixtures(word: str, request: pytest.FixtureRequest) -> None:
    assert request.node.name == "test_a_test_still_asks_for_its_fixtures"
    assert word in {"a", "b"}


def test_a_law_is_tried_with_each_example() -> None:
    @with_each("limit", (10, 5))
    @given(number=st.integers(0, 9))
    def below(limit: int, number: int) -> None:
        assert number < limit

    with pytest.raises(ExceptionGroup) as raised:
        below()
    (error,) = raised.value.exceptions
    assert "This was limit = 5" in error.__notes__


def test_no_examples_at_all_are_a_mistake() -> None:
    with pytest.raises(AssertionError, match="no example of word"):
        with_each("word", ())
