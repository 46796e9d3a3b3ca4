"""Words that were broken at a line's end, put together again."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Final

_VOCABULARY: Final = Path(__file__).parent.parent / "wording" / "vocabulary" / "hyphens.toml"
_ENDS: Final = re.compile(r"([^\s-]*[^\W\d_])[-\u2010\u00ad]$")
_BEGINS: Final = re.compile(r"[^\W\d_]+")


def is_broken(above: str, below: str) -> bool:
    """Whether a word goes on from the end of the line ``above`` at the beginning of the line ``below``."""
    return above[-1:] in "-\u2010\u00ad" and below[:1].islower() and _ENDS.search(above[-80:]) is not None


def joined(above: str, below: str) -> tuple[str, str]:
    """Return what stands at the end of a line as it stands before ``below``, and the word that was put together there.

    A hyphen stays before "and" with its blank, and in what is always written with one, "self-service"; then the
    word is empty.
    """
    first, second = _ENDS.search(above[-80:]), _BEGINS.match(below)
    if not above or first is None or second is None or not is_broken(above, below):
        return f"{above} ", ""
    if second[0].casefold() in _words()["joining"]:
        return f"{above} ", ""
    if "-" in above.rsplit(maxsplit=1)[-1][:-1] or first[1].casefold() in _words()["first"]:
        return above, ""
    return above[:-1], f"{first[1]}{second[0]}"


@cache
def _words() -> dict[str, frozenset[str]]:
    read = tomllib.loads(_VOCABULARY.read_text(encoding="utf-8"))
    return {name: frozenset(words.split()) for name, words in read.items()}
