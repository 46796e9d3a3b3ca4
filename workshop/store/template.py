"""What a template says: the parts that a session begins with."""

from __future__ import annotations

from typing import NamedTuple, TypeAlias

KindWords: TypeAlias = tuple[str, str, str, str]
"""A kind as a session is started with it: name, singular, plural, letter."""


class Template(NamedTuple):
    """What a session begins with.

    Without ``kinds``, and with zero ``dots`` or ``most``, it has the usual ones. ``tags`` are (tag,
    description), ``themes`` are (title, question); ``hints`` are (kind, what it is in a few words).
    """

    name: str
    title: str
    description: str
    language: str = "en"
    kinds: tuple[KindWords, ...] = ()
    tags: tuple[tuple[str, str], ...] = ()
    themes: tuple[tuple[str, str], ...] = ()
    dots: int = 0
    most: int = 0
    hints: tuple[tuple[str, str], ...] = ()
