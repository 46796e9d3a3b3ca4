"""What happens to tags, clusters and the glossary."""

from __future__ import annotations

from collections.abc import Callable
from types import MappingProxyType

from workshop.model import events as e
from workshop.model.board import Board, Card, Cluster
from workshop.model.effects.table import change_card, effect, with_one, without_one


@effect.register
def _(event: e.TagDefined, board: Board) -> Board:
    return board._replace(tags=with_one(board.tags, event.tag, event.description))


@effect.register
def _(event: e.TagRenamed, board: Board) -> Board:
    def new(tag: str) -> str:
        return event.to if tag == event.tag else tag

    tags: dict[str, str] = {}
    for tag, description in board.tags.items():
        tags[new(tag)] = tags.get(new(tag)) or description
    cards = board.cards
    for card in board.cards.values():
        if event.tag in card.tags or event.tag in card.offered:
            own = tuple(dict.fromkeys(map(new, card.tags)))
            offered = tuple(tag for tag in dict.fromkeys(map(new, card.offered)) if tag not in own)
            cards = cards.put(card.id, card._replace(tags=own, offered=offered))
    return board._replace(tags=MappingProxyType(tags), cards=cards)


@effect.register
def _(event: e.TagDropped, board: Board) -> Board:
    return board._replace(tags=without_one(board.tags, event.tag))


@effect.register
def _(event: e.CardTagged, board: Board) -> Board:
    return change_card(board, event.card, lambda c: _tagged(c, event.tag))


def _tagged(card: Card, tag: str) -> Card:
    if tag in card.tags:
        return card
    return card._replace(tags=(*card.tags, tag), offered=_without(card.offered, tag))


def _without(tags: tuple[str, ...], tag: str) -> tuple[str, ...]:
    return tuple(t for t in tags if t != tag) if tag in tags else tags


@effect.register
def _(event: e.TagOffered, board: Board) -> Board:
    def offered(card: Card) -> Card:
        known = event.tag in card.tags or event.tag in card.offered
        return card if known else card._replace(offered=(*card.offered, event.tag))

    return change_card(board, event.card, offered)


@effect.register
def _(event: e.CardUntagged, board: Board) -> Board:
    return change_card(board, event.card, lambda c: _untagged(c, event.tag))


def _untagged(card: Card, tag: str) -> Card:
    return card._replace(tags=_without(card.tags, tag), offered=_without(card.offered, tag))


@effect.register
def _(event: e.TagRemoved, board: Board) -> Board:
    cards = board.cards
    for card in board.cards.values():
        if event.tag in card.tags or event.tag in card.offered:
            cards = cards.put(card.id, _untagged(card, event.tag))
    return board._replace(tags=without_one(board.tags, event.tag), cards=cards)


@effect.register
def _(event: e.ClusterMade, board: Board) -> Board:
    return board._replace(clusters=board.clusters.put(event.cluster, Cluster(event.cluster, event.name)))


def _cluster(board: Board, cluster_id: str, change: Callable[[Cluster], Cluster]) -> Board:
    cluster = board.clusters.get(cluster_id)
    if cluster is None:
        return board
    return board._replace(clusters=board.clusters.put(cluster_id, change(cluster)))


@effect.register
def _(event: e.ClusterNamed, board: Board) -> Board:
    return _cluster(board, event.cluster, lambda c: c._replace(name=event.name))


@effect.register
def _(event: e.ClusterDissolved, board: Board) -> Board:
    return _cluster(board, event.cluster, lambda c: c._replace(dissolved=True))


@effect.register
def _(event: e.CardClustered, board: Board) -> Board:
    return change_card(board, event.card, lambda c: c._replace(cluster=event.cluster))


@effect.register
def _(event: e.CardUnclustered, board: Board) -> Board:
    return change_card(board, event.card, lambda c: c._replace(cluster=""))


@effect.register
def _(event: e.TermExplained, board: Board) -> Board:
    return board._replace(terms=with_one(board.terms, event.term, event.expansion))


@effect.register
def _(event: e.TermDismissed, board: Board) -> Board:
    return board._replace(terms=with_one(board.terms, event.term, ""))
