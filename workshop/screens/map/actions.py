"""What is done on the map: cards placed, left out or marked, headings made, lines written and kept to their sources."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from workshop.live.suggestions import CardIndex
from workshop.model import commands as c
from workshop.model.errors import Refused
from workshop.model.glossary import explained_in, unknown_capitals
from workshop.model.mapping import LEFT_OUT, PLACED, UNDECIDED, UNPLACED
from workshop.screens.dialogs import Ask, Choose, Option
from workshop.screens.explaining import explain_terms
from workshop.screens.map.line_dialog import LineDialog, WrittenLine
from workshop.screens.map.map_rows import HEADING, LETTERS, LINE, MOST_ALIKE, STATES, MapFilter, tags_of
from workshop.wording.mapping import table_said, theme_names

if TYPE_CHECKING:
    from workshop.model.map_view import MapCard, MapView
    from workshop.screens.map.screen import MapPage

NEW: Final = "new"
LIKE: Final = 12
"""Cards that are listed as like one."""

LEAST_LIKE: Final = 0.08
"""Likeness below which a card is not listed as like another."""


async def place_under(page: MapPage, heading: str) -> None:
    """Place the marked cards, or the one at the cursor, under a heading, and go on to the next."""
    cards = page.targets_here()
    await _place(page, c.MapCards(cards, (heading,)))


async def _place(page: MapPage, command: c.MapCards) -> None:
    """Place cards; say so, and where their near-duplicates stand, in one: it is laid out once."""
    receipt = await page.workspace.do(command)
    page.say_done(receipt, alike_elsewhere(page, command.cards, command.headings))
    page.mark(frozenset())


def alike_elsewhere(page: MapPage, cards: tuple[str, ...], headings: tuple[str, ...]) -> str:
    """Return what is said of near-duplicates of the cards that stand elsewhere on the map than under ``headings``."""
    others = {other.view.card: other for card in cards for other in page.alike_of(card)}
    elsewhere: dict[str, list[str]] = {}
    for other in others.values():
        if other.view.card not in cards and (where := where_it_stands(page, other, headings)):
            elsewhere.setdefault(where, []).append(other.view.id)
    said = [f"{_some_of(ids)} almost the same, {where}" for where, ids in elsewhere.items()]
    return f"{'; '.join(said)}." if said else ""


def _some_of(ids: list[str]) -> str:
    """Return who says something: the first by their ids, the others by their number."""
    if len(ids) == 1:
        return f"{ids[0]} says"
    named, rest = ids[:MOST_ALIKE], ids[MOST_ALIKE:]
    parts = [*named, f"{len(rest)} more"] if rest else named
    return f"{', '.join(parts[:-1])} and {parts[-1]} say"


def where_it_stands(page: MapPage, card: MapCard, but: tuple[str, ...]) -> str:
    """Return where a card stands, if that is elsewhere than under the headings ``but``."""
    decision = card.decision
    if decision.state == PLACED and set(decision.headings) <= set(but):
        return ""
    names = {heading.heading: f"“{heading.name}”" for heading in page.view.headings}
    placed = " and ".join(names[heading] for heading in decision.headings if heading in names)
    return f"under {placed}" if placed else STATES[decision.state]


async def act(page: MapPage) -> None:
    """On a card: choose its heading by name; on a heading: write a line; on a line: choose what becomes of it."""
    row = page.row_here()
    if row is None:
        raise Refused("There is nothing here. + makes a heading.")
    if row.id.startswith(HEADING):
        await _write_line(page, row.id.removeprefix(HEADING))
    elif row.id.startswith(LINE):
        await _change_line(page, row.id.removeprefix(LINE))
    else:
        await _choose_heading(page, add=False)


async def also(page: MapPage) -> None:
    """Let the cards stand under one more heading."""
    await _choose_heading(page, add=True)


async def _choose_heading(page: MapPage, *, add: bool) -> None:
    cards = page.targets_here()
    options = [
        Option(h.heading, LETTERS[n].upper() if n < len(LETTERS) else "", h.name)
        for n, h in enumerate(page.view.headings)
    ]
    options.append(Option(NEW, "+", "A new heading"))
    question = "Also under which heading?" if add else f"Under which heading? {len(cards)} to place"
    chosen = await page.ask(Choose(question, options))
    if chosen == NEW:
        await new_heading(page)
    elif chosen is not None:
        await _place(page, c.MapCards(cards, (chosen,), add))


async def new_heading(page: MapPage) -> None:
    """Make a heading; the marked cards, or the one at the cursor, are placed under it in the same act."""
    cards = page.cards_here()
    placed = f"; {len(cards)} placed under it" if cards else ""
    name = await page.ask(Ask(f"The new heading{placed}"))
    if name and name.strip():
        await page.do(c.MakeHeading(name, cards=cards))
        page.mark(frozenset())


async def leave_out(page: MapPage) -> None:
    """Leave the cards out of the map, with a reason."""
    cards = page.targets_here()
    reason = await page.ask(Ask("Left out: why?", hint="Enter takes it, also without a reason · Esc leaves"))
    if reason is not None:
        await page.do(c.LeaveOffMap(cards, reason))
        page.mark(frozenset())


async def undecided(page: MapPage) -> None:
    """Mark the cards: nobody can decide where they belong."""
    await page.do(c.LeaveUndecided(page.targets_here()))
    page.mark(frozenset())


async def unplace(page: MapPage) -> None:
    """Put the cards back among those that nobody has looked at."""
    await page.do(c.UnmapCards(page.targets_here()))
    page.mark(frozenset())


async def search(page: MapPage) -> None:
    """List the cards that have some words."""
    words = await page.ask(Ask("Look for", page.sieve.words, live=lambda text: page.sift(words=text, only=())))
    if words is None:
        page.sift(words="", only=())


async def sift(page: MapPage) -> None:
    """Choose which cards are listed."""
    cards = page.view.cards.values()
    names = theme_names(page.session)
    states = [(UNPLACED, ""), (PLACED, ""), (LEFT_OUT, ""), (UNDECIDED, "")]
    options = [Option("all", "", "All cards")]
    options += [Option(f"state {state}", "", STATES[state].capitalize()) for state, _ in states]
    options += [Option(f"kind {kind.name}", "kind", kind.plural) for kind in page.session.kinds]
    options.append(Option("dots", "", "With dots"))
    tables = dict.fromkeys(card.theme.table for card in cards if card.theme.table)
    options += [Option(f"table {table}", "table", table_said(table)) for table in tables]
    options += [Option(f"theme {theme}", "theme", name) for theme, name in names.items()]
    options += [Option(f"tag {tag}", "tag", f"#{tag}") for tag in tags_of(cards)]
    chosen = await page.ask(Choose("Which cards? Several narrow the list; the same again widens it", options))
    if chosen is None:
        return
    what, _, value = chosen.partition(" ")
    if what == "kind":
        page.show_kind(value)
    elif what == "state":
        page.sift(state=value, words="", only=())
    elif what in {"table", "theme", "tag"}:
        page.sift(**{what: "" if getattr(page.sieve, what) == value else value}, words="", only=())
    elif what == "dots":
        page.sift(dots=not page.sieve.dots, words="", only=())
    else:
        page.sieve = MapFilter(None)
        page.sift()


async def explain(page: MapPage) -> None:
    """Explain what the digest's lines and their sources have in capitals."""
    await explain_terms(page, lambda: unknown_capitals(page.session, digest_texts(page)))


