"""Bulletins: frozen and numbered, also where two copies issue one at once."""

from __future__ import annotations

from tests.model.table import Table, table
from workshop.model import commands as c
from workshop.model.activity import describe
from workshop.model.bulletins import abouts_of, public_items, untold
from workshop.model.events import StatusNoted
from workshop.model.follow_up import Bulletin
from workshop.model.session import Session
from workshop.model.summit import gather


def told() -> Table:
    made = table()
    made.add("Lend boots", kind="experiment")
    made.do(c.AskRoom(("Who has the key?",)))
    (question,) = (card.id for card in made.session.cards.values() if card.kind == "question")
    made.do(c.FillField(question, "answer", "The mill"))
    (boots,) = (card.id for card in made.session.cards.values() if card.kind == "experiment")
    made.do(c.NoteStatuses((StatusNoted(boots, "dropped", "2026-06-12", "parks officer", "CONTACT", reason="rain"),)))
    return made


def test_news_and_answers_are_proposed_until_they_are_told() -> None:
    it = told()
    assert [(item.title, item.text) for item in untold(it.session)] == [
        ("Lend boots – dropped", "2026-06-12, parks officer. rain"),
        ("Who has the key? – answered", "The mill"),
    ]
    assert [item.cards for item in untold(it.session)] == [("T07-E01",), ("T07-Q01",)]
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
    assert [item.title for item in public_items(it.session, issued)] == ["Who has the key? – answered"]


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


def test_what_was_corrected_the_same_day_is_told_once() -> None:
    it = told()
    boots = next(card.id for card in it.session.cards.values() if card.kind == "experiment")
    for link in ("https://example.org/a", "https://example.org/b"):
        it.do(c.NoteStatuses((StatusNoted(boots, "under way", "2026-07-01", "library", link=link),)))
    assert [item.title for item in untold(it.session)] == [
        "Lend boots – dropped",
        "Lend boots – under way",
        "Who has the key? – answered",
    ]
    assert untold(it.session)[1].links == ("https://example.org/b",)


def test_an_edited_item_that_was_proposed_is_not_proposed_again_and_one_left_out_is() -> None:
    it = told()
    first, second = untold(it.session)
    it.do(c.IssueBulletin(items=(c.DraftedItem("Boots went", key=first.key), c.DraftedItem("Ours", key="unknown"))))
    assert untold(it.session) == (second,)
    boots, ours = it.session.bulletins[0].items
    assert (boots.about, ours.about, ours.key) == (first.about, "", "")
    assert it.refused(c.IssueBulletin(tuple(str(n) for n in range(501)))) == "A bulletin has at most 500 items."


def test_old_bulletins_are_kept_once_also_from_two_copies() -> None:
    it = told()
    other = it.copy("bbbbbb")
    other.now = it.now + 5_000
    old = c.OldBulletin("Update 1", "1", "2010-02-01", ("Lamps",), ("They are lent.",))
    it.do(c.ArchiveBulletins("old.txt", (old, old)))
    other.do(c.ArchiveBulletins("old.txt", (old,)))
    it.meet(other)
    assert [bulletin.title for bulletin in it.session.archive] == ["Update 1"]
    assert it.session.archive == other.session.archive
    assert it.session.bulletins == ()
    assert it.refused(c.ArchiveBulletins("old.txt", (old,))) == "These bulletins are in the archive already."
    empty = c.OldBulletin("Update 2")
    assert it.refused(c.ArchiveBulletins("old.txt", (empty,))) == "“Update 2” has no items."
    short = c.OldBulletin("Update 2", texts=("Whose item is this?",))
    said = it.refused(c.ArchiveBulletins("old.txt", (short,)))
    assert said == "“Update 2” has titles for 0 items and texts for 1."
    bare = c.OldBulletin("Update 3", titles=("Tea",), texts=("",))
    it.do(c.ArchiveBulletins("old.txt", (bare,)))
    assert it.session.archive[-1].date == ""


def test_tables_that_came_in_are_proposed_once_and_one_that_comes_late_alone() -> None:
    summit = gathered("3", "12")
    (item,) = untold(summit)
    assert (item.title, item.text, item.key) == ("New tables: 3, 12", "3: Winter · 12: Winter", "tables|3|12")
    told = Bulletin("20261122T091403.512Z-000-k7q2ab", "1", "", "2026-06-01", (item,))
    assert untold(summit._replace(bulletins=(told,))) == ()
    later = gathered("3", "5", "12")._replace(bulletins=(told,))
    assert [each.key for each in untold(later)] == ["tables|5"]
    assert "tables|5" in abouts_of(later)


def gathered(*tables: str) -> Session:
    boards = []
    for number in tables:
        it = Table(f"node{number}", c.StartSession(f"Table {number}", table=number, themes=(("Winter", ""),)))
        it.add("Lend boots", kind="experiment")
        boards.append(it.session)
    return gather(boards)


