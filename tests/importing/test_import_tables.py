"""Sheets: one row per card, one column per list, with any delimiter, with and without headings."""

from __future__ import annotations

from workshop.importing.importer import paper_of
from workshop.importing.paper import Paper, ReadingOptions


def read(text: str) -> Paper:
    return paper_of(text.encode("utf-8"), name="sheet.csv")


def rows(paper: Paper) -> list[tuple[str, str, str, str]]:
    return [(theme.title, theme.question, card.kind, card.text) for theme in paper.themes for card in theme.cards]


def test_each_row_is_a_card_and_rows_of_a_theme_belong_together() -> None:
    paper = read(
        "Theme;Question;Type;Content\nBridges;Who?;Insight;one\nFords;;Action;two\nBridges;Who?;Insights;three\n"
    )
    assert rows(paper) == [
        ("Bridges", "Who?", "insight", "one"),
        ("Bridges", "Who?", "insight", "three"),
        ("Fords", "", "experiment", "two"),
    ]
    assert [card.line for theme in paper.themes for card in theme.cards] == [2, 4, 3]


def test_headings_may_be_in_other_languages_and_cells_may_have_lines() -> None:
    paper = read('sep=\t\nThema\tFrage\tArt\tText\nBrücken\tWer?\tErkenntnis\t"eins\nund mehr"\n\t\tIdee\tzwei\n')
    assert rows(paper) == [("Brücken", "Wer?", "insight", "eins und mehr"), ("Brücken", "Wer?", "experiment", "zwei")]
    assert paper.themes[0].cards[1].line == 5


def test_all_that_stands_beside_a_card_is_kept() -> None:
    paper = read(
        "table,theme,kind,id,text,tags,cluster,first_step,owner,note,dots,colour\n"
        'Table 7,Bridges,risk,T07-R1,one,"safe, cost",Money,ask,Ana,soon,3,red,extra\n'
    )
    card = paper.themes[0].cards[0]
    assert (card.kind, card.text, card.tags, card.cluster, card.note) == (
        "risk",
        "one",
        ("safe", "cost"),
        "Money",
        "soon",
    )
    assert card.fields == (("first_step", "ask"), ("owner", "Ana"))
    assert card.extras == (
        ("table", "Table 7"),
        ("id", "T07-R1"),
        ("dots", "3"),
        ("colour", "red"),
        ("column 13", "extra"),
    )


def test_the_apostrophe_before_a_formula_is_undone() -> None:
    paper = read("theme,kind,text\nBridges,insight,'=1+1\nBridges,insight,'tis\n")
    assert [text for *_, text in rows(paper)] == ["=1+1", "'tis"]


def test_rows_without_a_card_keep_their_words() -> None:
    paper = read("theme,kind,text,owner\nBridges,insight,,Ana\n,,,\nBridges,insight,one,\n")
    assert rows(paper) == [("Bridges", "", "insight", "one")]
    assert [note.text for note in paper.notes] == ["Ana"]


def test_a_theme_without_a_title_is_called_by_its_question() -> None:
    assert rows(read("question,text\nWho mends them?,one\n")) == [("Who mends them?", "", "insight", "one")]


def test_columns_may_be_lists() -> None:
    paper = read("Insights,Experiments\none,two\nthree,\n")
    assert rows(paper) == [
        ("sheet", "", "insight", "one"),
        ("sheet", "", "insight", "three"),
        ("sheet", "", "experiment", "two"),
    ]


def test_rows_may_be_themes_and_columns_lists() -> None:
    paper = read('Theme,Question,Insights,Next steps,Questions\nBridges,Who?,"- one\n- two",three,why\nFords,,four,,\n')
    assert rows(paper) == [
        ("Bridges", "Who?", "insight", "one"),
        ("Bridges", "Who?", "insight", "two"),
        ("Bridges", "Who?", "experiment", "three"),
        ("Fords", "", "insight", "four"),
    ]


def test_a_sheet_without_headings_is_notes() -> None:
    paper = read("red,blue\ngreen,yellow\n")
    assert [(note.line, note.text) for note in paper.notes] == [(1, "red | blue"), (2, "green | yellow")]
    assert paper.remarks == ("No theme, list or bullet was found; every line is kept as a note.",)


