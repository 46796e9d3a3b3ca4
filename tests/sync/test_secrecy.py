"""Which lines must wait at the table, as its session stands now."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from workshop.model.commands import (
    AddCards,
    Batch,
    CloseBallot,
    Command,
    CountHands,
    DraftBallot,
    DraftScale,
    EnterSheet,
    GiveAnswers,
    HideCard,
    NoteCard,
    OpenBallot,
    ParkCard,
    RemoveCard,
    RevealBallot,
    RewordCard,
    SetDots,
    ShowCard,
    StartSession,
    TagCard,
    Undo,
    UnparkCard,
    VoidBallot,
)
from workshop.model.entry import Entry
from workshop.model.events import UnknownEvent
from workshop.model.history import History
from workshop.sync.secrecy import Secrecy

NOON = 1_795_348_800_000


class Told:
    """A session, and which of its entries would have to wait."""

    def __init__(self) -> None:
        self.history = History()
        self.secrecy = Secrecy()
        self.do(StartSession("Leadership", themes=(("Funding", ""),)))

    def do(self, command: Command, by: str = "facilitator") -> Entry:
        entry = self.history.record(command, NOON + len(self.history.entries), "node01", by)
        self.freed = self.secrecy.note([entry])
        return entry

    def add(self, text: str, *, held: bool = False) -> str:
        theme = self.history.session.live_themes()[0].id
        self.do(AddCards("insight", theme, (text,), "participant" if held else "", held=held))
        return list(self.history.session.cards)[-1]

    @property
    def waiting(self) -> list[str]:
        secret = [e for e in self.history.entries if self.secrecy.is_secret(e, self.history.session)]
        return [type(event).__name__ for entry in secret for event in entry.events]


@pytest.fixture
def told() -> Told:
    return Told()


def test_what_everybody_may_see_goes_at_once(told: Told) -> None:
    card = told.add("Trust")
    told.do(RewordCard(card, "Trust first"))
    told.do(TagCard(card, "urgent"))
    told.do(RemoveCard(card))
    assert told.waiting == []


def test_a_card_that_waits_keeps_its_words_and_their_changes_here(told: Told) -> None:
    card = told.add("OFFERED", held=True)
    told.do(RewordCard(card, "OFFERED anew"))
    told.do(NoteCard(card, "SECRET note"))
    assert told.waiting == ["CardAdded", "CardReworded", "CardNoted"]
    told.do(ShowCard(card))
    assert told.freed
    assert told.waiting == []


@pytest.mark.parametrize(("cover", "uncover"), [(HideCard, ShowCard), (ParkCard, UnparkCard)])
def test_a_card_taken_from_the_board_waits_until_it_is_back(
    told: Told, cover: Callable[[str], Command], uncover: Callable[[str], Command]
) -> None:
    card = told.add("Trust")
    told.do(cover(card))
    assert told.waiting == ["CardAdded"]
    told.do(uncover(card))
    assert told.waiting == []


def test_that_a_card_was_hidden_goes_at_once(told: Told) -> None:
    card = told.add("Trust")
    hidden = told.do(HideCard(card))
    assert not told.secrecy.is_secret(hidden, told.history.session)


def test_a_card_that_was_hidden_and_undone_stays_here(told: Told) -> None:
    card = told.add("Trust")
    added = told.history.entries[-1]
    told.do(HideCard(card))
    told.do(Undo(added.id))
    assert card not in told.history.session.cards
    assert told.waiting == ["CardAdded"]


def test_an_offer_that_was_declined_stays_here(told: Told) -> None:
    card = told.add("OFFERED", held=True)
    told.do(RemoveCard(card))
    assert told.waiting == ["CardAdded"]


def test_a_parked_card_that_was_undone_and_shown_is_still_parked(told: Told) -> None:
    card = told.add("Trust")
    added = told.history.entries[-1]
    told.do(HideCard(card))
    told.do(ParkCard(card))
    told.do(ShowCard(card))
    told.do(Undo(added.id))
    assert told.waiting == ["CardAdded"]


def test_one_act_on_several_cards_waits_whole_while_one_of_them_is_hidden(told: Told) -> None:
    theme = told.history.session.live_themes()[0].id
    told.do(AddCards("insight", theme, ("one", "two")))
    first, second = told.history.session.cards
    told.do(Batch((TagCard(first, "urgent"), TagCard(second, "urgent"))))
    told.do(HideCard(second))
    assert told.waiting == ["CardAdded", "CardAdded", "CardTagged", "CardTagged"]


def test_dots_wait_for_the_reveal_and_for_ever_where_the_vote_is_void(told: Told) -> None:
    card = told.add("Trust")
    told.do(DraftBallot(dots=3, most=3))
    (ballot,) = told.history.session.ballots
    told.do(OpenBallot(ballot))
    told.do(SetDots(ballot, "a" * 16, card, 2), "")
    told.do(CloseBallot(ballot))
    assert told.waiting == ["DotsSet"]
    told.do(VoidBallot(ballot, "A mistake"))
    assert told.waiting == ["DotsSet"]


def test_answers_to_a_scale_wait_as_dots_do(told: Told) -> None:
    card = told.add("Trust")
    told.do(DraftScale())
    (scale,) = told.history.session.ballots
    told.do(OpenBallot(scale))
    told.do(GiveAnswers(scale, "a" * 16, card, 5, 0), "")
    told.do(EnterSheet(scale, ((card, 1, 2),)))
    told.do(CloseBallot(scale))
    assert told.waiting == ["AnswersGiven", "SheetEntered"]
    told.do(RevealBallot(scale))
    assert told.freed
    assert told.waiting == []


def test_hands_wait_as_dots_do(told: Told) -> None:
    told.add("Trust")
    told.do(DraftBallot(dots=3, most=3))
    (ballot,) = told.history.session.ballots
    told.do(OpenBallot(ballot))
    told.do(CountHands(ballot, 8))
    assert told.waiting == ["HandsCounted"]
    told.do(CloseBallot(ballot))
    told.do(RevealBallot(ballot))
    assert told.freed
    assert told.waiting == []


def test_what_a_newer_version_wrote_cannot_be_judged_and_stays_here(told: Told) -> None:
    entry = Entry("20261122T120000.000Z-000-node01", "facilitator", (UnknownEvent("CardPainted", "{}"),))
    assert told.secrecy.is_secret(entry, told.history.session)
