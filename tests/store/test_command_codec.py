"""Commands as JSON: every class comes back as it went, and what is no command is a sentence."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.examples import with_each
from tests.model.table import table
from tests.model.test_effects import COMMANDS as KINDS
from tests.model.test_effects import made
from workshop.model import commands as c
from workshop.model.errors import Refused
from workshop.store.command_codec import COMMANDS, decode_command, encode_command


@with_each("kind", KINDS, ids=lambda kind: kind.__name__)
@settings(max_examples=10, deadline=None)
@given(data=st.data())
def test_a_command_of_every_class_comes_back_as_it_went(kind: type[c.Command], data: st.DataObject) -> None:
    command = data.draw(made(kind))
    assert decode_command(encode_command(command)) == command


def test_no_two_commands_have_one_name() -> None:
    assert len(COMMANDS) == len(c.Command.__subclasses__())


def test_the_form_is_plain_and_leaves_out_what_is_usual() -> None:
    batch = c.Batch((c.HideCard("a"), c.MoveCard("b", theme="t")))
    assert json.loads(encode_command(batch)) == {
        "type": "Batch",
        "commands": [{"type": "HideCard", "card": "a"}, {"type": "MoveCard", "card": "b", "theme": "t"}],
    }
    assert decode_command('{"type": "AddTheme", "title": "Gates"}') == c.AddTheme("Gates")
    assert decode_command(b'{"type": "EnterHands", "ballot": "b", "card": "a", "dots": 3, "voters": null}') == (
        c.EnterHands("b", "a", 3)
    )


def test_what_comes_as_json_is_decided_like_anything_else() -> None:
    it = table()
    it.do(
        decode_command(json.dumps({"type": "AddCards", "kind": "insight", "theme": it.theme, "texts": ["a\x1b[2Jb"]}))
    )
    assert it.texts() == ["a[2Jb"]
    assert it.refused(decode_command('{"type": "HideCard", "card": "nobody"}')) == "That card is not in this session."


@with_each(
    "text, said",
    [
        ("", "it is not JSON"),
        (b"\xff", "it is not JSON"),
        ("[" * 100_000, "it is not JSON"),
        ("[]", "it is not an object"),
        ('{"type": 1}', "its type is not known"),
        ('{"type": "Vanish"}', "its type is not known"),
        ('{"type": "ImportedCard", "kind": "", "text": ""}', "its type is not known"),
        ('{"type": "HideCard"}', "the field “card” of HideCard is unknown, or missing"),
        ('{"type": "HideCard", "card": "a", "by": "me"}', "the field “by” of HideCard is unknown, or missing"),
        ('{"type": "HideCard", "card": 1}', "HideCard.card is not of its type"),
        ('{"type": "HoldOffers", "held": 1}', "HoldOffers.held is not of its type"),
        ('{"type": "StartTimer", "seconds": true}', "StartTimer.seconds is not of its type"),
        ('{"type": "SplitCard", "card": "a", "parts": "b"}', "SplitCard.parts is not of its type"),
        ('{"type": "AddHandBallot", "ballot": "b", "dots": [["a", 1, 2]]}', "AddHandBallot.dots is not of its type"),
        ('{"type": "Batch", "commands": [{"type": "Gone"}]}', "its type is not known"),
        ('{"type": "ImportPaper", "source": "s", "digest": "d", "themes": [1]}', "ImportedTheme is not an object"),
    ],
)
def test_what_is_no_command_is_refused_in_a_sentence(text: str | bytes, said: str) -> None:
    with pytest.raises(Refused) as refusal:
        decode_command(text)
    assert str(refusal.value) == f"That is not a command of this program: {said}. Nothing was changed."
