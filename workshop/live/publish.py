"""The appendix on disk: a session's board in the formats that were asked for."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final, NamedTuple

from workshop.model.errors import Refused
from workshop.model.history import History
from workshop.model.hlc import moment_of
from workshop.publishing.builder import Order, report_of
from workshop.publishing.format_table import FORMATS, export
from workshop.publishing.report import Report
from workshop.store.archive import record_of
from workshop.store.atomic_files import write_file

RECORD: Final = "json"
"""The format that is the whole record and not the report."""

NAMES: Final = (*FORMATS, RECORD)
"""All formats, by name."""

USUAL: Final = ("docx", "html", "txt")
"""What is written where nobody chose: to hand out, to put on a page, to read anywhere."""


class Wanted(NamedTuple):
    """What is to be written, and how."""

    formats: tuple[str, ...] = USUAL
    order: Order = "said"
    template: Path | None = None


def chosen_formats(text: str) -> tuple[str, ...]:
    """Return the formats named in "txt,md, html". Raises ``Refused`` for one that does not exist."""
    names = tuple(dict.fromkeys(name for part in text.split(",") if (name := part.strip().lower())))
    unknown = [name for name in names if name not in NAMES]
    if unknown or not names:
        raise Refused(f"There is no format “{', '.join(unknown)}”. Choose from: {', '.join(NAMES)}.")
    return names


def report(history: History, order: Order = "said") -> Report:
    """Return the appendix of a session as a tree."""
    return report_of(history.session, moment_of(history.last) if history.last else 0, order)


def appendix(folder: Path, history: History, name: str, wanted: Wanted) -> bytes:
    """Return the appendix of a session in one format."""
    if name == RECORD:
        return record_of(folder, history)
    template = wanted.template if name == "docx" else None
    return export(report(history, wanted.order), name, template)


def file_name(name: str) -> str:
    """Return the name of the file in one format."""
    return f"appendix{FORMATS[name].suffix}" if name in FORMATS else f"appendix.{name}"


def publish(folder: Path, history: History, target: Path, wanted: Wanted) -> list[Path]:
    """Write the appendix into the folder ``target`` in all formats; return the files.

    Each file is whole, or the old one: raises ``NotWritten`` with what is safe.
    """
    written: list[Path] = []
    for name in wanted.formats:
        path = target / file_name(name)
        write_file(path, appendix(folder, history, name, wanted))
        written.append(path)
    return written


def summary(made: Report) -> Sequence[str]:
    """Return what every export ends with: the counts, and what was left out."""
    return (made.counts, *made.left_out)
