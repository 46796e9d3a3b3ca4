"""Rules about papers, and digests that were typed by hand: what is not here yet is added, and nothing twice."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from workshop.model import commands as c
from workshop.model import events as e
from workshop.model.ballot import ImportedVotes
from workshop.model.events import Event
from workshop.model.map import Heading
from workshop.model.mapping import live_headings, live_lines
from workshop.model.rules.cards import place_of_new, words_of
from workshop.model.rules.groups import name_of, tag_of
from workshop.model.rules.mapping import free_name, linked, several_cards
from workshop.model.rules.paper_matches import PaperMatches
from workshop.model.rules.registry import Context, Events, answer, outside_vote, refuse, refuse_if
from workshop.model.rules.session import kind_name, kind_of, question_of, title_of
from workshop.model.session import DETAILS, FIELDS, Card, Note, Session
from workshop.model.text import (
    FIELD_LIMIT,
    LABEL_LIMIT,
    NOTE_LIMIT,
    TITLE_LIMIT,
    many_lines,
    needed,
    one_line,
    plain,
    within,
)

_LETTER: Final = re.compile(r"[A-Z]")


@answer.register
def import_paper(command: c.ImportPaper, session: Session, moment: Context) -> Events:
    """Add what the paper has and the session has not.

    What it has is what ``PaperMatches`` finds. So importing the same paper again adds nothing, whatever was moved
    meanwhile, and a corrected one adds the corrections.
    """
    refuse_if(command.digest in session.papers, "This paper is in the session already. Nothing was added.")
    source = within(needed(one_line(command.source), "A paper"), TITLE_LIMIT, "A file name")
    paper = _PaperImport(session, moment, command.themes, source)
    for name, value in command.details:
        paper.give_detail(name, value)
    for name, plural in command.kinds:
        paper.define(name, plural)
    for number, theme in enumerate(command.themes):
        paper.add_theme(number, theme)
    paper.link_tested()
    paper.take_votes()
    for term, expansion in command.terms:
        paper.explain(term, expansion)
    known: set[tuple[str, int, str]] = {*session.notes, *session.taken_up}
    for line, text in command.notes:
        note = within(many_lines(text), NOTE_LIMIT, f"Line {line}")
        if (source, line, note) not in known:
            paper.events.append(e.NoteKept(source, line, note))
    refuse_if(not paper.events, "Everything in this paper is in the session already. Nothing was added.")
    return (e.PaperImported(source, command.digest), *paper.events)


@answer.register
def take_up_note(command: c.TakeUpNote, session: Session, moment: Context) -> Events:
    """Make a card of a note, as if the paper had said so; undone, it is a note again."""
    note = Note(command.source, command.line, command.note)
    refuse_if(note not in session.notes, "That line is no longer a note: it is a card, or was never kept.")
    kind, theme = place_of_new(session, command.kind, command.theme, held=False)
    new, label = moment.new_id(), moment.label(kind.letter)
    card = e.CardAdded(new, kind.name, theme, label, words_of(command.words), "paper")
    return (card, e.NoteTakenUp(note.source, note.line, note.text, new))


class _PaperImport:
    """The events of one import as they are gathered."""

    def __init__(self, session: Session, moment: Context, themes: Sequence[c.ImportedTheme], source: str) -> None:
        self.events: list[Event] = []
        self._session = session
        self._themes = themes
        self._source = source
        self._moment = moment
        self._made = 0
        self._labels: Counter[str] = Counter()
        self._kinds = {kind.name: kind.letter for kind in session.kinds}
        self._clusters = {c.name: c.id for c in session.clusters.values() if not c.dissolved}
        self._matches = PaperMatches(session, themes, source)
        self._by_words = {card.text: card.id for card in session.live_cards()}
        self._new: dict[tuple[int, int], str] = {}
        self._tests: list[tuple[str, tuple[str, ...]]] = []

    def _new_id(self) -> str:
        self._made += 1
        return self._moment.new_id(self._made)

    def give_detail(self, name: str, value: str) -> None:
        """Take up what the paper says of the session as a whole, unless the session says something itself."""
        value = within(one_line(value), FIELD_LIMIT, f"The {name}")
        if value and name in DETAILS and name not in dict(self._session.details):
            self.events.append(e.DetailGiven(name, value))

    def define(self, name: str, plural: str) -> None:
        """Make a kind that the session has not, with the first letter of its name that is free."""
        name = kind_name(name)
        if name in self._kinds:
            return
        letters = [*name.upper(), *"ABCDEFGHIJKLMNOPQRSTUVWXYZ"]
        free = [x for x in letters if _LETTER.fullmatch(x) and x not in self._kinds.values()]
        event = kind_of(name, name.capitalize(), plural, free[0] if free else "X")
        self._kinds[event.kind] = event.letter
        self.events.append(event)

    def add_theme(self, number: int, theme: c.ImportedTheme) -> None:
        """Take up a theme: the session's own, or a new one, unless all its cards are elsewhere by now."""
        title, question = title_of(theme.title, "A theme"), question_of(theme.question)
        new = [(at, card) for at, card in enumerate(theme.cards) if not self._matches.has((number, at))]
        theme_id = self._matches.theme_ids[number]
        if not theme_id and (new or not theme.cards):
            theme_id = self._new_id()
            self.events.append(e.ThemeAdded(theme_id, title, question))
        for at, card in new:
            self._new[number, at] = self._add_card(theme_id, card)

    def link_tested(self) -> None:
        """Link each new experiment to the cards that it tests, which may stand anywhere in the paper."""
        for card, tested in self._tests:
            known = tuple(dict.fromkeys(self._by_words[words] for words in tested if words in self._by_words))
            linked = tuple(each for each in known if each != card)
            if linked:
                self.events.append(e.InsightsLinked(card, linked))

    def take_votes(self) -> None:
        """Take in the votes that the paper says its cards had, unless they are the same as before."""
        votes: dict[str, ImportedVotes] = {}
        for number, theme in enumerate(self._themes):
            for at, card in enumerate(theme.cards):
                known = self._new.get((number, at)) or self._by_words.get(one_line(card.text))
                if card.dots > 0 and known:
                    votes[known] = ImportedVotes(card.dots, card.voters or None)
        if votes and votes != self._session.imported.get(self._source):
            counts = (f"{card} {given.dots} {given.voters or ''}".rstrip() for card, given in votes.items())
            self.events.append(e.VotesImported(self._source, tuple(counts)))

    def explain(self, term: str, expansion: str) -> None:
        """Take up a term of the glossary, unless the session explains it itself."""
        term = within(needed(one_line(term), "A term"), LABEL_LIMIT, "A term")
        text = within(needed(one_line(expansion), "An explanation"), FIELD_LIMIT, "An explanation")
        if not self._session.terms.get(term):
            self.events.append(e.TermExplained(term, text))

    def _add_card(self, theme_id: str, card: c.ImportedCard) -> str:
        kind, text = kind_name(card.kind), words_of(card.text, f"The card “{one_line(card.text)[:40]}…”")
        letter = self._kinds.get(kind) or refuse(f"There is no kind “{kind}” in this session.")
        outside_vote(self._session, Card("", kind, theme_id, "", text, ""))
        label = self._moment.label(letter, self._labels[letter])
        self._labels[letter] += 1
        new = self._new_id()
        self.events.append(e.CardAdded(new, kind, theme_id, label, text, "paper"))
        self.events += [e.CardTagged(new, tag_of(tag)) for tag in card.tags]
        self.events += [
            e.FieldFilled(new, name, within(one_line(value), FIELD_LIMIT, "A field"))
            for name, value in card.fields
            if name in FIELDS
        ]
        self._by_words.setdefault(text, new)
        if card.tests:
            self._tests.append((new, tuple(map(one_line, card.tests))))
        if card.note:
            self.events.append(e.CardNoted(new, within(many_lines(card.note), NOTE_LIMIT, "A note")))
        if card.cluster:
            self.events.append(e.CardClustered(new, self._cluster(name_of(card.cluster))))
        return new

    def _cluster(self, name: str) -> str:
        """Return the group of that name, made where there is none."""
        if name not in self._clusters:
            self._clusters[name] = self._new_id()
            self.events.append(e.ClusterMade(self._clusters[name], name))
        return self._clusters[name]


