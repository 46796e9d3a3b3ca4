"""The appendix: every card that may be published, under its theme, with results, glossary and counts."""

from __future__ import annotations

from workshop.publishing.builder import report_of
from workshop.publishing.format_table import export
from workshop.publishing.publication import Matter


def publish(matter: Matter, format: str) -> bytes:  # noqa: A002 - the option's name
    """Return the appendix in one format."""
    template = matter.template if format == "docx" else None
    report = report_of(matter.session, matter.changed, matter.order, notes=matter.notes, tells_order=True)
    return export(report, format, template)
