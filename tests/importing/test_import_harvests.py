"""Papers as tables hand them in: harvests, e-mails, flip charts, tables in text, and lists of unknown names."""

from __future__ import annotations

from textwrap import dedent

from tests.examples import with_each
from tests.importing.test_import_habits import outlined
from workshop.importing.importer import paper_of

PAPERS: dict[str, tuple[str, str, str]] = {
    "a number for a title, its host, and then its question": (
        "txt",
        """
        Theme A
        Host: Ana
        Where next?

        Insights
        - one
        Experiments
        - two
        """,
        """
        Theme A | Where next?
        i one
        e two
        ~2 Host: Ana
        """,
    ),
    "questions with numbers as headings": (
        "md",
        """
        # Harvest

        ## Question 1
        What matters?

        ### Insights

        * a

        ## Question 2
        What next?

        ### Insights

        * b
        """,
        """
        = Harvest
        Question 1 | What matters?
        i a
        Question 2 | What next?
        i b
        """,
    ),
    "a harvest: hosts below titles, then the question without a label": (
        "txt",
        """
        World Café – Riverside Community Summit
        Saturday 14 March 2026, Corn Exchange

        Table 1: Youth voices
        Host: Marta    Scribe: Joe

        What would it take for young people to want to stay here?

        What we heard
        - there is nothing open after six
        - the bus stops before the film ends
        - we only get asked when something is wrong

        What we could try
        - a youth-run café two nights a week
        - a night bus on Fridays, paid by the pubs
        - one seat on the council for someone under 20

        Table 2: Older neighbours
        Host: Ifan    Scribe: Sue

        How might we make sure nobody eats alone?

        What we heard
        - people are proud and won't ask
        - the lunch club is full
        - dogs are the best ice-breakers

        What we could try
        - a shared table in the library
        - dog-walking pairs

        Table 3: Climate
        Host: Priya   Scribe: Tom

        What can one street do?

        What we heard
        - heat pumps are too dear

        What we could try
        - a street-buying club
        """,
        """
        = World Café – Riverside Community Summit
        Table 1: Youth voices | What would it take for young people to want to stay here?
        i there is nothing open after six
        i the bus stops before the film ends
        i we only get asked when something is wrong
        e a youth-run café two nights a week
        e a night bus on Fridays, paid by the pubs
        e one seat on the council for someone under 20
        Table 2: Older neighbours | How might we make sure nobody eats alone?
        i people are proud and won't ask
        i the lunch club is full
        i dogs are the best ice-breakers
        e a shared table in the library
        e dog-walking pairs
        Table 3: Climate | What can one street do?
        i heat pumps are too dear
        e a street-buying club
        ~5 Host: Marta    Scribe: Joe
        ~20 Host: Ifan    Scribe: Sue
        ~34 Host: Priya   Scribe: Tom
        """,
    ),
    "each line with its list's name, a number and a colon or a dash": (
        "txt",
        """
        Summit notes

        Theme: Care
        Question: Who looks after the carers?
        Insight: we need a break that somebody else plans
        Insight: forms take a day each
        Insight 3: nobody thanks you
        Experiment: a form-filling café
        Experiment 2 – try a rota of neighbours

        Theme: Loneliness
        Question: Where do you meet someone new?
        Insight: the bench at the school gate
        Experiment: a bench with a sign "sit here if you like to talk"
        """,
        """
        = Summit notes
        Care | Who looks after the carers?
        i we need a break that somebody else plans
        i forms take a day each
        i nobody thanks you
        e a form-filling café
        e try a rota of neighbours
        Loneliness | Where do you meet someone new?
        i the bench at the school gate
        e a bench with a sign "sit here if you like to talk"
        """,
    ),
    "questions without themes": (
        "txt",
        """
        Q: How do we welcome newcomers?
        Insights
        - a map is not enough
        - names on doors
        Experiments
        - welcome walk

        Q: How do we say goodbye?
        Insights
        - people vanish
        Experiments
        - a book of thanks
        """,
        """
        How do we welcome newcomers? |
        i a map is not enough
        i names on doors
        e welcome walk
        How do we say goodbye? |
        i people vanish
        e a book of thanks
        """,
    ),
    "a table drawn with bars": (
        "txt",
        """
        Theme: Parking
        Question: Who needs the square on Saturday?

        Insights                        | Experiments
        --------------------------------+-----------------------------
        cars come for ten minutes       | ten-minute bays
        market needs space              | close at seven
        """,
        """
        Parking | Who needs the square on Saturday?
        i cars come for ten minutes
        i market needs space
        e ten-minute bays
        e close at seven
        """,
    ),
    "a table copied with tabs": (
        "txt",
        """
        Table 5: Rain

        Insight\tExperiment\tOwner
        wet\tcoat\tAna
        dry\t\t

        Thanks
        """,
        """
        Table 5: Rain |
        i wet
        i dry
        e coat
          owner: Ana
        ~7 Thanks
        """,
    ),
    "labels with dashes, cards that end in semicolons": (
        "txt",
        """
        Theme – Schools

        Question – What should a school be open for?

        Insights –
        the hall is empty from four;
        parents would pay a little;
        caretakers are never asked.

        Experiments –
        open library until seven;
        caretaker's tour.
        """,
        """
        Schools | What should a school be open for?
        i the hall is empty from four;
        i parents would pay a little;
        i caretakers are never asked.
        e open library until seven;
        e caretaker's tour.
        """,
    ),
    "theme and question behind one label": (
        "txt",
        """
        Theme/Question: Elders / How do we honour age?
        Insight(s):
        * age is not illness
        Experiment(s):
        * elder in residence
        Theme/Question: Youth / How do we hear the young?
        Insight(s):
        * they are bored of surveys
        Experiment(s):
        * council in the skate park
        """,
        """
        Elders | How do we honour age?
        i age is not illness
        e elder in residence
        Youth | How do we hear the young?
        i they are bored of surveys
        e council in the skate park
        """,
    ),
    "numbers without a full stop": (
        "txt",
        """
        Big Conversation, Swansea

        Learnings
        1 the sea is ours
        2 the beach is not
        3 dogs again

        Things to try next
        1 beach rota
        2 bins with lids
        """,
        """
        Big Conversation, Swansea |
        i the sea is ours
        i the beach is not
        i dogs again
        e beach rota
        e bins with lids
        """,
    ),
    "labels on lines of their own": (
        "txt",
        """
        Theme
        Harbour

        Question
        How might we fill the harbour again
        when the fish have gone?

        Insights
        - nets
        Experiments
        - boats

        THEME 2
        Fields

        KEY QUESTION:
        Who ploughs?

        Insights
        - mud
        Experiments
        - horses
        """,
        """
        Harbour | How might we fill the harbour again when the fish have gone?
        i nets
        e boats
        THEME 2: Fields | Who ploughs?
        i mud
        e horses
        """,
    ),
    "one question on two lines, and no theme": (
        "txt",
        """
        Question: What would make the park safe
        in the dark hours of winter?

        Insights
        - nets
        Experiments
        - boats
        """,
        """
        paper | What would make the park safe in the dark hours of winter?
        i nets
        e boats
        """,
    ),
    "titles and list names on one line": (
        "txt",
        """
        Housing – Insights
        - rents
        - damp
        Housing – Experiments
        - coop

        Work (Insights)
        - late shifts
        Work (Experiments)
        - shift swap
        """,
        """
        Housing |
        i rents
        i damp
        e coop
        Work |
        i late shifts
        e shift swap
        """,
    ),
    "arrows and small pictures as bullets": (
        "txt",
        """
        Idées de la table 3 🎉

        Thème : Vivre ensemble
        Question : Comment se parler ?

        👉 on ne se connaît pas
        ✅ la fête des voisins marche
        🔹 les bancs manquent

        -> apéro de rue
        => banc de la parole
        » boîte à livres
        1️⃣ un
        2️⃣ deux
        """,
        """
        = Idées de la table 3 🎉
        Vivre ensemble | Comment se parler ?
        i on ne se connaît pas
        i la fête des voisins marche
        i les bancs manquent
        i apéro de rue
        i banc de la parole
        i boîte à livres
        i un
        i deux
        """,
    ),
    "small letters and no bullets": (
        "txt",
        """
        Insights
        people are tired
        coffee helps
        nobody reads mails

        Experiments
        start later
        end earlier
        """,
        """
        paper |
        i people are tired
        i coffee helps
        i nobody reads mails
        e start later
        e end earlier
        """,
    ),
    "capitals and no bullets": (
        "txt",
        """
        Insights
        People are tired
        Coffee helps
        Nobody reads mails

        Experiments
        Start later
        End earlier
        """,
        """
        paper |
        i People are tired
        i Coffee helps
        i Nobody reads mails
        e Start later
        e End earlier
        """,
    ),
    "list names that go on, in capitals": (
        "txt",
        """
        SESSION: RESILIENCE

        KEY QUESTION
        How do we get through the next storm?

        KEY INSIGHTS
        • sandbags were in the wrong place
        • neighbours came before the fire brigade

        EXPERIMENTS WE WOULD LIKE TO RUN
        • a street captain for each street
        • practice night in October

        SESSION: RECOVERY

        KEY QUESTION
        What do we need the week after?

        KEY INSIGHTS
        • dehumidifiers

        EXPERIMENTS WE WOULD LIKE TO RUN
        • tool library
        """,
        """
        RESILIENCE | How do we get through the next storm?
        i sandbags were in the wrong place
        i neighbours came before the fire brigade
        e a street captain for each street
        e practice night in October
        RECOVERY | What do we need the week after?
        i dehumidifiers
        e tool library
        """,
    ),
    "a language that is not known": (
        "txt",
        """
        Tema: Metsä
        Kysymys: Kuka omistaa polun?

        Mitä opimme
        - kaikki kävelevät
        Mitä kokeilisimme
        - talkoot

        Tema: Järvi
        Kysymys: Kuka ui?

        Mitä opimme
        - vesi on kylmää
        Mitä kokeilisimme
        - sauna
        """,
        """
        Metsä | Kuka omistaa polun?
        i kaikki kävelevät
        e talkoot
        Järvi | Kuka ui?
        i vesi on kylmää
        e sauna
        """,
    ),
    "one list's name known, the other not": (
        "txt",
        """
        TAVOLO 3 - Cultura

        Domanda: Come riportare la gente a teatro?

        Cosa abbiamo imparato:
        1) I biglietti costano troppo
        2) Gli orari non vanno bene per chi lavora

        Cosa vorremmo provare:
        1) Spettacolo alle 18 con aperitivo
        2) Biglietto sospeso

        TAVOLO 4 - Verde pubblico

        Domanda: Chi cura il parco?

        Cosa abbiamo imparato:
        1) Il comune taglia l'erba una volta al mese

        Cosa vorremmo provare:
        1) Adotta un'aiuola
        """,
        """
        TAVOLO 3 - Cultura | Come riportare la gente a teatro?
        i I biglietti costano troppo
        i Gli orari non vanno bene per chi lavora
        e Spettacolo alle 18 con aperitivo
        e Biglietto sospeso
        TAVOLO 4 - Verde pubblico | Chi cura il parco?
        i Il comune taglia l'erba una volta al mese
        e Adotta un'aiuola
        """,
    ),
    "an e-mail that quotes": (
        "txt",
        """
        From: Maria Jones <maria@example.org>
        To: Summit team
        Subject: Table 5 notes
        Date: Tue, 3 Mar 2026 10:12

        Hi all,

        here are our notes from table 5 (Housing). Sorry for the delay!

        Question: What would make renting fair?

        Insights:
        > - landlords don't answer
        > - deposits are never returned in full
        > - people are afraid to complain

        Experiments:
        > - a deposit scheme run by the credit union
        > - tenants' drop-in on market day

        Best,
        Maria

        --
        Maria Jones
        Community organiser
        07700 900123
        """,
        """
        Table 5 notes | What would make renting fair?
        i landlords don't answer
        i deposits are never returned in full
        i people are afraid to complain
        e a deposit scheme run by the credit union
        e tenants' drop-in on market day
        ~1 From: Maria Jones <maria@example.org>
        ~2 To: Summit team
        ~4 Date: Tue, 3 Mar 2026 10:12
        ~6 Hi all,
        ~8 here are our notes from table 5 (Housing). Sorry for the delay!
        ~21 Best,
        ~22 Maria
        ~25 Maria Jones
        ~26 Community organiser
        ~27 07700 900123
        """,
    ),
    "groups with a topic, lists on one line": (
        "txt",
        """
        Group 1
        Topic: Waste
        Insights: too much packaging; nobody repairs; bins are confusing
        Experiments: repair café; one colour for one thing

        Group 2
        Topic: Noise
        Insights: motorbikes at night; leaf blowers
        Experiments: quiet hours by agreement
        """,
        """
        = Group 1
        Waste |
        i too much packaging
        i nobody repairs
        i bins are confusing
        e repair café
        e one colour for one thing
        Noise |
        i motorbikes at night
        i leaf blowers
        e quiet hours by agreement
        ~6 Group 2
        """,
    ),
    "pluses, minuses, questions and calls": (
        "txt",
        """
        Feedback after the pilot

        + good food
        + warm room
        - no microphone
        - started late
        ? who pays next year
        ! book earlier
        """,
        """
        Feedback after the pilot |
        plus good food
        plus warm room
        minus no microphone
        minus started late
        i who pays next year
        i book earlier
        """,
    ),
    "what, so what, now what": (
        "txt",
        """
        What?
        - the grant ended
        - two people left

        So what?
        - the knowledge left with them

        Now what?
        - write a handbook together
        - ask them back for a day
        """,
        """
        paper |
        i the grant ended
        i two people left
        i the knowledge left with them
        e write a handbook together
        e ask them back for a day
        """,
    ),
    "a table of insights, experiments and owners": (
        "md",
        """
        # Table 6 – Energy

        Question: How can our hall heat itself?

        | Insight | Experiment | Owner |
        |---|---|---|
        | The roof faces south | Panels bought by shares | Ali |
        | The boiler is from 1982 | Borrow an infrared camera for a night | Bea |
        | Nobody closes the door | | |
        | | A door that closes itself | Caro |
        """,
        """
        Table 6 – Energy | How can our hall heat itself?
        i The roof faces south
        i The boiler is from 1982
        i Nobody closes the door
        e Panels bought by shares
          owner: Ali
        e Borrow an infrared camera for a night
          owner: Bea
        e A door that closes itself
          owner: Caro
        """,
    ),
    "Swedish": (
        "txt",
        """
        Tema: Skog
        Fråga: Vem äger stigen?

        Insikter
        - alla går men ingen röjer
        Experiment
        - röjardag i maj
        """,
        """
        Skog | Vem äger stigen?
        i alla går men ingen röjer
        e röjardag i maj
        """,
    ),
    "letters before titles, Roman numbers before cards": (
        "txt",
        """
        A. Housing
        Question: where will they live?
        Insights:
          i. rents up
          ii. wages flat
        Experiments:
          i. container homes
        B. Transport
        Question: how will they move?
        Insights:
          i. no trains
        Experiments:
          i. shared taxis
        """,
        """
        A. Housing | where will they live?
        i rents up
        i wages flat
        e container homes
        B. Transport | how will they move?
        i no trains
        e shared taxis
        """,
    ),
    "Spanish, dashes": (
        "txt",
        """
        RESUMEN DE LA MESA 2

        Tema: Agua
        Pregunta: ¿Cómo repartimos el agua en agosto?

        Hallazgos:
         – Los pozos bajan un metro al año
         – Cada uno riega cuando quiere

        Experimentos:
         – Turnos de riego por WhatsApp
         – Medidor en cada pozo

        Tema: Fiesta
        Pregunta: ¿Para quién es la fiesta?

        Hallazgos:
         – Los de fuera no se enteran

        Experimentos:
         – Cartel en tres idiomas
        """,
        """
        = RESUMEN DE LA MESA 2
        Agua | ¿Cómo repartimos el agua en agosto?
        i Los pozos bajan un metro al año
        i Cada uno riega cuando quiere
        e Turnos de riego por WhatsApp
        e Medidor en cada pozo
        Fiesta | ¿Para quién es la fiesta?
        i Los de fuera no se enteran
        e Cartel en tres idiomas
        """,
    ),
    "Welsh": (
        "txt",
        """
        Thema 1: Yr Iaith Gymraeg
        Cwestiwn: Sut mae cadw'r iaith yn fyw yn y pentref?

        Mewnwelediadau
        • Mae'r plant yn troi i'r Saesneg ar y buarth
        • Does dim digon o ddigwyddiadau i oedolion

        Arbrofion
        • Paned a sgwrs bob bore Mercher
        • Côr newydd i ddysgwyr

        Thema 2: Tai
        Cwestiwn: Ble fydd ein plant yn byw?

        Mewnwelediadau
        • Mae'r tai haf yn wag drwy'r gaeaf

        Arbrofion
        • Ymddiriedolaeth tir cymunedol
        """,
        """
        Thema 1: Yr Iaith Gymraeg | Sut mae cadw'r iaith yn fyw yn y pentref?
        i Mae'r plant yn troi i'r Saesneg ar y buarth
        i Does dim digon o ddigwyddiadau i oedolion
        e Paned a sgwrs bob bore Mercher
        e Côr newydd i ddysgwyr
        Thema 2: Tai | Ble fydd ein plant yn byw?
        i Mae'r tai haf yn wag drwy'r gaeaf
        e Ymddiriedolaeth tir cymunedol
        """,
    ),
    "Arabic": (
        "txt",
        """
        المحور الأول: التعليم
        السؤال: كيف نعلّم أبناءنا حبّ القراءة؟

        الرؤى
        • المكتبة بعيدة عن الحيّ
        • الهاتف أقرب من الكتاب

        التجارب
        • مكتبة متنقّلة يوم السبت
        • ساعة قراءة في المسجد

        المحور الثاني: العمل
        السؤال: أين يجد الشباب عملًا؟

        الرؤى
        • الخبرة مطلوبة ولا أحد يعطيها

        التجارب
        • يوم مفتوح في الورش
        """,
        """
        المحور الأول: التعليم | كيف نعلّم أبناءنا حبّ القراءة؟
        i المكتبة بعيدة عن الحيّ
        i الهاتف أقرب من الكتاب
        e مكتبة متنقّلة يوم السبت
        e ساعة قراءة في المسجد
        المحور الثاني: العمل | أين يجد الشباب عملًا؟
        i الخبرة مطلوبة ولا أحد يعطيها
        e يوم مفتوح في الورش
        """,
    ),
}


@with_each("name", PAPERS)
def test_a_paper_is_read_as_a_person_would_read_it(name: str) -> None:
    ending, source, expected = PAPERS[name]
    paper = paper_of(dedent(source).lstrip("\n").encode(), name=f"paper.{ending}")
    assert outlined(paper) == [line.rstrip() for line in dedent(expected).strip("\n").splitlines()]


def test_titles_that_begin_as_a_list_s_name_does_are_titles_where_they_differ() -> None:
    paper = paper_of(b"Big day\n\nInsights on rain\n- wet\n\nInsights on snow\n- cold\n", name="paper.txt")
    assert [theme.title for theme in paper.themes] == ["Insights on rain", "Insights on snow"]
