"""What a terminal sends is read as keys and pastes, wherever it is cut."""

from __future__ import annotations

import pytest
from textual import events

from workshop.screens.driver import PASTE, PASTED, Keys

RUBBISH = "one\n\x1b[31mtwo\x1b]52;c;UFdO\x07\x1b\x1b[2\x1b[20\n\x9bthree\x00"


def read(*chunks: str) -> list[object]:
    """Return the keys by name, and what was pasted in brackets."""
    keys = Keys()
    found: list[object] = []
    for chunk in chunks:
        for event in keys.feed(chunk):
            assert isinstance(event, events.Key | events.Paste)
            found.append([event.text] if isinstance(event, events.Paste) else event.key)
    return found


@pytest.mark.parametrize("size", [1, 2, 3, 5, 7, 4096])
def test_what_is_pasted_presses_no_key_whatever_is_in_it(size: int) -> None:
    sent = f"a{PASTE}{RUBBISH}{PASTED}b\x1b[A{PASTE}x{PASTED}"
    chunks = [sent[at : at + size] for at in range(0, len(sent), size)]
    assert read(*chunks) == ["a", [RUBBISH.replace("\x1b", "").replace("\x00", "")], "b", "up", ["x"]]


def test_keys_are_read_at_once_also_those_that_begin_as_a_paste_does() -> None:
    assert read("\x1b[2~") == ["insert"]
    assert read("\x1b[20", "~", "\x1b[B") == ["f9", "down"]
