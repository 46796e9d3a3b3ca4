"""Rules about tags, clusters and the glossary."""

from __future__ import annotations

from typing import Final
from unicodedata import normalize

from workshop.model import commands as c
from workshop.model import events as e
from workshop.model.rules.registry import Context, Events, answer, cluster_of, live_card, refuse_if
from workshop.model.session import Card, Session
from workshop.model.text import FIELD_LIMIT, LABEL_LIMIT, needed, one_line, within

MOST_TAGS: Final = 12
"""Tags of one card, with those that wait: more say nothing."""


def tag_of(text: str) -> str:
    """Return a tag, cleaned, without the mark people write before it."""
    return within(needed(one_line(text).lstrip("#").strip(), "A tag"), LABEL_LIMIT, "A tag")


def as_spelled(session: Session, card: Card, tag: str) -> str:
    """Return a tag as it is written already, if it is: a phone makes the first letter a capital by itself."""
    known = (*session.tags, *card.tags, *card.offered)
    return tag if tag in known else next((each for each in known if _folded(each) == _folded(tag)), tag)


def _folded(tag: str) -> str:
    return normalize("NFKC", tag).casefold()


def has_room(session: Session, card: Card) -> None:
    """Refuse another tag where the card has as many as a card can have."""
    full = len(card.tags) >= MOST_TAGS
    refuse_if(full, f"{session.shown_id(card)} has {MOST_TAGS} tags, as many as a card can have. Take one off first.")


@answer.register
def tag_card(command: c.TagCard, session: Session, _: Context) -> Events:
    card = live_card(session, command.card)
    tag = tag_of(command.tag)
    refuse_if(tag in card.tags, f"{session.shown_id(card)} has that tag already.")
    has_room(session, card)
    return (e.CardTagged(card.id, tag),)


@answer.register
def untag_card(command: c.UntagCard, session: Session, _: Context) -> Events:
    card = live_card(session, command.card)
    tag = tag_of(command.tag)
    refuse_if(tag not in (*card.tags, *card.offered), f"{session.shown_id(card)} does not have that tag.")
    return (e.CardUntagged(card.id, tag),)


@answer.register
def define_tag(command: c.DefineTag, session: Session, _: Context) -> Events:
    defined = tag_defined(command.tag, command.description)
    refuse_if(session.tags.get(defined.tag) == defined.description, f"“{defined.tag}” is in the list already.")
    return (defined,)


def tag_defined(tag: str, description: str) -> e.TagDefined:
    """Return the event of a tag in the session's list, if its words will do."""
    return e.TagDefined(tag_of(tag), within(one_line(description), FIELD_LIMIT, "A description"))


@answer.register
def rename_tag(command: c.RenameTag, session: Session, _: Context) -> Events:
    tag, to = tag_of(command.tag), tag_of(command.to)
    used = tag in session.tags or any(tag in (*card.tags, *card.offered) for card in session.cards.values())
    refuse_if(not used, f"There is no tag “{tag}” in this session.")
    refuse_if(tag == to, f"The tag is called “{tag}” already.")
    return (e.TagRenamed(tag, to),)


@answer.register
def drop_tag(command: c.DropTag, session: Session, _: Context) -> Events:
    tag = tag_of(command.tag)
    refuse_if(tag not in session.tags, f"“{tag}” is not in the session's list of tags.")
    return (e.TagDropped(tag),)


@answer.register
def remove_tag(command: c.RemoveTag, session: Session, _: Context) -> Events:
    tag = tag_of(command.tag)
    used = any(tag in (*card.tags, *card.offered) for card in session.cards.values())
    refuse_if(tag not in session.tags and not used, f"There is no tag “{tag}” in this session.")
    return (e.TagRemoved(tag),)


@answer.register
def make_cluster(command: c.MakeCluster, session: Session, moment: Context) -> Events:
    new = moment.new_id()
    cards = [live_card(session, card).id for card in dict.fromkeys(command.cards)]
    return (e.ClusterMade(new, name_of(command.name)), *(e.CardClustered(card, new) for card in cards))


@answer.register
def name_cluster(command: c.NameCluster, session: Session, _: Context) -> Events:
    cluster, name = cluster_of(session, command.cluster), name_of(command.name)
    refuse_if(cluster.name == name, f"The group is called “{name}” already.")
    return (e.ClusterNamed(cluster.id, name),)


@answer.register
def cluster_card(command: c.ClusterCard, session: Session, _: Context) -> Events:
    card, cluster = live_card(session, command.card), cluster_of(session, command.cluster)
    refuse_if(card.cluster == cluster.id, f"{session.shown_id(card)} is in that group already.")
    return (e.CardClustered(card.id, cluster.id),)


@answer.register
def uncluster_card(command: c.UnclusterCard, session: Session, _: Context) -> Events:
    card = live_card(session, command.card)
    cluster = session.clusters.get(card.cluster)
    refuse_if(cluster is None or cluster.dissolved, f"{session.shown_id(card)} is in no group.")
    return (e.CardUnclustered(card.id),)


@answer.register
def dissolve_cluster(command: c.DissolveCluster, session: Session, _: Context) -> Events:
    return (e.ClusterDissolved(cluster_of(session, command.cluster).id),)


@answer.register
def explain_term(command: c.ExplainTerm, session: Session, _: Context) -> Events:
    term = _term(command.term)
    expansion = within(needed(one_line(command.expansion), "An explanation"), FIELD_LIMIT, "An explanation")
    refuse_if(session.terms.get(term) == expansion, f"{term} is explained so already.")
    return (e.TermExplained(term, expansion),)


@answer.register
def dismiss_term(command: c.DismissTerm, session: Session, _: Context) -> Events:
    term = _term(command.term)
    refuse_if(session.terms.get(term) == "", f"{term} was dismissed already.")
    return (e.TermDismissed(term),)


def name_of(text: str) -> str:
    """Return a group's name, cleaned, within the limit."""
    return within(needed(one_line(text), "A group's name"), LABEL_LIMIT, "A group's name")


def _term(text: str) -> str:
    return within(needed(one_line(text), "A term"), LABEL_LIMIT, "A term")
