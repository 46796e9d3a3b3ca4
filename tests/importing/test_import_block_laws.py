"""What holds for any paper of lists and what stands between them: nothing is glued, no list changes its kind."""

from __future__ import annotations

import re
from itertools import count
from typing import TYPE_CHECKING, NamedTuple

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


@given(paper=papers())
@settings(deadline=None)
def test_every_item_of_a_list_is_a_card_all_of_one_kind_and_nothing_else_is_one_or_glued_to_one(paper: Paper) -> None:
    said = {word for items in paper.lists for word in items}
    for ending in ("txt", "md"):
        read = paper_of("\n".join(paper.lines).encode(), name=f"paper.{ending}")
        cards = [(ITEM.findall(card.text), card.kind) for theme in read.themes for card in theme.cards]
        assert [words for words, _ in cards if len(words) != 1] == [], ending
        kinds = {words[0]: kind for words, kind in cards}
        assert kinds.keys() == said, ending
        for items in paper.lists:
            assert len({kinds[word] for word in items}) == 1, ending
