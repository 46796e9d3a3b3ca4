"""Rich text files into lines: their words as an editor would show them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from workshop.importing.readers.archive import damage_said
from workshop.importing.readers.text import lines_of_text

if TYPE_CHECKING:
    from workshop.importing.lines import PaperLine
    from workshop.wording.listnames import ListNames

_STRUCK: Final = re.compile(r"\\striked?1? ([^{}\\]{1,2000})(\\striked?0 ?|(?=[{}\\]))")
"""Words between the switch that strikes them through and the next switch."""


def lines_of_rtf(data: bytes, names: ListNames) -> list[PaperLine]:
    """Return the lines of rich text. Raises ``Unreadable`` if it is damaged."""
    from striprtf.striprtf import rtf_to_text  # noqa: PLC0415 - few imports are of rich text

    with damage_said("this rich text file is damaged. Save it as Word (.docx), and import that."):
        source = _STRUCK.sub(_marked, data.decode("cp1252", "replace"))
        text: str = rtf_to_text(source, errors="ignore")  # type: ignore[no-untyped-call]
    return lines_of_text(text, names)


def _marked(found: re.Match[str]) -> str:
    """Return struck-through words, which no more say what stands there, between ``~~``."""
    words = found[1].strip()
    before, _, after = found[1].partition(words) if words else ("", "", "")
    return f"{before}~~{words}~~{after}" if words else found[0]
