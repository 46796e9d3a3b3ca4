"""How often the news of a card or a line changed; what was taken back counts too, so that calendars take it up."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from workshop.model.events import StatusNoted
from workshop.model.follow_up import is_day
from workshop.model.hlc import moment_of

if TYPE_CHECKING:
    from workshop.model.history import History


class FollowUpChanges(NamedTuple):
    """``times`` changed, the last at ``moment`` (milliseconds since 1970 UTC); ``review`` is the last day named."""

    times: int
    moment: int
    review: str


def changes_of(history: History) -> dict[str, FollowUpChanges]:
    """Return the changes of each item's news, by its inner id; taking news back, or noting it again, is one too."""
    found: dict[str, FollowUpChanges] = {}
    for entry in history.entries:
        act, _ = history.act_of(entry)
        for event in act.events:
            if isinstance(event, StatusNoted):
                before = found.get(event.item)
                review = event.review if is_day(event.review) else before.review if before else ""
                times, moment = before.times + 1 if before else 1, moment_of(entry.id)
                found[event.item] = FollowUpChanges(times, moment, review)
    return found
