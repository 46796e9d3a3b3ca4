"""What elements of a web page stand for: check boxes, looks, ends that are left out, and heads that are not shown."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from workshop.importing.readers.emphasis import BOLD, PLAIN, SLANTED, STRUCK

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_DOCTYPE: Final = re.compile(r"\s*<!doctype[^<>\[]*\[.*?\]\s*>", re.IGNORECASE | re.DOTALL)
"""A page's head that declares entities of its own: none is made use of."""
_TICKED: Final = frozenset({"checked", "checkbox-on", "true", "task-done", "is-checked"})
_UNTICKED: Final = frozenset({"unchecked", "checkbox-off", "false", "task-list-item", "is-unchecked"})
"""Classes and values by which pages of wikis and notebooks tell a check box."""
_MARKS: Final = (
    dict.fromkeys(("b", "strong"), BOLD)
    | dict.fromkeys(("i", "em"), SLANTED)
    | dict.fromkeys(("s", "del", "strike"), STRUCK)
)
UNSEEN: Final = "unseen"
"""How words look that are not shown."""
_LOOKS: Final = (
    (STRUCK, re.compile(r"text-decoration[\w-]*\s*:[^;]*line-through")),
    (BOLD, re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)")),
    (SLANTED, re.compile(r"font-style\s*:\s*italic")),
)
_COMMENTS: Final = ("#cmnt", "#_msocom", "#_anchor")
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


def look_of(tag: str, attrs: Mapping[str, str | None], styles: Mapping[str, str]) -> str:
    """Return the mark for how an element's words look, by its name, its style or its class, told by ``styles``."""
    if tag in _MARKS:
        return _MARKS[tag]
    if tag == "a" and (attrs.get("href") or "").startswith(_COMMENTS):
        return UNSEEN
    classes = (attrs.get("class") or "").split()
    looks = [attrs.get("style") or "", *(styles.get(name, "") for name in classes)]
    return next((mark for mark, look in _LOOKS if any(look.search(style) for style in looks)), PLAIN)


def without_entities(text: str) -> str:
    """Return a page without the entities that its head declares; what is left keeps its lines."""
    return _DOCTYPE.sub(lambda found: "\n" * found[0].count("\n"), text, count=1)


def box_of(attrs: Mapping[str, str | None]) -> str:
    """Return the check box that an element stands for, as it is typed; empty where it is none."""
    looks = {*(attrs.get("class") or "").split(), attrs.get("aria-checked"), attrs.get("data-checked")}
    is_ticked = bool(looks & _TICKED) or (attrs.get("type") == "checkbox" and "checked" in attrs)
    is_box = is_ticked or attrs.get("type") == "checkbox" or bool(looks & _UNTICKED)
    return ("[x]" if is_ticked else "[ ]") if is_box else ""
