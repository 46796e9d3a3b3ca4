"""PDF files with words in them into lines; a scan has none, and is refused in a sentence."""

from __future__ import annotations

import io
import logging
from typing import TYPE_CHECKING, Final

from workshop.importing.readers.archive import damage_said
from workshop.importing.readers.text import lines_of_text
from workshop.model.errors import Unreadable

if TYPE_CHECKING:
    from workshop.importing.lines import PaperLine
    from workshop.wording.listnames import ListNames

REMARK: Final = "This was a PDF, which keeps no lists and no headings: look at how its lines were read."

_PAGES: Final = 1_000
_FEW_LETTERS: Final = 20
_SCAN: Final = (
    "this PDF holds pictures of pages and no words. Let a scanner's program read them (OCR), or type the words into a "
    "text or Word file, and import that."
)


def lines_of_pdf(data: bytes, names: ListNames) -> list[PaperLine]:
    """Return the lines of a PDF's text. Raises ``Unreadable`` if it is locked, damaged, endless, or a scan."""
    from pypdf import PdfReader  # noqa: PLC0415 - few imports are of PDF files
    from pypdf.errors import FileNotDecryptedError  # noqa: PLC0415 - as above

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    with damage_said("this PDF is damaged. Print it into a new PDF, or copy its words into a text file."):
        try:
            reader = PdfReader(io.BytesIO(data), strict=False)
            pages = len(reader.pages)
            text = "\n\n".join(page.extract_text() or "" for page in reader.pages[:_PAGES])
        except FileNotDecryptedError as error:
            raise Unreadable("this PDF is locked with a password. Save it without one, and import that.") from error
    if pages > _PAGES:
        raise Unreadable(f"this PDF has more than {_PAGES:,} pages. Import it in parts.")
    if sum(letter.isalpha() for letter in text) < _FEW_LETTERS:
        raise Unreadable(_SCAN)
    return lines_of_text(text, names)
