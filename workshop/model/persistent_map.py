"""A mapping that is never changed: putting something on it gives another that shares the rest.

Sessions are values, so a change must not copy five thousand cards. It keeps three parts: few things that came
last, which are copied with each put; some, into which those go when they are ``FEW``; and many, into which some
go when they have grown to the two thirds power of the many. Putting therefore costs about the same for a hundred
things and for five thousand.
"""

from __future__ import annotations

from collections.abc import Collection, ItemsView, Iterator, Mapping, ValuesView
from typing import Any, Final, Generic, TypeVar, overload

Value = TypeVar("Value")
Other = TypeVar("Other")

FEW = 16
"""Things that are copied rather than moved on."""

_NONE: Final[dict[str, Any]] = {}
"""A part with nothing in it. No part is ever changed."""


class PersistentMap(Mapping[str, Value], Generic[Value]):
    """Things by their id, in the order in which the ids first came."""

    __slots__ = ("_few", "_many", "_some")

    def __init__(
        self,
        many: dict[str, Value] = _NONE,
        some: dict[str, Value] = _NONE,
        few: dict[str, Value] = _NONE,
    ) -> None:
        self._many = many
        self._some = some
        self._few = few

    def put(self, key: str, value: Value) -> PersistentMap[Value]:
        """Return a mapping with ``value`` at ``key``; this one stays as it is."""
        few = self._few.copy()
        few[key] = value
        if len(few) < FEW:
            return PersistentMap(self._many, self._some, few)
        some = {**self._some, **few}
        if len(some) ** 3 < len(self._many) ** 2:
            return PersistentMap(self._many, some)
        return PersistentMap({**self._many, **some})

    def without(self, keys: Collection[str]) -> PersistentMap[Value]:
        """Return a mapping without ``keys``; it costs as much as copying."""
        return PersistentMap({key: value for key, value in self._whole().items() if key not in keys})

    def differing(self, before: PersistentMap[Value]) -> set[str]:
        """Return the keys that are here or in ``before`` and not the same; quick where one was made of the other."""
        own = self._many is before._many
        parts = (self._some, self._few, before._some, before._few) if own else (self._whole(), before._whole())
        keys = set().union(*parts)
        return {key for key in keys if (a := self.get(key)) is not (b := before.get(key)) and a != b}

    def __getitem__(self, key: str) -> Value:
        if key in self._few:
            return self._few[key]
        return self._some[key] if key in self._some else self._many[key]

    def __contains__(self, key: object) -> bool:
        return key in self._few or key in self._some or key in self._many

    @overload
    def get(self, key: str, /) -> Value | None: ...
    @overload
    def get(self, key: str, /, default: Value | Other) -> Value | Other: ...
    def get(self, key: str, /, default: Value | Other | None = None) -> Value | Other | None:
        """Return what stands at ``key``, or ``default``."""
        if key in self._few:
            return self._few[key]
        return self._some[key] if key in self._some else self._many.get(key, default)

    def __iter__(self) -> Iterator[str]:
        return iter(self._whole())

    def __len__(self) -> int:
        return len(self._many) + sum(key not in self._many for key in self._some.keys() | self._few.keys())

    def values(self) -> ValuesView[Value]:
        """Return the things, in order."""
        return self._whole().values()

    def items(self) -> ItemsView[str, Value]:
        """Return ids and things, in order."""
        return self._whole().items()

    def __repr__(self) -> str:
        return f"PersistentMap({self._whole()!r})"

    def _whole(self) -> dict[str, Value]:
        return {**self._many, **self._some, **self._few} if self._some or self._few else self._many
