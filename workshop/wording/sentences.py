"""The sentences an exporter prints itself: counts, what was left out, and how a vote was held.

English, French, German and Spanish count "74 insights"; a word has two forms, parted by a bar. In Welsh a number
changes the letter a noun begins with, and Arabic has a form for two, one for three to ten and one for more: there
the noun stands before its number, "Mewnwelediadau: 74", which is right for every number and every kind of card.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

MOST_IDS: Final = 10
"""Ids that are named one by one: a flood of cards would fill pages."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentences:
    """One language's sentences; words in braces are filled in, a bar parts the form for one from that for more.

    ``one`` are the numbers that take the first form; ``number_first`` tells whether "74 insights" is said, and
    ``small`` whether a noun inside a sentence begins with a small letter.
    """

    theme: str
    counts: str
    comma: str
    nothing: str
    left_out: str
    kept: str
    removed: str
    held: str
    hidden: str
    parked: str
    chosen: str
    homeless: str
    dots_each: str
    at_most: str
    decides: str
    ballots: str
    totals: str
    by_hand: str
    missing: str
    run_off: str
    run_off_unnamed: str
    anew: str
    imported: str
    again: str
    and_more: str
    settled: str
    level: str
    not_shown: str
    one: frozenset[int] = frozenset({1})
    number_first: bool = True
    small: bool = True

    def form(self, words: str, count: int) -> str:
        """Return the form of ``words`` that fits ``count``."""
        one, _, more = words.partition("|")
        return one if count in self.one or not more else more

    def counted(self, count: int, words: str) -> str:
        """Return "74 insights" or "Insights: 74" of "insight|insights"."""
        noun = self.form(words, count)
        return f"{count} {noun}" if self.number_first else f"{_capital(noun)}: {count}"

    def kind(self, singular: str, plural: str) -> str:
        """Return a kind's two words as forms; a language that counts behind its nouns needs the plural alone."""
        words = (singular, plural) if self.number_first else (plural,)
        return "|".join(map(_small, words) if self.small else words)

    def reason(self, name: str, count: int) -> str:
        """Return the reason called ``name`` as the beginning of a sentence."""
        return _capital(self.form(getattr(self, name), count))

    def ids(self, shown: Sequence[str]) -> str:
        """Return ids in a row, ten at most; how many more there are is said."""
        if len(shown) <= MOST_IDS:
            return self.comma.join(shown)
        return f"{self.comma.join(shown[:MOST_IDS])} {self.and_more.format(count=len(shown) - MOST_IDS)}"


ENGLISH: Final = Sentences(
    theme="theme|themes",
    counts="{items}; {left}.",
    comma=", ",
    nothing="nothing left out",
    left_out="{count} left out: {reasons}",
    kept="{count} line of the paper kept as a note|{count} lines of the paper kept as notes",
    removed="removed",
    held="waiting to be shown",
    hidden="hidden",
    parked="in the parking lot",
    chosen="left out by choice",
    homeless="of a removed theme",
    dots_each="{count} dot for each person|{count} dots for each person",
    at_most=", at most {most} on one card",
    decides="{who} decides.",
    ballots="{count} ballot in|{count} ballots in",
    totals="{ballots}; {used} of {budget} dots used, {unused} unused.",
    by_hand="{count} ballot was counted by hand.|{count} ballots were counted by hand.",
    missing="Ballots at {names} are not counted yet.",
    run_off="This was a run-off of {title}.",
    run_off_unnamed="This was a run-off of the vote before.",
    anew="This vote was taken anew. A result that had been shown before was declared void.",
    imported="These dots came with the paper; how many each person had is not known.",
    again="The result had been shown once before, and that was taken back. What stands here was shown last.",
    and_more="and {count} more",
    settled="{card} was chosen among those tied. Reason: {reason}",
    level="Cards that share a rank are tied; the tie was left as it is.",
    not_shown="(not published)",
)

