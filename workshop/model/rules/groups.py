"""Rules about tags, clusters and the glossary."""

from __future__ import annotations

from workshop.model import commands as c
from workshop.model import events as e
from workshop.model.board import Board
from workshop.model.events import Event
from workshop.model.rules.cards import tag_of
from workshop.model.rules.table import Moment, answer, cluster_of, live_card, refuse_if
from workshop.model.text import FIELD_LIMIT, LABEL_LIMIT, needed, one_line, within

Facts = tuple[Event, ...]


@answer.register
def _(command: c.DefineTag, board: Board, moment: Moment) -> Facts:
    del moment
    defined = tag_defined(command.tag, command.description)
    refuse_if(board.tags.get(defined.tag) == defined.description, f"“{defined.tag}” is in the list already.")
    return (defined,)


def tag_defined(tag: str, description: str) -> e.TagDefined:
    """Give the fact of a tag in the session's list, if its words will do."""
    return e.TagDefined(tag_of(tag), within(one_line(description), FIELD_LIMIT, "A description"))


@answer.register
def _(command: c.RenameTag, board: Board, moment: Moment) -> Facts:
    del moment
    tag, to = tag_of(command.tag), tag_of(command.to)
    used = tag in board.tags or any(tag in (*card.tags, *card.offered) for card in board.cards.values())
    refuse_if(not used, f"There is no tag “{tag}” in this session.")
    refuse_if(tag == to, f"The tag is called “{tag}” already.")
    return (e.TagRenamed(tag, to),)


@answer.register
def _(command: c.DropTag, board: Board, moment: Moment) -> Facts:
    del moment
    tag = tag_of(command.tag)
    refuse_if(tag not in board.tags, f"“{tag}” is not in the session's list of tags.")
    return (e.TagDropped(tag),)


@answer.register
def _(command: c.RemoveTag, board: Board, moment: Moment) -> Facts:
    del moment
    tag = tag_of(command.tag)
    used = any(tag in (*card.tags, *card.offered) for card in board.cards.values())
    refuse_if(tag not in board.tags and not used, f"There is no tag “{tag}” in this session.")
    return (e.TagRemoved(tag),)


@answer.register
def _(command: c.MakeCluster, board: Board, moment: Moment) -> Facts:
    new = moment.new_id()
    cards = [live_card(board, card).id for card in dict.fromkeys(command.cards)]
    return (e.ClusterMade(new, name_of(command.name)), *(e.CardClustered(card, new) for card in cards))


@answer.register
def _(command: c.NameCluster, board: Board, moment: Moment) -> Facts:
    del moment
    cluster, name = cluster_of(board, command.cluster), name_of(command.name)
    refuse_if(cluster.name == name, f"The group is called “{name}” already.")
    return (e.ClusterNamed(cluster.id, name),)


@answer.register
def _(command: c.ClusterCard, board: Board, moment: Moment) -> Facts:
    del moment
    card, cluster = live_card(board, command.card), cluster_of(board, command.cluster)
    refuse_if(card.cluster == cluster.id, f"{board.shown_id(card)} is in that group already.")
    return (e.CardClustered(card.id, cluster.id),)


@answer.register
def _(command: c.UnclusterCard, board: Board, moment: Moment) -> Facts:
    del moment
    card = live_card(board, command.card)
    cluster = board.clusters.get(card.cluster)
    refuse_if(cluster is None or cluster.dissolved, f"{board.shown_id(card)} is in no group.")
    return (e.CardUnclustered(card.id),)


@answer.register
def _(command: c.DissolveCluster, board: Board, moment: Moment) -> Facts:
    del moment
    return (e.ClusterDissolved(cluster_of(board, command.cluster).id),)


@answer.register
def _(command: c.ExplainTerm, board: Board, moment: Moment) -> Facts:
    del moment
    term = _term(command.term)
    expansion = within(needed(one_line(command.expansion), "An explanation"), FIELD_LIMIT, "An explanation")
    refuse_if(board.terms.get(term) == expansion, f"{term} is explained so already.")
    return (e.TermExplained(term, expansion),)


@answer.register
def _(command: c.DismissTerm, board: Board, moment: Moment) -> Facts:
    del moment
    term = _term(command.term)
    refuse_if(board.terms.get(term) == "", f"{term} was dismissed already.")
    return (e.TermDismissed(term),)


def name_of(text: str) -> str:
    """Give a group's name, cleaned, within the limit."""
    return within(needed(one_line(text), "A group's name"), LABEL_LIMIT, "A group's name")


def _term(text: str) -> str:
    return within(needed(one_line(text), "A term"), LABEL_LIMIT, "A term")
