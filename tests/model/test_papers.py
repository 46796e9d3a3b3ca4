from __future__ import annotations

import pytest

from tests.model.table import Table, table
from workshop.model import commands as c
from workshop.model.activity import describe
from workshop.model.apply import apply
from workshop.model.ballot import ImportedVotes
from workshop.model.ballots import imported_standings
from workshop.model.events import NoteTakenUp, VotesImported
from workshop.model.session import Note
from workshop.model.summit import Gathering

GATES = c.ImportedTheme(
    "Gates",
    "Who has the key?",
    (
        c.ImportedCard("insight", "Nobody knows"),
        c.ImportedCard("insight", "Nobody knows"),
        c.ImportedCard(
            "experiment",
            "A key box",
            (("owner", "warden"), ("colour", "red")),
            ("#locks",),
            cluster="Keys",
            note="ask first",
        ),
        c.ImportedCard("experiment", "A second box", cluster="Keys"),
    ),
)


def paper(*themes: c.ImportedTheme, digest: str = "d1", **more: object) -> c.ImportPaper:
    return c.ImportPaper("notes.txt", digest, themes, **more)  # type: ignore[arg-type]


@pytest.fixture
def it() -> Table:
    return table(bare=True)


def test_a_paper_becomes_themes_cards_and_notes(it: Table) -> None:
    it.do(paper(GATES, notes=((1, "Draft\nby hand"), (9, "Thanks"))))
    [theme] = it.session.live_themes()
    assert (theme.title, theme.question) == ("Gates", "Who has the key?")
    assert it.texts() == ["Nobody knows", "Nobody knows", "A key box", "A second box"]
    box = it.session.ordered()[2]
    assert (it.label(box.id), box.origin, box.tags) == ("T07-E01", "paper", ("locks",))
    assert (box.fields, box.note) == ((("owner", "warden"),), "ask first")
    assert [view.cluster for view in it.seen().values()] == ["", "", "Keys", "Keys"]
    assert it.session.notes == (Note("notes.txt", 1, "Draft\nby hand"), Note("notes.txt", 9, "Thanks"))
    assert dict(it.session.papers) == {"d1": "notes.txt"}


def test_the_same_paper_again_adds_nothing(it: Table) -> None:
    it.do(paper(GATES))
    assert it.refused(paper(GATES)) == "This paper is in the session already. Nothing was added."
    sentence = "Everything in this paper is in the session already. Nothing was added."
    assert it.refused(paper(GATES, digest="d2")) == sentence


def test_a_paper_that_was_undone_can_be_imported_again(it: Table) -> None:
    before = it.session
    it.do(paper(GATES))
    it.do(c.Undo())
    assert it.session == before
    it.do(paper(GATES))
    assert len(it.texts()) == 4
    assert it.label(it.session.ordered()[0].id) == "T07-I03"


def test_a_corrected_paper_adds_its_corrections(it: Table) -> None:
    it.do(paper(GATES, notes=((1, "Draft"),)))
    it.do(c.RewordCard(it.session.ordered()[0].id, "Nobody at all knows"))
    more = c.ImportedTheme(GATES.title, GATES.question, (*GATES.cards, c.ImportedCard("Insight", "One more")))
    it.do(paper(more, more, digest="d2", notes=((1, "Draft"), (2, "New"))))
    assert [theme.title for theme in it.session.live_themes()] == ["Gates", "Gates"]
    assert it.texts().count("One more") == 2
    assert it.texts().count("A key box") == 2
    assert it.texts().count("Nobody knows") == 3
    assert [note.text for note in it.session.notes] == ["Draft", "New"]


def test_a_card_that_was_moved_is_not_added_again_by_a_corrected_paper(it: Table) -> None:
    it.do(paper(GATES))
    it.do(c.AddTheme("Elsewhere"))
    box, elsewhere = it.session.ordered()[2], it.session.live_themes()[1].id
    it.do(c.MoveCard(box.id, kind="insight", theme=elsewhere))
    more = c.ImportedTheme(GATES.title, GATES.question, (*GATES.cards, c.ImportedCard("insight", "One more")))
    it.do(paper(more, digest="d2"))
    assert it.texts().count("A key box") == 1
    assert it.texts().count("One more") == 1


def test_the_only_card_of_a_paper_is_not_added_again_where_it_was_moved_and_reworded(it: Table) -> None:
    lone = c.ImportedTheme("Gates", "", (c.ImportedCard("insight", "Nobody knows"),))
    it.do(paper(lone))
    it.do(c.AddTheme("Elsewhere"))
    card, elsewhere = it.session.ordered()[0].id, it.session.live_themes()[1].id
    it.do(c.MoveCard(card, kind="experiment", theme=elsewhere))
    it.do(c.RewordCard(card, "Nobody at all knows"))
    sentence = "Everything in this paper is in the session already. Nothing was added."
    assert it.refused(paper(lone, digest="d2")) == sentence


