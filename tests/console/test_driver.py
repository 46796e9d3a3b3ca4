"""What a terminal sends is read as keys and pastes, wherever it is cut."""

from __future__ import annotations

import string

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


@pytest.mark.parametrize("key", ["3", "o", "é", "\x1b", "\t"])
def test_escape_and_a_key_right_after_it_are_two_keys(key: str) -> None:
    (alone,) = read(key) if key != "\x1b" else ["escape"]
    assert read("\x1b", key, "a")[:2] == ["escape", alone]


def test_escape_that_was_a_key_already_is_not_said_again() -> None:
    keys = Keys()
    found = list(keys.feed("\x1b"))
    keys._timeout_time = 0.0
    found += [*keys.tick(), *keys.feed("3"), *keys.feed("\x1b"), *keys.feed("\x1b")]
    assert [event.key for event in found if isinstance(event, events.Key)] == ["escape", "3", "escape"]


def test_escape_in_a_key_that_came_in_pieces_is_no_key() -> None:
    assert read("\x1b", "[", "A") == ["up"]
    assert read("\x1b", "OP") == ["f1"]
    assert read("\x1bb") == ["ctrl+left"], "Alt and a key come at once"


def heard(sent: str) -> list[tuple[str, str | None]]:
    """Return the keys by name, each with what it writes, once nothing more has come for a while."""
    keys = Keys()
    found = [*keys.feed(sent)]
    keys._timeout_time = 0.0 if keys._timeout_time is not None else None
    return [(event.key, event.character) for event in (*found, *keys.tick()) if isinstance(event, events.Key)]


@pytest.mark.parametrize("sign", string.digits + string.ascii_letters + string.punctuation + " é•")
def test_a_key_with_alt_writes_nothing(sign: str) -> None:
    ((key, character),) = heard(f"\x1b{sign}")
    assert character is None
    assert key in {"ctrl+left", "ctrl+right"} or key.startswith("alt+")


@pytest.mark.parametrize("sign", "@[]{}|~\\€•–≠¡™£¢∞§¶ªºé8")
def test_a_sign_that_a_keyboard_makes_with_alt_or_option_is_written(sign: str) -> None:
    assert [character for _, character in heard(sign)] == [sign]


def test_alt_and_a_digit_is_called_so() -> None:
    assert heard("\x1b8") == heard("\x1b[56;3u") == [("alt+8", None)]
    assert heard("\x1bA") == [("alt+shift+a", None)]


def test_a_number_on_the_keys_beside_is_written() -> None:
    assert heard("\x1bOx") == [("8", "8")]
