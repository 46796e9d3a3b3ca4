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
from workshop.appendix.sentences import Sentences, sentences_for
from workshop.model.board import FIELDS, Ballot, Board, Card
from workshop.model.visible import BallotView, CardView, ThemeView, visible

Order: TypeAlias = Literal["said", "votes"]

WHY_LEFT_OUT: Final = (
    ("removed", "removed"),
    ("held", "held"),
    ("hidden", "hidden"),
    ("parked", "parked"),
    ("left_out", "chosen"),
)
"""Why a card is not published, the first that holds: its mark, and the name of what is said of it."""


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
    words, labels = sentences_for(board.language), labels_for(board.language)
    return Report(
        title=board.title,
        language=board.language,
        themes=themes,
        counts=_counts(board, view.themes, words, missing),
        subtitle=dict(board.details).get("subtitle", ""),
        details=_details(board),
        ballots=tuple(votes.get("", ())),
        glossary=tuple(sorted((t, x) for t, x in board.terms.items() if x)),
        left_out=tuple(
            f"{labels.pair(words.reason(name, len(ids)), words.comma.join(ids))}." for name, ids in missing.items()
        ),
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
    """Give a vote's result. A card that is left out has no words there: the dots still add up."""
    result = ballot.result
    assert result is not None  # noqa: S101 - only revealed ballots come here
    words = sentences_for(board.language)
    shown = {card: view.text for card, view in published.items()}
    rows = tuple(
        ReportRow(row.shown_rank, _shown(board, row.card), shown.get(row.card, words.not_shown), row.dots, row.voters)
        for row in result.rows
    )
    return ReportBallot(
        ballot.title, _rule(ballot, words), rows, _totals(ballot, words), tuple(_remarks(board, ballot))
    )


def _rule(ballot: BallotView, words: Sentences) -> str:
    most = "" if ballot.most == ballot.dots else words.at_most.format(most=ballot.most)
    decides = f" {words.decides.format(who=ballot.decider)}" if ballot.decider else ""
    return f"{words.form(words.dots_each, ballot.dots).format(count=ballot.dots)}{most}.{decides}"


def _totals(ballot: BallotView, words: Sentences) -> str:
    result = ballot.result
    assert result is not None  # noqa: S101 - as above
    ballots = words.form(words.ballots, result.ballots).format(count=result.ballots)
    budget = result.ballots * ballot.dots
    return words.totals.format(ballots=ballots, used=result.dots, budget=budget, unused=result.unused)


def _remarks(board: Board, ballot: BallotView) -> Iterable[str]:
    """Give how the vote came about and what was made of a tie: it is never broken silently."""
    result = ballot.result
    assert result is not None  # noqa: S101 - as above
    words = sentences_for(board.language)
    if result.hand_ballots:
        yield words.form(words.by_hand, result.hand_ballots).format(count=result.hand_ballots)
    source: Ballot | None = board.ballots.get(board.ballots[ballot.ballot].runoff_of)
    if source is not None:
        yield words.run_off.format(title=source.title) if source.title else words.run_off_unnamed
    if ballot.settled:
        yield words.settled.format(card=_shown(board, ballot.settled), reason=ballot.reason)
    elif result.ties():
        yield words.level


def _shown(board: Board, card_id: str) -> str:
    card = board.cards.get(card_id)
    return board.shown_id(card) if card else "?"


def _details(board: Board) -> tuple[tuple[str, str], ...]:
    labels = labels_for(board.language)
    given = {"table": board.table, **dict(board.details)}
    names = {"table": labels.table, "place": labels.place, "date": labels.date, "people": labels.people}
    return tuple((label, given[name]) for name, label in names.items() if given.get(name))


def _counts(board: Board, themes: Sequence[ThemeView], words: Sentences, missing: dict[str, list[str]]) -> str:
    """Give "13 themes, 74 insights, 85 experiments; 3 left out: 2 hidden, 1 removed."."""
    counts = Counter(card.kind for theme in themes for card in theme.cards)
    items = [words.counted(len(themes), words.theme)]
    for name in dict.fromkeys([*(kind.name for kind in board.kinds), *counts]):
        kind = board.kind(name)
        items.append(words.counted(counts[name], words.kind(kind.singular, kind.plural)))
    return words.closing(items, {name: len(ids) for name, ids in missing.items()})


def _left_out(board: Board, published: Iterable[str]) -> dict[str, list[str]]:
    """Give the shown ids of the cards that are not published, by the reason; split and joined ones live on."""
    shown = set(published)
    missing: dict[str, list[str]] = {}
    for card in sorted(board.cards.values(), key=lambda card: card.rank):
        if card.id not in shown and not (card.split or card.joined_into):
            missing.setdefault(_reason(card), []).append(board.shown_id(card))
    return missing


def _reason(card: Card) -> str:
    return next((name for mark, name in WHY_LEFT_OUT if getattr(card, mark)), "homeless")
