"""The entries of a session in the order all copies agree on, and the session they make.

An entry is one command's events. Undo is an entry that names another: replaying skips what is undone, so undo
works after a restart, on one person's act under others' later work, and in any copy after a merge.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import takewhile
from operator import attrgetter
from typing import Final

from workshop.model.commands import Command, FinishVoting, GiveAnswers, Redo, SetAllocation, SetDots, Undo
from workshop.model.decide import Context, decide
from workshop.model.entry import EVERY_CARD, Entry, EntryOrder, follows, lasts, told, undone_by, words_in
from workshop.model.errors import Refused
from workshop.model.events import CardAdded, ClockPassed, Event, LineWritten, Undone
from workshop.model.hlc import next_stamp, node_of
from workshop.model.kept_boards import KeptBoards
from workshop.model.rules.registry import numbered, refuse, refuse_if
from workshop.model.rules.undo import harmless, not_final
from workshop.model.session import EMPTY, Session
from workshop.model.summit import Change

BY_PERSON: Final = frozenset({SetDots, SetAllocation, GiveAnswers, FinishVoting})
COARSE: Final = 600_000
"""Milliseconds to which the time of a vote is rounded down: ten minutes, so that most votes have one time for
all their dots, and who watched thumbs cannot tell whose they were. Ticks keep the order, as within a millisecond."""

_by_id = attrgetter("id")


class History:
    """The entries known so far and the session after the last. ``base`` is what a summit gathered."""

    def __init__(self, base: Session = EMPTY) -> None:
        self.session = base
        self.entries: list[Entry] = []
        self.undone: frozenset[str] = frozenset()
        self.aside: list[Entry] = []
        self.requests: dict[str, str] = {}
        self.highest: dict[str, int] = {}
        self._ids: dict[str, Entry] = {}
        self._undos: list[Entry] = []
        self._order = EntryOrder()
        self._boards = KeptBoards(base)
        self._named: set[str] | None = None

    @property
    def last(self) -> str:
        """Return the last entry's id; empty where there is none."""
        return self.entries[-1].id if self.entries else ""

    def find(self, entry_id: str) -> Entry | None:
        """Return an entry by its id."""
        return self._ids.get(entry_id)

    def act_of(self, entry: Entry) -> tuple[Entry, int]:
        """Return the act that an entry is about, and how often it was taken back or done again to come to it."""
        turns = 0
        while (targets := undone_by(entry)) and (found := self.find(targets[0])):
            entry, turns = found, turns + 1
        return entry, turns

    def knows(self, entry: Entry) -> bool:
        """Return whether this very entry is here, or was set aside."""
        return self._ids.get(entry.id) == entry or entry in self.aside

    def extend(self, entries: Iterable[Entry]) -> int:
        """Take up ``entries`` from anywhere; return how many were new.

        Of two different entries with one id, which a copied machine or a broken disk may bring, all copies keep the
        same one; the other is set ``aside``.
        """
        new = self._unknown(entries)
        if not new:
            return 0
        known, undos, passed = len(self.entries), len(self._undos), len(self._order)
        last = self._order.place(self.last)
        self.entries += new
        for entry in new:
            self._index(entry)
        if len(self._order) > passed:
            self._arrange()
            return len(new)
        first, earliest = known, min(map(self._place, new))
        if earliest < last:
            self.entries.sort(key=self._place)
            first = bisect_left(self.entries, earliest, key=self._place)
        self._take_effect(first, known, undos)
        return len(new)

    def record(self, command: Command, now: int, node: str, by: str, request: str = "") -> Entry:
        """Take up the events that ``command`` makes of this history, at ``now`` (milliseconds since 1970 UTC).

        Raises ``Refused``; then, and whatever else goes wrong, nothing has changed.
        """
        last, passed = follows(self.entries, now, node)
        if self._order:  # the last in place need not be dated last
            last = max([last, *(entry.id for entry in self.entries if node_of(entry.id) == node)])
        stamp = next_stamp(last, now - now % COARSE if type(command) in BY_PERSON else now, node)
        entry = Entry(stamp, by, (*self.answer(command, Context(stamp, self.highest), by), *passed), request)
        known, undos = len(self.entries), len(self._undos)
        try:
            self.entries.append(entry)
            self._index(entry)
            self._take_effect(known, known, undos)
        except BaseException:
            self.forget_after(known)
            raise
        return entry

    def forget_after(self, count: int) -> None:
        """Keep the first ``count`` entries: the others could not be written. Numbers they had stay used."""
        self.forget(self.entries[count:])

    def forget(self, entries: Iterable[Entry]) -> None:
        """Let go of entries that could not be written, wherever they stand. Numbers they had stay used."""
        gone = {entry.id for entry in entries}
        first, passed = min(map(self._position, gone), default=len(self.entries)), bool(self._order)
        for entry in self.entries[first:]:
            if entry.id in gone:
                self._ids.pop(entry.id, None)
                if self.requests.get(entry.request) == entry.id:
                    del self.requests[entry.request]
        self.entries[first:] = [entry for entry in self.entries[first:] if entry.id not in gone]
        self._undos = [entry for entry in self._undos if entry.id in self._ids]
        if passed:
            self._index_anew()
        else:
            self._rewind(min(first, self._reconsider()))

    def board_before(self, entries: Iterable[Entry]) -> Session:
        """Return the session as it is without ``entries``, which are on their way to the disk."""
        waiting = {entry.id for entry in entries}
        dead = self._dead([undo for undo in self._undos if undo.id not in waiting]) | waiting
        return self._replayed_without(dead)

    def rebase(self, base: Session, change: Change | None) -> bool:
        """Stand on another ``base``, which differs by ``change``; in everything, where that is None.

        A card that no entry here is about is put in its place; only where one is, the entries are replayed. Say
        whether putting it in its place was enough.
        """
        self._boards = KeptBoards(base)
        if change is not None and not self._touches(change):
            self.session = change.carried(base, self.session)
            return True
        self._rewind(0)
        return False

    def _touches(self, change: Change) -> bool:
        """Return whether the entries here are about what changed, or about whatever cards there are."""
        if self._named is None:
            self._named = {word for entry in self.entries for word in words_in(entry)}
        return EVERY_CARD in self._named or not self._named.isdisjoint(change.cards | change.shown)

    def answer(self, command: Command, moment: Context, by: str) -> tuple[Event, ...]:
        """Return the events that ``command`` makes of this history, or raise ``Refused``."""
        if isinstance(command, Undo):
            return self._undo(self._undoable(command.entry, by))
        if isinstance(command, Redo):
            return self._undo(self._redoable(by))
        return decide(self.session, command, moment)

    def refusal(self, command: Command, by: str = "facilitator") -> str:
        """Return why ``command`` would be refused now; empty where it would be carried out."""
        try:
            self.answer(command, Context(next_stamp(self.last, 0, "refusal"), self.highest), by)
        except Refused as refusal:
            return str(refusal)
        return ""

    def _unknown(self, entries: Iterable[Entry]) -> list[Entry]:
        """Return the entries that are new, in order."""
        new: dict[str, Entry] = {}
        for entry in entries:
            known = self._ids.get(entry.id) or new.setdefault(entry.id, entry)
            if known is not entry and known != entry:
                kept, other = sorted((known, entry), key=told)
                if other not in self.aside:
                    self.aside.append(other)
                if entry.id in new:
                    new[entry.id] = kept
                elif kept is entry:
                    self.entries[self._position(entry.id)] = entry
                    self._index_anew()
        return sorted(new.values(), key=_by_id)

    def _index_anew(self) -> None:
        self.requests, self._undos, self._named, self._order = {}, [], None, EntryOrder()
        for entry in self.entries:
            self._index(entry)
        self._arrange()

    def _arrange(self) -> None:
        """Put all entries in their places, and let them take effect anew."""
        self.entries.sort(key=self._place)
        self._reconsider()
        self._rewind(0)

    def _place(self, entry: Entry) -> str:
        return self._order.place(entry.id)

    def _index(self, entry: Entry) -> None:
        self._ids[entry.id] = entry
        if self._named is not None:
            self._named.update(words_in(entry))
        if entry.request:
            first = self.requests.get(entry.request, entry.id)
            self.requests[entry.request] = min(first, entry.id)
        for event in entry.events:
            if isinstance(event, (CardAdded, LineWritten)):
                letter, number = numbered(event)
                if number > self.highest.get(letter, 0):
                    self.highest[letter] = number
            elif isinstance(event, Undone):
                self._undos.append(entry)
            elif isinstance(event, ClockPassed):
                self._order.note(entry)

    def _take_effect(self, first: int, known: int, undos: int) -> None:
        """Bring the session up to date: entries from ``first`` on are new or moved, ``known`` and ``undos`` old."""
        if len(self._undos) > undos:
            first = min(first, self._reconsider())
        if first < known:
            self._rewind(first)
        else:
            self._advance(known)

    def _reconsider(self) -> int:
        """Settle anew what is undone; return the position of the first entry whose effect comes or goes."""
        before, self.undone = self.undone, self._dead(self._undos)
        changed = (self._position(entry) for entry in before ^ self.undone if entry in self._ids)
        return min(changed, default=len(self.entries))

    def _position(self, entry_id: str) -> int:
        return bisect_left(self.entries, self._order.place(entry_id), key=self._place)

    def _rewind(self, position: int) -> None:
        """Let the entries from ``position`` on take effect anew."""
        self.session = self._boards.anew(self.entries, self.undone, position)

    def _advance(self, start: int) -> None:
        """Let the entries from ``start`` on take effect."""
        self.session = self._boards.onward(self.session, self.entries, self.undone, start)

    def _undo(self, entry: Entry) -> tuple[Event, ...]:
        if self.session.ballots or undone_by(entry):
            harmless(self.session, self._without(entry))
        return (Undone(entry.id),)

    def _undoable(self, entry_id: str, by: str) -> Entry:
        entry = self.find(entry_id) if entry_id else self.last_act(by)
        if entry is None:
            refuse("There is no such entry." if entry_id else "There is nothing to undo.")
        refuse_if(entry.id in self.undone, "That is undone already.")
        refuse_if(not entry.by, "A vote from a phone is changed on that phone, and by nobody else.")
        refuse_if(lasts(entry), "The start of a session and the mark of a repair cannot be undone.")
        not_final(entry.events)
        return entry

    def last_act(self, by: str) -> Entry | None:
        """Return what ``by`` would undo next: their last entry that has effect and is not itself an undo."""
        acts = (e for e in reversed(self.entries) if e.by == by and e.id not in self.undone)
        act = next((e for e in acts if not undone_by(e)), None)
        return None if act is None or lasts(act) else act

    def _redoable(self, by: str) -> Entry:
        """Return the last undo of ``by``, unless ``by`` has done something else since."""
        acts = (e for e in reversed(self.entries) if e.by == by and e.id not in self.undone)
        since = takewhile(undone_by, acts)
        undo = next((e for e in since if not any(map(undone_by, map(self.find, undone_by(e))))), None)
        return undo if undo is not None else refuse("There is nothing to redo.")

    def _without(self, entry: Entry) -> Session:
        """Return the session as it would be with ``entry`` undone."""
        return self._replayed_without(self._dead(self._undos, entry.id))

    def _dead(self, undos: Sequence[Entry], also: str = "") -> frozenset[str]:
        """Return what is undone by an entry that is not itself undone, from the newest to the oldest; ``also`` is."""
        dead, place = {also}, self._order.place
        for undo in sorted(undos, key=self._place, reverse=True):
            if undo.id not in dead:
                dead.update(target for target in undone_by(undo) if place(target) < place(undo.id))
        return frozenset(dead - {""})

    def _replayed_without(self, dead: frozenset[str]) -> Session:
        """Return the session as it would be if ``dead`` were all that has no effect."""
        first = min(map(self._position, dead ^ self.undone), default=len(self.entries))
        return self._boards.without(self.entries, dead, first)
