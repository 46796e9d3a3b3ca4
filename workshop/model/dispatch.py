"""One small function for each class of fact or wish, found by the class."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar, get_type_hints

Result = TypeVar("Result")
Function = TypeVar("Function", bound=Callable[..., object])


class ByClass(dict[type, Callable[..., Result]]):
    """Functions by the class of their first parameter; a plain dictionary, since every event asks it."""

    def register(self, function: Function) -> Function:
        """Take up ``function`` under the class its first parameter is annotated with."""
        self[next(iter(get_type_hints(function).values()))] = function  # type: ignore[assignment]
        return function
