"""The digest of a second day: headings and lines, each line with the cards it stands on."""

from __future__ import annotations

import json

from workshop.publishing.format_table import export
from workshop.publishing.formats.csv import sheet
from workshop.publishing.map_report import digest_of, line_sheet, map_as_json
from workshop.publishing.publication import Matter


def publish(matter: Matter, format: str) -> bytes:  # noqa: A002 - the option's name
    """Return the digest in one format."""
    if format == "json":
        told = map_as_json(matter.session, "appendix")
        lines = {"title": matter.session.title, **{key: told[key] for key in ("headings", "counts", "open_questions")}}
        return (json.dumps(lines, ensure_ascii=False, indent=2) + "\n").encode()
    if format == "csv":
        return sheet(*line_sheet(matter.session))
    return export(digest_of(matter.session, matter.changed), format, matter.template if format == "docx" else None)
