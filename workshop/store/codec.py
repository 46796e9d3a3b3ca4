"""Entries as lines of a journal, and back.

A line is one JSON object in ASCII, so that no editor, stick or mail changes it unseen::

    {"n":17,"id":"20261122T091403.512Z-000-k7q2ab","by":"facilitator","v":1,"events":[{"type":"CardAdded",…}],"crc":"1a2b3c4d"}

``n`` counts the lines of the journal from 1, so that a missing line shows; ``crc`` is the CRC-32 of everything
before ``,"crc"``, so that any changed bit shows. Fields that have their default are left out.
"""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Callable, Mapping
from functools import lru_cache
from json.encoder import encode_basestring_ascii as quoted
from typing import Any, Final, NamedTuple, TypeAlias, TypeVar

from workshop.model.entry import Entry
from workshop.model.events import Event, UnknownEvent
from workshop.model.hlc import is_stamp
from workshop.model.struct import defaults_of, fields_of
from workshop.model.text import clean, one_line
from workshop.store.upcasts import VERSION, upcast

TAIL: Final = len(',"crc":"00000000"}')
"""Bytes of a line after what the checksum covers."""

_scan: Final = json.JSONDecoder().raw_decode
_ID: Final = re.compile(r"[0-9]{8}T[0-9]{6}\.[0-9]{3}Z-[0-9]{3}-[0-9a-z]{1,16}")

WITH_LINES: Final = frozenset(
    {
        *(("CardNoted", "note"), ("NoteKept", "text"), ("NoteTakenUp", "text")),
        *(("BulletinIssued", "texts"), ("BulletinArchived", "texts")),
    }
)
"""Texts that may have several lines; every other text is one line."""

Plain = TypeVar("Plain", str, int, bool)
Reader: TypeAlias = Callable[[Any], object]
Readers: TypeAlias = Mapping[str, Mapping[str, Reader]]
"""How each field of each event is read from JSON; what is not as it must be raises ``TypeError``."""


class BadLineError(ValueError):
    """A line that is not as it was written; the message says in what way."""


class NumberedEntry(NamedTuple):
    """A line of a journal: its number in the file and its entry."""

    number: int
    entry: Entry


def encode(entry: Entry, number: int) -> bytes:
    """Return the line, with its end, that keeps ``entry`` as the ``number``-th of its journal."""
    entry_id, by, events, request, newer = entry
    asked = f',"request":{quoted(request)}' if request else ""
    told = newer or f'"v":{VERSION},"events":[{",".join(map(encode_event, events))}]'
    return _sealed(f'{{"n":{number},"id":"{entry_id}","by":{quoted(by)}{asked},{told}'.encode("ascii"))


def encode_event(event: Event) -> str:
    """Return one event as a JSON object."""
    if isinstance(event, UnknownEvent):
        return event.data
    return _ENCODERS[type(event)](event)


def numbered(line: bytes, number: int) -> bytes:
    """Return a sound line as the ``number``-th of its journal, with its end, and otherwise as it was written."""
    return _sealed(b'{"n":%d%b' % (number, line[line.index(b",") : -TAIL]))


def _sealed(body: bytes) -> bytes:
    return body + b',"crc":"%08x"}\n' % zlib.crc32(body)


def decode(line: bytes) -> NumberedEntry:
    """Read a line without its end, or raise ``BadLineError``."""
    if line[-TAIL:] != b',"crc":"%08x"}' % zlib.crc32(line[:-TAIL]):
        raise BadLineError("its checksum does not fit")
    try:
        text = line.decode("ascii")
        data = _object(text)
        return NumberedEntry(_whole(data["n"]), decode_entry(data, _AS_IT_IS if _is_plain(text) else _CLEANED))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise BadLineError("it is not an entry") from error


def _object(text: str) -> dict[str, Any]:
    """Read one JSON object: what ``json.loads`` does, without looking for blanks around it."""
    data: dict[str, Any]
    data, end = _scan(text)
    if end != len(text):
        raise ValueError(end)
    return data


def _is_plain(line: str) -> bool:
    """Return whether no text in a line can need cleaning, without looking at each: most lines, and most of the time."""
    return "\\" not in line and "\x7f" not in line and '" ' not in line and ' "' not in line


