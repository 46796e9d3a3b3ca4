"""A paper while it is put together, line by line."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from workshop.importing.continuations import WordsOf, joined
from workshop.importing.fieldnames import field_of
from workshop.importing.lines import DONE, ORDER, USUAL, PaperLine, Role
from workshop.importing.own_papers import term_of
from workshop.importing.paper import Paper, PaperCard, PaperNote, PaperTheme
from workshop.model.session import FIELDS
from workshop.wording.closings import order_said, places_of
from workshop.wording.headings import is_question, labelled_question, labelled_theme, own_parts, split_heading
from workshop.wording.listnames import plain_name

if TYPE_CHECKING:
    from collections.abc import Callable

_FIRST_WORDS: Final = 8
"""Words of the line above an answer that its note tells."""


@dataclass(slots=True)
class _OpenWords:
    """Words that may go on on the next line, and the line they began on."""

    line: int
    parts: list[str]

    def go_on(self, text: str, words: WordsOf) -> str:
        """Add the next line's words; return the word that its beginning put together, if one was broken there."""
        if not self.parts[-1]:
            self.parts.append(text)
            return ""
        self.parts[-1], word = joined(self.parts[-1], text, words)
        self.parts.append(text)
        return word

    @property
    def text(self) -> str:
        return "".join(self.parts)


@dataclass(slots=True)
class _CardDraft:
    kind: str
    words: _OpenWords
    details: list[tuple[str, _OpenWords]] = field(default_factory=list)
    tag: str = ""
    on: str = ""
    said: int = 0

    def card(self) -> PaperCard:
        if not self.details and not self.tag and not self.on:
            return PaperCard(self.kind, self.words.text, self.words.line)
        values: dict[str, list[str]] = {}
        for name, words in self.details:
            values.setdefault(name, []).append(words.text)
        told = {name: "; ".join(texts) for name, texts in values.items()}
        notes = [text for text in (f"(on: {self.on})" if self.on else "", told.get("note", "")) if text]
        tags = [tag.strip(" #") for text in values.get("tags", []) for tag in re.split("[,;،]", text)]
        return PaperCard(
            kind=self.kind,
            text=self.words.text,
            line=self.words.line,
            fields=tuple((name, told[name]) for name in FIELDS if name in told),
            tags=tuple(dict.fromkeys(tag for tag in (self.tag, *tags, *values.get("tag", [])) if tag)),
            cluster=told.get("cluster", ""),
            note="; ".join(notes),
            extras=tuple((name, text) for name, text in told.items() if name not in _PLACED),
        )


def _first_words(text: str) -> str:
    words = text.split()
    return text if len(words) <= _FIRST_WORDS else f"{' '.join(words[:_FIRST_WORDS])} …"


_PLACED: Final = frozenset({*FIELDS, "tags", "tag", "cluster", "note"})


def _parted(heading: str) -> tuple[str, str]:
    asked = labelled_question(heading)
    title, question = ("", asked) if asked else split_heading(heading)
    return title.rstrip(" :：") or title, question


def _whole(heading: str) -> tuple[str, str]:
    return heading, ""


def in_order_said(cards: list[_CardDraft]) -> list[_CardDraft]:
    """Return cards in the order in which they were said, as far as it is told.

    One that was written in since stays behind the one above it. Where a list was put in another order by hand, all
    cards stay as they are.
    """
    last: dict[str, int] = {}
    places: list[int] = []
    for card in cards:
        if card.said and card.said <= last.get(card.kind, 0):
            return cards
        last[card.kind] = card.said or last.get(card.kind, 0)
        places.append(card.said or (places[-1] if places else 0))
    return [card for _, card in sorted(zip(places, cards, strict=True), key=lambda placed: placed[0])]


@dataclass(slots=True)
class _ThemeDraft:
    heading: _OpenWords
    question: _OpenWords | None = None
    parted: Callable[[str], tuple[str, str]] = _parted
    parent: PaperLine | None = None
    cards: list[_CardDraft] = field(default_factory=list)

    @property
    def title(self) -> str:
        return self.parted(self.heading.text)[0]

    def theme(self, *, alone: bool = True) -> PaperTheme:
        title, question = self.parted(self.heading.text)
        if question and self.question and not is_question(question):
            title, question = self.heading.text, ""
        asked = " ".join(part for part in (question, self.question.text if self.question else "") if part)
        cards = tuple(card.card() for card in in_order_said(self.cards))
        if self.parent and not alone:
            title = f"{self.parent.text.rstrip(' :：')}: {title}"
        return PaperTheme(title, asked, self.heading.line, cards)


