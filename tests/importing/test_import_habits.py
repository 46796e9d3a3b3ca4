"""More papers in the shapes people write them, in six languages, with the fields of their experiments."""

from __future__ import annotations

from textwrap import dedent

from tests.examples import with_each
from workshop.importing.importer import paper_of
from workshop.importing.paper import Paper
from workshop.wording.headings import given_heading

LETTERS = {"insight": "i", "experiment": "e"}


def outlined(paper: Paper) -> list[str]:
    """A theme as "Title | Question", a line per card and per field, "? term = meaning", and the notes."""
    lines = [f"= {paper.title}"] if paper.title else []
    for theme in paper.themes:
        lines.append(f"{theme.title} | {theme.question}".rstrip())
        for card in theme.cards:
            lines.append(f"{LETTERS.get(card.kind, card.kind)} {card.text}")
            lines += [f"  {name}: {value}" for name, value in card.fields]
            lines += [f"  note: {card.note}"] if card.note else []
    lines += [f"? {term} = {meaning}" for term, meaning in paper.glossary]
    return lines + [f"~{note.line} {note.text}" for note in paper.notes]


PAPERS: dict[str, tuple[str, str]] = {
    "French fields, with a blank before each colon": (
        """
        Table 3 – Mobilité

        Thème : Se déplacer
        Question : Comment venir sans voiture ?

        Constats
        • Le bus du soir n’existe plus
        • On marche si c’est éclairé

        Expériences
        • Un vélo-bus pour l’école
          Premier pas : demander à deux parents
          Responsable : la directrice
          Lieu : quartier nord
          Mesure : dix enfants par semaine
          Date de bilan : 1er juin
        • Des bancs tous les deux cents mètres
          – Premier pas : compter les bancs
          – Qui : la mairie
        • Une navette le samedi
        Premier pas : appeler le garage
        Responsable : l’association
        """,
        """
        = Table 3 – Mobilité
        Se déplacer | Comment venir sans voiture ?
        i Le bus du soir n’existe plus
        i On marche si c’est éclairé
        e Un vélo-bus pour l’école
          first_step: demander à deux parents
          owner: la directrice
          place: quartier nord
          measure: dix enfants par semaine
          review: 1er juin
        e Des bancs tous les deux cents mètres
          first_step: compter les bancs
          owner: la mairie
        e Une navette le samedi
          first_step: appeler le garage
          owner: l’association
        """,
    ),
    "German fields, indented, starred and bare": (
        """
        Marktplatz : Was hält uns hier?

        Erkenntnisse
        - Samstags ist es voll, montags leer
        - Niemand sitzt gern im Zug

        Experimente
        - Stühle zum Mitnehmen
            Erster Schritt: zehn Stühle leihen
            Zuständig: Stadtmarketing
            Ort: Brunnen
            Messgröße: belegte Stühle um zwölf
            Überprüfung am: 3. Mai
        - Musik am Montag
          * Erster Schritt: Musikschule fragen
          * Verantwortlich: Frau aus der Musikschule
        - Offene Werkstatt
        Erster Schritt: Raum suchen
        Wer: Hausmeister
        """,
        """
        Marktplatz | Was hält uns hier?
        i Samstags ist es voll, montags leer
        i Niemand sitzt gern im Zug
        e Stühle zum Mitnehmen
          first_step: zehn Stühle leihen
          owner: Stadtmarketing
          place: Brunnen
          measure: belegte Stühle um zwölf
          review: 3. Mai
        e Musik am Montag
          first_step: Musikschule fragen
          owner: Frau aus der Musikschule
        e Offene Werkstatt
          first_step: Raum suchen
          owner: Hausmeister
        """,
    ),
    "Welsh fields, some with a dash of their own": (
        """
        Parc : Beth fyddai’n denu pobl yn y gaeaf?

        Mewnwelediadau
        • Mae’r llwybr yn wlyb
        • Does neb yn gwybod beth sydd ymlaen

        Arbrofion
        • Cert te
          Cam cyntaf: gofyn i’r ysgol
          Perchennog: y gegin
          Lle: wrth y cae chwarae
          Mesur: nifer y cwpanau
          Dyddiad adolygu: 1 Mai
        • Goleuadau
        - Cam cyntaf: cerdded ar ôl iddi nosi
        - Pwy: tîm y stryd
        """,
        """
        Parc | Beth fyddai’n denu pobl yn y gaeaf?
        i Mae’r llwybr yn wlyb
        i Does neb yn gwybod beth sydd ymlaen
        e Cert te
          first_step: gofyn i’r ysgol
          owner: y gegin
          place: wrth y cae chwarae
          measure: nifer y cwpanau
          review: 1 Mai
        e Goleuadau
          first_step: cerdded ar ôl iddi nosi
          owner: tîm y stryd
        """,
    ),
    "Arabic fields": (
        """
        الحديقة : ما الذي يجعل الناس يأتون في الشتاء؟

        الأفكار الرئيسية
        • الممر مبلل
        • لا أحد يعرف ما يجري

        التجارب
        • عربة شاي
          الخطوة الأولى: نسأل المدرسة
          المسؤول: المطبخ
          المكان: قرب الملعب
          المقياس: عدد الأكواب
          تاريخ المراجعة: ١ مايو
        • إضاءة
        - الخطوة الأولى: نمشي بعد الغروب
        - المسؤول: فريق الشارع
        """,
        """
        الحديقة | ما الذي يجعل الناس يأتون في الشتاء؟
        i الممر مبلل
        i لا أحد يعرف ما يجري
        e عربة شاي
          first_step: نسأل المدرسة
          owner: المطبخ
          place: قرب الملعب
          measure: عدد الأكواب
          review: ١ مايو
        e إضاءة
          first_step: نمشي بعد الغروب
          owner: فريق الشارع
        """,
    ),
    "fields and what only looks like them": (
        """
        Streets : What would make them ours?

        Insights
        • Place: the bench matters more than the shop
        • Who: nobody knows who decides

        Experiments
        • Close the street on Sundays
        First step: ask the bus company
        Owner: ward councillor
        - Review date: June
        1. Chairs outside
          First step – borrow ten chairs
          Lead = school
        • Street party (first step: one page form; owner: the clerk)
        • Play street. First step: ask three neighbours. Owner: the school.
        • A map
          o First step: draw it
          o Who: Year 6
          o Because nobody can read the council's one
        • Where: at the old library
        """,
        """
        Streets | What would make them ours?
        i Place: the bench matters more than the shop
        i Who: nobody knows who decides
        e Close the street on Sundays
          first_step: ask the bus company
          owner: ward councillor
          review: June
        e Chairs outside
          first_step: borrow ten chairs
          owner: school
        e Street party (first step: one page form; owner: the clerk)
        e Play street. First step: ask three neighbours. Owner: the school.
        e A map
          first_step: draw it
          owner: Year 6
        e Because nobody can read the council's one
          note: (on: A map)
        e Where: at the old library
        """,
    ),
    "lists first, themes under them": (
        """
        Summit notes

        INSIGHTS

        Housing
        • Rents move faster than wages
        • Nobody answers the phone

        Transport
        • The last bus is at six

        Jobs
        • Forms ask the same thing four times

        EXPERIMENTS

        Housing
        • One number for all landlords

        Transport
        • Evening taxi share
        • Bikes on loan

        Jobs
        • One form for three offices
        """,
        """
        = Summit notes
        Housing |
        i Rents move faster than wages
        i Nobody answers the phone
        e One number for all landlords
        Transport |
        i The last bus is at six
        e Evening taxi share
        e Bikes on loan
        Jobs |
        i Forms ask the same thing four times
        e One form for three offices
        """,
    ),
    "lists first, questions in one of them only": (
        """
        Insights
        Housing : How do we keep homes?
        - Rents move faster than wages
        Transport : How do we get home?
        - The last bus is at six
        Experiments
        Housing
        - One number for all landlords
        Transport
        - Evening taxi share
        """,
        """
        Housing | How do we keep homes?
        i Rents move faster than wages
        e One number for all landlords
        Transport | How do we get home?
        i The last bus is at six
        e Evening taxi share
        """,
    ),
    "lists first, numbered themes": (
        """
        Key insights

        Theme 1: Housing
        - Rents move faster than wages
        Theme 2: Transport
        - The last bus is at six

        Ideas to try

        Theme 1: Housing
        - One number for all landlords
        Theme 2: Transport
        - Evening taxi share
        """,
        """
        Theme 1: Housing |
        i Rents move faster than wages
        e One number for all landlords
        Theme 2: Transport |
        i The last bus is at six
        e Evening taxi share
        """,
    ),
    "lists first, all of it bullets": (
        """
        - Insights
          - Housing
            - Rents move faster than wages
          - Transport
            - The last bus is at six
        - Experiments
          - Housing
            - One number
          - Transport
            - Taxi share
        """,
        """
        Housing |
        i Rents move faster than wages
        e One number
        Transport |
        i The last bus is at six
        e Taxi share
        """,
    ),
    "lists first, numbers before the themes": (
        """
        A. INSIGHTS
        1. Parks
        - dark
        - wet
        2. Roads
        - holes

        B. EXPERIMENTS
        1. Parks
        - lights
        2. Roads
        - fill
        """,
        """
        Parks |
        i dark
        i wet
        e lights
        Roads |
        i holes
        e fill
        """,
    ),
    "a list without glyphs and a dash that goes on": (
        """
        Bridges : Who mends them?

        Insights
        The bridge is shut in winter
        Nobody knows who owns it
        - the council says it is the county
        The county says it is the council

        Experiments
        Ask both on one day
        A sign with one number
        """,
        """
        Bridges | Who mends them?
        i The bridge is shut in winter
        i Nobody knows who owns it - the council says it is the county
        i The county says it is the council
        e Ask both on one day
        e A sign with one number
        """,
    ),
    "a list without glyphs and stray dashes": (
        """
        Bridges : Who mends them?

        Insights
        The bridge is shut in winter
        Nobody knows who owns it – or says so
        – The county says it is the council
        We all walk round

        Experiments
        Ask both on one day
        -
        A sign with one number
        Paint it
        """,
        """
        Bridges | Who mends them?
        i The bridge is shut in winter
        i Nobody knows who owns it – or says so
        i The county says it is the council
        i We all walk round
        e Ask both on one day
        e A sign with one number
        e Paint it
        """,
    ),
    "empty bullets before list names and titles": (
        """
        Bridges : Who mends them?

        Insights
        • one
        •

        •

        Experiments
        • two
        •
        Fords : Why?

        Insights
        •
        three on the next line
        •
        Four on the next line
        •

        Experiments
        •

        five after a blank
        •

        Ferries : Who pays?
        Insights
        • six
        """,
        """
        Bridges | Who mends them?
        i one
        e two
        Fords | Why?
        i three on the next line
        i Four on the next line
        e five after a blank
        Ferries | Who pays?
        i six
        """,
    ),
    "as a shared document is saved as text": (
        """
        Table 5: Young people
        What would make this a good place to grow up?

        Key insights
        * Nowhere to sit that is free
           * the library shuts at five
           * the café wants a drink bought
        * Buses cost more than the pictures


        What we would try
        1. Open the library till nine
           1. First step: ask the caretaker
           2. Who: library manager
        2. A bus pass for under 18s
        """,
        """
        Table 5: Young people | What would make this a good place to grow up?
        i Nowhere to sit that is free
        i the library shuts at five
          note: (on: Nowhere to sit that is free)
        i the café wants a drink bought
          note: (on: Nowhere to sit that is free)
        i Buses cost more than the pictures
        e Open the library till nine
          first_step: ask the caretaker
          owner: library manager
        e A bus pass for under 18s
        """,
    ),
    "bullets written as entities": (
        """
        Parks &amp; paths : Who&rsquo;s it for?

        Insights
        &bull; Dogs &gt; people
        &bull; It&#39;s dark

        Experiments
        &bull; Lights
        """,
        """
        Parks & paths | Who’s it for?
        i Dogs > people
        i It's dark
        e Lights
        """,
    ),
    "dots in brackets and results of a vote": (
        """
        Parks : Who for?

        Insights
        • Dark (3 dots)
        • Wet – 2 votes

        Experiments
        • Lights ●●●
        • Drains **

        Voting results
        1. Lights 3
        2. Drains 2

        Attendees: 8
        Facilitator: A. B.
        """,
        """
        Parks | Who for?
        i Dark (3 dots)
        i Wet – 2 votes
        e Lights ●●●
        e Drains **
        ~11 Voting results
        ~12 1. Lights 3
        ~13 2. Drains 2
        ~15 Attendees: 8
        ~16 Facilitator: A. B.
        """,
    ),
    "French minutes with dashes and semicolons": (
        """
        Compte rendu de la table 2
        Le 12 mai 2026

        Thème 1 : Le logement
        Comment rester ici ?

        Ce que nous avons appris :
        – Les loyers montent ;
        – personne ne répond ;
        – on déménage trop.

        Ce que nous voulons essayer :
        – un seul numéro ;
        – une permanence le soir.

        Thème 2 : Les transports
        Comment rentrer ?

        Ce que nous avons appris :
        – le bus s’arrête à six heures.

        Ce que nous voulons essayer :
        – un taxi partagé.
        """,
        """
        = Compte rendu de la table 2
        Thème 1 : Le logement | Comment rester ici ?
        i Les loyers montent ;
        i personne ne répond ;
        i on déménage trop.
        e un seul numéro ;
        e une permanence le soir.
        Thème 2 : Les transports | Comment rentrer ?
        i le bus s’arrête à six heures.
        e un taxi partagé.
        """,
    ),
    "numbers with a full stop and a dash": (
        """
        MESA 3. EL BARRIO
        ¿Qué nos une?

        Lo que aprendimos
        1.- La plaza está vacía
        2.- Falta sombra

        Lo que probaríamos
        1.- Toldos
           Primer paso: pedirlos
           Responsable: la comisión
        2.- Música
        """,
        """
        MESA 3. EL BARRIO | ¿Qué nos une?
        i La plaza está vacía
        i Falta sombra
        e Toldos
          first_step: pedirlos
          owner: la comisión
        e Música
        """,
    ),
    "list names behind a shortcode": (
        """
        :bulb: Insights
        • It is dark
        • It is wet
        :test_tube: Experiments
        • Lights
        """,
        """
        paper |
        i It is dark
        i It is wet
        e Lights
        """,
    ),
    "a glossary at the end": (
        """
        Parks : Who for?

        Insights
        • HMT says no

        Experiments
        • Ask DWP

        Glossary
        HMT – His Majesty’s Treasury
        DWP – Department for Work and Pensions

        Contact: Ana
        """,
        """
        Parks | Who for?
        i HMT says no
        e Ask DWP
        ? HMT = His Majesty’s Treasury
        ? DWP = Department for Work and Pensions
        ~13 Contact: Ana
        """,
    ),
    "words between the cards of a list": (
        """
        Parks : Who for?

        Insights
        • Dark

        Experiments
        Local
        • Lights
        • Drains
        Central
        • Money
        """,
        """
        Parks | Who for?
        i Dark
        e Lights
        e Drains
        e Money
        ~7 Local
        ~10 Central
        """,
    ),
}


