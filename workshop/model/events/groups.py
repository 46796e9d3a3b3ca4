"""What can have happened to tags, clusters and the glossary."""

from __future__ import annotations

from typing import TypeAlias

from workshop.model.struct import Struct


class TagDefined(Struct):
    tag: str
    description: str = ""


class TagRenamed(Struct):
    """Cards tagged ``tag`` are tagged ``to``; where ``to`` was there, the two become one."""

    tag: str
    to: str


class TagDropped(Struct):
    """Out of the session's list; cards keep it as a free tag."""

    tag: str


class CardTagged(Struct):
    card: str
    tag: str


class TagOffered(Struct):
    """A tag from a phone that waits for the facilitator."""

    card: str
    tag: str


class CardUntagged(Struct):
    card: str
    tag: str


class TagRemoved(Struct):
    """Off the session's list, and off every card."""

    tag: str


class ClusterMade(Struct):
    cluster: str
    name: str


class ClusterNamed(Struct):
    cluster: str
    name: str


class ClusterDissolved(Struct):
    cluster: str


class CardClustered(Struct):
    card: str
    cluster: str


class CardUnclustered(Struct):
    card: str


class TermExplained(Struct):
    term: str
    expansion: str


class TermDismissed(Struct):
    """Capitals that need no explanation."""

    term: str


GroupEvent: TypeAlias = (
    TagDefined
    | TagRenamed
    | TagDropped
    | CardTagged
    | TagOffered
    | CardUntagged
    | TagRemoved
    | ClusterMade
    | ClusterNamed
    | ClusterDissolved
    | CardClustered
    | CardUnclustered
    | TermExplained
    | TermDismissed
)
