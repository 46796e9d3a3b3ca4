"""The words that bulletins print themselves and are proposed in, in the language of the session's headings."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from workshop.model.bulletins import ProposalWords
from workshop.wording.follow_words import follow_words_for

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True, kw_only=True)
class BulletinWords:
    """One language's words; those with ``{}`` take a number, a day, or a card's id and words.

    ``day`` takes the day, the month's name and the year, ``month`` a month's name and the year.
    """

    bulletin: str
    dated: str
    bulletins: str
    of_month: str
    archive: str
    highlights: str
    highlights_of: str
    issued: str
    contact: str
    dates: str
    links: str
    cards: str
    all: str
    earlier: str
    later: str
    day: str
    review: str
    month: str
    months: tuple[str, ...]
    next_review: str
    answered: str
    review_ahead: str
    new_tables: str

    def day_said(self, day: str) -> str:
        """Return "12 June 2026" for "2026-06-12"; what is no day is said as it stands."""
        try:
            found = date.fromisoformat(day)
        except ValueError:
            return day
        return self.day.format(found.day, self.months[found.month - 1], found.year)

    def month_said(self, month: str) -> str:
        """Return "June 2026" for "2026-06"; what is no month is said as it stands."""
        try:
            found = date.fromisoformat(f"{month}-01")
        except ValueError:
            return month
        return self.month.format(self.months[found.month - 1], found.year)


ENGLISH: Final = BulletinWords(
    bulletin="Bulletin {}",
    dated="Bulletin {}, {}",
    bulletins="Bulletins",
    of_month="Bulletins, {}",
    archive="Archive",
    highlights="Highlights",
    highlights_of="Bulletin {}: highlights",
    issued="Issued {}.",
    contact="Contact",
    dates="Dates",
    links="Links",
    cards="Cards",
    all="All bulletins",
    earlier="Earlier",
    later="Later",
    day="{} {} {}",
    review="Review {}: {}",
    month="{} {}",
    months=(
        *("January", "February", "March", "April", "May", "June"),
        *("July", "August", "September", "October", "November", "December"),
    ),
    next_review="Next review {}",
    answered="answered",
    review_ahead="review on {}",
    new_tables="New tables: {}",
)

WORDS: Final[Mapping[str, BulletinWords]] = {
    "en": ENGLISH,
    "cy": BulletinWords(
        bulletin="Bwletin {}",
        dated="Bwletin {}, {}",
        bulletins="Bwletinau",
        of_month="Bwletinau, {}",
        archive="Archif",
        highlights="Uchafbwyntiau",
        highlights_of="Bwletin {}: uchafbwyntiau",
        issued="Cyhoeddwyd {}.",
        contact="Cyswllt",
        dates="Dyddiadau",
        links="Dolenni",
        cards="Cardiau",
        all="Pob bwletin",
        earlier="Cynharach",
        later="Diweddarach",
        day="{} {} {}",
        review="Adolygiad {}: {}",
        month="{} {}",
        months=(
            *("Ionawr", "Chwefror", "Mawrth", "Ebrill", "Mai", "Mehefin"),
            *("Gorffennaf", "Awst", "Medi", "Hydref", "Tachwedd", "Rhagfyr"),
        ),
        next_review="Adolygiad nesaf {}",
        answered="atebwyd",
        review_ahead="adolygiad ar {}",
        new_tables="Byrddau newydd: {}",
    ),
    "fr": BulletinWords(
        bulletin="Bulletin {}",
        dated="Bulletin {}, {}",
        bulletins="Bulletins",
        of_month="Bulletins, {}",
        archive="Archives",
        highlights="À la une",
        highlights_of="Bulletin {} : à la une",
        issued="Paru le {}.",
        contact="Contact",
        dates="Dates",
        links="Liens",
        cards="Cartes",
        all="Tous les bulletins",
        earlier="Précédent",
        later="Suivant",
        day="{} {} {}",
        review="Point {} : {}",
        month="{} {}",
        months=(
            *("janvier", "février", "mars", "avril", "mai", "juin"),
            *("juillet", "août", "septembre", "octobre", "novembre", "décembre"),
        ),
        next_review="Prochain point le {}",
        answered="réponse donnée",
        review_ahead="point le {}",
        new_tables="Nouvelles tables : {}",
    ),
    "de": BulletinWords(
        bulletin="Rundbrief {}",
        dated="Rundbrief {}, {}",
        bulletins="Rundbriefe",
        of_month="Rundbriefe, {}",
        archive="Archiv",
        highlights="Das Wichtigste",
        highlights_of="Rundbrief {}: das Wichtigste",
        issued="Erschienen am {}.",
        contact="Kontakt",
        dates="Termine",
        links="Links",
        cards="Karten",
        all="Alle Rundbriefe",
        earlier="Früher",
        later="Später",
        day="{}. {} {}",
        review="Blick auf {}: {}",
        month="{} {}",
        months=(
            *("Januar", "Februar", "März", "April", "Mai", "Juni"),
            *("Juli", "August", "September", "Oktober", "November", "Dezember"),
        ),
        next_review="Nächster Blick darauf am {}",
        answered="beantwortet",
        review_ahead="Blick darauf am {}",
        new_tables="Neue Tische: {}",
    ),
    "es": BulletinWords(
        bulletin="Boletín {}",
        dated="Boletín {}, {}",
        bulletins="Boletines",
        of_month="Boletines, {}",
        archive="Archivo",
        highlights="Destacados",
        highlights_of="Boletín {}: destacados",
        issued="Publicado el {}.",
        contact="Contacto",
        dates="Fechas",
        links="Enlaces",
        cards="Tarjetas",
        all="Todos los boletines",
        earlier="Anterior",
        later="Siguiente",
        day="{} de {} de {}",
        review="Revisión {}: {}",
        month="{} de {}",
        months=(
            *("enero", "febrero", "marzo", "abril", "mayo", "junio"),
            *("julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"),
        ),
        next_review="Próxima revisión el {}",
        answered="respondida",
        review_ahead="revisión el {}",
        new_tables="Mesas nuevas: {}",
    ),
    "ar": BulletinWords(
        bulletin="النشرة {}",
        dated="النشرة {}، {}",
        bulletins="النشرات",
        of_month="النشرات، {}",
        archive="الأرشيف",
        highlights="أبرز ما فيها",
        highlights_of="النشرة {}: أبرز ما فيها",
        issued="صدرت في {}.",
        contact="للاتصال",
        dates="المواعيد",
        links="الروابط",
        cards="البطاقات",
        all="كل النشرات",
        earlier="السابقة",
        later="التالية",
        day="{} {} {}",
        review="مراجعة {}: {}",
        month="{} {}",
        months=(
            *("يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو"),
            *("يوليو", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر"),
        ),
        next_review="المراجعة القادمة {}",
        answered="أُجيب عنها",
        review_ahead="مراجعة في {}",
        new_tables="طاولات جديدة: {}",
    ),
}


def bulletin_words_for(language: str) -> BulletinWords:
    """Return the words of a language tag; English where we have none."""
    return WORDS.get(language.partition("-")[0].lower(), ENGLISH)


def proposal_words_for(language: str) -> ProposalWords:
    """Return the words in which a bulletin's items are proposed; statuses stand as in the middle of a sentence."""
    words = bulletin_words_for(language)
    statuses = tuple(each[0].lower() + each[1:] for each in follow_words_for(language).statuses)
    return ProposalWords(
        statuses, words.next_review, words.answered, words.review_ahead, words.new_tables, words.day_said
    )
