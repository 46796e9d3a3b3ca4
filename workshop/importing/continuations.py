"""Which lines are the second half of the line above them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from workshop.importing.hyphens import is_broken
from workshop.wording.headings import is_lower

if TYPE_CHECKING:
    from workshop.importing.lines import PaperLine
    from workshop.importing.statistics import Survey

_OPEN_END: Final = re.compile(r"\s[-–—]$")
_ENDED: Final = re.compile("[.!?…。？؟][\"'”’»)\\]]*$")
"""How a sentence ends; after a comma, a semicolon or a colon more may follow."""


def goes_on_from(said: str, above: PaperLine, line: PaperLine, survey: Survey) -> bool:
    """Whether ``line`` is the second half of ``said``, which a narrow page broke or which cannot end as it does."""
    if said.rfind("(") > said.rfind(")") or _OPEN_END.search(said):
        return True
    if line.gap:
        return False
    if survey.is_full(above, line) or is_broken(said, line.text):
        return True
    return not _ENDED.search(said) and (is_lower(line.text) or line.text[:1] in "-–—")
