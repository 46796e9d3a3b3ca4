"""What happens to tags, clusters and the glossary."""

from __future__ import annotations

from collections.abc import Callable
from types import MappingProxyType

from workshop.model import events as e
from workshop.model.board import Board, Cluster
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
        if event.tag in card.tags:
            cards = cards.put(card.id, card._replace(tags=tuple(dict.fromkeys(map(new, card.tags)))))
    return board._replace(tags=MappingProxyType(tags), cards=cards)


@effect.register
def _(event: e.TagDropped, board: Board) -> Board:
    return board._replace(tags=without_one(board.tags, event.tag))


@effect.register
def _(event: e.CardTagged, board: Board) -> Board:
    return change_card(board, event.card, lambda c: c if event.tag in c.tags else c._replace(tags=(*c.tags, event.tag)))


@effect.register
def _(event: e.CardUntagged, board: Board) -> Board:
    return change_card(board, event.card, lambda c: c._replace(tags=tuple(t for t in c.tags if t != event.tag)))


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
