"""The page that searches the whole site, without a library, a request or a host."""

from __future__ import annotations

import json
from base64 import b64encode
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Final

from workshop.publishing.formats.html import own_words, page_head

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from workshop.publishing.report import Report

_WITHOUT_SCRIPT: Final = "Searching needs script. Without it, open the appendix and let the browser find words."
_SCRIPT: Final = Path(__file__).with_suffix(".js")


def search_page(
    report: Report, menu: str, found: Mapping[str, Mapping[str, str]], followed: Mapping[str, str]
) -> bytes:
    """Return the page. ``found``: page → id → words; ``followed``: id → how it stands."""
    script = _SCRIPT.read_text("utf-8")
    digest = b64encode(sha256(script.encode()).digest()).decode()
    index = [(id_, page, text, followed.get(id_, "")) for page, cards in found.items() for id_, text in cards.items()]
    lines = (
        *page_head(report, f"script-src 'sha256-{digest}'"),
        *_body(report, menu),
        f'<script type="application/json" id="index">{_data(index)}</script>',
        f"<script>{script}</script>\n</body>\n</html>\n",
    )
    return "\n".join(lines).encode()


def _body(report: Report, menu: str) -> Iterator[str]:
    yield menu
    yield f"<header>\n{own_words('h1', report.title)}</header>"
    yield '<main lang="en" dir="ltr">\n<h2>Search</h2>'
    yield f"<noscript><p>{_WITHOUT_SCRIPT}</p></noscript>"
    yield '<p id="box" hidden><label for="query">Words, or the number of a card</label><br>'
    yield '<input id="query" type="search" autocomplete="off"></p>'
    yield '<p id="count" role="status"></p>\n<ul id="results"></ul>\n</main>'


def _data(index: object) -> str:
    """Return JSON in which no word can end the element it stands in."""
    return json.dumps(index, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
