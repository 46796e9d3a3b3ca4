"""The formats an appendix is written in: one table, and the one door through which a report leaves."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Final

from workshop.model.errors import Refused
from workshop.publishing.report import Report, cleaned


@dataclass(frozen=True, slots=True)
class Format:
    """A format: the module with its exporter, the suffix of its files and its media type."""

    module: str
    suffix: str
    media_type: str

    @property
    def exporter(self) -> Callable[..., bytes]:
        """The exporter ``(Report) -> bytes``, imported when asked for: Word's library takes 0.2 s to load."""
        exporter: Callable[..., bytes] = import_module(f"workshop.publishing.formats.{self.module}").export
        return exporter


FORMATS: Final[Mapping[str, Format]] = {
    "txt": Format("text", ".txt", "text/plain; charset=utf-8"),
    "md": Format("markdown", ".md", "text/markdown; charset=utf-8"),
    "html": Format("html", ".html", "text/html; charset=utf-8"),
    "docx": Format("docx", ".docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "odt": Format("odt", ".odt", "application/vnd.oasis.opendocument.text"),
    "csv": Format("csv", ".csv", "text/csv; charset=utf-8"),
}
"""Formats by the name given after ``--format``."""


def export(report: Report, format: str, template: Path | None = None) -> bytes:  # noqa: A002 - the option's name
    """Return ``report`` in the format named, cleaned; ``template`` is a Word file whose styles a docx keeps.

    Raises ``Refused`` for an unknown format or a template with another format than docx, ``Unreadable`` for a
    template that is not a Word file.
    """
    if format not in FORMATS:
        message = f'There is no format "{format}". Choose one of {", ".join(FORMATS)}.'
        raise Refused(message)
    if template is None:
        return FORMATS[format].exporter(cleaned(report))
    if format != "docx":
        message = f"A house template is for Word files; it cannot shape {format}. Leave it out or choose docx."
        raise Refused(message)
    return FORMATS[format].exporter(cleaned(report), template)
