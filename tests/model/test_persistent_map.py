from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop.model.persistent_map import FEW, PersistentMap

PUTS = st.lists(st.tuples(st.integers(0, 60).map(str), st.integers()), max_size=200)


def shelf_of(puts: list[tuple[str, int]]) -> PersistentMap[int]:
    mapping: PersistentMap[int] = PersistentMap()
    for key, value in puts:
        mapping = mapping.put(key, value)
    return mapping


@given(PUTS)
def test_a_shelf_is_read_like_a_dictionary(puts: list[tuple[str, int]]) -> None:
    mapping, plain = shelf_of(puts), dict(puts)
    assert mapping == plain
    assert list(mapping) == list(plain)
    assert list(mapping.items()) == list(plain.items())
    assert list(mapping.values()) == list(plain.values())
    assert list(mapping.keys()) == list(plain)
    assert (len(mapping), bool(mapping), repr(mapping)) == (len(plain), bool(plain), f"PersistentMap({plain!r})")
    for key in map(str, range(-1, 61)):
        assert (key in mapping, mapping.get(key), mapping.get(key, "no")) == (
            key in plain,
            plain.get(key),
            plain.get(key, "no"),
        )
        assert key not in plain or mapping[key] == plain[key]


@given(PUTS, PUTS)
def test_putting_leaves_the_shelf_before_as_it_was(before: list[tuple[str, int]], after: list[tuple[str, int]]) -> None:
    mapping = shelf_of(before)
    for key, value in after:
        mapping.put(key, value)
    assert mapping == dict(before)


def test_a_missing_key_is_a_key_error() -> None:
    with pytest.raises(KeyError, match="b"):
        PersistentMap[int]({"a": 1})["b"]


def test_the_parts_that_are_copied_stay_small() -> None:
    mapping: PersistentMap[int] = PersistentMap()
    for number in range(5_000):
        mapping = mapping.put(str(number), number)
        assert len(mapping._few) < FEW
        assert len(mapping._some) < max(FEW, 5_000 ** (2 / 3))
    assert len(mapping) == 5_000
