"""The map's page: one key a card, several at once, headings made in passing, lines with their sources."""

from __future__ import annotations

import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial

import pytest
from textual import events
from textual.widgets import Static

from tests.console.seats import EXPERIMENTS, Seat, Seats
from workshop.model import commands as c
from workshop.model.map_view import MapView, map_view
from workshop.screens.map.map_rows import LETTERS, MapFilter, heading_at
from workshop.screens.map.screen import MapPage
from workshop.widgets.rows import Rows

MORE = ("One lit loop, tested for a month", "Ask the dog walkers", "Head torches at the school")


@asynccontextmanager
async def at_map(sit: Seats, size: tuple[int, int] = (80, 24)) -> AsyncIterator[Seat]:
    """Sit at the map: five experiments under two themes, two headings."""
    async with sit(size) as seat:
        theme = seat.workspace.session.live_themes()[0].id
        await seat.workspace.do(c.AddTheme("Summer"))
        summer = seat.workspace.session.live_themes()[1].id
        await seat.workspace.do(c.AddCards("experiment", theme, MORE[:2]))
        await seat.workspace.do(c.AddCards("experiment", summer, MORE[2:]))
        await seat.workspace.do(c.MakeHeading("After dark"))
        await seat.workspace.do(c.MakeHeading("Money"))
        yield await seat.beside("8", MapPage)


async def offered(seat: Seat, line: str) -> Rows:
    """Type a line at its place on the map; return the cards that are offered as its sources."""
    await seat.until(lambda: seat.app.screen is seat.page)
    await seat.press("enter")
    await seat.ask("LineDialog")
    await seat.type(line)
    return seat.app.screen.query_one("#options", Rows)


def page_of(seat: Seat) -> MapPage:
    page: object = seat.page
    assert isinstance(page, MapPage)
    return page


def seen(seat: Seat) -> MapView:
    return map_view(seat.workspace.session)


def listed(seat: Seat) -> list[str]:
    return [row.label for row in page_of(seat).rows_left.rows]


def headings(seat: Seat) -> list[tuple[str, str, str]]:
    return [(row.label, row.text, row.marks) for row in page_of(seat).rows_right.rows]


def facts(seat: Seat) -> str:
    return str(seat.app.screen.query_one("#facts", Static).render())


def has_left(seat: Seat, cards: int) -> bool:
    return len(listed(seat)) == cards


def lists(seat: Seat, labels: list[str]) -> bool:
    return listed(seat) == labels


def has_placed(seat: Seat, cards: int) -> bool:
    return len(seen(seat).headings[0].cards) == cards


async def test_marked_cards_are_placed_together_and_a_letter_places_one_and_goes_to_the_next(sit: Seats) -> None:
    async with at_map(sit) as seat:
        await seat.press("space", "space", "b")
        await seat.until(lambda: seen(seat).counts.placed == 2)
        assert page_of(seat).rows_left.chosen == frozenset()
        await seat.press("u")
        await seat.until(lambda: seen(seat).counts.placed == 0)
        await seat.until(lambda: len(listed(seat)) == 5)
        page_of(seat).rows_left.go_to(page_of(seat).rows_left.rows[0].id)
        assert facts(seat) == "Placed 0 · in lines 0 · left out 0 · not yet looked at 5 of 5"
        for key, left in (("a", 4), ("B", 3), ("a", 2)):
            await seat.press(key)
            await seat.until(partial(has_left, seat, left))
        assert listed(seat) == ["T07-E04", "T07-E05"]
        await seat.until(lambda: headings(seat) == [("A", "After dark", "2 · 0 lines"), ("B", "Money", "1 · 0 lines")])
        assert facts(seat) == "Placed 3 · in lines 0 · left out 0 · not yet looked at 2 of 5"
        assert "Placed T07-E03 under the heading “After dark”. U undoes it." in seat.said()
        await seat.press("u")
        await seat.until(lambda: len(listed(seat)) == 3)
        await seat.press("x")
        await seat.until(lambda: seat.said() == "No heading has the letter X. + makes a heading.")


