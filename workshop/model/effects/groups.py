"""What happens to tags, clusters and the glossary."""

from __future__ import annotations

from types import MappingProxyType

from workshop.model import events as e
from workshop.model.effects.registry import effect, on_card, on_cluster, on_session, with_cluster, with_one, without_one
from workshop.model.session import Card, Cluster, Session

on_session(e.TagDefined, lambda event, s: s._replace(tags=with_one(s.tags, event.tag, event.description)))
on_session(e.TagDropped, lambda event, s: s._replace(tags=without_one(s.tags, event.tag)))
on_session(e.TermExplained, lambda event, s: s._replace(terms=with_one(s.terms, event.term, event.expansion)))
on_session(e.TermDismissed, lambda event, s: s._replace(terms=with_one(s.terms, event.term, "")))
on_session(e.ClusterMade, lambda event, s: with_cluster(s, Cluster(event.cluster, event.name)))
on_cluster(e.ClusterNamed, lambda event, cluster: cluster._replace(name=event.name))
on_cluster(e.ClusterDissolved, lambda _, cluster: cluster._replace(dissolved=True))
on_card(e.CardClustered, lambda event, card: card._replace(cluster=event.cluster))
on_card(e.CardUnclustered, lambda _, card: card._replace(cluster=""))
on_card(e.CardUntagged, lambda event, card: _untagged(card, event.tag))


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
def tag_removed(event: e.TagRemoved, session: Session) -> Session:
    cards = session.cards
    for card in session.cards.values():
        if event.tag in card.tags or event.tag in card.offered:
            cards = cards.put(card.id, _untagged(card, event.tag))
    return session._replace(tags=without_one(session.tags, event.tag), cards=cards)


def _tagged(event: e.CardTagged, card: Card) -> Card:
    if event.tag in card.tags:
        return card
    return card._replace(tags=(*card.tags, event.tag), offered=_without(card.offered, event.tag))


def _offered(event: e.TagOffered, card: Card) -> Card:
    known = event.tag in card.tags or event.tag in card.offered
    return card if known else card._replace(offered=(*card.offered, event.tag))


def _untagged(card: Card, tag: str) -> Card:
    return card._replace(tags=_without(card.tags, tag), offered=_without(card.offered, tag))


def _without(tags: tuple[str, ...], tag: str) -> tuple[str, ...]:
    return tuple(t for t in tags if t != tag) if tag in tags else tags


on_card(e.CardTagged, _tagged)
on_card(e.TagOffered, _offered)
