"""Near-duplicates: cards that say almost the same. They are suggested side by side and never joined here.

Comparing twenty thousand cards each with each would take minutes. Two that are alike share most of their
words, and so two of their rarest: only cards that share such a couple are compared.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import combinations, product
from typing import Final, NamedTuple, TypeAlias

from workshop.live.suggestions import words_of
from workshop.model.session import Card, Session

LEAST: Final = 88
"""Per cent from which two lines are alike: one word of ten may differ, or a few letters."""

SHORT_LEAST: Final = 70
"""The same for a line of few words: of three words one may differ."""

SHORT: Final = 4
"""Words up to which a line is short."""

SAME: Final = 100
PAPER: Final = "paper"
"""The origin of a card that a paper brought."""

MOST: Final = 20
"""Lines that one line is paired with: nobody looks at more, and a thousand alike make half a million."""

RARE_WORDS: Final = 5
"""Rarest words by which a line is found: two of them are shared even where three others differ."""

RARE_PIECES: Final = 8
"""The same for a line of few words, which is found by pieces of words."""

FEW: Final = 5
MANY: Final = 4
"""Up to ``FEW`` words a line is found by pieces, from ``MANY`` by words; between them by both."""

CROWD: Final = 60
"""Lines that share a couple and are compared with one of them: the next in length, where there are more."""

_UNSPACED: Final = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
)
"""Thai, Lao, Burmese, Khmer, Japanese and Chinese letters: no blanks part their words."""

Wording: TypeAlias = str
"""A line as it is compared: its words without case, accents and punctuation, in the order of the alphabet."""


class Member(NamedTuple):
    """A card of a group: its inner id, its shown id and its words."""

    card: str
    id: str
    text: str


class Group(NamedTuple):
    """Cards that say almost the same, in the order of their shown ids; ``likeness`` is that of the most alike two."""

    cards: tuple[Member, ...]
    likeness: int


class CardLine(NamedTuple):
    """A card's words and where they were said; cards of one ``session`` are not compared with each other."""

    shown: str
    card: str
    session: str
    text: str


Couple: TypeAlias = tuple[CardLine, CardLine, int]
"""Two lines and how alike they are."""


def groups(session: Session) -> list[Group]:
    """Return the cards that say almost the same, in groups: first those across themes, then by words in common.

    Thirty tables that said one thing are one group. Two that were told apart are never in one, whatever lies between.
    """
    return sorted(_grouped(couples(session), session.apart), key=lambda group: _order(session, group))


def alike_cards(session: Session) -> dict[str, tuple[str, ...]]:
    """Return for each card of a group the others that say almost the same, by their inner ids."""
    members = [[member.card for member in group.cards] for group in groups(session)]
    return {card: tuple(other for other in group if other != card) for group in members for card in group}


def groups_among(cards: Iterable[tuple[str, str, str, str, str]]) -> list[Group]:
    """Return the cards of different tables that say almost the same, where no summit was merged yet.

    Each card comes with its session, its kind, its shown id, its inner id and its words.
    """
    lines: dict[str, list[CardLine]] = defaultdict(list)
    for session, kind, shown, card, text in cards:
        lines[kind].append(CardLine(shown, card, session, text))
    return _grouped([couple for own in lines.values() for couple in _couples(sorted(own))], frozenset())


def _grouped(found: Iterable[Couple], apart: Collection[frozenset[str]]) -> list[Group]:
    """Put together what is alike, the most alike first."""
    group_of: dict[str, list[CardLine]] = {}
    likenesses: dict[int, int] = {}
    for one, two, likeness in sorted(found, key=lambda couple: (-couple[2], couple[0], couple[1])):
        ones, twos = (group_of.setdefault(line.card, [line]) for line in (one, two))
        if ones is twos or any(frozenset({a.card, b.card}) in apart for a, b in product(ones, twos)):
            continue
        ones += twos
        group_of.update((line.card, ones) for line in twos)
        likenesses[id(ones)] = max(likeness, likenesses.get(id(ones), 0), likenesses.get(id(twos), 0))
    whole = {id(lines): lines for lines in group_of.values() if len(lines) > 1}
    return [
        Group(tuple(Member(li.card, li.shown, li.text) for li in sorted(g)), likenesses[key])
        for key, g in whole.items()
    ]


def _order(session: Session, group: Group) -> tuple[bool, float, int, tuple[Member, ...]]:
    one_theme = len({session.cards[member.card].theme for member in group.cards}) == 1
    words = [set(words_of(member.text)) for member in group.cards]
    in_common = len(set.intersection(*words)) / max(1, len(set.union(*words)))
    return one_theme, -in_common, -group.likeness, group.cards


def couples(session: Session) -> list[Couple]:
    """Return the couples of cards that are alike enough and were not told apart.

    That is ``LEAST`` per cent, and ``SHORT_LEAST`` for lines of few words. Only cards of the same kind are
    compared, and in a summit only cards of different sessions: what one table said twice is that table's to settle.
    In a single session, and in a paper, which may be of many tables, each card is compared with all others. Of many
    cards in the very same words, each is paired with the first only. Hidden and parked cards are left alone.
    """
    summit = any(card.source for card in session.cards.values())
    lines: dict[str, list[CardLine]] = defaultdict(list)
    for card in session.live_cards():
        if not (card.hidden or card.parked):
            lines[card.kind].append(_line(session, card, summit=summit))
    found = (couple for own in lines.values() for couple in _couples(sorted(own)))
    return [couple for couple in found if {couple[0].card, couple[1].card} not in session.apart]


