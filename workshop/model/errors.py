"""Everything that can go wrong, as sentences for people.

::

    WorkshopError      what happened, what was kept, what to do
    ├── Refused        a rule says no; nothing changed
    │   └── TooSoon    it may be asked for again in a moment
    ├── Busy           another process writes this session
    ├── Damaged        the record on disk is not as it was written
    ├── NotWritten     the disk refused; what was recorded before is whole
    ├── NotFound       no such session, template or file
    └── Unreadable     a document that cannot be understood
"""

from __future__ import annotations


class WorkshopError(Exception):
    """A sentence for a facilitator; ``str(error)`` is that sentence."""


class Refused(WorkshopError):
    """A rule says no; the session is as it was."""


class TooSoon(Refused):
    """Too much at once; ``wait`` are milliseconds after which it may be asked for again."""

    def __init__(self, sentence: str, wait: int) -> None:
        super().__init__(sentence)
        self.wait = wait


class Busy(WorkshopError):
    """Another process is writing the session; its process id is in the sentence."""


class Damaged(WorkshopError):
    """A journal is not as it was written; the sentence names file, line and cure."""


class NotWritten(WorkshopError):
    """The disk refused a write; everything acknowledged before it is whole."""


class NotFound(WorkshopError):
    """What was named does not exist."""


class Unreadable(WorkshopError):
    """A document or folder cannot be understood; nothing was changed."""
