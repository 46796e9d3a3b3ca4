from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.examples import with_each
from workshop.model.hlc import TICKS, is_stamp, moment_of, next_stamp, node_of

MOMENTS = st.integers(min_value=946_684_800_000, max_value=4_000_000_000_000)


def test_a_stamp_can_be_read() -> None:
    stamp = next_stamp("", 1_795_338_843_512, "k7q2ab")
    assert stamp == "20261122T091403.512Z-000-k7q2ab"
    assert (moment_of(stamp), node_of(stamp), is_stamp(stamp)) == (1_795_338_843_512, "k7q2ab", True)


@given(st.lists(MOMENTS, min_size=1), st.lists(st.sampled_from(["aaaaaa", "bbbbbb"]), min_size=1))
def test_stamps_go_up_whatever_the_clock_does(clock: list[int], nodes: list[str]) -> None:
    stamps: list[str] = []
    for now, node in zip(clock, nodes * len(clock), strict=False):
        stamps.append(next_stamp(stamps[-1] if stamps else "", now, node))
    assert stamps == sorted(set(stamps))
    assert all(map(is_stamp, stamps))
    assert moment_of(stamps[-1]) >= max(clock[: len(stamps)])


def test_a_clock_that_stands_still_ticks_and_overflows_into_the_next_millisecond() -> None:
    stamp = next_stamp("", 1_795_338_843_999, "k7q2ab")
    for _ in range(TICKS):
        last, stamp = stamp, next_stamp(stamp, 0, "k7q2ab")
        assert stamp > last
    assert stamp == "20261122T091404.000Z-000-k7q2ab"


@with_each(
    "text",
    [
        "",
        "20261122T091403.512Z-000-",
        "20261122T091403.512Z-000-K7Q2AB",
        "20261122T091403.512Z-000-k7q2ab\n",
        "20261322T091403.512Z-000-k7q2ab",
        "20261122T096103.512Z-000-k7q2ab",
        "٢٠٢٦1122T091403.512Z-000-k7q2ab",
        "20261122T091403.512Z-000-k7q2abk7q2abk7q2ab",
    ],
)
def test_what_only_looks_like_a_stamp_is_none(text: str) -> None:
    assert not is_stamp(text)
