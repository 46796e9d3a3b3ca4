"""What the person who imports a paper should be told about how it was read."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, Final

from workshop.importing.bullets import left_whole
from workshop.importing.fieldnames import label_words
from workshop.importing.languages import language_name
from workshop.importing.lines import AUTHOR, DELETED, DONE, NO_LIST, SPEAKER, USUAL, PaperLine, Role
from workshop.wording.listnames import plain_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from workshop.importing.paper import Paper
    from workshop.wording.listnames import ListNames


_NESTED: Final = {"flat": Role.CARD, "join": Role.MORE, "note": Role.DETAIL}
_BECAME: Final = {
    Role.CARD: "a card of its own, with a note of what it is on",
    Role.MORE: "joined to the card above",
    Role.DETAIL: "a note beside the card above",
}
_FEW_THEMES: Final = 3
"""Themes that are each named in a sentence; of more there is one sentence."""
_SHOWN: Final = 5
"""Line numbers named for one thing; more are hard to read."""


def remarks_on(paper: Paper, lines: Sequence[PaperLine], names: ListNames, *, own: bool) -> Iterator[str]:
    """Return sentences: list names that were guessed or not known, themes without list names, counts that differ."""
    yield from _names_guessed(lines, names)
    yield from _themes_without_lists(lines)
    if not own:
        for told in (_of_a_board, _of_a_chat, _deleted, _unlisted, _signs, _items_on_one_line, _answers, _marks):
            yield from told(lines)
        if paper.language:
            name = language_name(paper.language)
            yield f"The paper seems to be in {name}, and so is its session; --lang en makes it English."
    yield from _counts_that_differ(paper, lines)
    yield from _votes(lines) if own else ()
    yield from (f'No list is called "{name}", so that mapping changed nothing.' for name in names.unused)
    if not paper.themes and paper.notes:
        yield "No theme, list or bullet was found; every line is kept as a note."


def _names_guessed(lines: Sequence[PaperLine], names: ListNames) -> Iterator[str]:
    where: dict[tuple[str, str], list[int]] = defaultdict(list)
    for line in lines:
        is_name = line.role is Role.LIST or (line.role is Role.LABEL and line.kind not in NO_LIST)
        known = names.find(line.text) if is_name else None
        is_sure = line.is_mended or (known and known.certain) or line.is_parted
        if is_name and not is_sure:
            where[line.text.strip(" *_").rstrip(" :*_"), line.kind].append(line.number)
    for (name, kind), numbers in where.items():
        place = _places(list(dict.fromkeys(numbers)))
        if kind:
            yield f'"{name}" ({place}) was read as {kind}; --map "{name}=…" reads it otherwise.'
        else:
            yield f'"{name}" ({place}) is kept as notes with its lines; --map "{name}=insight" makes cards of them.'


def _places(numbers: Sequence[int]) -> str:
    shown = ", ".join(map(str, numbers[:_SHOWN]))
    return f"line{'s' if len(numbers) > 1 else ''} {shown}{' …' if len(numbers) > _SHOWN else ''}"


def _themes_without_lists(lines: Sequence[PaperLine]) -> Iterator[str]:
    found = list(_unnamed_cards(lines))
    cure = "A name above them, or a map (--edit), reads them otherwise."
    if len(found) > _FEW_THEMES:
        places = _places([theme.number for theme, _ in found if theme.number])
        cards = sum(count for _, count in found)
        yield f"{len(found)} themes ({places}) have no list name; their {cards} lines were read as insights. {cure}"
        return
    for theme, cards in found:
        name = f'"{theme.text}" (line {theme.number})' if theme.number else "The paper's first list"
        read = "its line was read as an insight" if cards == 1 else f"its {cards} lines were read as insights"
        yield f"{name} has no list name; {read}. {cure}"


def _unnamed_cards(lines: Sequence[PaperLine]) -> Iterator[tuple[PaperLine, int]]:
    """Return the themes with cards that no list's name stands above, and how many there are; line 0 is no theme."""
    theme, listed, cards = PaperLine(0, ""), False, 0
    for line in [*lines, PaperLine(0, "", role=Role.THEME)]:
        if line.role is Role.THEME:
            if cards:
                yield theme, cards
            theme, listed, cards = line, False, 0
        listed = listed or line.role is Role.LIST
        cards += line.role is Role.CARD and not listed and not line.kind


def _of_a_board(lines: Sequence[PaperLine]) -> Iterator[str]:
    """Say what a board's sheet holds that a session cannot take from it."""
    if any(line.role is Role.DETAIL and line.kind == "dots" and line.text != "0" for line in lines):
        yield "The sheet has votes: they come in as a result that says so, for how they were given is not known."
    if any(line.role is Role.LABEL and line.kind == AUTHOR for line in lines):
        yield "The names of who wrote the cards were left out; --authors keeps them as notes."


