"""What our documents say themselves, in the language of the session's headings: a file a language in ``documents/``."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from workshop.model.struct import Struct, defaults_of, fields_of
from workshop.wording.sentences import Sentences

if TYPE_CHECKING:
    from collections.abc import Mapping

LANGUAGES: Final = ("en", "cy", "fr", "de", "es", "ar")
"""Languages that documents can be made in, in the order in which they are offered; each has its file."""

_FILES: Final = Path(__file__).parent / "documents"
_RIGHT_TO_LEFT: Final = frozenset({"ar", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"})


class Labels(Struct):
    """One language's words; ``page`` has the places ``{page}`` and ``{pages}``, ``colon`` ends a label."""

    first_step: str
    owner: str
    place: str
    measure: str
    review: str
    tests: str
    tags: str
    tag: str
    cluster: str
    note: str
    theme: str
    question: str
    vote: str
    rank: str
    card: str
    dots: str
    voters: str
    table: str
    date: str
    people: str
    contents: str
    glossary: str
    kept: str
    page: str
    sources: str
    order: str
    who_answers: str
    by_when: str
    answer: str
    done: str
    colon: str = ": "

    def pair(self, label: str, value: str) -> str:
        """Return "First step: ask them", with the blank before the colon that French has."""
        return f"{label}{self.colon}{value}"


class MapWords(Struct):
    """One language's words; ``unplaced`` has the places ``{count}`` and ``{cards}``.

    ``digest``, ``full_list`` and ``questions`` are said under the title, ``by_table`` before a theme's title.
    """

    map: str
    digest: str
    full_list: str
    questions: str
    by_table: str
    sources: str
    no_source: str
    changed: str
    lines: str
    heading: str
    placed: str
    in_lines: str
    left_out: str
    undecided: str
    unplaced: str
    not_placed: str
    without_heading: str
    not_comparable: str
    open_questions: str
    answered: str


class SiteWords(Struct):
    """One language's words; those with ``{}`` take a number, a date or a list."""

    pages: str
    skip: str
    home: str
    appendix: str
    tables: str
    digest: str
    full_list: str
    questions: str
    follow_up: str
    bulletins: str
    articles: str
    tags: str
    picture: str
    search: str
    glossary: str
    places: str
    subjects: str
    also: str
    no_articles: str
    no_tags: str
    no_table: str
    feed: str
    calendar: str
    withdrawn: str
    withdrawn_on: str
    not_published: str
    became: str
    now: str
    query: str
    without_script: str
    found: str
    no_matches: str
    first_shown: str
    as_pdf: str


class FollowWords(Struct):
    """One language's words; ``statuses`` in the order of ``model.follow_up.STATUSES``, beginning as a heading does."""

    follow_up: str
    nothing: str
    next_review: str
    no_news: str
    overdue: str
    missing: str
    statuses: tuple[str, ...]


class ScaleWords(Struct):
    """One language's words; ``usual`` has the texts of the usual questions by those in English."""

    median: str
    middle_half: str
    answers: str
    split: str
    cannot_say: str
    usual: Mapping[str, str]

    def said(self, text: str) -> str:
        """Return a text of a question: of a usual one in this language, else in the organiser's words."""
        return self.usual.get(text, text)


class BulletinWords(Struct):
    """One language's words; those with ``{}`` take a number, a day, or a card's id and words.

    ``day`` takes the day, the month's name and the year, ``month`` a month's name and the year.
    """

    bulletin: str
    dated: str
    bulletins: str
    of_month: str
    archive: str
    highlights: str
    highlights_of: str
    issued: str
    contact: str
    dates: str
    links: str
    cards: str
    all: str
    earlier: str
    later: str
    day: str
    review: str
    month: str
    months: tuple[str, ...]
    next_review: str
    answered: str
    review_ahead: str
    new_tables: str

    def day_said(self, day: str) -> str:
        """Return "12 June 2026" for "2026-06-12"; what is no day is said as it stands."""
        try:
            found = date.fromisoformat(day)
        except ValueError:
            return day
        return self.day.format(found.day, self.months[found.month - 1], found.year)

    def month_said(self, month: str) -> str:
        """Return "June 2026" for "2026-06"; what is no month is said as it stands."""
        try:
            found = date.fromisoformat(f"{month}-01")
        except ValueError:
            return month
        return self.month.format(self.months[found.month - 1], found.year)


class DocumentWords(Struct):
    """All that documents say in one language: a table of its file for each field."""

    labels: Labels
    sentences: Sentences
    scale: ScaleWords
    map: MapWords
    follow_up: FollowWords
    bulletin: BulletinWords
    site: SiteWords


def words_for(language: str) -> DocumentWords:
    """Return the words for a BCP 47 tag ("cy-GB" has those of "cy"), English ones where there are none."""
    primary = _primary(language)
    return _words_in(primary if primary in LANGUAGES else "en")


@cache
def _words_in(language: str) -> DocumentWords:
    return read_words(_FILES / f"{language}.toml")


def all_words() -> tuple[DocumentWords, ...]:
    """Return the words of each language, by which a paper of ours is known again."""
    return tuple(map(words_for, LANGUAGES))


def is_right_to_left(language: str) -> bool:
    """Return whether the language of the tag is written from right to left."""
    return _primary(language) in _RIGHT_TO_LEFT


def read_words(path: Path) -> DocumentWords:
    """Read a language's file. Raises ``ValueError`` that names the file and each word that is missing or unknown."""
    import tomllib  # noqa: PLC0415 - a board that says none of these words is drawn without it

    kinds = {"labels": Labels, "sentences": Sentences, "scale": ScaleWords, "map": MapWords}
    kinds |= {"follow_up": FollowWords, "bulletin": BulletinWords, "site": SiteWords}
    tables = _checked(DocumentWords, tomllib.loads(path.read_text(encoding="utf-8")), path.name)
    return DocumentWords(
        **{name: kinds[name](**_checked(kinds[name], said, f"{path.name}, {name}")) for name, said in tables.items()}
    )


def _checked(kind: Any, said: Mapping[str, Any], place: str) -> dict[str, Any]:  # noqa: ANN401 - a class of structs
    """Return what a file says as the fields of ``kind``, its lists as tuples."""
    known = fields_of(kind).keys()
    needed = known - defaults_of(kind).keys()
    for wrong, names in (("missing", needed - said.keys()), ("unknown", said.keys() - known)):
        if names:
            raise ValueError(f"{place}: {wrong}: {', '.join(sorted(names))}")
    return {name: tuple(value) if isinstance(value, list) else value for name, value in said.items()}


def _primary(language: str) -> str:
    return language.partition("-")[0].lower()
