"""The kinds of one of our own papers that was set up from a template: its closing counts name them all."""

from __future__ import annotations

from workshop.importing.lines import Role
from workshop.importing.own_papers import kinds_counted
from workshop.importing.paper import Paper
from workshop.store.templates import KindWords, our_templates, usual_kinds
from workshop.wording.listnames import plain_name

_USUAL = (("insight", "Insight", "Insights", "I"), ("experiment", "Experiment", "Experiments", "E"))


def kinds_of_template(paper: Paper) -> tuple[KindWords, ...]:
    """Return the kinds of the template that ``paper`` was made with; none where it has the usual ones, or is not ours.

    Ours are looked at, and not a facilitator's own, which another computer has not.
    """
    closing = next((line.text for line in reversed(paper.seen) if line.role is Role.COUNTS), "")
    counted = [name for _, name in kinds_counted(closing)]
    if not paper.language or not counted or _are(counted, usual_kinds(paper.language) or _USUAL):
        return ()
    return next((each.kinds for each in our_templates() if _are(counted, each.kinds)), ())


def names_in(paper: Paper, kinds: tuple[KindWords, ...]) -> dict[str, str]:
    """Return the names of the lists of ``paper`` with the kinds that they are the plural of."""
    plurals = {plain_name(plural): name for name, _, plural, _ in kinds}
    return {each.name: plurals[plain_name(each.name)] for each in paper.lists if plain_name(each.name) in plurals}


def _are(counted: list[str], kinds: tuple[KindWords, ...]) -> bool:
    """Return whether those were counted, in their order; one alone is counted in the singular."""
    return len(counted) == len(kinds) and all(
        name in {singular.casefold(), plural.casefold()}
        for name, (_, singular, plural, _) in zip(counted, kinds, strict=True)
    )
