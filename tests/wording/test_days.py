"""Days, and silences, as people say them."""

from __future__ import annotations

from tests.examples import with_each
from workshop.model.follow_up import News
from workshop.model.follow_up_view import FollowedItem
from workshop.wording.said import day_said, silence_said

TODAY = "2026-07-20"


def test_a_day_of_another_year_has_its_year() -> None:
    assert day_said("2026-06-12", TODAY) == "12 June"
    assert day_said("2025-06-12", TODAY) == day_said("2025-06-12") == "12 June 2025"


@with_each(
    "news, said",
    [
        ((), "no news yet"),
        (
            (News("looking for someone", "2026-06-12", "owner", review="2026-07-01"),),
            "no news since 12 June, review was due 1 July",
        ),
        ((News("under way", "2026-07-19", "owner", review="2026-09-01"),), ""),
        ((News("dropped", "2026-02-12", "owner"),), ""),
    ],
)
def test_a_silence_is_said_with_the_review_that_was_due(news: tuple[News, ...], said: str) -> None:
    assert silence_said(FollowedItem("item", "T07-E01", "A lit loop", news), TODAY) == said
