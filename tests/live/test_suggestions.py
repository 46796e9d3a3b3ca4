from __future__ import annotations

import random

import pytest

from benchmarks import mapping
from workshop.live.suggestions import CERTAIN, CardIndex, Suggestion, shared_words, stem

Reference = tuple[list[tuple[str, str]], list[tuple[str, list[str]]]]
CARDS = (
    ("a", "Lend head torches at the library"),
    ("b", "Winter tea cart run by the school"),
    ("c", "One lit loop, tested for a month"),
    ("d", "Torches"),
    ("e", "؟!"),
)


def ids(found: list[Suggestion]) -> list[str]:
    return [suggestion.card for suggestion in found]


def test_the_card_with_the_rarest_words_in_common_is_the_first() -> None:
    index = CardIndex(CARDS)
    assert ids(index.suggest("Libraries that lend torches"))[:2] == ["a", "d"]
    assert ids(index.suggest("Libraries that lend torches", but=["a"]))[0] == "d"
    assert ids(index.suggest("Libraries that lend torches", count=1)) == ["a"]


def test_a_line_that_shares_nothing_gets_no_suggestion() -> None:
    assert CardIndex(CARDS).suggest("qqq") == []
    assert CardIndex(CARDS).suggest("") == []
    assert CardIndex(()).suggest("Torches") == []


def test_cards_in_the_same_words_come_in_the_order_of_their_ids() -> None:
    assert ids(CardIndex((("b", "Open the gate"), ("a", "Open the gate"))).suggest("gates")) == ["a", "b"]


def test_one_shared_word_makes_nothing_certain() -> None:
    found = {s.card: s.certainty for s in CardIndex(CARDS).suggest("Lend head torches at the library, and coats")}
    assert found["a"] == 1
    assert found["d"] == 0


def test_words_are_shared_in_whatever_form() -> None:
    assert shared_words("Governors giving budgets", "Give the governor a budget") == {"governors", "budgets"}
    assert stem("communities") == stem("community")
    assert stem("ages") == "ages"


@pytest.fixture(scope="module")
def reference() -> Reference:
    """Return the reference's experiments, and its lines with the ids of their sources."""
    if not mapping.REFERENCE.exists():
        pytest.skip("../shared/reference is not here")
    return mapping.reference()


def test_the_true_sources_of_a_real_digest_are_among_the_first_five(
    reference: Reference,
) -> None:
    cards, lines = reference
    index = CardIndex(cards)
    found = [source in ids(index.suggest(text)) for text, sources in lines for source in sources]
    assert len(found) == 29
    assert sum(found) / len(found) >= 0.95


def test_they_are_still_found_when_half_the_words_are_dropped(
    reference: Reference,
) -> None:
    cards, lines = reference
    index, chance = CardIndex(cards), random.Random(12)  # noqa: S311 - the same draws each time
    found: list[bool] = []
    for text, sources in lines * 10:
        words = text.split()
        kept = sorted(chance.sample(range(len(words)), max(1, len(words) // 2)))
        suggested = ids(index.suggest(" ".join(words[place] for place in kept)))
        found += [source in suggested for source in sources]
    assert sum(found) / len(found) >= 0.85


def test_no_source_of_a_real_digest_is_certain_and_wrong(
    reference: Reference,
) -> None:
    cards, lines = reference
    index = CardIndex(cards)
    certain = [
        suggestion.card in sources
        for text, sources in lines
        for suggestion in index.suggest(text)
        if suggestion.certainty >= CERTAIN
    ]
    assert all(certain)
    assert len(certain) >= 27
