"""Near-duplicates are found across tables, whatever their order and whatever their script."""

from __future__ import annotations

import random
import subprocess
import sys
from itertools import combinations, permutations
from typing import NamedTuple

from rapidfuzz.fuzz import ratio

from tests.examples import with_each
from workshop.live.duplicates import CROWD, LEAST, MOST, couples, wording
from workshop.model.commands import AddCards, HideCard, ParkCard, StartSession
from workshop.model.history import History
from workshop.model.persistent_map import PersistentMap
from workshop.model.session import Card, Session, Source
from workshop.model.summit import gather


def table(number: int, *texts: str, kind: str = "insight") -> History:
    """Return a table's session with a card for each text."""
    history = History()
    do(history, StartSession("Parks", table=str(number)), number)
    do(history, AddCards(kind, history.session.live_themes()[0].id, texts), number)
    return history


def do(history: History, command: StartSession | AddCards | HideCard | ParkCard, number: int = 1) -> None:
    history.record(command, number, f"node{number}", "facilitator")


def summit(*texts: str) -> Session:
    """Return a summit with one table for each text."""
    return gather(table(number, text).session for number, text in enumerate(texts, 1))


class Pair(NamedTuple):
    """Two cards that are alike: their shown ids, how alike in whole per cent, and their words."""

    first: str
    second: str
    likeness: int
    text: str
    other: str


def alike(session: Session) -> list[Pair]:
    """Return what is found alike, the most alike first."""
    found = [(min(one, two), max(one, two), likeness) for one, two, likeness in couples(session)]
    pairs = [Pair(one.shown, two.shown, likeness, one.text, two.text) for one, two, likeness in found]
    return sorted(pairs, key=lambda pair: (-pair.likeness, pair))


def ids(pairs: list[Pair]) -> list[tuple[str, str]]:
    return [(pair.first, pair.second) for pair in pairs]


@with_each(
    "one, two",
    [
        ("The lights go out at four", "the lights go out at four!"),
        ("The lights go out at four", "At four the lights go out"),
        ("The lights go out at four in the afternoon", "The light goes out at four in the afternoon"),
        ("Nobody knows what is on in the park", "Nobody knows what’s on in the park"),
        ("Benches", "benches"),
        ("Lighting", "Lightning"),
        ("More benches", "More bench"),
        ("The café shuts in October", "The cafe shuts in october"),
        ("الإضاءة في الحديقة ضعيفة", "الاضاءة في الحديقة ضعيفه"),
        ("الحَدِيقة مظلمة", "الحديقـة مظلمة"),
        ("公园里的路灯太少了", "公园里的路灯太少"),
        ("冬の公園は暗くて怖い", "冬の公園は暗くて怖いです"),
        ("Δεν υπάρχει φως στο πάρκο", "Δεν υπαρχει φώς στο πάρκο"),
        ("👍", "👍"),
    ],
)
def test_lines_that_say_almost_the_same_are_paired(one: str, two: str) -> None:
    (pair,) = alike(summit(one, two))
    assert pair.likeness >= LEAST
    assert (pair.text, pair.other) == (one, two)


@with_each(
    "one, two",
    [
        ("The lights go out at four", "The café shuts in October"),
        ("Benches", "Bins"),
        ("公园里的路灯太少了", "我们需要更多的长椅"),
        ("👍", "👎"),
    ],
)
def test_lines_that_say_something_else_are_not(one: str, two: str) -> None:
    assert alike(summit(one, two)) == []


def test_a_pair_says_how_alike_it_is_in_whole_per_cent_and_only_the_same_words_are_a_hundred() -> None:
    long = "Paths flood by the east gate after every rain and nobody comes to clear the drain there for weeks"
    assert [pair.likeness for pair in alike(summit(long, long.upper()))] == [100]
    assert [pair.likeness for pair in alike(summit(long, f"{long}s"))] == [99]


def test_much_the_same_is_not_yet_alike() -> None:
    assert alike(summit("Dog walkers come whatever the weather", "Dog walkers come in any weather")) == []


def test_the_most_alike_come_first_and_then_the_ids_decide() -> None:
    session = summit(
        "Paths flood by the east gate",
        "Lights go out at four",
        "lights go out at four",
        "Path flood by the east gate",
    )
    assert ids(alike(session)) == [("T02-I01", "T03-I01"), ("T01-I01", "T04-I01")]


def test_only_cards_of_the_same_kind_are_compared() -> None:
    other = table(2, "Lend head torches", kind="experiment")
    assert alike(gather([table(1, "Lend head torches").session, other.session])) == []


def test_what_one_table_said_twice_is_left_to_that_table() -> None:
    twice = table(1, "More benches", "More benches", "More bench").session
    assert alike(gather([twice])) == []
    assert ids(alike(gather([twice, table(2, "more benches").session]))) == [
        ("T01-I01", "T02-I01"),
        ("T01-I02", "T02-I01"),
        ("T01-I03", "T02-I01"),
    ]


def test_two_wordings_are_paired_by_two_tables_even_if_the_first_table_said_both() -> None:
    one = table(1, "Paths flood by the gate", "Path flood by the gate").session
    two = table(2, "Path flood by the gate", "Paths flood by the gate").session
    near = [pair for pair in alike(gather([one, two])) if pair.likeness < 100]
    assert ids(near) == [("T01-I02", "T02-I02")]


