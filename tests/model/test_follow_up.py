"""What became of cards and lines after the summit."""

from __future__ import annotations

import pytest

from tests.model.table import Table, table
from workshop.model import commands as c
from workshop.model.activity import describe
from workshop.model.events import StatusNoted
from workshop.model.follow_up import NO_NEWS, OVER, STATUSES
from workshop.model.follow_up_view import follow_up_of


@pytest.fixture
def it() -> Table:
    made = table()
    made.add("Lend boots", "Ask the mill", kind="experiment")
    made.do(c.MakeHeading("After dark"))
    made.do(c.WriteLine("Light, by hand", next(iter(made.session.map.headings))))
    return made


def card(it: Table) -> str:
    return next(card.id for card in it.session.ordered() if card.text == "Lend boots")


def line(it: Table) -> str:
    return next(iter(it.session.map.lines))


def news(item: str, status: str = "under way", **more: str) -> c.NoteStatuses:
    return c.NoteStatuses((StatusNoted(item, status, **{"date": "2026-06-12", "by": "parks officer", **more}),))


def test_news_of_cards_and_lines_keeps_its_history_and_can_be_undone(it: Table) -> None:
    it.do(news(card(it), "looking for someone", contact="ada@example.org"))
    entry = it.do(news(card(it), date="20260701", review="2026-08-01"))
    it.do(news(line(it), "went into", link="https://example.org/plan"))
    boots, mill, light = sorted(follow_up_of(it.session), key=lambda item: item.text != "Lend boots")
    assert [n.status for n in boots.news] == ["looking for someone", "under way"]
    assert boots.now.date == "2026-07-01"
    assert boots.news[0].contact == ""
    assert follow_up_of(it.session, contacts=True) != follow_up_of(it.session)
    assert {mill.now.status, light.now.status} == {"not started", "went into"}
    it.do(c.Undo(entry.id))
    assert it.session.follow_up[card(it)][-1].status == "looking for someone"


def test_silence_shows_itself(it: Table) -> None:
    it.do(news(card(it), review="2026-07-01"))
    item = next(i for i in follow_up_of(it.session) if i.item == card(it))
    assert item.silence("2026-07-02") == "no news since 2026-06-12, review was due 2026-07-01"
    assert item.silence("2026-07-01") == ""
    assert item._replace(news=()).silence("2026-07-02") == "no news yet"
    assert item._replace(news=()).now == NO_NEWS
    assert {item._replace(news=(item.now._replace(status=s),)).silence("2027-01-01") for s in OVER} == {""}


def test_news_of_two_laptops_comes_together(it: Table) -> None:
    other = it.copy("bbbbbb")
    other.now = it.now + 5_000
    it.do(news(card(it), "looking for someone"))
    other.do(news(card(it), "tried: it worked"))
    other.do(news(line(it)))
    it.meet(other)
    assert it.session.follow_up == other.session.follow_up
    assert [n.status for n in it.session.follow_up[card(it)]] == ["looking for someone", "tried: it worked"]


def test_the_log_names_what_the_news_is_of_and_no_contact(it: Table) -> None:
    for item, name in ((card(it), "T07-E01"), (line(it), "L01")):
        entry = it.do(news(item, contact="ada@example.org"))
        assert describe(entry.events, it.session) == f"Noted “under way” of {name}"


@pytest.mark.parametrize(
    ("status", "more", "sentence"),
    [
        ("asleep", {}, "T07-E01: “asleep” is not a status."),
        ("dropped", {}, "T07-E01: say why it was dropped."),
        ("went into", {}, "T07-E01: say with a link what it went into."),
        ("under way", {"date": "12 June"}, "“12 June” is not a date. Write it as 2026-06-12."),
        ("under way", {"date": ""}, "The date of the news needs some words."),
        ("under way", {"by": " "}, "Who says it needs some words."),
        ("under way", {"review": "soon"}, "“soon” is not a date."),
    ],
)
def test_news_that_says_too_little_is_refused(it: Table, status: str, more: dict[str, str], sentence: str) -> None:
    assert sentence in it.refused(news(card(it), status, **more))
    assert card(it) not in it.session.follow_up


def test_the_same_news_twice_and_news_of_what_is_gone_are_refused(it: Table) -> None:
    boots = card(it)
    it.do(news(boots))
    assert it.refused(news(boots)) == "That was noted already."
    it.do(c.RemoveCard(boots))
    it.do(c.RemoveLine(line(it)))
    assert "T07-E01 was removed." in it.refused(news(boots))
    assert it.refused(news(line(it))) == "L01 was removed."
    assert it.refused(news("?")) == "That card is not in this session."
    assert len(STATUSES) == 7
