"""A small report of our own, with something in every place, and ways to put other words into all of them."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from typing import TYPE_CHECKING, Any

from workshop.publishing.report import Report, ReportBallot, ReportCard, ReportList, ReportRow, ReportTheme

if TYPE_CHECKING:
    from collections.abc import Callable

INSIGHTS = (
    ReportCard("T07-I1", "insight", "People ring three numbers before anyone says yes.", tags=("access", "phones")),
    ReportCard("T07-I2", "insight", "Young carers said: “Ask us before ten, or after four.”", note="Said twice."),
)
EXPERIMENTS = (
    ReportCard(
        "T07-E1",
        "experiment",
        "Open the library till nine on Thursdays",
        tags=("evenings, late",),
        cluster="Opening hours",
        fields=(
            ("first_step", "Ask the caretaker for one month"),
            ("owner", "Library manager"),
            ("place", "Northgate ward"),
            ("measure", "Forty visits an evening"),
            ("review", "1 June"),
            ("tests", "T07-I2, T07-I9"),
        ),
        dots=5,
        voters=4,
    ),
    ReportCard("T07-E2", "experiment", "One page instead of four for a street party", dots=5, voters=3),
)
VOTE = ReportBallot(
    "What shall we try first?",
    "Each person had 3 dots, at most 2 on one card; everybody at the table decided.",
    (
        ReportRow("1=", "T07-E1", "Open the library till nine on Thursdays", 5, 4),
        ReportRow("1=", "T07-E2", "One page instead of four for a street party", 5, 3),
    ),
    "4 of 5 ballots came in; 10 dots were used and 2 were not.",
    ("Both cards share rank 1; the table left the tie.",),
)
ROOMS = ReportTheme(
    "Streets and rooms",
    "Who should hold the key to a room that everybody pays for?",
    (ReportList("insight", "Insights", INSIGHTS), ReportList("experiment", "Experiments", EXPERIMENTS)),
    (VOTE,),
)
EMPTY = ReportTheme(
    "Work: paid and unpaid",
    "",
    (ReportList("insight", "Insights", ()), ReportList("experiment", "Experiments", ())),
)
REPORT = Report(
    title="Northgate neighbourhood table",
    language="en",
    themes=(ROOMS, EMPTY),
    counts="2 themes, 2 insights, 2 experiments; 1 left out: 1 parked.",
    details=(("Place", "Northgate hall"), ("Date", "12 May 2026")),
    ballots=(replace(VOTE, title="Across both themes"),),
    glossary=(("CIC", "Community interest company"),),
    left_out=("1 card was set aside in the parking lot.",),
    changed=1_778_580_000_000,
)


def with_text(tree: Any, change: Callable[[str], str]) -> Any:  # noqa: ANN401 - any part of a report
    """Return ``tree`` with every text changed, but the names of fields and kinds."""
    if isinstance(tree, str):
        return change(tree)
    if isinstance(tree, ReportCard):
        values = tuple((name, change(value)) for name, value in tree.fields)
        plain = replace(tree, fields=())
        return replace(_changed(plain, change), id=tree.id, kind=tree.kind, fields=values)
    if isinstance(tree, tuple):
        return tuple(with_text(item, change) for item in tree)
    return _changed(tree, change) if is_dataclass(tree) else tree


def _changed(tree: Any, change: Callable[[str], str]) -> Any:  # noqa: ANN401 - any part of a report
    return replace(tree, **{f.name: with_text(getattr(tree, f.name), change) for f in fields(tree)})


def one_card(text: str) -> Report:
    """Return a report of one insight."""
    card = ReportCard("T07-I1", "insight", text)
    theme = ReportTheme("Rooms", "Who keeps the key?", (ReportList("insight", "Insights", (card,)),))
    return Report("Table", "en", (theme,), "1 theme, 1 insight.")


def summit(tables: int, cards: int) -> Report:
    """Return a report of ``tables`` themes with ``cards`` cards and one vote each."""

    def theme(number: int) -> ReportTheme:
        texts = [card.text for card in (*INSIGHTS, *EXPERIMENTS)]
        many = tuple(ReportCard(f"T{number:02}-I{n}", "insight", texts[n % 4]) for n in range(cards))
        return replace(ROOMS, lists=(ReportList("insight", "Insights", many),), table=f"Table {number}")

    return replace(REPORT, themes=tuple(theme(number) for number in range(1, tables + 1)))


def many_themes(number: int = 46) -> Report:
    """Return a report of short themes, as a summit's tables have them: every ninth has no card, every other asks."""
    ask, shut = "Who should hold the key?", "The gate is shut at four"
    long = "People said that the gate is shut when they come from work in the evening, and nobody knows who has the key"

    def theme(at: int) -> ReportTheme:
        said = (
            ()
            if at % 9 == 4
            else tuple(ReportCard(f"I{at}", "insight", (shut, long)[n % 2]) for n in range(3 + at % 4))
        )
        tried = tuple(ReportCard(f"E{at}", "experiment", "Open it until nine once a week") for _ in said[:2])
        lists = (ReportList("insight", "Insights", said), ReportList("experiment", "Experiments", tried))
        return ReportTheme(f"Harbour {at}", ask if at % 2 else "", lists)

    return Report("Harbours", "en", tuple(map(theme, range(number))), f"{number} themes; nothing left out.")
