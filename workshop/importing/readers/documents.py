"""The words of a Word or OpenDocument file, a line a paragraph, whatever they are: for what is not a paper of cards."""

from __future__ import annotations

import io
import zipfile
from typing import Final

from workshop.importing.lines import Role
from workshop.importing.readers.docx import lines_of_docx
from workshop.importing.readers.odt import CONTENT, lines_of_odt
from workshop.model.errors import Unreadable
from workshop.wording.listnames import ListNames

_WORD: Final = "word/document.xml"


def words_of_document(data: bytes) -> list[str]:
    """Return the lines of the text itself, without headers and footers. Raises ``Unreadable``."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise Unreadable("this file is damaged.") from error
    if not names & {_WORD, CONTENT}:
        raise Unreadable("this is another kind of file.")
    lines = (lines_of_docx if _WORD in names else lines_of_odt)(data, ListNames({}))
    return [line.text for line in lines if line.role not in {Role.NOTE, Role.LABEL}]
