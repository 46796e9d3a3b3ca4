"""How titles and questions are written: "Leadership : How…?", "Theme 2. Title", a question on its own line."""

from __future__ import annotations

import re
from typing import Final

from workshop.wording.listnames import plain_name, plain_phrases
from workshop.wording.vocabularies import phrases, vocabulary

_WORDS: Final = vocabulary("labels")
_THEMES: Final = "|".join(map(re.escape, phrases(_WORDS["theme"])))
_QUESTIONS: Final = "|".join(map(re.escape, phrases(_WORDS["question"])))
_NUMBERED: Final = re.compile(
    rf"(?P<label>(?:{_THEMES}|{_QUESTIONS}|q)(?:\s?(?:no\.?\s?|n[°ºr]\.?\s?|#)?\d{{1,3}}|\s(?:[a-z]|[ivx]{{2,4}})))"
    r"(?:\s*[:：.)|]\s+|\s+[-–—]\s+|[:：]\s*|\s*$)(?P<rest>.*)",
    re.IGNORECASE,
)
_NUMBERED_QUESTION: Final = re.compile(
    rf"(?P<label>(?:{_QUESTIONS}|q)\s?(?:no\.?\s?|n[°ºr]\.?\s?|#)?\d{{1,3}})(?:\s*[:：.)|]\s*|\s+[-–—]\s+|\s*$)(?P<rest>.*)",
    re.IGNORECASE,
)
_BOTH: Final = rf"(?:{_THEMES})\s?(?:/|&|and|und|et|y|e|en|a)\s?(?:{_QUESTIONS})"
_ONLY_THEMES: Final = "theme|topic|thema|thème|tema|teema|téama|pwnc|onderwerp|temat"
_THEME_LABEL: Final = re.compile(
    rf"(?:(?:{_BOTH}|(?:{_THEMES})(?: title)?)\s?[:：]\s*|(?:{_ONLY_THEMES})\s+[-–—]\s+)(?P<rest>\S.*)", re.IGNORECASE
)
_QUESTION_LABEL: Final = re.compile(rf"(?:{_QUESTIONS}|q)(?:\s?[:：]\s*|\s+[-–—]\s+)(?P<rest>\S.*)", re.IGNORECASE)
_OWN_THEME: Final = re.compile(rf"(?:{_THEMES})\s?[:：]\s*(?P<rest>\S.*)", re.IGNORECASE)
_LABEL_ALONE: Final = re.compile(rf"(?:(?:{_THEMES})(?: title)?|{_QUESTIONS})\s?[:：]?", re.IGNORECASE)
_PARTICULARS: Final = frozenset(plain_phrases(_WORDS["particulars"]))

_SPACED: Final = re.compile(r"\s+[:：]\s+")
_TIGHT: Final = re.compile(r"[:：]\s+|：")
_DASHED: Final = re.compile(r"\s+[-–—|/]+\s+")
_QUESTION_END: Final = re.compile("[?？؟][\\s\"'”’»)\\]*_!…]*$")
_ENDS_A_SENTENCE: Final = re.compile("[.;,!…][\"'”’»)\\]]*$")
_SENTENCES: Final = re.compile(r"(?<=[^\W\d_]{3})[.!…][\"'”’»)\]]*\s+[^\W\d_]")
_LONGEST_TITLE: Final = 100
_MANY_WORDS: Final = 12
_WORDS_OF_A_LINK: Final = 3


def is_question(text: str) -> bool:
    """Whether ``text`` ends as questions do, quotes and brackets aside."""
    return _QUESTION_END.search(text[-12:]) is not None


def asks(text: str) -> bool:
    """Whether ``text`` is a question and nothing else: no title stands before it."""
    return bool(labelled_question(text)) or (is_question(text) and not split_heading(text)[1])


def is_lower(text: str) -> bool:
    """Whether ``text`` begins as a sentence goes on: with a small letter or a closing sign."""
    if is_link(text):
        return False
    return text[:1].islower() or text[:1] in "),.;…&/%"


def ends_a_sentence(text: str) -> bool:
    """Whether ``text`` ends with a full stop or the like, which a title has not."""
    return _ENDS_A_SENTENCE.search(text[-12:]) is not None


def has_sentences(text: str) -> bool:
    """Whether a sentence ends within ``text`` and another begins."""
    return _SENTENCES.search(text) is not None


