from __future__ import annotations

from tests.model.table import table
from workshop.model import commands as c
from workshop.model import events as e
from workshop.model.apply import apply
from workshop.model.views import visible


def titles(it: object) -> list[str]:
    return [t.title for t in it.session.live_themes()]  # type: ignore[attr-defined]


def test_a_theme_is_added_and_reworded() -> None:
    it = table()
    theme = it.made(c.AddTheme("Gates", "Who has the key?"))
    it.do(c.RewordTheme(theme, "Gates and locks", ""))
    assert it.session.themes[theme][1:3] == ("Gates and locks", "")
    assert it.refused(c.RewordTheme(theme, "Gates and locks ", "")) == "It says that already."
    assert it.refused(c.AddTheme("")) == "A theme's title needs some words."
    assert it.refused(c.RewordTheme("?", "x", "")) == "That theme is not in this session."


def test_themes_are_put_in_order() -> None:
    it = table(themes=(("A", ""), ("B", ""), ("C", "")))
    a, b, last = (t.id for t in it.session.live_themes())
    it.do(c.PlaceTheme(last, before=a))
    assert titles(it) == ["C", "A", "B"]
    it.do(c.PlaceTheme(a))
    assert titles(it) == ["C", "B", "A"]
    it.do(c.PlaceTheme(a, before=b))
    assert titles(it) == ["C", "A", "B"]
    for already in (c.PlaceTheme(a, before=b), c.PlaceTheme(a, before=a)):
        assert it.refused(already) == "“A” is there already."
    assert it.refused(c.PlaceTheme(b)) == "“B” is there already."


def test_a_removed_theme_between_two_others_does_not_keep_them_apart() -> None:
    it = table(themes=(("A", ""), ("B", ""), ("C", "")))
    a, b, last = (t.id for t in it.session.live_themes())
    it.do(c.RemoveTheme(b))
    assert it.refused(c.PlaceTheme(a, before=last)) == "“A” is there already."


def test_only_an_empty_theme_is_removed() -> None:
    it = table()
    [card, parked] = it.add("Paths flood", "Later")
    it.do(c.ParkCard(parked))
    sentence = "“Learning from floods” still has 2 cards. Move or remove them first."
    assert it.refused(c.RemoveTheme(it.theme)) == sentence
    it.do(c.RemoveCard(card))
    assert "still has 1 card." in it.refused(c.RemoveTheme(it.theme))
    it.do(c.RemoveCard(parked))
    theme = it.theme
    it.do(c.RemoveTheme(theme))
    assert titles(it) == []
    sentence = "“Learning from floods” was removed. Choose another theme, or undo that."
    assert it.refused(c.RemoveTheme(theme)) == sentence


def test_a_card_that_is_restored_brings_its_theme_back() -> None:
    it = table()
    [card] = it.add("Paths flood")
    it.do(c.RemoveCard(card))
    it.do(c.RemoveTheme(it.theme))
    it.do(c.RestoreCard(card))
    assert titles(it) == ["Learning from floods"]
    assert card in it.seen()


def test_a_card_that_comes_out_of_a_join_brings_its_theme_back() -> None:
    it = table(themes=(("A", ""), ("B", "")))
    a, b = (t.id for t in it.session.live_themes())
    [one], [two] = it.add("One", theme=a), it.add("Two", theme=b)
    whole = it.made(c.JoinCards((one, two)))
    it.do(c.RemoveTheme(b))
    it.do(c.UnjoinCard(whole))
    assert titles(it) == ["A", "B"]
    assert two in it.seen()


def test_a_theme_that_one_copy_removed_and_another_filled_is_there() -> None:
    it = table(themes=(("A", ""), ("B", "")))
    b = it.session.live_themes()[1].id
    other = it.copy("bbbbbb")
    it.do(c.RemoveTheme(b))
    [card] = other.add("Written meanwhile", theme=b)
    it.meet(other)
    assert card in it.seen("board")
    other.do(c.RewordCard(card, "Still there"))
    assert titles(other) == ["A", "B"]


def test_removing_a_theme_that_another_copy_filled_before_changes_nothing() -> None:
    it = table()
    it.add("Paths flood")
    assert apply(it.session, e.ThemeRemoved(it.theme)) == it.session


def test_cards_whose_theme_was_taken_back_are_found_under_one_of_their_own() -> None:
    it = table()
    added = it.do(c.AddTheme("Gates"))
    other = it.copy("bbbbbb")
    [card] = other.add("The gate is shut", theme=added.id)
    it.do(c.Undo())
    it.meet(other)
    assert titles(it) == ["Learning from floods", "Cards without a theme"]
    assert [c.text for c in visible(it.session, "appendix").themes[1].cards] == ["The gate is shut"]
    it.do(c.RewordTheme(added.id, "Gates again", ""))
    it.do(c.MoveCard(card, theme=it.theme))
    it.do(c.RemoveTheme(added.id))
    assert titles(it) == ["Learning from floods"]
