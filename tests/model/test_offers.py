"""What phones offer: cards and tags that wait, at a pace, and that whoever offered them may still change."""

from __future__ import annotations

import pytest

from tests.model.table import START, Table, table
from workshop.model import commands as c
from workshop.model.activity import describe
from workshop.model.errors import TooSoon
from workshop.model.history import COARSE
from workshop.model.hlc import moment_of
from workshop.model.rules.groups import MOST_TAGS
from workshop.model.rules.submissions import LONG_QUEUE, OFFERS_APART
from workshop.model.views import visible


@pytest.fixture
def it() -> Table:
    return table()


def offer(it: Table, text: str, mark: str = "t", *, held: bool = True) -> str:
    return it.do(c.OfferCard("insight", it.theme, text, mark, held), by="participant").id


def offer_at(it: Table, after: int, text: str = "One more", *, held: bool = True) -> None:
    it.now += after - 1_000
    offer(it, text, held=held)


def test_a_tag_of_the_list_is_put_on_and_another_waits(it: Table) -> None:
    it.do(c.DefineTag("safe"))
    [card] = it.add("Lights go out at four")
    it.do(c.OfferTag(card, "#safe"), by="participant")
    entry = it.do(c.OfferTag(card, "rude word"), by="participant")
    assert (it.card(card).tags, it.card(card).offered) == (("safe",), ("rude word",))
    assert "rude word" not in repr(visible(it.session, "participant"))
    assert describe(entry.events, it.session) == "Offered the tag “rude word” for T07-I01"
    assert "waits" in it.refused(c.OfferTag(card, "rude word"))
    assert "already" in it.refused(c.OfferTag(card, "safe"))


def test_a_tag_is_the_same_whatever_its_capitals(it: Table) -> None:
    """A phone writes the first letter of a line as a capital, and some write wide letters."""
    it.do(c.DefineTag("safe"))
    [card, other] = it.add("Lights go out at four", "Paths flood")
    it.do(c.OfferTag(card, "Safe"), by="participant")
    it.do(c.OfferTag(other, "ＳＡＦＥ"), by="participant")
    assert (it.card(card).tags, it.card(other).tags) == (("safe",), ("safe",))
    it.do(c.OfferTag(card, "Dark"), by="participant")
    assert "waits" in it.refused(c.OfferTag(card, "dark"))
    assert it.card(card).offered == ("Dark",)


def test_a_tag_that_waits_is_shown_or_set_aside(it: Table) -> None:
    one, two = it.add("One", "Two")
    for card in (one, two):
        it.do(c.OfferTag(card, "dark"), by="participant")
    it.do(c.TagCard(one, "dark"))
    it.do(c.UntagCard(two, "dark"))
    assert [(it.card(card).tags, it.card(card).offered) for card in (one, two)] == [(("dark",), ()), ((), ())]
    it.do(c.Undo())
    assert it.card(two).offered == ("dark",)
    it.do(c.RenameTag("dark", "unlit"))
    assert (it.card(one).tags, it.card(two).offered) == (("unlit",), ("unlit",))
    it.do(c.OfferTag(one, "late"), by="participant")
    it.do(c.RenameTag("late", "unlit"))
    assert (it.card(one).tags, it.card(one).offered) == (("unlit",), ())


def test_where_offers_are_shown_at_once_so_are_tags(it: Table) -> None:
    [card] = it.add("One")
    it.do(c.HoldOffers(held=False))
    it.do(c.OfferTag(card, "dark"), by="participant")
    assert it.card(card).tags == ("dark",)


def test_a_card_has_so_many_tags_and_no_more(it: Table) -> None:
    [card] = it.add("One")
    for number in range(MOST_TAGS - 1):
        it.do(c.OfferTag(card, f"tag {number}"), by="participant")
    it.do(c.TagCard(card, "tag 0"))
    it.do(c.OfferTag(card, "the last"), by="participant")
    assert "as many as a card can have" in it.refused(c.OfferTag(card, "one too many"))
    for number in range(1, MOST_TAGS - 1):
        it.do(c.TagCard(card, f"tag {number}"))
    it.do(c.TagCard(card, "the last"))
    assert "Take one off first" in it.refused(c.TagCard(card, "one too many"))


def test_a_tag_is_removed_everywhere_at_once(it: Table) -> None:
    one, two, three = it.add("One", "Two", "Three")
    it.do(c.DefineTag("dark"))
    it.do(c.TagCard(one, "dark"))
    it.do(c.UntagCard(one, "dark"))
    it.do(c.TagCard(two, "dark"))
    it.do(c.RemoveTag("dark"))
    assert ([it.card(card).tags for card in (one, two, three)], it.session.tags) == ([(), (), ()], {})
    assert it.refused(c.RemoveTag("dark")) == "There is no tag “dark” in this session."
    it.do(c.OfferTag(three, "rude"), by="participant")
    it.do(c.RemoveTag("rude"))
    assert it.card(three).offered == ()
    it.do(c.Undo())
    assert it.card(three).offered == ("rude",)


