"""Papers in the shapes people write them, each of our own words, and what must come out."""

from __future__ import annotations

from textwrap import dedent

from tests.examples import with_each
from workshop.importing.importer import paper_of
from workshop.importing.paper import Paper

LETTERS = {"insight": "i", "experiment": "e"}


def outlined(paper: Paper) -> list[str]:
    """A theme as "Title | Question", then one line per card: "i words", "e words"."""
    lines = [f"= {paper.title}"] if paper.title else []
    for theme in paper.themes:
        lines.append(f"{theme.title} | {theme.question}")
        lines += [f"{LETTERS.get(card.kind, card.kind)} {card.text}" for card in theme.cards]
    return lines + [f"~{note.line} {note.text}" for note in paper.notes]


PAPERS: dict[str, tuple[str, str]] = {
    "glyphs of every sort": (
        """
        Bridges : Who mends them?

        Insights
        · one
        • two
        ● three
        ▪ four
        * five
        + six
        o seven
        ► eight
        ➢ nine
        → ten
        \uf0b7 eleven
        - twelve
        ☐ thirteen
        [x] fourteen
        """,
        """
        Bridges | Who mends them?
        i one
        i two
        i three
        i four
        i five
        i six
        i seven
        i eight
        i nine
        i ten
        i eleven
        i twelve
        i thirteen
        i fourteen
        """,
    ),
    "no blank after the glyph": (
        """
        Bridges: who mends them?
        Insights:
        ·one
        -two
        •three
        *four
        Experiments:
        1)five
        2)six
        """,
        """
        Bridges | who mends them?
        i one
        i two
        i three
        i four
        e five
        e six
        """,
    ),
    "numbers, letters and Roman numbers": (
        """
        Bridges
        Who mends them?

        Insights
        1. first
        2. second
        (3) third
        a) fourth
        b) fifth
        iv. sixth

        Experiments
        1) seventh
        """,
        """
        Bridges | Who mends them?
        i first
        i second
        i third
        i fourth
        i fifth
        i sixth
        e seventh
        """,
    ),
    "numbered headings and numbered list names": (
        """
        Minutes of the river day

        1. Bridges : Who mends them?
        Insights
        - one
        Experiments
        - two

        2. Fords
        What about winter?
        1. Insights
        - three
        2. Experiments
        - four
        """,
        """
        = Minutes of the river day
        Bridges | Who mends them?
        i one
        e two
        Fords | What about winter?
        i three
        e four
        """,
    ),
    "numbered cards under numbered headings": (
        """
        River day
        1. Bridges
        Insights
        1. one
        2. two
        Experiments
        1. three
        2. Fords
        Insights
        1. four
        """,
        """
        = River day
        Bridges |
        i one
        i two
        e three
        Fords |
        i four
        """,
    ),
    "themes with a number and a dash": (
        """
        River day, notes

        THEME 1 – Bridges
        Key insights
        • one
        Ideas
        • two

        Theme 2. Fords
        Key insights
        • three

        Theme 3: Ferries: who pays?
        Key insights
        • four

        Table 4
        Key insights
        • five
        """,
        """
        = River day, notes
        THEME 1 – Bridges |
        i one
        e two
        Theme 2. Fords |
        i three
        Theme 3: Ferries | who pays?
        i four
        Table 4 |
        i five
        """,
    ),
    "lines that go on, indented and not": (
        """
        Bridges : Who mends them?

        Insights

        • a long thought that was broken
          because the page is narrow

        • another that was broken
        without an indent

        • a third

          with a blank line, indented

        • a hyphen at the end of the inter-
        national line

        Experiments
        • try Monday
        and Tuesday
        """,
        """
        Bridges | Who mends them?
        i a long thought that was broken because the page is narrow
        i another that was broken without an indent
        i a third with a blank line, indented
        i a hyphen at the end of the international line
        e try Monday and Tuesday
        """,
    ),
    "nested bullets are cards, labelled ones are fields": (
        """
        Bridges : Who mends them?
        Insights
        • one
            • inside one
            ◦ also inside
        Experiments
        • two
            - First step: ask the council
            - Owner: the clerk
          Place: the old bridge
          Review date: in May
        • three
          Tags: safe, cost
        """,
        """
        Bridges | Who mends them?
        i one
        i inside one
        i also inside
        e two
        e three
        """,
    ),
    "no list names at all": (
        """
        River day

        Bridges: who mends them?

        - one
        - two

        Fords

        - three
        """,
        """
        = River day
        Bridges | who mends them?
        i one
        i two
        Fords |
        i three
        """,
    ),
    "no glyphs at all": (
        """
        Bridges : Who mends them?

        Insights

        The first thought stands alone.

        The second is longer and goes on
        over two lines.

        Experiments

        Try a rope.

        Fords : What about winter?

        Insights

        Cold feet
        Warm hearts
        """,
        """
        Bridges | Who mends them?
        i The first thought stands alone.
        i The second is longer and goes on over two lines.
        e Try a rope.
        Fords | What about winter?
        i Cold feet
        i Warm hearts
        """,
    ),
    "the first card beside the list's name": (
        """
        Bridges : Who mends them?
        Insights: one
        Two
        Actions: three
        - four
        """,
        """
        Bridges | Who mends them?
        i one
        i Two
        e three
        e four
        """,
    ),
    "list names decorated": (
        """
        Bridges : Who mends them?
        **Insights**
        - one
        EXPERIMENTS TO TRY:
        - two
        *What we learned*
        - three
        Next steps (1)
        - four
        """,
        """
        Bridges | Who mends them?
        i one
        e two
        i three
        e four
        """,
    ),
    "a repeated list name continues the list": (
        """
        Bridges : Who mends them?
        Insights
        - one
        Insights (continued)
        - two
        Experiments
        - three
        """,
        """
        Bridges | Who mends them?
        i one
        i two
        e three
        """,
    ),
    "the same title twice stays two themes": (
        """
        River day

        Money

        Insights
        - one

        Money

        Insights
        - two
        """,
        """
        = River day
        Money |
        i one
        Money |
        i two
        """,
    ),
    "a title that looks like a theme": (
        """
        River day: what did we say?

        Bridges: who mends them?
        Insights
        - one
        """,
        """
        = River day: what did we say?
        Bridges | who mends them?
        i one
        """,
    ),
    "a front page with particulars": (
        """
        River day
        Notes from the tables
        Date: 3 May
        Facilitator: Ana

        Bridges : Who mends them?
        Insights
        - one
        """,
        """
        = River day
        Bridges | Who mends them?
        i one
        ~4 Date: 3 May
        ~5 Facilitator: Ana
        """,
    ),
    "page numbers and running headers": (
        """
        River day

        Bridges : Who mends them?
        Insights
        - one

        River day report
        Page 1 of 2

        - two

        River day report
        Page 2 of 2

        Experiments
        - three
        """,
        """
        = River day
        Bridges | Who mends them?
        i one
        i two
        e three
        ~8 River day report
        ~9 Page 1 of 2
        ~13 River day report
        ~14 Page 2 of 2
        """,
    ),
    "lists that are neither": (
        """
        River day

        Attendees
        - Ana
        - Ben

        Bridges : Who mends them?
        Insights
        - one
        Parking lot
        - later
        Experiments
        - two
        Boats:
        - three
        """,
        """
        = River day
        Bridges | Who mends them?
        i one
        e two
        i three
        ~4 Attendees
        ~5 - Ana
        ~6 - Ben
        ~11 Parking lot
        ~12 - later
        """,
    ),
    "unknown names repeated under each theme": (
        """
        River day

        Bridges
        Sunny side
        - one

        Fords
        Sunny side
        - two
        """,
        """
        = River day
        Bridges |
        i one
        Fords |
        i two
        """,
    ),
    "a retrospective": (
        """
        Sprint 9 retrospective

        What went well
        + releases on time
        + pairing

        What didn't go well
        - flaky tests

        Action items
        [ ] fix the tests
        [ ] ask for a server
        """,
        """
        Sprint 9 retrospective |
        i releases on time
        i pairing
        i flaky tests
        e fix the tests
        e ask for a server
        """,
    ),
    "an open space report": (
        """
        Topic: Night buses
        Convenor: Ben
        Participants: Ana, Cem

        Discussion:
        * too few after ten
        * drivers feel unsafe

        Next steps:
        * ask the drivers

        Topic: Cycle lanes
        Convenor: Dee

        Discussion:
        * paint is not enough

        Next steps:
        * count the bicycles
        """,
        """
        Night buses |
        i too few after ten
        i drivers feel unsafe
        e ask the drivers
        Cycle lanes |
        i paint is not enough
        e count the bicycles
        ~3 Convenor: Ben
        ~4 Participants: Ana, Cem
        ~14 Convenor: Dee
        """,
    ),
    "questions as themes": (
        """
        World Café in the library

        Question 1: What brings you here?
        Insights
        • books
        Actions
        • longer hours

        Question 2: What is missing?
        Insights
        • light
        """,
        """
        = World Café in the library
        Question 1 | What brings you here?
        i books
        e longer hours
        Question 2 | What is missing?
        i light
        """,
    ),
    "questions alone as themes": (
        """
        Library day

        What brings you here?
        - books
        - friends

        What is missing?
        - light
        """,
        """
        = Library day
        What brings you here? |
        i books
        i friends
        What is missing? |
        i light
        """,
    ),
    "labels for theme and question": (
        """
        Theme: Bridges
        Question: Who mends them?
        Insights
        - one
        Theme: Fords
        Question: What about winter?
        Insights
        - two
        """,
        """
        Bridges | Who mends them?
        i one
        Fords | What about winter?
        i two
        """,
    ),
    "underlined and capital headings": (
        """
        RIVER DAY
        =========

        Bridges
        -------
        Who mends them?

        INSIGHTS
        - one

        FORDS
        -----
        INSIGHTS
        - two
        """,
        """
        = RIVER DAY
        Bridges | Who mends them?
        i one
        FORDS |
        i two
        """,
    ),
    "an outline of nothing but bullets": (
        """
        - Bridges: who mends them?
            - Insights
                - one
                - two
            - Experiments
                - three
        - Fords
            - Insights
                - four
        """,
        """
        Bridges | who mends them?
        i one
        i two
        e three
        Fords |
        i four
        """,
    ),
    "bullets alone": (
        """
        - one
        - two
        """,
        """
        paper |
        i one
        i two
        """,
    ),
    "prose alone": (
        """
        We met at the river.

        It was cold, and we went home.
        """,
        """
        ~2 We met at the river.
        ~4 It was cold, and we went home.
        """,
    ),
    "a wrapped question": (
        """
        River day

        Bridges
        How do we make sure that everybody who
        crosses the river is heard?

        Insights
        - one
        """,
        """
        = River day
        Bridges | How do we make sure that everybody who crosses the river is heard?
        i one
        """,
    ),
    "no blank lines anywhere": (
        """
        River day
        Bridges : Who mends them?
        Insights
        - one
        - two
        Experiments
        - three
        Fords : What about winter?
        Insights
        - four
        Experiments
        - five
        """,
        """
        = River day
        Bridges | Who mends them?
        i one
        i two
        e three
        Fords | What about winter?
        i four
        e five
        """,
    ),
    "small letters only": (
        """
        bridges
        insights
        - one
        experiments
        - two

        fords
        insights
        - three
        """,
        """
        bridges |
        i one
        e two
        fords |
        i three
        """,
    ),
    "entities, quotes and dashes": (
        """
        Bridges &amp; Fords : Who mends them?
        Insights
        - “Quoted” – and dashed — and &lt;kept&gt;
        """,
        """
        Bridges & Fords | Who mends them?
        i “Quoted” – and dashed — and <kept>
        """,
    ),
    "a bullet alone on its line": (
        """
        Bridges : Who mends them?
        Insights
        •
        one
        •
        two
        """,
        """
        Bridges | Who mends them?
        i one
        i two
        """,
    ),
    "a description under the heading": (
        """
        River day

        Bridges : Who mends them?
        Eight people talked for an hour. They were glad of the tea.

        Insights
        - one
        """,
        """
        = River day
        Bridges | Who mends them?
        i one
        ~5 Eight people talked for an hour. They were glad of the tea.
        """,
    ),
    "Welsh": (
        """
        Diwrnod yr afon

        Pontydd : Pwy sy'n eu trwsio?
        Mewnwelediadau
        • un
        Arbrofion
        • dau
          Cam cyntaf: gofyn
        Camau nesaf
        • tri
        """,
        """
        = Diwrnod yr afon
        Pontydd | Pwy sy'n eu trwsio?
        i un
        e dau
        e tri
        """,
    ),
    "French": (
        """
        Journée de la rivière

        Les ponts : qui les répare ?
        Enseignements
        • un
        Prochaines étapes :
        • deux
        Les gués : que faire en hiver ?
        CE QUE NOUS AVONS APPRIS
        • trois
        """,
        """
        = Journée de la rivière
        Les ponts | qui les répare ?
        i un
        e deux
        Les gués | que faire en hiver ?
        i trois
        """,
    ),
    "German": (
        """
        Tag am Fluss

        Tisch 1: Brücken
        Wer repariert sie?
        Erkenntnisse
        - eins
        Nächste Schritte
        - zwei
          Erster Schritt: fragen

        Tisch 2: Furten
        Was tun im Winter?
        Was wir gelernt haben
        - drei
        Maßnahmen:
        - vier
        """,
        """
        = Tag am Fluss
        Tisch 1: Brücken | Wer repariert sie?
        i eins
        e zwei
        Tisch 2: Furten | Was tun im Winter?
        i drei
        e vier
        """,
    ),
    "Spanish": (
        """
        Día del río

        Puentes: ¿quién los repara?
        Aprendizajes
        • uno
        Próximos pasos
        • dos
        Vados: ¿y en invierno?
        Ideas clave
        • tres
        """,
        """
        = Día del río
        Puentes | ¿quién los repara?
        i uno
        e dos
        Vados | ¿y en invierno?
        i tres
        """,
    ),
    "Arabic": (
        """
        يوم النهر

        الجسور : من يصلحها؟
        الأفكار الرئيسية
        • واحد
        الخطوات التالية
        • اثنان
        """,
        """
        = يوم النهر
        الجسور | من يصلحها؟
        i واحد
        e اثنان
        """,
    ),
    "Dutch, Italian, Portuguese and Polish": (
        """
        Rivierdag

        Bruggen: wie maakt ze?
        Inzichten
        - een
        Volgende stappen
        - twee

        Ponti: chi li ripara?
        Lezioni apprese
        - uno
        Prossimi passi
        - due

        Pontes: quem os repara?
        O que aprendemos
        - um
        Próximos passos
        - dois
        o que fazemos

        Mosty: kto je naprawia?
        Wnioski
        - jeden
        Działania
        - dwa
        """,
        """
        = Rivierdag
        Bruggen | wie maakt ze?
        i een
        e twee
        Ponti | chi li ripara?
        i uno
        e due
        Pontes | quem os repara?
        i um
        e dois
        e que fazemos
        Mosty | kto je naprawia?
        i jeden
        e dwa
        """,
    ),
    "a consultation by question numbers": (
        """
        Consultation on the ferry: notes of table 5

        Q1. What works today?

        a) the timetable
        b) the crew

        Q2. What should change?

        a) the price
        """,
        """
        = Consultation on the ferry: notes of table 5
        Q1 | What works today?
        i the timetable
        i the crew
        Q2 | What should change?
        i the price
        """,
    ),
    "cards that look like headings": (
        """
        Bridges : Who mends them?
        Insights
        · Insights
        · 1. first
        · - dashed
        · Fords : What about winter?
        · # hash
        Experiments
        · Experiments
        """,
        """
        Bridges | Who mends them?
        i Insights
        i 1. first
        i - dashed
        i Fords : What about winter?
        i # hash
        e Experiments
        """,
    ),
    "no glyphs, and themes without questions": (
        """
        River day

        Bridges

        Insights

        Cold feet

        Money: who has any?

        Experiments

        Try a rope

        Fords

        Insights

        Warm hearts

        Boats: who rows?

        Kites

        Insights

        wind
        """,
        """
        = River day
        Bridges |
        i Cold feet
        i Money: who has any?
        e Try a rope
        Fords |
        i Warm hearts
        i Boats: who rows?
        Kites |
        i wind
        """,
    ),
    "a title broken over two lines": (
        """
        River day

        Bridges and all the fords between
        here and the sea : Who mends them?

        Insights
        - one
        """,
        """
        = River day
        Bridges and all the fords between here and the sea | Who mends them?
        i one
        """,
    ),
    "dashes as glyphs and dashes that go on": (
        """
        Bridges : Who mends them?
        Insights
        – one
        – two
        – three – and more
        — four
        Experiments
        · five
        · six
        """,
        """
        Bridges | Who mends them?
        i one
        i two
        i three – and more
        i four
        e five
        e six
        """,
    ),
    "one dash that goes on": (
        """
        Bridges : Who mends them?
        Insights
        · one
        – and more of it
        · two
        """,
        """
        Bridges | Who mends them?
        i one – and more of it
        i two
        """,
    ),
    "nothing but who was there": (
        """
        River day

        Attendees
        - Ana
        """,
        """
        = River day
        ~4 Attendees
        ~5 - Ana
        """,
    ),
    "a theme called like a list": (
        """
        River day

        Ideas
        Insights
        - one
        Learning
        Insights
        - two
        """,
        """
        = River day
        Ideas |
        i one
        Learning |
        i two
        """,
    ),
    "three themes of one title and no title above": (
        """
        Money
        Insights
        - one
        Money
        Insights
        - two
        Money
        Insights
        - three
        """,
        """
        Money |
        i one
        Money |
        i two
        Money |
        i three
        """,
    ),
    "the title again on top of each page": (
        """
        River day

        Bridges : Who mends them?
        Insights
        - one

        River day

        - two

        River day

        Experiments
        - three
        """,
        """
        = River day
        Bridges | Who mends them?
        i one
        i two
        e three
        ~8 River day
        ~12 River day
        """,
    ),
    "themes without cards between others": (
        """
        River day

        Bridges : Who mends them?
        Insights
        - one

        Boats : Who rows?

        Fords : What about winter?
        Insights
        - two

        Kites : Who flies?
        """,
        """
        = River day
        Bridges | Who mends them?
        i one
        Boats | Who rows?
        Fords | What about winter?
        i two
        Kites | Who flies?
        """,
    ),
    "numbers alone on their lines": (
        """
        Bridges : Who mends them?
        Insights
        1.
        one
        2.
        - two
        3.
        """,
        """
        Bridges | Who mends them?
        i one
        i two
        ~6 2.
        ~8 3.
        """,
    ),
    "small signs of a pencil": (
        """
        o que fica? o que vai?
        Insights
        - one
        ???
        - two
        ----------
        """,
        """
        o que fica? o que vai? |
        i one
        i two
        ~5 ???
        """,
    ),
    "a theme with experiments alone": (
        """
        River day

        Bridges : Who mends them?
        Insights
        - one

        Fords : What about winter?
        Experiments
        - two
        """,
        """
        = River day
        Bridges | Who mends them?
        i one
        Fords | What about winter?
        e two
        """,
    ),
}


@with_each("name", PAPERS)
def test_a_paper_is_read_as_a_person_would_read_it(name: str) -> None:
    source, expected = PAPERS[name]
    paper = paper_of(dedent(source).encode(), name="paper.txt")
    assert outlined(paper) == dedent(expected).replace(" |\n", " | \n").strip("\n").splitlines()
