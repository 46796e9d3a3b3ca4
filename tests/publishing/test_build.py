"""From the board to the report: what is published, in which order, and what is said of the rest."""

from __future__ import annotations

from workshop.model import commands as c
from workshop.model.commands import Command
from workshop.model.entry import Entry
from workshop.model.events import Undone
from workshop.model.history import History
from workshop.model.hlc import next_stamp
from workshop.model.session import Session
from workshop.model.summit import gather
from workshop.publishing.builder import report_of
from workshop.publishing.publication import export


class Recorded:
    """A session in memory."""

    def __init__(self, title: str = "Harbour", node: str = "test00", table: str = "", language: str = "en") -> None:
        self.history = History()
        self._node = node
        self.do(c.StartSession(title, themes=(("Boats", "Who moors?"), ("Nets", "")), table=table, language=language))

    @property
    def session(self) -> Session:
        return self.history.session

    def do(self, command: Command, by: str = "facilitator") -> str:
        return self.history.record(command, 1_000, self._node, by).id

    def add(self, *texts: str, kind: str = "insight", theme: int = 0) -> list[str]:
        first = self.do(c.AddCards(kind, self.session.live_themes()[theme].id, texts))
        return [card for card in self.session.cards if card.startswith(first)]

    def vote(self, dots: dict[str, int], *, by_hand: bool = False, decider: str = c.DECIDER) -> str:
        ballot = self.do(c.DraftBallot("First picks", cards=tuple(dots), dots=5, most=5, decider=decider))
        self.do(c.OpenBallot(ballot))
        for card, count in dots.items():
            if by_hand:
                self.do(c.EnterHands(ballot, card, count))
            else:
                self.do(c.SetDots(ballot, f"voter-{card[-2:]}-{count}", card, count), by="")
        self.do(c.CloseBallot(ballot))
        self.do(c.RevealBallot(ballot))
        return ballot


def test_cards_stand_under_their_theme_and_kind_as_they_were_said() -> None:
    session = Recorded()
    session.add("Steps", "Ropes")
    session.add("Paint", kind="experiment")
    report = report_of(session.session, 5)
    boats = report.themes[0]
    assert (boats.title, boats.question) == ("Boats", "Who moors?")
    assert [(part.heading, [card.text for card in part.cards]) for part in boats.lists] == [
        ("Insights", ["Steps", "Ropes"]),
        ("Experiments", ["Paint"]),
    ]
    assert report.counts == "2 themes, 2 insights, 1 experiment; nothing left out."
    assert report.changed == 5


def test_what_is_not_published_is_counted_and_named_by_its_id_alone() -> None:
    session = Recorded(table="7")
    hidden, parked, removed, out, _ = session.add("Secret", "Later", "Gone", "Not this", "Kept")
    session.do(c.HideCard(hidden))
    session.do(c.ParkCard(parked))
    session.do(c.RemoveCard(removed))
    session.do(c.LeaveOut(out))
    session.do(c.AddCards("insight", session.session.live_themes()[0].id, ("Undecided",), "participant", held=True))
    report = report_of(session.session)
    assert [card.text for card in report.themes[0].lists[0].cards] == ["Kept"]
    assert report.counts == (
        "2 themes, 1 insight, 0 experiments; 5 left out: "
        "1 hidden, 1 in the parking lot, 1 removed, 1 left out by choice, 1 waiting to be shown."
    )
    assert report.left_out[0] == "Hidden: T07-I01."
    assert not any(word in repr(report) for word in ("Secret", "Later", "Gone", "Not this", "Undecided"))


def test_cards_that_live_on_in_others_are_not_left_out() -> None:
    session = Recorded()
    first, second, third = session.add("Wet steps", "Steps are wet", "Ropes and nets")
    session.do(c.JoinCards((first, second)))
    session.do(c.SplitCard(third, ("Ropes", "Nets")))
    assert report_of(session.session).counts == "2 themes, 3 insights, 0 experiments; nothing left out."


def test_an_experiment_brings_its_fields_in_their_order() -> None:
    session = Recorded()
    (insight,) = session.add("Wet steps")
    (card,) = session.add("Paint them", kind="experiment")
    session.do(c.FillField(card, "owner", "harbour master"))
    session.do(c.FillField(card, "first_step", "buy paint"))
    session.do(c.LinkInsights(card, (insight,)))
    made = report_of(session.session).themes[0].lists[1].cards[0]
    assert made.fields == (("first_step", "buy paint"), ("owner", "harbour master"), ("tests", "I01"))


