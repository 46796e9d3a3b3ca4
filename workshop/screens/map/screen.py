"""What is done on the map: cards placed, left out or marked, headings made, lines written and kept to their sources."""

from __future__ import annotations

from typing import Final

from workshop.model import commands as c
from workshop.model.errors import Refused
from workshop.model.glossary import explained_in, unknown_capitals
from workshop.model.map import PLACED
from workshop.model.map_view import MapCard
from workshop.screens.dialogs import Ask, Choose, Option
from workshop.screens.explaining import explain_terms
from workshop.screens.map.line_dialog import LineDialog, WrittenLine
from workshop.screens.map.map_rows import HEADING, LETTERS, LINE, MOST_ALIKE, STATES, MapFilter
from workshop.screens.map.view import MapLists
from workshop.wording.said import table_said, theme_names

NEW: Final = "new"

LIKE: Final = 12
"""Cards that are listed as like one."""

LEAST_LIKE: Final = 0.08
"""Likeness below which a card is not listed as like another."""


class MapPage(MapLists):
    """The page of the map, with what its keys do."""

    async def action_map_place(self) -> None:
        """Place the marked cards, or the one at the cursor, under the heading of the letter, and go on to the next."""
        await self._place(c.MapCards(self.targets_here(), (self.wanted,)))

    async def _place(self, command: c.MapCards) -> None:
        """Place cards; say so, and where their near-duplicates stand, in one: it is laid out once."""
        receipt = await self.workspace.do(command)
        self.say_done(receipt, self.alike_elsewhere(command.cards, command.headings))
        self.mark(frozenset())

    def alike_elsewhere(self, cards: tuple[str, ...], headings: tuple[str, ...]) -> str:
        """Return what is said of near-duplicates of the cards that stand elsewhere than under ``headings``."""
        others = {other.view.card: other for card in cards for other in self.alike_of(card)}
        elsewhere: dict[str, list[str]] = {}
        for other in others.values():
            if other.view.card not in cards and (where := self.where_it_stands(other, headings)):
                elsewhere.setdefault(where, []).append(other.view.id)
        said = [f"{_some_of(ids)} almost the same, {where}" for where, ids in elsewhere.items()]
        return f"{'; '.join(said)}." if said else ""

    def where_it_stands(self, card: MapCard, but: tuple[str, ...]) -> str:
        """Return where a card stands, if that is elsewhere than under the headings ``but``."""
        decision = card.decision
        if decision.state == PLACED and set(decision.headings) <= set(but):
            return ""
        names = {heading.heading: f"“{heading.name}”" for heading in self.view.headings}
        placed = " and ".join(names[heading] for heading in decision.headings if heading in names)
        return f"under {placed}" if placed else STATES[decision.state]

    async def action_map_act(self) -> None:
        """On a card: choose its heading by name; on a heading: write a line; on a line: choose what becomes of it."""
        row = self.rows.cursor_row
        if row is None:
            raise Refused("There is nothing here. + makes a heading.")
        if row.id.startswith(HEADING):
            await self._write_line(row.id.removeprefix(HEADING))
        elif row.id.startswith(LINE):
            await self._change_line(row.id.removeprefix(LINE))
        else:
            await self._choose_heading(add=False)

    async def action_map_also(self) -> None:
        """Let the cards stand under one more heading."""
        await self._choose_heading(add=True)

    async def _choose_heading(self, *, add: bool) -> None:
        cards = self.targets_here()
        options = [
            Option(h.heading, LETTERS[n].upper() if n < len(LETTERS) else "", h.name)
            for n, h in enumerate(self.view.headings)
        ]
        options.append(Option(NEW, "+", "A new heading"))
        question = "Also under which heading?" if add else f"Under which heading? {len(cards)} to place"
        chosen = await self.answer(Choose(question, options))
        if chosen == NEW:
            await self.action_map_heading()
        else:
            await self._place(c.MapCards(cards, (chosen,), add))

    async def action_map_heading(self) -> None:
        """Make a heading; the marked cards, or the one at the cursor, are placed under it in the same act."""
        cards = self.cards_here()
        placed = f"; {len(cards)} placed under it" if cards else ""
        name = await self.words(Ask(f"The new heading{placed}"))
        await self.do(c.MakeHeading(name, cards=cards))
        self.mark(frozenset())

    async def action_map_leave_out(self) -> None:
        """Leave the cards out of the map, with a reason."""
        cards = self.targets_here()
        reason = await self.answer(Ask("Left out: why?", hint="Enter takes it, also without a reason · Esc leaves"))
        await self.do(c.LeaveOffMap(cards, reason))
        self.mark(frozenset())

    async def action_map_undecided(self) -> None:
        """Mark the cards: nobody can decide where they belong."""
        await self.do(c.LeaveUndecided(self.targets_here()))
        self.mark(frozenset())

    async def action_map_unplace(self) -> None:
        """Put the cards back among those that nobody has looked at."""
        await self.do(c.UnmapCards(self.targets_here()))
        self.mark(frozenset())

    async def action_map_search(self) -> None:
        """List the cards that have some words."""
        words = await self.ask(Ask("Look for", self.sieve.words, live=lambda text: self.sift(words=text, only=())))
        if words is None:
            self.sift(words="", only=())

    async def action_map_filter(self) -> None:
        """Choose which cards are listed."""
        cards = self.view.cards.values()
        names = theme_names(self.session)
        options = [Option("all", "", "All cards")]
        options += [Option(f"state {state}", "", said.capitalize()) for state, said in STATES.items()]
        options += [Option(f"kind {kind.name}", "kind", kind.plural) for kind in self.session.kinds]
        options.append(Option("dots", "", "With dots"))
        tables = dict.fromkeys(card.theme.table for card in cards if card.theme.table)
        options += [Option(f"table {table}", "table", table_said(table)) for table in tables]
        options += [Option(f"theme {theme}", "theme", name) for theme, name in names.items()]
        tags = sorted({tag for card in cards for tag in card.view.tags})
        options += [Option(f"tag {tag}", "tag", f"#{tag}") for tag in tags]
        chosen = await self.answer(Choose("Which cards? Several narrow the list; the same again widens it", options))
        what, _, value = chosen.partition(" ")
        if what == "kind":
            self.show_kind(value)
        elif what == "state":
            self.sift(state=value, words="", only=())
        elif what in {"table", "theme", "tag"}:
            self.sift(**{what: "" if getattr(self.sieve, what) == value else value}, words="", only=())
        elif what == "dots":
            self.sift(dots=not self.sieve.dots, words="", only=())
        else:
            self.sieve = MapFilter(None)
            self.sift()

    async def action_map_explain(self) -> None:
        """Explain what the digest's lines and their sources have in capitals."""
        await explain_terms(self, lambda: unknown_capitals(self.session, self.digest_texts()))

    def digest_texts(self) -> list[str]:
        """Return what a reader of the digest reads: lines and sources; of a map without lines, its cards."""
        lines = [line for heading in self.view.headings for line in heading.lines]
        texts = [text for line in lines for text in (line.text, *(source.text for source in line.sources))]
        return texts or [card.view.text for card in self.view.cards.values()]

    def jargon(self, text: str) -> str:
        """Return what is to be said of the terms in a line: which nobody has explained, what the others stand for."""
        unknown = unknown_capitals(self.session, [text])
        said = [f"Not explained yet: {', '.join(unknown)} (! on the map)"] if unknown else []
        said += [f"{term}: {meaning}" for term, meaning in explained_in(self.session, text)]
        return " · ".join(said)

    async def action_map_like(self) -> None:
        """List the cards that say something like the one at the cursor, those of other tables first."""
        (card, *_) = self.targets_here()
        view = self.view.cards[card]
        found = [s for s in self.index.suggest(view.view.text, LIKE, but=(card,)) if s.likeness >= LEAST_LIKE]
        if not found:
            raise Refused(f"No card says something like {view.view.id}.")
        elsewhere = sorted(found, key=lambda s: self.view.cards[s.card].theme.theme == view.theme.theme)
        self.sieve = MapFilter(None, words=view.view.id, only=(card, *(s.card for s in elsewhere)))
        self.sift()
        self.rows_left.go_to(card)

    async def _write_line(self, heading: str) -> None:
        """Write a line under a heading; the cards under it are the first that are looked through for its sources."""
        name = next(h.name for h in self.view.headings if h.heading == heading)
        terms = self.jargon
        written = await self.answer(LineDialog(f"A line under “{name}”", self.index, self.view.cards, terms))
        if written.text.strip():
            await self.do(c.WriteLine(written.text, heading, written.sources))

    async def _change_line(self, line_id: str) -> None:
        """Choose what becomes of a line."""
        line = self.session.map.lines[line_id]
        options = [
            Option("reword", "", "Reword it, or change its sources"),
            Option("confirm", "", "It still holds: its sources have changed and the line has not"),
            Option("move", "", "Put it under another heading"),
            Option("remove", "", "Remove it; its cards stay where they are"),
        ]
        chosen = await self.answer(Choose(f"{line.label} {line.text}", options))
        if chosen == "reword":
            await self._reword(line_id)
        elif chosen == "confirm":
            await self.do(c.ConfirmLine(line_id))
        elif chosen == "move":
            headings = [Option(h.heading, "", h.name) for h in self.view.headings if h.heading != line.heading]
            await self.do(c.PlaceLine(line_id, await self.answer(Choose("Under which heading?", headings))))
        else:
            await self.do(c.RemoveLine(line_id))

    async def _reword(self, line_id: str) -> None:
        line = self.session.map.lines[line_id]
        before = tuple(line.sources)
        terms, said = self.jargon, WrittenLine(line.text, before)
        written = await self.answer(LineDialog(line.label, self.index, self.view.cards, terms, said))
        new = tuple(card for card in written.sources if card not in before)
        gone = tuple(card for card in before if card not in written.sources)
        acts: list[c.Command] = []
        if written.text.strip() != line.text:
            acts.append(c.RewordLine(line_id, written.text))
        acts += [c.LinkSources(line_id, new)] if new else []
        acts += [c.UnlinkSources(line_id, gone)] if gone else []
        if acts:
            await self.do(*acts)


def _some_of(ids: list[str]) -> str:
    """Return who says something: the first by their ids, the others by their number."""
    if len(ids) == 1:
        return f"{ids[0]} says"
    named, rest = ids[:MOST_ALIKE], ids[MOST_ALIKE:]
    parts = [*named, f"{len(rest)} more"] if rest else named
    return f"{', '.join(parts[:-1])} and {parts[-1]} say"