def test_a_table_alone_is_no_news() -> None:
    it = table()
    it.add("Lend boots", kind="experiment")
    assert untold(it.session) == ()


def test_dates_that_are_near_are_proposed_once_and_not_beside_news() -> None:
    it = told()
    boots = next(card.id for card in it.session.cards.values() if card.kind == "experiment")
    it.do(c.NoteStatuses((StatusNoted(boots, "under way", "2026-06-20", "library", review="2027-07-20"),)))
    proposed = [item.title for item in untold(it.session, "2027-07-10")]
    assert proposed[1:] == ["Lend boots – under way", "Who has the key? – answered"]
    walk = c.DraftedItem("A walk", dates=("2027-07-22", "2027-09-01"))
    it.do(c.IssueBulletin(items=(*(c.DraftedItem(i.title, key=i.key) for i in untold(it.session)), walk)))
    assert untold(it.session, "2027-07-01") == untold(it.session, "2027-08-02") == ()
    ahead = untold(it.session, "2027-07-10")
    assert [(item.title, item.text, item.dates) for item in ahead] == [
        ("Lend boots – review on 2027-07-20", "", ()),
        ("A walk – 2027-07-22", "", ()),
    ]
    assert [abouts_of(it.session)[item.key] for item in ahead] == [boots, ""]
    it.do(c.IssueBulletin(items=tuple(c.DraftedItem(item.title, key=item.key) for item in ahead)))
    assert untold(it.session, "2027-07-10") == ()
    assert it.session.bulletins[-1].items[0].about == boots


def test_a_date_that_was_told_shortly_before_it_is_not_told_again() -> None:
    it = told()
    boots = next(card.id for card in it.session.cards.values() if card.kind == "experiment")
    it.do(c.NoteStatuses((StatusNoted(boots, "under way", "2026-06-20", "library", review="2026-11-25"),)))
    walk = c.DraftedItem("A walk", dates=("2026-11-26",))
    it.do(c.IssueBulletin(items=(*(c.DraftedItem(i.title, key=i.key) for i in untold(it.session)), walk)))
    assert it.session.bulletins[0].date == "2026-11-18"
    assert untold(it.session, "2026-11-20") == ()


def test_nothing_is_said_of_a_last_bulletin_where_there_was_none() -> None:
    it = table()
    assert (
        it.refused(c.IssueBulletin()) == "Nothing has happened yet that a bulletin could tell, and no item was given."
    )


def test_long_words_are_shortened_in_a_title_and_stand_whole_in_the_text() -> None:
    it = table()
    words = (
        "Lend boots to everybody who comes without them and wants to walk on to the mill in the rain, and back again"
    )
    (boots, run_on) = it.add(words, "b" * 120, kind="experiment")
    notes = (StatusNoted(card, "under way", "2026-06-12", "library") for card in (boots, run_on))
    it.do(c.NoteStatuses(tuple(notes)))
    first, second = untold(it.session)
    assert (
        first.title
        == "Lend boots to everybody who comes without them and wants to walk on to the mill in the … – under way"
    )
    assert first.text == f"{words}. 2026-06-12, library"
    assert second.title == f"{'b' * 90} … – under way"


def test_the_paragraphs_of_a_text_stay_apart() -> None:
    it = table()
    it.do(c.IssueBulletin(items=(c.DraftedItem("Lamps", " One \r\n\n\t two\x1b[0m \n"),)))
    assert it.session.bulletins[0].items[0].text == "One\ntwo[0m"


def test_news_that_was_told_is_told_once_and_stays_when_its_card_is_joined_or_split() -> None:
    it = told()
    it.do(c.IssueBulletin())
    (issued,) = it.session.bulletins
    boots = issued.items[0].about
    (gloves,) = it.add("Lend gloves", kind="experiment")
    it.do(c.NoteStatuses((StatusNoted(gloves, "under way", "2026-06-14", "library", review="2026-06-20"),)))
    joined = it.made(c.JoinCards((boots, gloves), "Lend what is warm"))
    assert public_items(it.session, issued) == issued.items
    assert [item.title for item in untold(it.session, "2026-06-19")] == ["Lend what is warm – under way"]
    it.do(c.SplitCard(joined, ("Lend shoes", "Lend mittens")))
    assert public_items(it.session, issued) == issued.items
    assert [item.title for item in untold(it.session)] == ["Lend shoes – under way"]
    it.do(c.IssueBulletin())
    assert untold(it.session, "2026-06-19") == ()
    for text in ("Lend shoes", "Lend mittens"):
        it.do(c.HideCard(next(card.id for card in it.session.ordered() if card.text == text)))
    assert [item.title for item in public_items(it.session, issued)] == ["Who has the key? – answered"]
