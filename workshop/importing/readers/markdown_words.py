"""The words of a line of Markdown, without the marks: emphasis, links, escapes, entities."""

from __future__ import annotations

import html
import re
from typing import Final

_ESCAPE: Final = re.compile(r"\\([!-/:-@\[-`{-~])")
_CODE: Final = re.compile(r"(`+)([^`]+)\1")
_LINK: Final = re.compile(r"!?\[([^\[\]]*)\]\(\s{0,3}<?([^()<>\s]*)>?(?:\s{1,3}[\"']([^\"'()]*)[\"'])?\s*\)")
_AUTOLINK: Final = re.compile(r"<((?:https?://|mailto:)[^<>\s]+)>")
_TAG: Final = re.compile(r"</?(?:b|i|u|em|strong|br|p|span|sub|sup|mark|small|s|del|ins)\s?/?>", re.IGNORECASE)
_STARS: Final = re.compile(r"(?<![\w*])(\*{1,3})(?=[^\s*])([^*]*[^\s*])\1(?![\w*])")
_STRONG_STARS: Final = re.compile(r"(\*\*)(?=\S)((?:[^*]|\*(?!\*))*[^\s*])\1")
_LOWS: Final = re.compile(r"(?<!\w)(_{1,3})(?=[^\s_])([^_]*[^\s_])\1(?!\w)")
_STRUCK: Final = re.compile(r"~~([^~]+)~~")
_HIDDEN: Final = {sign: 0xF0000 + sign for sign in range(33, 127)}
"""Escaped signs hide in a private plane until nothing can mistake them for marks."""
_RESTORED: Final = {hidden: sign for sign, hidden in _HIDDEN.items()}


def plain(text: str) -> str:
    """Return ``text`` without marks: emphasis and escapes undone, entities decoded, a link followed by its address."""
    hidden = _CODE.sub(lambda found: _protected(found[2]), _ESCAPE.sub(lambda found: _protected(found[1]), text))
    linked = _AUTOLINK.sub(r"\1", _LINK.sub(_link_words, hidden))
    bare = _TAG.sub(" ", linked)
    for mark in (_STRONG_STARS, _STARS, _STARS, _LOWS, _LOWS):
        bare = mark.sub(r"\2", bare)
    shown = html.unescape(_STRUCK.sub(r"\1", bare))
    return shown.translate(_RESTORED)


def _protected(text: str) -> str:
    return text.translate(_HIDDEN)


def _link_words(found: re.Match[str]) -> str:
    words, address, title = found.groups()
    beside = " ".join(part for part in (address, title) if part and part != words)
    return " ".join(part for part in (words, f"({beside})" if beside else "") if part)
