"""Articles of one's own: Markdown files in a folder, and the tags by place and subject of articles and cards."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Final, NamedTuple

from markdown_it import MarkdownIt
from markdown_it.token import Token

from workshop.model.errors import Refused
from workshop.model.text import clean, one_line, plain
from workshop.publishing.rendering.markup import escaped
from workshop.publishing.report import Report, ReportCard
from workshop.publishing.site.frame import APPENDIX, TAGS, card_link
from workshop.wording.document_words import SiteWords

FENCE: Final = "---"
LEADS: Final = re.compile(r"(https?://|mailto:).+|[\w.-]+\.html(#.*)?|#.+", re.IGNORECASE)
"""Where a link may lead: out of the site when a person follows it, to a page of the site, or to a card."""

_PAIR: Final = re.compile(r"\s*(\w+)\s*:\s*(.*)")
_TITLE: Final = re.compile(r"\s*#\s+(.+?)\s*#*\s*(?:\n|\Z)")
_PLACES: Final = frozenset({"place", "places"})
_SUBJECTS: Final = frozenset({"subject", "subjects", "tag", "tags"})


class SiteMarkdown(MarkdownIt):
    """Markdown whose links lead nowhere but out, to a page of the site, or to a card."""

    def validateLink(self, url: str) -> bool:  # noqa: N802 - the library's own
        """Return whether a link is taken for one."""
        return bool(LEADS.fullmatch(url))


class Article(NamedTuple):
    """One article. ``file`` is its page; ``html`` is its text as markup, ``text`` its words for the search."""

    file: str
    title: str
    date: str
    places: tuple[str, ...]
    subjects: tuple[str, ...]
    html: str
    text: str


def read_articles(folder: Path | None, cards: Collection[str]) -> list[Article]:
    """Return the articles of a folder, the newest first; ids of ``cards`` in them are linked.

    Raises ``Refused`` for a file that cannot be read, naming it.
    """
    files = sorted(folder.glob("*.md")) if folder else []
    found: dict[str, Article] = {}
    for file in files:
        article = _article(file, cards)
        name, number = article.file, 1
        while name in found:
            number += 1
            name = article.file.replace(".html", f"-{number}.html")
        found[name] = article._replace(file=name)
    return sorted(found.values(), key=lambda article: article.date, reverse=True)


def _article(file: Path, cards: Collection[str]) -> Article:
    try:
        written = clean(file.read_text("utf-8-sig"))
    except (OSError, UnicodeError) as error:
        raise Refused(f"The article {file.name} cannot be read as text in UTF-8. Nothing was published.") from error
    head, body = _parted(written)
    title = one_line(head.get("title", ""))
    first = _TITLE.match(body)
    if first and one_line(first[1]) == (title or one_line(first[1])):
        title, body = one_line(first[1]), body[first.end() :]
    return Article(
        f"article-{_slug(file.stem)}.html",
        title or one_line(file.stem),
        _day(file, head.get("date", "")),
        _listed(head, _PLACES),
        _listed(head, _SUBJECTS),
        _markup(body, cards),
        one_line(body),
    )


def _parted(written: str) -> tuple[dict[str, str], str]:
    """Return what the head says, and what stands below it."""
    lines = written.splitlines()
    if not lines or lines[0].strip() != FENCE or FENCE not in (line.strip() for line in lines[1:]):
        return {}, written
    end = next(at for at, line in enumerate(lines[1:], 1) if line.strip() == FENCE)
    pairs = (_PAIR.fullmatch(line) for line in lines[1:end])
    return {pair[1].lower(): pair[2].strip() for pair in pairs if pair}, "\n".join(lines[end + 1 :])


def _listed(head: dict[str, str], names: Collection[str]) -> tuple[str, ...]:
    told = (part for name, value in head.items() if name in names for part in value.strip("[]").split(","))
    return tuple(dict.fromkeys(word for part in told if (word := one_line(part.strip(" \"'#[]")))))


def _day(file: Path, written: str) -> str:
    if written:
        try:
            date.fromisoformat(written)
        except ValueError as error:
            raise Refused(
                f"The article {file.name} has the date “{written}”. Write it as 2026-06-12. Nothing was published."
            ) from error
    return written


def _slug(stem: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", stem.lower()).strip("-") or "untitled"


def _markup(body: str, cards: Collection[str]) -> str:
    """Return Markdown as markup: nothing of it is taken for HTML, and headings stand below the page's own."""
    reader = SiteMarkdown("commonmark", {"html": False}).enable(["table", "strikethrough"]).disable("image")
    tokens = reader.parse(body)
    headings = [token for token in tokens if token.type in {"heading_open", "heading_close"}]
    highest = min((int(token.tag[1]) for token in headings), default=0)
    for token in headings:
        token.tag = f"h{min(6, int(token.tag[1]) - highest + 2)}"
    for token in tokens:
        if token.children:
            token.children = list(_linked(token.children, cards))
    return str(reader.renderer.render(tokens, reader.options, {}))


