"""Drafts as TOML that people change: of the next bulletin, and of old bulletins before they are kept."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any, Final, NamedTuple

from workshop.model.bulletins import ProposalWords, untold
from workshop.model.commands import DraftedItem, IssueBulletin, OldBulletin
from workshop.model.errors import Refused
from workshop.model.follow_up import HIGHLIGHTS
from workshop.model.follow_up_view import follow_up_of
from workshop.model.session import Session
from workshop.store.atomic_files import PRIVATE, write_file
from workshop.wording.document_words import words_for

KEPT: Final = "bulletin.toml"
"""The file beside the journals that keeps the draft of the console until it is issued."""

_HEAD: Final = """\
# The draft of a bulletin. Change what you like: words, order, what is told at all.
# An item that you delete is proposed again for the next bulletin. For an item of your own,
# copy one and take away its "key". "highlight = true" puts its title at the top. "picture" names
# a PNG or JPEG file, and "alt" says in words what it shows.
"""

_OWN: Final = """
# [[item]]
# title = "An item of your own"
# text = ""
"""

SEVERAL: Final = ("dates", "links", "cards", "tags")
"""Fields of an item with several values."""
_FIELDS: Final = DraftedItem.__match_args__
_SAFE: Final = "Nothing was issued."
_OLD_HEAD: Final = """\
# Old bulletins as they were read. Correct what you like: titles, numbers, dates (as 2010-02-23), words, order.
# What you delete is not kept. [[bulletin.item]] begins an item of the bulletin above it.
"""

_KEPT_NOTHING: Final = "Nothing was kept."


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


class PlannedItem(NamedTuple):
    """An item as it is to be told; ``picture`` is the path of a file, which is read when the bulletin is issued."""

    item: DraftedItem
    picture: str = ""


class BulletinDraft(NamedTuple):
    """A bulletin before it is issued; ``dropped`` are the keys of proposed items that it does not tell."""

    title: str
    items: tuple[PlannedItem, ...]
    dropped: tuple[str, ...] = ()


def proposed_draft(session: Session, today: str, titles: Iterable[str] = ()) -> BulletinDraft:
    """Return the draft of all that no bulletin has told yet, behind free items with ``titles``."""
    own = [DraftedItem(title) for title in titles]
    found = [*own, *_proposed(session, today)]
    top = HIGHLIGHTS if len(found) > HIGHLIGHTS else 0
    items = (PlannedItem(_with(item, highlight=at < top)) for at, item in enumerate(found))
    return BulletinDraft(session.title, tuple(items))


def _proposed(session: Session, today: str) -> list[DraftedItem]:
    words = proposal_words(session.language)
    return [
        DraftedItem(item.title, item.text, item.key, "", (), item.links, item.cards, item.tags)
        for item in untold(session, today, words)
    ]


def proposal_words(language: str) -> ProposalWords:
    """Return the words in which items are proposed; statuses stand as in the middle of a sentence."""
    words = words_for(language)
    statuses = tuple(each[0].lower() + each[1:] for each in words.follow_up.statuses)
    said = words.bulletin
    return ProposalWords(statuses, said.next_review, said.answered, said.review_ahead, said.new_tables, said.day_said)


def _with(item: DraftedItem, **changes: Any) -> DraftedItem:  # noqa: ANN401 - fields of an item
    told: dict[str, Any] = {name: getattr(item, name) for name in _FIELDS}
    return DraftedItem(**{**told, **changes})


def changed(planned: PlannedItem, **changes: Any) -> PlannedItem:  # noqa: ANN401 - fields of an item
    """Return a planned item with other values; ``picture`` is the path of a file."""
    picture = changes.pop("picture", planned.picture)
    return PlannedItem(_with(planned.item, **changes), picture)


def kept_draft(folder: Path, session: Session, today: str) -> BulletinDraft:
    """Return the draft that is kept in a session's folder, brought up to date; else a new one.

    What has happened since is added at its end, and what a bulletin has told since is taken out. A draft that cannot be
    read is set aside beside it.
    """
    file = folder / KEPT
    try:
        kept = draft_of_text(file.read_bytes(), file.name)
    except OSError:
        return proposed_draft(session, today)
    except Refused:
        with suppress(OSError):
            file.replace(file.with_suffix(".damaged.toml"))
        return proposed_draft(session, today)
    told = {item.key for bulletin in session.bulletins for item in bulletin.items} - {""}
    items = [planned for planned in kept.items if planned.item.key not in told]
    known = {planned.item.key for planned in items} | {*kept.dropped}
    items += [PlannedItem(item) for item in _proposed(session, today) if item.key not in known]
    return kept._replace(items=tuple(items), dropped=tuple(key for key in kept.dropped if key not in told))


def keep_draft(folder: Path, draft: BulletinDraft) -> None:
    """Keep a draft. Raises ``NotWritten``."""
    write_file(folder / KEPT, text_of(draft).encode(), PRIVATE)


def let_go(folder: Path) -> None:
    """Keep the draft no longer: it was issued."""
    with suppress(OSError):
        (folder / KEPT).unlink()


def command_of(draft: BulletinDraft, beside: Path) -> IssueBulletin:
    """Return the command that issues a draft, with its pictures; those without a folder lie ``beside`` it.

    Raises ``Refused`` for a picture that cannot be taken.
    """
    return IssueBulletin(items=tuple(_with_picture(each, beside) for each in draft.items), title=draft.title)


def _with_picture(planned: PlannedItem, beside: Path) -> DraftedItem:
    if not planned.picture:
        return planned.item
    from workshop.importing.pictures import read_picture  # noqa: PLC0415 - its library; only for pictures

    return _with(planned.item, picture=read_picture(beside / Path(planned.picture).expanduser()))


def draft_to_change(session: Session, today: str) -> str:
    """Return the proposed draft as a text, and, to think of, what nothing was heard of up to ``today``."""
    silent = [f"# {item.id}: {said}\n" for item in follow_up_of(session, "appendix") if (said := item.silence(today))]
    open_items = ["\n# Open, with nothing heard:\n", *silent] if silent else []
    return "".join([text_of(proposed_draft(session, today)), _OWN, *open_items])


def text_of(draft: BulletinDraft) -> str:
    """Return a draft as TOML."""
    parts = [_HEAD, f"title = {quoted(draft.title)}\n"]
    parts += [f"dropped = {_list(draft.dropped)}\n"] if draft.dropped else []
    for item, picture in draft.items:
        parts.append("\n[[item]]\n")
        parts += [f"{name} = {quoted(getattr(item, name))}\n" for name in ("title", "text", "contact")]
        parts += [f"{name} = {_list(getattr(item, name))}\n" for name in SEVERAL]
        parts += [f"picture = {quoted(picture)}\nalt = {quoted(item.alt)}\n"]
        parts.append(f"highlight = {'true' if item.highlight else 'false'}\nkey = {quoted(item.key)}\n")
    return "".join(parts)


def _list(values: Iterable[str]) -> str:
    return f"[{', '.join(map(quoted, values))}]"


def draft_of_text(content: bytes, name: str) -> BulletinDraft:
    """Return the draft that a text says. Raises ``Refused`` with what is wrong in which item."""
    said = table_of(content, name, ("title", "item", "dropped"), _SAFE)
    dropped = said.get("dropped", [])
    items = [] if dropped and "item" not in said else tables_in(said, "item", name, _SAFE)
    planned = tuple(_item(name, number, item) for number, item in enumerate(items, 1))
    keys = tuple(key for key in dropped if isinstance(key, str)) if isinstance(dropped, list) else ()
    return BulletinDraft(text_in(said, "title", name, _SAFE), planned, keys)


def _item(name: str, number: int, item: dict[str, Any]) -> PlannedItem:
    where = f"Item {number}"
    check_names(name, where, item.keys(), _FIELDS, _SAFE)
    told: dict[str, Any] = {"title": "", **item}
    for field, value in item.items():
        fits = isinstance(value, bool if field == "highlight" else list if field in SEVERAL else str)
        if not fits or (field in SEVERAL and not all(isinstance(each, str) for each in value)):
            wanted = "true or false" if field == "highlight" else "a list of texts" if field in SEVERAL else "a text"
            raise Refused(f"{name}: {where}: “{field}” should be {wanted}. {_SAFE}")
        told[field] = tuple(value) if field in SEVERAL else value
    picture = told.pop("picture", "")
    return PlannedItem(DraftedItem(**told), picture)


def old_to_change(bulletins: Iterable[OldBulletin]) -> str:
    """Return old bulletins as TOML."""
    parts = [_OLD_HEAD]
    for old in bulletins:
        parts.append("\n[[bulletin]]\n")
        parts += [f"{name} = {quoted(getattr(old, name))}\n" for name in ("title", "number", "date")]
        for title, text in zip(old.titles, old.texts, strict=True):
            parts.append(f"\n[[bulletin.item]]\ntitle = {quoted(title)}\ntext = {quoted(text)}\n")
    return "".join(parts)


def old_of_text(content: bytes, name: str) -> tuple[OldBulletin, ...]:
    """Return the old bulletins that a corrected text says. Raises ``Refused`` with what is wrong in which of them."""
    said = table_of(content, name, ("bulletin",), _KEPT_NOTHING)
    found = tables_in(said, "bulletin", name, _KEPT_NOTHING)
    return tuple(_bulletin(name, number, each) for number, each in enumerate(found, 1))


def _bulletin(name: str, number: int, said: dict[str, Any]) -> OldBulletin:
    check_names(name, f"Bulletin {number}", said.keys(), ("title", "number", "date", "item"), _KEPT_NOTHING)
    where = f"{name}: Bulletin {number}"
    items = tables_in(said, "item", where, _KEPT_NOTHING)
    for item in items:
        check_names(name, f"an item of bulletin {number}", item.keys(), ("title", "text"), _KEPT_NOTHING)
    title, count, date = (text_in(said, field, where, _KEPT_NOTHING) for field in ("title", "number", "date"))
    titles, texts = (tuple(text_in(item, field, where, _KEPT_NOTHING) for item in items) for field in ("title", "text"))
    return OldBulletin(title, count, date, titles, texts)
