from __future__ import annotations

from tests.examples import with_each
from tests.model.table import Table, table
from workshop.model import commands as c
from workshop.model.session import EXPERIMENT, INSIGHT, table_prefix


def test_nothing_can_be_done_before_a_session_is_started() -> None:
    assert Table().refused(c.RetitleSession("x")) == "This session has not been started."


def test_a_session_is_started_once() -> None:
    assert table().refused(c.StartSession("Again")) == "This session has been started already."


def test_a_session_without_themes_has_one_with_its_title() -> None:
    assert [t.title for t in table("Floods").session.live_themes()] == ["Floods"]


def test_a_bare_session_has_no_theme() -> None:
    assert table(bare=True).session.live_themes() == []


def test_a_session_is_started_with_all_that_it_is_given() -> None:
    session = table(
        themes=(("Paths", "Which flood?"), ("Gates", "")),
        table="07",
        language="cy",
        kinds=(("insight", "Insight", "Insights", "N"), ("Risk", "Risk", "Risks", "R")),
        tags=(("#place", "Where it is"),),
        dots=5,
    ).session
    assert [(t.title, t.question) for t in session.live_themes()] == [("Paths", "Which flood?"), ("Gates", "")]
    assert [(k.name, k.letter) for k in session.kinds] == [("insight", "N"), ("risk", "R")]
    assert (session.table, session.language, dict(session.tags)) == ("7", "cy", {"place": "Where it is"})
    assert (session.dots, session.most) == (5, 2)


@with_each(
    "dots, most, rule",
    [(0, 0, (3, 2)), (1, 0, (1, 1)), (0, 1, (3, 1)), (5, 5, (5, 5)), (0, 3, (3, 3)), (2, 0, (2, 2))],
)
def test_a_budget_that_is_not_given_is_the_usual_one(dots: int, most: int, rule: tuple[int, int]) -> None:
    session = table(dots=dots, most=most).session
    assert (session.dots, session.most) == rule


@with_each(
    "more, sentence",
    [
        ({"title": " \t"}, "A session's title needs some words."),
        (
            {"title": "x" * 201},
            "A session's title may have 200 characters, and this has 201. Please shorten it.",
        ),
        ({"themes": (("", "Why?"),)}, "A theme's title needs some words."),
        (
            {"themes": (("T", "y" * 501),)},
            "A question may have 500 characters, and this has 501. Please shorten it.",
        ),
        ({"table": "under the oak"}, "A table is a number or up to eight letters and digits."),
        ({"language": "Welsh!"}, "A language is a tag such as en, cy, fr or ar."),
        ({"dots": -1}, "Each person has 1 to 100 dots."),
        ({"dots": 101}, "Each person has 1 to 100 dots."),
        ({"most": 4}, "Each person has 3 dots, so one card takes 1 to 3."),
        ({"dots": 1, "most": 2}, "Each person has 1 dot, so one card takes 1 to 1."),
        ({"most": -1}, "Each person has 3 dots, so one card takes 1 to 3."),
        ({"kinds": (("a", "A", "As", "a"),)}, "A kind's letter is one of A to Z."),
        ({"kinds": (("", "A", "As", "A"),)}, "A kind needs some words."),
        (
            {"kinds": (("a", "A", "As", "A"), ("b", "B", "Bs", "A"))},
            "Two kinds have the same letter. Give each its own.",
        ),
        (
            {"kinds": (("a", "A", "As", "A"), ("A", "B", "Bs", "B"))},
            "Two kinds have the same name. Give each its own.",
        ),
        ({"tags": (("#", ""),)}, "A tag needs some words."),
    ],
)
def test_a_session_is_not_started_with_what_will_not_do(more: dict[str, object], sentence: str) -> None:
    start = c.StartSession(**{"title": "Floods", **more})  # type: ignore[arg-type]
    assert Table().refused(start) == sentence


def test_a_session_can_be_retitled() -> None:
    it = table()
    it.do(c.RetitleSession("After\n the flood "))
    assert it.session.title == "After the flood"
    assert it.refused(c.RetitleSession("After the flood")) == "That is its title already."


def test_a_table_can_be_numbered_named_and_made_nameless() -> None:
    it = table(table="")
    [card] = it.add("Paths flood")
    assert it.label(card) == "I01"
    it.do(c.NumberTable("12"))
    assert it.label(card) == "T12-I01"
    it.do(c.NumberTable("blue"))
    assert it.label(card) == "TBLUE-I01"
    assert it.refused(c.NumberTable("blue")) == "That is its table already."
    it.do(c.NumberTable(""))
    assert it.label(card) == "I01"


def test_a_table_prefix_has_two_digits() -> None:
    assert [table_prefix(t) for t in ("", "7", "07", "123", "a")] == ["", "T07", "T07", "T123", "TA"]


