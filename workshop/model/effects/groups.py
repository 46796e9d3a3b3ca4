"""What happens to tags, clusters and the glossary."""

from __future__ import annotations

from collections.abc import Callable
from types import MappingProxyType

from workshop.model import events as e
from workshop.model.effects.registry import change_card, effect, with_one, without_one
from workshop.model.session import Card, Cluster, Session


@effect.register
def tag_defined(event: e.TagDefined, session: Session) -> Session:
    return session._replace(tags=with_one(session.tags, event.tag, event.description))


@effect.register
def tag_renamed(event: e.TagRenamed, session: Session) -> Session:
    def new(tag: str) -> str:
        return event.to if tag == event.tag else tag

    tags: dict[str, str] = {}
    for tag, description in session.tags.items():
        tags[new(tag)] = tags.get(new(tag)) or description
    cards = session.cards
    for card in session.cards.values():
        if event.tag in card.tags or event.tag in card.offered:
            own = tuple(dict.fromkeys(map(new, card.tags)))
            offered = tuple(tag for tag in dict.fromkeys(map(new, card.offered)) if tag not in own)
            cards = cards.put(card.id, card._replace(tags=own, offered=offered))
    return session._replace(tags=MappingProxyType(tags), cards=cards)


@effect.register
def tag_dropped(event: e.TagDropped, session: Session) -> Session:
    return session._replace(tags=without_one(session.tags, event.tag))


@effect.register
def card_tagged(event: e.CardTagged, session: Session) -> Session:
    return change_card(session, event.card, lambda c: _tagged(c, event.tag))


def _tagged(card: Card, tag: str) -> Card:
    if tag in card.tags:
        return card
    return card._replace(tags=(*card.tags, tag), offered=_without(card.offered, tag))


def _without(tags: tuple[str, ...], tag: str) -> tuple[str, ...]:
    return tuple(t for t in tags if t != tag) if tag in tags else tags


@effect.register
def tag_offered(event: e.TagOffered, session: Session) -> Session:
    def offered(card: Card) -> Card:
        known = event.tag in card.tags or event.tag in card.offered
        return card if known else card._replace(offered=(*card.offered, event.tag))

    return change_card(session, event.card, offered)


@effect.register
def card_untagged(event: e.CardUntagged, session: Session) -> Session:
    return change_card(session, event.card, lambda c: _untagged(c, event.tag))


def _untagged(card: Card, tag: str) -> Card:
    return card._replace(tags=_without(card.tags, tag), offered=_without(card.offered, tag))


@effect.register
def tag_removed(event: e.TagRemoved, session: Session) -> Session:
    cards = session.cards
    for card in session.cards.values():
        if event.tag in card.tags or event.tag in card.offered:
            cards = cards.put(card.id, _untagged(card, event.tag))
    return session._replace(tags=without_one(session.tags, event.tag), cards=cards)


@effect.register
def cluster_made(event: e.ClusterMade, session: Session) -> Session:
    return session._replace(clusters=session.clusters.put(event.cluster, Cluster(event.cluster, event.name)))


def _cluster(session: Session, cluster_id: str, change: Callable[[Cluster], Cluster]) -> Session:
    cluster = session.clusters.get(cluster_id)
    if cluster is None:
        return session
    return session._replace(clusters=session.clusters.put(cluster_id, change(cluster)))


@effect.register
def cluster_named(event: e.ClusterNamed, session: Session) -> Session:
    return _cluster(session, event.cluster, lambda c: c._replace(name=event.name))


@effect.register
def cluster_dissolved(event: e.ClusterDissolved, session: Session) -> Session:
    return _cluster(session, event.cluster, lambda c: c._replace(dissolved=True))


@effect.register
def card_clustered(event: e.CardClustered, session: Session) -> Session:
    return change_card(session, event.card, lambda c: c._replace(cluster=event.cluster))


@effect.register
def card_unclustered(event: e.CardUnclustered, session: Session) -> Session:
    return change_card(session, event.card, lambda c: c._replace(cluster=""))


@effect.register
def term_explained(event: e.TermExplained, session: Session) -> Session:
    return session._replace(terms=with_one(session.terms, event.term, event.expansion))


@effect.register
def term_dismissed(event: e.TermDismissed, session: Session) -> Session:
    return session._replace(terms=with_one(session.terms, event.term, ""))
