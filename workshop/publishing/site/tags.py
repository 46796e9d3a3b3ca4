"""Tags by place and subject: what articles and cards are about, with the words that mean the same."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from workshop.model.errors import Refused
from workshop.model.text import clean, one_line
from workshop.publishing.rendering.markup import escaped
from workshop.publishing.site.frame import TAGS, card_link

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from workshop.publishing.report import Report, ReportCard
    from workshop.publishing.site.articles import Article
    from workshop.wording.document_words import SiteWords

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
        return self.names.get(_plain(word), word)


def _plain(word: str) -> str:
    return " ".join(word.casefold().split())


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
            names |= {_plain(word): tag for word in (tag, *words)}
            also[tag] = words
    return Synonyms(names, also)


class SiteTags(NamedTuple):
    """All tags of a site, each once, by their names."""

    places: list[SiteTag]
    subjects: list[SiteTag]


def tags_of(articles: Iterable[Article], appendix: Report, synonyms: Synonyms) -> SiteTags:
    """Return the tags of articles, and of the cards that may be seen: their tags are subjects, their places places."""
    places: dict[str, SiteTag] = {}
    subjects: dict[str, SiteTag] = {}

    def of(tags: dict[str, SiteTag], word: str) -> SiteTag:
        shown = synonyms.shown(one_line(word))
        return tags.setdefault(_plain(shown), SiteTag(shown, synonyms.also.get(shown, ()), [], []))

    for article in articles:
        for tags, words in ((places, article.places), (subjects, article.subjects)):
            for tag in {id(found): found for found in (of(tags, word) for word in words)}.values():
                tag.articles.append(article)
    for card in (card for theme in appendix.themes for part in theme.lists for card in part.cards):
        for tag in {id(found): found for found in (of(subjects, word) for word in card.tags)}.values():
            tag.cards.append(card)
        if place := dict(card.fields).get("place"):
            of(places, place).cards.append(card)
    return SiteTags([places[name] for name in sorted(places)], [subjects[name] for name in sorted(subjects)])


def anchor(kind: str, name: str) -> str:
    """Return where a tag stands on its page."""
    return f"{kind}-{'-'.join(_plain(name).split())}"


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


def tags_body(tags: SiteTags, words: SiteWords) -> Iterator[str]:
    """Return the page to browse by: places, then subjects, each with its articles and cards."""
    if not tags.places and not tags.subjects:
        yield f"<p>{words.no_tags}</p>"
    for kind, title, found in (("place", words.places, tags.places), ("subject", words.subjects, tags.subjects)):
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
