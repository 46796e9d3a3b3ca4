from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop.model.persistent_map import FEW, PersistentMap

PUTS = st.lists(st.tuples(st.integers(0, 60).map(str), st.integers()), max_size=200)


def shelf_of(puts: list[tuple[str, int]]) -> PersistentMap[int]:
    shelf: PersistentMap[int] = PersistentMap()
    for key, value in puts:
        shelf = shelf.put(key, value)
    return shelf


@given(PUTS)
def test_a_shelf_is_read_like_a_dictionary(puts: list[tuple[str, int]]) -> None:
    shelf, plain = shelf_of(puts), dict(puts)
    assert shelf == plain
    assert list(shelf) == list(plain)
    assert list(shelf.items()) == list(plain.items())
    assert list(shelf.values()) == list(plain.values())
    assert list(shelf.keys()) == list(plain)
    assert (len(shelf), bool(shelf), repr(shelf)) == (len(plain), bool(plain), f"Shelf({plain!r})")
    for key in map(str, range(-1, 61)):
        assert (key in shelf, shelf.get(key), shelf.get(key, "no")) == (
            key in plain,
            plain.get(key),
            plain.get(key, "no"),
        )
        assert key not in plain or shelf[key] == plain[key]


@given(PUTS, PUTS)
def test_putting_leaves_the_shelf_before_as_it_was(before: list[tuple[str, int]], after: list[tuple[str, int]]) -> None:
    shelf = shelf_of(before)
    for key, value in after:
        shelf.put(key, value)
    assert shelf == dict(before)


def test_a_missing_key_is_a_key_error() -> None:
    with pytest.raises(KeyError, match="b"):
        PersistentMap[int]({"a": 1})["b"]


def test_the_parts_that_are_copied_stay_small() -> None:
    shelf: PersistentMap[int] = PersistentMap()
    for number in range(5_000):
        shelf = shelf.put(str(number), number)
        assert len(shelf._few) < FEW
        assert len(shelf._some) < max(FEW, 5_000 ** (2 / 3))
    assert len(shelf) == 5_000
