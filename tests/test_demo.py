"""The rehearsal: a whole session by pretend people, which never takes the place of a real one."""

from __future__ import annotations

import asyncio
import os
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner, Result

from workshop.cli.demo import demo_command
from workshop.live.publish import report
from workshop.model.ballots import result_of
from workshop.model.commands import AddCards, RemoveCard, StartSession
from workshop.model.errors import Busy, NotWritten
from workshop.model.events import DotsSet
from workshop.model.map_view import map_view
from workshop.rehearsal.conversation import ABOUT_SOMEBODY, HEDGE_CLEARER, LAMPS, LAMPS_AGAIN
from workshop.rehearsal.mark import MARK, is_rehearsal
from workshop.rehearsal.rehearsal import SEED, play, rehearsal_folder
from workshop.rehearsal.script import script
from workshop.store.folder import load
from workshop.store.locations import Home
from workshop.store.verify import check
from workshop.store.writer import SessionWriter
from workshop.store.writing_right import WritingRight

if TYPE_CHECKING:
    from workshop.model.history import History


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path)


@pytest.fixture
def played(home: Home) -> History:
    """Return a rehearsal that was played to its end."""
    demo(home)
    return load(home.sessions / "rehearsal")


def demo(home: Home, *options: str) -> Result:
    result = CliRunner().invoke(demo_command, ["--fast", *options], obj=home, catch_exceptions=False)
    assert result.exit_code == 0
    return result


def record(folder: Path, *texts: str) -> None:
    """Record a real session, or add to one."""

    async def work() -> None:
        async with SessionWriter(folder) as writer:
            if not writer.session.id:
                await writer.do(StartSession("Rehearsal"))
            await writer.do(AddCards("insight", writer.session.live_themes()[0].id, texts))

    asyncio.run(work())


async def at_once(pause: float) -> None:
    del pause


def unsaid(sentence: str) -> None:
    del sentence


# The command


def test_it_prints_the_paths_of_the_appendix_alone_on_standard_output(home: Home) -> None:
    paths = demo(home).stdout.splitlines()
    assert paths == [str(home.exports / "rehearsal" / f"appendix.{name}") for name in ("docx", "html", "txt")]
    assert all(Path(path).stat().st_size > 1000 for path in paths)


def test_it_tells_what_happens_and_where_it_is_kept_but_nobodys_vote(home: Home) -> None:
    told = demo(home).stderr.splitlines()
    assert str(home.sessions / "rehearsal") in told[0]
    assert "  8 ballots in" not in told
    assert "  5 ballots in" in told
    assert told.count("  1 ballot in") == 1
    assert "  That is about one person, so it is hidden" in told
    assert "2 themes, 12 insights, 8 experiments; 1 left out: 1 hidden." in told
    assert all(len(line) < 120 for line in told[1:-1])


def test_with_its_pauses_it_takes_about_twenty_seconds() -> None:
    assert 15 < sum(step.pause for step in script(Random(SEED))) < 25  # noqa: S311 - a play


def test_every_rehearsal_is_the_same(home: Home) -> None:
    texts = []
    for _ in range(2):
        demo(home)
        texts.append((home.exports / "rehearsal" / "appendix.txt").read_text(encoding="utf-8"))
    assert texts[0] == texts[1]


# The session


def test_it_has_two_themes_some_fourteen_insights_and_eight_experiments(played: History) -> None:
    session = played.session
    assert len(session.live_themes()) == 2
    assert sum(card.kind == "insight" for card in session.cards.values()) == 15
    assert sum(card.kind == "experiment" for card in session.cards.values()) == 8
    assert all(dict(c.fields)["first_step"] for c in session.live_cards() if c.kind == "experiment")


def test_two_lines_were_joined_one_hidden_one_reworded_and_one_removed_and_brought_back(
    played: History,
) -> None:
    cards = played.session.cards.values()
    (whole,) = (card for card in cards if card.joined)
    assert {played.session.cards[part].text for part in whole.joined} == {LAMPS, LAMPS_AGAIN}
    assert [card.text for card in cards if card.hidden] == [ABOUT_SOMEBODY]
    assert [card.text for card in cards if card.history] == [HEDGE_CLEARER]
    assert len(played.undone) == 1


def test_lines_were_tagged_grouped_and_read_back(played: History) -> None:
    cards = list(played.session.live_cards())
    assert {tag for card in cards for tag in card.tags} == set(played.session.tags)
    assert sum(bool(card.cluster) for card in cards) == 3
    assert sum(card.read == "confirmed" for card in cards) == 5


def test_lines_from_phones_say_so_and_were_shown_by_the_facilitator(played: History) -> None:
    offered = [card for card in played.session.cards.values() if card.origin == "participant"]
    assert len(offered) > 5
    assert not any(card.held for card in offered)


def test_the_vote_is_revealed_with_a_tie_and_its_dots_add_up(played: History) -> None:
    (ballot,) = played.session.ballots.values()
    result = result_of(played.session, ballot)
    assert ballot.state == "revealed"
    assert [row.shown_rank for row in result.rows][:3] == ["1", "2=", "2="]
    assert (result.ballots, result.hand_ballots) == (8, 3)
    assert result.dots + result.unused == 8 * ballot.dots
    assert len(ballot.votes) == 5


def test_a_second_day_maps_what_was_said_and_leaves_one_card_for_somebody(played: History) -> None:
    view = map_view(played.session)
    assert [(heading.name, len(heading.cards), len(heading.lines)) for heading in view.headings] == [
        ("Light, not lamps", 2, 1),
        ("Reasons to come", 3, 1),
    ]
    assert all(line.sources and not line.changed for heading in view.headings for line in heading.lines)
    assert view.counts == (8, 5, 4, 1, 1, 1)


