"""The words by which papers are understood, in the languages we have met: the files of ``vocabulary/``."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

_FILES = Path(__file__).parent / "vocabulary"


@cache
def vocabulary(name: str) -> dict[str, Any]:
    """Return what the file called ``name`` holds; it is read when it is first asked for."""
    return tomllib.loads((_FILES / f"{name}.toml").read_text(encoding="utf-8"))


def phrases(words: str) -> list[str]:
    """Return the phrases of a list of words, which stand between commas."""
    return [" ".join(phrase.split()) for phrase in re.split("[,،]", words)]
