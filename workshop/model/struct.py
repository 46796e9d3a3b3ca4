"""Values with named fields, for the hundred classes of commands and events, and a function for each of these.

What a frozen dataclass is, made five times as fast: the classes when the program starts, the values when a
journal of fifty thousand entries is read. Freezing is left to the type checker.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from typing import Any, ClassVar, TypeVar, dataclass_transform

Result = TypeVar("Result")
Function = TypeVar("Function", bound=Callable[..., object])


@dataclass_transform(frozen_default=True)
class _Class(type):
    """Makes slots and an ``__init__`` of the fields that a class body names, in their order."""

    def __new__(cls, name: str, bases: tuple[type, ...], body: dict[str, Any]) -> _Class:
        fields = tuple(body.get("__annotations__", ())) if bases else ()
        defaults = {field: body.pop(field) for field in fields if field in body}
        if bases:
            body |= {"__slots__": fields, "__match_args__": fields, "_defaults": defaults}
        if fields:
            assigned = "".join(f"\n    self.{field} = {field}" for field in fields)
            exec(f"def __init__(self, {', '.join(fields)}):{assigned}", vars(sys.modules[body["__module__"]]), body)  # noqa: S102 - names only
            body["__init__"].__defaults__ = tuple(defaults.values())
        return super().__new__(cls, name, bases, body)


class Struct(metaclass=_Class):
    """A value: its fields come by position or by name, and it equals another of its class with equal fields."""

    __slots__ = ()
    __match_args__: ClassVar[tuple[str, ...]] = ()
    _defaults: ClassVar[Mapping[str, object]] = {}

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and self._content() == other._content()

    def __hash__(self) -> int:
        return hash((type(self), self._content()))

    def __repr__(self) -> str:
        content = ", ".join(f"{field}={getattr(self, field)!r}" for field in self.__match_args__)
        return f"{type(self).__name__}({content})"

    def _content(self) -> tuple[object, ...]:
        return tuple([getattr(self, field) for field in self.__match_args__])


def fields_of(kind: type[Struct]) -> Mapping[str, str]:
    """Return the fields of a class and, as it is written, the type of each."""
    return kind.__annotations__


def defaults_of(kind: type[Struct]) -> Mapping[str, object]:
    """Return the fields that may be left out, and what they are then."""
    return kind._defaults  # noqa: SLF001 - a name that no field can have


class ByClass(dict[type, Callable[..., Result]]):
    """Functions by the class of their first parameter; a plain dictionary, since every event asks it."""

    def register(self, function: Function) -> Function:
        """Take up ``function`` under the class its first parameter is annotated with, as ``module.Class``."""
        module, name = next(iter(function.__annotations__.values())).split(".")
        self[getattr(function.__globals__[module], name)] = function  # type: ignore[assignment]
        return function
