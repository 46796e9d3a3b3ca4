"""What holds for any paper of lists and what stands between them: nothing is glued, no list changes its kind."""

from __future__ import annotations

import re
from itertools import count
from typing import TYPE_CHECKING, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workshop.importing.importer import paper_of

if TYPE_CHECKING:
    from collections.abc import Iterator

NAMES = st.sampled_from(
    ["Insights", "Experiments", "What went well", "To improve", "Action items", "Constats", "Ideen"]
)
STYLES = st.sampled_from(["- ", "* ", "• ", "{0}. ", "{0}) ", "[ ] "])
ASIDES = st.sampled_from(
    [
        "Later the word{0} met on the wall and talked.",
        "“It was never word{0} before,” said one.",
        "Could the word{0} help?",
        "Photo: the word{0} of 1987",
        "https://example.org/word{0}",
        "WORD{0}: a picture of the table.",
    ]
)
ITEM = re.compile(r"word\d+", re.IGNORECASE)


class Paper(NamedTuple):
    """The lines of a paper, and the marked words of each list's items."""

    lines: list[str]
    lists: list[list[str]]


@st.composite
def papers(draw: st.DrawFn) -> Paper:
    """Lists under names, each name once, every line with a word of its own, paragraphs apart between the lists."""
    words = (f"word{number}" for number in count(1))
    lines, lists = ["Harbour day", ""], []
    family = draw(st.sampled_from([[], ["Start", "Stop"], ["Mad", "Sad", "Glad"], ["Rose", "Thorn"]]))
    for name in (*draw(st.lists(NAMES, min_size=1, max_size=4, unique=True)), *family):
        items = [next(words) for _ in range(draw(st.integers(1, 4)))]
        style = draw(STYLES)
        lines += [name, *_items(items, style, apart=draw(st.booleans())), ""]
        lists.append(items)
        if draw(st.booleans()):
            lines += [draw(ASIDES).format(next(words).removeprefix("word")), ""]
    return Paper(lines, lists)


def _items(words: list[str], style: str, *, apart: bool) -> Iterator[str]:
    for number, word in enumerate(words, 1):
        yield f"{style.format(number)}The {word} is here"
        if apart:
            yield ""


@pytest.mark.parametrize("ending", ["txt", "md"])
@given(paper=papers())
@settings(deadline=None)
def test_no_card_holds_words_of_two_lines_that_stand_apart(ending: str, paper: Paper) -> None:
    read = paper_of("\n".join(paper.lines).encode(), name=f"paper.{ending}")
    for theme in read.themes:
        for card in theme.cards:
            assert len(ITEM.findall(card.text)) == 1


@pytest.mark.parametrize("ending", ["txt", "md"])
@given(paper=papers())
@settings(deadline=None)
def test_every_item_of_a_list_is_a_card_and_all_of_one_kind(ending: str, paper: Paper) -> None:
    read = paper_of("\n".join(paper.lines).encode(), name=f"paper.{ending}")
    kinds = {ITEM.findall(card.text)[0]: card.kind for theme in read.themes for card in theme.cards}
    for items in paper.lists:
        assert {word in kinds for word in items} == {True}
        assert len({kinds[word] for word in items}) == 1


@pytest.mark.parametrize("ending", ["txt", "md"])
@given(paper=papers())
@settings(deadline=None)
def test_what_stands_between_lists_is_no_card(ending: str, paper: Paper) -> None:
    read = paper_of("\n".join(paper.lines).encode(), name=f"paper.{ending}")
    said = {word for items in paper.lists for word in items}
    cards = {word for theme in read.themes for card in theme.cards for word in ITEM.findall(card.text)}
    assert cards == said
