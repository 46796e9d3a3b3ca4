"""Drafts as TOML that people change, and what a changed one says: with a sentence for each mistake."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable
from typing import Any

from workshop.model.errors import Refused


def quoted(text: str) -> str:
    """Return a TOML string: JSON's, whose escapes TOML knows, but for the one character that it wants escaped too."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def table_of(content: bytes, name: str, known: Iterable[str], safe: str) -> dict[str, Any]:
    """Return the table that a file ``name`` holds. Raises ``Refused`` where it has none, or has what means nothing."""
    try:
        said = tomllib.loads(content.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise Refused(f"{name} is not a text in UTF-8. {safe}") from None
    except tomllib.TOMLDecodeError as error:
        raise Refused(f"{name} cannot be read as a draft: {error}. {safe}") from None
    check_names(name, "The draft", said.keys(), known, safe)
    return said


def tables_in(said: dict[str, Any], field: str, where: str, safe: str) -> list[dict[str, Any]]:
    """Return the tables of a list such as ``[[item]]``. Raises ``Refused`` where there is none."""
    items = said.get(field, [])
    if not (isinstance(items, list) and items and all(isinstance(item, dict) for item in items)):
        raise Refused(f"{where} has no [[{field}]]. {safe}")
    return items


def text_in(said: dict[str, Any], field: str, where: str, safe: str) -> str:
    """Return a text of a table; empty where it is left out. Raises ``Refused`` where it is something else."""
    value = said.get(field, "")
    if not isinstance(value, str):
        raise Refused(f"{where}: “{field}” should be a text. {safe}")
    return value


def check_names(name: str, where: str, given: Iterable[str], known: Iterable[str], safe: str) -> None:
    """Raise ``Refused`` for the first of the ``given`` names that is not ``known``."""
    for field in (field for field in given if field not in set(known)):
        raise Refused(f"{name}: {where} has “{field}”, which means nothing here. {safe}")
