"""A bulletin before it is issued, as its text would be."""

from __future__ import annotations

import time

from workshop.model.apply import apply
from workshop.model.commands import IssueBulletin
from workshop.model.history import History
from workshop.model.hlc import next_stamp
from workshop.model.rules.registry import Context
from workshop.publishing.bulletin_report import report_of_bulletin
from workshop.publishing.format_table import export


def preview_of(history: History, command: IssueBulletin) -> str:
    """Return the text of the bulletin that ``command`` would issue now. Raises ``Refused`` where it would not."""
    moment = Context(next_stamp(history.last, int(time.time() * 1000), "preview"), history.highest)
    session = history.session
    for event in history.answer(command, moment, "facilitator"):
        session = apply(session, event)
    return export(report_of_bulletin(session, session.bulletins[-1]), "txt").decode()
