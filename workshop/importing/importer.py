"""Documents in: a file somebody wrote becomes a paper. What is in it decides how it is read, not its name alone."""

from __future__ import annotations

import gc
import io
import json
import re
import zipfile
from contextlib import contextmanager
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from workshop.importing.listnames import ListNames
from workshop.importing.nesting import NESTED
from workshop.importing.parser import outline_of
from workshop.importing.readers.csv import lines_of_csv, looks_like_csv
from workshop.importing.readers.docx import lines_of_docx
from workshop.importing.readers.encodings import decoded
from workshop.importing.readers.markdown import lines_of_markdown, looks_like_markdown
from workshop.importing.readers.odt import CONTENT, LOCKED, lines_of_odt
from workshop.importing.readers.text import lines_of_text
from workshop.model.errors import Unreadable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from workshop.importing.lines import Line
    from workshop.importing.paper import Paper, PaperTheme

PAPER_LIMIT: Final = 20_000_000
"""Bytes of a document. A real summit paper has 13 thousand; a Word file with photographs, a few million."""

LINE_LIMIT: Final = 300_000
"""Lines of a document: a summit of three hundred tables; more is a list that a machine wrote."""

_NOTHING: Final[Mapping[str, str]] = MappingProxyType({})
_SAVE_AS: Final = "Save it as Word (.docx) or as text, and import that."
_OFFICE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOCKED: Final = "EncryptedPackage".encode("utf-16-le")
_SIGNATURES: Final = (
    (b"%PDF", "a PDF"),
    (_OFFICE, "an old Word or Office file (.doc)"),
    (b"{\\rtf", "a rich text file (.rtf)"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"RIFF", "a picture or a recording"),
    (b"ID3", "a recording"),
    (b"OggS", "a recording"),
    (b"\x1f\x8b", "a compressed archive"),
    (b"7z\xbc\xaf", "a compressed archive"),
    (b"Rar!", "a compressed archive"),
    (b"SQLite format 3", "a database"),
)
_NAME_OF_KIND: Final = 120
"""Bytes in which an OpenDocument file says what it is."""
_HTML: Final = re.compile(r"\s*(?:<!doctype html|<html|<\?xml)", re.IGNORECASE)


def read_paper(path: Path, mapping: Mapping[str, str] = _NOTHING, *, nested: str = NESTED[0]) -> Paper:
    """Return the paper in the file ``path``; ``mapping`` goes from list names to kinds, see ``parse_mapping``.

    ``nested`` says what becomes of lines under other lines of a list, one of ``NESTED``.

    Raises ``Unreadable`` with one sentence that names the file, what is wrong and the cure.
    """
    try:
        return paper_of(_bytes_of(path), mapping, name=path.name, nested=nested)
    except Unreadable as error:
        raise Unreadable(f"{path}: {error}") from error


def lines_of_file(path: Path) -> list[Line]:
    """Return the lines of a document as its reader gives them. Raises ``Unreadable`` as ``read_paper`` does."""
    try:
        return _lines_of(_bytes_of(path), ListNames(_NOTHING), path.name.lower().rpartition(".")[2])
    except Unreadable as error:
        raise Unreadable(f"{path}: {error}") from error


def paper_of(data: bytes, mapping: Mapping[str, str] = _NOTHING, name: str = "", *, nested: str = NESTED[0]) -> Paper:
    """Return the paper in ``data``, a document called ``name``. Raises ``Unreadable`` with a sentence."""
    names = ListNames(mapping)
    with _without_collecting():
        paper = outline_of(_lines_of(data, names, name.lower().rpartition(".")[2]), names, nested)
    return replace(paper, themes=tuple(_titled(theme, paper, name) for theme in paper.themes))


def _titled(theme: PaperTheme, paper: Paper, name: str) -> PaperTheme:
    """Return ``theme`` with a title: one of several that have none is called by its question, else as the paper is."""
    if theme.title:
        return theme
    if theme.question and sum(not each.title for each in paper.themes) > 1:
        return replace(theme, title=theme.question, question="")
    return replace(theme, title=paper.title or name.rpartition(".")[0] or name)


