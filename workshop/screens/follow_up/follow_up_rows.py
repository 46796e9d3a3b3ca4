"""The follow-up in rows: which cards and lines are listed, in which order, and how each stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple

from workshop.model.follow_up import OVER, STATUSES, News
from workshop.model.follow_up_view import FollowedItem
from workshop.widgets.row import Row
from workshop.wording.said import day_said, silence_said

ORDERS: Final[Mapping[str, str]] = {
    "silence": "No news longest",
    "review": "Next review",
    "owner": "Owner",
    "place": "Place",
    "tag": "Tag",
}
"""By what the list may be sorted, and what each is called."""

_LAST: Final = "\U0010ffff"


class FollowUpFilter(NamedTuple):
    """Which items are listed: ``silent`` ones, those of a status, owner, place or tag, or with ``words``."""

    silent: bool = False
    status: str = ""
    owner: str = ""
    place: str = ""
    tag: str = ""
    words: str = ""

    def passes(self, item: FollowedItem, today: str) -> bool:
        """Return whether an item is listed."""
        text = f"{item.id} {item.text} {item.owner} {item.place} {item.now.by} {item.now.status}".casefold()
        return (
            (not self.silent or bool(item.silence(today)))
            and self.status in {"", item.now.status}
            and self.owner in {"", item.owner}
            and self.place in {"", item.place}
            and (not self.tag or self.tag in item.tags)
            and all(word in text for word in self.words.casefold().split())
        )

    @property
    def said(self) -> str:
        """What the list is called."""
        parts = (
            "silent" if self.silent else "",
            self.status,
            self.owner,
            self.place,
            f"#{self.tag}" if self.tag else "",
            f"“{self.words}”" if self.words else "",
        )
        return " · ".join(filter(None, parts)) or "all"


def sorted_by(items: Iterable[FollowedItem], order: str) -> list[FollowedItem]:
    """Return items in one of ``ORDERS``; those for which no news is waited for come last, else by id."""
    return sorted(items, key=lambda item: (item.now.status in OVER, _key(item, order), item.id))


def _key(item: FollowedItem, order: str) -> str:
    if order == "silence":
        return item.now.date
    if order == "review":
        return item.now.review or _LAST
    value = item.owner if order == "owner" else item.place if order == "place" else " ".join(item.tags)
    return value.casefold() or _LAST


def rows_of(items: Iterable[FollowedItem], today: str) -> list[Row]:
    """Return items as rows: the status beside the words; silence, the last news and whose it is below them."""
    return [_row(item, today) for item in items]


def _row(item: FollowedItem, today: str) -> Row:
    whose = (item.owner, item.place, *(f"#{tag}" for tag in item.tags))
    more = (silence_said(item, today) or _said(item.now, today), " · ".join(filter(None, whose)))
    over = item.now.status in OVER
    return Row(item.item, item.id, item.text, item.now.status, tuple(filter(None, more)), quiet=over)


def _said(news: News, today: str) -> str:
    """Return "12 June, parks officer · review 1 July"."""
    when = day_said(news.date, today) if news.date else ""
    review = f"review {day_said(news.review, today)}" if news.review else ""
    told = ", ".join(filter(None, (when, news.by)))
    return " · ".join(filter(None, (told, review, news.reason, news.link)))


def history_of(item: FollowedItem, today: str) -> list[Row]:
    """Return the news of an item, the newest first, as rows to be read."""
    rows = [
        Row(str(number), "", news.status, "", tuple(filter(None, (_said(news, today), news.contact))))
        for number, news in enumerate(item.news)
    ]
    return [*reversed(rows)] or [Row("none", "", "No news yet.")]


def counts_of(items: Iterable[FollowedItem], today: str) -> str:
    """Return "5 to follow, 2 silent · not started 3 · under way 2"."""
    found = list(items)
    silent = sum(bool(item.silence(today)) for item in found)
    counted = [(status, sum(item.now.status == status for item in found)) for status in STATUSES]
    said = " · ".join(f"{status} {count}" for status, count in counted if count)
    open_ones = sum(item.now.status not in OVER for item in found)
    return f"{open_ones} to follow, {silent} silent" + (f" · {said}" if said else "")
