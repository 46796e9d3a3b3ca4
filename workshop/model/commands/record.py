"""What every command is, and what may be asked of the record itself."""

from __future__ import annotations

from workshop.model.struct import Struct


class Command(Struct):
    """What may be asked of a session; every command is a class below this one."""


class Undo(Command):
    """The entry named; without one, the last that ``by`` made and that is not undone."""

    entry: str = ""


class Redo(Command):
    """The last undo."""


class Batch(Command):
    """Commands that are one act: decided in this order, all of them or none, and undone together."""

    commands: tuple[Command, ...]
