"""Stamps: when an entry was made, on which opening of the session, in an order all copies agree on.

A hybrid logical clock (Kulkarni and others, "Logical physical clocks", 2014): the wall clock, unless it has
gone back or stood still, and then a tick. A stamp is text that sorts: ``20261122T091403.512Z-000-k7q2ab``,
and the last part is the node, made anew for every opening, so that two copies of a folder never make the same
stamp.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from functools import lru_cache
from typing import Final

TICKS: Final = 1_000
"""Stamps within one millisecond; after that the clock is pushed on by one."""

NODE_LETTERS: Final = "0123456789abcdefghjkmnpqrstvwxyz"
"""Crockford's alphabet: no letter that is read as another."""

NODE_LENGTH: Final = 6

_STAMP: Final = re.compile(r"\d{8}T\d{6}\.\d{3}Z-\d{3}-[0-9a-z]{1,16}", re.ASCII)
_SECOND: Final = "%Y%m%dT%H%M%S"


DRIFT: Final = 10 * 60 * 1000
"""Milliseconds by which another clock may be ahead of ours before no stamp of ours follows its stamps."""


def is_after(stamp: str, moment: int) -> bool:
    """Return whether a stamp is later than ``moment``, in milliseconds since 1970 UTC."""
    return stamp[:20] > _moment(moment)


def next_stamp(last: str, now: int, node: str) -> str:
    """Return the stamp that follows ``last`` (empty: none yet) at ``now``, in milliseconds since 1970 UTC."""
    moment = _moment(now)
    if moment > last[:20]:
        return f"{moment}-000-{node}"
    if (tick := int(last[21:24]) + 1) < TICKS:
        return f"{last[:20]}-{tick:03d}-{node}"
    return f"{_moment(moment_of(last) + 1)}-000-{node}"


def moment_of(stamp: str) -> int:
    """Return the moment of a stamp in milliseconds since 1970 UTC."""
    return _seconds(stamp[:15]) * 1000 + int(stamp[16:19])


def is_stamp(text: str) -> bool:
    """Return whether ``text`` has the form of a stamp and names a moment that exists."""
    if not _STAMP.fullmatch(text):
        return False
    try:
        moment_of(text)
    except ValueError:
        return False
    return True


def node_of(stamp: str) -> str:
    """Return the node that made the stamp."""
    return stamp[25:]


@lru_cache(maxsize=4)
def _moment(milliseconds: int) -> str:
    return f"{_second(milliseconds // 1000)}.{milliseconds % 1000:03d}Z"


@lru_cache(maxsize=64)
def _second(seconds: int) -> str:
    return datetime.fromtimestamp(seconds, UTC).strftime(_SECOND)


@lru_cache(maxsize=64)
def _seconds(text: str) -> int:
    return int(datetime.strptime(text, _SECOND).replace(tzinfo=UTC).timestamp())
