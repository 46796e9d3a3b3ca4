"""What elements of a web page stand for: check boxes, and heads that are not shown."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

_DOCTYPE: Final = re.compile(r"\s*<!doctype[^<>\[]*\[.*?\]\s*>", re.IGNORECASE | re.DOTALL)
"""A page's head that declares entities of its own: none is made use of."""
_TICKED: Final = frozenset({"checked", "checkbox-on", "true", "task-done", "is-checked"})
_UNTICKED: Final = frozenset({"unchecked", "checkbox-off", "false", "task-list-item", "is-unchecked"})
"""Classes and values by which pages of wikis and notebooks tell a check box."""


def without_entities(text: str) -> str:
    """Return a page without the entities that its head declares; what is left keeps its lines."""
    return _DOCTYPE.sub(lambda found: "\n" * found[0].count("\n"), text, count=1)


def box_of(attrs: Mapping[str, str | None]) -> str:
    """Return the check box that an element stands for, as it is typed; empty where it is none."""
    looks = {*(attrs.get("class") or "").split(), attrs.get("aria-checked"), attrs.get("data-checked")}
    is_ticked = bool(looks & _TICKED) or (attrs.get("type") == "checkbox" and "checked" in attrs)
    is_box = is_ticked or attrs.get("type") == "checkbox" or bool(looks & _UNTICKED)
    return ("[x]" if is_ticked else "[ ]") if is_box else ""
