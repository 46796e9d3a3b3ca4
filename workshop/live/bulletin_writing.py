"""The files of bulletins on disk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop.model.follow_up_view import changes_of
from workshop.publishing.bulletin_files import ARCHIVE, files_of
from workshop.publishing.bulletin_report import report_of_archive
from workshop.publishing.format_table import export
from workshop.store.atomic_files import make_folder, write_file

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from workshop.model.bulletin import Bulletin
    from workshop.model.history import History


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
