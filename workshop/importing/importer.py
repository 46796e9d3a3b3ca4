"""Documents in: a file somebody wrote becomes a paper. What is in it decides how it is read, not its name alone."""

from __future__ import annotations

import io
import json
import re
import zipfile
from contextlib import contextmanager
from dataclasses import replace
from itertools import chain
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from workshop.importing.line_map import Mended, passed_over
from workshop.importing.lines import Role
from workshop.importing.map_text import text_of_map
from workshop.importing.paper import AS_IT_STANDS
from workshop.importing.parser import outline_of
from workshop.importing.readers.archive import BROKEN, refuse_bombs
from workshop.importing.readers.csv import lines_of_csv, looks_like_csv
from workshop.importing.readers.docx import BODY, lines_of_docx
from workshop.importing.readers.encodings import decoded
from workshop.importing.readers.html import lines_of_html, looks_like_html
from workshop.importing.readers.json import is_board, lines_of_json
from workshop.importing.readers.markdown import lines_of_markdown, looks_like_markdown
from workshop.importing.readers.odt import CONTENT, LOCKED, lines_of_flat_odt, lines_of_odt
from workshop.importing.readers.pdf import REMARK, lines_of_pdf
from workshop.importing.readers.pptx import lines_of_pptx
from workshop.importing.readers.rtf import lines_of_rtf
from workshop.importing.readers.text import lines_of_text
from workshop.importing.readers.xlsx import lines_of_xlsx
from workshop.model.errors import Unreadable
from workshop.model.text import one_line
from workshop.wording.listnames import ListNames

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from workshop.importing.lines import PaperLine
    from workshop.importing.paper import Paper, PaperTheme, ReadingOptions

PAPER_LIMIT: Final = 20_000_000
"""Bytes of a document. A real summit paper has 13 thousand; a Word file with photographs, a few million."""

LINE_LIMIT: Final = 300_000
"""Lines of a document: a summit of three hundred tables; more is a list that a machine wrote."""