def test_a_language_can_be_chosen() -> None:
    it = table()
    it.do(c.ChooseLanguage("fr-CA"))
    assert it.session.language == "fr-CA"
    assert it.refused(c.ChooseLanguage("fr-CA")) == "That is its language already."


def test_details_are_given_and_cleared() -> None:
    it = table()
    it.do(c.GiveDetail("place", "The mill"))
    it.do(c.GiveDetail("people", "8"))
    assert dict(it.session.details) == {"place": "The mill", "people": "8"}
    it.do(c.GiveDetail("place", ""))
    assert dict(it.session.details) == {"people": "8"}


def test_details_that_will_not_do_are_refused() -> None:
    it = table()
    unknown = it.refused(c.GiveDetail("mood", "x"))
    assert unknown.startswith("A session has no “mood”. It has: ")
    assert unknown.endswith("place, date, people.")
    assert it.refused(c.GiveDetail("people", "Ana, Ben")) == "Give the number of people, and never their names."
    assert it.refused(c.GiveDetail("place", "")) == "It says that already."
    long = it.refused(c.GiveDetail("place", "x" * 501))
    assert long == "The place may have 500 characters, and this has 501. Please shorten it."


def test_a_budget_can_be_chosen() -> None:
    it = table()
    it.do(c.ChooseBudget(5, 1))
    assert (it.session.dots, it.session.most) == (5, 1)
    assert it.refused(c.ChooseBudget(5, 1)) == "That is the rule already."
    assert it.refused(c.ChooseBudget(2, 3)) == "Each person has 2 dots, so one card takes 1 to 2."
    assert it.refused(c.ChooseBudget(0, 1)) == "A person has at least one dot, and so does a card."


def test_offers_from_phones_are_held_or_not() -> None:
    it = table()
    assert it.session.offers_held
    it.do(c.HoldOffers(held=False))
    assert not it.session.offers_held
    assert it.refused(c.HoldOffers(held=False)) == "That is so already."


def test_any_step_may_be_reached() -> None:
    it = table()
    it.do(c.ReachStep("vote"))
    it.do(c.ReachStep("capture"))
    assert it.session.step == "capture"
    assert it.refused(c.ReachStep("capture")) == "The table is at that step already."
    assert it.refused(c.ReachStep("lunch")).startswith("There is no step “lunch”. The steps are: set up,")


def test_a_kind_can_be_defined_and_defined_anew() -> None:
    it = table()
    it.do(c.DefineKind("Risk", "Risk", "Risks", "R"))
    [card] = it.add("The bank may slide", kind="risk")
    it.do(c.DefineKind("risk", "Danger", "Dangers", "D"))
    [later] = it.add("The bridge may go", kind="risk")
    assert [k.singular for k in it.session.kinds] == ["Insight", "Experiment", "Danger"]
    assert (it.label(card), it.label(later)) == ("T07-R01", "T07-D01")
    assert it.refused(c.DefineKind("risk", "Danger", "Dangers", "D")) == "Dangers are defined so already."
    taken = it.refused(c.DefineKind("idea", "Idea", "Ideas", "I"))
    assert taken == "The letter I belongs to insights. Choose another."


def test_a_kind_goes_while_no_card_was_of_it() -> None:
    it = table()
    it.do(c.DefineKind("risk", "Risk", "Risks", "R"))
    it.do(c.DropKind("risk"))
    assert it.session.kinds == (INSIGHT, EXPERIMENT)
    assert it.refused(c.DropKind("risk")).startswith("There is no kind “risk” in this session.")
    [card] = it.add("Paths flood")
    it.do(c.RemoveCard(card))
    stays = "Insights stay: 1 card here had that letter. Reword the kind instead."
    assert it.refused(c.DropKind("insight")) == stays
    it.do(c.DropKind("experiment"))
    assert it.refused(c.DropKind("insight")) == "A session has at least one kind."


def test_a_kind_that_is_not_defined_here_still_has_words() -> None:
    kind = table().session.kind("hope")
    assert (kind.singular, kind.letter) == ("Hope", "X")
    assert table().session.kinds == (INSIGHT, EXPERIMENT)


def test_a_new_kind_does_not_take_the_name_of_one_that_is_there() -> None:
    it = table()
    again = c.DefineKind("insight", "Insight", "Insights", "N", new=True)
    assert it.refused(again) == "There is a kind called “Insight” already."
    it.do(c.DefineKind("insight", "Insight", "Insights", "N"))
    it.do(c.DefineKind("worry", "Worry", "Worries", "W", new=True))
    assert [kind.letter for kind in it.session.kinds] == ["N", "E", "W"]


def test_a_card_comes_from_the_table_a_phone_or_a_paper() -> None:
    it = table()
    said = it.refused(c.AddCards("insight", it.theme, ("One",), "elsewhere"))
    assert said == "Cards come from: participant, paper, or the table itself."