async def test_a_heading_is_made_in_passing_with_the_card_under_it(sit: Seats) -> None:
    async with at_map(sit) as seat:
        await seat.press("plus")
        await seat.ask("Ask")
        await seat.type("Torches")
        await seat.press("enter")
        await seat.until(lambda: [h[1:] for h in headings(seat)][-1:] == [("Torches", "1 · 0 lines")])
        await seat.press("enter")
        await seat.answer("Choose", *"money", "enter")
        await seat.until(lambda: seen(seat).counts.placed == 2)
        await seat.press("comma")
        await seat.ask("Choose")
        await seat.press(*"new", "enter")
        await seat.ask("Ask")
        await seat.press("escape")
        await seat.until(lambda: seat.app.screen is seat.page)
        assert seen(seat).counts.placed == 2


async def test_left_out_and_cannot_decide_are_two_things(sit: Seats) -> None:
    async with at_map(sit) as seat:
        await seat.press("minus")
        await seat.ask("Ask")
        await seat.type("twice")
        await seat.press("enter")
        await seat.until(lambda: seen(seat).counts.left_out == 1)
        await seat.until(lambda: seat.app.screen is seat.page)
        await seat.press("full_stop")
        await seat.until(lambda: seen(seat).counts.undecided == 1)
        assert "left out 1 · cannot decide 1 · not yet looked at 3 of 5" in facts(seat)
        await seat.press("semicolon")
        await seat.answer("Choose", *"left", "enter")
        await seat.until(lambda: listed(seat) == ["T07-E01"])
        await seat.press("equals_sign")
        await seat.until(lambda: seen(seat).counts.unplaced == 4)
        await seat.until(lambda: listed(seat) == [])
        await seat.press("a")
        await seat.until(lambda: seat.said() == "No card is listed here. ; shows others.")


async def test_a_line_is_reworded_moved_confirmed_and_removed(sit: Seats) -> None:
    async with at_map(sit) as seat:
        first, second = (card.id for card in seat.workspace.session.ordered() if card.text in EXPERIMENTS)
        dark = next(iter(seat.workspace.session.map.headings))
        await seat.workspace.do(c.WriteLine("Light", dark, (first,)))
        await seat.workspace.do(c.RewordCard(first, "Lend lamps"))
        await seat.press("tab", "down")
        await seat.until(lambda: any("source changed since" in marks for _, _, marks in headings(seat)))
        await seat.press("enter")
        await seat.answer("Choose", *"holds", "enter")
        await seat.until(lambda: not seen(seat).headings[0].lines[0].changed)
        await seat.press("enter")
        await seat.ask("Choose")
        await seat.press(*"reword", "enter")
        await seat.ask("LineDialog")
        await seat.type(" and tea cart")
        await seat.press("tab", "enter")
        await seat.until(lambda: seen(seat).headings[0].lines[0].text == "Light and tea cart")
        assert {source.card for source in seen(seat).headings[0].lines[0].sources} == {first, second}
        await seat.until(lambda: seat.app.screen is seat.page)
        await seat.press("enter")
        await seat.ask("Choose")
        await seat.press(*"heading", "enter")
        await seat.ask("Choose")
        await seat.press(*"money", "enter")
        await seat.until(lambda: len(seen(seat).headings[1].lines) == 1)
        await seat.until(lambda: seat.app.screen is seat.page)
        assert page_of(seat).rows_right.go_to(f"line {seen(seat).headings[1].lines[0].line}")
        await seat.press("enter")
        await seat.ask("Choose")
        await seat.press(*"remove", "enter")
        await seat.until(lambda: not seen(seat).headings[1].lines)


LISTED: tuple[tuple[str, list[str]], ...] = (
    ("all", ["T07-E01", "T07-E02", "T07-E03", "T07-E04", "T07-E05"]),
    ("summer", ["T07-E05"]),
    ("#wet", ["T07-E02"]),
    ("dots", []),
    ("insights", ["T07-I01", "T07-I02", "T07-I03"]),
)