def test_a_theme_that_was_reworded_takes_up_what_a_corrected_paper_adds(it: Table) -> None:
    it.do(paper(GATES))
    theme = it.session.live_themes()[0].id
    it.do(c.RewordTheme(theme, "Gates and keys", "Who has them?"))
    more = c.ImportedTheme(GATES.title, GATES.question, (*GATES.cards, c.ImportedCard("insight", "One more")))
    it.do(paper(more, digest="d2"))
    assert [each.title for each in it.session.live_themes()] == ["Gates and keys"]
    assert it.texts().count("Nobody knows") == 2
    assert it.texts().count("One more") == 1


def test_the_same_words_in_another_paper_are_another_card(it: Table) -> None:
    it.do(paper(GATES))
    cards = (c.ImportedCard("insight", "Nobody knows"), c.ImportedCard("insight", "Too dark"))
    it.do(paper(c.ImportedTheme("Lamps", "", cards), digest="d2"))
    assert it.texts().count("Nobody knows") == 3


def test_a_theme_whose_cards_are_all_elsewhere_by_now_is_not_made_again(it: Table) -> None:
    it.do(paper(GATES))
    gates = it.session.live_themes()[0].id
    homes = [it.made(c.AddTheme(title)) for title in ("One", "Two")]
    for number, card in enumerate(it.session.ordered()):
        it.do(c.MoveCard(card.id, theme=homes[number % 2]))
    it.do(c.RemoveTheme(gates))
    sentence = "Everything in this paper is in the session already. Nothing was added."
    assert it.refused(paper(GATES, digest="d2")) == sentence


def test_a_paper_brings_its_glossary_but_not_over_the_session_s_own(it: Table) -> None:
    it.do(c.ExplainTerm("GP", "family doctor"))
    it.do(paper(GATES, terms=(("GP", "general practitioner"), ("HMT", "the Treasury"))))
    assert dict(it.session.terms) == {"GP": "family doctor", "HMT": "the Treasury"}


def test_an_experiment_of_a_paper_is_linked_to_the_cards_it_tests(it: Table) -> None:
    cards = (
        c.ImportedCard("experiment", "A key box", tests=("Nobody knows", "A key box", "Said nowhere")),
        c.ImportedCard("experiment", "A bell", tests=("Said nowhere",)),
        c.ImportedCard("insight", "Nobody knows"),
    )
    it.do(paper(c.ImportedTheme("Gates", "", cards)))
    box, bell, insight = it.session.ordered()
    assert (box.tests, bell.tests) == ((insight.id,), ())


def test_the_group_of_a_paper_is_the_session_s_own(it: Table) -> None:
    it.do(c.AddTheme("Other"))
    group = it.made(c.MakeCluster("Keys"))
    it.do(paper(GATES))
    assert list(it.session.clusters) == [group]


def test_a_paper_brings_kinds_with_letters_that_are_free(it: Table) -> None:
    cards = (c.ImportedCard("Idea", "Flags"), c.ImportedCard("insight", "Wet"), c.ImportedCard("ép", "Oui"))
    theme = c.ImportedTheme("Gates", "", cards)
    kinds = (("Idea", "Ideas"), ("Insight", "Key insights"), ("ép", "Éps"))
    it.do(paper(theme, kinds=kinds))
    assert [(k.name, k.plural, k.letter) for k in it.session.kinds[2:]] == [
        ("idea", "Ideas", "D"),
        ("ép", "Éps", "P"),
    ]
    assert [it.label(card.id) for card in it.session.ordered()] == ["T07-D01", "T07-I01", "T07-P01"]
    assert it.session.kinds[0].plural == "Insights"


def test_more_kinds_than_letters_share_the_last(it: Table) -> None:
    kinds = tuple((f"k{number:02d}", "Ks") for number in range(30))
    cards = tuple(c.ImportedCard(name, f"Card {name}") for name, _ in kinds)
    it.do(paper(c.ImportedTheme("Many", "", cards), kinds=kinds))
    labels = [it.label(card.id) for card in it.session.ordered()]
    assert len(set(labels)) == 30
    assert {"T07-X01", "T07-X06"} < set(labels)


def test_a_paper_that_will_not_do_is_refused_with_its_place(it: Table) -> None:
    bad = c.ImportedTheme("Gates", "", (c.ImportedCard("hope", "Sun"),))
    assert it.refused(paper(bad)) == "There is no kind “hope” in this session."
    long = c.ImportedTheme("Gates", "", (c.ImportedCard("insight", "word " * 500),))
    assert it.refused(paper(long)).startswith(f"The card “{('word ' * 8)}…” may have 2,000 characters, and")
    note = it.refused(paper(GATES, notes=((12, "x" * 10_001),)))
    assert note == "Line 12 may have 10,000 characters, and this has 10,001. Please shorten it."
    assert it.refused(c.ImportPaper("", "d", (GATES,))) == "A paper needs some words."


def test_no_paper_comes_into_a_list_that_is_being_voted_on() -> None:
    it = table()
    it.add("One", "Two")
    it.opened()
    sentence = "The insights of this theme are being voted on. Close or void the vote first."
    assert it.refused(paper(GATES)) == sentence


