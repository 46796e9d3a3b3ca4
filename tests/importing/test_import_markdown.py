"""Markdown as people write it, and as our own export writes it."""

from __future__ import annotations

from textwrap import dedent

from tests.examples import with_each
from workshop.importing.importer import paper_of
from workshop.importing.paper import Paper
from workshop.importing.readers.markdown_words import plain


def read(text: str) -> Paper:
    return paper_of(dedent(text).lstrip("\n").encode(), name="paper.md")


def outlined(paper: Paper) -> list[str]:
    return [
        line
        for theme in paper.themes
        for line in (f"{theme.title} | {theme.question}", *(f"{card.kind[0]} {card.text}" for card in theme.cards))
    ]


@with_each(
    "source, expected",
    [
        (r"a \*b\* \_c\_ 1\. x", "a *b* _c_ 1. x"),
        ("**bold** and *slanted* and __both__ and _low_", "bold and slanted and both and low"),
        ("**bold with *slant* inside** ***all***", "bold with slant inside all"),
        ("snake_case_word 2*3*4", "snake_case_word 2*3*4"),
        ("`code *kept*` ~~gone~~", "code *kept* gone"),
        ('[words](http://a.b/c) ![picture](p.png "Title")', "words (http://a.b/c) picture (p.png Title)"),
        ("[http://a.b](http://a.b) <https://c.d>", "http://a.b https://c.d"),
        ("[](x)", "(x)"),
        ("fish &amp; chips &lt;now&gt; &#39;x&#39;", "fish & chips <now> 'x'"),
        (r"\&amp; stays", "&amp; stays"),
        ("a<br>b <b>c</b>", "a b c "),
    ],
)
def test_marks_are_undone_and_words_stay(source: str, expected: str) -> None:
    assert plain(source) == expected


def test_headings_make_title_themes_and_lists() -> None:
    paper = read(
        """
        # River day #

        Eight tables

        ## Bridges

        *Who mends them?*

        ### Insights

        - one
          goes on
        - [ ] two
            - inside
        * three \\

        ### Experiments

        1. four
           - First step: ask
        > - quoted

        ## Fords: what about winter?

        ### Boats

        - five
        """
    )
    assert (paper.title, paper.subtitle) == ("River day", "Eight tables")
    assert outlined(paper) == [
        *("Bridges | Who mends them?", "i one goes on", "i two", "i inside", "i three", "e four", "e quoted"),
        *("Fords | what about winter?", "i five"),
    ]
    assert not paper.notes
    assert paper.themes[0].cards[4].fields == (("first_step", "ask"),)


def test_underlined_headings_and_rules_are_known() -> None:
    paper = read("River day\n=========\n\nBridges\n-------\n\n---\n\n- one\n\n***\n")
    assert paper.title == "River day"
    assert outlined(paper) == ["Bridges | ", "i one"]
    assert not paper.notes


def test_front_matter_gives_the_title_and_keeps_the_rest() -> None:
    paper = read('---\ntitle: "River day"\ntags:\n  - water\n\n---\n\n## Bridges\n\n- one\n')
    assert paper.title == "River day"
    assert [note.text for note in paper.notes] == ["tags:", "- water"]


def test_a_rule_on_top_is_no_front_matter() -> None:
    assert outlined(read("---\n\n## Bridges\n\n- one\n\n---\n")) == ["Bridges | ", "i one"]
    assert outlined(read("---\n## Bridges\n- one\n")) == ["Bridges | ", "i one"]


def test_comments_and_code_are_notes() -> None:
    paper = read("# Bridges\n\n- one\n\n<!-- not yet\nready -->\n\n```\n# code\n```\n\n- two\n")
    assert outlined(paper) == ["Bridges | ", "i one", "i two"]
    assert [note.text for note in paper.notes] == ["not yet", "ready", "# code"]


def test_tables_are_read_as_tables() -> None:
    paper = read("# Bridges\n\n| Insights | Experiments |\n| --- | :-: |\n| one \\| two | **three** |\n\nAfter\n")
    assert outlined(paper)[1:] == ["i one | two", "e three"]


def test_a_section_with_other_themes_under_it_is_a_note() -> None:
    paper = read("# River day\n\n## Morning\n\n### Bridges\n\n- one\n\n## Noon\n\n### Fords\n\n- two\n\n## Evening\n")
    assert paper.title == "River day"
    assert outlined(paper) == ["Bridges | ", "i one", "Fords | ", "i two"]
    assert [note.text for note in paper.notes] == ["Morning", "Noon", "Evening"]


def test_a_theme_without_cards_stays_a_theme() -> None:
    paper = read(
        "# River day\n\n## Bridges\n\n### Insights\n\n- one\n\n## Fords\n\nWhat then?\n\n## Boats\n\n- two\n\n## Owls\n"
    )
    assert outlined(paper) == ["Bridges | ", "i one", "Fords | What then?", "Boats | ", "i two", "Owls | "]


def test_a_heading_alone_is_the_title() -> None:
    paper = read("# River day\n")
    assert (paper.title, paper.themes) == ("River day", ())


@with_each("between", ["a first line\n\nA second?", "We met.\nWas it good?"])
def test_what_stands_between_title_and_list_and_is_no_question_is_notes(between: str) -> None:
    paper = read(f"# River day\n\n## Bridges\n\n{between}\n\n### Insights\n\n- one\n")
    assert outlined(paper) == ["Bridges | ", "i one"]
    assert len(paper.notes) == 2


def test_a_numbered_list_goes_on_after_a_nested_line_also_before_another_list() -> None:
    paper = read(
        "# Evening\n\n## Roads\n\n### Insights\n1. Wet\n2. Dark\n   - in winter\n3. Narrow\n### Next steps\n- Lamps\n"
    )
    assert [card.text for card in paper.themes[0].cards] == ["Wet", "Dark", "in winter", "Narrow", "Lamps"]