@with_each("name", PAPERS)
def test_a_paper_is_read_as_a_person_would_read_it(name: str) -> None:
    source, expected = (dedent(text).strip("\n") for text in PAPERS[name])
    assert outlined(paper_of(source.encode(), name="paper.txt")) == expected.splitlines()


def test_a_detail_without_a_known_label_beside_a_field_is_a_note_of_the_card() -> None:
    source = "Parks : Why?\nExperiments\n- Lights\n  - First step: ask\n  - Cost: ten pounds\n  - (Owner: council)"
    (card,) = paper_of(source.encode()).themes[0].cards
    assert card.fields == (("first_step", "ask"), ("owner", "council"))
    assert card.note == "Cost: ten pounds"


def test_lists_first_with_headings_and_a_list_that_is_none() -> None:
    source = (
        "# Notes\n\n## Insights\n\n### Parks\nWho for?\n- dark\n### Roads\n- holes\n\n"
        "## Experiments\n### Parks\n- lights\n\n## Attendees\n- Ana\n"
    )
    paper = paper_of(source.encode(), name="paper.md")
    assert outlined(paper) == [
        "= Notes",
        "Parks | Who for?",
        "i dark",
        "e lights",
        "Roads |",
        "i holes",
        "~15 Attendees",
        "~16 - Ana",
    ]