def decode_entry(data: dict[str, Any], readers: Readers | None = None) -> Entry:
    """Read an entry from its JSON object. Raises ``ValueError``, ``KeyError`` or ``TypeError`` where it is none."""
    entry_id, version, readers, newer = data["id"], data["v"], readers or _CLEANED, ""
    if not _is_id(entry_id):
        raise ValueError(f"{entry_id!r} is not a stamp")
    if version == VERSION:
        events = [decode_event(event, readers) for event in data["events"]]
    elif _whole(version) < VERSION:
        events = [decode_event(upcast(event, version), readers) for event in data["events"]]
    else:
        events = [_decode_newer(event, readers) for event in data["events"]]
        newer = f'"v":{version},"events":{json.dumps(data["events"], separators=(",", ":"))}'
    return Entry(entry_id, _line(data["by"]), tuple(events), _text(data.get("request", "")), newer)


def _is_id(text: str) -> bool:
    """Return whether ``text`` is a stamp: as ``is_stamp`` does, and as fast as fifty thousand entries ask for."""
    return _ID.fullmatch(text) is not None and text[13:15] < "60" and _is_minute(text[:13])


@lru_cache
def _is_minute(minute: str) -> bool:
    return is_stamp(f"{minute}00.000Z-000-0")


def decode_event(data: dict[str, Any], readers: Readers) -> Event:
    """Read one event; one that this version does not know is kept as it came."""
    name = data["type"]
    known = readers.get(name)
    if known is None:
        return UnknownEvent(_line(name), json.dumps(data, separators=(",", ":")))
    return _MAKE[name](**{field: known[field](value) for field, value in data.items() if field in known})


def _decode_newer(data: dict[str, Any], readers: Readers) -> Event:
    """Read an event of a later version, in which a name we know may have come to mean another thing."""
    try:
        return decode_event(data, readers)
    except (ValueError, TypeError):
        return decode_event(data, {})


def _exactly(kind: type[Plain]) -> Callable[[object], Plain]:
    def read(value: object) -> Plain:
        if type(value) is not kind:
            raise TypeError(value)
        return value

    return read


_text, _whole, _truth = _exactly(str), _exactly(int), _exactly(bool)


def _line(value: object) -> str:
    return one_line(_text(value))


def _lines(value: object) -> str:
    return clean(_text(value))


def _list_of(read: Callable[[object], str]) -> Reader:
    def read_all(value: object) -> tuple[str, ...]:
        if type(value) is not list:
            raise TypeError(value)
        return tuple([read(item) for item in value])

    return read_all


def _quoted_all(values: tuple[str, ...]) -> str:
    return f"[{','.join([quoted(value) for value in values])}]"


_AS_JSON: Final[Mapping[str, str]] = {
    "str": "quoted(event.{0})",
    "int": "str(event.{0})",
    "bool": "('true' if event.{0} else 'false')",
    "tuple[str, ...]": "_quoted_all(event.{0})",
}
"""How the field of each type is written: the text of an expression."""


class _Encoders(dict[type[Event], Callable[[Event], str]]):
    """A function for each class of events, made when its first is written: three times as fast as going by fields."""

    def __missing__(self, kind: type[Event]) -> Callable[[Event], str]:
        defaults = defaults_of(kind)
        parts = [f"""'{{"type":"{kind.__name__}"'"""]
        for field, hint in fields_of(kind).items():
            part = f"""',"{field}":' + {_AS_JSON[hint].format(field)}"""
            parts.append(f"('' if event.{field} == {defaults[field]!r} else {part})" if field in defaults else part)
        self[kind] = eval(f"lambda event: {' + '.join(parts)} + '}}'", globals())  # noqa: S307 - names of ours only
        return self[kind]


def _readers_with(one: Callable[[object], str], many: Callable[[object], str]) -> Readers:
    """Return readers that treat texts of one line with ``one`` and those of many with ``many``."""
    plain: dict[str, Reader] = {"str": one, "int": _whole, "bool": _truth, "tuple[str, ...]": _list_of(one)}
    lines: dict[str, Reader] = {"str": many, "tuple[str, ...]": _list_of(many)}
    return {
        name: {
            field: (lines if (name, field) in WITH_LINES else plain)[hint] for field, hint in fields_of(kind).items()
        }
        for name, kind in _KINDS.items()
    }


_KINDS: Final = {kind.__name__: kind for kind in Event.__subclasses__() if kind is not UnknownEvent}
_MAKE: Final[Mapping[str, Callable[..., Event]]] = _KINDS
_ENCODERS: Final = _Encoders()
_CLEANED: Final = _readers_with(_line, _lines)
_AS_IT_IS: Final = _readers_with(_text, _text)
