"""Old bulletins before they are kept, as a text to be corrected, and what the corrected text says."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from workshop.live.draft_text import check_names, quoted, table_of, tables_in, text_in
from workshop.model.commands import OldBulletin

_HEAD: Final = """\
# Old bulletins as they were read. Correct what you like: titles, numbers, dates (as 2010-02-23), words, order.
# What you delete is not kept. [[bulletin.item]] begins an item of the bulletin above it.
"""
_SAFE: Final = "Nothing was kept."


def old_to_change(bulletins: Iterable[OldBulletin]) -> str:
    """Return old bulletins as TOML."""
    parts = [_HEAD]
    for old in bulletins:
        parts.append("\n[[bulletin]]\n")
        parts += [f"{name} = {quoted(getattr(old, name))}\n" for name in ("title", "number", "date")]
        for title, text in zip(old.titles, old.texts, strict=True):
            parts.append(f"\n[[bulletin.item]]\ntitle = {quoted(title)}\ntext = {quoted(text)}\n")
    return "".join(parts)


def old_of_text(content: bytes, name: str) -> tuple[OldBulletin, ...]:
    """Return the old bulletins that a corrected text says. Raises ``Refused`` with what is wrong in which of them."""
    said = table_of(content, name, ("bulletin",), _SAFE)
    found = tables_in(said, "bulletin", name, _SAFE)
    return tuple(_bulletin(name, number, each) for number, each in enumerate(found, 1))


def _bulletin(name: str, number: int, said: dict[str, Any]) -> OldBulletin:
    check_names(name, f"Bulletin {number}", said.keys(), ("title", "number", "date", "item"), _SAFE)
    where = f"{name}: Bulletin {number}"
    items = tables_in(said, "item", where, _SAFE)
    for item in items:
        check_names(name, f"an item of bulletin {number}", item.keys(), ("title", "text"), _SAFE)
    title, count, date = (text_in(said, field, where, _SAFE) for field in ("title", "number", "date"))
    titles, texts = (tuple(text_in(item, field, where, _SAFE) for item in items) for field in ("title", "text"))
    return OldBulletin(title, count, date, titles, texts)
