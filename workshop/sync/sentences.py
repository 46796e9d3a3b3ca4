"""What a table says of its way to the summit."""

from __future__ import annotations

from typing import Final

FULL: Final = (
    "The summit's laptop takes no more: its disk is full. Everything is recorded here; free some space there, "
    "and it goes on by itself."
)

SLOW: Final = (
    "The summit's laptop has acknowledged nothing for some seconds: its disk is full or slow. Everything is recorded "
    "here, and is sent again by itself."
)

TWICE: Final = (
    "This session goes on at another laptop too. Both records are kept, and stand together at the summit; agree which "
    "laptop goes on, and close it on the other."
)

MINUTE: Final = 60_000
MOST_MINUTES: Final = 2


def clock_problem(ahead: int) -> str:
    """Return what is said of a clock that is so many milliseconds ahead of the desk's; nothing below two minutes."""
    minutes = round(abs(ahead) / MINUTE)
    if minutes < MOST_MINUTES:
        return ""
    how = "fast" if ahead > 0 else "slow"
    return f"This laptop's clock is {minutes} minutes {how}, compared with the summit's. Set it when you can."
