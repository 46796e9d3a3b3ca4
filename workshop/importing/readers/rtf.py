"""Rich text files into lines: their words as an editor would show them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop.importing.readers.text import lines_of_text
from workshop.model.errors import Unreadable

if TYPE_CHECKING:
    from workshop.importing.lines import PaperLine
    from workshop.wording.listnames import ListNames


def lines_of_rtf(data: bytes, names: ListNames) -> list[PaperLine]:
    """Return the lines of rich text. Raises ``Unreadable`` if it is damaged."""
    from striprtf.striprtf import rtf_to_text  # noqa: PLC0415 - few imports are of rich text

    try:
        text: str = rtf_to_text(data.decode("cp1252", "replace"), errors="ignore")  # type: ignore[no-untyped-call]
    except Exception as error:
        raise Unreadable("this rich text file is damaged. Save it as Word (.docx), and import that.") from error
    return lines_of_text(text, names)
