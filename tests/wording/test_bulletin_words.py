"""Bulletins speak each language that the appendix has."""

from __future__ import annotations

from tests.examples import with_each
from tests.model.table import table
from workshop.live.bulletin_draft import proposal_words
from workshop.model import commands as c
from workshop.model.bulletins import ProposalWords, untold
from workshop.model.events import StatusNoted
from workshop.publishing.bulletin_files import files_of
from workshop.wording.document_words import LANGUAGES, words_for


def test_a_day_is_said_as_people_say_it_and_what_is_none_as_it_stands() -> None:
    assert words_for("de-AT").bulletin.day_said("2026-03-01") == "1. März 2026"
    assert words_for("es").bulletin.day_said("2026-03-01") == "1 de marzo de 2026"
    assert words_for("tlh").bulletin.month_said("2026-03") == "March 2026"
    english = words_for("en").bulletin
    assert (english.day_said("soon"), english.month_said("soon")) == ("soon", "soon")


def test_items_are_proposed_in_the_language_of_the_session_under_the_same_keys() -> None:
    it = table()
    (boots,) = it.add("Stiefel leihen", kind="experiment")
    it.do(c.NoteStatuses((StatusNoted(boots, "under way", "2026-06-12", "Parkamt", review="2026-07-01"),)))
    (german,), (english,) = untold(it.session, words=proposal_words("de")), untold(it.session)
    assert german.title == "Stiefel leihen – unterwegs"
    assert german.text.endswith("Nächster Blick darauf am 1. Juli 2026")
    assert german.key == english.key
    assert proposal_words("en")._replace(day_said=str) == ProposalWords()


@with_each("language", sorted({*LANGUAGES} - {"en", "fr"}))
def test_a_bulletin_has_no_english_label(language: str) -> None:
    it = table("x")
    it.do(c.ChooseLanguage(language))
    it.add("x", kind="experiment")
    item = c.DraftedItem("x", "x", "", "x", ("2026-05-01",), ("x",), ("T07-E01",), ("x",), highlight=True)
    it.do(c.IssueBulletin(items=(item,)))
    made = files_of(it.session, it.session.bulletins[0])
    for name in ("bulletin-1.txt", "bulletins.html"):
        page = made[name].decode("utf-8-sig").partition("<body>")
        told = page[2] or page[0]
        words = ("Bulletin", "Highlights", "Dates", "Cards", "Contact:", "Issued", "May", "Tags:")
        assert not [word for word in words if word in told], told
