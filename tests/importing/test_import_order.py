"""Kinds mixed within a theme: whatever was said in whatever order comes back from every format in that order."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import docx
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.examples import with_each
from tests.importing.corpus import papers
from tests.importing.test_import_laws import TEXTS
from workshop.live.import_paper import rehearsed, take_in
from workshop.model.commands import ImportedCard, ImportedTheme, ImportPaper, StartSession
from workshop.model.errors import WorkshopError
from workshop.model.history import History
from workshop.model.views import visible
from workshop.publishing.builder import report_of
from workshop.publishing.publication import APPENDIX, PUBLICATIONS, Matter, export
from workshop.publishing.report import cleaned
from workshop.wording.closings import places_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workshop.publishing.builder import Order

FORMATS = ("docx", "odt", "html", "md", "txt", "csv")
PARTS = 3
"""Of the papers: they take long and need not take it one behind the other."""

OWN_KINDS = ("start", "stop", "improve", "comment", "idée", "card")
KINDS = (("insight", "Insights"), ("experiment", "Experiments"), *((name, name.capitalize()) for name in OWN_KINDS))
WORDS = (
    *("They need shelter", "Nobody has keys", "Said in this order: 2, 1", "1, 2", "Order", "Start", "the wall; a plan"),
    *("المفتاح عند الجار", "钥匙在邻居那里", "The word المفتاح means key", "Who? - me", "3-4 people", "· dot", "=1+1"),
)
TITLES = ("Boats", "Keys and locks", "Said in this order", "محور القوارب", "共同的船")
QUESTIONS = ("", "", "Who moors?", "1, 2", "من عنده المفتاح؟")

NOTED_LIKE_A_GLOSSARY = ImportedTheme(
    "Boats",
    "",
    (ImportedCard("insight", "They need shelter", note="Glossary"), ImportedCard("insight", "Insights – total")),
)

CARDS = st.builds(
    ImportedCard,
    kind=st.sampled_from([name for name, _ in KINDS]),
    text=st.one_of(st.sampled_from(WORDS), TEXTS),
    fields=st.sampled_from([(), (), (("first_step", "ask: them"), ("owner", "the clerk"))]),
    tags=st.sampled_from([(), (), ("safe", "cost"), ("done",)]),
    cluster=st.sampled_from(["", "", "Harbour"]),
    note=st.one_of(st.just(""), st.sampled_from(["(on: They need shelter)", "said twice"]), TEXTS),
)
THEMES = st.builds(
    ImportedTheme,
    st.one_of(st.sampled_from(TITLES), TEXTS),
    st.one_of(st.sampled_from(QUESTIONS), TEXTS),
    st.lists(CARDS, max_size=6).map(tuple),
)


def session_of(themes: Sequence[ImportedTheme], language: str = "en") -> History:
    """A session that recorded what ``themes`` say, card by card."""
    history = History()
    history.record(StartSession("Harbour day", bare=True, language=language), 0, "n1", "facilitator")
    history.record(ImportPaper("day.txt", "d1", tuple(themes), kinds=KINDS), 1, "n1", "facilitator")
    return history


def told(history: History) -> list[tuple[Any, ...]]:
    """What is told of the themes of a session, in its order."""
    return [
        (
            theme.title,
            theme.question,
            [(c.kind, c.text, c.fields, c.tags, c.cluster, c.note) for c in theme.cards],
        )
        for theme in visible(history.session, "appendix").themes
    ]


def written(history: History, form: str, order: Order = "said") -> bytes:
    (content,) = PUBLICATIONS[APPENDIX].files(Matter(history, order), form).values()
    return content


def back(content: bytes, form: str, folder: Path) -> History:
    path = folder / f"back.{form}"
    path.write_bytes(content)
    intake = take_in(path, {})
    assert not intake.notes
    assert not [remark for remark in intake.remarks if "--lang" not in remark]
    return rehearsed(intake)


@settings(deadline=None)
@given(themes=st.lists(THEMES, min_size=1, max_size=4), language=st.sampled_from(["en", "fr", "ar"]))
@example(themes=[NOTED_LIKE_A_GLOSSARY], language="en")
def test_kinds_in_any_order_come_back_in_that_order_from_every_format(
    themes: list[ImportedTheme], language: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    history = session_of(themes, language)
    folder = tmp_path_factory.getbasetemp()
    again = {form: told(back(written(history, form), form, folder)) for form in FORMATS}
    assert again == dict.fromkeys(FORMATS, told(history))


@pytest.mark.parametrize("part", range(PARTS))
def test_whatever_came_of_a_paper_comes_back_from_every_export(part: int, tmp_path: Path) -> None:
    differ = []
    for path in papers()[part::PARTS]:
        try:
            history = rehearsed(take_in(path, {}))
        except WorkshopError:
            continue
        tells = told(history)
        for form in FORMATS:
            (copy := tmp_path / f"back.{form}").write_bytes(written(history, form))
            if told(rehearsed(take_in(copy, {}))) != tells:
                differ.append(f"{path.name} as {form}")
    assert differ == []


def said(*kinds: str) -> ImportedTheme:
    return ImportedTheme(
        "Boats", "Who moors?", tuple(ImportedCard(kind, f"{kind} {n}") for n, kind in enumerate(kinds))
    )


MIXED = said("insight", "experiment", "insight", "stop", "insight")


@with_each("form", FORMATS)
def test_a_theme_that_was_recorded_list_by_list_tells_no_order(form: str) -> None:
    history = session_of([said("insight", "insight", "experiment")])
    without = export(cleaned(report_of(history.session, Matter(history).changed)), form)
    assert written(history, form) == without


@with_each("form", FORMATS)
def test_a_paper_printed_by_votes_tells_no_order(form: str) -> None:
    history = session_of([MIXED])
    report = report_of(history.session, Matter(history).changed, "votes")
    assert written(history, form, "votes") == export(cleaned(report), form)


def test_the_lists_stay_together_and_the_order_stands_below_them() -> None:
    text = written(session_of([MIXED]), "txt").decode()
    assert text.count("Insights") == 1
    assert "· stop 3\n\nSaid in this order: 1, 4, 2, 5, 3\n\n1 theme" in text


@pytest.mark.parametrize("language", ["fr", "ar", "cy", "de", "es"])
def test_the_order_is_told_in_the_language_of_the_paper(language: str, tmp_path: Path) -> None:
    history = session_of([MIXED], language)
    assert "Said in" not in written(history, "txt").decode()
    assert told(back(written(history, "txt"), "txt", tmp_path)) == told(history)


@pytest.mark.parametrize("form", ["txt", "md"])
def test_an_order_that_does_not_fit_the_cards_any_more_is_a_note(form: str, tmp_path: Path) -> None:
    path = tmp_path / f"cut.{form}"
    path.write_bytes(written(session_of([MIXED]), form).replace(b"insight 4", b"").replace(b"\xc2\xb7 \n\n", b""))
    (note,) = take_in(path, {}).notes
    assert note[1].startswith("Said in this order: 1, 4")


def test_a_card_that_was_written_into_the_text_of_a_page_stays_below_the_one_above(tmp_path: Path) -> None:
    page = written(session_of([MIXED]), "docx")
    document = docx.Document(BytesIO(page))
    first = next(each for each in document.paragraphs if each.text == "insight 2")
    first.insert_paragraph_before("by hand", first.style)
    path = tmp_path / "mended.docx"
    document.save(str(path))
    (theme,) = take_in(path, {}).command.themes
    assert [card.text for card in theme.cards] == [
        *("insight 0", "by hand", "experiment 1", "insight 2", "stop 3", "insight 4"),
    ]


def test_a_list_that_was_put_in_another_order_by_hand_stays_so(tmp_path: Path) -> None:
    document = docx.Document(BytesIO(written(session_of([MIXED]), "docx")))
    last, first = (next(p for p in document.paragraphs if p.text == words) for words in ("insight 4", "insight 0"))
    first._p.addprevious(last._p)
    path = tmp_path / "moved.docx"
    document.save(str(path))
    (theme,) = take_in(path, {}).command.themes
    assert [card.text for card in theme.cards] == ["insight 4", "insight 0", "insight 2", "experiment 1", "stop 3"]


def test_a_sheet_numbers_the_cards_and_may_be_sorted(tmp_path: Path) -> None:
    history = session_of([MIXED, said()])
    head, *rows = written(history, "csv").decode("utf-8-sig").splitlines()
    assert head.endswith(',"theme_id","position"')
    sheet = "\r\n".join((head, *sorted(rows, reverse=True))).encode()
    assert {theme[1]: theme[2] for theme in told(back(sheet, "csv", tmp_path))[:1]} == {
        "Who moors?": [(c.kind, c.text, (), (), "", "") for c in MIXED.cards]
    }


def test_a_column_called_position_in_a_sheet_of_somebody_else_is_no_order(tmp_path: Path) -> None:
    (path := tmp_path / "board.csv").write_text("Kind,Text,Position\nInsight,Wet,2\nInsight,Dry,1\n", encoding="utf-8")
    (theme,) = take_in(path, {}).command.themes
    assert [card.text for card in theme.cards] == ["Wet", "Dry"]


@with_each("runs", ["", "1-3", "1, 1, 2", "1-999999", "4-1", "0-1"])
def test_numbers_that_are_no_order_of_the_cards_are_none(runs: str) -> None:
    assert places_of(runs, 2) == []
