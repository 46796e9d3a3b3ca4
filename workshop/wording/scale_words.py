"""The words of a scale's result in documents, in the language of the session's headings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from workshop.model.scale import USUAL_QUESTIONS

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True, kw_only=True)
class ScaleWords:
    """One language's words; ``usual`` are those of the usual questions, in their order."""

    median: str
    middle_half: str
    answers: str
    split: str
    cannot_say: str
    usual: tuple[str, ...]

    def said(self, text: str) -> str:
        """Return a text of a question: of a usual one in this language, else in the organiser's words."""
        return dict(zip(_USUAL, self.usual, strict=True)).get(text, text)


_USUAL: Final = tuple(text for question in USUAL_QUESTIONS for text in question)

ENGLISH: Final = ScaleWords(
    median="Median",
    middle_half="Middle half",
    answers="Answers",
    split="split",
    cannot_say="cannot say: {count}",
    usual=_USUAL,
)

SCALE_WORDS: Final[Mapping[str, ScaleWords]] = {
    "en": ENGLISH,
    "cy": ScaleWords(
        median="Canolrif",
        middle_half="Hanner canol",
        answers="Atebion",
        split="barn wedi’i hollti",
        cannot_say="methu dweud: {count}",
        usual=(
            *("Faint o wahaniaeth fyddai’n ei wneud?", "dim llawer", "llawer iawn"),
            *("Beth fyddai ei angen?", "ychydig: gallem ddechrau nawr", "llawer iawn: arian, amser, pobl eraill"),
        ),
    ),
    "fr": ScaleWords(
        median="Médiane",
        middle_half="Moitié centrale",
        answers="Réponses",
        split="avis partagés",
        cannot_say="ne sait pas\u00a0: {count}",
        usual=(
            *("Quelle différence cela ferait-il\u00a0?", "presque aucune", "énorme"),
            "Que faudrait-il\u00a0?",
            "peu\u00a0: nous pourrions commencer maintenant",
            "beaucoup\u00a0: de l’argent, du temps, d’autres personnes",
        ),
    ),
    "de": ScaleWords(
        median="Median",
        middle_half="Mittlere Hälfte",
        answers="Antworten",
        split="geteilt",
        cannot_say="weiß nicht: {count}",
        usual=(
            *("Wie viel würde es bewirken?", "kaum etwas", "sehr viel"),
            *("Was würde es brauchen?", "wenig: Wir könnten gleich anfangen", "sehr viel: Geld, Zeit, andere"),
        ),
    ),
    "es": ScaleWords(
        median="Mediana",
        middle_half="Mitad central",
        answers="Respuestas",
        split="opiniones divididas",
        cannot_say="no sabe: {count}",
        usual=(
            *("¿Cuánto cambiaría las cosas?", "casi nada", "muchísimo"),
            *("¿Qué haría falta?", "poco: podríamos empezar ya", "mucho: dinero, tiempo, otras personas"),
        ),
    ),
    "ar": ScaleWords(
        median="الوسيط",
        middle_half="النصف الأوسط",
        answers="الإجابات",
        split="منقسمة",
        cannot_say="لا أستطيع القول: {count}",
        usual=(
            *("ما مقدار الفرق الذي سيُحدثه؟", "يكاد لا يُذكر", "كبير جدًا"),
            *("ما الذي يتطلبه؟", "القليل: يمكننا أن نبدأ الآن", "الكثير: مال ووقت وآخرون"),
        ),
    ),
}


def scale_words_for(language: str) -> ScaleWords:
    """Return the words of a language; English ones where there are none."""
    return SCALE_WORDS.get(language.partition("-")[0].lower(), ENGLISH)
