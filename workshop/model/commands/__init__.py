"""Commands: everything that may be asked of a session, in the imperative; a file a capability, as in ``rules/``.

A command names cards, themes, clusters and ballots by their inner ids. ``decide`` answers it with events, or
refuses it with a sentence.
"""

from __future__ import annotations

from typing import TypeAlias

from workshop.model.commands.ballots import *
from workshop.model.commands.bulletins import *
from workshop.model.commands.cards import *
from workshop.model.commands.follow_up import *
from workshop.model.commands.groups import *
from workshop.model.commands.mapping import *
from workshop.model.commands.papers import *
from workshop.model.commands.scales import *
from workshop.model.commands.session import *
from workshop.model.commands.submissions import *
from workshop.model.struct import Struct


class Undo(Struct):
    """The entry named; without one, the last that ``by`` made and that is not undone."""

    entry: str = ""


class Redo(Struct):
    """The last undo."""


class Batch(Struct):
    """Commands that are one act: decided in this order, all of them or none, and undone together."""

    commands: tuple[Command, ...]


Command: TypeAlias = (
    SessionCommand
    | CardCommand
    | SubmissionCommand
    | GroupCommand
    | MapCommand
    | BallotCommand
    | ScaleCommand
    | PaperCommand
    | FollowUpCommand
    | BulletinCommand
    | Undo
    | Redo
    | Batch
)