def test_while_many_cards_wait_offers_come_at_a_pace(it: Table) -> None:
    for number in range(LONG_QUEUE):
        offer_at(it, 5, f"Line {number}")
    with pytest.raises(TooSoon) as refusal:
        offer_at(it, 500)
    assert (refusal.value.wait, str(refusal.value)) == (
        OFFERS_APART - 500,
        f"{LONG_QUEUE} cards wait already. Offer yours again in a moment.",
    )
    offer_at(it, OFFERS_APART)
    it.add("A facilitator types on", origin="")
    waiting = [card for card in it.session.cards.values() if card.waits]
    for card in waiting[:2]:
        it.do(c.ParkCard(card.id))
    offer_at(it, 5)


def test_where_they_are_shown_at_once_they_come_at_a_pace_as_well(it: Table) -> None:
    for number in range(LONG_QUEUE):
        offer_at(it, 5, f"Line {number}", held=False)
    with pytest.raises(TooSoon):
        offer_at(it, 500, held=False)
    offer_at(it, 60_000, held=False)
    offer_at(it, 5, held=False)


def test_who_offered_a_card_changes_it_while_it_waits(it: Table) -> None:
    card = offer(it, "Paths flod", "mine")
    it.do(c.RewordOffer(card, "mine", "Paths flood"), by="participant")
    assert (it.card(card).text, it.card(card).history) == ("Paths flood", ())
    assert "says that already" in it.refused(c.RewordOffer(card, "mine", "Paths flood"))
    for token in ("another", ""):
        assert "Only who offered" in it.refused(c.RewordOffer(card, token, "Not mine"))
        assert "Only who offered" in it.refused(c.TakeBackOffer(card, token))
    it.do(c.TakeBackOffer(card, "mine"), by="participant")
    assert (it.card(card).removed, it.card(card).token) == (True, "")


@pytest.mark.parametrize("act", [c.ShowCard, c.ParkCard, c.HideCard, c.RemoveCard])
def test_once_somebody_has_looked_at_it_an_offer_stays_as_it_is(it: Table, act: type[c.ShowCard]) -> None:
    card = offer(it, "Paths flood", "mine")
    it.do(act(card))
    assert "no longer waits" in it.refused(c.RewordOffer(card, "mine", "Other words"))
    assert "no longer waits" in it.refused(c.TakeBackOffer(card, "mine"))


def test_words_that_a_facilitator_fixed_are_not_changed_back(it: Table) -> None:
    card = offer(it, "Paths flod", "mine")
    it.do(c.RewordCard(card, "Paths flood"))
    assert "no longer waits" in it.refused(c.RewordOffer(card, "mine", "Paths flod again"))


def test_a_card_without_an_owner_is_nobodys(it: Table) -> None:
    card = offer(it, "Paths flood", "")
    assert "Only who offered" in it.refused(c.TakeBackOffer(card, ""))


def test_what_a_kind_is_can_be_said(it: Table) -> None:
    it.do(c.DescribeKind("insight", "what the river taught us"))
    assert (it.session.hint("insight"), it.session.hint("experiment")) == ("what the river taught us", "")
    assert "already" in it.refused(c.DescribeKind("insight", " what the river taught us "))
    assert "no kind" in it.refused(c.DescribeKind("wish", "x"))
    begun = Table(start=c.StartSession("Floods", hints=(("Insight", "learned"),)))
    assert begun.session.hint("insight") == "learned"


def test_dots_tell_the_time_in_tens_of_minutes_and_keep_their_order(it: Table) -> None:
    [one, two] = it.add("One", "Two")
    ballot = it.opened()
    opened = it.history.last
    it.now += 90_000
    votes = [it.vote(ballot, "ana-token", card, dots) for card, dots in ((one, 1), (one, 2), (two, 1), (one, 0))]
    done = it.do(c.FinishVoting(ballot, "ana-token"), by="")
    ids = [entry.id for entry in (*votes, done)]
    assert ids == sorted(ids)
    assert {moment_of(entry) for entry in ids} == {moment_of(opened)}
    assert dict(it.ballot(ballot).votes["ana-token"]) == {two: 1}
    it.now += 2 * COARSE
    later = it.vote(ballot, "ben-token", one)
    assert moment_of(later.id) % COARSE == 0
    close = it.do(c.CloseBallot(ballot))
    assert moment_of(close.id) == it.now > moment_of(later.id) > START
    it.do(c.Undo())
    assert it.ballot(ballot).state == "open"
    assert it.vote(ballot, "ben-token", two).id > close.id
