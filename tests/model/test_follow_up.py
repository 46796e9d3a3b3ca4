"""What became of cards and lines after the summit."""

from __future__ import annotations

import pytest

from tests.model.table import Table, table
from workshop.model import commands as c
from workshop.model.activity import describe
from workshop.model.events import StatusNoted
from workshop.model.follow_up import NO_NEWS, OVER, STATUSES
from workshop.model.follow_up_view import follow_up_of
from workshop.model.views import Role


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


def followed(it: Table, role: Role = "facilitator") -> dict[str, list[str]]:
    return {item.text: [f"{n.date} {n.status}" for n in item.news] for item in follow_up_of(it.session, role)}


def test_news_of_cards_that_were_joined_is_of_the_card_that_stands_for_them(it: Table) -> None:
    boots = card(it)
    mill = next(each.id for each in it.session.ordered() if each.text == "Ask the mill")
    it.do(news(boots, "looking for someone", date="2026-06-12"))
    it.do(news(mill, "under way", date="2026-06-01"))
    it.do(news(boots, "under way", date="2026-07-01"))
    joined = it.made(c.JoinCards((boots, mill), "Boots from the mill"))
    noted = ["2026-06-01 under way", "2026-06-12 looking for someone", "2026-07-01 under way"]
    assert followed(it)["Boots from the mill"] == noted
    it.do(news(joined, "tried: it worked", date="2026-07-20"))
    it.do(c.SplitCard(joined, ("Boots", "The mill")))
    assert followed(it)["Boots"] == followed(it)["The mill"] == [*noted, "2026-07-20 tried: it worked"]
    it.do(c.Undo())
    it.do(c.Undo())
    it.do(c.UnjoinCard(joined))
    assert followed(it)["Lend boots"] == ["2026-06-12 looking for someone", "2026-07-01 under way"]


def test_news_of_a_hidden_card_comes_to_no_public_with_the_card_that_it_was_joined_into(it: Table) -> None:
    boots, mill = (each.id for each in it.session.ordered())
    it.do(news(mill, reason="HIDDENREASON"))
    it.do(c.HideCard(mill))
    it.do(c.JoinCards((boots, mill), "Boots from the mill"))
    assert followed(it)["Boots from the mill"] == ["2026-06-12 under way"]
    assert followed(it, "appendix")["Boots from the mill"] == []