def test_each_voter_is_a_token_of_its_own(played: History) -> None:
    votes = [event for entry in played.entries for event in entry.events if isinstance(event, DotsSet)]
    assert len({vote.voter for vote in votes}) == 5
    assert all(len(vote.voter) == 20 for vote in votes)


def test_nobody_is_named_and_the_timer_is_stopped(played: History) -> None:
    assert dict(played.session.details) == {"people": "8"}
    assert played.session.timer is None


def test_check_is_content_with_it(home: Home, played: History) -> None:
    found = check(home.sessions / "rehearsal", 10**14)
    assert (found.problems, found.remarks) == ((), ())
    assert found.entries == len(played.entries)
    assert report(played).counts.startswith("2 themes")


# In whose place


def test_a_rehearsal_bears_a_mark_that_a_copy_keeps(home: Home, played: History, tmp_path: Path) -> None:
    copy = tmp_path / "elsewhere"
    (home.sessions / "rehearsal").rename(copy)
    assert is_rehearsal(played)
    assert is_rehearsal(load(copy))


def test_a_real_session_is_no_rehearsal_whatever_it_is_called(home: Home) -> None:
    record(home.sessions / "rehearsal", "A line")
    assert not is_rehearsal(load(home.sessions / "rehearsal"))


def test_an_earlier_rehearsal_is_replaced_with_what_was_added_to_it(home: Home, played: History) -> None:
    record(home.sessions / "rehearsal", "Practice")
    assert demo(home).stdout.startswith(str(home.exports / "rehearsal" / "appendix"))
    again = load(home.sessions / "rehearsal")
    assert again.session.id != played.session.id
    assert len(again.entries) == len(played.entries)
    assert [folder.name for folder in home.sessions.iterdir() if folder.is_dir()] == ["rehearsal"]


def test_a_real_session_of_that_name_is_left_alone(home: Home) -> None:
    folder = home.sessions / "rehearsal"
    record(folder, "We rehearsed the play")
    before = {path: path.read_bytes() for path in folder.rglob("*.jsonl")}
    for _ in range(2):
        demo(home)
    assert {path: path.read_bytes() for path in folder.rglob("*.jsonl")} == before
    assert {folder.name for folder in home.sessions.iterdir() if folder.is_dir()} == {
        "rehearsal",
        "rehearsal-2",
    }
    assert not (home.exports / "rehearsal").exists()


def test_a_damaged_session_of_that_name_is_left_alone(home: Home, played: History) -> None:
    del played
    (journal,) = (home.sessions / "rehearsal" / "journal").iterdir()
    journal.write_bytes(journal.read_bytes().replace(b"Rehearsal", b"Vehearsal", 1))
    assert rehearsal_folder(home).name == "rehearsal-2"


def test_a_folder_with_anything_else_in_it_is_left_alone(home: Home) -> None:
    (home.sessions / "rehearsal").mkdir(parents=True)
    (home.sessions / "rehearsal" / "notes.txt").write_text("mine", encoding="utf-8")
    assert rehearsal_folder(home).name == "rehearsal-2"


def test_a_rehearsal_that_was_stopped_before_it_began_is_begun_again(home: Home) -> None:
    (home.sessions / "rehearsal" / "journal").mkdir(parents=True)
    assert rehearsal_folder(home).name == "rehearsal"


def test_a_rehearsal_that_another_process_plays_is_not_replaced(home: Home, played: History) -> None:
    right = WritingRight(home.sessions / "rehearsal")
    with pytest.raises(Busy):
        rehearsal_folder(home)
    right.give_up()
    assert len(load(home.sessions / "rehearsal").entries) == len(played.entries)


def test_a_rehearsal_that_cannot_be_removed_is_said_to_be_so(
    home: Home, played: History, monkeypatch: pytest.MonkeyPatch
) -> None:
    del played

    def refuse(path: Path, *, missing_ok: bool = False) -> None:
        del missing_ok
        raise PermissionError(13, os.strerror(13), path)

    monkeypatch.setattr(Path, "unlink", refuse)
    with pytest.raises(NotWritten, match="could not be replaced"):
        rehearsal_folder(home)


# With somebody at the keyboard


async def test_what_somebody_has_made_pointless_is_left_out(tmp_path: Path) -> None:
    told: list[str] = []
    async with SessionWriter(tmp_path / "r") as writer:

        async def remove_lamps(pause: float) -> None:
            del pause
            for card in list(writer.session.live_cards()):
                if card.text == LAMPS:
                    await writer.do(RemoveCard(card.id))

        await play(writer, remove_lamps, told.append)
        assert writer.session.step == "reveal"
        assert not any(card.joined for card in writer.session.cards.values())
    assert told


async def test_a_refusal_is_told_and_the_play_goes_on(tmp_path: Path) -> None:
    told: list[str] = []
    async with SessionWriter(tmp_path / "r") as writer:
        await writer.do(StartSession("Begun already"))
        await play(writer, at_once, told.append)
        assert writer.session.step == "reveal"
    assert told[0] == "This session has been started already."


async def test_only_the_first_entry_bears_the_mark(tmp_path: Path) -> None:
    async with SessionWriter(tmp_path / "r") as writer:
        await play(writer, at_once, unsaid)
        assert [entry.request for entry in writer.history.entries if entry.request] == [MARK]
        assert writer.history.requests[MARK] == writer.history.entries[0].id
