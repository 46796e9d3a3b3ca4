"""What may be asked of tags, clusters and the glossary."""

from __future__ import annotations

from typing import TypeAlias

from workshop.model.struct import Struct


class DefineTag(Struct):
    tag: str
    description: str = ""


class RenameTag(Struct):
    """Where ``to`` is a tag already, the two become one."""

    tag: str
    to: str


class DropTag(Struct):
    tag: str


class TagCard(Struct):
    card: str
    tag: str


class UntagCard(Struct):
    """Also for a tag that waits."""

    card: str
    tag: str


class RemoveTag(Struct):
    """Off the list, and off every card."""

    tag: str


class MakeCluster(Struct):
    name: str
    cards: tuple[str, ...] = ()


class NameCluster(Struct):
    cluster: str
    name: str


class ClusterCard(Struct):
    card: str
    cluster: str


class UnclusterCard(Struct):
    card: str


class DissolveCluster(Struct):
    cluster: str


class ExplainTerm(Struct):
    term: str
    expansion: str


class DismissTerm(Struct):
    term: str


GroupCommand: TypeAlias = (
    DefineTag
    | RenameTag
    | DropTag
    | TagCard
    | UntagCard
    | RemoveTag
    | MakeCluster
    | NameCluster
    | ClusterCard
    | UnclusterCard
    | DissolveCluster
    | ExplainTerm
    | DismissTerm
)
