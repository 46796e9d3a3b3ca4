"""Merging copies of one session is putting their journals side by side."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.model.table import fold
from tests.store.making import NOON, Pen, histories, lines_of, make
from workshop.model.commands import DraftBallot, OpenBallot, RemoveCard, RewordCard, SetDots, Undo
from workshop.model.entry import Entry
from workshop.store.folder import history_of, load

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def copies(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """One session, copied to two laptops that both go on: their journals."""
    folder = tmp_path_factory.mktemp("copies")
    make(folder / "a", "Trust", "Time")
    shutil.copytree(folder / "a", folder / "b")
    for name, text, start in (("a", "Tea", NOON + 60_000), ("b", "Cake", NOON + 60_500)):
        pen = Pen(folder / name, start)
        first, second = list(pen.history.session.cards)[:2]
        pen.add(text)
        pen.do(RewordCard(first, f"Trust, said {name}"))
        pen.do(RemoveCard(second))
        if name == "a":
            pen.do(Undo())
            pen.do(DraftBallot(dots=3, most=2))
            ballot = next(iter(pen.history.session.ballots))
            pen.do(OpenBallot(ballot))
            pen.do(SetDots(ballot, "a" * 16, first, 2), by="")
        pen.close()
    return sorted({path.name: path for path in folder.glob("*/journal/*.jsonl")}.values())


@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_journals_of_one_session_give_one_board_however_they_are_copied(
    copies: list[Path], tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    order = data.draw(st.permutations(copies))
    twice = data.draw(st.lists(st.sampled_from(copies), max_size=3))
    folder = tmp_path_factory.mktemp("side")
    (folder / "journal").mkdir()
    for number, path in enumerate([*order, *twice]):  # under other names, as copies of copies are
        shutil.copy(path, folder / "journal" / f"{number} - Copy.jsonl")
    plain = tmp_path_factory.mktemp("plain")
    (plain / "journal").mkdir()
    for path in copies:
        shutil.copy(path, plain / "journal")
    assert load(folder).session == load(plain).session
    assert load(folder).entries == load(plain).entries


def test_both_copies_cards_are_there_and_the_later_is_told_apart(copies: list[Path], tmp_path: Path) -> None:
    (tmp_path / "s" / "journal").mkdir(parents=True)
    for path in copies:
        shutil.copy(path, tmp_path / "s" / "journal")
    session = load(tmp_path / "s").session
    shown = {card.text: session.shown_id(card) for card in session.cards.values()}
    assert (shown["Tea"], shown["Cake"]) == ("T07-I03", "T07-I03b")


@settings(max_examples=40, deadline=None)
@given(histories, st.randoms(use_true_random=False))
def test_any_facts_in_any_files_in_any_order_give_one_board(
    tmp_path_factory: pytest.TempPathFactory, history: list[Entry], chance: object
) -> None:
    folder = tmp_path_factory.mktemp("any")
    files: list[list[Entry]] = [[], [], []]
    for entry in (*history, *history):
        chance.choice(files).append(entry)  # type: ignore[attr-defined]
    for number, entries in enumerate(files):
        chance.shuffle(entries)  # type: ignore[attr-defined]
        (folder / f"{number}.jsonl").write_bytes(lines_of(entries))
    assert history_of(folder).session == fold(history)
