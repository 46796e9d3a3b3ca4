"""From the board to the report: what may be published, in its order, and what was left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final, Literal, TypeAlias

from workshop.appendix.labels import labels_for
from workshop.appendix.report import (
    Report,
    ReportBallot,
    ReportCard,
    ReportList,
    ReportRow,
    ReportTheme,
)
from workshop.model.board import FIELDS, Ballot, Board, Card
from workshop.model.visible import BallotView, CardView, ThemeView, visible

Order: TypeAlias = Literal["said", "votes"]

WHY_LEFT_OUT: Final = (
    ("removed", "removed"),
    ("held", "waiting to be shown"),
    ("hidden", "hidden"),
    ("parked", "in the parking lot"),
    ("left_out", "left out by choice"),
)
"""Why a card is not published, the first that holds: its mark, and what is said of it."""

NOT_SHOWN: Final = "(not published)"
"""What stands for the words of a card that was voted on and is left out: the dots still add up."""


def report_of(board: Board, changed: int = 0, order: Order = "said") -> Report:
    """Give the appendix of a session or a summit. ``changed`` is its last change, in milliseconds since 1970 UTC."""
    view = visible(board, "appendix")
    published = {card.card: card for theme in view.themes for card in theme.cards}
    votes: dict[str, list[ReportBallot]] = {}
    for ballot in view.ballots:
        if ballot.result is not None:
            votes.setdefault(_home(board, ballot), []).append(_ballot(board, ballot, published))
    themes = tuple(_theme(board, theme, order, tuple(votes.get(theme.theme, ()))) for theme in view.themes)
    missing = _left_out(board, published.keys())
    return Report(
        title=board.title,
        language=board.language,
        themes=themes,
        counts=_counts(board, view.themes, missing),
        subtitle=dict(board.details).get("subtitle", ""),
        details=_details(board),
        ballots=tuple(votes.get("", ())),
        glossary=tuple(sorted((t, x) for t, x in board.terms.items() if x)),
        left_out=tuple(f"{reason.capitalize()}: {', '.join(ids)}." for reason, ids in missing.items()),
        changed=changed,
    )


def counted(count: int, singular: str, plural: str) -> str:
    """Give "1 insight" or "74 insights"."""
    return f"{count} {singular if count == 1 else plural}"


def _theme(board: Board, theme: ThemeView, order: Order, votes: tuple[ReportBallot, ...]) -> ReportTheme:
    table = theme.table
    if table.isdigit():
        table = f"{labels_for(board.language).table} {table}"
    return ReportTheme(theme.title, theme.question, _lists(board, theme.cards, order), votes, table)


def _lists(board: Board, cards: Sequence[CardView], order: Order) -> tuple[ReportList, ...]:
    """Give the lists of all kinds, those of the session first, in its order."""
    kinds = dict.fromkeys([*(kind.name for kind in board.kinds), *(card.kind for card in cards)])
    lists: list[ReportList] = []
    for kind in kinds:
        own = [card for card in cards if card.kind == kind]
        if order == "votes":
            own.sort(key=lambda card: -(card.dots or 0))
        lists.append(ReportList(kind, board.kind(kind).plural, tuple(_card(card) for card in own)))
    return tuple(lists)


def _card(card: CardView) -> ReportCard:
    given = dict(card.fields)
    fields: tuple[tuple[str, str], ...] = tuple((name, given[name]) for name in FIELDS if name in given)
    if card.tests:
        fields += (("tests", ", ".join(card.tests)),)
    return ReportCard(card.id, card.kind, card.text, card.tags, card.cluster, card.note, fields, card.dots, card.voters)


def _home(board: Board, ballot: BallotView) -> str:
    """Give the theme a vote is printed under: the one all its cards belong to, or none."""
    themes = {board.cards[card].theme for card in ballot.cards if card in board.cards}
    return themes.pop() if len(themes) == 1 else ""


def _ballot(board: Board, ballot: BallotView, published: dict[str, CardView]) -> ReportBallot:
    result = ballot.result
    assert result is not None  # noqa: S101 - only revealed ballots come here
    shown = {card: published[card].text if card in published else NOT_SHOWN for card in board.cards}
    rows = tuple(
        ReportRow(row.shown_rank, _shown(board, row.card), shown.get(row.card, NOT_SHOWN), row.dots, row.voters)
        for row in result.rows
    )
    decides = f" {ballot.decider} decides." if ballot.decider else ""
    most = "" if ballot.most == ballot.dots else f", at most {ballot.most} on one card"
    rule = f"{counted(ballot.dots, 'dot', 'dots')} for each person{most}.{decides}"
    budget = result.ballots * ballot.dots
    totals = (
        f"{counted(result.ballots, 'ballot', 'ballots')} in; {result.dots} of {budget} dots used, "
        f"{result.unused} unused."
    )
    return ReportBallot(ballot.title, rule, rows, totals, tuple(_remarks(board, ballot)))


def _remarks(board: Board, ballot: BallotView) -> Iterable[str]:
    """Give how the vote came about and what was made of a tie: it is never broken silently."""
    result = ballot.result
    assert result is not None  # noqa: S101 - as above
    if result.hand_ballots:
        yield f"{counted(result.hand_ballots, 'ballot was', 'ballots were')} counted by hand."
    source: Ballot | None = board.ballots.get(board.ballots[ballot.ballot].runoff_of)
    if source is not None:
        yield f"This was a run-off of {source.title or 'the vote before'}."
    if ballot.settled:
        yield f"{_shown(board, ballot.settled)} was chosen among those level. Reason: {ballot.reason}"
    elif result.ties():
        yield "Cards that share a rank are level; the tie was left as it is."


def _shown(board: Board, card_id: str) -> str:
    card = board.cards.get(card_id)
    return board.shown_id(card) if card else "?"


def _details(board: Board) -> tuple[tuple[str, str], ...]:
    labels = labels_for(board.language)
    given = {"table": board.table, **dict(board.details)}
    names = {"table": labels.table, "place": labels.place, "date": labels.date, "people": labels.people}
    return tuple((label, given[name]) for name, label in names.items() if given.get(name))


def _counts(board: Board, themes: Sequence[ThemeView], missing: dict[str, list[str]]) -> str:
    """Give "13 themes, 74 insights, 85 experiments; 3 left out: 2 hidden, 1 removed."."""
    counts = Counter(card.kind for theme in themes for card in theme.cards)
    parts = [counted(len(themes), "theme", "themes")]
    for name in dict.fromkeys([*(kind.name for kind in board.kinds), *counts]):
        kind = board.kind(name)
        parts.append(counted(counts[name], _lower(kind.singular), _lower(kind.plural)))
    left = sum(map(len, missing.values()))
    reasons = ", ".join(f"{len(ids)} {reason}" for reason, ids in missing.items())
    return f"{', '.join(parts)}; {f'{left} left out: {reasons}' if left else 'nothing left out'}."


def _lower(word: str) -> str:
    return word if word.isupper() else word[:1].lower() + word[1:]


def _left_out(board: Board, published: Iterable[str]) -> dict[str, list[str]]:
    """Give the shown ids of the cards that are not published, by the reason; split and joined ones live on."""
    shown = set(published)
    missing: dict[str, list[str]] = {}
    for card in sorted(board.cards.values(), key=lambda card: card.rank):
        if card.id not in shown and not (card.split or card.joined_into):
            missing.setdefault(_reason(card), []).append(board.shown_id(card))
    return missing


def _reason(card: Card) -> str:
    return next((said for mark, said in WHY_LEFT_OUT if getattr(card, mark)), "of a removed theme")
