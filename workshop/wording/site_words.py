"""The words of the site's own pages, in the language of the session's headings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteWords:
    """One language's words; those with ``{}`` take a number, a date or a list."""

    pages: str
    skip: str
    home: str
    appendix: str
    tables: str
    digest: str
    full_list: str
    questions: str
    follow_up: str
    bulletins: str
    articles: str
    tags: str
    picture: str
    search: str
    glossary: str
    places: str
    subjects: str
    also: str
    no_articles: str
    no_tags: str
    no_table: str
    feed: str
    calendar: str
    withdrawn: str
    withdrawn_on: str
    not_published: str
    became: str
    query: str
    without_script: str
    found: str
    no_matches: str
    first_shown: str
    as_pdf: str


ENGLISH: Final = SiteWords(
    pages="Pages",
    skip="Skip to the content",
    home="Home",
    appendix="Appendix",
    tables="By table",
    digest="Digest",
    full_list="Full list",
    questions="Questions",
    follow_up="Follow-up",
    bulletins="Bulletins",
    articles="Articles",
    tags="Tags",
    picture="Graphic record",
    search="Search",
    glossary="Glossary",
    places="Places",
    subjects="Subjects",
    also="also: {}",
    no_articles="No articles yet.",
    no_tags="No tags yet.",
    no_table="Without a table",
    feed="Subscribe to the bulletins (Atom feed)",
    calendar="Reviews ahead, for a calendar (.ics)",
    withdrawn="Withdrawn",
    withdrawn_on="Withdrawn on {}",
    not_published="Not published",
    became="Became part of another",
    query="Words, or the number of a card",
    without_script="Searching needs script. Without it, open the appendix and let the browser find words.",
    found="Found: {}",
    no_matches="No matches",
    first_shown="the first {} are shown",
    as_pdf="As a PDF, to print",
)