def _linked(tokens: Sequence[Token], cards: Collection[str]) -> Iterator[Token]:
    """Return tokens with the ids of cards as links, and links to cards leading to their address."""
    inside = False
    for token in tokens:
        if token.type == "link_open":
            inside = True
            href = str(token.attrs.get("href", ""))
            token.attrs["href"] = f"{APPENDIX}{href}" if href[1:] in cards and href.startswith("#") else href
            token.attrs["rel"] = "noreferrer"
        inside = inside and token.type != "link_close"
        if token.type != "text" or inside:
            yield token
            continue
        for at, part in enumerate(re.split(r"\b([A-Z0-9]+-[A-Z]+\d+[a-z]?|[A-Z]\d+[a-z]?)\b", token.content)):
            said = Token("text", "", 0, content=part)
            if at % 2 and part in cards:
                yield from (
                    Token("link_open", "a", 1, attrs={"href": f"{APPENDIX}#{part}"}),
                    said,
                    Token("link_close", "a", -1),
                )
            else:
                yield said


SYNONYMS: Final = "tags.txt"
"""The file beside the articles: a tag a line, and after "=" what else it is called."""


class SiteTag(NamedTuple):
    """A tag with all that has it."""

    name: str
    also: tuple[str, ...]
    articles: list[Article]
    cards: list[ReportCard]


class Synonyms(NamedTuple):
    """``names``: a word as it is compared → the tag that is shown for it; ``also``: tag → its other words."""

    names: Mapping[str, str]
    also: Mapping[str, tuple[str, ...]]

    def shown(self, word: str) -> str:
        """Return the tag that is shown for a word."""
        return self.names.get(plain(word), word)


def read_synonyms(folder: Path | None) -> Synonyms:
    """Return the synonyms of a folder; none where there is no such file. Raises ``Refused`` where it cannot be read."""
    file = folder / SYNONYMS if folder else None
    if file is None or not file.is_file():
        return Synonyms({}, {})
    try:
        written = clean(file.read_text("utf-8-sig"))
    except (OSError, UnicodeError) as error:
        raise Refused(f"{file.name} cannot be read as text in UTF-8. Nothing was published.") from error
    names: dict[str, str] = {}
    also: dict[str, tuple[str, ...]] = {}
    for line in written.splitlines():
        tag, _, others = (part.strip() for part in line.partition("="))
        words = tuple(word for part in others.split(",") if (word := one_line(part)))
        if tag and not tag.startswith("#") and words:
            names |= {plain(word): tag for word in (tag, *words)}
            also[tag] = words
    return Synonyms(names, also)


def tags_of(articles: Iterable[Article], appendix: Report, synonyms: Synonyms) -> tuple[list[SiteTag], list[SiteTag]]:
    """Return the places and the subjects of articles, and of the cards that may be seen, each once, by their names.

    The subjects of a card are its tags.
    """
    places: dict[str, SiteTag] = {}
    subjects: dict[str, SiteTag] = {}

    def of(tags: dict[str, SiteTag], words: Iterable[str]) -> Iterator[SiteTag]:
        for shown in {plain(shown): shown for shown in map(synonyms.shown, map(one_line, words))}.values():
            yield tags.setdefault(plain(shown), SiteTag(shown, synonyms.also.get(shown, ()), [], []))

    for article in articles:
        for tag in (*of(places, article.places), *of(subjects, article.subjects)):
            tag.articles.append(article)
    for card in (card for theme in appendix.themes for part in theme.lists for card in part.cards):
        place = filter(None, [dict(card.fields).get("place")])
        for tag in (*of(subjects, card.tags), *of(places, place)):
            tag.cards.append(card)
    return [places[name] for name in sorted(places)], [subjects[name] for name in sorted(subjects)]


def anchor(kind: str, name: str) -> str:
    """Return where a tag stands on its page."""
    return f"{kind}-{'-'.join(plain(name).split())}"


def tag_links(article: Article, synonyms: Synonyms) -> Iterator[str]:
    """Return the links from an article to its tags."""
    pairs = [("place", word) for word in article.places] + [("subject", word) for word in article.subjects]
    shown = dict.fromkeys((kind, synonyms.shown(word)) for kind, word in pairs)
    if shown:
        links = (
            f'<li><a href="{TAGS}#{escaped(anchor(kind, name))}" dir="auto">{escaped(name)}</a></li>'
            for kind, name in shown
        )
        yield f'<ul class="tags">{"".join(links)}</ul>'


def tags_body(places: list[SiteTag], subjects: list[SiteTag], words: SiteWords) -> Iterator[str]:
    """Return the page to browse by: places, then subjects, each with its articles and cards."""
    if not places and not subjects:
        yield f"<p>{words.no_tags}</p>"
    for kind, title, found in (("place", words.places, places), ("subject", words.subjects, subjects)):
        if found:
            yield f"<section>\n<h2>{title}</h2>"
            links = (
                f'<li><a href="#{escaped(anchor(kind, tag.name))}" dir="auto">{escaped(tag.name)}</a> '
                f"<span class=quiet>{len(tag.articles) + len(tag.cards)}</span></li>"
                for tag in found
            )
            yield f'<ul class="tags">{"".join(links)}</ul>'
            for tag in found:
                yield from _tag(kind, tag, words)
            yield "</section>"


def _tag(kind: str, tag: SiteTag, words: SiteWords) -> Iterator[str]:
    yield f'<h3 id="{escaped(anchor(kind, tag.name))}" dir="auto">{escaped(tag.name)}</h3>'
    if tag.also:
        yield f'<p class="quiet" dir="auto">{escaped(words.also.format(", ".join(tag.also)))}</p>'
    yield "<ul>"
    for article in tag.articles:
        yield f'<li><a href="{article.file}" dir="auto">{escaped(article.title)}</a></li>'
    for card in tag.cards:
        yield f'<li>{card_link(card.id)} <span dir="auto">{escaped(one_line(card.text))}</span></li>'
    yield "</ul>"
