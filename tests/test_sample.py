"""The sample that is committed: it opens, it is whole, and its appendix is what the program writes today."""

from __future__ import annotations

from pathlib import Path

import pytest

from docs.sample import FORMATS, SLUG, make
from workshop.live.publish import PublishRequest, files_of
from workshop.model.ballots import result_of
from workshop.publishing.publication import APPENDIX
from workshop.store.folder import load
from workshop.store.locations import Home
from workshop.store.verify import check

ROOT = Path(__file__).parent.parent
SESSION = ROOT / "sessions" / SLUG
EXPORTS = ROOT / "exports" / SLUG
TEXTS = [name for name in FORMATS if name != "docx"]
LATER = 10**14


def test_the_sample_opens_and_check_is_content_with_it() -> None:
    found = check(SESSION, LATER)
    assert (found.problems, found.remarks) == ((), ())
    assert found.entries == len(load(SESSION).entries)


def test_it_shows_what_a_table_records() -> None:
    session = load(SESSION).session
    cards = list(session.live_cards())
    assert (session.title, session.table) == ("Green spaces", "7")
    assert [theme.question for theme in session.live_themes()] == ["What would make people use the park in winter?"]
    assert sum(card.kind == "insight" for card in cards) == 9
    experiments = [dict(card.fields) for card in cards if card.kind == "experiment"]
    assert len(experiments) == 5
    assert all({"first_step", "owner", "place"} <= fields.keys() for fields in experiments)
    assert sum(card.hidden for card in cards) == 1
    assert sum(bool(card.cluster) for card in cards) == 2
    assert any(card.tags for card in cards)


def test_its_vote_is_revealed_with_a_joint_rank_and_its_dots_add_up() -> None:
    session = load(SESSION).session
    (ballot,) = session.ballots.values()
    result = result_of(session, ballot)
    assert ballot.state == "revealed"
    assert [(row.shown_rank, row.dots, row.voters) for row in result.rows] == [
        *(("1", 17, 8), ("2=", 8, 5), ("2=", 8, 4), ("4", 3, 2), ("5", 1, 1))
    ]
    assert (result.ballots, result.hand_ballots, result.dots, result.unused) == (8, 3, 37, 3)


@pytest.mark.parametrize("name", TEXTS)
def test_its_appendix_is_what_the_program_writes_today(name: str) -> None:
    """Where it is not, because a format was changed: run docs/sample.py and look at the difference."""
    written = (EXPORTS / f"appendix.{name}").read_bytes()
    assert files_of(SESSION, load(SESSION), APPENDIX, name, PublishRequest(FORMATS)) == {f"appendix.{name}": written}


def test_its_word_file_is_there() -> None:
    assert (EXPORTS / "appendix.docx").read_bytes().startswith(b"PK")


def test_made_again_it_is_the_same_to_the_byte(tmp_path: Path) -> None:
    for _ in range(2):
        make(Home(tmp_path))
    again = tmp_path / "sessions" / SLUG
    files = [path.relative_to(again) for path in sorted(again.rglob("*")) if path.is_file()]
    assert files == [Path("journal/table7.jsonl")]
    assert (again / files[0]).read_bytes() == (SESSION / files[0]).read_bytes()


def test_nobody_is_named_and_no_hidden_line_is_handed_out() -> None:
    (hidden,) = (card.text for card in load(SESSION).session.live_cards() if card.hidden)
    for name in TEXTS:
        assert hidden not in (EXPORTS / f"appendix.{name}").read_text(encoding="utf-8")
