"""The words of the second day's publications, in the language of the session's headings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True, kw_only=True)
class MapWords:
    """One language's words; ``unplaced`` has the places ``{count}`` and ``{cards}``.

    ``digest``, ``full_list`` and ``questions`` are said under the title, ``by_table`` before a theme's title.
    """

    map: str
    digest: str
    full_list: str
    questions: str
    by_table: str
    sources: str
    no_source: str
    changed: str
    lines: str
    heading: str
    placed: str
    in_lines: str
    left_out: str
    undecided: str
    unplaced: str
    not_placed: str
    without_heading: str
    not_comparable: str
    open_questions: str
    answered: str


ENGLISH: Final = MapWords(
    map="Map",
    digest="Digest",
    full_list="Full list",
    questions="Questions to the room",
    by_table="From the tables",
    sources="Sources",
    no_source="no card",
    changed="a source was reworded since",
    lines="lines",
    heading="Heading",
    placed="placed",
    in_lines="in lines",
    left_out="left out",
    undecided="cannot decide",
    unplaced="not yet looked at {count} of {cards}",
    not_placed="Not yet placed",
    without_heading="Without a heading",
    not_comparable="not comparable",
    open_questions="Open questions",
    answered="You said, we did",
)

WORDS: Final[Mapping[str, MapWords]] = {
    "en": ENGLISH,
    "cy": MapWords(
        map="Map",
        digest="Crynodeb",
        full_list="Rhestr lawn",
        questions="Cwestiynau i’r ystafell",
        by_table="O’r byrddau",
        sources="Ffynonellau",
        no_source="dim cerdyn",
        changed="aralleiriwyd ffynhonnell ers hynny",
        lines="llinellau",
        heading="Pennawd",
        placed="wedi’u gosod",
        in_lines="mewn llinellau",
        left_out="wedi’u gadael allan",
        undecided="methu penderfynu",
        unplaced="heb edrych arnynt eto {count} o {cards}",
        not_placed="Heb eu gosod eto",
        without_heading="Heb bennawd",
        not_comparable="ni ellir cymharu",
        open_questions="Cwestiynau agored",
        answered="Dywedoch chi, gwnaethom ni",
    ),
    "fr": MapWords(
        map="Carte",
        digest="Synthèse",
        full_list="Liste complète",
        questions="Questions à la salle",
        by_table="Des tables",
        sources="Sources",
        no_source="aucune carte",
        changed="une source a été reformulée depuis",
        lines="lignes",
        heading="Rubrique",
        placed="placées",
        in_lines="dans des lignes",
        left_out="laissées de côté",
        undecided="indécises",
        unplaced="pas encore examinées {count} sur {cards}",
        not_placed="Pas encore placées",
        without_heading="Sans rubrique",
        not_comparable="non comparable",
        open_questions="Questions ouvertes",
        answered="Vous avez dit, nous avons fait",
    ),
    "de": MapWords(
        map="Karte",
        digest="Zusammenfassung",
        full_list="Vollständige Liste",
        questions="Fragen an den Raum",
        by_table="Von den Tischen",
        sources="Quellen",
        no_source="keine Karte",
        changed="eine Quelle wurde seither umformuliert",
        lines="Zeilen",
        heading="Überschrift",
        placed="eingeordnet",
        in_lines="in Zeilen",
        left_out="weggelassen",
        undecided="unentschieden",
        unplaced="noch nicht angesehen {count} von {cards}",
        not_placed="Noch nicht eingeordnet",
        without_heading="Ohne Überschrift",
        not_comparable="nicht vergleichbar",
        open_questions="Offene Fragen",
        answered="Sie sagten, wir taten",
    ),
    "es": MapWords(
        map="Mapa",
        digest="Resumen",
        full_list="Lista completa",
        questions="Preguntas a la sala",
        by_table="De las mesas",
        sources="Fuentes",
        no_source="ninguna tarjeta",
        changed="una fuente se ha reformulado desde entonces",
        lines="líneas",
        heading="Encabezado",
        placed="colocadas",
        in_lines="en líneas",
        left_out="dejadas fuera",
        undecided="sin decidir",
        unplaced="aún sin mirar {count} de {cards}",
        not_placed="Aún sin colocar",
        without_heading="Sin encabezado",
        not_comparable="no comparable",
        open_questions="Preguntas abiertas",
        answered="Usted dijo, nosotros hicimos",
    ),
    "ar": MapWords(
        map="الخريطة",
        digest="الخلاصة",
        full_list="القائمة الكاملة",
        questions="أسئلة إلى القاعة",
        by_table="من الطاولات",
        sources="المصادر",
        no_source="لا بطاقة",
        changed="أعيدت صياغة مصدر منذ ذلك الحين",
        lines="أسطر",
        heading="عنوان",
        placed="موضوعة",
        in_lines="في أسطر",
        left_out="متروكة",
        undecided="لم يُحسم أمرها",
        unplaced="لم يُنظر فيها بعد {count} من {cards}",
        not_placed="لم توضع بعد",
        without_heading="بلا عنوان",
        not_comparable="لا تقبل المقارنة",
        open_questions="أسئلة مفتوحة",
        answered="قلتم وفعلنا",
    ),
}


def map_words_for(language: str) -> MapWords:
    """Return the words of a language tag; English where we have none."""
    return WORDS.get(language.partition("-")[0].lower(), ENGLISH)
