"""The formats an appendix is written in: one table, and the one door through which a report leaves."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Final

from workshop.model.errors import Refused
from workshop.publishing.report import Report, cleaned

FORMATS: Final = {"txt": "text", "md": "markdown", "html": "html", "docx": "docx", "odt": "odt", "csv": "csv"}
"""Formats by the name given after ``--format``, in which their files end too; each with the module that writes it.

A module has an ``export``, and is imported when it is asked for: Word's library takes 0.2 s to load.
"""


def export(report: Report, format: str, template: Path | None = None) -> bytes:  # noqa: A002 - the option's name
    """Return ``report`` in the format named, cleaned; ``template`` is a Word file whose styles a docx keeps.

    Raises ``Refused`` for an unknown format or a template with another format than docx, ``Unreadable`` for a
    template that is not a Word file.
    """
    if format not in FORMATS:
        raise Refused(f'There is no format "{format}". Choose one of {", ".join(FORMATS)}.')
    if template is not None and format != "docx":
        raise Refused(f"A house template is for Word files; it cannot shape {format}. Leave it out or choose docx.")
    write: Callable[..., bytes] = import_module(f"{__package__}.formats.{FORMATS[format]}").export
    return write(cleaned(report), *([template] if template else []))
