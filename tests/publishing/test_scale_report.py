"""A revealed scale in every format: a table for each question, and nothing before the reveal."""

from __future__ import annotations

import csv
import io
import zipfile

import pytest

from tests.model.table import ANA, BEN, Table, table
from workshop.model import commands as c
from workshop.publishing.builder import report_of
from workshop.publishing.publication import FORMATS, export
from workshop.publishing.rendering.scale_field import FieldLabel, shapes
from workshop.publishing.report import FieldPoint


@pytest.fixture
def it() -> Table:
    it = table(themes=(("Paths", "Why?"),))
    it.add("Paths flood", "Gates shut")
    return it


def asked(it: Table, draft: c.DraftScale | None = None, *, reveal: bool = True) -> None:
    scale = it.made(draft or c.DraftScale("Where to begin"))
    it.do(c.OpenBallot(scale))
    first = next(iter(it.ballot(scale).cards))
    it.do(c.GiveAnswers(scale, ANA, first, 5, 1), by="")
    it.do(c.GiveAnswers(scale, BEN, first, 1, 0), by="")
    it.do(c.EnterSheet(scale, ((first, 4, 2),)))
    it.do(c.CloseBallot(scale))
    if reveal:
        it.do(c.RevealBallot(scale))


def words_in(data: bytes) -> str:
    if not data.startswith(b"PK"):
        return data.decode()
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        name = "word/document.xml" if "word/document.xml" in file.namelist() else "content.xml"
        return file.read(name).decode()


@pytest.mark.parametrize("name", FORMATS)
def test_each_question_is_a_table_with_median_middle_half_and_answers(it: Table, name: str) -> None:
    asked(it)
    told = words_in(export(report_of(it.session), name))
    for words in ("How much difference would it make?", "What would it take?", "Median", "Middle half", "1–5"):
        assert words in told
    assert "3 · split" in told
    assert "2 · cannot say: 1" in told
    assert "1.5" in told


@pytest.mark.parametrize("name", FORMATS)
def test_no_format_says_anything_of_a_scale_before_the_reveal(it: Table, name: str) -> None:
    before = export(report_of(it.session), name)
    asked(it, reveal=False)
    after = export(report_of(it.session), name)
    assert words_in(after) == words_in(before)


def test_a_page_has_the_field_with_ids_at_their_medians_and_the_list_the_ids_lead_to(it: Table) -> None:
    asked(it)
    page = export(report_of(it.session), "html").decode()
    assert page.count("<svg") == 1
    assert '<circle cx="28" cy="32" r="2"></circle><text x="31" y="30" class="label">I01*</text>' in page
    assert "style=" not in page.partition("<svg")[2]
    assert "<th scope=row dir=auto>T07-I01 Paths flood</th>" in page


def test_word_and_odt_draw_the_field_and_say_what_it_shows_and_what_its_sides_mean(it: Table) -> None:
    asked(it)
    report = report_of(it.session)
    for name in ("docx", "odt"):
        told = words_in(export(report, name))
        for words in ("I01*: ↑ 4, → 1.5", "↑ How much difference would it make? 1 = hardly any, 5 = a", "* split"):
            assert words in told
        assert ">T07-I01 Paths flood<" in told
        assert export(report, name) == export(report, name)
    word = words_in(export(report, "docx"))
    assert word.count('prst="ellipse"') == 1
    assert word.count('val="9A9A9A"') == 2
    assert ">I01*</w:t>" in word
    with zipfile.ZipFile(io.BytesIO(export(report, "odt"))) as file:
        (picture,) = (name for name in file.namelist() if name.endswith(".svg"))
        assert '<circle cx="28" cy="32" r="2"></circle>' in file.read(picture).decode()
        assert (
            f'full-path="{picture}" manifest:media-type="image/svg+xml"' in file.read("META-INF/manifest.xml").decode()
        )


