"""A checker over the folder of a site: what each page leads to, loads, and can be linked to."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import TYPE_CHECKING
from urllib.parse import unquote

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


class PageLinks(HTMLParser):
    """What a page links to, what it loads by itself, and what can be linked to in it."""

    def __init__(self, content: bytes) -> None:
        super().__init__()
        self.targets: list[str] = []
        self.anchors: set[str] = set()
        self.loaded: list[str] = []
        self.feed(content.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.anchors.add(given.get("id") or "")
        alternate = tag == "link" and given.get("rel") == "alternate"
        if tag in {"a", "area"} or alternate:
            self.targets.append(given.get("href") or "")
        elif tag == "link":
            self.loaded.append(given.get("href") or "")
        self.loaded += [value or "" for name, value in attrs if name in {"src", "srcset", "data", "poster"}]


def faults_of(site: Mapping[str, bytes]) -> Iterator[str]:
    """Return a sentence for each link of a site that leads nowhere, and for all that a page loads by itself."""
    pages = {name: PageLinks(content) for name, content in site.items() if name.endswith(".html")}
    for name, page in pages.items():
        yield from (f"{name} loads {loaded}" for loaded in page.loaded if not loaded.startswith("data:image/"))
        for target in page.targets:
            if target.startswith(("http://", "https://", "mailto:")):
                continue
            file, _, anchor = target.partition("#")
            if (file or name) not in site:
                yield f"{name} leads to {target}, and there is no such file"
            elif anchor and unquote(anchor) not in pages[file or name].anchors:
                yield f"{name} leads to {target}, and there is no such place"