WORDS: Final[Mapping[str, SiteWords]] = {
    "en": ENGLISH,
    "cy": SiteWords(
        pages="Tudalennau",
        skip="Neidio i’r cynnwys",
        home="Hafan",
        appendix="Atodiad",
        tables="Fesul bwrdd",
        digest="Crynodeb",
        full_list="Rhestr lawn",
        questions="Cwestiynau",
        follow_up="Dilyniant",
        bulletins="Bwletinau",
        articles="Erthyglau",
        tags="Tagiau",
        picture="Cofnod graffig",
        search="Chwilio",
        glossary="Geirfa",
        places="Lleoedd",
        subjects="Pynciau",
        also="hefyd: {}",
        no_articles="Dim erthyglau eto.",
        no_tags="Dim tagiau eto.",
        no_table="Heb fwrdd",
        feed="Tanysgrifio i’r bwletinau (ffrwd Atom)",
        calendar="Adolygiadau i ddod, ar gyfer calendr (.ics)",
        withdrawn="Tynnwyd yn ôl",
        withdrawn_on="Tynnwyd yn ôl ar {}",
        not_published="Heb ei gyhoeddi",
        became="Daeth yn rhan o un arall",
        query="Geiriau, neu rif cerdyn",
        without_script="Mae angen sgript i chwilio. Hebddo, agorwch yr atodiad a chwilio ynddo â’r porwr.",
        found="Canfuwyd: {}",
        no_matches="Dim canlyniadau",
        first_shown="dangosir y {} cyntaf",
        as_pdf="Fel PDF, i’w argraffu",
    ),
    "fr": SiteWords(
        pages="Pages",
        skip="Aller au contenu",
        home="Accueil",
        appendix="Annexe",
        tables="Par table",
        digest="Synthèse",
        full_list="Liste complète",
        questions="Questions",
        follow_up="Suivi",
        bulletins="Bulletins",
        articles="Articles",
        tags="Mots-clés",
        picture="Fresque",
        search="Recherche",
        glossary="Glossaire",
        places="Lieux",
        subjects="Sujets",
        also="aussi : {}",
        no_articles="Pas encore d’articles.",
        no_tags="Pas encore de mots-clés.",
        no_table="Sans table",
        feed="S’abonner aux bulletins (flux Atom)",
        calendar="Prochains points, pour un agenda (.ics)",
        withdrawn="Retirée",
        withdrawn_on="Retirée le {}",
        not_published="Non publiée",
        became="Réunie à une autre",
        query="Des mots, ou le numéro d’une carte",
        without_script="La recherche a besoin de scripts. Sans eux, ouvrez l’annexe et cherchez avec le navigateur.",
        found="Trouvé : {}",
        no_matches="Aucun résultat",
        first_shown="les {} premiers sont montrés",
        as_pdf="En PDF, à imprimer",
    ),
    "de": SiteWords(
        pages="Seiten",
        skip="Zum Inhalt",
        home="Start",
        appendix="Anhang",
        tables="Nach Tischen",
        digest="Zusammenfassung",
        full_list="Vollständige Liste",
        questions="Fragen",
        follow_up="Was daraus wurde",
        bulletins="Rundbriefe",
        articles="Artikel",
        tags="Schlagwörter",
        picture="Bildprotokoll",
        search="Suche",
        glossary="Glossar",
        places="Orte",
        subjects="Themen",
        also="auch: {}",
        no_articles="Noch keine Artikel.",
        no_tags="Noch keine Schlagwörter.",
        no_table="Ohne Tisch",
        feed="Rundbriefe abonnieren (Atom-Feed)",
        calendar="Anstehende Termine für den Kalender (.ics)",
        withdrawn="Zurückgezogen",
        withdrawn_on="Zurückgezogen am {}",
        not_published="Nicht veröffentlicht",
        became="Ging in einer anderen auf",
        query="Wörter oder die Nummer einer Karte",
        without_script="Die Suche braucht Skripte. Ohne sie: den Anhang öffnen und den Browser suchen lassen.",
        found="Gefunden: {}",
        no_matches="Keine Treffer",
        first_shown="die ersten {} werden gezeigt",
        as_pdf="Als PDF zum Drucken",
    ),
    "es": SiteWords(
        pages="Páginas",
        skip="Ir al contenido",
        home="Inicio",
        appendix="Anexo",
        tables="Por mesa",
        digest="Resumen",
        full_list="Lista completa",
        questions="Preguntas",
        follow_up="Seguimiento",
        bulletins="Boletines",
        articles="Artículos",
        tags="Etiquetas",
        picture="Registro gráfico",
        search="Búsqueda",
        glossary="Glosario",
        places="Lugares",
        subjects="Temas",
        also="también: {}",
        no_articles="Todavía no hay artículos.",
        no_tags="Todavía no hay etiquetas.",
        no_table="Sin mesa",
        feed="Suscribirse a los boletines (canal Atom)",
        calendar="Próximas revisiones, para un calendario (.ics)",
        withdrawn="Retirada",
        withdrawn_on="Retirada el {}",
        not_published="No publicada",
        became="Pasó a formar parte de otra",
        query="Palabras, o el número de una tarjeta",
        without_script="La búsqueda necesita scripts. Sin ellos, abra el anexo y busque con el navegador.",
        found="Encontradas: {}",
        no_matches="Sin resultados",
        first_shown="se muestran las {} primeras",
        as_pdf="En PDF, para imprimir",
    ),
    "ar": SiteWords(
        pages="الصفحات",
        skip="إلى المحتوى",
        home="البداية",
        appendix="الملحق",
        tables="حسب الطاولة",
        digest="الخلاصة",
        full_list="القائمة الكاملة",
        questions="الأسئلة",
        follow_up="المتابعة",
        bulletins="النشرات",
        articles="المقالات",
        tags="الوسوم",
        picture="السجل المرسوم",
        search="البحث",
        glossary="المصطلحات",
        places="الأماكن",
        subjects="المواضيع",
        also="أيضاً: {}",
        no_articles="لا مقالات بعد.",
        no_tags="لا وسوم بعد.",
        no_table="بلا طاولة",
        feed="الاشتراك في النشرات (Atom)",
        calendar="المراجعات القادمة للتقويم (.ics)",
        withdrawn="سُحبت",
        withdrawn_on="سُحبت في {}",
        not_published="غير منشورة",
        became="أصبحت جزءاً من أخرى",
        query="كلمات، أو رقم بطاقة",
        without_script="البحث يحتاج إلى برمجة نصية. من دونها افتح الملحق وابحث بالمتصفح.",
        found="النتائج: {}",
        no_matches="لا نتائج",
        first_shown="تُعرض أول {}",
        as_pdf="بصيغة PDF للطباعة",
    ),
}


def site_words_for(language: str) -> SiteWords:
    """Return the words of a language tag; English where we have none."""
    return WORDS.get(language.partition("-")[0].lower(), ENGLISH)
