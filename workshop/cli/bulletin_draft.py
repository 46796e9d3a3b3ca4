"""The draft of a bulletin as a text to be changed, and what the changed text says."""

from __future__ import annotations

import json
import tomllib
from typing import TYPE_CHECKING, Any, Final

from workshop.model.bulletins import proposed, untold
from workshop.model.commands import DraftedItem, IssueBulletin
from workshop.model.errors import Refused
from workshop.model.follow_up_view import follow_up_of
from workshop.model.rules.bulletins import HIGHLIGHTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from workshop.model.session import Session

_HEAD: Final = """\
# The draft of a bulletin. Change what you like: words, order, what is told at all.
# An item that you delete is proposed again for the next bulletin. For an item of your own,
# copy one and take away its "key". "highlight = true" puts its title at the top.
"""
_OWN: Final = """
# [[item]]
# title = "An item of your own"
# text = ""
"""
_SEVERAL: Final = ("dates", "links", "cards", "tags")
_SAFE: Final = "Nothing was issued."


def draft_of(session: Session, today: str) -> str:
    """Return the proposed items as TOML, and, to think of, what nothing was heard of up to ``today``."""
    parts = [_HEAD, f"title = {_quoted(session.title)}\n"]
    for number, item in enumerate(untold(session)):
        several = proposed(session, item)
        parts.append("\n[[item]]\n")
        parts += [f"{name} = {_quoted(getattr(item, name))}\n" for name in ("title", "text", "contact")]
        parts += [f"{name} = [{', '.join(map(_quoted, getattr(several, name)))}]\n" for name in _SEVERAL]
        parts.append(f"highlight = {'true' if number < HIGHLIGHTS else 'false'}\nkey = {_quoted(item.key)}\n")
    silent = [f"# {item.id}: {said}\n" for item in follow_up_of(session, "appendix") if (said := item.silence(today))]
    open_items = ["\n# Open, with nothing heard:\n", *silent] if silent else []
    return "".join([*parts, _OWN, *open_items])


def _quoted(text: str) -> str:
    """Return a TOML string: JSON's, whose escapes TOML knows, but for the one character that it wants escaped too."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def bulletin_of(content: bytes, name: str) -> IssueBulletin:
    """Return the bulletin that an edited draft says. Raises ``Refused`` with what is wrong in which item."""
    try:
        said = tomllib.loads(content.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise Refused(f"{name} is not a text in UTF-8. {_SAFE}") from None
    except tomllib.TOMLDecodeError as error:
        raise Refused(f"{name} cannot be read as a draft: {error}. {_SAFE}") from None
    _check(name, "The draft", said.keys(), ("title", "item"))
    items, title = said.get("item", []), said.get("title", "")
    if not (isinstance(items, list) and items and all(isinstance(item, dict) for item in items)):
        raise Refused(f"{name} has no [[item]]. {_SAFE}")
    if not isinstance(title, str):
        raise Refused(f"{name}: the title is not a text. {_SAFE}")
    return IssueBulletin(items=tuple(_item(name, number, item) for number, item in enumerate(items, 1)), title=title)


def _item(name: str, number: int, item: dict[str, Any]) -> DraftedItem:
    where = f"Item {number}"
    _check(name, where, item.keys(), DraftedItem.__match_args__)
    told: dict[str, Any] = {"title": "", **item}
    for field, value in item.items():
        fits = isinstance(value, bool if field == "highlight" else list if field in _SEVERAL else str)
        if not fits or (field in _SEVERAL and not all(isinstance(each, str) for each in value)):
            wanted = "true or false" if field == "highlight" else "a list of texts" if field in _SEVERAL else "a text"
            raise Refused(f"{name}: {where}: “{field}” should be {wanted}. {_SAFE}")
        told[field] = tuple(value) if field in _SEVERAL else value
    return DraftedItem(**told)


def _check(name: str, where: str, given: Iterable[str], known: Iterable[str]) -> None:
    unknown: Iterator[str] = (field for field in given if field not in set(known))
    for field in unknown:
        raise Refused(f"{name}: {where} has “{field}”, which means nothing here. {_SAFE}")