def is_title_like(text: str) -> bool:
    """Whether ``text`` could be a heading: short, a capital or a letter without case first, no full stop last."""
    return (
        len(text) <= _LONGEST_TITLE
        and any(letter.isalpha() for letter in text)
        and not is_lower(text)
        and not ends_a_sentence(text)
        and len(text.split()) <= _MANY_WORDS
    )


def is_link(text: str) -> bool:
    """Whether ``text`` is an address, with a word or two beside it at most."""
    return ("://" in text or text.startswith("www.")) and len(text.split()) <= _WORDS_OF_A_LINK


def is_particular(text: str) -> bool:
    """Whether ``text`` says something about the paper itself: "Facilitator: Ana"."""
    label, colon, _ = text[:_LONGEST_TITLE].replace("：", ":").partition(":")
    return is_link(text) or (bool(colon) and plain_name(label) in _PARTICULARS)


def labelled_theme(text: str) -> str:
    """Return what follows a bare label ("Theme: Leadership" -> "Leadership"), empty without one."""
    found = _THEME_LABEL.match(text)
    return found["rest"] if found else ""


def own_theme(text: str) -> str:
    """Return what follows a label as our own text writes it, its colon close to it; empty without one."""
    found = None if text.partition(":")[0].endswith(" ") else _OWN_THEME.match(text)
    return found["rest"] if found else ""


def own_parts(text: str) -> tuple[str, str]:
    """Return ``(title, question)`` of a heading in our own text, where no title holds a colon."""
    title, _, question = text.partition(" : ")
    return title, question


def labelled_question(text: str) -> str:
    """Return what follows "Question:", empty without it."""
    found = _QUESTION_LABEL.match(text)
    return found["rest"] if found else ""


def is_label_alone(text: str) -> bool:
    """Whether ``text`` is but the label of what stands on the next line: "Theme", "Key question:"."""
    return len(text) <= _LONGEST_TITLE and _LABEL_ALONE.fullmatch(text) is not None


def is_numbered_theme(text: str) -> bool:
    """Whether ``text`` begins as "Theme 3", "TABLE 2 – …" or "Question 1:" do."""
    return len(text) <= _LONGEST_TITLE * 3 and _NUMBERED.match(text) is not None


def is_numbered_alone(text: str) -> bool:
    """Whether ``text`` is but "Theme 3" or "TABLE 2:", whose title may stand on the next line."""
    found = _NUMBERED.fullmatch(text)
    return found is not None and not found["rest"]


def numbered_question(text: str) -> tuple[str, str] | None:
    """Return ``(label, rest)`` of "Question 1: Why?"; ``None`` of a line without such a label."""
    found = _NUMBERED_QUESTION.match(text)
    return (found["label"], found["rest"]) if found else None


def is_spaced(text: str) -> bool:
    """Whether ``text`` has the form "Title : Question" with a blank on both sides of its colon."""
    return _SPACED.search(text, 0, _LONGEST_TITLE) is not None and not is_particular(text)


def split_heading(text: str) -> tuple[str, str]:
    """Return ``(title, question)``; the question is empty where ``text`` holds none.

    A colon with a blank on both sides always parts the two, at its first place. Any other colon, and a dash,
    does so only before what ends in a question mark. A number such as "Theme 3" stays with the title.
    """
    numbered = _NUMBERED.match(text)
    if numbered and numbered["rest"]:
        head = text[: numbered.start("rest")]
        title, question = _split(numbered["rest"])
        if not question and is_question(title):
            return head.rstrip(" :：.)|-–—\t"), title
        return head + title, question
    return _split(text)


def given_heading(text: str) -> tuple[str, str]:
    """Return ``(title, question)`` of what was asked for as "Title: Question": the first colon parts the two."""
    title, _, question = text.partition(":")
    return title.strip(), question.strip()


def _split(text: str) -> tuple[str, str]:
    for form, needs_mark in ((_SPACED, False), (_TIGHT, True), (_DASHED, True)):
        found = form.search(text, 0, _LONGEST_TITLE)
        if not found:
            continue
        title, question = text[: found.start()].strip(), text[found.end() :].strip()
        if title and question and (is_question(question) or not needs_mark):
            return title, question
    return text, ""
