from __future__ import annotations

import json
import zlib
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.examples import with_each
from tests.store.making import KINDS, NOON, entries, event_of
from workshop.model.entry import Entry
from workshop.model.events import CardAdded, CardReworded, Event, SessionRetitled, UnknownEvent
from workshop.model.hlc import next_stamp
from workshop.store import codec, upcasts
from workshop.store.codec import BadLineError, decode, decode_entry, encode, encode_event, numbered

if TYPE_CHECKING:
    from hypothesis.strategies import DataObject

STAMP = next_stamp("", NOON, "k7q2ab")
ENTRY = Entry(STAMP, "facilitator", (CardReworded(STAMP, "Trust is slow."),), "form-1")


def sealed(data: dict[str, Any]) -> bytes:
    """A line whose checksum fits, whatever stands in it."""
    body = json.dumps(data, separators=(",", ":"))[:-1].encode()
    return b'%b,"crc":"%08x"}' % (body, zlib.crc32(body))


def plain(**changed: object) -> dict[str, Any]:
    data = json.loads(encode(ENTRY, 1))
    del data["crc"]
    return {**data, **changed}


@settings(deadline=None)
@given(entries, st.integers(1, 10**6))
def test_any_entry_is_read_as_it_was_written(entry: Entry, number: int) -> None:
    line = encode(entry, number)
    assert line.endswith(b"\n")
    assert line.isascii()
    assert b"\n" not in line[:-1]
    assert decode(line[:-1]) == (number, entry)


@with_each("kind", KINDS, ids=lambda kind: kind.__name__)
@settings(max_examples=20, deadline=None)
@given(data=st.data())
def test_every_event_is_read_as_it_was_written(kind: type[Event], data: DataObject) -> None:
    event = data.draw(event_of(kind))
    assert codec.decode_event(json.loads(encode_event(event)), codec._CLEANED) == event


def test_a_default_is_not_written() -> None:
    card = CardAdded("c", "insight", "t", "I01", "Trust")
    assert "origin" not in encode_event(card)
    assert "held" not in encode_event(card)


@settings(deadline=None)
@given(entries, st.integers(1, 999), st.integers(1, 999))
def test_a_line_can_be_given_another_number_and_stays_otherwise(entry: Entry, old: int, new: int) -> None:
    assert numbered(encode(entry, old)[:-1], new) == encode(entry, new)


def test_a_line_is_known_by_its_checksum() -> None:
    line = encode(ENTRY, 1)[:-1]
    with pytest.raises(BadLineError, match="checksum"):
        decode(line.replace(b"slow", b"fast"))


@with_each(
    "data",
    [
        {},
        {"n": 1},
        plain(n="1"),
        plain(n=True),
        plain(id="yesterday"),
        plain(id=5),
        plain(id=STAMP.replace("20261122", "20260231")),
        plain(id=STAMP.replace("T1200", "T1260")),
        plain(id=STAMP.replace("T1200", "T2400")),
        plain(id=STAMP.replace("T120000", "T120060")),
        plain(by=None),
        plain(v="1"),
        plain(v=-1),
        plain(events=None),
        plain(events=["CardReworded"]),
        plain(events=[{}]),
        plain(events=[{"type": 5}]),
        plain(events=[{"type": "CardReworded"}]),
        plain(events=[{"type": "CardReworded", "card": "c", "text": 5}]),
        plain(events=[{"type": "CardPlaced", "card": ["c"], "rank": "a"}]),
        plain(events=[{"type": "CardSplit", "card": "c", "into": "cd"}]),
        plain(events=[{"type": "OffersHeld", "held": 1}]),
        plain(request=7),
    ],
    ids=str,
)
def test_a_line_that_is_no_entry_is_said_to_be_none(data: dict[str, Any]) -> None:
    with pytest.raises(BadLineError, match="not an entry"):
        decode(sealed(data))


def test_a_line_with_something_behind_its_object_is_no_entry() -> None:
    body = encode(ENTRY, 1)[:-1] + b" "
    with pytest.raises(BadLineError, match="not an entry"):
        decode(b'%b,"crc":"%08x"}' % (body, zlib.crc32(body)))


def test_a_line_that_is_nested_without_end_is_no_entry() -> None:
    body = b'{"n":' + b"[" * 100_000
    with pytest.raises(BadLineError, match="not an entry"):
        decode(b'%b,"crc":"%08x"}' % (body, zlib.crc32(body)))


@with_each(
    "written, read",
    [
        ("Trust\x1b]2;gone\x07 is slow", "Trust]2;gone is slow"),
        (" Trust ", "Trust"),
        ("Trust ", "Trust"),
        ("Trust\x7f", "Trust"),
        ("Trust\nis", "Trust is"),
        ("cafe\u0301", "café"),
    ],
)
def test_text_is_cleaned_when_it_is_read(written: str, read: str) -> None:
    data = plain(events=[{"type": "SessionRetitled", "title": written}])
    assert decode(sealed(data)).entry.events == (SessionRetitled(read),)


@settings(deadline=None)
@given(st.text(max_size=30))
def test_a_request_is_read_letter_for_letter(request: str) -> None:
    entry = ENTRY._replace(request=request)
    assert decode(encode(entry, 1)[:-1]).entry == entry


def test_an_event_from_a_newer_version_is_kept_as_it_came() -> None:
    painted = {"type": "CardPainted", "card": "c", "colour": ["red", 5], "crc": "00000000"}
    entry = decode(sealed(plain(v=2, events=[painted]))).entry
    assert entry.events == (UnknownEvent("CardPainted", json.dumps(painted, separators=(",", ":"))),)
    assert json.loads(encode(entry, 1))["events"] == [painted]


def test_an_event_that_a_newer_version_writes_otherwise_is_kept_as_it_came() -> None:
    reworded = {"type": "CardReworded", "card": {"was": "c"}, "text": "Trust"}
    (event,) = decode(sealed(plain(v=2, events=[reworded]))).entry.events
    assert isinstance(event, UnknownEvent)
    assert json.loads(event.data) == reworded


def test_what_a_newer_version_adds_to_an_event_does_not_hide_the_event() -> None:
    reworded = {"type": "CardReworded", "card": "c", "text": "Trust", "mood": "glad"}
    assert decode(sealed(plain(v=2, events=[reworded]))).entry.events == (CardReworded("c", "Trust"),)


def test_an_entry_from_a_newer_version_is_written_again_as_that_version_wrote_it() -> None:
    events = [
        {"type": "CardReworded", "card": "c", "text": "Trust", "mood": "glad"},
        {"type": "CardPainted", "card": "c"},
    ]
    written = json.loads(encode(decode(sealed(plain(v=2, events=events))).entry, 5))
    assert (written["n"], written["v"], written["events"]) == (5, 2, events)


def test_an_event_of_an_earlier_version_is_read_as_today_it_would_be_written(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def rename(event: dict[str, Any]) -> dict[str, Any]:
        return {**event, "type": "SessionRetitled"} if event["type"] == "Renamed" else event

    monkeypatch.setattr(upcasts, "UPCASTS", {1: rename})
    monkeypatch.setattr(upcasts, "VERSION", 2)
    monkeypatch.setattr(codec, "VERSION", 2)
    entry = decode_entry(plain(v=1, events=[{"type": "Renamed", "title": "Trust"}]))
    assert entry.events == (SessionRetitled("Trust"),)
