"""The files of bulletins as other programs read them: calendars, feed readers, mail, and as what they were."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar
from lxml import etree

from tests.model.table import Table, table
from workshop.model import commands as c
from workshop.model import events as e
from workshop.model.bulletins import untold
from workshop.model.entry import Entry
from workshop.model.events import StatusNoted
from workshop.model.follow_up import STATUSES
from workshop.model.follow_up_view import follow_up_of
from workshop.model.hlc import next_stamp
from workshop.publishing.bulletin_files import feed_of, files_of
from workshop.publishing.bulletin_report import report_of_all, report_of_month
from workshop.publishing.calendar import calendar_of, changes_of
from workshop.publishing.follow_up_sheet import COLUMNS, FILLED_IN, notes_of, sheet_of
from workshop.publishing.formats.csv import sheet
from workshop.publishing.papers import report_of_follow_up
from workshop.wording.document_words import words_for

ATOM = Path(__file__).with_name("schemas") / "atom.rng"
ITEM = c.DraftedItem(
    "Lamps & <b>books</b>",
    "Come and see",
    contact="library desk",
    dates=("2026-07-09", "2026-07-16"),
    links=("https://example.org/lamps",),
    cards=("t07-e01",),
    tags=("east gate",),
    highlight=True,
)


@pytest.fixture
def it() -> Table:
    made = table()
    made.add("Lend boots", "Ask the mill", kind="experiment")
    return made


def card(it: Table, text: str = "Lend boots") -> str:
    return next(card.id for card in it.session.ordered() if card.text == text)


def heard(it: Table, status: str = "under way", day: str = "2026-06-12", **more: str) -> None:
    it.do(c.NoteStatuses((StatusNoted(card(it), status, day, "parks officer", **more),)))


def events_of(content: bytes) -> list[Any]:
    return list(Calendar.from_ical(content).walk("VEVENT"))


def imported(calendar: dict[str, tuple[int, date, str]], content: bytes) -> dict[str, tuple[int, date, str]]:
    """What a calendar program holds after an import: an event a UID, the one of the higher SEQUENCE."""
    held = dict(calendar)
    for event in events_of(content):
        uid, found = str(event["UID"]), (int(event["SEQUENCE"]), event["DTSTART"].dt, str(event["STATUS"]))
        if uid not in held or held[uid][0] <= found[0]:
            held[uid] = found
    return held


def test_a_calendar_imported_again_has_one_event_that_is_brought_up_to_date(it: Table) -> None:
    heard(it, review="2026-07-01")
    first = imported({}, calendar_of(it.session))
    assert imported(first, calendar_of(it.session)) == first
    assert list(first.values()) == [(1, date(2026, 7, 1), "CONFIRMED")]
    heard(it, day="2026-06-20", review="2026-08-01")
    moved = imported(first, calendar_of(it.session))
    assert moved.keys() == first.keys()
    assert list(moved.values()) == [(2, date(2026, 8, 1), "CONFIRMED")]
    heard(it, "tried: it worked", "2026-07-20")
    assert list(imported(moved, calendar_of(it.session)).values()) == [(3, date(2026, 8, 1), "CANCELLED")]


def test_a_review_that_was_taken_back_is_brought_up_to_date_by_a_later_import(it: Table) -> None:
    def calendar() -> bytes:
        return calendar_of(it.session, changes_of(it.history))

    heard(it, review="2026-07-01")
    held = imported({}, calendar())
    heard(it, day="2026-06-20", review="2026-08-01")
    held = imported(held, calendar())
    it.do(c.Undo())
    held = imported(held, calendar())
    assert list(held.values()) == [(3, date(2026, 7, 1), "CONFIRMED")]
    it.do(c.Undo())
    held = imported(held, calendar())
    assert [(sequence, status) for sequence, _, status in held.values()] == [(4, "CANCELLED")]
    it.do(c.Redo())
    assert list(imported(held, calendar()).values()) == [(5, date(2026, 7, 1), "CONFIRMED")]


def test_days_that_are_none_in_another_laptops_journal_are_left_out(it: Table) -> None:
    boots = card(it)
    it.do(c.IssueBulletin(items=(ITEM,)))
    (bulletin,) = it.session.bulletins
    issued = e.BulletinIssued(
        f"{bulletin.id}1", "../2", "x", "soon", ("A",), ("",), ("",), ("",), dates=("never | 2027-01-01",)
    )
    events = (e.StatusNoted(boots, "under way", "once", "library", review="sometime"), issued)
    it.history.extend([Entry(next_stamp(it.history.last, it.now + 5_000, "cccccc"), "facilitator", events)])
    changes = changes_of(it.history)
    days = [event["DTSTART"].dt for event in events_of(calendar_of(it.session, changes))]
    assert days == [date(2026, 7, 9), date(2026, 7, 16), date(2027, 1, 1)]
    assert untold(it.session, "2026-12-24")
    names = files_of(it.session, it.session.bulletins[1], changes).keys()
    assert not [name for name in names if "/" in name]


def test_dated_items_are_in_the_calendar_until_their_card_is_hidden_and_then_cancelled(it: Table) -> None:
    it.do(c.IssueBulletin(items=(ITEM, c.DraftedItem("A walk", dates=("2026-07-20",)))))
    events = events_of(calendar_of(it.session))
    assert [(str(e["SUMMARY"]), e["DTSTART"].dt.day, e["DTEND"].dt.day) for e in events] == [
        ("Lamps & <b>books</b>", 9, 10),
        ("Lamps & <b>books</b>", 16, 17),
        ("A walk", 20, 21),
    ]
    assert len({str(event["UID"]) for event in events}) == 3
    it.do(c.HideCard(card(it)))
    told = [(str(e["SUMMARY"]), int(e["SEQUENCE"]), str(e["STATUS"])) for e in events_of(calendar_of(it.session))]
    assert told == [*2 * [("Withdrawn", 1, "CANCELLED")], ("A walk", 0, "CONFIRMED")]


def test_what_the_public_may_see_no_more_is_taken_from_calendars_and_given_back(it: Table) -> None:
    def calendar() -> bytes:
        return calendar_of(it.session, changes_of(it.history))

    heard(it, review="2026-07-01")
    it.do(c.IssueBulletin(items=(ITEM,)))
    held = imported({}, calendar())
    assert {status for _, _, status in held.values()} == {"CONFIRMED"}
    boots, text = card(it), it.session.cards[card(it)].text
    for away, back in ((c.HideCard, c.ShowCard), (c.ParkCard, c.UnparkCard), (c.RemoveCard, c.RestoreCard)):
        it.do(away(boots))
        assert text.encode() not in calendar()
        assert b"20260701" not in calendar()
        held = imported(held, calendar())
        assert {status for _, _, status in held.values()} == {"CANCELLED"}
        it.do(back(boots))
        held = imported(held, calendar())
        assert {status for _, _, status in held.values()} == {"CONFIRMED"}
    (more,) = it.add("More boots", kind="experiment")
    it.do(c.JoinCards((boots, more), "All boots"))
    states = [status for _, _, status in imported(held, calendar()).values()]
    assert sorted(states) == ["CANCELLED", "CONFIRMED", "CONFIRMED", "CONFIRMED"]
    assert len(events_of(calendar_of(it.session))) == 4


def test_the_feed_is_atom_by_the_grammar_of_its_rfc(it: Table) -> None:
    grammar = etree.RelaxNG(etree.parse(str(ATOM)))
    grammar.assertValid(etree.fromstring(feed_of(it.session)))
    it.do(c.IssueBulletin(items=(ITEM,)))
    it.do(c.IssueBulletin(("Thank you]]>&",)))
    feed = etree.fromstring(feed_of(it.session))
    grammar.assertValid(feed)
    for updated in feed.iterfind("{*}updated"):
        updated.text = "yesterday"
    assert not grammar.validate(feed)


def test_an_item_tells_what_was_written_into_it(it: Table) -> None:
    it.do(c.IssueBulletin(items=(ITEM,), title="Green spaces weekly"))
    made = files_of(it.session, it.session.bulletins[0])
    text = made["bulletin-1.txt"].decode("utf-8-sig")
    for words in (
        "Green spaces weekly",
        "Highlights",
        "library desk",
        "9 July 2026, 16 July 2026",
        "east gate",
        "T07-E01",
    ):
        assert words in text, words
    assert "<b>" not in made["bulletin-1.html"].decode()


def test_each_paragraph_of_an_item_is_one_in_every_format(it: Table) -> None:
    it.do(c.IssueBulletin(items=(c.DraftedItem("Lamps", "They are lent.\n\nUntil <Easter>."),)))
    made = files_of(it.session, it.session.bulletins[0])
    words = [paragraph.text for paragraph in Document(io.BytesIO(made["bulletin-1.docx"])).paragraphs]
    assert words[words.index("Lamps") + 1 :][:2] == ["They are lent.", "Until <Easter>."]
    page = made["bulletin-1.html"].decode()
    assert "<p class=said dir=auto>They are lent.</p>\n<p class=said dir=auto>Until &lt;Easter&gt;.</p>" in page
    assert "They are lent.\nUntil <Easter>." in made["bulletin-1.txt"].decode("utf-8-sig").replace("\r\n", "\n")
    assert b"Lamps They are lent. Until &lt;Easter&gt;." in made["bulletins.atom"]


def test_the_files_of_an_issued_bulletin_are_the_same_again_whatever_came_after(it: Table) -> None:
    heard(it)
    it.do(c.IssueBulletin())
    frozen = [name for name in files_of(it.session, it.session.bulletins[0]) if name.startswith("bulletin-1.")]
    before = files_of(it.session, it.session.bulletins[0])
    heard(it, "dropped", "2026-07-01", reason="rain")
    it.do(c.RewordCard(card(it), "Lend boots and lamps"))
    it.do(c.RetitleSession("Another title"))
    it.do(c.ChooseLanguage("fr"))
    it.do(c.IssueBulletin())
    after = files_of(it.session, it.session.bulletins[0])
    assert len(frozen) == 5
    assert all(before[name] == after[name] for name in frozen)


def test_a_month_is_on_one_page_with_the_highlights_on_top_and_the_newest_first(it: Table) -> None:
    it.do(c.IssueBulletin(("One", "Two", "Three", "Four")))
    it.do(c.IssueBulletin(items=(ITEM,)))
    month = it.session.bulletins[0].date[:7]
    titles = [theme.title for theme in report_of_month(it.session, month).themes]
    day = words_for("en").bulletin.day_said(it.session.bulletins[0].date)
    assert titles == [
        "Bulletin 2: highlights",
        "Bulletin 1: highlights",
        f"Bulletin 2, {day}",
        f"Bulletin 1, {day}",
    ]
    tops = report_of_month(it.session, month).themes[1].lists[0].cards
    assert [top.text for top in tops] == ["One", "Two", "Three"]
    assert report_of_month(it.session, "1999-01").themes == ()
    assert [theme.title for theme in report_of_all(it.session).themes] == titles[2:]


def test_silence_is_told_in_what_is_published_for_a_day(it: Table) -> None:
    heard(it, review="2026-07-01")
    notes = {
        c.text: dict(c.fields)["Follow-up"] for t in report_of_follow_up(it.session).themes for c in t.lists[0].cards
    }
    assert notes["Ask the mill"] == "No news yet"
    report = report_of_follow_up(it.session, today="2026-07-05")
    notes = {c.text: dict(c.fields)["Follow-up"] for t in report.themes for c in t.lists[0].cards}
    assert notes["Lend boots"] == "No news since 12 June 2026, review was due 1 July 2026. parks officer"
    assert report.counts.endswith(" As of 5 July 2026: no news of 2.")


@pytest.mark.parametrize("typed", ["Tried, it worked.", "tried it worked", "TRIED : IT WORKED"])
def test_a_status_is_read_as_people_write_it(it: Table, typed: str) -> None:
    row = (it.session.id, "T07-E01", "", typed, "2026-06-12", "library", "", "", "", "")
    (note,) = notes_of(it.session, sheet(COLUMNS, [row]), "2026-07-05")
    assert note.status == "tried: it worked"


WORDS = st.sampled_from(["", "rain", "=1+1", "'a", "ada, library", "a | b", "Ünï ❤️", 'say "no"'])
DAYS = st.dates(date(2026, 1, 1), date(2027, 1, 1)).map(date.isoformat)
ROWS = st.fixed_dictionaries(
    {
        "status": st.sampled_from(STATUSES),
        "date": DAYS | st.just(""),
        "by": st.sampled_from(["library", "parks, officer"]),
        "contact": WORDS,
        "link": WORDS.filter(bool),
        "review": DAYS | st.just(""),
        "reason": WORDS.filter(bool),
    }
)


@given(st.lists(ROWS, min_size=2, max_size=2), st.sampled_from(["2026-07-05", "2027-01-01"]))
def test_reading_a_filled_sheet_twice_is_reading_it_once(rows: list[dict[str, str]], today: str) -> None:
    it = table()
    it.add("Lend boots", "Ask the mill", kind="experiment")
    items = follow_up_of(it.session)
    filled = [
        (it.session.id, item.id, item.text, *(row[name] for name in FILLED_IN))
        for item, row in zip(items, rows, strict=True)
    ]
    content = sheet(COLUMNS, filled)
    it.do(c.NoteStatuses(notes_of(it.session, content, today)))
    assert notes_of(it.session, content, "2027-02-02") == ()
    assert notes_of(it.session, sheet_of(it.session), today) == ()


@given(st.lists(st.sampled_from(["news", "other news", "issue", "reword", "hide", "undo"]), max_size=12), st.data())
def test_an_issued_bulletin_never_changes_and_two_laptops_lose_no_news(acts: list[str], data: st.DataObject) -> None:
    it = table()
    it.add("Lend boots", "Ask the mill", kind="experiment")
    other = it.copy("bbbbbb")
    issued: dict[str, object] = {}
    noted = 0
    for day, act in enumerate(acts, 1):
        here = data.draw(st.sampled_from([it, other]))
        here.now = max(it.now, other.now) + 1_000
        if act.endswith("news"):
            text = "Lend boots" if act == "news" else "Ask the mill"
            boots = next(each.id for each in it.session.ordered() if each.label == ("E01" if text[0] == "L" else "E02"))
            here.do(c.NoteStatuses((StatusNoted(boots, "under way", f"2026-06-{day:02d}", "library"),)))
            noted += 1
        elif act == "issue":
            here.do(c.IssueBulletin((f"Item {day}",)))
            issued[here.session.bulletins[-1].id] = here.session.bulletins[-1].items
        elif act == "reword":
            here.do(c.RewordCard(card_at(here), f"Reworded {day}"))
        elif act == "hide":
            here.do(c.HideCard(card_at(here)) if not here.card(card_at(here)).hidden else c.ShowCard(card_at(here)))
        assert all(items == issued[b.id] for b in here.session.bulletins if b.id in issued for items in [b.items])
    it.meet(other)
    for here in (it, other):
        assert {bulletin.id: bulletin.items for bulletin in here.session.bulletins} == issued
        assert sum(len(news) for news in here.session.follow_up.values()) == noted
    assert untold(it.session) == untold(other.session)


def card_at(it: Table) -> str:
    return next(iter(it.session.cards))
