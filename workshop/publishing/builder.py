"""From the board to the report: what may be published, in its order, and what was left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Final, Literal, TypeAlias

from workshop.model.ballot import Ballot, ImportedVotes
from workshop.model.ballots import Result, imported_standings
from workshop.model.session import Card, Session, fields_of_kind
from workshop.model.text import plain
from workshop.model.views import BallotView, CardView, ThemeView, questions, visible
from workshop.publishing.report import Report, ReportBallot, ReportCard, ReportList, ReportRow, ReportTheme
from workshop.publishing.scale_report import scale_reports
from workshop.wording.closings import closing
from workshop.wording.document_words import words_for
from workshop.wording.sentences import Sentences

Order: TypeAlias = Literal["said", "votes"]

WHY_LEFT_OUT: Final = (
    ("removed", "removed"),
    ("held", "held"),
    ("hidden", "hidden"),
    ("parked", "parked"),
    ("left_out", "chosen"),
)
"""Why a card is not published, the first that holds: its mark, and the name of what is said of it."""


def report_of(
    session: Session, changed: int = 0, order: Order = "said", *, notes: bool = False, tells_order: bool = False
) -> Report:
    """Return the appendix of a session or a summit. ``changed`` is its last change, in milliseconds since 1970 UTC.

    With ``notes`` it ends with the lines of papers that became no card; without, they are but counted. Where it
    ``tells_order`` its cards have their places among those of other kinds, so that it can be read back.
    """
    view = visible(session, "appendix")
    published = {card.card: card for theme in view.themes for card in theme.cards}
    votes = _votes(session, view.ballots, published)
    titles = Counter(plain(theme.title) for theme in view.themes)
    themes = tuple(
        replace(
            _theme(session, theme, order, tells_order=tells_order),
            ballots=tuple(votes.get(theme.theme, ())),
            has_namesake=titles[plain(theme.title)] > 1,
        )
        for theme in view.themes
    )
    missing = _left_out(session, published.keys())
    words, labels = words_for(session.language).sentences, words_for(session.language).labels
    return Report(
        title=session.title,
        language=session.language,
        themes=themes,
        counts=_counts(session, view.themes, words, missing),
        subtitle=dict(session.details).get("subtitle", ""),
        details=details_of(session),
        ballots=tuple(votes.get("", ())),
        glossary=tuple(sorted((t, x) for t, x in session.terms.items() if x)),
        left_out=tuple(f"{labels.pair(words.reason(name, len(ids)), words.ids(ids))}." for name, ids in missing.items())
        + tuple(filter(None, [open_questions(session)])),
        notes=tuple(note.text for note in session.notes) if notes else (),
        changed=changed,
    )


def counted(count: int, singular: str, plural: str) -> str:
    """Return "1 insight" or "74 insights"."""
    return f"{count} {singular if count == 1 else plural}"


def _theme(session: Session, theme: ThemeView, order: Order, *, tells_order: bool) -> ReportTheme:
    table = theme.table
    if table.isdigit():
        table = f"{words_for(session.language).labels.table} {table}"
    kinds = dict.fromkeys([*(kind.name for kind in session.kinds), *(card.kind for card in theme.cards)])
    is_told = tells_order and order == "said" and _is_mixed(theme.cards, list(kinds))
    said = {card.card: place for place, card in enumerate(theme.cards, 1)} if is_told else {}
    lists = _lists(session, theme.cards, kinds, order, said)
    return ReportTheme(theme.title, theme.question, lists, table=table)


def _is_mixed(cards: Sequence[CardView], kinds: Sequence[str]) -> bool:
    """Return whether the cards were said in another order than that of their lists."""
    places = [kinds.index(card.kind) for card in cards]
    return places != sorted(places)


def _lists(
    session: Session, cards: Sequence[CardView], kinds: Iterable[str], order: Order, said: Mapping[str, int]
) -> tuple[ReportList, ...]:
    """Return the lists of all kinds, those of the session first, in its order; ``said`` are places of cards."""
    lists: list[ReportList] = []
    for kind in kinds:
        own = [card for card in cards if card.kind == kind]
        if order == "votes":
            own.sort(key=lambda card: -(card.dots or 0))
        printed = tuple(replace(card_of(card), said=said.get(card.card, 0)) for card in own)
        lists.append(ReportList(kind, session.kind(kind).plural, printed))
    return tuple(lists)


def open_questions(session: Session) -> str:
    """Return how many questions to the room are open, as a sentence; empty where none is."""
    count = len(questions(session, "appendix").open)
    label = words_for(session.language).map.open_questions
    return f"{words_for(session.language).labels.pair(label, str(count))}." if count else ""


def card_of(card: CardView) -> ReportCard:
    """Return a card as it is published."""
    given = dict(card.fields)
    names = fields_of_kind(card.kind)
    fields: tuple[tuple[str, str], ...] = tuple((name, given[name]) for name in names if name in given)
    if card.tests:
        fields += (("tests", ", ".join(card.tests)),)
    return ReportCard(card.id, card.kind, card.text, card.tags, card.cluster, card.note, fields, card.dots, card.voters)


def _votes(
    session: Session, ballots: Iterable[BallotView], published: dict[str, CardView]
) -> dict[str, list[ReportBallot]]:
    """Return the votes by the theme they are printed under, those across themes under none."""
    votes: dict[str, list[ReportBallot]] = {}
    for ballot in ballots:
        under = votes.setdefault(_home(session, ballot.cards), [])
        under += scale_reports(session, ballot, published)
        if ballot.result is not None:
            under.append(_ballot(session, ballot, ballot.result, published))
    for source, given in session.imported.items():
        if result := _imported(session, source, given, published):
            votes.setdefault(_home(session, given), []).append(result)
    return votes


def _home(session: Session, cards: Iterable[str]) -> str:
    """Return the theme a vote on these cards is printed under: the one all of them belong to, or none."""
    themes = {session.cards[card].theme for card in cards if card in session.cards}
    return themes.pop() if len(themes) == 1 else ""


def _imported(
    session: Session, source: str, votes: Mapping[str, ImportedVotes], published: dict[str, CardView]
) -> ReportBallot | None:
    """Return the votes that came with a paper, as far as their cards are published."""
    words, labels = words_for(session.language).sentences, words_for(session.language).labels
    rows = tuple(
        ReportRow(row.shown_rank, _shown(session, row.card), published[row.card].text, row.dots, row.voters)
        for row in imported_standings(session, votes)
        if row.card in published
    )
    totals = f"{labels.pair(labels.dots, str(sum(row.dots for row in rows)))}."
    return ReportBallot(source, words.imported, rows, totals) if rows else None


def _ballot(session: Session, ballot: BallotView, result: Result, published: dict[str, CardView]) -> ReportBallot:
    """Return a vote's result. A card that is left out has no words there: the dots still add up."""
    words = words_for(session.language).sentences
    shown = {card: view.text for card, view in published.items()}
    rows = tuple(
        ReportRow(row.shown_rank, _shown(session, row.card), shown.get(row.card, words.not_shown), row.dots, row.voters)
        for row in result.rows
    )
    ballots = words.form(words.ballots, result.ballots).format(count=result.ballots)
    budget = result.ballots * ballot.dots
    totals = words.totals.format(ballots=ballots, used=result.dots, budget=budget, unused=result.unused)
    return ReportBallot(
        ballot.title, _rule(ballot, words), rows, totals, tuple(_remarks(session, ballot, result, words))
    )


