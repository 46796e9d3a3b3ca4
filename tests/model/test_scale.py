"""Two questions about each card: what may be asked and answered, and what is shown of it."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.model.table import ANA, BEN, CLEO, Table, table
from workshop.model import commands as c
from workshop.model import events as e
from workshop.model.activity import describe
from workshop.model.apply import apply
from workshop.model.ballot import CANNOT_SAY, DIFFERENCE, UNANSWERED, USUAL_QUESTIONS
from workshop.model.ballots import ballots_in, conflicts
from workshop.model.scale_result import Distribution, scale_result
from workshop.model.session import EMPTY
from workshop.model.views import Role, visible

ROLES: tuple[Role, ...] = ("facilitator", "participant", "board", "appendix")
ASKED = (("How bold is it?", "timid", "bold"), ("How soon?", "years", "weeks"))


@pytest.fixture
def it() -> Table:
    it = table(themes=(("Paths", ""), ("Gates", "")))
    it.add("A", "B", "C")
    return it


def cards(it: Table) -> list[str]:
    return [card.id for card in it.session.ordered()]


def opened(it: Table, draft: c.DraftScale | None = None) -> str:
    scale = it.made(draft or c.DraftScale("Where to begin"))
    it.do(c.OpenBallot(scale))
    return scale


def answer(it: Table, scale: str, voter: str, card: str, pair: tuple[int, int]) -> None:
    it.do(c.GiveAnswers(scale, voter, card, *pair), by="")


def test_without_questions_the_usual_ones_are_asked(it: Table) -> None:
    usual, own = it.made(c.DraftScale()), it.made(c.DraftScale(questions=ASKED))
    scale = it.ballot(usual).scale
    assert scale is not None
    assert scale.questions == USUAL_QUESTIONS
    asked = it.ballot(own).scale
    assert asked is not None
    assert tuple(map(tuple, asked.questions)) == ASKED


def test_a_scale_that_will_not_do_is_not_drafted(it: Table) -> None:
    assert it.refused(c.DraftScale(questions=ASKED[:1])) == "A scale asks two questions."
    assert it.refused(c.DraftScale(questions=(("", "a", "b"), ASKED[1]))) == "A question needs some words."
    assert it.refused(c.DraftScale(questions=(("How?", "", "b"), ASKED[1]))) == "Each end of a scale needs some words."
    assert it.refused(c.DraftScale(lines=("?",))) == "That line is not on the map."
    assert it.refused(c.DraftScale(theme="?")) == "That theme is not in this session."


def test_a_scale_asks_about_twelve_at_most(it: Table) -> None:
    it.add(*(f"Card {n}" for n in range(10)))
    many = "A scale asks about 12 at most, and these are 13. Mark those to ask about."
    assert it.refused(c.DraftScale(cards=tuple(cards(it)))) == many
    assert it.refused(c.OpenBallot(it.made(c.DraftScale()))) == many
    opened(it, c.DraftScale(cards=tuple(cards(it)[:12])))


def test_answers_are_kept_card_by_card_and_the_last_counts(it: Table) -> None:
    scale, (a, b, _) = opened(it), cards(it)
    answer(it, scale, ANA, a, (2, CANNOT_SAY))
    answer(it, scale, ANA, a, (5, 1))
    answer(it, scale, ANA, b, (3, UNANSWERED))
    kept = it.ballot(scale).scale
    assert kept is not None
    assert dict(kept.answers[ANA]) == {a: (5, 1), b: (3, UNANSWERED)}
    assert ballots_in(it.ballot(scale)) == 1
    answer(it, scale, ANA, b, (UNANSWERED, UNANSWERED))
    again = it.ballot(scale).scale
    assert again is not None
    assert dict(again.answers[ANA]) == {a: (5, 1)}


def test_what_is_no_answer_is_refused(it: Table) -> None:
    scale, (a, *_) = opened(it), cards(it)
    range_ = "An answer is 1 to 5, or 0 for “cannot say”."
    assert it.refused(c.GiveAnswers(scale, ANA, a, 6, 1)) == range_
    assert it.refused(c.GiveAnswers(scale, ANA, a, 1, -2)) == range_
    assert it.refused(c.GiveAnswers(scale, "x", a, 1, 1)) == "This phone has not joined the vote. Scan the code again."
    assert it.refused(c.GiveAnswers(scale, ANA, "?", 1, 1)) == "That card is not in this session."
    assert it.refused(c.EnterSheet(scale, ((a, 1, 1), (a, 1, 1)))) == "A sheet answers about each card once."
    answer(it, scale, ANA, a, (1, 1))
    assert it.refused(c.GiveAnswers(scale, ANA, a, 1, 1)) == "That is answered already."
    it.do(c.CloseBallot(scale))
    assert it.refused(c.GiveAnswers(scale, ANA, a, 1, 2)).startswith("This vote is closed.")


def test_a_scale_takes_no_dots_and_a_dot_vote_no_answers(it: Table) -> None:
    scale, (a, *_) = opened(it), cards(it)
    for command in (
        c.SetDots(scale, ANA, a, 1),
        c.SetAllocation(scale, ANA, (a,)),
        c.EnterHands(scale, a, 1),
        c.CountHands(scale, 3),
        c.AddHandBallot(scale, ((a, 1),)),
    ):
        assert it.refused(command) == "This is a scale: it takes answers, and no dots."
    it.do(c.VoidBallot(scale))
    dots = it.opened()
    sentence = "That vote is taken with dots. For two questions about each card, set up a scale."
    assert it.refused(c.GiveAnswers(dots, ANA, a, 1, 1)) == sentence
    assert it.refused(c.EnterSheet(dots, ())) == sentence


def test_sheets_count_as_ballots_by_hand_and_an_undo_takes_one_back(it: Table) -> None:
    scale, (a, b, _) = opened(it), cards(it)
    answer(it, scale, ANA, a, (4, 4))
    sheet = it.made(c.EnterSheet(scale, ((a, 1, 2), (b, UNANSWERED, UNANSWERED))))
    result = scale_result(it.session, it.ballot(scale))
    assert (result.ballots, result.hand_ballots) == (2, 1)
    assert result.rows[0].answers[0].counts == (1, 0, 0, 1, 0)
    it.do(c.Undo(sheet))
    assert ballots_in(it.ballot(scale)) == 1
    it.do(c.EnterSheet(scale, ()))
    it.do(c.CloseBallot(scale))
    assert it.refused(c.Undo(it.history.entries[-2].id)).startswith("That would change the count of a closed vote.")


def test_nothing_of_an_answer_is_seen_before_the_reveal(it: Table) -> None:
    scale, (a, *_) = opened(it), cards(it)
    before = {role: visible(it.session, role) for role in ROLES}
    answer(it, scale, ANA, a, (5, 1))
    for role, view in before.items():
        (ballot,) = view.ballots
        (now,) = visible(it.session, role).ballots
        assert now == ballot._replace(ballots=1)
    it.do(c.CloseBallot(scale))
    assert visible(it.session, "board").ballots[0].scale == before["board"].ballots[0].scale
    it.do(c.RevealBallot(scale))
    shown = visible(it.session, "board").ballots[0]
    assert shown.result is None
    assert shown.scale is not None
    assert shown.scale.result == scale_result(it.session, it.ballot(scale))


def test_a_revealed_scale_gives_cards_no_dots(it: Table) -> None:
    scale, (a, *_) = opened(it), cards(it)
    answer(it, scale, ANA, a, (5, 1))
    it.reveal(scale)
    assert {card.dots for theme in visible(it.session, "board").themes for card in theme.cards} == {None}
    assert it.refused(c.DraftRunOff(scale)) == "No cards are tied, so a run-off has nothing to settle."


def test_a_joined_card_has_the_answers_of_all_and_one_person_counts_once(it: Table) -> None:
    scale, (a, b, _) = opened(it), cards(it)
    answer(it, scale, ANA, b, (2, 2))
    answer(it, scale, ANA, a, (5, 5))
    answer(it, scale, BEN, b, (1, 1))
    it.reveal(scale)
    whole = it.made(c.JoinCards((a, b)))
    row = scale_result(it.session, it.ballot(scale)).rows[0]
    assert row.card == whole
    assert row.answers[0].counts == (1, 0, 0, 0, 1)


def test_a_scale_may_ask_about_lines_of_the_map(it: Table) -> None:
    heading = it.made(c.MakeHeading("Water"))
    lines = [it.made(c.WriteLine(text, heading)) for text in ("Drain the paths", "Open the gates", "Ask the mill")]
    scale = opened(it, c.DraftScale(lines=(lines[1], lines[0])))
    assert dict(it.ballot(scale).cards) == {lines[0]: "Drain the paths", lines[1]: "Open the gates"}
    sentence = "L01 is being voted on. Close or void the vote first."
    assert it.refused(c.RewordLine(lines[0], "Drain them")) == sentence
    assert it.refused(c.RemoveLine(lines[0])) == sentence
    it.do(c.RewordLine(lines[2], "Ask the miller"))
    it.do(c.RewordCard(cards(it)[0], "A card is not asked about"))
    assert it.refused(c.GiveAnswers(scale, ANA, lines[2], 1, 1)) == "L03 is not part of this vote."
    answer(it, scale, ANA, lines[0], (4, 2))
    it.reveal(scale)
    shown = visible(it.session, "participant").ballots[0].scale
    assert shown is not None
    assert shown.lines == {lines[0]: ("L01", "Drain the paths"), lines[1]: ("L02", "Open the gates")}
    assert shown.result is not None
    assert [row.card for row in shown.result.rows] == lines[:2]


def test_a_copy_that_rewords_a_line_meanwhile_is_reported(it: Table) -> None:
    line = it.made(c.WriteLine("Drain the paths", it.made(c.MakeHeading("Water"))))
    other = it.copy("bbbbbb")
    opened(it, c.DraftScale(lines=(line,)))
    other.now = it.now
    other.do(c.RewordLine(line, "Drain them all"))
    it.meet(other)
    assert conflicts(it.session) == ["While the vote was open, another copy changed L01. Close or void the vote."]


def test_the_middle_is_told_as_median_middle_half_and_split() -> None:
    def told(*counts: int) -> tuple[float | None, tuple[int, int] | None, bool]:
        one, two, three, four, five = counts
        spread = Distribution((one, two, three, four, five), 0)
        return spread.median, spread.middle_half, spread.split

    assert told(0, 0, 0, 0, 0) == (None, None, False)
    assert told(0, 0, 1, 0, 0) == (3, (3, 3), False)
    assert told(1, 0, 0, 0, 1) == (3, (1, 5), True)
    assert told(0, 1, 0, 1, 0) == (3, (2, 4), True)
    assert told(1, 1, 1, 1, 1) == (3, (2, 4), True)
    assert told(0, 0, 0, 3, 1) == (4, (4, 4), False)
    assert told(0, 1, 2, 4, 2) == (4, (3, 4), False)
    assert told(1, 0, 0, 2, 1) == (4, (4, 4), True)


@given(st.lists(st.integers(1, 5), min_size=1, max_size=40))
def test_the_middle_lies_in_its_half_and_a_mirror_mirrors_it(given_: list[int]) -> None:
    def of(answers: list[int]) -> Distribution:
        one, two, three, four, five = (answers.count(value) for value in range(1, 6))
        return Distribution((one, two, three, four, five), 2)

    spread, mirrored = of(given_), of([6 - answer for answer in given_])
    assert spread.median is not None
    assert spread.middle_half is not None
    low, high = spread.middle_half
    assert low <= spread.median <= high
    assert 2 * sum(low <= answer <= high for answer in given_) >= len(given_)
    assert (mirrored.median, mirrored.middle_half) == (6 - spread.median, (6 - high, 6 - low))
    assert mirrored.split == spread.split
    assert spread.number == len(given_)


ACTS = st.lists(
    st.tuples(st.sampled_from((ANA, BEN, CLEO)), st.integers(0, 2), st.integers(-1, 5), st.integers(-1, 5)), max_size=12
)


@given(ACTS, ACTS)
def test_copies_of_a_scale_meet_in_any_order_with_one_set_of_answers_a_token(
    here: list[tuple[str, int, int, int]], there: list[tuple[str, int, int, int]]
) -> None:
    one = table()
    ids = one.add("A", "B", "C")
    scale = opened(one)
    other = one.copy("bbbbbb")
    for copy, acts in ((one, here), (other, there)):
        for voter, place, *pair in acts:
            current = copy.ballot(scale).scale
            assert current is not None
            known = current.answers.get(voter, {}).get(ids[place], (UNANSWERED, UNANSWERED))
            if known != tuple(pair):
                answer(copy, scale, voter, ids[place], (pair[0], pair[1]))
    mine, theirs = one.copy("cccccc"), other.copy("dddddd")
    mine.meet(theirs)
    assert mine.session == theirs.session
    result = scale_result(mine.session, mine.ballot(scale))
    tokens = {voter for voter, *_ in (*here, *there)}
    for row in result.rows:
        for spread in row.answers:
            assert spread.number + spread.cannot_say <= len(tokens)


def test_a_damaged_answer_of_another_version_changes_nothing_and_raises_nothing(it: Table) -> None:
    scale, (a, *_) = opened(it), cards(it)
    session = it.session
    for event in (
        e.AnswersGiven("?", ANA, a, 1, 1),
        e.SheetEntered("?", "s", (f"{a} 1 1",)),
    ):
        assert apply(session, event) == session
    odd = apply(session, e.SheetEntered(scale, "s", ("x", f"{a} 9 2", f"{a} ² 2", f"{a} 3 2")))
    kept = odd.ballots[scale].scale
    assert kept is not None
    assert dict(kept.sheets["s"]) == {a: (3, 2)}
    beyond = apply(session, e.AnswersGiven(scale, ANA, a, 9, 2)).ballots[scale].scale
    assert beyond is not None
    assert dict(beyond.answers[ANA]) == {a: (UNANSWERED, 2)}
    drafted = apply(EMPTY, e.ScaleDrafted("b", "", "", (), (), (), ("too", "few"), ""))
    made = drafted.ballots["b"].scale
    assert made is not None
    assert made.questions[0] == DIFFERENCE


def test_the_log_says_that_answers_came_in_and_never_which(it: Table) -> None:
    scale, (a, *_) = opened(it), cards(it)
    entry = it.do(c.GiveAnswers(scale, ANA, a, 5, 1), by="")
    assert describe(entry.events, it.session) == "A ballot came in"
    entry = it.do(c.EnterSheet(scale, ((a, 5, 1),)))
    assert describe(entry.events, it.session) == "Entered a sheet on paper"
    assert "5" not in json.dumps([describe(entry.events, it.session) for entry in it.history.entries[-2:]])


def test_the_order_of_ballots_is_chosen_for_a_session_and_not_while_a_vote_is_open(it: Table) -> None:
    assert not it.session.said_order
    entry = it.do(c.ChooseBallotOrder(said=True))
    assert it.session.said_order
    assert describe(entry.events, it.session) == "Let all ballots have the cards as they were said"
    assert it.refused(c.ChooseBallotOrder(said=True)) == "That is so already."
    scale = opened(it)
    closed = "A vote is open, and its ballots keep their order. Close it first."
    assert it.refused(c.ChooseBallotOrder(said=False)) == closed
    it.do(c.CloseBallot(scale))
    entry = it.do(c.ChooseBallotOrder(said=False))
    assert describe(entry.events, it.session) == "Let each ballot have an order of its own"


def test_cards_may_be_changed_while_a_scale_asks_about_lines(it: Table) -> None:
    line = it.made(c.WriteLine("Drain the paths", it.made(c.MakeHeading("Paths"))))
    opened(it, c.DraftScale(lines=(line,)))
    it.do(c.HideCard(cards(it)[0]))
    assert it.card(cards(it)[0]).hidden
    it.do(c.ShowCard(cards(it)[0]))
    assert it.card(cards(it)[0]).seen


def test_answers_to_a_vote_with_dots_change_nothing() -> None:
    session = apply(EMPTY, e.BallotDrafted("b", "", "", (), (), 3, 2, "the table"))
    for event in (e.AnswersGiven("b", ANA, "card", 1, 2), e.SheetEntered("b", "sheet", ("card 1 2",))):
        assert apply(session, event) == session
