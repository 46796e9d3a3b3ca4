"""What can have happened to tags, clusters and the glossary."""

from __future__ import annotations

from workshop.model.events.record import Event


class TagDefined(Event):
    tag: str
    description: str = ""


class TagRenamed(Event):
    """Cards tagged ``tag`` are tagged ``to``; where ``to`` was there, the two become one."""

    tag: str
    to: str


class TagDropped(Event):
    """Out of the session's list; cards keep it as a free tag."""

    tag: str


class CardTagged(Event):
    card: str
    tag: str


class TagOffered(Event):
    """A tag from a phone that waits for the facilitator."""

    card: str
    tag: str


class CardUntagged(Event):
    card: str
    tag: str


class TagRemoved(Event):
    """Off the session's list, and off every card."""

    tag: str


class ClusterMade(Event):
    cluster: str
    name: str


class ClusterNamed(Event):
    cluster: str
    name: str


class ClusterDissolved(Event):
    cluster: str


class CardClustered(Event):
    card: str
    cluster: str


class CardUnclustered(Event):
    card: str


class TermExplained(Event):
    term: str
    expansion: str


class TermDismissed(Event):
    """Capitals that need no explanation."""

    term: str