def test_a_vote_stands_under_the_theme_of_its_cards_with_its_rule_and_totals() -> None:
    session = Recorded()
    first, second = session.add("Steps", "Ropes")
    session.vote({first: 2, second: 4}, decider="The table")
    (ballot,) = report_of(session.session).themes[0].ballots
    assert ballot.rule == "5 dots for each person. The table decides."
    assert [(row.rank, row.text, row.dots, row.voters) for row in ballot.rows] == [
        ("1", "Ropes", 4, 1),
        ("2", "Steps", 2, 1),
    ]
    assert ballot.totals == "2 ballots in; 6 of 10 dots used, 4 unused."
    assert ballot.remarks == ()


def test_a_vote_across_themes_stands_by_itself() -> None:
    session = Recorded()
    (first,) = session.add("Steps")
    (second,) = session.add("Racks", theme=1)
    session.vote({first: 2, second: 1})
    report = report_of(session.session)
    assert not report.themes[0].ballots
    assert len(report.ballots) == 1


def test_dots_are_published_after_the_reveal_and_not_before() -> None:
    session = Recorded()
    first, second = session.add("Steps", "Ropes")
    ballot = session.do(c.DraftBallot(dots=5, most=5))
    session.do(c.OpenBallot(ballot))
    session.do(c.SetDots(ballot, "voter-000", second, 4), by="")
    session.do(c.CloseBallot(ballot))
    assert report_of(session.session).themes[0].ballots == ()
    assert report_of(session.session).themes[0].lists[0].cards[1].dots is None
    session.do(c.RevealBallot(ballot))
    assert [card.dots for card in report_of(session.session).themes[0].lists[0].cards] == [0, 4]
    by_votes = report_of(session.session, order="votes").themes[0].lists[0].cards
    assert [card.id for card in by_votes] == ["I02", "I01"]
    assert first


def test_a_tie_is_told_and_what_was_made_of_it() -> None:
    session = Recorded()
    first, second = session.add("Steps", "Ropes")
    ballot = session.vote({first: 2, second: 2}, by_hand=True)
    (before,) = report_of(session.session).themes[0].ballots
    assert before.remarks == (
        "2 ballots were counted by hand.",
        "Cards that share a rank are tied; the tie was left as it is.",
    )
    session.do(c.SettleTie(ballot, second, "cheaper"))
    (after,) = report_of(session.session).themes[0].ballots
    assert after.remarks[1] == "I02 was chosen among those tied. Reason: cheaper"


def test_a_run_off_says_what_it_was_a_run_off_of() -> None:
    session = Recorded()
    first, second = session.add("Steps", "Ropes")
    ballot = session.vote({first: 2, second: 2})
    again = session.do(c.DraftRunOff(ballot))
    session.do(c.OpenBallot(again))
    session.do(c.SetDots(again, "voter-000", second, 1), by="")
    session.do(c.CloseBallot(again))
    session.do(c.RevealBallot(again))
    remarks = report_of(session.session).themes[0].ballots[1].remarks
    assert remarks == ("This was a run-off of First picks.",)


def test_a_card_hidden_after_the_vote_keeps_its_row_without_its_words() -> None:
    session = Recorded()
    first, second = session.add("Steps", "Rude")
    session.vote({first: 2, second: 3})
    session.do(c.HideCard(second))
    report = report_of(session.session)
    assert report.themes[0].ballots[0].rows[0].text == "(not published)"
    assert "Rude" not in repr(report)


def test_what_is_known_of_the_session_stands_at_its_head() -> None:
    session = Recorded(table="7", language="de")
    session.do(c.GiveDetail("place", "Rathaus"))
    session.do(c.GiveDetail("people", "8"))
    session.do(c.GiveDetail("subtitle", "Erster Abend"))
    session.do(c.ExplainTerm("GP", "general practitioner"))
    session.do(c.DismissTerm("EU"))
    report = report_of(session.session)
    assert [value for _, value in report.details] == ["7", "Rathaus", "8"]
    assert report.subtitle == "Erster Abend"
    assert report.glossary == (("GP", "general practitioner"),)


def test_in_a_summit_each_theme_names_its_table() -> None:
    first, second = Recorded(node="test01", table="2"), Recorded("Quay", node="test02")
    report = report_of(gather([first.session, second.session]))
    assert [theme.table for theme in report.themes] == ["Table 2", "Quay", "Table 2", "Quay"]


def test_a_kind_that_the_session_does_not_define_is_published_all_the_same() -> None:
    session = Recorded()
    session.add("Fog")
    foreign = session.session._replace(kinds=())
    assert [part.heading for part in report_of(foreign).themes[0].lists] == ["Insight"]


def test_a_vote_that_was_taken_anew_says_that_a_result_had_been_shown() -> None:
    it = Recorded()
    card, other = it.add("Dredge", "Moor further out")
    first = it.vote({card: 2})
    it.do(c.VoidBallot(first, "Two phones were lent"))
    it.vote({other: 1})
    it.vote({card: 1, other: 1})
    remarks = [ballot.remarks for theme in report_of(it.session).themes for ballot in theme.ballots]
    anew = "This vote was taken anew. A result that had been shown before was declared void."
    assert [anew in each for each in remarks] == [False, True]


