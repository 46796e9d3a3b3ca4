"""The page that searches the whole site, without a library, a request or a host."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Final

from workshop.publishing.formats.html import Around, hash_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from workshop.publishing.site.frame import SiteFrame
    from workshop.wording.document_words import SiteWords

SEARCH: Final = "search.html"
_SCRIPT: Final = Path(__file__).with_suffix(".js")


def search_page(frame: SiteFrame, found: Iterable[tuple[str, str, str, str]]) -> bytes:
    """Return the page. ``found``: what a thing is called, its address, its words, and how it stands."""
    script, words = _SCRIPT.read_text("utf-8"), frame.words
    index = {"found": words.found, "none": words.no_matches, "first": words.first_shown, "items": list(found)}
    after = f'\n<script type="application/json" id="index">{_data(index)}</script>\n<script>{script}</script>'
    return frame.page(SEARCH, words.search, _body(words), Around(policy=f"script-src {hash_of(script)}"), after)


def _body(words: SiteWords) -> Iterator[str]:
    yield f"<noscript><p>{words.without_script}</p></noscript>"
    yield f'<p id="box" hidden><label for="query">{words.query}</label><br>'
    yield '<input id="query" type="search" autocomplete="off"></p>'
    yield '<p id="count" role="status"></p>\n<ul id="results"></ul>'


def _data(index: object) -> str:
    """Return JSON in which no word can end the element it stands in."""
    return json.dumps(index, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
