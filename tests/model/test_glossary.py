from __future__ import annotations

from tests.examples import with_each
from tests.model.table import table
from workshop.model import commands as c
from workshop.model.glossary import unknown_capitals


def found(*texts: str) -> list[str]:
    it = table()
    it.add(*texts)
    return unknown_capitals(it.session)


def test_capitals_are_listed_in_the_order_they_appear_each_once() -> None:
    assert found("The DfE and a GP", "GP again, CSR and the SoS", "DfE") == ["DfE", "GP", "CSR", "SoS"]


@with_each(
    "text, terms",
    [
        ("Two GPs and the GP's list, NEETs", ["GP", "NEET"]),
        ("G1 and Q3 at M25", ["G1", "Q3", "M25"]),
        ("our L & D, R&D and L&D", ["L & D", "R&D"]),
        ("IDeA, CoP (PSR); HMT/DWP", ["IDeA", "CoP", "PSR", "HMT", "DWP"]),
        ("McKay on YouTube in A quiet I", []),
        ("It is NOT for the UK, OK", []),
        ("PLEASE DO NOT MOVE the MOJ", ["MOJ"]),
        ("ask MOJ DWP soon", ["MOJ", "DWP"]),
        ("SOS and SoS are the same", ["SOS"]),
        ("the ΑΒΓ and the МВД", ["ΑΒΓ", "МВД"]),
        ("this is HUGE, a huge step", []),
        ("1ST and 2nd, a & b", ["1ST"]),
        ("s, 4s and ÉÉs", ["ÉÉ"]),
    ],
)
def test_what_is_taken_for_capitals(text: str, terms: list[str]) -> None:
    assert found(text) == terms


def test_what_is_explained_or_dismissed_is_known() -> None:
    it = table()
    it.add("NEETs and GPs at L & D and DCSF")
    it.do(c.ExplainTerm("NEETs", "not in education, employment or training"))
    it.do(c.ExplainTerm("gp", "family doctor"))
    it.do(c.DismissTerm("L&D"))
    assert unknown_capitals(it.session) == ["DCSF"]


def test_only_live_cards_are_read_and_no_card_is_changed() -> None:
    it = table()
    [card, *_] = it.add("The CSR", "A GP")
    it.do(c.RemoveCard(card))
    assert unknown_capitals(it.session) == ["GP"]
    assert it.texts() == ["A GP"]
