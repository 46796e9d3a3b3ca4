"""One small function for each class of event or command, found by the class."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

Result = TypeVar("Result")
Function = TypeVar("Function", bound=Callable[..., object])


class ByClass(dict[type, Callable[..., Result]]):
    """Functions by the class of their first parameter; a plain dictionary, since every event asks it."""

    def register(self, function: Function) -> Function:
        """Take up ``function`` under the class its first parameter is annotated with, as ``module.Class``."""
        module, name = next(iter(function.__annotations__.values())).split(".")
        self[getattr(function.__globals__[module], name)] = function  # type: ignore[assignment]
        return function
