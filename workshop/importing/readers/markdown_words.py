"""The words of a line of Markdown, without the marks: emphasis, links, escapes, entities."""

from __future__ import annotations

import html
import re
from typing import Final

_ESCAPE: Final = re.compile(r"\\([!-/:-@\[-`{-~])")
_CODE: Final = re.compile(r"(`+)([^`]+)\1")
_LINK: Final = re.compile(r"!?\[([^\[\]]*)\]\(\s{0,3}<?([^()<>\s]*)>?(?:\s{1,3}[\"']([^\"'()]*)[\"'])?\s*\)")
_AUTOLINK: Final = re.compile(r"<((?:https?://|mailto:)[^<>\s]+)>")
_TAG: Final = re.compile(
    r" {0,3}</?(?:b|i|u|em|strong|br|p|span|sub|sup|mark|small|s|del|ins)\s?/?> {0,3}", re.IGNORECASE
)
_STARS: Final = re.compile(r"(?<![\w*])(\*{1,3})(?=[^\s*])([^*]*[^\s*])\1(?![\w*])")
_STRONG_STARS: Final = re.compile(r"(\*\*)(?=\S)((?:[^*]|\*(?!\*))*[^\s*])\1")
_LOWS: Final = re.compile(r"(?<!\w)(_{1,3})(?=[^\s_])([^_]*[^\s_])\1(?!\w)")
_WHOLE: Final = re.compile(
    r"\*\*(?=\S)((?:[^*]|\*(?!\*))*[^\s*]\*?)\*\*|\*(?=[^\s*])([^*]*[^\s*])\*|__(?=[^\s_])([^_]*[^\s_])__|_(?=[^\s_])([^_]*[^\s_])_"
)
_MARK_TAG: Final = re.compile(r"</?(b|strong|i|em|s|del)\s?>", re.IGNORECASE)
_MARK_OF_TAG: Final = {"b": "**", "strong": "**", "i": "*", "em": "*", "s": "~~", "del": "~~"}
_STRUCK: Final = re.compile(r"~~([^~]+)~~")
_HIDDEN: Final = {sign: 0xF0000 + sign for sign in range(33, 127)}
"""Escaped signs hide in a private plane until nothing can mistake them for marks."""
_RESTORED: Final = {hidden: sign for sign, hidden in _HIDDEN.items()}


def plain(text: str) -> str:
    """Return ``text`` without marks: emphasis and escapes undone, entities decoded, a link followed by its address."""
    bare = _TAG.sub(" ", _linked(text, code=2))
    for mark in (_STRONG_STARS, _STARS, _STARS, _LOWS, _LOWS):
        bare = mark.sub(r"\2", bare)
    shown = html.unescape(_STRUCK.sub(r"\1", bare))
    return shown.translate(_RESTORED)


def spoken(text: str) -> tuple[str, bool]:
    """Return what was said on a listed line, and whether marks around the whole of it were taken off.

    Marks around less than the whole stay as they were typed: they may tell who spoke, or what was struck out.
    """
    marked = _MARK_TAG.sub(lambda found: _MARK_OF_TAG[found[1].lower()], _linked(text, code=0))
    bare = _TAG.sub(" ", marked).strip()
    whole = bare
    while found := _WHOLE.fullmatch(whole):
        whole = next(part for part in found.groups() if part)
    return html.unescape(whole).translate(_RESTORED), whole != bare


def unmarked(text: str) -> str:
    """Return ``text`` without stars and low lines around its words: a title that was first taken for a listed line."""
    for mark in (_STRONG_STARS, _STARS, _LOWS):
        text = mark.sub(r"\2", text)
    return text


def _linked(text: str, *, code: int) -> str:
    """Return ``text`` with links as words, and what escapes and code protect hidden: of code its group ``code``."""
    escaped = _ESCAPE.sub(lambda found: found[1].translate(_HIDDEN), text)
    hidden = _CODE.sub(lambda found: found[code].translate(_HIDDEN), escaped)
    return _AUTOLINK.sub(r"\1", _LINK.sub(_link_words, hidden))


def _link_words(found: re.Match[str]) -> str:
    words, address, title = found.groups()
    beside = " ".join(part for part in (address, title) if part and part != words)
    return " ".join(part for part in (words, f"({beside})" if beside else "") if part)
