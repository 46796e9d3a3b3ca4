"""How an experiment stands, and what is said beside it, in the language of the session's headings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowWords:
    """One language's words; ``statuses`` in the order of ``model.follow_up.STATUSES``, beginning as a heading does."""

    follow_up: str
    nothing: str
    next_review: str
    no_news: str
    overdue: str
    missing: str
    statuses: tuple[str, ...]


ENGLISH: Final = FollowWords(
    follow_up="Follow-up",
    nothing="Nothing to follow",
    next_review="Next review {}",
    no_news="No news yet",
    overdue="No news since {}, review was due {}",
    missing="As of {}: no news of {}.",
    statuses=(
        "Not started",
        "Looking for someone",
        "Under way",
        "Tried: it worked",
        "Tried: it did not",
        "Dropped",
        "Went into",
    ),
)

WORDS: Final[Mapping[str, FollowWords]] = {
    "en": ENGLISH,
    "cy": FollowWords(
        follow_up="Dilyniant",
        nothing="Dim i’w ddilyn",
        next_review="Adolygiad nesaf {}",
        no_news="Dim newyddion eto",
        overdue="Dim newyddion ers {}, roedd adolygiad i fod {}",
        missing="Ar {}: dim newyddion am {}.",
        statuses=(
            "Heb ddechrau",
            "Yn chwilio am rywun",
            "Ar y gweill",
            "Rhoddwyd cynnig arni: gweithiodd",
            "Rhoddwyd cynnig arni: ni weithiodd",
            "Gollyngwyd",
            "Aeth yn rhan o",
        ),
    ),
    "fr": FollowWords(
        follow_up="Suivi",
        nothing="Rien à suivre",
        next_review="Prochain point le {}",
        no_news="Pas encore de nouvelles",
        overdue="Sans nouvelles depuis le {}, point prévu le {}",
        missing="Au {} : sans nouvelles de {}.",
        statuses=(
            "Pas commencé",
            "Cherche quelqu’un",
            "En cours",
            "Essayé : cela a marché",
            "Essayé : cela n’a pas marché",
            "Abandonné",
            "Repris dans",
        ),
    ),
    "de": FollowWords(
        follow_up="Was daraus wurde",
        nothing="Nichts zu verfolgen",
        next_review="Nächster Blick darauf {}",
        no_news="Noch nichts gehört",
        overdue="Nichts gehört seit {}, Blick darauf war fällig am {}",
        missing="Stand {}: nichts gehört von {}.",
        statuses=(
            "Nicht begonnen",
            "Sucht jemanden",
            "Unterwegs",
            "Versucht: es ging",
            "Versucht: es ging nicht",
            "Aufgegeben",
            "Ging ein in",
        ),
    ),
    "es": FollowWords(
        follow_up="Seguimiento",
        nothing="Nada que seguir",
        next_review="Próxima revisión {}",
        no_news="Aún sin noticias",
        overdue="Sin noticias desde {}, la revisión tocaba el {}",
        missing="A {}: sin noticias de {}.",
        statuses=(
            "Sin empezar",
            "Busca a alguien",
            "En marcha",
            "Probado: funcionó",
            "Probado: no funcionó",
            "Abandonado",
            "Pasó a",
        ),
    ),
    "ar": FollowWords(
        follow_up="المتابعة",
        nothing="لا شيء للمتابعة",
        next_review="المراجعة القادمة {}",
        no_news="لا أخبار بعد",
        overdue="لا أخبار منذ {}، وكان موعد المراجعة {}",
        missing="حتى {}: لا أخبار عن {}.",
        statuses=(
            "لم تبدأ",
            "تبحث عن أحد",
            "جارية",
            "جُرّبت: نجحت",
            "جُرّبت: لم تنجح",
            "أُسقطت",
            "دخلت في",
        ),
    ),
}


def follow_words_for(language: str) -> FollowWords:
    """Return the words of a language tag; English where we have none."""
    return WORDS.get(language.partition("-")[0].lower(), ENGLISH)
