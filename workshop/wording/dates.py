"""Which lines are but a date or a time of day, as papers have them on their front."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from workshop.wording.vocabularies import vocabulary

_LONGEST: Final = 60
"""Characters of a date with its day of the week and its hours."""
_PARTS: Final = re.compile(r"[\s,;()–—-]+")
_NUMERIC: Final = re.compile(r"\d{1,4}[./]\d{1,2}[./]\d{2,4}|\d{1,2}\.\d{1,2}\.")
_HYPHENED: Final = re.compile(r"\b\d{4}-\d{1,2}-\d{1,2}\b|\b\d{1,2}-\d{1,2}-\d{4}\b")
_EASTERN: Final = re.compile(r"(?:\d{4}年)?\d{1,2}月\d{1,2}[日号](?:（?[(星期周]*[一二三四五六日天月火水木金土)）]*)?")
_TIME: Final = re.compile(r"\d{1,2}[:.h]\d{2}(?::\d{2})?h?|\d{1,2}(?:am|pm|h)")
_NUMBER: Final = re.compile(r"\d{1,2}(?:\.|st|nd|rd|th|er|º|ª)?|\d{4}")


def is_date(text: str) -> bool:
    """Whether ``text`` is a date or a time of day and nothing else: "Monday, 2 March 2026", "14:00–16:00"."""
    if len(text) > _LONGEST or not any(sign.isdigit() for sign in text):
        return False
    if _EASTERN.fullmatch(text.strip()):
        return True
    sorts = {_sort_of(part.casefold()) for part in _PARTS.split(_HYPHENED.sub("1/1/2000", text)) if part}
    return "" not in sorts and bool(sorts & {"date", "time"} or sorts >= {"month", "number"})


def _sort_of(part: str) -> str:
    """Return what a part of a date is; empty of any other word."""
    for sort, form in (("date", _NUMERIC), ("time", _TIME), ("number", _NUMBER)):
        if form.fullmatch(part):
            return sort
    return _words().get(part.rstrip("."), "")


@cache
def _words() -> dict[str, str]:
    sorts = (("joining", "joining"), ("days", "day"), ("months", "month"))
    return {word: sort for name, sort in sorts for word in vocabulary("dates")[name].split()}
