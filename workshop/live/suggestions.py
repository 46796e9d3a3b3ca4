"""Which cards a line of the digest may stand on, and which cards say something like another: suggested, never linked.

Words are weighed by how rare they and their pieces are (TF-IDF over stems and runs of three to five letters), so
that "community" leads nowhere and "governors" does. A word is taken apart once, however many cards have it.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final, NamedTuple

STRETCH: Final = "\u0640"
"""Arabic lengthens words with it for looks."""

_WORD: Final = re.compile(r"\w+")
COUNT: Final = 5
"""Suggestions that are shown: on a real digest the true sources were all among them."""

CERTAIN: Final = 0.6
"""Part of a card's words, or of the line's, that must be in the other before an import links them by itself.

On the reference it finds 27 of 29 sources and none that is wrong.
"""

SHARED: Final = 2
"""Words that a certain source shares with the line at least: one word stands in many lines."""

SIZES: Final = (3, 4, 5)
"""Letters in a piece of a word."""

STEM_WEIGHT: Final = 4.0
"""How much more a stem counts than a piece of a word, which one word has many of."""

STEM_MARK: Final = "="
"""Keeps the stem "age" from being taken for the piece "age"."""

LEAST_STEM: Final = 4
"""Letters that stay of a word: of fewer nobody can tell what word it was."""

_ENDINGS: Final = re.compile(
    rf"(?<=\w{{{LEAST_STEM}}})(?:ations?|ingly|ments?|edly|ities|ings?|ers?|ies|ity|ives?|ions?|ed|es|ly|s|e|y)$"
)


def words_of(text: str) -> list[str]:
    """Return the words of ``text`` as they are compared, in their order: without case, accents and punctuation."""
    if not text.isascii():
        letters = unicodedata.normalize("NFKD", text)
        text = "".join(c for c in letters if not unicodedata.combining(c) and c != STRETCH)
    return _WORD.findall(text.casefold())


class Suggestion(NamedTuple):
    """A card that may be meant; ``likeness`` and ``certainty`` are between 0 and 1."""

    card: str
    likeness: float
    certainty: float


class CardIndex:
    """Cards by the pieces of their words. Made once for a board; asking costs a few milliseconds."""

    def __init__(self, cards: Iterable[tuple[str, str]]) -> None:
        texts = list(cards)
        self._cards = [card for card, _ in texts]
        self._having: dict[str, list[int]] = defaultdict(list)
        for place, (_, text) in enumerate(texts):
            for word in dict.fromkeys(words_of(text)):
                self._having[word].append(place)
        self._words: dict[str, list[str]] = defaultdict(list)
        for word in self._having:
            for piece in _pieces(word):
                self._words[piece].append(word)
        self._unknown = _rarity(len(texts), 0)
        self._weights = {piece: self._weight(piece, words) for piece, words in self._words.items()}
        self._own = {word: self._size(word) for word in self._having}
        sizes = [0.0] * len(texts)
        for word, places in self._having.items():
            for place in places:
                sizes[place] += self._own[word]
        self._sizes = sizes

    def suggest(self, text: str, count: int = COUNT, but: Iterable[str] = ()) -> list[Suggestion]:
        """Return the likeliest cards for ``text``, best first, none of ``but``; fewer where fewer share anything."""
        left_out = set(but)
        found = sorted(self._likely(text), key=lambda s: (-s.likeness, s.card))
        return [suggestion for suggestion in found if suggestion.card not in left_out][:count]

    def _likely(self, text: str) -> Iterator[Suggestion]:
        """Return every card that shares a piece of a word with ``text``."""
        words = dict.fromkeys(words_of(text))
        size = sum(map(self._size, words))
        shared: dict[str, float] = defaultdict(float)
        for word in words:
            for piece in _pieces(word):
                for other in self._words.get(piece, ()):
                    shared[other] += self._weights[piece]
        product, covered, same = ([0.0] * len(self._cards), [0.0] * len(self._cards), [0] * len(self._cards))
        for word, weight in shared.items():
            for place in self._having[word]:
                product[place] += weight
                covered[place] += min(weight, self._own[word])
                same[place] += weight >= self._own[word] * CERTAIN
        for place, weight in enumerate(product):
            if weight:
                part = covered[place] / min(self._sizes[place], size)
                certainty = min(1.0, part) if same[place] >= SHARED else 0.0
                yield Suggestion(self._cards[place], weight / math.sqrt(self._sizes[place] * size), certainty)

    def _weight(self, piece: str, words: list[str]) -> float:
        having = self._having[words[0]]
        cards = len(having) if len(words) == 1 else len(set(having).union(*(self._having[w] for w in words[1:])))
        return _rarity(len(self._cards), cards) * (STEM_WEIGHT if piece[0] == STEM_MARK else 1.0)

    def _size(self, word: str) -> float:
        """Return how much a word weighs with all its pieces."""
        return sum(self._weights.get(piece, self._unknown) for piece in _pieces(word))


def shared_words(text: str, other: str) -> set[str]:
    """Return the words of ``text`` that ``other`` has too, in whatever form, as ``words_of`` gives them."""
    stems = set(map(stem, words_of(other)))
    return {word for word in words_of(text) if stem(word) in stems}


def stem(word: str) -> str:
    """Return a word without its ending; a guess that serves comparison, not grammar."""
    return _ENDINGS.sub("", word)


def _rarity(cards: int, having: int) -> float:
    """Return the weight of what ``having`` of so many ``cards`` have: the square, as it counts on both sides."""
    return (math.log((1 + cards) / (1 + having)) + 1) ** 2


@lru_cache(maxsize=4_000)
def _pieces(word: str) -> tuple[str, ...]:
    """Return a word's stem and its runs of letters, each once."""
    padded = f" {word} "
    runs = (padded[at : at + size] for size in SIZES for at in range(len(padded) - size + 1))
    return tuple(dict.fromkeys((STEM_MARK + stem(word), *runs)))