def test_a_vote_that_was_void_before_anybody_saw_its_result_is_not_spoken_of() -> None:
    it = Recorded()
    [card] = it.add("Dredge")
    draft = it.do(c.DraftBallot(cards=(card,)))
    it.do(c.OpenBallot(draft))
    it.do(c.VoidBallot(draft))
    it.vote({card: 1})
    assert not any("anew" in each for ballot in report_of(it.session).themes[0].ballots for each in ballot.remarks)


def test_of_many_cards_left_out_ten_are_named_and_the_others_counted() -> None:
    it = Recorded()
    for card in it.add(*(f"Line {number}" for number in range(13))):
        it.do(c.HideCard(card))
    told = "Hidden: I01, I02, I03, I04, I05, I06, I07, I08, I09, I10 and 3 more."
    assert report_of(it.session).left_out == (told,)
    german = Recorded(language="de")
    for card in german.add(*(f"Zeile {number}" for number in range(11))):
        german.do(c.HideCard(card))
    assert report_of(german.session).left_out[0].endswith("I10 und 1 weitere.")


def test_a_result_that_an_earlier_version_let_be_taken_back_is_told_to_have_been_shown_twice() -> None:
    session = Recorded()
    first, second = session.add("Steps", "Ropes")
    ballot = session.vote({first: 2, second: 1})
    reveal = session.history.last
    session.history.extend([Entry(next_stamp(reveal, 0, "old00"), "facilitator", (Undone(reveal),))])
    assert session.session.ballots[ballot].state == "closed"
    session.do(c.RevealBallot(ballot))
    (told,) = report_of(session.session).themes[0].ballots
    assert told.remarks == (
        "The result had been shown once before, and that was taken back. What stands here was shown last.",
    )
    anew = History()
    anew.extend(session.history.entries)
    assert anew.session == session.session


def test_a_reveal_that_was_done_again_was_shown_once() -> None:
    session = Recorded()
    first, second = session.add("Steps", "Ropes")
    ballot = session.vote({first: 2, second: 1})
    reveal = session.history.last
    undo = next_stamp(reveal, 0, "old00")
    redo = next_stamp(undo, 0, "old00")
    undone = Entry(undo, "facilitator", (Undone(reveal),))
    session.history.extend([undone, Entry(redo, "facilitator", (Undone(undo),))])
    assert session.session.ballots[ballot].state == "revealed"
    assert not session.session.ballots[ballot].again


def test_votes_that_came_with_a_paper_are_printed_as_such() -> None:
    session = Recorded(table="7")
    cards = (c.ImportedCard("insight", "Wet", dots=3), c.ImportedCard("insight", "Dry", dots=5, voters=2))
    session.do(c.ImportPaper("board.csv", "d", (c.ImportedTheme("Boats", "Who moors?", cards),)))
    (told,) = report_of(session.session).themes[0].ballots
    assert told.title == "board.csv"
    assert told.rule == "These dots came with the paper; how many each person had is not known."
    assert [(row.rank, row.id, row.text, row.dots, row.cells[3]) for row in told.rows] == [
        ("1", "T07-I02", "Dry", 5, "2"),
        ("2", "T07-I01", "Wet", 3, "–"),
    ]
    assert told.totals == "Dots: 8."
    by_dots = report_of(session.session, order="votes").themes[0].lists[0].cards
    assert [card.text for card in by_dots] == ["Dry", "Wet"]
    for name in ("txt", "md", "html", "docx", "odt"):
        assert export(report_of(session.session), name)
    for card in session.session.ordered():
        session.do(c.HideCard(card.id))
    assert report_of(session.session).themes[0].ballots == ()


def test_front_ends_of_a_hall_whose_ballots_are_not_counted_yet_are_named() -> None:
    it = Recorded()
    first, second = it.add("Dredge it", "Light it")
    ballot = it.do(c.DraftBallot("First picks", dots=3, most=2))
    it.do(c.OpenBallot(ballot))
    it.do(c.CloseBallot(ballot))
    it.do(c.CountBallot(ballot, ((first, 2, 1), (second, 1, 1)), 1, ("a",), ("b", "c")), "hall")
    it.do(c.RevealBallot(ballot))
    assert report_of(it.session).themes[0].ballots[0].remarks == ("Ballots at b, c are not counted yet.",)
    it.do(c.CountBallot(ballot, ((first, 2, 1), (second, 1, 1)), 1, ("a", "b", "c")), "hall")
    assert report_of(it.session).themes[0].ballots[0].remarks == ()
