"""How a sheet is composed: order, the road, right-to-left and Chinese cards, long cards, empty places."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen

from tests.examples import with_each
from tests.publishing.picture.sheets import laid_out, region, sheet
from workshop.publishing.picture import faces, pdf, png, svg, typeset
from workshop.publishing.picture.bidi import levels, runs_right, visual
from workshop.publishing.picture.compose import drawn
from workshop.publishing.picture.drawing import ACCENTS, QUIET, Drawing
from workshop.publishing.picture.faces import Face, own_face
from workshop.publishing.picture.make import unprintable
from workshop.publishing.picture.sheet import LAYOUTS, SIZES, Layout, Region, Sheet, SheetCard
from workshop.publishing.picture.subset import subset
from workshop.publishing.picture.typeset import Run, Style, Text, atoms, broken, missing_letters, tied, width_of

LONG = "a slow walk round the pond at dusk with a torch and a flask " * 34


def said(drawing: Drawing, role: str) -> list[str]:
    return [words.text for words in drawing.words if words.role == role]


def test_words_are_read_in_order() -> None:
    drawing = laid_out(sheet(region("One", "a", "b", question="Why?"), region("Two", "c"), question="How?"))
    assert [words.text for words in drawing.words] == ["Winter", "How?", "One", "Why?", "a", "b", "Two", "c", "counted"]


def test_the_title_is_the_largest_and_the_question_is_next() -> None:
    drawing = laid_out(sheet(region("One", "a"), question="What would make people use the park in winter?"))
    sizes = {words.role: words.lines[0][0].size for words in drawing.words}
    assert sizes["title"] > sizes["question"] > sizes["heading"] > sizes["card"]


def test_the_road_passes_the_places_in_time() -> None:
    places = (region("Late", "c", began="3"), region("Never"), region("Early", "a", began="1"))
    drawing = laid_out(sheet(*places), "path")
    assert said(drawing, "heading") == ["Early", "Late", "Never"]
    assert said(drawing, "place") == ["1", "2", "3"]


def test_the_road_turns_back_in_every_second_row() -> None:
    places = [region(f"Place {at}", *([LONG[: 60 * at]] * 5), began=f"{at:02d}") for at in range(1, 9)]
    drawing = laid_out(sheet(*places), "path", "A1")
    boxes = [box for box in drawing.boxes if box.role == "region"]
    rows = {round(box.y): [b for b in boxes if round(b.y) == round(box.y)] for box in boxes}
    first, second, *_ = rows.values()
    assert [box.x for box in first] == sorted(box.x for box in first)
    assert [box.x for box in second] == sorted((box.x for box in second), reverse=True)


def test_more_cards_have_more_room() -> None:
    drawing = laid_out(sheet(region("Few", "one card"), region("Many", *["a card with some words in it"] * 24)))
    few, many = (box.width * box.height for box in drawing.boxes if box.role == "region")
    assert many > few


def test_neighbours_have_different_accents() -> None:
    drawing = laid_out(sheet(*(region(f"Theme {at}", *["some words of a card"] * 5) for at in range(13))))
    assert len({words.on for words in drawing.words if words.role == "heading"}) == 8


def test_a_sheet_without_a_card_and_without_a_region_is_still_a_sheet() -> None:
    for layout in LAYOUTS:
        for size in SIZES:
            assert laid_out(sheet(region("Nothing yet")), layout, size).boxes
            assert said(laid_out(sheet(), layout, size), "title") == ["Winter"]


def test_a_card_of_two_thousand_letters_is_there_whole() -> None:
    drawing = laid_out(sheet(region("Long", LONG, "short"), region("Beside", "short")))
    assert said(drawing, "card")[0] == LONG
    assert "".join(run.text for line in drawing.words[2].lines for run in line).count("flask") == 34


def test_a_word_wider_than_its_column_is_parted_between_letters() -> None:
    drawing = laid_out(sheet(region("Word", "x" * 400)))
    (card,) = (words for words in drawing.words if words.role == "card")
    assert len(card.lines) > 1
    assert "".join(run.text for line in card.lines for run in line).startswith("x" * 200)


def test_forty_tables_fit_no_sheet() -> None:
    tables = [
        region(f"Table {at}", *["somebody said something of about sixty letters on this card"] * 30) for at in range(40)
    ]
    assert drawn(sheet(*tables), "regions", SIZES["A3"]) is None
    assert drawn(sheet(*tables), "path", SIZES["A0"]) is None


def test_a_list_has_its_name_above_its_cards_and_dots_are_drawn() -> None:
    cards = (
        SheetCard("", "Insights"),
        SheetCard("I1", "dark", 2),
        SheetCard("", "Experiments"),
        SheetCard("E1", "light", 9),
    )
    drawing = laid_out(sheet(Region("Paths", "", ("A line across",), cards)))
    assert said(drawing, "list") == ["Insights", "Experiments"]
    assert said(drawing, "line") == ["A line across"]
    dots = ["".join(run.text for run in words.lines[-1]) for words in drawing.words if words.role == "card"]
    assert dots == ["dark I1 ●●", "light E1 ●×9"]


@with_each(
    "text, right, found",
    [
        ("abc", False, [0, 0, 0]),
        ("אב 12 ג", True, [1, 1, 1, 2, 2, 1, 1]),
        ("a אב. b", False, [0, 0, 1, 1, 0, 0, 0]),
        ("א b", True, [1, 1, 2]),
        ("12 א", True, [2, 2, 1, 1]),
        ("א 1,2", True, [1, 1, 2, 2, 2]),
        ("א 5%", True, [1, 1, 2, 2]),
        ("א % ב", True, [1, 1, 1, 1, 1]),
        ("a\u0301א\u05b0", False, [0, 0, 1, 1]),
        ("\u05b0", True, [1]),
    ],
)
def test_letters_run_where_their_script_runs(text: str, right: bool, found: list[int]) -> None:  # noqa: FBT001
    assert levels(text, right=right) == found


def test_runs_stand_in_the_order_in_which_they_are_seen() -> None:
    assert visual([]) == []
    assert visual([0, 1, 0]) == [0, 1, 2]
    assert visual([1, 2, 1]) == [2, 1, 0]
    assert runs_right("– مرحبا hello")
    assert not runs_right("123")


def test_a_right_to_left_card_begins_at_the_right() -> None:
    drawing = laid_out(sheet(region("Words", "שלום לכולם 12 abc")))
    (card,) = (words for words in drawing.words if words.role == "card")
    (box,) = (box for box in drawing.boxes if box.role == "card")
    first = card.lines[0][0]
    assert first.right
    assert first.x + first.width == pytest.approx(box.x + box.width)
    assert "\u200f" in svg.write(drawing).decode()
    assert not [run for run in card.lines[0][1:] if run.x > first.x]


def test_chinese_is_parted_between_letters_and_not_before_a_full_stop() -> None:
    style = Style()
    assert [atom.text for atom in atoms("你好。吗 abc「图」", style)] == ["你", "好。", "吗", "abc", "「图」"]
    lines = broken(atoms("你好" * 30, style), 10)
    assert len(lines) > 1


def tiny_font(path: Path, letters: str) -> None:
    """Write a font that has these letters, all of them a square."""
    pen = TTGlyphPen(None)
    pen.moveTo((0, 0))
    pen.lineTo((0, 500))
    pen.lineTo((500, 500))
    pen.closePath()
    names = [".notdef", "space", *(f"uni{ord(letter):04X}" for letter in letters)]
    font = FontBuilder(1000)
    font.setupGlyphOrder(names)
    font.setupCharacterMap({32: "space"} | {ord(letter): f"uni{ord(letter):04X}" for letter in letters})
    glyph = pen.glyph()
    font.setupGlyf(dict.fromkeys(names, glyph))
    font.setupHorizontalMetrics(dict.fromkeys(names, (600, 0)))
    font.setupHorizontalHeader(ascent=800, descent=-200)
    font.setupNameTable({"familyName": "Noto Tiny", "styleName": "Regular", "psName": "NotoTiny"})
    font.setupOS2()
    font.setupPost()
    font.save(path)


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Return a folder that is all this computer has of fonts."""
    monkeypatch.setattr(faces, "font_folders", lambda: [tmp_path / "fonts", tmp_path / "none"])
    (tmp_path / "fonts").mkdir()
    cached = (faces.face_for, faces._installed, faces._noto_files, typeset._wide)
    for each in cached:
        each.cache_clear()
    yield tmp_path / "fonts"
    for each in cached:
        each.cache_clear()