def _rule(ballot: BallotView, words: Sentences) -> str:
    most = "" if ballot.most == ballot.dots else words.at_most.format(most=ballot.most)
    decides = f" {words.decides.format(who=ballot.decider)}" if ballot.decider else ""
    return f"{words.form(words.dots_each, ballot.dots).format(count=ballot.dots)}{most}.{decides}"


def _remarks(session: Session, ballot: BallotView, result: Result, words: Sentences) -> Iterable[str]:
    """Return how the vote came about and what was made of a tie: it is never broken silently."""
    held = session.ballots[ballot.ballot]
    if result.hand_ballots:
        yield words.form(words.by_hand, result.hand_ballots).format(count=result.hand_ballots)
    if result.missing:
        yield words.missing.format(names=", ".join(result.missing))
    if (source := session.ballots.get(held.runoff_of)) is not None:
        yield words.run_off.format(title=source.title) if source.title else words.run_off_unnamed
    if _was_shown_before(session, held):
        yield words.anew
    if held.again:
        yield words.again
    if ballot.settled:
        yield words.settled.format(card=_shown(session, ballot.settled), reason=ballot.reason)
    elif result.ties():
        yield words.level


def _was_shown_before(session: Session, ballot: Ballot) -> bool:
    """Return whether the room had seen a result on the same cards, which was then declared void."""
    void = (b for b in session.ballots.values() if b.state == "void" and b.shown and b.id < ballot.id)
    return any(earlier.cards.keys() & ballot.cards.keys() for earlier in void)


def _shown(session: Session, card_id: str) -> str:
    card = session.cards.get(card_id)
    return session.shown_id(card) if card else "?"


def details_of(session: Session) -> tuple[tuple[str, str], ...]:
    """Return the table, the place, the date and the people, as far as they are known, with their labels."""
    labels = words_for(session.language).labels
    given = {"table": session.table, **dict(session.details)}
    names = {"table": labels.table, "place": labels.place, "date": labels.date, "people": labels.people}
    return tuple((label, given[name]) for name, label in names.items() if given.get(name))


def _counts(session: Session, themes: Sequence[ThemeView], words: Sentences, missing: dict[str, list[str]]) -> str:
    """Return "13 themes, 74 insights, 85 experiments; 3 left out: 2 hidden, 1 removed."."""
    counts = Counter(card.kind for theme in themes for card in theme.cards)
    items = [words.counted(len(themes), words.theme)]
    for name in dict.fromkeys([*(kind.name for kind in session.kinds), *counts]):
        kind = session.kind(name)
        items.append(words.counted(counts[name], words.kind(kind.singular, kind.plural)))
    return closing(words, items, {name: len(ids) for name, ids in missing.items()}, len(session.notes))


def _left_out(session: Session, published: Iterable[str]) -> dict[str, list[str]]:
    """Return the shown ids of the cards that are not published, by the reason; split and joined ones live on."""
    shown = set(published)
    missing: dict[str, list[str]] = {}
    for card in sorted(session.cards.values(), key=lambda card: card.rank):
        if card.id not in shown and not (card.split or card.joined_into):
            missing.setdefault(_reason(card), []).append(session.shown_id(card))
    return missing


def _reason(card: Card) -> str:
    return next((name for mark, name in WHY_LEFT_OUT if getattr(card, mark)), "homeless")