async def test_cards_are_found_by_words_and_by_likeness_other_themes_first_and_listed_by_what_they_are(
    sit: Seats,
) -> None:
    async with at_map(sit) as seat:
        await seat.press("slash")
        await seat.ask("Ask")
        await seat.type("dog")
        await seat.until(lambda: listed(seat) == ["T07-E04"])
        await seat.press("escape")
        await seat.until(lambda: len(listed(seat)) == 5)
        page_of(seat).rows_left.go_to(page_of(seat).rows_left.rows[0].id)
        await seat.press("asterisk")
        await seat.until(lambda: listed(seat)[:2] == ["T07-E01", "T07-E05"])
        assert "LIKE T07-E01" in str(page_of(seat).rows_left.border_title)
        card = next(card.id for card in seat.workspace.session.ordered() if card.text == EXPERIMENTS[1])
        await seat.workspace.do(c.TagCard(card, "wet"))
        for chosen, labels in LISTED:
            for typed, found in (("all", LISTED[0][1]), (chosen, labels)):
                await seat.press("semicolon")
                await seat.answer("Choose", *typed.replace("#", ""), "enter")
                await seat.until(partial(lists, seat, found))


async def test_the_counts_and_the_letters_are_in_sight_on_a_large_screen_too(sit: Seats) -> None:
    async with at_map(sit, (200, 50)) as seat:
        assert facts(seat).endswith("not yet looked at 5 of 5")
        assert headings(seat)[0][0] == "A"
        assert page_of(seat).rows_left.size.width > 100


async def test_a_map_without_headings_or_cards_says_what_to_do(sit: Seats) -> None:
    async with sit((80, 24)) as seat:
        for card in seat.workspace.session.ordered():
            await seat.workspace.do(c.RemoveCard(card.id))
        seat = await seat.beside("8", MapPage)  # noqa: PLW2901 - the same seat, at another page
        await seat.press("space")
        await seat.until(lambda: seat.said() == "No card is listed here.")
        await seat.press("tab", "enter")
        await seat.until(lambda: seat.said() == "There is nothing here. + makes a heading.")


def test_a_letter_is_a_heading_only_where_there_is_one() -> None:
    view = MapView("experiment", (0,) * 6, (), (), (), ())  # type: ignore[arg-type]
    assert heading_at(view, "a") == heading_at(view, "") == heading_at(view, "u") == ""
    assert len(LETTERS) == len(set(LETTERS)) == 25
    assert MapFilter().words == ""


async def test_near_duplicates_stand_below_a_card_and_are_named_when_one_of_them_is_placed(sit: Seats) -> None:
    async with at_map(sit) as seat:
        summer = seat.workspace.session.live_themes()[1].id
        await seat.workspace.do(c.AddCards("experiment", summer, (f"{EXPERIMENTS[0]} again",)))
        rows = page_of(seat).rows_left
        await seat.until(lambda: "almost the same: T07-E06 (not yet placed)" in rows.rows[0].more)
        await seat.press("a")
        await seat.until(lambda: "T07-E06 says almost the same, not yet placed." in seat.said())
        await seat.until(lambda: "almost the same: T07-E01 (A)" in rows.rows[-1].more)
        rows.go_to(rows.rows[-1].id)
        await seat.press("b")
        await seat.until(lambda: "T07-E01 says almost the same, under “After dark”." in seat.said())
        await seat.workspace.do(c.RemoveCard(next(iter(seen(seat).headings[1].cards)).view.card))
        await seat.until(lambda: not page_of(seat)._alike)


