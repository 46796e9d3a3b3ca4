"""A law of moves: whatever front ends die, come back and lag behind, each voter's last dots count, and once."""

from __future__ import annotations

import random
import tempfile
from collections import Counter
from pathlib import Path

import hypothesis
from hypothesis import strategies as st

from tests.model.table import table
from workshop.model import commands as c
from workshop.model.entry import Entry
from workshop.model.events import AllocationSet
from workshop.model.hlc import next_stamp
from workshop.store.codec import encode
from workshop.sync.hall_count import BallotBox, home_after

FRONTS = ("f001", "f002", "f003")
VOTERS = 6


class Phone:
    """One voter: the home and the move that their cookie names, and what they were last acknowledged."""

    def __init__(self, number: int, home: str) -> None:
        self.token = f"voter{number:011d}"
        self.home, self.moved = home, 0
        self.last: tuple[str, ...] = ()


class Front:
    """One front end: its clock, which is wrong, how many moves it has heard of, and its lines."""

    def __init__(self, node: str, clock: int) -> None:
        self.node, self.clock = node, clock
        self.heard = 0
        self.entries: list[Entry] = []

    def take(self, ballot: str, phone: Phone, cards: tuple[str, ...]) -> None:
        self.clock += 1
        last = self.entries[-1].id if self.entries else ""
        event = AllocationSet(ballot, phone.token, cards, phone.moved)
        self.entries.append(Entry(next_stamp(last, self.clock, self.node), "", (event,)))
        phone.last = cards


def arrive(fronts: dict[str, Front], moves: list[tuple[str, str]], phone: Phone, at: str) -> Front:
    """Lead somebody on who comes to a front end, until they are at home; return where."""
    for _ in range(10):
        home, moved = home_after(phone.home, phone.moved, moves[: fronts[at].heard])
        if (home, moved) != (phone.home, phone.moved):
            phone.home, phone.moved = home, moved  # a new cookie, before anything is taken
        if home == at:
            return fronts[at]
        at = home
    raise AssertionError("nobody is at home anywhere")


@hypothesis.given(seed=st.integers(0, 2**32), clocks=st.lists(st.integers(0, 10**9), min_size=3, max_size=3))
def test_the_last_dots_of_each_voter_count_and_only_once(seed: int, clocks: list[int]) -> None:
    chance = random.Random(seed)  # noqa: S311 - seeded, so that a failure can be had again
    hall = table()
    cards = list(hall.add("Trust", "Time", "Tools"))
    ballot = hall.ballot(hall.opened(c.DraftBallot(dots=2, most=2)))
    fronts = {user: Front(user, 1_700_000_000_000 + clock) for user, clock in zip(FRONTS, clocks, strict=True)}
    phones = [Phone(number, FRONTS[number % 3]) for number in range(VOTERS)]
    moves: list[tuple[str, str]] = []
    for _ in range(60):
        match chance.randint(0, 9):
            case 0:
                left, to = chance.sample(FRONTS, 2)
                moves.append((left, to))
                fronts[to].heard = len(moves)
            case 1:
                behind = chance.choice(list(fronts.values()))
                behind.heard = chance.randint(behind.heard, len(moves))
            case _:
                phone = chance.choice(phones)
                given = tuple(chance.choices(cards, k=chance.randint(0, 2)))
                arrive(fronts, moves, phone, chance.choice(FRONTS)).take(ballot.id, phone, given)
    box = BallotBox(ballot)
    with tempfile.TemporaryDirectory() as place:
        for front in fronts.values():
            lines = b"".join(encode(entry, number) for number, entry in enumerate(front.entries, 1))
            (Path(place) / f"{front.node}.jsonl").write_bytes(lines)
        box.read(Path(place))
    expected = Counter(card for phone in phones for card in phone.last)
    assert {card: dots for card, dots, _ in box.counted((), ()).counts} == dict(expected)
    assert box.counted((), ()).ballots == sum(bool(phone.last) for phone in phones)
    assert box.odd == 0
