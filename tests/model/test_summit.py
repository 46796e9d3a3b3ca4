from __future__ import annotations

from itertools import permutations

from tests.model.table import ANA, Table
from workshop.model import commands as c
from workshop.model.summit import gather
from workshop.model.views import visible


def started(number: int, title: str, **more: object) -> Table:
    it = Table(node=f"node{number}")
    it.now += number * 60_000
    it.do(c.StartSession(title, **more))  # type: ignore[arg-type]
    return it


def test_themes_of_one_name_stand_together_in_the_order_of_the_tables() -> None:
    boards = [
        started(1, "Seven", table="7", themes=(("Funding", "How?"), ("Paths", ""))).session,
        started(2, "Two", table="2", themes=(("Gates", ""), ("funding ", ""))).session,
        started(3, "Blue", table="blue", themes=(("Paths", ""),)).session,
        started(4, "No number", themes=(("Gates", ""),)).session,
    ]
    for order in permutations(boards):
        summit = gather(order)
        assert [(t.title, t.table) for t in summit.live_themes()] == [
            ("Gates", "2"),
            ("Gates", "No number"),
            ("funding", "2"),
            ("Funding", "7"),
            ("Paths", "7"),
            ("Paths", "blue"),
        ]
        assert summit == gather(boards)
    assert gather([*boards, *boards]) == gather(boards)
    assert gather([]).live_themes() == []


def test_cards_point_back_to_session_and_card() -> None:
    it = started(1, "Seven", table="7")
    it.add("Paths flood")
    [card] = gather([it.session]).cards.values()
    assert card.source is not None
    assert card.source[1:] == ("Seven", "T07-I01")
    assert gather([it.session]).shown_id(card) == "T07-I01"


def test_tables_of_one_number_keep_their_ids_apart() -> None:
    made = [started(number, f"Session {number}", table="7") for number in range(3)]
    for it in made:
        it.add("One", "Two")
    summit = gather([it.session for it in made])
    shown = [summit.shown_id(card) for card in summit.cards.values()]
    assert shown == ["T07-I01", "T07-I02", "T07-I01b", "T07-I02b", "T07-I01c", "T07-I02c"]


def test_only_revealed_votes_leave_their_table() -> None:
    it, other = started(1, "One", table="1"), started(2, "Two", table="2")
    for each in (it, other):
        [card] = each.add("Card")
        ballot = each.opened()
        each.vote(ballot, ANA, card, 2)
    it.reveal(ballot_of(it))
    view = visible(gather([it.session, other.session]), "appendix")
    assert [card.dots for theme in view.themes for card in theme.cards] == [2, None]


def ballot_of(it: Table) -> str:
    return next(iter(it.session.ballots))


def test_what_all_tables_say_is_said_of_the_summit() -> None:
    made = [started(number, f"Session {number}") for number in range(3)]
    for people, it in zip((8, 7, 6), made, strict=True):
        it.do(c.GiveDetail("people", f"{people}"))
        it.do(c.GiveDetail("place", "The mill"))
        it.do(c.GiveDetail("date", f"May {people}"))
    details = dict(gather([it.session for it in made]).details)
    assert details == {"people": "21", "place": "The mill"}
    made[0].do(c.GiveDetail("people", ""))
    assert "people" not in dict(gather([it.session for it in made]).details)


def test_a_summit_speaks_the_language_of_most() -> None:
    made = [started(n, f"S{n}", language=lang) for n, lang in enumerate(("cy", "fr", "cy"))]
    assert gather([it.session for it in made]).language == "cy"


def test_a_removed_theme_stays_removed() -> None:
    it = started(1, "One", themes=(("A", ""), ("B", "")))
    it.do(c.RemoveTheme(it.theme))
    assert [t.title for t in gather([it.session]).live_themes()] == ["B"]


def test_the_theme_of_questions_is_of_no_table_and_there_while_one_of_them_has_it() -> None:
    first, second, third = (started(number, f"Table {number}") for number in (1, 2, 3))
    for table in (first, second, third):
        table.do(c.AskRoom((f"Who has the key at {table.session.title}?",)))
    theme = next(theme for theme in third.session.live_themes() if theme.title == "Questions to the room")
    third.do(c.RemoveCard(next(card.id for card in third.session.ordered() if card.theme == theme.id)))
    third.do(c.RemoveTheme(theme.id))
    for tables in permutations((first, second, third)):
        (asked,) = (
            each for each in visible(gather([t.session for t in tables]), "board").themes if each.theme == theme.id
        )
        assert [card.text for card in asked.cards] == ["Who has the key at Table 1?", "Who has the key at Table 2?"]
        assert asked.table == ""