def wording(text: str) -> Wording:
    """Return ``text`` as it is compared; what has no letter and no digit is compared as it stands."""
    return " ".join(sorted(words_of(text))) or text


def like(text: str, others: Iterable[str]) -> list[int]:
    """Return the places of those of ``others`` that say almost the same as ``text``."""
    from rapidfuzz import fuzz  # noqa: PLC0415 - as below

    words = wording(text)
    compared = ((place, wording(other)) for place, other in enumerate(others))
    return [place for place, other in compared if fuzz.ratio(words, other) >= _least_of(words)]


def _line(session: Session, card: Card, *, summit: bool) -> CardLine:
    table = card.source.session if summit and card.source and card.origin != PAPER else card.id
    return CardLine(session.shown_id(card), card.id, table, card.text)


def _couples(lines: Sequence[CardLine]) -> Iterator[Couple]:
    """Return the pairs among the lines of one kind, which come in order."""
    groups: dict[Wording, list[CardLine]] = defaultdict(list)
    for line in lines:
        groups[wording(line.text)].append(line)
    for group in groups.values():
        yield from _same(group)
    for one, two, likeness in _near(groups):
        yield from _across(groups[one], groups[two], likeness)


def _same(group: Sequence[CardLine]) -> Iterator[Couple]:
    """Pair every line with the first in the same words that is from elsewhere."""
    first = group[0]
    elsewhere = _elsewhere(group)
    if elsewhere is None:
        return
    for line in group[1:]:
        other = first if line.session != first.session else elsewhere
        yield line, other, SAME


def _across(ones: Sequence[CardLine], twos: Sequence[CardLine], likeness: int) -> Iterator[Couple]:
    """Pair the first two lines of two wordings that are from different sessions, if there are any."""
    for one, two in product((ones[0], _elsewhere(ones)), (twos[0], _elsewhere(twos))):
        if one and two and one.session != two.session:
            yield one, two, likeness
            return


def _elsewhere(lines: Sequence[CardLine]) -> CardLine | None:
    """Return the first line that is from another session than the very first."""
    return next((line for line in lines if line.session != lines[0].session), None)


def _near(wordings: Iterable[Wording]) -> Iterator[tuple[Wording, Wording, int]]:
    """Return the pairs of different wordings that are alike enough."""
    from rapidfuzz import fuzz, process  # noqa: PLC0415 - loaded for a summit, not for every command

    ordered = sorted(wordings, key=lambda words: (len(words), words))
    for place, others in _shortlist(ordered).items():
        choices = [ordered[other] for other in sorted(others)]
        cutoff = _least_of(ordered[place])
        found = process.extract(ordered[place], choices, scorer=fuzz.ratio, score_cutoff=cutoff, limit=MOST)
        yield from ((ordered[place], other, int(likeness)) for other, likeness, _ in found)


def _shortlist(wordings: Sequence[Wording]) -> Mapping[int, set[int]]:
    """Return for each place in ``wordings``, which come by length, the later ones that may be alike.

    They share two of the rarest parts, and are not so much longer that the rest cannot make up for it.
    """
    lengths = [len(words) for words in wordings]
    leasts = list(map(_least_of, wordings))
    reach = [bisect_right(lengths, own * (2 * SAME - at) / at) for own, at in zip(lengths, leasts, strict=True)]
    found: dict[int, set[int]] = defaultdict(set)
    for parts in (_words, _pieces):
        for crowd in _crowds([parts(words) for words in wordings]):
            for start, place in enumerate(crowd, 1):
                end = bisect_left(crowd, reach[place], start, min(start + CROWD, len(crowd)))
                found[place].update(crowd[start:end])
    return found


def _least_of(words: Wording) -> int:
    """Return the per cent from which others are like this wording, the shorter of two."""
    short = words.count(" ") < SHORT and not _UNSPACED.search(words)
    return SHORT_LEAST if short else LEAST


def _words(words: Wording) -> tuple[set[str], int]:
    """Return the words of a wording, none where they are few, and how many of the rarest count."""
    own = set(words.split())
    return (own, max(RARE_WORDS, 2 + len(own) // 6)) if len(own) >= MANY else (set(), 0)


def _pieces(words: Wording) -> tuple[set[str], int]:
    """Return the pieces of a wording of few words, and how many of the rarest count."""
    unspaced = _UNSPACED.search(words) is not None
    if words.count(" ") >= FEW and not unspaced:
        return set(), 0
    size = 2 if unspaced else 3
    padded = f" {words} "
    return {padded[start : start + size] for start in range(len(padded) - size + 1)}, RARE_PIECES


def _crowds(parts: Sequence[tuple[set[str], int]]) -> Iterator[list[int]]:
    """Return the places of those that share two of their rarest parts; what only one has leads nowhere."""
    common = Counter(part for own, _ in parts for part in own)
    shared = sorted((part for part, count in common.items() if count > 1), key=lambda p: (common[p], p))
    rarity = {part: order for order, part in enumerate(shared)}
    crowds: dict[tuple[int, int], list[int]] = defaultdict(list)
    for place, (own, many) in enumerate(parts):
        rarest = sorted([rarity[part] for part in own if part in rarity])[:many]
        for couple in combinations(rarest, 2):
            crowds[couple].append(place)
    return (crowd for crowd in crowds.values() if len(crowd) > 1)
