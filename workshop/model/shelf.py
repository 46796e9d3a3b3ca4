"""A mapping that is never changed: putting something on it gives another shelf that shares the rest.

Boards are values, so a change must not copy five thousand cards. A shelf keeps a large part that is shared
and a small part that is copied; when the small part has grown to the square root of the whole, they become
one. Putting therefore costs about the same for a hundred things and for five thousand.
"""

from __future__ import annotations

from collections.abc import ItemsView, Iterator, Mapping, ValuesView
from typing import Generic, TypeVar, overload

Value = TypeVar("Value")
Other = TypeVar("Other")

SMALL = 32
"""Entries of the small part that are always worth copying rather than merging."""


class Shelf(Mapping[str, Value], Generic[Value]):
    """Things by their id, in the order in which the ids first came."""

    __slots__ = ("_many", "_recent")

    def __init__(self, many: dict[str, Value] | None = None, recent: dict[str, Value] | None = None) -> None:
        self._many: dict[str, Value] = many or {}
        self._recent: dict[str, Value] = recent or {}

    def put(self, key: str, value: Value) -> Shelf[Value]:
        """Give a shelf with ``value`` at ``key``; this one stays as it is."""
        recent = {**self._recent, key: value}
        if len(recent) > SMALL and len(recent) ** 2 > len(self._many):
            return Shelf({**self._many, **recent})
        return Shelf(self._many, recent)

    def __getitem__(self, key: str) -> Value:
        return self._recent[key] if key in self._recent else self._many[key]

    def __contains__(self, key: object) -> bool:
        return key in self._recent or key in self._many

    @overload
    def get(self, key: str, /) -> Value | None: ...
    @overload
    def get(self, key: str, /, default: Value | Other) -> Value | Other: ...
    def get(self, key: str, /, default: Value | Other | None = None) -> Value | Other | None:
        """Give what stands at ``key``, or ``default``."""
        return self._recent[key] if key in self._recent else self._many.get(key, default)

    def __iter__(self) -> Iterator[str]:
        return iter(self._whole())

    def __len__(self) -> int:
        return len(self._many) + sum(key not in self._many for key in self._recent)

    def values(self) -> ValuesView[Value]:
        """Give the things, in order."""
        return self._whole().values()

    def items(self) -> ItemsView[str, Value]:
        """Give ids and things, in order."""
        return self._whole().items()

    def __repr__(self) -> str:
        return f"Shelf({self._whole()!r})"

    def _whole(self) -> dict[str, Value]:
        return {**self._many, **self._recent} if self._recent else self._many