_NOTHING: Final[Mapping[str, str]] = MappingProxyType({})
_SAVE_AS: Final = "Save it as Word (.docx) or as text, and import that."
_ZIP: Final = b"PK\x03\x04"
_PDF: Final = b"%PDF"
_FLAT: Final = re.compile(r"\s*<\?xml.{0,4000}?<office:document\b", re.DOTALL)
_OFFICE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOCKED: Final = "EncryptedPackage".encode("utf-16-le")
_SIGNATURES: Final = (
    (_OFFICE, "an old Word or Office file (.doc)"),
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
_PAPERS: Final = (
    *(".docx", ".odt", ".fodt", ".html", ".htm", ".md", ".txt"),
    *(".csv", ".tsv", ".xlsx", ".pptx", ".rtf", ".pdf"),
)
_NAME_OF_KIND: Final = 120
"""Bytes in which an OpenDocument file says what it is."""


def read_paper(path: Path, mapping: Mapping[str, str] = _NOTHING, reading: ReadingOptions = AS_IT_STANDS) -> Paper:
    """Return the paper in the file ``path``; ``mapping`` goes from list names to kinds, see ``parse_mapping``.

    Raises ``Unreadable`` with one sentence that names the file, what is wrong and the cure.
    """
    with _named(path):
        return paper_of(_bytes_of(path), mapping, path.name, reading)


def lines_of_file(path: Path) -> list[PaperLine]:
    """Return the lines of a document as its reader gives them. Raises ``Unreadable`` as ``read_paper`` does."""
    with _named(path):
        return _lines_of(_bytes_of(path), ListNames(_NOTHING), path.name.lower().rpartition(".")[2])


@contextmanager
def _named(path: Path) -> Iterator[None]:
    """Set the name of a file before the sentence that says why it cannot be read."""
    try:
        yield
    except Unreadable as error:
        raise Unreadable(f"{one_line(str(path))}: {error}") from error


def map_of_file(path: Path, mapping: Mapping[str, str] = _NOTHING, reading: ReadingOptions = AS_IT_STANDS) -> str:
    """Return what each line of the file ``path`` became, as text to be edited. Raises as ``read_paper`` does."""
    return text_of_map(read_paper(path, mapping, reading).seen, one_line(path.name))


def paper_of(
    data: bytes, mapping: Mapping[str, str] = _NOTHING, name: str = "", reading: ReadingOptions = AS_IT_STANDS
) -> Paper:
    """Return the paper in ``data``, a document called ``name``. Raises ``Unreadable`` with a sentence."""
    is_whole = data.startswith(_ZIP) and zipfile.is_zipfile(io.BytesIO(data))
    papers = _papers_in(data, mapping, reading) if is_whole else []
    paper = _together(papers) if papers else _one_paper(data, mapping, name, reading)
    return replace(paper, remarks=(*paper.remarks, *passed_over(paper.mended.unmet)))


def _one_paper(data: bytes, mapping: Mapping[str, str], name: str, reading: ReadingOptions) -> Paper:
    named = {**mapping, **reading.line_map.names} if reading.line_map else mapping
    names = ListNames(named, authors=reading.authors)
    paper = outline_of(_lines_of(data, names, name.lower().rpartition(".")[2]), names, reading)
    remarks = (REMARK, *paper.remarks) if data.startswith(_PDF) else paper.remarks
    return replace(paper, themes=tuple(_titled(theme, paper, name) for theme in paper.themes), remarks=remarks)


def _titled(theme: PaperTheme, paper: Paper, name: str) -> PaperTheme:
    """Return ``theme`` with a title: of several one without is called by its question, else as the paper is."""
    if theme.title:
        return theme
    if theme.question and len(paper.themes) > 1:
        return replace(theme, title=theme.question, question="")
    return replace(theme, title=paper.title or name.rpartition(".")[0] or name)


def looks_like_json(data: bytes) -> bool:
    """Whether ``data`` is a JSON object or list, as our own lossless export is."""
    text = decoded(data) if data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in {b"{", b"["} else None
    if text is None:
        return False
    try:
        return isinstance(json.loads(text.lstrip("\ufeff")), dict | list)
    except (ValueError, RecursionError):
        return False


def looks_like_board(data: bytes) -> bool:
    """Whether ``data``, which is JSON, is a board's cards, to be read as a paper."""
    text = decoded(data)
    return text is not None and is_board(text)


def _bytes_of(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise Unreadable("this is a folder; name a file in it.")
        if path.exists() and not path.is_file():
            raise Unreadable("this is not an ordinary file, and cannot be read through. Save it as a file first.")
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


def _lines_of(data: bytes, names: ListNames, ending: str) -> list[PaperLine]:
    if not data.strip(b"\xef\xbb\xbf\xff\xfe \t\r\n\0"):
        raise Unreadable("this file is empty.")
    for start, reader in _BY_THEIR_START.items():
        if data.startswith(start):
            return reader(data, names)
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
    if _FLAT.match(text):
        return lines_of_flat_odt(data, names)
    return _lines_of_board(text, names) if looks_like_json(data) else _lines_of_words(text, names, ending)


def _lines_of_board(text: str, names: ListNames) -> list[PaperLine]:
    found = lines_of_json(text, names)
    if found is None:
        raise Unreadable(
            "this is JSON, but neither a session that this program wrote nor a board's cards. "
            "Import a text, Word, Markdown or CSV file."
        )
    return found


def _lines_of_words(text: str, names: ListNames, ending: str) -> list[PaperLine]:
    is_markdown = ending in {"md", "markdown"}
    if (looks_like_html(text) and not (is_markdown and looks_like_markdown(text))) or (
        ending in {"html", "htm"} and "<" in text
    ):
        return lines_of_html(text, names)
    if ending in {"csv", "tsv"} or looks_like_csv(text):
        return lines_of_csv(text, names)
    if is_markdown or looks_like_markdown(text):
        return lines_of_markdown(text, names)
    return lines_of_text(text, names)


def _lines_of_zip(data: bytes, names: ListNames) -> list[PaperLine]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = set(archive.namelist())
    except BROKEN as error:
        raise Unreadable("this file is damaged. Copy or save it again, and import that.") from error
    if any(part.endswith("vbaProject.bin") for part in parts):
        raise Unreadable("this file carries macros, which may do harm. Save it without them (.docx, .xlsx, .pptx).")
    if any(part.startswith("word/") for part in parts):
        return lines_of_docx(data, names)
    if CONTENT in parts and data[:_NAME_OF_KIND].find(b"opendocument.text") > 0:
        return lines_of_odt(data, names)
    if "xl/workbook.xml" in parts:
        return lines_of_xlsx(data, names)
    if "ppt/presentation.xml" in parts:
        return lines_of_pptx(data, names)
    what = "an OpenDocument sheet or presentation" if CONTENT in parts else "a zip archive of nothing that can be read"
    raise Unreadable(f"this seems to be {what}. {_SAVE_AS}")


def words_of_document(data: bytes) -> list[str]:
    """Return the lines of the text of a Word or OpenDocument file, for what is no paper. Raises ``Unreadable``."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = set(archive.namelist())
    except BROKEN as error:
        raise Unreadable("this file is damaged.") from error
    if not parts & {BODY, CONTENT}:
        raise Unreadable("this is another kind of file.")
    lines = (lines_of_docx if BODY in parts else lines_of_odt)(data, ListNames(_NOTHING))
    return [line.text for line in lines if line.role not in {Role.NOTE, Role.LABEL}]


def _papers_in(data: bytes, mapping: Mapping[str, str], reading: ReadingOptions) -> list[Paper]:
    """Return the papers of a zip archive of documents; none where it is a document itself.

    Pictures and style sheets are passed over, and so is an archive within an archive.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = [part for part in archive.infolist() if _is_paper(part.filename)]
            if not members or _OF_DOCUMENTS & set(archive.namelist()):
                return []
            refuse_bombs(data)
            return [
                _one_paper(archive.read(part), mapping, part.filename.rpartition("/")[2], reading) for part in members
            ]
    except BROKEN as error:
        raise Unreadable("this archive is damaged. Unpack it, and import what is in it.") from error


def _is_paper(name: str) -> bool:
    hidden = any(part.startswith((".", "__MACOSX")) for part in name.split("/"))
    return not hidden and name.lower().endswith(_PAPERS)


def _together(papers: Sequence[Paper]) -> Paper:
    """Return several papers as one: themes one after the other, under the first title."""
    names = ("themes", "notes", "headings", "glossary", "lists", "seen")
    joined: dict[str, Any] = {name: tuple(chain(*(getattr(paper, name) for paper in papers))) for name in names}
    return replace(
        papers[0],
        title=next((paper.title for paper in papers if paper.title), ""),
        remarks=tuple(dict.fromkeys(remark for paper in papers for remark in paper.remarks)),
        mended=_mended_together([paper.mended for paper in papers]),
        **joined,
    )


def _mended_together(mended: Sequence[Mended]) -> Mended:
    """A map's row is in none of several papers only if it is in no one of them."""
    first = mended[0].unmet.items()
    unmet = {key: word for key, word in first if all(key in each.unmet for each in mended)}
    return Mended(unmet=unmet, rules=tuple(dict.fromkeys(rule for each in mended for rule in each.rules)))


_OF_DOCUMENTS: Final = frozenset({CONTENT, "[Content_Types].xml"})

_BY_THEIR_START: Final = {_ZIP: _lines_of_zip, _PDF: lines_of_pdf, b"{\\rtf": lines_of_rtf}