def test_a_letter_that_is_lacking_comes_from_an_installed_face(installed: Path) -> None:
    tiny_font(installed / "NotoSansDevanagari-Regular.ttf", "कख")
    drawing = laid_out(sheet(region("Words", "abc कख abc")))
    runs = [run for words in drawing.words if words.role == "card" for run in words.lines[0]]
    assert [run.face.family for run in runs if "क" in run.text] == ["Noto Tiny"]
    assert not unprintable(drawing)
    assert b"Noto Tiny" in svg.write(drawing)
    assert pdf.write(drawing) == pdf.write(drawing)
    assert png.write(drawing)


def test_a_letter_that_no_face_has_is_named_with_its_card(installed: Path) -> None:
    assert installed.is_dir()
    drawing = laid_out(sheet(region("Words", "well said 🎉👍🏽 語 ☃", "plain")))
    (sentence,) = unprintable(drawing)
    assert sentence.startswith("W01 has 🎉 👍 🏽 語")
    assert missing_letters("abc é — “quoted” αβγ") == ""
    (sentence,) = unprintable(laid_out(sheet(title="語")))
    assert sentence.startswith("The title “語” has 語")


def test_curves_of_another_kind_are_turned_into_those_a_pdf_library_takes() -> None:
    cubic = Face(own_face(400).path.with_suffix(".otf"), family="Source Sans Pro")
    assert subset(cubic, "abc").startswith(b"OTTO")
    assert subset(cubic, "abc", quadratic=True).startswith(b"\x00\x01\x00\x00")