@with_each(
    "source",
    [
        "## Insights\n- a\n## Experiments\n### Parks\n- b\n",
        "## Ideas\n### Parks\n- a\n## Ideas\n### Parks\n- b\n",
    ],
)
def test_a_list_with_cards_of_its_own_or_a_name_that_comes_twice_is_not_turned_round(source: str) -> None:
    cards = [card.text for theme in paper_of(source.encode(), name="paper.md").themes for card in theme.cards]
    assert cards == ["a", "b"]


def test_a_numbered_glyph_alone_above_a_list_s_name_is_no_card() -> None:
    paper = paper_of(b"Parks : Why?\n1. one\n2. two\n3.\nExperiments\n1. three\n")
    assert [(card.kind, card.text) for card in paper.themes[0].cards] == [
        ("insight", "one"),
        ("insight", "two"),
        ("experiment", "three"),
    ]


def test_a_glossary_of_paragraphs_ends_where_no_term_stands() -> None:
    source = "Parks : Why?\n\nInsights\n\n- a\n\nAcronyms\n\n**CIC**: Company\n\nGP: Doctor\n\nThank you all\n"
    paper = paper_of(source.encode(), name="paper.md")
    assert paper.glossary == (("CIC", "Company"), ("GP", "Doctor"))
    assert [note.text for note in paper.notes] == ["Thank you all"]


@with_each(
    "text, parts",
    [("Leadership: how do we lead", ("Leadership", "how do we lead")), ("Leadership", ("Leadership", ""))],
)
def test_a_heading_that_was_asked_for_is_parted_at_its_first_colon(text: str, parts: tuple[str, str]) -> None:
    assert given_heading(text) == parts


def test_lines_below_whole_sentences_are_no_items_however_deep_they_stand() -> None:
    said = "The hall opened in May, and both villages came.\n  They stayed for tea\n"
    paper = paper_of(f"{said}Nobody had to pay before noon.\n  They paid at the door\n".encode())
    assert not paper.themes
    assert len(paper.notes) == 3
