from __future__ import annotations

import pytest

from tests.model.table import Table, table
from workshop.model import commands as c


@pytest.fixture
def it() -> Table:
    return table(tags=(("place", "Where"), ("cost", ""), ("who", "Who acts")))


def test_a_card_is_tagged_from_the_list_or_freely(it: Table) -> None:
    [card] = it.add("Paths flood")
    it.do(c.TagCard(card, "place"))
    it.do(c.TagCard(card, " #boots "))
    assert it.card(card).tags == ("place", "boots")
    assert it.refused(c.TagCard(card, "#place")) == "T07-I01 has that tag already."
    it.do(c.UntagCard(card, "place"))
    assert it.card(card).tags == ("boots",)
    assert it.refused(c.UntagCard(card, "place")) == "T07-I01 does not have that tag."
    assert it.refused(c.TagCard(card, "#")) == "A tag needs some words."
    assert it.refused(c.TagCard(card, "x" * 61)).startswith("A tag may have 60 characters, and this has 61.")


def test_tags_are_defined_described_and_dropped(it: Table) -> None:
    it.do(c.DefineTag("scale", "How big"))
    it.do(c.DefineTag("scale", "How far it reaches"))
    assert it.session.tags["scale"] == "How far it reaches"
    assert it.refused(c.DefineTag("#scale", "How far it reaches")) == "“scale” is in the list already."
    [card] = it.add("Paths flood")
    it.do(c.TagCard(card, "scale"))
    it.do(c.DropTag("scale"))
    assert "scale" not in it.session.tags
    assert it.card(card).tags == ("scale",)
    assert it.refused(c.DropTag("scale")) == "“scale” is not in the session's list of tags."


def test_a_tag_is_renamed_in_its_place_and_on_every_card(it: Table) -> None:
    [card, other] = it.add("Paths flood", "Gates")
    it.do(c.TagCard(card, "cost"))
    it.do(c.RenameTag("cost", "money"))
    assert list(it.session.tags.items()) == [("place", "Where"), ("money", ""), ("who", "Who acts")]
    assert (it.card(card).tags, it.card(other).tags) == (("money",), ())


def test_a_tag_renamed_to_another_becomes_one_with_it(it: Table) -> None:
    [card] = it.add("Paths flood")
    for tag in ("cost", "place"):
        it.do(c.TagCard(card, tag))
    it.do(c.RenameTag("cost", "place"))
    assert it.card(card).tags == ("place",)
    assert dict(it.session.tags) == {"place": "Where", "who": "Who acts"}


def test_a_free_tag_is_renamed_too(it: Table) -> None:
    [card] = it.add("Paths flood")
    it.do(c.TagCard(card, "boots"))
    it.do(c.RenameTag("boots", "shoes"))
    assert it.card(card).tags == ("shoes",)
    assert "shoes" not in it.session.tags
    assert it.refused(c.RenameTag("boots", "x")) == "There is no tag “boots” in this session."
    assert it.refused(c.RenameTag("shoes", "#shoes")) == "The tag is called “shoes” already."


def test_a_group_is_made_named_and_dissolved(it: Table) -> None:
    one, two = it.add("One", "Two")
    group = it.made(c.MakeCluster("Water", (one, one, two)))
    assert [card.cluster for card in it.seen().values()] == ["Water", "Water"]
    it.do(c.NameCluster(group, "High water"))
    assert it.seen()[one].cluster == "High water"
    assert it.refused(c.NameCluster(group, "High water")) == "The group is called “High water” already."
    it.do(c.DissolveCluster(group))
    assert it.seen()[one].cluster == ""
    sentence = "The group “High water” was dissolved. Make a new one, or undo that."
    assert it.refused(c.DissolveCluster(group)) == sentence
    assert it.refused(c.ClusterCard(one, group)) == sentence
    assert it.refused(c.UnclusterCard(one)) == "T07-I01 is in no group."
    assert it.refused(c.NameCluster("?", "x")) == "That group is not in this session."
    assert it.refused(c.MakeCluster("")) == "A group's name needs some words."


def test_a_card_is_put_into_a_group_and_taken_out(it: Table) -> None:
    [card] = it.add("One")
    group = it.made(c.MakeCluster("Water"))
    assert it.refused(c.UnclusterCard(card)) == "T07-I01 is in no group."
    it.do(c.ClusterCard(card, group))
    assert it.refused(c.ClusterCard(card, group)) == "T07-I01 is in that group already."
    it.do(c.UnclusterCard(card))
    assert it.seen()[card].cluster == ""


def test_a_group_may_be_empty(it: Table) -> None:
    [card] = it.add("One")
    group = it.made(c.MakeCluster("Water", (card,)))
    it.do(c.RemoveCard(card))
    assert not it.session.clusters[group].dissolved
    it.do(c.NameCluster(group, "Dry"))


def test_a_term_is_explained_or_dismissed(it: Table) -> None:
    it.do(c.ExplainTerm("GP", "family doctor"))
    it.do(c.DismissTerm("OK"))
    assert dict(it.session.terms) == {"GP": "family doctor", "OK": ""}
    assert it.refused(c.ExplainTerm("GP", "family doctor")) == "GP is explained so already."
    assert it.refused(c.DismissTerm("OK")) == "OK was dismissed already."
    assert it.refused(c.ExplainTerm("GP", "")) == "An explanation needs some words."
    assert it.refused(c.DismissTerm("")) == "A term needs some words."