@contextmanager
def _without_collecting() -> Iterator[None]:
    """Look for no garbage meanwhile: a long paper makes a million things, none of them in a circle."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def looks_like_json(data: bytes) -> bool:
    """Whether ``data`` is a JSON object or list, as our own lossless export is."""
    text = decoded(data) if data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in {b"{", b"["} else None
    if text is None:
        return False
    try:
        return isinstance(json.loads(text.lstrip("\ufeff")), dict | list)
    except (ValueError, RecursionError):
        return False


def _bytes_of(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise Unreadable("this is a folder; name a file in it.")
        if path.exists() and not path.is_file():
            raise Unreadable("this is no ordinary file, and cannot be looked through. Save it as a file first.")
        size = path.stat().st_size
        if size > PAPER_LIMIT:
            raise Unreadable(
                f"this has {size / 1_000_000:,.0f} MB, and a paper may have {PAPER_LIMIT // 1_000_000}. "
                "Save it as plain text, or in parts, and import those."
            )
        return path.read_bytes()
    except FileNotFoundError as error:
        raise Unreadable("there is no such file. Look at its name and folder.") from error
    except PermissionError as error:
        raise Unreadable("you may not read this file. Ask its owner, or copy it to a folder of your own.") from error
    except (OSError, ValueError) as error:
        raise Unreadable(f"it could not be read ({getattr(error, 'strerror', None) or error}).") from error


def _lines_of(data: bytes, names: ListNames, ending: str) -> list[Line]:
    if not data.strip(b"\xef\xbb\xbf\xff\xfe \t\r\n\0"):
        raise Unreadable("this file is empty.")
    if data.startswith(b"PK\x03\x04"):
        return _lines_of_zip(data, names)
    if _LOCKED in data and data.startswith(_OFFICE):
        raise Unreadable(LOCKED)
    for signature, what in _SIGNATURES:
        if data.startswith(signature):
            raise Unreadable(f"this seems to be {what}. {_SAVE_AS}")
    text = decoded(data)
    if text is None:
        raise Unreadable(f"this is not text, but some other kind of file. {_SAVE_AS}")
    lines = max(text.count("\n"), text.count("\r"))
    if lines > LINE_LIMIT:
        raise Unreadable(f"this has {lines:,} lines, and a paper may have {LINE_LIMIT:,}. Import it in parts.")
    if looks_like_json(data):
        raise Unreadable(
            "this is JSON, but not a session that this program wrote. Import a text, Word, Markdown or CSV file."
        )
    if _HTML.match(text):
        raise Unreadable(f"this is a web page. {_SAVE_AS}")
    return _lines_of_words(text, names, ending)


def _lines_of_words(text: str, names: ListNames, ending: str) -> list[Line]:
    if ending in {"csv", "tsv"} or looks_like_csv(text):
        return lines_of_csv(text, names)
    if ending in {"md", "markdown"} or looks_like_markdown(text):
        return lines_of_markdown(text, names)
    return lines_of_text(text, names)


def _lines_of_zip(data: bytes, names: ListNames) -> list[Line]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = set(archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        parts = {"word/document.xml"} if b"word/" in data else set()
    if any(part.startswith("word/") for part in parts):
        return lines_of_docx(data, names)
    if CONTENT in parts and data[:_NAME_OF_KIND].find(b"opendocument.text") > 0:
        return lines_of_odt(data, names)
    what = next((what for part, what in _ZIPPED.items() if part in parts), "a zip archive")
    raise Unreadable(f"this seems to be {what}. {_SAVE_AS}")


_ZIPPED: Final = {
    "content.xml": "an OpenDocument sheet or presentation",
    "xl/workbook.xml": "an Excel workbook",
    "ppt/presentation.xml": "a PowerPoint presentation",
}