async def test_what_is_placed_beside_its_near_duplicate_is_not_spoken_of(sit: Seats) -> None:
    async with at_map(sit) as seat:
        theme = seat.workspace.session.live_themes()[1].id
        await seat.workspace.do(c.AddCards("experiment", theme, (f"{EXPERIMENTS[0]}!",) * 6))
        rows = page_of(seat).rows_left
        await seat.until(lambda: any("2 more" in more for more in rows.rows[0].more))
        for placed in (1, 2):
            await seat.press("enter")
            await seat.answer("Choose", *"after", "enter")
            await seat.until(partial(has_placed, seat, placed))
        first, second = (card.view.id for card in seen(seat).headings[0].cards)
        assert f"{first} says" not in seat.said()
        assert second == "T07-E02"


async def test_filters_narrow_the_list_together_and_one_more_time_widens_it(sit: Seats) -> None:
    async with at_map(sit) as seat:
        cards = {card.text: card.id for card in seat.workspace.session.ordered()}
        for text in (EXPERIMENTS[0], MORE[2]):
            await seat.workspace.do(c.TagCard(cards[text], "wet"))
        for typed, labels in (
            ("wet", ["T07-E01", "T07-E05"]),
            ("summer", ["T07-E05"]),
            ("summer", ["T07-E01", "T07-E05"]),
            ("dots", []),
            ("dots", ["T07-E01", "T07-E05"]),
            ("insight", []),
            ("all", ["T07-I01", "T07-I02", "T07-I03"]),
        ):
            await seat.press("semicolon")
            await seat.answer("Choose", *typed, "enter")
            await seat.until(lambda: seat.app.screen is seat.page)
            assert listed(seat) == labels


async def test_unknown_terms_are_offered_while_a_line_is_written_and_explained_from_the_map(sit: Seats) -> None:
    async with at_map(sit, (120, 40)) as seat:
        await seat.workspace.do(c.ExplainTerm("LSP", "local strategic partnership"))
        await seat.press("tab", "enter")
        await seat.ask("LineDialog")
        told = seat.app.screen.query_one("#jargon", Static)
        assert not told.display
        await seat.type("Torches for DfE and LSP")
        await seat.until(lambda: "LSP: local strategic partnership" in str(told.render()))
        assert "Not explained yet: DfE (! on the map)" in str(told.render())
        await seat.press("tab", "enter")
        await seat.until(lambda: seat.app.screen is seat.page)
        await seat.until(lambda: any(text.startswith("L01 Torches") for _, text, _ in headings(seat)))
        await seat.pilot.pause()
        await seat.press("exclamation_mark")
        await seat.ask("Choose")
        await seat.press("d")
        await seat.ask("Ask")
        await seat.type("Department for Education")
        await seat.press("enter")
        await seat.until(lambda: seat.workspace.session.terms.get("DfE") == "Department for Education")
        await seat.ask("Choose")
        await seat.press("escape")


async def test_a_line_is_written_with_its_likely_sources_whole_below_it_and_the_words_that_are_shared_marked(
    sit: Seats,
) -> None:
    async with at_map(sit) as seat:
        await seat.press("tab")
        options = await offered(seat, "Torches lent by libraries")
        await seat.until(lambda: options.rows and options.rows[0].text == EXPERIMENTS[0])
        await seat.until(lambda: "torches" in options.rows[0].shared)
        styles = {seg.text: seg.style for seg in options.render_line(0) if seg.text.strip()}
        assert styles["torches"] != styles["Lend"]
        await seat.press("escape", "escape")
        likely = await offered(seat, "the dog walkers and one lit loop, torches and a tea cart")
        await seat.until(lambda: len(likely.rows) == 5)
        assert likely.depth <= likely.window
        await seat.press("escape", "escape")
        below = await offered(seat, "Libraries lend head torches")
        await seat.until(lambda: below.rows and "torches" in below.rows[0].more[0].partition("shares: ")[2])
        assert below.rows[0].text == EXPERIMENTS[0]
        await seat.press("tab")
        await seat.until(lambda: below.rows[0].marks == "linked")
        await seat.press("down", "tab", "tab", "enter")
        await seat.until(lambda: seen(seat).counts.in_lines == 1)
        [line] = seen(seat).headings[0].lines
        assert (line.text, [source.id for source in line.sources]) == ("Libraries lend head torches", ["T07-E01"])
        await seat.until(lambda: ("", "L01 Libraries lend head torches", "T07-E01") in headings(seat))
        assert listed(seat) == ["T07-E02", "T07-E03", "T07-E04", "T07-E05"]


