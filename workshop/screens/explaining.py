"""Terms explained one after the other: what stands in capitals and a reader may not know, and the glossary."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from workshop.model.commands import DismissTerm, ExplainTerm
from workshop.model.errors import Refused
from workshop.screens.dialogs import Ask, Choose, Option
from workshop.screens.session_screen import SessionScreen

EXPLAINED: Final = "explained"
WELL_KNOWN: Final = "well known"


async def explain_terms(page: SessionScreen, capitals: Callable[[], Sequence[str]]) -> None:
    """Explain what ``capitals`` gives, or say that everybody knows it; the glossary can be changed too."""
    here = ""
    while True:
        terms = page.session.terms
        unknown = capitals()
        options = [Option(term, "", term) for term in unknown if term not in terms]
        options += [
            Option(term, "", term, (f"{EXPLAINED}: {meaning}" if meaning else WELL_KNOWN,))
            for term, meaning in terms.items()
        ]
        if not options:
            raise Refused("There is nothing in capitals that a reader may not know.")
        answer = await page.ask(Choose("Explain which? It comes into the glossary; no card is changed", options, here))
        if answer is None:
            return
        here = next((term for term in unknown if term not in {answer, *terms}), "")
        await _explain(page, answer)


async def _explain(page: SessionScreen, term: str) -> None:
    before = page.session.terms.get(term, "")
    hint = "In full, as a reader would look it up · empty: everybody knows it · Esc cancels"
    words = await page.ask(Ask(f"What does {term} stand for?", before, hint))
    if words is None or (before and words.strip() == before):
        return
    if words.strip():
        await page.workspace.do(ExplainTerm(term, words))
    elif page.session.terms.get(term) != "":
        await page.workspace.do(DismissTerm(term))