def test_in_a_single_session_every_card_is_compared_with_every_other() -> None:
    session = table(7, "More benches", "Longer evenings", "more benches").session
    assert ids(alike(session)) == [("T07-I01", "T07-I03")]


def test_of_many_in_the_same_words_each_is_paired_with_the_first() -> None:
    pairs = alike(summit(*["More benches"] * 30))
    assert ids(pairs) == [("T01-I01", f"T{number:02d}-I01") for number in range(2, 31)]


def test_a_crowd_of_lines_that_are_all_alike_gives_a_bounded_list() -> None:
    crowd = CROWD * 3
    pairs = alike(summit(*(f"Table {number} would like more light in the park" for number in range(crowd))))
    assert crowd <= len(pairs) <= crowd * MOST


def test_hidden_and_parked_cards_are_left_alone() -> None:
    history = table(1, "More benches", "More benches", "More benches")
    cards = history.session.ordered()
    do(history, HideCard(cards[0].id))
    do(history, ParkCard(cards[1].id))
    assert alike(history.session) == []


def test_two_cards_that_were_told_apart_are_suggested_no_more() -> None:
    session = summit("Lights go out", "Lights go out", "Lights go out")
    first, second, _ = session.live_cards()
    assert ids(alike(session._replace(apart=frozenset({frozenset({first.id, second.id})})))) == [("T01-I01", "T03-I01")]


def test_nothing_is_alike_on_an_empty_board() -> None:
    assert alike(Session()) == []


def test_the_result_is_the_same_in_whatever_order_the_tables_came() -> None:
    said = ("More benches", "more bench", "Benches, more", "Morre benches")
    boards = [table(number, text).session for number, text in enumerate(said, 1)]
    expected = alike(gather(boards))
    assert len(expected) > 2
    assert all(alike(gather(order)) == expected for order in permutations(boards))


WORDS = (
    *("path", "bench", "light", "gate", "café", "winter", "evening", "teenager", "walker", "dog", "library"),
    *("torch", "lake", "bridge", "playground", "notice", "lamp", "shelter", "warden", "volunteer", "music"),
    *(
        "market",
        "school",
        "council",
        "budget",
        "ticket",
        "bus",
        "cyclist",
        "pram",
        "wheelchair",
        "rain",
        "ice",
    ),
    *("mud", "leaf", "drain", "rubbish", "bin", "fence", "bush", "tree", "flower", "bird", "pond", "concert"),
)
FILLERS = (
    "the",
    "a",
    "of",
    "to",
    "and",
    "in",
    "is",
    "on",
    "for",
    "we",
    "nobody",
    "it",
    "not",
    "with",
    "more",
)


def spoken(chance: random.Random) -> str:
    """Return a line of about ten words."""
    words = max(1, round(chance.gauss(10, 3)))
    return " ".join(chance.choice(FILLERS if chance.random() < 0.4 else WORDS) for _ in range(words))


def respoken(chance: random.Random, text: str) -> str:
    """Return ``text`` as somebody else might have typed it: up to two slips."""
    words = text.split()
    for _ in range(chance.randint(0, 2)):
        place = chance.randrange(len(words))
        word = words[place]
        cut = chance.randrange(len(word) or 1)
        words[place] = chance.choice([word + "s", word[:cut] + word[cut + 1 :], chance.choice(FILLERS), word.upper()])
    return " ".join(words).strip() or text


def many_cards(count: int, seed: int) -> Session:
    """Return a summit of ``count`` cards at tables of 25, a third of them said elsewhere too in such words."""
    chance = random.Random(seed)  # noqa: S311 - the same cards every time, and no secret
    cards: dict[str, Card] = {}
    said = [spoken(chance) for _ in range(count * 2 // 3)]
    for number in range(count):
        text = said[number] if number < len(said) else respoken(chance, chance.choice(said))
        session = str(number % (count // 25) + 1)
        source = Source(session, "Parks", f"I{number}")
        cards[str(number)] = Card(
            str(number), "insight", "", f"I{number}", text, str(number), table=session, source=source
        )
    return Session(cards=PersistentMap(cards))


@with_each("seed", range(4))
def test_of_a_thousand_cards_hardly_a_pair_is_missed_that_comparing_all_would_find(seed: int) -> None:
    session = many_cards(1000, seed)
    lines = [(card.table, wording(card.text)) for card in session.cards.values()]
    all_of_them = {
        frozenset((one, two))
        for (table_one, one), (table_two, two) in combinations(lines, 2)
        if table_one != table_two and one != two and ratio(one, two) >= LEAST
    }
    found = {frozenset(map(wording, (p.text, p.other))) for p in alike(session) if LEAST <= p.likeness < 100}
    assert len(all_of_them) > 100
    assert found <= all_of_them
    assert len(found) >= 0.99 * len(all_of_them)


def test_the_library_that_compares_is_loaded_only_to_compare() -> None:
    script = "import sys, workshop.live.duplicates; print('rapidfuzz' in sys.modules)"
    assert subprocess.check_output([sys.executable, "-c", script], text=True).strip() == "False"
