"""Chats into lines: what people wrote to each other in a messenger or beside a video call, each message a card."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, Final, NamedTuple

from workshop.importing.lines import SPEAKER, PaperLine, Role
from workshop.model.text import one_line
from workshop.wording.glyphs import split_glyph
from workshop.wording.listnames import plain_name, plain_phrases
from workshop.wording.vocabularies import vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from workshop.wording.listnames import ListNames

    Raw = tuple[int, str]

_TIME: Final = r"\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:\s?[AaPp]\.?\s?[Mm]\.?)?"
_DATE: Final = r"\d{1,4}[./-]\d{1,2}[./-]\d{2,4}\.?"
_WHEN: Final = rf"(?:(?:{_DATE}|[^\W\d]{{3,12}}),?\s*(?:[^\W\d]{{1,3}}\s+)?)?{_TIME}"
_NAME: Final = r"[^\s:：\[\]<>|][^:：\[\]<>|]{0,59}?"
_TOLD_BY_FORM: Final = tuple(
    re.compile(form)
    for form in (
        rf"(?P<head>\[{_WHEN}\]\s*(?:~\s?)?<?(?P<name>{_NAME})>?\s?:)(?:\s+|$)(?P<said>.*)",
        rf"(?P<head>\[{_WHEN}\]\s*(?P<name>{_NAME}))(?P<said>)",
        rf"(?P<head>{_DATE},?\s+(?:[^\W\d]{{1,3}}\s+)?{_TIME}\s+[-–]\s+(?P<name>{_NAME}):)(?:\s+|$)(?P<said>.*)",
        rf"(?P<head>(?:{_DATE},?\s+)?{_TIME}\s+From\s+(?P<name>{_NAME})(?:\s+to\s+[^:]{{1,80}}?)?\s*:)\s*(?P<said>.*)",
        rf"(?P<head>\[?{_TIME}\]?\s+<[@+~&%\s]?(?P<name>{_NAME})>)\s+(?P<said>.+)",
        rf"(?P<head>(?P<name>{_NAME}),?\s+\[{_WHEN}\]:?)\s*(?P<said>.*)",
        rf"(?P<head>(?P<name>{_NAME})\s+—\s+{_WHEN})(?P<said>)",
    )
)
"""How programs write who sent a message, and when."""
_TYPED: Final = (
    re.compile(rf"(?P<head>{_TIME}\s+<?(?P<name>{_NAME})>?\s?:)\s+(?P<said>.+)"),
    re.compile(rf"(?P<head>(?P<name>[^\W\d_]{_NAME})(?:\s{{2,}}|\t)(?:{_DATE},?\s+)?{_TIME})(?P<said>)"),
    re.compile(rf"(?P<head>(?P<name>[^\W\d_]{_NAME})\s+{_TIME}(?<=[Mm]))(?P<said>)"),
)
"""How people write it, or copy it; so do timetables, where nobody speaks twice."""
_UNSENT: Final = re.compile(rf"(?:\[{_WHEN}\]|{_DATE},?\s+{_TIME}\s+[-–]|{_TIME})\s")
_PRIVATE: Final = re.compile(r"\((?:direct message|privately|private)\)", re.IGNORECASE)
"""What a program sets behind the name of the one person that a message was sent to."""
_BESIDE: Final = re.compile(r"Replying to \".*|(?:[^\w\s]{1,4}\s?:\s?\d{1,3}\s*)+")
"""What stands with a message: which one it answers, and how many sent a small picture back."""
_IN_BRACKETS: Final = re.compile(r"<[^<>]{1,80}>|\[[^\[\]]{1,80}\]")
_MARKED: Final = re.compile(r"(.*\S)\s*<([^<>]{1,60})>")
_LABELLED: Final = re.compile(r"([^\W\d][^:：]{2,40}?)\s?[:：]\s+\S")
_DIGIT: Final = re.compile(r"\d")
_LONGEST_HEAD: Final = 100
"""Characters in which the time of a message stands."""
_LOOKED_AT: Final = 200
"""Lines by which a chat is known."""
_FEWEST: Final = 2
"""Messages of a chat, or of somebody who speaks twice."""
_LINES_A_MESSAGE: Final = 3
"""Lines that messages have at most, on average."""


class _Message(NamedTuple):
    number: int
    head: str
    name: str
    said: list[Raw]


def lines_of_chat(raws: Sequence[Raw], names: ListNames) -> list[PaperLine] | None:
    """Return the lines of a chat, who sent each message apart from it; ``None`` if ``raws`` are none.

    A message that is a list's name names the list of those after it; one of the program, or in place of a picture, is
    a note.
    """
    worded = [(number, raw) for number, raw in raws if raw and not raw.isspace()]
    if not _is_chat(worded):
        return None
    front, messages = _messages(worded)
    names.see_families(one_line(raw) for message in messages for _, raw in message.said)
    lines = [PaperLine(number, one_line(raw), gap=True) for number, raw in front]
    for message in messages:
        lines += _lines_of(message, names)
    return lines


def _head(raw: str) -> re.Match[str] | None:
    text = raw.strip("\ufeff\u200e\u200f \t\r")
    ends_in_time = text[-1:].isdigit() or text[-2:].upper() in {"AM", "PM"}
    if not _DIGIT.search(text, 0, _LONGEST_HEAD) or not (
        text[:1].isdigit() or "[" in text or "—" in text or ends_in_time
    ):
        return None
    return next((found for form in (*_TOLD_BY_FORM, *_TYPED) if (found := form.fullmatch(text))), None)


def _is_chat(worded: Sequence[Raw]) -> bool:
    looked = [_head(raw) for _, raw in islice(worded, _LOOKED_AT)]
    heads = [found for found in looked if found]
    if len(heads) < _FEWEST or len(heads) * _LINES_A_MESSAGE < len(looked):
        return False
    by_form = sum(found.re not in _TYPED for found in heads)
    again = max(Counter(found["name"].casefold() for found in heads).values())
    return by_form == len(heads) or again >= _FEWEST


def _messages(worded: Sequence[Raw]) -> tuple[list[Raw], list[_Message]]:
    front: list[Raw] = []
    messages: list[_Message] = []
    for number, raw in worded:
        found = _head(raw)
        text = one_line(raw)
        if found:
            said = [(number, found["said"])] if found["said"].strip() else []
            messages.append(_Message(number, one_line(found["head"]), found["name"].strip(), said))
        elif _UNSENT.match(text):
            messages.append(_Message(number, "", "", [(number, text)]))
        elif messages and messages[-1].name:
            messages[-1].said.append((number, raw))
        else:
            front.append((number, raw))
    return front, messages


def _lines_of(message: _Message, names: ListNames) -> Iterator[PaperLine]:
    if not message.name:
        yield from (PaperLine(number, text, role=Role.NOTE) for number, text in message.said)
        return
    if _PRIVATE.search(message.head):
        said = " ".join(one_line(raw) for _, raw in message.said)
        yield PaperLine(message.number, f"{message.head} {said}", role=Role.NOTE)
        return
    yield PaperLine(message.number, message.head, role=Role.LABEL, kind=SPEAKER)
    on_card = False
    beside = [(number, raw) for number, raw in message.said if _BESIDE.fullmatch(one_line(raw))]
    for number, raw in message.said:
        if (number, raw) in beside:
            continue
        line = _line(number, raw, names, on_card=on_card)
        on_card = bool(line.glyph) or line.role is Role.MORE
        yield line
    for number, raw in beside:
        yield PaperLine(
            number, one_line(raw), role=Role.DETAIL if on_card else Role.NOTE, kind="note" if on_card else ""
        )
    if names.authors and on_card:
        yield PaperLine(message.number, message.name, role=Role.DETAIL, kind="author")


def _line(number: int, raw: str, names: ListNames, *, on_card: bool) -> PaperLine:
    """Return a line of a message: a note, a list's name, a card, or what goes on from the card above."""
    text = _without_mark(one_line(raw))
    _, glyph, words = split_glyph(text)
    if _IN_BRACKETS.fullmatch(text) or plain_name(text).startswith(_left_out()):
        return PaperLine(number, text, role=Role.NOTE)
    if not glyph and _names_list(text, names):
        return PaperLine(number, text, gap=True)
    if not glyph and on_card:
        return PaperLine(number, text, role=Role.MORE)
    return PaperLine(number, one_line(words), glyph=glyph or "•")


def _names_list(text: str, names: ListNames) -> bool:
    """Whether a message names a list, alone or before its first words; what is not a list of cards is a message."""
    found = _LABELLED.match(text)
    name = names.find(found[1] if found else text)
    return name is not None and bool(name.kind)


def _without_mark(text: str) -> str:
    """Return a message without what the program set behind it: "<This message was edited>"."""
    found = _MARKED.fullmatch(text)
    return found[1] if found and plain_name(found[2]).startswith(_left_out()) else text


@cache
def _left_out() -> tuple[str, ...]:
    return tuple(plain_phrases(vocabulary("chats")["left_out"]))
