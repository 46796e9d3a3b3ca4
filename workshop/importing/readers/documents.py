"""The words of a Word or OpenDocument file, a line a paragraph, whatever they are: for what is no paper of cards."""

from __future__ import annotations

import io
import zipfile

from workshop.importing.lines import Role
from workshop.importing.readers.docx import lines_of_docx
from workshop.importing.readers.odt import lines_of_odt
from workshop.model.errors import Unreadable
from workshop.wording.listnames import ListNames


def words_of_document(data: bytes) -> list[str]:
    """Return the lines of the text itself, without headers and footers. Raises ``Unreadable``."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            is_word = "word/document.xml" in archive.namelist()
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise Unreadable("this file is damaged.") from error
    lines = (lines_of_docx if is_word else lines_of_odt)(data, ListNames({}))
    return [line.text for line in lines if line.role not in {Role.NOTE, Role.LABEL}]
