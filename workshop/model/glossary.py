"""Capitals that a reader may not know: found in the cards, for the facilitator to explain or to dismiss.

Nothing is ever guessed, and participants' words are never changed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from workshop.model.session import Session

_HEAVY: Final = """
ALL ALWAYS AND ANY ARE BE BUT BY CAN DO EVERY FOR FROM HAVE IF IN IS MORE MUST NEVER NEW NO NOT NOW
OF ON ONE ONLY OR OUR OUT SO STOP THE THEY THIS TO TOO UP VERY WE WHY YES YOU
"""

SHOUTED: Final = frozenset(_HEAVY.split())
"""Words that people write in capitals for their weight."""

WELL_KNOWN: Final = frozenset({"EU", "OK", "TV", "UK", "VAT"})
"""Capitals that every reader knows: the GOV.UK style guide exempts such as UK, EU and VAT."""

_WORD: Final = re.compile(r"\b[^\W\d_](?: ?& ?[^\W\d_])+\b|[^\W_]+")
"""A word, or single letters that stand together: "L & D", "R&D"."""

_SHOUT: Final = re.compile(r"\b[^\W\d_]{2,}(?: [^\W\d_]{2,})+")
"""Words with only a blank between them; where three in a row are in capitals, somebody shouts."""

_IN_A_ROW: Final = 3


def unknown_capitals(session: Session, texts: Iterable[str] | None = None) -> list[str]:
    """Return what ``texts`` have in capitals and the session neither explains nor dismisses; else its live cards.

    In the order in which they first appear, each once, a plural as its singular ("GPs" → "GP"). Capitals are
    words with two capital letters or more and fewer small letters than capitals ("DfE", "SoS", not "McKay"),
    one capital with a number ("G1"), and letters joined by "&". Not taken for them are words that also appear
    in small letters, three words or more in a row all in capitals, and ``SHOUTED`` and ``WELL_KNOWN`` ones.
    """
    said = [card.text for card in (session.ordered() if texts is None else session.live_cards())]
    texts = said if texts is None else list(texts)
    met = {_plain(term) for term in session.terms}
    unknown: list[str] = []
    for term in dict.fromkeys(term for text in texts for term in _capitals(text)):
        if not {_plain(term), _plain(term) + "s"} & met and not _in_small_letters(term, (*said, *texts)):
            met.add(_plain(term))
            unknown.append(term)
    return unknown


def explained_in(session: Session, text: str) -> list[tuple[str, str]]:
    """Return the terms of the glossary that stand in ``text``, each with what it stands for."""
    words = {word.casefold() for word in _WORD.findall(text)}
    return [(t, x) for t, x in session.terms.items() if x and {w.casefold() for w in _WORD.findall(t)} <= words]


def _in_small_letters(term: str, texts: Iterable[str]) -> bool:
    """Return whether ``term`` also appears in small letters; only texts that have them anywhere are taken apart."""
    word = term.lower()
    return any(word in text and word in _WORD.findall(text) for text in texts)


def _capitals(text: str) -> Iterator[str]:
    for match in _WORD.finditer(_SHOUT.sub(_without_shouts, text)):
        term = match.group()
        if term[-1] == "s" and term[-2:-1].isupper():
            term = term[:-1]
        if _is_capitals(term) and term not in SHOUTED | WELL_KNOWN:
            yield term


def _is_capitals(term: str) -> bool:
    capitals = sum(letter.isupper() for letter in term)
    small = sum(letter.islower() for letter in term)
    numbered = capitals == 1 and term[0].isupper() and term[1:].isdigit()
    return numbered or (capitals > 1 and small < capitals)


def _without_shouts(words: re.Match[str]) -> str:
    """Return words without those that are shouted."""
    kept: list[str] = []
    row: list[str] = []
    for word in [*words.group().split(" "), ""]:
        if word.isupper():
            row.append(word)
        else:
            kept += [*(row if len(row) < _IN_A_ROW else ()), word]
            row = []
    return " ".join(kept)


def _plain(term: str) -> str:
    return term.replace(" ", "").casefold()
