"""What the lists are made of: rows in lines, the scroll bar's cells, the cards of a board in columns."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from textual.app import App, ComposeResult
from textual.events import MouseScrollDown, MouseScrollUp
from textual.geometry import Region
from textual.strip import Strip

from tests.console.seats import Seats
from workshop.live.workspace import State, Status
from workshop.model import commands as c
from workshop.model.commands import Command
from workshop.model.history import History
from workshop.screens.card_rows import CardFilter, Deck
from workshop.screens.session_head import HeadFacts, SessionHead
from workshop.widgets.lines import thumb_of
from workshop.widgets.row import Row
from workshop.widgets.rows import Rows
from workshop.widgets.stack import Stack
from workshop.widgets.wrapping import wrap

TEXTS = st.text("ab  é日", max_size=40)


@given(text=st.text("ab  c", max_size=40), width=st.integers(2, 12))
def test_plain_words_are_wrapped_as_words_with_accents_are(text: str, width: int) -> None:
    accented = wrap(text.replace("a", "á"), width)
    assert wrap(text, width) == tuple(line.replace("á", "a") for line in accented)


@given(st.lists(st.lists(TEXTS, max_size=12), min_size=1, max_size=4), st.lists(st.integers(4, 30), min_size=4))
def test_rows_lie_as_if_they_had_been_laid_out_at_once(shown: list[list[str]], widths: list[int]) -> None:
    grown = Stack()
    for texts, width in zip(shown, widths, strict=False):
        rows = [Row(str(n), f"I{n}", text) for n, text in enumerate(texts)]
        grown.show(rows)
        grown.fit(width)
        fresh = Stack()
        fresh.label_width = grown.label_width
        fresh.show(rows)
        fresh.fit(width)
        spans = [grown.lines_of(n) for n in range(len(rows))]
        assert spans == [fresh.lines_of(n) for n in range(len(rows))]
        assert [grown.row_at(line) for first, below in spans for line in range(first, below)] == [
            n for n, (first, below) in enumerate(spans) for _ in range(first, below)
        ]


def test_the_thumb_reaches_both_ends_and_is_never_less_than_a_cell() -> None:
    assert thumb_of(1000, 10, 0) == range(1)
    assert thumb_of(1000, 10, 990) == range(9, 10)
    assert not thumb_of(5, 10, 0)


class Listing(App[None]):
    CSS = "Rows { height: 6; border-top: solid red; }"

    def compose(self) -> ComposeResult:
        yield Rows("Nothing here.", id="rows")


@pytest.mark.parametrize("grey", [False, True], ids=["in colour", "without colours"])
async def test_what_is_painted_is_what_stands_there_after_any_scrolling(
    monkeypatch: pytest.MonkeyPatch, *, grey: bool
) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    if grey:
        monkeypatch.setenv("NO_COLOR", "1")
    app = Listing()
    async with app.run_test(size=(20, 8)) as pilot:
        rows = app.query_one(Rows)
        rows.show([Row(str(n), f"I{n:02}", f"Card {n}") for n in range(40)])
        strips: list[Strip] = []
        for end, labels in (("first", range(5)), ("last", range(35, 40))):
            rows.action_end(end)
            await pilot.pause()
            strips = rows.render_lines(rows.region.reset_offset)
            assert [strip.text[2:5] for strip in strips[1:]] == [f"I{n:02}" for n in labels]
            assert all(cell_len(strip.text) == 20 for strip in strips)
        (label,) = {segment.style.color for segment in strips[-2] if segment.text.startswith("I38") and segment.style}
        assert label is not None
        red, green, blue = label.get_truecolor()
        assert (red == green == blue) is grey
        part = rows.region.reset_offset.shrink((1, 4, 1, 2))
        assert [strip.text for strip in rows.render_lines(part)] == [strip.text[2:16] for strip in strips[1:5]]


async def test_the_scroll_bar_turns_pages_where_it_is_pressed_and_its_thumb_can_be_dragged() -> None:
    app = Listing()
    async with app.run_test(size=(20, 8)) as pilot:
        rows = app.query_one(Rows)
        rows.show([Row(str(n), f"I{n:02}", f"Card {n}") for n in range(400)])
        rows.action_end("first")
        await pilot.pause()

        def ground(y: int) -> str:
            style = rows.render_line(y)._segments[-1].style
            return str(style and style.bgcolor)

        thumb, bar = ground(0), ground(1)
        assert thumb != bar
        assert all(ground(y) == bar for y in range(2, 5))
        await pilot.mouse_down(rows, offset=(19, 4))
        await pilot.click(rows, offset=(19, 4))
        turned = rows.top
        assert turned
        assert rows.cursor_row == rows.rows[0], "the bar is no row"
        await pilot.mouse_down(rows, offset=(19, 1))
        assert ground(0) not in {thumb, bar}, "what is held stands out"
        await pilot.hover(rows, offset=(19, 5))
        assert rows.top == 395
        await pilot.hover(rows, offset=(19, 3))
        assert turned < rows.top < 395
        await pilot.mouse_up(rows, offset=(19, 3))
        assert ground(2) == thumb
        await pilot.hover(rows, offset=(19, 1))
        assert rows.top > turned, "what was let go stays"


async def test_the_wheel_scrolls_a_list_and_leaves_the_cursor_where_it_is() -> None:
    app = Listing()
    async with app.run_test(size=(20, 8)) as pilot:
        rows = app.query_one(Rows)
        rows.show([Row(str(n), f"I{n:02}", f"Card {n}") for n in range(40)])
        rows.action_end("first")
        await pilot.pause()
        await pilot._post_mouse_events([MouseScrollDown], rows, offset=(3, 3), button=0)
        assert rows.top
        assert rows.cursor_row == rows.rows[0]
        assert rows.rows[0].label not in rows.render_line(0).text
        await pilot._post_mouse_events([MouseScrollUp], rows, offset=(3, 3), button=0)
        assert rows.top == 0


async def test_a_disk_that_takes_its_time_is_shown_and_a_quick_one_is_not(sit: Seats) -> None:
    async with sit() as seat:
        heading, page = seat.page.query_one(SessionHead), seat.page

        def told(state: State) -> str:
            heading.tell(HeadFacts(page.session, page.theme, Status(state)))
            return str(heading.render())

        assert "saved" in told("writing")
        assert "saved" in told("saved")
        assert "saved" in told("writing")
        await seat.until(lambda: "writing" in told("writing"))
        assert "saved" in told("saved")


class Table:
    """A history that is told wishes."""

    def __init__(self) -> None:
        self.history = History()
        self._clock: Iterator[int] = count(1_000_000)
        self.do(c.StartSession("Green spaces", (("Parks", ""), ("Lights", ""))))

    def do(self, wish: Command) -> None:
        self.history.record(wish, next(self._clock), "abcdef", "facilitator")


def test_columns_that_grew_card_by_card_are_those_that_are_made_at_once() -> None:
    table, deck = Table(), Deck()
    parks, lights = (theme.id for theme in table.history.session.live_themes())

    def wishes() -> Iterator[Command]:
        for n in range(4):
            yield c.AddCards("insight", parks, (f"Insight {n}",))
            yield c.AddCards("experiment", parks, (f"Experiment {n}",))
            yield c.AddCards("insight", lights, (f"Elsewhere {n}",))
        first, *_, last = [card.id for card in table.history.session.ordered() if card.theme == parks]
        yield c.PlaceCard(last, first)
        yield c.AddCards("insight", parks, ("One more",))
        yield c.RewordCard(first, "In other words")
        yield c.TagCard(first, "safe")
        yield c.MakeCluster("Paths", (first, last))
        yield c.AddCards("insight", parks, ("And one more",))
        yield c.RemoveCard(last)
        yield c.Undo()

    for wish in wishes():
        table.do(wish)
        for card_filter in (CardFilter(), CardFilter("insight"), CardFilter("", "#safe"), CardFilter("paths")):
            for theme in (parks, lights):
                session = table.history.session
                assert deck.columns(session, theme, card_filter) == Deck().columns(session, theme, card_filter)
        assert deck.columns(table.history.session, parks) == Deck().columns(table.history.session, parks)
    assert deck.held(table.history.session) == 0


def test_columns_that_were_given_out_do_not_change() -> None:
    table, deck = Table(), Deck()
    (parks, _) = (theme.id for theme in table.history.session.live_themes())
    table.do(c.AddCards("insight", parks, ("One",)))
    before = deck.columns(table.history.session, parks)["insight"]
    table.do(c.AddCards("insight", parks, ("Two",)))
    assert len(deck.columns(table.history.session, parks)["insight"]) == 2
    assert len(before) == 1


async def test_a_list_that_was_removed_may_be_painted_once_more(sit: Seats) -> None:
    async with sit() as seat:
        column = seat.page.query_one("#kind-I", Rows)
        size = column.size
        await column.remove()
        assert len(column.render_lines(Region(0, 0, size.width, 3))) == 3
