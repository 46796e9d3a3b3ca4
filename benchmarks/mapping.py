"""The promises of the second day: sources suggested at once, and the right ones."""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Iterator
from pathlib import Path

from benchmarks import second_day
from benchmarks.measure import Figure, best, ms
from benchmarks.record import Table, sentence
from workshop.importing.importer import read_paper
from workshop.live.suggestions import CardIndex
from workshop.model.commands import AddCards, MakeHeading, MapCards
from workshop.model.map_view import map_view
from workshop.screens.map.map_rows import CardRows, MapFilter, heading_rows

REFERENCE = Path(__file__).parent.parent.parent / "shared" / "reference"
CARDS = 1_000
DRAWS = 40
"""Times that half the words of each line are dropped, each time others."""


def figures() -> Iterator[Figure]:
    """Measure how soon sources are suggested, and where a real digest is at hand how many are the true ones."""
    yield asking()
    yield placing()
    if sys.platform != "win32":
        yield from second_day.figures()
    if REFERENCE.exists():
        yield found("true sources among the first five", 0.95)
        yield found("the same, half the words dropped", 0.85, dropped=True)
    else:
        print("    no ../shared/reference here: how many suggestions are true is not measured")


def asking() -> Figure:
    """Return the time of one question to a thousand cards, beside that of making the index anew for it."""
    cards = [(f"{number:04d}", sentence(number)) for number in range(CARDS)]
    index = CardIndex(cards)
    ours = best(lambda: index.suggest(sentence(17)))
    anew = best(lambda: CardIndex(cards).suggest(sentence(17)))
    return Figure("five sources of 1,000 cards, ms", ms(ours), f"{ms(anew)} with the index", ours * 1000, 50)


def placing() -> Figure:
    """Return the time in which a card of a thousand is placed and both lists are made anew, beside that of the act."""
    table = Table()
    table.do(AddCards("experiment", table.themes[0], tuple(sentence(number) for number in range(CARDS))))
    cards = iter([card.id for card in table.history.session.ordered()])
    table.do(MakeHeading("After dark"))
    (heading,) = table.history.session.map.headings
    rows = CardRows()

    def place() -> None:
        table.do(MapCards((next(cards),), (heading,)))

    def place_and_show() -> None:
        place()
        view = map_view(table.history.session)
        rows.rows(table.history.session, view, MapFilter(), {})
        heading_rows(view, lines=True)

    ours, alone = best(place_and_show), best(place)
    return Figure("a card placed and shown, 1,000 cards, ms", ms(ours), f"{ms(alone)} the act alone", ours * 1000, 50)


def found(name: str, limit: float, *, dropped: bool = False) -> Figure:
    """Return the part of the true sources that are among the first five suggestions."""
    cards, lines = reference()
    index, chance = CardIndex(cards), random.Random(12)  # noqa: S311 - the same draws each time
    right = wanted = 0
    for text, sources in lines * (DRAWS if dropped else 1):
        words = text.split()
        kept = sorted(chance.sample(range(len(words)), max(1, len(words) // 2))) if dropped else range(len(words))
        suggested = {found.card for found in index.suggest(" ".join(words[place] for place in kept))}
        right += sum(source in suggested for source in sources)
        wanted += len(sources)
    return Figure(name, f"{right} of {wanted}", f"{len(cards)} cards", right / wanted, limit, at_least=True)


def reference() -> tuple[list[tuple[str, str]], list[tuple[str, list[str]]]]:
    """Return the experiments of the reference as (id, text), and its lines with the ids of their sources."""
    paper = read_paper(REFERENCE / "appendix-a.txt")
    cards = {
        (theme.title, card.text): f"{number:02d}-{place:02d}"
        for number, theme in enumerate(paper.themes)
        for place, card in enumerate(theme.cards)
        if card.kind == "experiment"
    }
    digest = json.loads((REFERENCE / "day-2-digest.json").read_text(encoding="utf-8"))
    lines = [
        (line["text"], [cards[source["theme"], source["text"]] for source in line["sources"]])
        for heading in digest["headings"]
        for line in heading["lines"]
    ]
    return [(card, text) for (_, text), card in cards.items()], lines
