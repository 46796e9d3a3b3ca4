from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from workshop.model.rules.registry import between

RANKS = st.text(st.characters(min_codepoint=0x20, max_codepoint=0x7E), min_size=1).filter(lambda r: r[-1] != " ")


@given(st.one_of(RANKS, st.just("")), RANKS)
def test_between_sorts_between(low: str, high: str) -> None:
    low, high = sorted((low, high))
    if low != high:
        assert low < between(low, high) < high


@given(RANKS)
def test_without_a_bound_there_is_always_room(rank: str) -> None:
    assert between("", rank) < rank < between(rank, "")
    assert between("", "")


@given(st.lists(st.integers(0, 1_000), max_size=60))
def test_ranks_keep_any_order_that_is_made_with_them(places: list[int]) -> None:
    ranks: list[str] = []
    for wanted in places:
        place = wanted % (len(ranks) + 1)
        low = ranks[place - 1] if place else ""
        high = ranks[place] if place < len(ranks) else ""
        ranks.insert(place, between(low, high))
    assert ranks == sorted(set(ranks))


@given(st.text(), st.text())
def test_texts_that_are_no_ranks_end_too(low: str, high: str) -> None:
    assert between(low, high)


def test_no_rank_ends_with_the_lowest_character() -> None:
    assert not between("a", "a!").endswith(" ")