class PaperDraft:
    """Takes lines whose roles are known, in their order, and gives the paper they make.

    ``words`` are those of the paper; ``own`` says that it is one of our exports, whose headings have one form only.
    ``words_joined`` are words that were broken at a line's end and put together, with the line that they end on.
    """

    def __init__(self, words: WordsOf, *, own: bool) -> None:
        self._known = words
        self._parted = own_parts if own else _parted
        self._own = own
        self._title = _OpenWords(0, [])
        self._subtitle = _OpenWords(0, [])
        self._themes: list[_ThemeDraft] = []
        self._notes: list[_OpenWords] = []
        self._headings: list[PaperNote] = []
        self._terms: list[tuple[str, str]] = []
        self._kind = USUAL
        self._open = _OpenWords(0, [])
        self.words_joined: list[tuple[int, str]] = []

    def add(self, line: PaperLine) -> None:
        """Take the next line."""
        match line.role:
            case Role.TITLE if not self._title.parts:
                self._title = self._open = _OpenWords(line.number, [line.text])
            case Role.SUBTITLE if not self._subtitle.parts:
                self._subtitle = self._open = _OpenWords(line.number, [line.text])
            case Role.THEME:
                self._begin_theme(line)
            case Role.QUESTION if self._themes:
                self._ask(line)
            case Role.LIST:
                self._begin_list(line)
            case Role.COUNTS | Role.LABEL | Role.TERM:
                self._set_aside(line)
            case Role.MORE if self._open.parts:
                word = self._open.go_on(line.whole, self._known)
                self.words_joined += [(line.number, word)] if word else []
            case Role.CARD if self._kind or line.kind:
                self._begin_card(line)
            case Role.DETAIL if self._kind and self._themes and self._themes[-1].cards:
                self._add_detail(line)
            case _:
                self._open = _OpenWords(line.number, [line.whole])
                self._notes.append(self._open)

    def paper(self) -> Paper:
        """Return what the lines so far make."""
        titles = Counter(plain_name(theme.title) for theme in self._themes)
        themes = [(theme, titles[plain_name(theme.title)] == 1) for theme in self._themes]
        told = {theme.parent.number: theme.parent for theme, alone in themes if theme.parent and not alone}
        return Paper(
            title=self._title.text,
            subtitle=self._subtitle.text,
            themes=tuple(theme.theme(alone=alone) for theme, alone in themes),
            notes=tuple(PaperNote(note.line, note.text) for note in self._notes if note.line not in told),
            headings=(*self._headings, *(PaperNote(line.number, line.whole) for line in told.values())),
            glossary=tuple(self._terms),
        )

    def _set_aside(self, line: PaperLine) -> None:
        term = term_of(line.text) if line.role is Role.TERM else None
        if term:
            self._terms.append(term)
        elif line.kind == ORDER and not self._has_order(line):
            self._notes.append(_OpenWords(line.number, [line.text]))
        else:
            self._headings.append(PaperNote(line.number, line.text))

    def _has_order(self, line: PaperLine) -> bool:
        """Set the places of the theme's cards as the line tells them, if it tells one for each."""
        cards = self._themes[-1].cards if self._themes else []
        places = places_of(order_said(line.text), len(cards))
        for said, place in enumerate(places, 1):
            cards[place - 1].said = said
        return bool(places)

    def _begin_theme(self, line: PaperLine) -> None:
        labelled = "" if line.is_parted or self._own else labelled_theme(line.text)
        self._open = _OpenWords(line.number, [labelled or line.text])
        parted = _whole if line.is_parted else self._parted
        self._themes.append(_ThemeDraft(self._open, parted=parted, parent=line.parent))
        self._kind = USUAL
        if labelled or (not line.is_parted and not self._own and labelled_question(line.text)):
            self._headings.append(PaperNote(line.number, line.text))

    def _ask(self, line: PaperLine) -> None:
        labelled = "" if line.is_parted else labelled_question(line.text)
        theme = self._themes[-1]
        if labelled:
            self._headings.append(PaperNote(line.number, line.text))
        if theme.question:
            theme.question.go_on(labelled or line.text, self._known)
        else:
            theme.question = _OpenWords(line.number, [labelled or line.text])
        self._open = theme.question

    def _begin_list(self, line: PaperLine) -> None:
        self._kind = line.kind
        self._open = _OpenWords(line.number, [] if line.kind else [line.whole])
        if line.kind:
            self._headings.append(PaperNote(line.number, line.whole))
        else:
            self._notes.append(self._open)

    def _begin_card(self, line: PaperLine) -> None:
        if not self._themes:
            self._themes.append(_ThemeDraft(_OpenWords(line.number, [""])))
        self._open = _OpenWords(line.number, [line.text])
        on = _first_words(line.parent.text) if line.parent else ""
        tag = DONE if line.is_done else ""
        self._themes[-1].cards.append(_CardDraft(line.kind or self._kind, self._open, tag=tag, on=on, said=line.said))

    def _add_detail(self, line: PaperLine) -> None:
        found = None if line.kind else field_of(line.text, hanging=True)
        if found:
            self._headings.append(PaperNote(line.number, found[1]))
        name, value = (found[0], found[2]) if found else (line.kind or "note", line.text)
        self._open = _OpenWords(line.number, [value])
        self._themes[-1].cards[-1].details.append((name, self._open))