@answer.register
def import_digest(command: c.ImportDigest, session: Session, moment: Context) -> Events:
    source = words_of(command.source, "A page")
    refuse_if(command.digest in session.papers, f"“{source}” was imported already; nothing was added.")
    known = {plain(heading.name): heading for heading in live_headings(session)}
    lines = {(line.heading, line.text) for line in live_lines(session)}
    events: list[Event] = [e.PaperImported(source, command.digest)]
    mapped: set[str] = set()
    made = written = 0
    for name, own in command.headings:
        heading = known.get(plain(name))
        if heading is None:
            heading = Heading(moment.new_id(made + written), free_name(session, name), "")
            known[plain(name)] = heading
            events.append(e.HeadingMade(heading.id, heading.name))
            made += 1
        for line in own:
            text = words_of(line.text, "A line")
            if (heading.id, text) in lines:
                continue
            lines.add((heading.id, text))
            new = moment.new_id(made + written)
            events.append(e.LineWritten(new, moment.line_label(written), text, heading.id))
            written += 1
            links = linked(session, new, heading.id, several_cards(session, line.sources))
            events += [event for event in links if not isinstance(event, e.CardMapped) or event.card not in mapped]
            mapped |= {event.card for event in links if isinstance(event, e.CardMapped)}
    refuse_if(not written, f"“{source}” has no line that is not on the map already; nothing was added.")
    return tuple(events)