def test_labels_at_one_place_stand_above_their_bar_and_below_it_at_the_top_and_many_share_a_line() -> None:
    points = [FieldPoint(f"E{number:02d}", 1, 1, (1, 1), (1, 2)) for number in range(1, 10)]
    labels = [shape for shape in shapes(points) if isinstance(shape, FieldLabel) and shape.name == "label"]
    assert [label.text for label in labels] == ["E01 E02 E03", "E04 E05 E06", "E07 E08 E09"]
    assert [label.at for label in labels] == [(17, 82), (17, 89), (17, 96)]
    top = [FieldPoint(label, 5, 1, (5, 5), (1, 2)) for label in ("E01", "E02")]
    assert [shape.at for shape in shapes(top) if isinstance(shape, FieldLabel) and shape.name == "label"] == [
        (17, 17),
        (17, 24),
    ]


def test_the_mark_is_explained_only_where_somebody_is_split(it: Table) -> None:
    scale = it.made(c.DraftScale("Where to begin"))
    it.do(c.OpenBallot(scale))
    it.do(c.GiveAnswers(scale, ANA, next(iter(it.ballot(scale).cards)), 5, 1), by="")
    it.do(c.CloseBallot(scale))
    it.do(c.RevealBallot(scale))
    _, effort = report_of(it.session).themes[0].ballots
    assert [axis[0] for axis in effort.axes] == ["↑", "→"]
    assert [point.label for point in effort.field] == ["I01"]


def test_a_scale_that_nobody_could_answer_has_no_field(it: Table) -> None:
    scale = it.made(c.DraftScale("Where to begin"))
    it.do(c.OpenBallot(scale))
    it.do(c.GiveAnswers(scale, ANA, next(iter(it.ballot(scale).cards)), 5, 0), by="")
    it.do(c.CloseBallot(scale))
    it.do(c.RevealBallot(scale))
    _, effort = report_of(it.session).themes[0].ballots
    assert (effort.field, effort.axes) == ((), ())
    assert "<w:drawing>" not in words_in(export(report_of(it.session), "docx"))


def test_the_sheet_has_three_columns_a_question_and_a_row_for_a_line_of_the_map(it: Table) -> None:
    line = it.made(c.WriteLine("Drain the paths", it.made(c.MakeHeading("Water"))))
    asked(it)
    asked(it, c.DraftScale("Lines", lines=(line,)))
    rows = list(csv.DictReader(io.StringIO(export(report_of(it.session), "csv").decode("utf-8-sig"))))
    card = next(row for row in rows if row["text"] == "Paths flood")
    assert card["Where to begin – How much difference would it make?: Median"] == "4"
    assert card["Where to begin – What would it take?: Answers"] == "2 · cannot say: 1"
    drain = next(row for row in rows if row["kind"] == "line")
    assert (drain["id"], drain["text"]) == ("L01", "Drain the paths")
    assert drain["Lines – How much difference would it make?: Middle half"] == "1–5"
    assert card["Lines – How much difference would it make?: Median"] == ""


def test_a_sheet_without_a_scale_has_the_columns_it_always_had(it: Table) -> None:
    header = export(report_of(it.session), "csv").decode("utf-8-sig").splitlines()[0]
    assert header.endswith('"note","dots","voters"')


def test_a_card_that_is_not_published_keeps_its_answers_and_not_its_words(it: Table) -> None:
    asked(it)
    first = it.session.ordered()[0].id
    it.do(c.HideCard(first))
    report = report_of(it.session)
    (difference, _) = report.themes[0].ballots
    row = difference.rows[0]
    assert (row.id, row.text, row.rank) == ("", "(not published)", "4")


def test_who_answered_on_paper_is_counted_in_a_sentence(it: Table) -> None:
    asked(it)
    (difference, effort) = report_of(it.session).themes[0].ballots
    assert (difference.totals, difference.remarks) == ("3 ballots in.", ("1 ballot was counted by hand.",))
    assert (difference.rule, effort.rule) == (
        "1 = hardly any, 5 = a great deal.",
        "1 = little: we could start now, 5 = a great deal: money, time, others.",
    )
