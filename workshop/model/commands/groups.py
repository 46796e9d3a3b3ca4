"""What may be asked of tags, clusters and the glossary."""

from __future__ import annotations

from workshop.model.commands.record import Command


class DefineTag(Command):
    tag: str
    description: str = ""


class RenameTag(Command):
    """Where ``to`` is a tag already, the two become one."""

    tag: str
    to: str


class DropTag(Command):
    tag: str


class TagCard(Command):
    card: str
    tag: str


class UntagCard(Command):
    """Also for a tag that waits."""

    card: str
    tag: str


class RemoveTag(Command):
    """Off the list, and off every card."""

    tag: str


class MakeCluster(Command):
    name: str
    cards: tuple[str, ...] = ()


class NameCluster(Command):
    cluster: str
    name: str


class ClusterCard(Command):
    card: str
    cluster: str


class UnclusterCard(Command):
    card: str


class DissolveCluster(Command):
    cluster: str


class ExplainTerm(Command):
    term: str
    expansion: str


class DismissTerm(Command):
    term: str