def digest_texts(page: MapPage) -> list[str]:
    """Return what a reader of the digest reads: lines and sources; of a map without lines, its cards."""
    lines = [line for heading in page.view.headings for line in heading.lines]
    texts = [text for line in lines for text in (line.text, *(source.text for source in line.sources))]
    return texts or [card.view.text for card in page.view.cards.values()]


def jargon(page: MapPage, text: str) -> str:
    """Return what is to be said of the terms in a line: which nobody has explained, and what the others stand for."""
    unknown = unknown_capitals(page.session, [text])
    said = [f"Not explained yet: {', '.join(unknown)} (! on the map)"] if unknown else []
    said += [f"{term}: {meaning}" for term, meaning in explained_in(page.session, text)]
    return " · ".join(said)


async def like(page: MapPage) -> None:
    """List the cards that say something like the one at the cursor, those of other tables first."""
    (card, *_) = page.targets_here()
    view = page.view.cards[card]
    found = [s for s in page.index.suggest(view.view.text, LIKE, but=(card,)) if s.likeness >= LEAST_LIKE]
    if not found:
        raise Refused(f"No card says something like {view.view.id}.")
    elsewhere = sorted(found, key=lambda s: page.view.cards[s.card].theme.theme == view.theme.theme)
    page.sieve = MapFilter(None, words=view.view.id, only=(card, *(s.card for s in elsewhere)))
    page.sift()
    page.rows_left.go_to(card)


async def _write_line(page: MapPage, heading: str) -> None:
    """Write a line under a heading; the cards under it are the first that are looked through for its sources."""
    name = next(h.name for h in page.view.headings if h.heading == heading)
    terms = partial(jargon, page)
    written = await page.ask(LineDialog(f"A line under “{name}”", page.index, page.view.cards, terms))
    if written is not None and written.text.strip():
        await page.do(c.WriteLine(written.text, heading, written.sources))


async def _change_line(page: MapPage, line_id: str) -> None:
    """Choose what becomes of a line."""
    line = page.session.map.lines[line_id]
    options = [
        Option("reword", "", "Reword it, or change its sources"),
        Option("confirm", "", "It still holds: its sources have changed and the line has not"),
        Option("move", "", "Put it under another heading"),
        Option("remove", "", "Remove it; its cards stay where they are"),
    ]
    chosen = await page.ask(Choose(f"{line.label} {line.text}", options))
    if chosen == "reword":
        await _reword(page, line_id)
    elif chosen == "confirm":
        await page.do(c.ConfirmLine(line_id))
    elif chosen == "move":
        headings = [Option(h.heading, "", h.name) for h in page.view.headings if h.heading != line.heading]
        heading = await page.ask(Choose("Under which heading?", headings))
        if heading is not None:
            await page.do(c.PlaceLine(line_id, heading))
    elif chosen == "remove":
        await page.do(c.RemoveLine(line_id))


async def _reword(page: MapPage, line_id: str) -> None:
    line = page.session.map.lines[line_id]
    before = tuple(line.sources)
    terms, said = partial(jargon, page), WrittenLine(line.text, before)
    written = await page.ask(LineDialog(line.label, page.index, page.view.cards, terms, said))
    if written is None:
        return
    new = tuple(card for card in written.sources if card not in before)
    gone = tuple(card for card in before if card not in written.sources)
    acts: list[c.Command] = []
    if written.text.strip() != line.text:
        acts.append(c.RewordLine(line_id, written.text))
    acts += [c.LinkSources(line_id, new)] if new else []
    acts += [c.UnlinkSources(line_id, gone)] if gone else []
    if acts:
        await page.do(*acts)


def index_of(view: MapView) -> CardIndex:
    """Return an index of the cards on the map."""
    return CardIndex((card, found.view.text) for card, found in view.cards.items())
