"""The words an exporter prints itself, in the language of the session's headings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True, kw_only=True)
class Labels:
    """One language's words; ``page`` has the places ``{page}`` and ``{pages}``, ``colon`` ends a label."""

    first_step: str
    owner: str
    place: str
    measure: str
    review: str
    tests: str
    tags: str
    tag: str
    cluster: str
    note: str
    theme: str
    question: str
    vote: str
    rank: str
    card: str
    dots: str
    voters: str
    table: str
    date: str
    people: str
    contents: str
    glossary: str
    kept: str
    page: str
    sources: str
    order: str
    who_answers: str
    by_when: str
    answer: str
    done: str
    colon: str = ": "

    def pair(self, label: str, value: str) -> str:
        """Return "First step: ask them", with the blank before the colon that French has."""
        return f"{label}{self.colon}{value}"


ENGLISH: Final = Labels(
    first_step="First step",
    owner="Owner",
    place="Place",
    measure="Measure",
    review="Review date",
    tests="Tests",
    tags="Tags",
    tag="Tag",
    cluster="Group",
    note="Note",
    theme="Theme",
    question="Question",
    vote="Vote",
    rank="Rank",
    card="Card",
    dots="Dots",
    voters="Voters",
    table="Table",
    date="Date",
    people="People",
    contents="Contents",
    glossary="Glossary",
    kept="Kept as notes",
    page="Page {page} of {pages}",
    sources="From",
    order="Said in this order",
    who_answers="Who answers",
    by_when="By when",
    answer="Answer",
    done="What was done",
)

LABELS: Final[Mapping[str, Labels]] = {
    "en": ENGLISH,
    "cy": Labels(
        first_step="Cam cyntaf",
        owner="Perchennog",
        place="Lle",
        measure="Mesur",
        review="Dyddiad adolygu",
        tests="Yn profi",
        tags="Tagiau",
        tag="Tag",
        cluster="Grŵp",
        note="Nodyn",
        theme="Thema",
        question="Cwestiwn",
        vote="Pleidlais",
        rank="Safle",
        card="Cerdyn",
        dots="Dotiau",
        voters="Pleidleiswyr",
        table="Bwrdd",
        date="Dyddiad",
        people="Pobl",
        contents="Cynnwys",
        glossary="Geirfa",
        kept="Wedi’u cadw fel nodiadau",
        page="Tudalen {page} o {pages}",
        sources="O",
        order="Dywedwyd yn y drefn hon",
        who_answers="Pwy sy’n ateb",
        by_when="Erbyn pryd",
        answer="Ateb",
        done="Beth a wnaed",
    ),
    "fr": Labels(
        first_step="Premier pas",
        owner="Responsable",
        place="Lieu",
        measure="Mesure",
        review="Date de bilan",
        tests="Met à l’épreuve",
        tags="Étiquettes",
        tag="Étiquette",
        cluster="Groupe",
        note="Note",
        theme="Thème",
        question="Question",
        vote="Vote",
        rank="Rang",
        card="Carte",
        dots="Points",
        voters="Votants",
        table="Table",
        date="Date",
        people="Personnes",
        contents="Sommaire",
        glossary="Glossaire",
        kept="Conservé en notes",
        page="Page {page} sur {pages}",
        sources="D’après",
        order="Dit dans cet ordre",
        who_answers="Qui répond",
        by_when="Pour quand",
        answer="Réponse",
        done="Ce qui a été fait",
        colon="\u00a0: ",
    ),
    "de": Labels(
        first_step="Erster Schritt",
        owner="Zuständig",
        place="Ort",
        measure="Messgröße",
        review="Überprüfung am",
        tests="Prüft",
        tags="Schlagwörter",
        tag="Schlagwort",
        cluster="Gruppe",
        note="Anmerkung",
        theme="Thema",
        question="Frage",
        vote="Abstimmung",
        rank="Rang",
        card="Karte",
        dots="Punkte",
        voters="Abstimmende",
        table="Tisch",
        date="Datum",
        people="Personen",
        contents="Inhalt",
        glossary="Glossar",
        kept="Als Notizen aufbewahrt",
        page="Seite {page} von {pages}",
        sources="Aus",
        order="Gesagt in dieser Reihenfolge",
        who_answers="Wer antwortet",
        by_when="Bis wann",
        answer="Antwort",
        done="Was getan wurde",
    ),
    "es": Labels(
        first_step="Primer paso",
        owner="Responsable",
        place="Lugar",
        measure="Medida",
        review="Fecha de revisión",
        tests="Pone a prueba",
        tags="Etiquetas",
        tag="Etiqueta",
        cluster="Grupo",
        note="Nota",
        theme="Tema",
        question="Pregunta",
        vote="Votación",
        rank="Puesto",
        card="Tarjeta",
        dots="Puntos",
        voters="Votantes",
        table="Mesa",
        date="Fecha",
        people="Personas",
        contents="Contenido",
        glossary="Glosario",
        kept="Conservado como notas",
        page="Página {page} de {pages}",
        sources="De",
        order="Dicho en este orden",
        who_answers="Quién responde",
        by_when="Para cuándo",
        answer="Respuesta",
        done="Qué se hizo",
    ),
    "ar": Labels(
        first_step="الخطوة الأولى",
        owner="المسؤول",
        place="المكان",
        measure="المقياس",
        review="تاريخ المراجعة",
        tests="يختبر",
        tags="الوسوم",
        tag="الوسم",
        cluster="المجموعة",
        note="ملاحظة",
        theme="المحور",
        question="السؤال",
        vote="التصويت",
        rank="الترتيب",
        card="البطاقة",
        dots="النقاط",
        voters="المصوّتون",
        table="الطاولة",
        date="التاريخ",
        people="الحاضرون",
        contents="المحتويات",
        glossary="المسرد",
        kept="محفوظ كملاحظات",
        page="الصفحة {page} من {pages}",
        sources="من",
        order="قيلت بهذا الترتيب",
        who_answers="من يجيب",
        by_when="موعد الإجابة",
        answer="الجواب",
        done="ما تم عمله",
    ),
}
"""Labels by the first part of a language tag."""

_RIGHT_TO_LEFT: Final = frozenset({"ar", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"})


def labels_for(language: str) -> Labels:
    """Return the labels for a BCP 47 tag ("cy-GB" has those of "cy"), English where there are none."""
    return LABELS.get(_primary(language), ENGLISH)


def is_right_to_left(language: str) -> bool:
    """Return whether the language of the tag is written from right to left."""
    return _primary(language) in _RIGHT_TO_LEFT


def _primary(language: str) -> str:
    return language.partition("-")[0].lower()
