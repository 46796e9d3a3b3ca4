"""Bulletins on disk, and one before it is issued, as its text would be."""

from __future__ import annotations

import time
from collections.abc import Iterable
from pathlib import Path

from workshop.model.apply import apply
from workshop.model.commands import IssueBulletin
from workshop.model.follow_up import Bulletin
from workshop.model.follow_up_view import changes_of
from workshop.model.history import History
from workshop.model.hlc import next_stamp
from workshop.model.rules.registry import Context
from workshop.publishing.bulletin_files import ARCHIVE, files_of
from workshop.publishing.bulletin_report import report_of_archive, report_of_bulletin
from workshop.publishing.format_table import export
from workshop.store.atomic_files import make_folder, write_file


def preview_of(history: History, command: IssueBulletin) -> str:
    """Return the text of the bulletin that ``command`` would issue now. Raises ``Refused`` where it would not."""
    moment = Context(next_stamp(history.last, int(time.time() * 1000), "preview"), history.highest)
    session = history.session
    for event in history.answer(command, moment, "facilitator"):
        session = apply(session, event)
    return export(report_of_bulletin(session, session.bulletins[-1]), "txt").decode()


def write_bulletins(exports: Path, history: History, bulletins: Iterable[Bulletin]) -> list[Path]:
    """Write the files of some bulletins, and the archive where there is one, beside what is handed out; return them.

    Raises ``NotWritten``.
    """
    target, session, changes = exports / "bulletins", history.session, changes_of(history)
    made = {name: content for each in bulletins for name, content in files_of(session, each, changes).items()}
    if session.archive:
        made[ARCHIVE] = export(report_of_archive(session), "html")
    make_folder(target)
    for name, content in made.items():
        write_file(target / name, content)
    return [target / name for name in made]
