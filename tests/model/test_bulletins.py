"""Bulletins: frozen and numbered, also where two copies issue one at once."""

from __future__ import annotations

from tests.model.table import Table, table
from workshop.model import commands as c
from workshop.model.activity import describe
from workshop.model.bulletins import public_items, untold


def told() -> Table:
    made = table()
    made.add("Lend boots", kind="experiment")
    made.do(c.AskRoom(("Who has the key?",)))
    (question,) = (card.id for card in made.session.cards.values() if card.kind == "question")
    made.do(c.FillField(question, "answer", "The mill"))
    (boots,) = (card.id for card in made.session.cards.values() if card.kind == "experiment")
    made.do(c.NoteStatuses((c.StatusNote(boots, "dropped", "2026-06-12", "parks officer", "CONTACT", reason="rain"),)))
    return made


def test_news_and_answers_are_proposed_until_they_are_told() -> None:
    it = told()
    assert [(item.title, item.text) for item in untold(it.session)] == [
        ("T07-E01: dropped", "Lend boots. 2026-06-12, parks officer. rain"),
        ("T07-Q01: answered", "Who has the key? The mill"),
    ]
    entry = it.do(c.IssueBulletin(("Thank you",)))
    assert describe(entry.events, it.session) == "Issued bulletin 1"
    assert untold(it.session) == ()
    assert it.refused(c.IssueBulletin()) == "Nothing has happened since the last bulletin, and no item was given."
    assert it.refused(c.IssueBulletin((" ",))) == "A title needs some words."


def test_an_issued_bulletin_never_changes() -> None:
    it = told()
    entry = it.do(c.IssueBulletin())
    (issued,) = it.session.bulletins
    boots = issued.items[0].about
    it.do(c.RewordCard(boots, "Lend SECRET boots"))
    it.do(c.HideCard(boots))
    assert it.refused(c.Undo(entry.id)) == "The bulletin is out. A correction belongs in the next one."
    assert it.session.bulletins == (issued,)
    assert [item.title for item in public_items(it.session, issued)] == ["T07-Q01: answered"]


def test_two_copies_that_issue_at_once_keep_both() -> None:
    it = told()
    other = it.copy("bbbbbb")
    other.now = it.now + 5_000
    it.do(c.IssueBulletin(("One",)))
    other.do(c.IssueBulletin(("Other",)))
    it.meet(other)
    assert it.session.bulletins == other.session.bulletins
    assert [(b.number, b.items[0].title) for b in it.session.bulletins] == [("1", "One"), ("1b", "Other")]
    it.do(c.IssueBulletin(("Next",)))
    assert it.session.bulletins[-1].number == "3"
