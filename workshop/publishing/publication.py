"""What can be published of a session, and in which formats: one table, a publication a line.

To add one, write a function ``(matter, format)`` that returns the bytes of its file, or those of several by name (a
site), and add its line to ``PUBLICATIONS``. One that is a ``Report`` returns ``export(report, format)``, the only way
out for a report, and so comes in every format of the appendix; another writes its own. All take what may
be published from ``views.visible(session, "appendix")``, the one door.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from pkgutil import resolve_name
from typing import Final, NamedTuple

from workshop.model.errors import Refused
from workshop.model.history import History
from workshop.model.hlc import moment_of
from workshop.model.session import Session
from workshop.publishing.builder import Order
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


class Matter(NamedTuple):
    """What a publication is made of: the session with its history, and how it is to be printed.

    For a site: the folder with articles of one's own, and whether a graphic record was made. ``today`` is the day for
    which silence is told, such as "2026-07-05"; without it nothing is called overdue.
    """

    history: History
    order: Order = "said"
    template: Path | None = None
    notes: bool = False
    articles: Path | None = None
    with_picture: bool = False
    today: str = ""

    @property
    def session(self) -> Session:
        """The session as it is."""
        return self.history.session

    @property
    def changed(self) -> int:
        """Its last change in milliseconds since 1970 UTC; 0 where nothing was recorded."""
        return moment_of(self.history.last) if self.history.last else 0


@dataclass(frozen=True, slots=True)
class Publication:
    """Something that is handed out: files called by its name, or a folder of that name where there are several.

    ``about`` says what it is, in a list of choices; ``usual`` are the formats where nobody chose. ``made_by`` is the
    function that makes it, as "module:function"; it is imported when it is asked for.
    """

    name: str
    about: str
    formats: tuple[str, ...]
    usual: tuple[str, ...]
    made_by: str

    def files(self, matter: Matter, format: str) -> dict[str, bytes]:  # noqa: A002 - the option's name
        """Return the files of one format by their names, "appendix.docx" or "site/index.html"."""
        make: Callable[[Matter, str], bytes | Mapping[str, bytes]] = resolve_name(self.made_by)
        made = make(matter, format)
        if isinstance(made, bytes):
            return {self.file_name(format): made}
        return {f"{self.name}/{name}": content for name, content in made.items()}

    def file_name(self, format: str) -> str:  # noqa: A002 - the option's name
        """Return the name of the file in one format."""
        return f"{self.name}.{format}"


APPENDIX: Final = "appendix"

FILES: Final = "files.txt"
"""The names of all files of a site, a line each: what is no longer among them is removed the next time."""

REPORT: Final = (*FORMATS, "json")
"""What a report comes in, beside the appendix, whose JSON is the whole record."""

DOCUMENT: Final = ("docx", "html", "txt")
"""To hand out, to put on a page, to read anywhere."""

PICTURE: Final = ("svg", "pdf", "png")
PAGES: Final = ("html",)


def _own(
    name: str, about: str, formats: tuple[str, ...] = REPORT, usual: tuple[str, ...] = DOCUMENT, made_by: str = ""
) -> Publication:
    """Return a publication of ours: a paper that is made by the function of its name, unless it is said by which."""
    made_by = made_by or f"papers:{name.replace('-', '_')}"
    return Publication(name, about, formats, usual, f"{__package__}.{made_by}")


PUBLICATIONS: Final = {
    each.name: each
    for each in (
        _own(APPENDIX, "every card under its theme, with results and glossary", tuple(FORMATS)),
        _own("digest", "the lines of the second day under their headings, with the cards they stand on"),
        _own("full-list", "every card by heading, those nobody placed too, and by table"),
        _own("map", "a table of card, heading and line", ("csv", "json"), ("csv",), "papers:map_table"),
        _own("questions", "questions to the room: open, and what was answered and done"),
        _own("follow-up", "what became of each experiment and each line of the digest", usual=("docx", "csv")),
        _own("picture", "the graphic record: all experiments on one sheet", PICTURE, ("pdf",), "picture.make:publish"),
        _own("site", "a folder of pages that works from a stick and on any host", PAGES, PAGES, "site.folder:site"),
    )
}
"""Publications by the name given after ``--publication``, in the order in which they are offered."""
