"""The follow-up's page: a key a status, silence first, details, and everything taken back with a key."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date, timedelta
from functools import partial

from textual.widgets import Static

from tests.console.seats import Seat, Seats
from workshop.model import commands as c
from workshop.model.events import StatusNoted
from workshop.model.follow_up import News
from workshop.screens.follow_up.screen import EMPTY, FollowUpPage
from workshop.widgets.rows import Rows

TODAY = date.today()  # noqa: DTZ011 - the day here, as on the page
LONG_AGO = TODAY - timedelta(days=400)
"""A day whose year is said with it."""


@asynccontextmanager
async def at_follow_up(sit: Seats, size: tuple[int, int] = (80, 24)) -> AsyncIterator[Seat]:
    """Sit at the follow-up of two experiments; the first has an owner, a place and a tag."""
    async with sit(size) as seat:
        card = seat.card("E01").id
        for field, value in (("owner", "library"), ("place", "east gate")):
            await seat.workspace.do(c.FillField(card, field, value))
        await seat.workspace.do(c.TagCard(card, "light"))
        yield await seat.beside("greater_than_sign", FollowUpPage)


def page_of(seat: Seat) -> FollowUpPage:
    page: object = seat.page
    assert isinstance(page, FollowUpPage)
    return page


def listed(seat: Seat) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(row.label, row.marks, row.more) for row in page_of(seat).rows.rows]


def labels(seat: Seat) -> list[str]:
    return [label for label, _, _ in listed(seat)]


def facts(seat: Seat) -> str:
    return str(seat.app.screen.query_one("#facts", Static).render())


def news(seat: Seat, label: str = "E01") -> tuple[News, ...]:
    return seat.workspace.session.follow_up.get(seat.card(label).id, ())


async def back(seat: Seat) -> None:
    await seat.until(lambda: seat.app.screen is seat.page)


async def told(seat: Seat, label: str, status: str = "under way", **more: str) -> None:
    note = {"date": LONG_AGO.isoformat(), "by": "parks officer", **more}
    await seat.workspace.do(c.NoteStatuses((StatusNoted(seat.card(label).id, status, **note),)))


async def test_a_key_notes_a_status_and_who_says_it_is_asked_once(sit: Seats) -> None:
    async with at_follow_up(sit) as seat:
        assert listed(seat)[0] == ("T07-E01", "not started", ("no news yet", "library · east gate · #light"))
        assert facts(seat).startswith("2 to follow, 2 silent · not started 2\nA status asks once who says it")
        await seat.press("w")
        await seat.ask("Ask")
        await seat.type("parks officer")
        await seat.press("enter")
        await seat.until(lambda: news(seat) == (News("under way", TODAY.isoformat(), "parks officer"),))
        await back(seat)
        await seat.until(lambda: labels(seat) == ["T07-E02", "T07-E01"])
        assert "Noted “under way” of T07-E01. U undoes it." in seat.said()
        page_of(seat).rows.go_to(seat.card("E02").id)
        await seat.press("y")
        await seat.until(lambda: [n.status for n in news(seat, "E02")] == ["tried: it worked"])
        assert "1 to follow, 0 silent" in facts(seat)
        await seat.press("u")
        await seat.until(lambda: not news(seat, "E02"))


async def test_the_other_statuses_have_a_key_too(sit: Seats) -> None:
    async with at_follow_up(sit) as seat:
        page_of(seat).by = "library"
        statuses: list[str] = []
        for key, status in (("n", "not started"), ("l", "looking for someone"), ("x", "tried: it did not")):
            page_of(seat).rows.go_to(seat.card("E01").id)
            statuses.append(status)
            await seat.press(key)
            await seat.until(lambda: [n.status for n in news(seat)] == statuses)


async def test_what_was_dropped_needs_a_reason_and_what_went_into_something_a_link(sit: Seats) -> None:
    async with at_follow_up(sit) as seat:
        page_of(seat).by = "library"
        await seat.press("d")
        await seat.ask("Ask")
        await seat.press("enter")
        await seat.until(lambda: seat.said() == "T07-E01: say why it was dropped.")
        await seat.press("d")
        await seat.ask("Ask")
        await seat.press("escape")
        await back(seat)
        assert not news(seat)
        await seat.press("d")
        await seat.ask("Ask")
        await seat.type("rain")
        await seat.press("enter")
        await seat.until(lambda: [(n.status, n.reason) for n in news(seat)] == [("dropped", "rain")])
        await back(seat)
        page_of(seat).rows.go_to(seat.card("E02").id)
        await seat.press("i")
        await seat.ask("Ask")
        await seat.type("plan.example")
        await seat.press("enter")
        await seat.until(lambda: [n.link for n in news(seat, "E02")] == ["plan.example"])


async def test_silence_is_said_in_days_as_people_say_them(sit: Seats) -> None:
    async with at_follow_up(sit) as seat:
        await told(seat, "E01", review=(LONG_AGO + timedelta(days=1)).isoformat())
        await seat.until(lambda: "silent · not started 1 · under way 1" in facts(seat))
        (said,) = [more[0] for label, _, more in listed(seat) if label == "T07-E01"]
        assert said.startswith(f"no news since {LONG_AGO.day} ")
        assert f"{LONG_AGO.year}, review was due " in said


async def test_marked_ones_are_noted_in_one_act(sit: Seats) -> None:
    async with at_follow_up(sit) as seat:
        page_of(seat).by = "library"
        await seat.press("space", "space", "l")
        await seat.until(lambda: news(seat) and news(seat, "E02"))
        assert page_of(seat).rows.chosen == frozenset()
        await back(seat)
        await seat.press("u")
        await seat.until(lambda: not news(seat) and not news(seat, "E02"))


async def test_details_are_changed_one_after_the_other(sit: Seats) -> None:
    async with at_follow_up(sit) as seat:
        await told(seat, "E01", contact="ada@example.org")
        await seat.until(lambda: "T07-E02" in labels(seat)[:1])
        page_of(seat).rows.go_to(seat.card("E01").id)
        await seat.press("enter")
        await seat.ask("Choose")
        assert "Contact (never published): ada@example.org" in [r.text for r in seat.app.screen.query_one(Rows).rows]
        await seat.press(*"evidence", "enter")
        await seat.ask("Ask")
        await seat.type("photos.example")
        await seat.press("enter")
        await seat.until(lambda: news(seat)[-1].link == "photos.example")
        await seat.ask("Choose")
        await seat.press("enter")
        await seat.ask("Ask")
        await seat.type("2099-08-01")
        await seat.press("enter")
        await seat.until(lambda: news(seat)[-1].review == "2099-08-01")
        await seat.ask("Choose")
        await seat.press(*"status", "enter")
        await seat.until(lambda: "Dropped" in str(seat.app.screen.query_one(Rows).rows))
        await seat.press(*"dropped", "enter")
        await seat.ask("Ask")
        await seat.type("rain")
        await seat.press("enter")
        await seat.until(lambda: news(seat)[-1][::6] == ("dropped", "rain"))
        assert news(seat)[-1].date == LONG_AGO.isoformat()
        await seat.ask("Choose")
        await seat.press("escape")
        await back(seat)


async def test_a_detail_of_what_has_no_news_asks_who_says_it(sit: Seats) -> None:
    async with at_follow_up(sit) as seat:
        await seat.press("enter")
        await seat.ask("Choose")
        await seat.press(*"contact", "enter")
        await seat.ask("Ask")
        await seat.type("ada")
        await seat.press("enter")
        await seat.until(lambda: "role" in getattr(seat.app.screen, "question", ""))
        await seat.ask("Ask")
        await seat.type("library")
        await seat.press("enter")
        await seat.until(lambda: news(seat) == (News("not started", TODAY.isoformat(), "library", "ada"),))


async def test_a_review_is_set_and_a_day_that_is_none_is_said(sit: Seats) -> None:
    async with at_follow_up(sit) as seat:
        page_of(seat).by = "library"
        await seat.press("r")
        await seat.ask("Ask")
        await seat.type("soon")
        await seat.press("enter")
        await seat.until(lambda: "“soon” is not a date" in seat.said())
        await seat.press("r")
        await seat.ask("Ask")
        await seat.type("2099-08-01")
        await seat.press("enter")
        await seat.until(lambda: [n.review for n in news(seat)] == ["2099-08-01"])
        await back(seat)
        await seat.press("w")
        await seat.until(lambda: [n.review for n in news(seat)] == ["2099-08-01"] * 2)
        await seat.press("y")
        await seat.until(lambda: news(seat)[-1].review == "")


async def test_nobody_named_notes_nothing_and_b_names_somebody(sit: Seats) -> None:
    async with at_follow_up(sit) as seat:
        for key in ("w", "r"):
            await seat.press(key)
            await seat.ask("Ask")
            await seat.press("escape")
            await back(seat)
        await seat.press("b")
        await seat.ask("Ask")
        await seat.type("library")
        await seat.press("enter")
        await seat.until(lambda: "News as told by: library" in facts(seat))
        assert not news(seat)


def lists(seat: Seat, found: list[str]) -> bool:
    return labels(seat) == found


def is_sorted(seat: Seat, order: str, first: str) -> bool:
    return page_of(seat).order == order and labels(seat)[:1] == [first]


async def test_the_list_is_sorted_and_some_are_listed_as_asked_and_words_find(sit: Seats) -> None:
    async with at_follow_up(sit) as seat:
        await told(seat, "E02", review="2099-01-01")
        for order, asked, first in (
            ("owner", "owner", "T07-E01"),
            ("review", "next", "T07-E02"),
            ("place", "place", "T07-E01"),
            ("tag", "tag", "T07-E01"),
            ("silence", "longest", "T07-E01"),
        ):
            await seat.press("o")
            await seat.answer("Choose", *asked, "enter")
            await seat.until(partial(is_sorted, seat, order, first))
        for typed, found in FOUND:
            await seat.press("semicolon")
            await seat.ask("Choose")
            await seat.type(typed)
            await seat.press("enter")
            await back(seat)
            await seat.until(partial(lists, seat, found))
        await back(seat)
        await seat.press("slash")
        await seat.ask("Ask")
        await seat.type("tea cart")
        await seat.until(lambda: labels(seat) == ["T07-E02"])
        await seat.press("escape")
        await seat.until(lambda: len(labels(seat)) == 2)


FOUND: tuple[tuple[str, list[str]], ...] = (
    ("silent", ["T07-E01"]),
    ("library", ["T07-E01"]),
    ("gate", ["T07-E01"]),
    ("light", ["T07-E01"]),
    ("way", ["T07-E02"]),
    ("dropped", []),
    ("all", ["T07-E01", "T07-E02"]),
)


async def test_the_news_of_the_one_at_the_cursor_stands_beside_it_where_there_is_room(sit: Seats) -> None:
    async with at_follow_up(sit, (120, 40)) as seat:
        await told(seat, "E02", link="photos.example", contact="ada@example.org")
        page_of(seat).rows.go_to(seat.card("E02").id)
        beside = seat.app.screen.query_one("#history", Rows)
        await seat.until(lambda: [row.text for row in beside.rows] == ["under way"])
        assert "photos.example" in beside.rows[0].more[0]
        assert beside.rows[0].more[1] == "ada@example.org"
        assert beside.display


async def test_an_empty_page_says_what_to_do(sit: Seats) -> None:
    async with sit((80, 24)) as seat:
        for label in ("E01", "E02"):
            await seat.workspace.do(c.RemoveCard(seat.card(label).id))
        seat = await seat.beside("greater_than_sign", FollowUpPage)  # noqa: PLW2901 - the same seat, at another page
        assert page_of(seat).rows.empty == EMPTY
        await seat.press("w")
        await seat.until(lambda: seat.said() == "There is nothing here to note news of.")
        await seat.press("space")
        await seat.until(lambda: seat.said() == "There is nothing here to mark.")
        await seat.press("escape")
        await seat.until(lambda: seat.app.screen is not seat.page)