SENTENCES: Final[Mapping[str, Sentences]] = {
    "en": ENGLISH,
    "cy": Sentences(
        theme="Themâu",
        counts="{items}; {left}.",
        comma=", ",
        nothing="ni adawyd dim allan",
        left_out="wedi’u gadael allan: {count} ({reasons})",
        kept="llinellau’r papur a gadwyd fel nodiadau: {count}",
        removed="wedi’u tynnu",
        held="yn aros i’w dangos",
        hidden="wedi’u cuddio",
        parked="yn y maes parcio",
        chosen="wedi’u gadael allan o ddewis",
        homeless="o thema a dynnwyd",
        dots_each="Dotiau i bob person: {count}",
        at_most=", dim mwy na {most} ar un cerdyn",
        decides="Yn penderfynu: {who}.",
        ballots="Pleidleisiau a ddaeth i mewn: {count}",
        totals="{ballots}; dotiau a ddefnyddiwyd: {used} o {budget}, heb eu defnyddio: {unused}.",
        by_hand="Pleidleisiau a gyfrifwyd â llaw: {count}.",
        missing="Nid yw’r pleidleisiau yn {names} wedi’u cyfrif eto.",
        run_off="Ail bleidlais ar ôl “{title}” oedd hon.",
        run_off_unnamed="Ail bleidlais ar ôl yr un flaenorol oedd hon.",
        anew="Cynhaliwyd y bleidlais hon o’r newydd. Cyhoeddwyd bod canlyniad a ddangoswyd o’r blaen yn ddi-rym.",
        imported="Daeth y dotiau hyn gyda’r papur; ni wyddys faint oedd gan bob person.",
        again="Dangoswyd y canlyniad unwaith o’r blaen, a thynnwyd hynny’n ôl. Yr hyn a ddangoswyd olaf sydd yma.",
        and_more="a {count} arall",
        settled="Dewiswyd {card} o blith y rhai cyfartal. Rheswm: {reason}",
        level="Mae cardiau sy’n rhannu safle yn gyfartal; gadawyd hynny fel y mae.",
        not_shown="(heb ei gyhoeddi)",
        number_first=False,
        small=False,
    ),
    "fr": Sentences(
        theme="thème|thèmes",
        counts="{items}\u00a0; {left}.",
        comma=", ",
        nothing="rien n’a été laissé de côté",
        left_out="{count} laissée de côté\u00a0: {reasons}|{count} laissées de côté\u00a0: {reasons}",
        kept="{count} ligne du document conservée en note|{count} lignes du document conservées en notes",
        removed="retirée|retirées",
        held="en attente d’être montrée|en attente d’être montrées",
        hidden="masquée|masquées",
        parked="au parking à idées",
        chosen="écartée par choix|écartées par choix",
        homeless="d’un thème retiré",
        dots_each="{count} point par personne|{count} points par personne",
        at_most=", {most} au plus sur une même carte",
        decides="Décision\u00a0: {who}.",
        ballots="{count} bulletin reçu|{count} bulletins reçus",
        totals="{ballots}\u00a0; points utilisés\u00a0: {used} sur {budget}, non utilisés\u00a0: {unused}.",
        by_hand="{count} bulletin a été compté à main levée.|{count} bulletins ont été comptés à main levée.",
        missing="Les bulletins de {names} ne sont pas encore comptés.",
        run_off="C’était un second tour du vote «\u00a0{title}\u00a0».",
        run_off_unnamed="C’était un second tour du vote précédent.",
        anew="Ce vote a été refait. Un résultat montré auparavant a été déclaré nul.",
        imported="Ces points viennent du document\u00a0; on ne sait pas combien chacun en avait.",
        again="Le résultat avait déjà été montré une fois, puis retiré. Ce qui figure ici a été montré en dernier.",
        and_more="et {count} de plus",
        settled="{card} a été retenue parmi les cartes à égalité. Raison\u00a0: {reason}",
        level="Les cartes de même rang sont à égalité\u00a0; l’égalité a été laissée telle quelle.",
        not_shown="(non publiée)",
        one=frozenset({0, 1}),
    ),
    "de": Sentences(
        theme="Thema|Themen",
        counts="{items}; {left}.",
        comma=", ",
        nothing="nichts weggelassen",
        left_out="{count} weggelassen: {reasons}",
        kept="{count} Zeile der Vorlage als Notiz aufbewahrt|{count} Zeilen der Vorlage als Notizen aufbewahrt",
        removed="entfernt",
        held="noch nicht gezeigt",
        hidden="verborgen",
        parked="im Themenspeicher",
        chosen="bewusst weggelassen",
        homeless="aus einem entfernten Thema",
        dots_each="{count} Punkt pro Person|{count} Punkte pro Person",
        at_most=", höchstens {most} auf einer Karte",
        decides="Es entscheidet: {who}.",
        ballots="{count} Stimmzettel abgegeben",
        totals="{ballots}; {used} von {budget} Punkten vergeben, {unused} nicht genutzt.",
        by_hand="{count} Stimmzettel wurde per Hand gezählt.|{count} Stimmzettel wurden per Hand gezählt.",
        missing="Die Stimmzettel von {names} sind noch nicht gezählt.",
        run_off="Das war eine Stichwahl zu „{title}“.",
        run_off_unnamed="Das war eine Stichwahl zur vorigen Abstimmung.",
        anew="Diese Abstimmung wurde wiederholt. Ein zuvor gezeigtes Ergebnis wurde für ungültig erklärt.",
        imported="Diese Punkte kamen mit dem Papier; wie viele jede Person hatte, ist nicht bekannt.",
        again="Das Ergebnis war schon einmal gezeigt und dann zurückgenommen worden. Hier steht das zuletzt gezeigte.",
        and_more="und {count} weitere",
        settled="{card} wurde unter den gleichauf liegenden Karten gewählt. Grund: {reason}",
        level="Karten mit demselben Rang liegen gleichauf; der Gleichstand wurde so belassen.",
        not_shown="(nicht veröffentlicht)",
        small=False,
    ),
    "es": Sentences(
        theme="tema|temas",
        counts="{items}; {left}.",
        comma=", ",
        nothing="no se omitió nada",
        left_out="{count} omitida: {reasons}|{count} omitidas: {reasons}",
        kept="{count} línea del documento conservada como nota|{count} líneas del documento conservadas como notas",
        removed="retirada|retiradas",
        held="pendiente de mostrar|pendientes de mostrar",
        hidden="oculta|ocultas",
        parked="en el aparcamiento",
        chosen="omitida por decisión propia|omitidas por decisión propia",
        homeless="de un tema retirado",
        dots_each="{count} punto por persona|{count} puntos por persona",
        at_most=", como máximo {most} en una tarjeta",
        decides="Decide: {who}.",
        ballots="{count} papeleta recibida|{count} papeletas recibidas",
        totals="{ballots}; {used} de {budget} puntos usados, {unused} sin usar.",
        by_hand="{count} papeleta se contó a mano alzada.|{count} papeletas se contaron a mano alzada.",
        missing="Las papeletas de {names} aún no se han contado.",
        run_off="Fue una segunda vuelta de «{title}».",
        run_off_unnamed="Fue una segunda vuelta de la votación anterior.",
        anew="Esta votación se repitió. Un resultado mostrado antes fue declarado nulo.",
        imported="Estos puntos vinieron con el documento; no se sabe cuántos tenía cada persona.",
        again="El resultado ya se había mostrado una vez y se retiró. Aquí figura lo que se mostró al final.",
        and_more="y {count} más",
        settled="{card} se eligió entre las empatadas. Motivo: {reason}",
        level="Las tarjetas con el mismo puesto están empatadas; el empate se dejó como estaba.",
        not_shown="(no publicada)",
    ),
    "ar": Sentences(
        theme="المحاور",
        counts="{items}؛ {left}.",
        comma="، ",
        nothing="لم يُترك شيء",
        left_out="المتروك: {count} ({reasons})",
        kept="أسطر من الورقة محفوظة كملاحظات: {count}",
        removed="محذوفة",
        held="بانتظار العرض",
        hidden="مخفية",
        parked="في قائمة الانتظار",
        chosen="متروكة عن قصد",
        homeless="من محور محذوف",
        dots_each="النقاط لكل شخص: {count}",
        at_most="، بحد أقصى {most} على البطاقة الواحدة",
        decides="صاحب القرار: {who}.",
        ballots="أوراق الاقتراع الواردة: {count}",
        totals="{ballots}؛ النقاط المستعملة: {used} من {budget}، غير المستعملة: {unused}.",
        by_hand="أوراق عُدّت برفع الأيدي: {count}.",
        missing="الأوراق في {names} لم تُعدّ بعد.",
        run_off="كانت هذه جولة إعادة لتصويت «{title}».",
        run_off_unnamed="كانت هذه جولة إعادة للتصويت السابق.",
        anew="أُعيد هذا التصويت. أُعلن بطلان نتيجة عُرضت من قبل.",
        imported="جاءت هذه النقاط مع الورقة؛ ولا يُعرف كم كان لكل شخص.",
        again="عُرضت النتيجة مرة من قبل ثم سُحبت. وما يرد هنا هو ما عُرض أخيرًا.",
        and_more="و{count} غيرها",
        settled="اختيرت {card} من بين البطاقات المتعادلة. السبب: {reason}",
        level="البطاقات ذات الترتيب الواحد متعادلة؛ وتُرك التعادل كما هو.",
        not_shown="(غير منشورة)",
        number_first=False,
        small=False,
    ),
}
"""Sentences by the first part of a language tag."""


def sentences_for(language: str) -> Sentences:
    """Return the sentences for a BCP 47 tag, English where there are none."""
    return SENTENCES.get(language.partition("-")[0].lower(), ENGLISH)


def _small(word: str) -> str:
    return word if word.isupper() else word[:1].lower() + word[1:]


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