def test_a_paper_says_what_the_session_does_not_say_of_itself(it: Table) -> None:
    it.do(c.GiveDetail("place", "The mill"))
    details = (("place", "Elsewhere"), ("date", "3 May"), ("mood", "good"), ("people", " "))
    it.do(paper(GATES, details=details))
    assert dict(it.session.details) == {"place": "The mill", "date": "3 May"}


def test_a_note_becomes_a_card_and_undone_a_note_again(it: Table) -> None:
    it.do(paper(GATES, notes=((9, "- Thanks\nto all"), (9, "- Thanks\nto all"))))
    theme = it.session.live_themes()[0].id
    take_up = c.TakeUpNote("notes.txt", 9, "- Thanks\nto all", "insight", theme, "Thanks to all")
    it.do(take_up)
    assert it.texts()[-1] == "Thanks to all"
    assert it.session.ordered()[-1].origin == "paper"
    assert [note.line for note in it.session.notes] == [9]
    it.do(take_up)
    assert not it.session.notes
    assert it.refused(take_up) == "That line is no longer a note: it is a card, or was never kept."
    it.do(c.Undo())
    assert len(it.session.notes) == 1


def test_a_note_that_became_a_card_is_not_kept_again_by_a_corrected_paper(it: Table) -> None:
    it.do(paper(GATES, notes=((9, "Thanks"),)))
    it.do(c.TakeUpNote("notes.txt", 9, "Thanks", "insight", it.session.live_themes()[0].id, "Thanks"))
    it.do(paper(GATES, digest="d2", notes=((9, "Thanks"), (11, "Bye"))))
    assert [note.text for note in it.session.notes] == ["Bye"]


def test_a_summit_has_the_notes_of_its_tables_as_they_are_now() -> None:
    first = table(bare=True)
    gathering = Gathering([first.session])
    first.do(paper(GATES, notes=((9, "Thanks"),)))
    gathering.put(first.session)
    assert [note.text for note in gathering.session.notes] == ["Thanks"]
    first.do(c.TakeUpNote("notes.txt", 9, "Thanks", "insight", first.session.live_themes()[0].id, "Thanks"))
    gathering.put(first.session)
    assert not gathering.session.notes
    assert len(gathering.session.taken_up) == 1


def test_taking_up_a_note_that_is_not_there_changes_nothing_else(it: Table) -> None:
    before = it.session
    after = apply(before, NoteTakenUp("x", 1, "y", "z"))
    assert after.notes == before.notes
    assert after.cards == before.cards


def board(*cards: tuple[str, int, int], digest: str = "d1") -> c.ImportPaper:
    made = tuple(c.ImportedCard("insight", text, dots=dots, voters=voters) for text, dots, voters in cards)
    return paper(c.ImportedTheme("Gates", "", made), digest=digest)


def test_the_votes_of_a_board_come_in_as_a_result_that_says_so(it: Table) -> None:
    it.do(board(("Wet", 3, 0), ("Dry", 5, 2), ("Cold", 0, 0), ("Dark", 3, 1)))
    assert {view.text: (view.dots, view.voters) for view in it.seen().values()} == {
        "Wet": (3, None),
        "Dry": (5, 2),
        "Cold": (None, None),
        "Dark": (3, 1),
    }
    (votes,) = it.session.imported.values()
    standings = imported_standings(it.session, votes)
    assert [(row.shown_rank, row.dots, row.voters) for row in standings] == [("1", 5, 2), ("2=", 3, None), ("2=", 3, 1)]
    it.do(c.Undo())
    assert not it.session.imported


def test_a_newer_board_s_votes_stand_in_place_of_the_older_ones_and_the_same_are_no_news(it: Table) -> None:
    it.do(board(("Wet", 3, 0)))
    assert it.refused(board(("Wet", 3, 0), digest="d2")).startswith("Everything in this paper is in the session")
    it.do(board(("Wet", 4, 0), digest="d3"))
    assert [view.dots for view in it.seen().values()] == [4]
    assert describe(it.history.entries[-1].events, it.session) == "Imported notes.txt: 1 result"


def test_a_card_that_stands_for_others_has_their_imported_votes(it: Table) -> None:
    it.do(board(("Wet", 3, 3), ("Damp", 2, 2)))
    wet, damp = it.session.ordered()
    it.do(c.JoinCards((wet.id, damp.id)))
    assert [(view.dots, view.voters) for view in it.seen().values()] == [(5, None)]


def test_a_line_of_imported_votes_that_says_nothing_counts_for_none(it: Table) -> None:
    after = apply(it.session, VotesImported("x", ("card", "card many", "card 1 2", f"other {'9' * 12}")))
    assert after.imported == {"x": {"card": ImportedVotes(1, 2)}}


def test_a_vote_of_the_table_goes_before_what_a_board_had_counted(it: Table) -> None:
    it.do(board(("Wet", 3, 0)))
    it.do(c.DraftBallot("Which?", decider="all"))
    (ballot,) = it.session.ballots
    it.do(c.OpenBallot(ballot))
    it.do(c.EnterHands(ballot, it.session.ordered()[0].id, 1))
    it.do(c.CloseBallot(ballot))
    it.do(c.RevealBallot(ballot))
    assert [(view.dots, view.voters) for view in it.seen().values()] == [(1, 1)]
