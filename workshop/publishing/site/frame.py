"""What stands round each page of the site: its menu, its styles, its title, and the way past the menu."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from workshop.publishing.formats.html import ALONE, Around, own_words, page_head
from workshop.publishing.rendering.markup import escaped
from workshop.publishing.report import Report
from workshop.wording.document_words import SiteWords, is_right_to_left, words_for

SHEET: Final = Path(__file__).with_suffix(".css").with_stem("site")
HOME: Final = "index.html"
APPENDIX: Final = "appendix.html"
TAGS: Final = "tags.html"
FOLLOW_UP: Final = "follow-up.html"


@dataclass(frozen=True, slots=True)
class SiteFrame:
    """The frame of all pages. ``report`` has the site's title and language, ``names`` a menu's entry for each page."""

    report: Report
    names: Mapping[str, str]

    @property
    def words(self) -> SiteWords:
        """Return the words of the site's language."""
        return words_for(self.report.language).site

    def around(self, page: str, more: Around = ALONE, title: str = "") -> Around:
        """Return what stands round one page; ``more`` is what it has of its own."""
        title = "" if page == HOME else title or self.names.get(page, "")
        return replace(more, menu=self._menu(page), sheet=SHEET.read_text("utf-8"), title=title)

    def page(self, name: str, title: str, body: Iterable[str], more: Around = ALONE, after: str = "") -> bytes:
        """Return a page of our own markup under a title; ``after`` comes last, behind its content."""
        lines = (
            *page_head(self.report, self.around(name, more, title)),
            self._menu(name),
            f"<header>\n{own_words('h1', title)}",
            *([more.lead] if more.lead else []),
            '</header>\n<main id="content">',
            *body,
            f"</main>{after}\n</body>\n</html>\n",
        )
        return "\n".join(lines).encode()

    def _menu(self, page: str) -> str:
        """Return the links to all pages, and to the glossary where there is one."""
        direction = "rtl" if is_right_to_left(self.report.language) else "ltr"
        names = {**self.names, **({f"{APPENDIX}#glossary": self.words.glossary} if self.report.glossary else {})}
        links = "".join(
            f'<li><a href="{name}"{" aria-current=page" if name == page else ""}>{escaped(title)}</a></li>'
            for name, title in names.items()
        )
        return (
            f'<a class="skip" href="#content">{self.words.skip}</a>\n'
            f'<nav class="site" dir="{direction}" aria-label="{self.words.pages}">\n<ol>{links}</ol>\n</nav>'
        )


def card_link(id_: str) -> str:
    """Return a link to a card's lasting address."""
    return f'<a href="{APPENDIX}#{escaped(id_)}">{escaped(id_)}</a>'