def _of_a_chat(lines: Sequence[PaperLine]) -> Iterator[str]:
    """Say that messages were read as cards, and what of them was left out."""
    messages = sum(line.role is Role.LABEL and line.kind == SPEAKER for line in lines)
    if messages:
        yield (
            f"This is a chat, and each of its {messages} messages was read as a card, or as a list's name. "
            "The names of who sent them, and when, were left out; --authors keeps the names as notes."
        )


def _deleted(lines: Sequence[PaperLine]) -> Iterator[str]:
    pieces = sum(line.role is Role.LABEL and line.kind == DELETED for line in lines)
    if pieces:
        were = "One piece that was" if pieces == 1 else f"{pieces} pieces that were"
        yield f"{were} deleted with changes tracked {'is' if pieces == 1 else 'are'} left out; what was put in is in."


def _unlisted(lines: Sequence[PaperLine]) -> Iterator[str]:
    numbers = [line.number for line in lines if line.is_unlisted]
    if numbers:
        names_none = "names no list, and is" if len(numbers) == 1 else "name no list, and are"
        yield f"{_places(numbers).capitalize()} {names_none} read as {USUAL}; name a list there to read it otherwise."


def _signs(lines: Sequence[PaperLine]) -> Iterator[str]:
    signed: dict[str, list[int]] = defaultdict(list)
    for line in lines:
        if line.is_signed and line.role is Role.CARD:
            signed[f"“{line.glyph}” as {line.kind}"].append(line.number)
    if signed:
        yield f"Read by their signs: {'; '.join(f'{name} ({_places(where)})' for name, where in signed.items())}."


def _items_on_one_line(lines: Sequence[PaperLine]) -> Iterator[str]:
    parted = {line.number: line.items for line in lines if line.items}
    yield from (f"Line {number} holds {count} items; each is a card of its own." for number, count in parted.items())
    for line in lines:
        fits = line.role is Role.CARD and not line.is_parted and not line.items
        found = left_whole(line.text, named=line.glyph == ":") if fits else None
        if found:
            yield (
                f"Line {line.number} may hold {found[0]} items, between {found[1]}; it is one card. "
                "Part them with line breaks to make cards of them."
            )


def _answers(lines: Sequence[PaperLine]) -> Iterator[str]:
    numbers = [line.number for line in lines if line.parent and line.role in {Role.CARD, Role.MORE, Role.DETAIL}]
    if numbers:
        roles = {line.role for line in lines if line.parent and line.role is not Role.THEME}
        became = next(text for role, text in _BECAME.items() if role in roles)
        others = " or ".join(name for name, role in _NESTED.items() if role not in roles)
        verb = "stands under another line: it is" if len(numbers) == 1 else "stand under other lines: each is"
        yield f"{_places(numbers).capitalize()} {verb} {became}. --nested {others} reads such lines otherwise."


def _marks(lines: Sequence[PaperLine]) -> Iterator[str]:
    cards = [line for line in lines if line.role is Role.CARD]
    if unmarked := [line.number for line in cards if line.is_unmarked]:
        yield f"Marks around a whole line, such as bold, were not kept ({_places(unmarked)})."
    if lost := [line.number for line in cards if line.has_lost_marks]:
        yield f"Bold or slanted words stand as plain ones ({_places(lost)}); struck-through ones keep their ~~marks~~."
    if done := [line.number for line in cards if line.is_done]:
        yield f"Ticked boxes became the tag “{DONE}” ({_places(done)})."


def words_put_together(words: Sequence[tuple[int, str]]) -> Iterator[str]:
    """Say which words were broken at a line's end, so that a hyphen that belongs to one can be put back."""
    if words:
        shown = ", ".join(f"“{word}” (line {number})" for number, word in words[:_SHOWN])
        more = f" and {len(words) - _SHOWN} more" if len(words) > _SHOWN else ""
        yield f"Words that a hyphen broke at a line's end were put together: {shown}{more}."


def _counts_that_differ(paper: Paper, lines: Sequence[PaperLine]) -> Iterator[str]:
    for line in lines:
        if line.role is Role.COUNTS:
            stated = [int(number) for number in re.findall(r"\d+", re.split("[;؛.]", line.text)[0])]
            read = [len(paper.themes), sum(len(theme.cards) for theme in paper.themes)]
            if [stated[0], sum(stated[1:])] != read:
                yield f'Line {line.number} says "{line.text}", but {read[0]} themes with {read[1]} cards were read.'


def _votes(lines: Sequence[PaperLine]) -> Iterator[str]:
    """Say of our own paper's votes what became of them: who voted for what is in the session alone."""
    words = label_words("vote")
    votes = sum(line.role is Role.NOTE and plain_name(line.text[:20].partition(":")[0]) in words for line in lines)
    if votes:
        yield (
            f"The paper tells of {votes} vote{'s' if votes > 1 else ''}. "
            "A paper cannot give votes back, so their results are kept as notes."
        )
