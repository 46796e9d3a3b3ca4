"""Which cards and themes of a paper a session has already, wherever people have moved them since."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from workshop.model.commands import ImportedCard, ImportedTheme
from workshop.model.session import Card, Session, Theme
from workshop.model.text import one_line

Place = tuple[int, int]
"""A card of the paper: the number of its theme, and its own in it."""


class PaperMatches:
    """What of ``themes`` the ``session`` has: ``theme_ids`` by number, empty where it is new, and the cards.

    A card is known by theme, kind and words as they were first, and may stand in a paper more than once. A card that
    came with an earlier reading of the same paper, and was moved to another theme or kind since, is known by its words:
    an earlier reading is one of whose cards most are in this paper, and two at least unless a paper of this ``source``
    was read before.
    """

    def __init__(self, session: Session, themes: Sequence[ImportedTheme], source: str) -> None:
        self._session = session
        self._least = 1 if source in session.papers.values() else 2
        self._found: dict[Place, Card] = {}
        self._taken: set[str] = set()
        self.theme_ids = _themes_of_that_name(session, themes)
        if session.cards:
            self._find_where_they_were(themes)
            self._find_moved(themes)
        for number, theme in enumerate(themes):
            self.theme_ids[number] = self.theme_ids[number] or self._renamed(number, theme)

    def has(self, place: Place) -> bool:
        """Return whether the session has the card at ``place`` of the paper."""
        return place in self._found

    def _find_where_they_were(self, themes: Sequence[ImportedTheme]) -> None:
        there: dict[tuple[str, str, str], list[Card]] = defaultdict(list)
        for known in self._session.cards.values():
            there[known.theme, known.kind, _first_words(known)].append(known)
        for place, card in _placed(themes):
            self._take(place, there.get((self.theme_ids[place[0]], *_kind_and_words(card)), []))

    def _find_moved(self, themes: Sequence[ImportedTheme]) -> None:
        earlier: dict[str, list[Card]] = defaultdict(list)
        for known in _of_earlier_readings(self._session, themes, self._least):
            if known.id not in self._taken:
                earlier[_first_words(known)].append(known)
        for place, card in _placed(themes):
            if place not in self._found:
                self._take(place, earlier[_kind_and_words(card)[1]])

    def _take(self, place: Place, cards: list[Card]) -> None:
        if cards:
            self._found[place] = card = cards.pop(0)
            self._taken.add(card.id)

    def _renamed(self, number: int, theme: ImportedTheme) -> str:
        """Return the theme in which at least half of the cards are now; it was given another title or question."""
        live = {each.id for each in self._session.live_themes()} - set(self.theme_ids)
        homes = Counter(card.theme for (at, _), card in self._found.items() if at == number and card.theme in live)
        home, count = next(iter(homes.most_common(1)), ("", 0))
        return home if count * 2 > len(theme.cards) else ""


def _themes_of_that_name(session: Session, themes: Sequence[ImportedTheme]) -> list[str]:
    known: dict[tuple[str, str], list[Theme]] = defaultdict(list)
    for theme in session.live_themes():
        known[theme.title, theme.question].append(theme)
    named = [known[one_line(theme.title), one_line(theme.question)] for theme in themes]
    return [same.pop(0).id if same else "" for same in named]


def _of_earlier_readings(session: Session, themes: Sequence[ImportedTheme], least: int) -> Iterator[Card]:
    """Return the cards of the imports of which most, and ``least``, are in this paper; an entry's cards bear its id."""
    words = Counter(_kind_and_words(card)[1] for _, card in _placed(themes))
    readings: dict[str, list[Card]] = defaultdict(list)
    for card in session.cards.values():
        if card.origin == "paper":
            readings[card.id.partition("/")[0]].append(card)
    for cards in readings.values():
        shared = (Counter(map(_first_words, cards)) & words).total()
        if shared >= least and 2 * shared > len(cards):
            yield from cards


def _placed(themes: Sequence[ImportedTheme]) -> Iterator[tuple[Place, ImportedCard]]:
    for number, theme in enumerate(themes):
        for at, card in enumerate(theme.cards):
            yield (number, at), card


def _first_words(card: Card) -> str:
    return (*card.history, card.text)[0]


def _kind_and_words(card: ImportedCard) -> tuple[str, str]:
    return one_line(card.kind).lower(), one_line(card.text)
