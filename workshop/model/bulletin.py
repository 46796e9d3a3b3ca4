"""A bulletin: what was told of a session after it, frozen and numbered when it was issued."""

from __future__ import annotations

from typing import NamedTuple


class BulletinItem(NamedTuple):
    """``about`` is the inner id of a card or a line, empty for a free item; ``key`` tells it from what was told."""

    title: str
    text: str
    about: str = ""
    key: str = ""


class Bulletin(NamedTuple):
    """An issued bulletin: ``id`` is its entry's stamp, ``number`` "3", or "3b" where two copies issued a third."""

    id: str
    number: str
    title: str
    date: str
    items: tuple[BulletinItem, ...]