async def test_five_hundred_cards_are_filtered_found_and_placed_together(sit: Seats) -> None:
    async with at_map(sit) as seat:
        themes = [theme.id for theme in seat.workspace.session.live_themes()]
        for theme, what in zip(themes, ("Bench", "Lamp"), strict=True):
            await seat.workspace.do(c.AddCards("experiment", theme, tuple(f"{what} {n}" for n in range(250))))
        await seat.until(lambda: len(listed(seat)) == 505)
        assert "not yet looked at 505 of 505" in facts(seat)
        await seat.press("semicolon")
        await seat.answer("Choose", *"summer", "enter")
        await seat.until(lambda: len(listed(seat)) == 251)
        await seat.press("slash")
        await seat.ask("Ask")
        await seat.type("lamp 24")
        await seat.until(lambda: 10 < len(listed(seat)) < 30)
        found = len(listed(seat))
        await seat.press("enter")
        await seat.press("space", "space", "b")
        await seat.until(lambda: "not yet looked at 503 of 505" in facts(seat))
        assert len(listed(seat)) == found - 2
        assert [len(heading.cards) for heading in seen(seat).headings] == [0, 2]
        await seat.press("u")
        await seat.until(lambda: len(listed(seat)) == found)


async def test_of_thirty_that_say_the_same_four_are_named_and_the_others_counted(sit: Seats) -> None:
    async with at_map(sit) as seat:
        theme = seat.workspace.session.live_themes()[1].id
        await seat.workspace.do(c.AddCards("experiment", theme, (f"{EXPERIMENTS[0]}!",) * 30))
        rows = page_of(seat).rows_left
        await seat.until(lambda: any("26 more" in more for more in rows.rows[0].more))
        await seat.press("a")
        await seat.until(lambda: "T07-E09 and 26 more say almost the same, not yet placed." in seat.said())


async def test_letters_typed_at_once_place_one_card_after_the_other(sit: Seats) -> None:
    async with at_map(sit) as seat:
        for letter in "abab":
            seat.app.post_message(events.Key(letter, letter))
        await seat.until(partial(has_left, seat, 1))
        ids = [[card.view.id for card in heading.cards] for heading in seen(seat).headings]
        assert ids == [["T07-E01", "T07-E03"], ["T07-E02", "T07-E04"]]


async def test_a_letter_typed_while_the_disk_still_has_the_last_places_nothing_and_it_is_said(
    sit: Seats, monkeypatch: pytest.MonkeyPatch
) -> None:
    free = threading.Event()
    async with at_map(sit) as seat:
        monkeypatch.setattr("workshop.store.journal.flush", lambda _: free.wait(20))
        monkeypatch.setattr("workshop.screens.console_screen.PATIENCE", 0.01)
        await seat.press("a", "b")
        await seat.until(lambda: "still being saved" in seat.said())
        free.set()
        await seat.until(partial(has_left, seat, 4))
        await seat.press("b")
        await seat.until(partial(has_left, seat, 3))
        ids = [[card.view.id for card in heading.cards] for heading in seen(seat).headings]
        assert ids == [["T07-E01"], ["T07-E02"]]


async def test_a_list_without_cards_says_why(sit: Seats) -> None:
    async with at_map(sit) as seat:
        page = page_of(seat)

        async def says(why: str) -> None:
            await seat.until(lambda: (page.rows_left.empty, page.rows_left.rows) == (f"{why} ; shows others.", []))

        page.sift(words="nobody said this")
        await says("No card is like that.")
        page.show_kind("question")
        await says("No question yet.")
        page.show_kind("experiment")
        await seat.workspace.do(c.LeaveUndecided(tuple(seen(seat).cards)))
        await says("Every card has its place.")
