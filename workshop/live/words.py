"""Words as they are compared: without case, accents and punctuation."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

STRETCH: Final = "\u0640"
"""Arabic lengthens words with it for looks."""

_WORD: Final = re.compile(r"\w+")


def words_of(text: str) -> list[str]:
    """Return the words of ``text`` as they are compared, in their order."""
    if not text.isascii():
        letters = unicodedata.normalize("NFKD", text)
        text = "".join(c for c in letters if not unicodedata.combining(c) and c != STRETCH)
    return _WORD.findall(text.casefold())
