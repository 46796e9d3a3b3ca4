from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from workshop.publishing.rendering.docx_measures import (
    POINTS_PER_PAGE,
    Extent,
    _chains,
    count_lines,
    count_pages,
    extent,
    first_pages,
)

LINE = Extent(1, 10, 0, 0)


def test_words_are_broken_where_the_room_ends() -> None:
    assert count_lines("", 1000) == 1
    assert count_lines("aa aa", 2600) == 1
    assert count_lines("aa aa", 2400) == 2
    assert count_lines("W" * 2_000, 944 * 20) == 101


@given(st.text(), st.text())
def test_more_words_never_take_fewer_lines(text: str, more: str) -> None:
    assert count_lines(f"{text} {more}", 20_000) >= count_lines(text, 20_000)


def test_a_page_holds_as_many_lines_as_its_height() -> None:
    full = int(POINTS_PER_PAGE // 10)
    assert count_pages([LINE] * full) == 1
    assert count_pages([LINE] * (full + 1)) == 2
    assert count_pages([Extent(3 * full, 10, 0, 0)]) == 3


def test_a_heading_goes_over_with_what_it_heads() -> None:
    full = int(POINTS_PER_PAGE // 10)
    heading = Extent(1, 10, 0, 0, keeps_next=True)
    assert count_pages([*[LINE] * (full - 1), heading, LINE, *[LINE] * (full - 2)]) == 2
    assert count_pages([*[LINE] * (full - 1), heading, LINE, *[LINE] * (full - 1)]) == 3


def test_a_divided_paragraph_leaves_two_lines_on_either_page() -> None:
    full = int(POINTS_PER_PAGE // 10)
    for writer, lines, left in ((2, 4, 2), (3, 4, 2), (1, 4, 4), (2, 3, 3)):
        start = [LINE] * (full - writer)
        assert count_pages([*start, Extent(lines, 10, 0, 0), *[LINE] * (full - left)]) == 2
        assert count_pages([*start, Extent(lines, 10, 0, 0), *[LINE] * (full - left + 1)]) == 3


def test_a_style_of_ours_says_whether_it_stays_with_the_next() -> None:
    assert extent("Heading 2", "Insights").keeps_next
    assert not extent("List Bullet", "A card").keeps_next
    assert extent("List Bullet", "A card", keeps_next=True).keeps_next
    assert extent("Vote totals", "All of it").points == 20.5


def test_elements_are_told_the_page_on_which_they_begin() -> None:
    full = int(POINTS_PER_PAGE // 10)
    heading = Extent(1, 10, 0, 0, keeps_next=True)
    long = Extent(10, 10, 0, 0)
    assert list(first_pages([*[LINE] * (full - 1), heading, LINE]))[-2:] == [2, 2]
    assert list(first_pages([*[LINE] * (full - 1), LINE, heading, LINE]))[-3:] == [1, 2, 2]
    assert list(first_pages([*[LINE] * (full - 5), long, LINE]))[-2:] == [1, 2]
    assert count_pages([]) == 1


def test_what_stays_with_a_next_that_does_not_come_is_a_run_of_its_own() -> None:
    head = Extent(lines=1, line=10, before=0, after=0, keeps_next=True)
    assert list(_chains([head])) == [[head]]