def test_a_sheet_of_one_column_is_read_as_text() -> None:
    assert rows(read("Bridges : Who?\nInsights\n- one\n")) == [("Bridges", "Who?", "insight", "one")]


def test_a_cell_beyond_measure_is_read_as_text() -> None:
    notes = read('theme,text\n"' + "a" * 200_000 + "\n").notes
    assert sum(note.text.count("a") for note in notes) >= 200_000


def test_an_empty_table_makes_nothing() -> None:
    assert read("theme,text\n,\n").themes == ()
    assert read(",,\n,,\n").themes == ()


def test_one_column_of_experiments_and_columns_of_their_fields_are_cards_with_fields() -> None:
    sheet = "Theme,Experiment,First step,Owner,Where\nParks,Lights,ask,council,park\nParks,Drains,dig,,\n"
    (theme,) = paper_of(sheet.encode(), name="paper.csv").themes
    assert [(card.kind, card.text, card.fields) for card in theme.cards] == [
        ("experiment", "Lights", (("first_step", "ask"), ("owner", "council"), ("place", "park"))),
        ("experiment", "Drains", (("first_step", "dig"),)),
    ]


def test_what_stands_beside_an_experiment_is_said_of_it() -> None:
    (theme,) = read(
        "No,Insight,Experiment,Owner,Priority\n1,wet,coat\nhat,Ana,high\n2,dry,,,\n".replace("coat\nhat", '"coat\nhat"')
    ).themes
    assert [(card.kind, card.text, card.fields, card.extras) for card in theme.cards] == [
        ("insight", "wet", (), ()),
        ("insight", "dry", (), ()),
        ("experiment", "coat", (("owner", "Ana"),), (("id", "1"), ("Priority", "high"))),
        ("experiment", "hat", (("owner", "Ana"),), (("id", "1"), ("Priority", "high"))),
    ]


def test_titles_may_stand_above_the_row_of_headings() -> None:
    paper = read("Day of rivers;;;\n;;;\nThema;Art;Karte;Punkte\nEnergie;Erkenntnis;Strom;3\n")
    assert (paper.title, rows(paper)) == ("Day of rivers", [("Energie", "", "insight", "Strom")])


def test_a_table_may_have_its_headings_and_titles_more_than_once() -> None:
    paper = read("Bread : Who?,\nInsights,Ideas\nflour,oven\nBeer : Who?,\nInsights,Ideas\nhops,vat\n")
    assert rows(paper) == [
        ("Bread", "Who?", "insight", "flour"),
        ("Bread", "Who?", "experiment", "oven"),
        ("Beer", "Who?", "insight", "hops"),
        ("Beer", "Who?", "experiment", "vat"),
    ]


def test_a_sheet_of_what_is_to_be_done_by_whom_is_of_experiments() -> None:
    (theme,) = read("What,Who,By when\nMend the gate,Ana,May\n").themes
    assert [(card.kind, card.text, card.fields) for card in theme.cards] == [
        ("experiment", "Mend the gate", (("owner", "Ana"), ("review", "May")))
    ]


def test_rows_without_headings_that_name_a_kind_are_notes() -> None:
    assert [note.text for note in read("red,Insight,one\nblue,Insight,two\n").notes] == [
        "red | Insight | one",
        "blue | Insight | two",
    ]


def test_who_signed_a_row_of_lists_stays_out_unless_it_is_asked_for() -> None:
    sheet = b"Insight,Your name,Experiment\nwet,Ana,\ndry,,coat\n,Ben,\n"
    assert "Ana" not in str(paper_of(sheet, name="a.csv").themes)
    (theme,) = paper_of(sheet, name="a.csv", reading=ReadingOptions(authors=True)).themes
    assert [card.extras for card in theme.cards] == [(("author", "Ana"),), (), ()]


def test_an_open_quotation_mark_takes_no_row_below_its_own() -> None:
    paper = read('Insights,Experiments\n"wet,coat\ndry,"hat, or two"\n"two\nlines","boots"\n')
    assert [card.text for theme in paper.themes for card in theme.cards] == [
        *('"wet', "dry", "two", "lines"),
        *("coat", "hat, or two", "boots"),
    ]
