"""What elements of a web page stand for: check boxes, and heads that are not shown."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_DOCTYPE: Final = re.compile(r"\s*<!doctype[^<>\[]*\[.*?\]\s*>", re.IGNORECASE | re.DOTALL)
"""A page's head that declares entities of its own: none is made use of."""
_TICKED: Final = frozenset({"checked", "checkbox-on", "true", "task-done", "is-checked"})
_UNTICKED: Final = frozenset({"unchecked", "checkbox-off", "false", "task-list-item", "is-unchecked"})
"""Classes and values by which pages of wikis and notebooks tell a check box."""
_COMMENTS: Final = ("#cmnt", "#_msocom")
"""Where the marks lead by which Google Docs and Word tie a comment to its words."""
_LISTS: Final = frozenset({"ul", "ol", "dl", "table"})
_ENDED: Final = {
    "li": ({"li"}, _LISTS),
    "dt": ({"dt", "dd"}, _LISTS),
    "dd": ({"dt", "dd"}, _LISTS),
    "tr": ({"tr"}, _LISTS),
    "td": ({"td", "th"}, _LISTS | {"tr"}),
    "th": ({"td", "th"}, _LISTS | {"tr"}),
}
"""What an element ends that may stand without an end of its own, and within which it is looked for."""


def ended_by(tag: str, opened: Sequence[str]) -> str:
    """Return the open element that ``tag`` ends, as a row does the row before it; empty where it ends none."""
    ended, bounds = _ENDED.get(tag, ((), ()))
    last = next((each for each in reversed(opened) if each in ended or each in bounds), "") if ended else ""
    return last if last in ended else ""


def marks_a_comment(attrs: Mapping[str, str | None]) -> bool:
    """Whether a link is but the mark of a comment: "[a]"."""
    return (attrs.get("href") or "").startswith(_COMMENTS)


def without_entities(text: str) -> str:
    """Return a page without the entities that its head declares; what is left keeps its lines."""
    return _DOCTYPE.sub(lambda found: "\n" * found[0].count("\n"), text, count=1)


def box_of(attrs: Mapping[str, str | None]) -> str:
    """Return the check box that an element stands for, as it is typed; empty where it is none."""
    looks = {*(attrs.get("class") or "").split(), attrs.get("aria-checked"), attrs.get("data-checked")}
    is_ticked = bool(looks & _TICKED) or (attrs.get("type") == "checkbox" and "checked" in attrs)
    is_box = is_ticked or attrs.get("type") == "checkbox" or bool(looks & _UNTICKED)
    return ("[x]" if is_ticked else "[ ]") if is_box else ""