@pytest.mark.parametrize(("system", "folder"), [("win32", "Fonts"), ("darwin", "Library"), ("linux", "share")])
def test_fonts_are_looked_for_where_each_system_keeps_them(
    system: str, folder: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.platform", system)
    assert any(folder in str(path) for path in faces.font_folders())


def test_where_little_was_said_the_title_grows() -> None:
    few, many = (laid_out(sheet(region("One", *["a few words"] * count))) for count in (2, 70))
    size = {of: of.words[0].lines[0][0].size for of in (few, many)}
    assert size[few] > size[many]


def test_an_arabic_title_stands_at_the_right_and_its_question_at_the_left() -> None:
    drawing = laid_out(sheet(region("One", "a"), title="שלום", question="מה"))
    title, question = (words.lines[0][0] for words in drawing.words[:2])
    assert title.x > question.x + question.width


def test_one_file_is_one_face_whatever_the_weight(installed: Path) -> None:
    tiny_font(installed / "NotoSansDevanagari-Regular.ttf", "कख")
    assert faces.face_for("क", 900) is faces.face_for("ख", 600) is faces.face_for("क", 400)
    drawing = laid_out(sheet(region("कक", "कख"), title="क", question="ख"))
    shown = {run.face for words in drawing.words for line in words.lines for run in line if "क" in run.text}
    assert len(shown) == 1


def test_brackets_among_letters_that_run_right_are_turned_round_in_a_pdf() -> None:
    face = own_face(400)
    run = Run(" (", face, 10.0, "#000000", 0.0, 0.0, 5.0, right=True)
    assert pdf._mirrored(run) == ") "
    assert pdf._mirrored(run._replace(text="אב (")) == "אב ("
    assert pdf._mirrored(run._replace(right=False)) == " ("


def test_an_id_never_begins_a_line_nor_is_parted() -> None:
    texts = [" ".join(["word"] * count) for count in range(1, 60)]
    drawing = laid_out(sheet(region("Ids", *texts)))
    for words in drawing.words:
        lines = ["".join(run.text for run in line) for line in words.lines]
        assert not [line for line in lines if line.startswith("I") and words.role == "card"]
    narrow = broken([*atoms("lengthy", Style()), tied("E3", Style())], width_of("lengthy", Style()) + 0.1)
    assert [[atom.text for atom in line] for line in narrow] == [["lengthy"], ["E3"]]


@with_each("layout", LAYOUTS)
def test_a_sheet_in_arabic_is_read_from_the_right(layout: Layout) -> None:
    regions = tuple(region(name, *["كلمة " * 12] * 12, began=name) for name in ("أ", "ب", "ت"))
    drawing = drawn(Sheet("عنوان", "سؤال", "ar", regions), layout, SIZES["A3"])
    assert drawing is not None
    first, second, _ = (box for box in drawing.boxes if box.role == "region")
    assert first.x > second.x
    cards = [box for box in drawing.boxes if box.role == "card" and box.region == 0]
    assert cards[0].x == max(card.x for card in cards)


def test_what_nobody_placed_is_quiet_and_headings_are_not() -> None:
    rest = Region("Without a heading", cards=(SheetCard("E1", "later"),), rest=True)
    drawing = laid_out(sheet(region("One", "a"), rest))
    assert [words.on for words in drawing.words if words.role == "heading"] == [ACCENTS[0], QUIET]


def test_the_question_stands_on_the_titles_last_baseline() -> None:
    title, question = laid_out(sheet(region("One", "a"), title="Nothing yet", question="What?")).words[:2]
    assert question.lines[-1][0].y == pytest.approx(title.lines[-1][0].y)


@with_each("layout", LAYOUTS)
def test_the_name_of_a_list_never_ends_a_column(layout: Layout) -> None:
    for count in range(1, 14):
        cards = [SheetCard("", "Insights"), *(SheetCard(f"I{at}", "a card with some words") for at in range(count))]
        cards += [SheetCard("", "Experiments"), *(SheetCard(f"E{at}", "a card with some words") for at in range(5))]
        drawing = laid_out(sheet(Region("One", cards=tuple(cards)), Region("Two", cards=tuple(cards))), layout)
        boxes = [box for box in drawing.boxes if box.role in {"list", "card"}]
        for box, after in pairwise(boxes):
            assert box.role == "card" or (after.x == box.x and after.y > box.y)


def test_what_nobody_placed_is_the_last_place_on_the_road() -> None:
    rest = Region("Without a heading", cards=(SheetCard("E1", "early"),), began="0", rest=True)
    drawing = laid_out(sheet(rest, region("One", "a", began="1")), "path")
    assert said(drawing, "heading") == ["One", "Without a heading"]


def test_a_letter_that_is_wider_than_a_line_has_one_of_its_own() -> None:
    assert [len(line) for line in broken(atoms("钥匙", Style(400, 1.0)), 0.5)] == [1, 1]


def test_lines_are_counted_the_same_whichever_measures_were_asked_before() -> None:
    said = atoms("Somebody said that nobody has keys to 钥匙在邻居那里 and المفتاح", Style(400, 1.0))
    words = [*said, tied("E07", Style(600, 0.8))]
    counted = Text(words)
    measures = [2.0 + (at * 37 % 200) * 0.15 for at in range(200)]
    wrong = [each for each in (*measures, *measures, 1.5) if counted.count(each) != len(broken(words, each))]
    assert wrong == []
