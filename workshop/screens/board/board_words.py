"""What the board says: made of what ``visible`` gives the board, and of nothing else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Final, NamedTuple

from workshop.live.follower import BoardSnapshot
from workshop.model.ballots import some, turnout
from workshop.model.scale_told import ends
from workshop.model.session import Session, Timer, table_prefix
from workshop.model.views import BallotView, CardView, ThemeView, View, line_card, visible
from workshop.screens.board.map_columns import map_on_board
from workshop.screens.scale_text import field_lines, short_of
from workshop.widgets.wall import Column, Item

FIELD: Final = 76
"""Characters across the field of a scale, so that it stands on the smallest screen."""


class BoardState(NamedTuple):
    """What stands on the board. ``band`` is said large, ``rules`` below it; ``vote`` says that there is a vote.

    ``cards`` are all that the room may see, on this page of the board or another; ``listed`` says that the
    columns hold them, and not a vote. ``mapped`` says that it is the map, ``has_map`` that there is one.
    """

    where: str = ""
    question: str = ""
    band: str = ""
    rules: str = ""
    columns: tuple[Column, ...] = ()
    timer: Timer | None = None
    cards: frozenset[str] = frozenset()
    vote: bool = False
    listed: bool = False
    mapped: bool = False
    has_map: bool = False


def sight_of(scene: BoardSnapshot, theme: str = "", *, turned: bool = False, map_turned: bool = False) -> BoardState:
    """Return what is to be seen of a scene.

    ``theme`` is shown, or where it is empty the one the table works on; with ``turned`` the cards in the place
    of a vote's result, and the result in the place of the cards; ``map_turned`` is the same for the map. An open
    vote stays in view.
    """
    session = scene.session
    view = visible(session, "board")
    if not view.themes and not view.title:
        return BoardState(question="Nothing is recorded yet.")
    shown = _theme(view, theme or scene.theme)
    ballot = next((b for b in view.ballots if b.state == "open"), view.ballots[-1] if view.ballots else None)
    voting = ballot is not None and (ballot.state == "open" or scene.voting != turned)
    has_map = session.map.begun
    if has_map and scene.mapping != map_turned and not (ballot and ballot.state == "open"):
        return _mapped(scene, view, vote=ballot is not None)
    sight = BoardState(
        where=_where(scene, view, shown),
        question=(shown.question or shown.title) if shown else view.title,
        timer=view.timer,
        cards=frozenset(card.card for each in view.themes for card in each.cards),
        vote=ballot is not None,
        has_map=has_map,
    )
    if ballot is None or not voting:
        return sight._replace(columns=_columns(session, shown), listed=True)
    return _voted(sight, scene, view, ballot)


def _mapped(scene: BoardSnapshot, view: View, *, vote: bool) -> BoardState:
    found = map_on_board(scene.session, partial(_label, scene.session))
    return BoardState(
        where=" · ".join((*(("REHEARSAL",) if scene.rehearsal else ()), "The map", view.title)),
        band=found.counts,
        columns=found.columns,
        timer=view.timer,
        cards=found.shown,
        vote=vote,
        listed=True,
        mapped=True,
        has_map=True,
    )


def _theme(view: View, theme: str) -> ThemeView | None:
    return next((each for each in view.themes if each.theme == theme), view.themes[0] if view.themes else None)


def _where(scene: BoardSnapshot, view: View, shown: ThemeView | None) -> str:
    number = f"{view.themes.index(shown) + 1} of {len(view.themes)}" if shown and len(view.themes) > 1 else ""
    table = view.table or (shown.table if shown else "")
    parts = (
        "REHEARSAL" if scene.rehearsal else "",
        f"Table {table}" if table else "",
        shown.title if shown and shown.question else view.title,
        number,
    )
    return " · ".join(part for part in parts if part)


def _columns(session: Session, theme: ThemeView | None) -> tuple[Column, ...]:
    columns = []
    for kind in session.kinds:
        cards = [card for card in theme.cards if card.kind == kind.name] if theme else []
        items = tuple(_item(session, card) for card in cards)
        columns.append(Column(f"{kind.plural.upper()} {len(items)}", items, f"No {kind.plural.lower()} yet."))
    return tuple(columns)


def _to_vote_on(session: Session, cards: Sequence[CardView]) -> tuple[Column, ...]:
    """Return what is voted on, each kind below its name."""
    columns = []
    for kind in session.kinds:
        items = tuple(_item(session, card) for card in cards if card.kind == kind.name)
        columns.append(Column(f"{kind.plural.upper()} TO VOTE ON {len(items)}", items))
    if lines := tuple(_item(session, card) for card in cards if not card.kind):
        columns.append(Column(f"LINES OF THE MAP TO ANSWER ABOUT {len(lines)}", lines))
    shown = tuple(column for column in columns if column.items)
    return shown or (Column("TO VOTE ON 0", (), "There is nothing to vote on."),)


def _item(session: Session, card: CardView) -> Item:
    return Item(card.card, _label(session, card.id), card.text, " ".join(f"#{tag}" for tag in card.tags))


def _label(session: Session, shown_id: str) -> str:
    """Return the id without the table's part, where all are this table's."""
    return shown_id.removeprefix(f"{table_prefix(session.table)}-") if session.table else shown_id


def _voted(sight: BoardState, scene: BoardSnapshot, view: View, ballot: BallotView) -> BoardState:
    """Return a vote: who is in and the rules while it goes on, ranks and bars once it is revealed."""
    session, cards = scene.session, {card.card: card for theme in view.themes for card in theme.cards}
    about = [each for each in view.themes if any(card.card in ballot.cards for card in each.cards)]
    shown = about[0] if len(about) == 1 else None
    question = (shown.question or shown.title) if shown else (ballot.title or view.title)
    sight = sight._replace(question=question, where=_where(scene, view, shown))
    title = ballot.title if ballot.title != question else ""
    if ballot.scale and ballot.scale.result:
        return _scaled(sight, session, title, ballot, cards)
    if ballot.result is not None:
        return sight._replace(
            band=f"Result: {title}" if title else "Result",
            rules=_sums(ballot, cards, session),
            columns=(_result(session, ballot, cards),),
        )
    lines = ballot.scale.lines if ballot.scale else {}
    listed = [cards[card] for card in ballot.cards if card in cards]
    listed += [line_card(line, *told) for line, told in lines.items()]
    ended = "" if ballot.state == "open" else "The vote is closed · "
    return sight._replace(
        band=f"{ended}{turnout(session, ballot.ballots)}",
        rules=" · ".join((*([title] if title else []), rules_of(ballot))),
        columns=_to_vote_on(session, listed),
    )


def _scaled(
    sight: BoardState, session: Session, title: str, ballot: BallotView, cards: Mapping[str, CardView]
) -> BoardState:
    """Return a scale that is out: the field, and below it each card with a bar and its numbers."""
    scale, found = ballot.scale, ballot.scale.result if ballot.scale else None
    if scale is None or found is None:
        return sight
    known = {card: (_label(session, view.id), view.text) for card, view in cards.items()} | dict(scale.lines)
    rows = [row for row in found.rows if row.card in known]
    field = field_lines(rows, {card: label for card, (label, _) in known.items()}, scale.questions, FIELD)
    items = tuple(
        Item(
            row.card,
            known[row.card][0],
            known[row.card][1],
            marks="   ".join(f"{sign} {short_of(each)}" for sign, each in zip("↑→", row.answers, strict=True)),
        )
        for row in rows
    )
    band = f"{f'Result: {title}' if title else 'Result'} · {some(found.ballots, 'ballot')}"
    return sight._replace(band=band, rules="\n".join(field), columns=(Column("ANSWERS", items, "Nothing was asked."),))


def rules_of(ballot: BallotView) -> str:
    """Return the rules of a vote in a line."""
    if ballot.scale is not None:
        asked = " · ".join(ends(question) for question in ballot.scale.questions)
        return f"{asked} · {ballot.decider} decides" if ballot.decider else asked
    most = f"at most {ballot.most} on one card" if ballot.most < ballot.dots else ""
    decider = f"{ballot.decider} decides" if ballot.decider else ""
    return " · ".join(part for part in (f"{some(ballot.dots, 'dot')} each", most, decider) if part)


def _result(session: Session, ballot: BallotView, cards: Mapping[str, CardView]) -> Column:
    """Return the cards by their rank, each kind below its name."""
    order = {kind.name: number for number, kind in enumerate(session.kinds)}
    rows = [row for row in ballot.result.rows if row.card in cards] if ballot.result else []
    rows.sort(key=lambda row: order.get(cards[row.card].kind, len(order)))
    highest = max((row.dots for row in rows), default=0) or 1
    ranks = max((len(row.shown_rank) for row in rows), default=1)
    items: list[Item] = []
    for row in rows:
        card = cards[row.card]
        group = session.kind(card.kind).plural.upper()
        items.append(
            Item(
                row.card,
                f"{row.shown_rank:<{ranks}} {_label(session, card.id)}",
                card.text,
                tally=f"{some(row.dots, 'dot')} · {some(row.voters, 'voter')}",
                share=row.dots / highest,
                number=str(row.dots),
                group=group,
                opens=bool(items) and items[-1].group != group,
            )
        )
    return Column("RANK", tuple(items), "Nothing was voted on.")


def _sums(ballot: BallotView, cards: Mapping[str, CardView], session: Session) -> str:
    result = ballot.result
    if result is None:
        return ""
    parts = [some(result.ballots, "ballot"), f"{result.dots} of {result.dots + result.unused} dots used"]
    if result.hand_ballots:
        parts.append(f"{result.hand_ballots} by hand")
    if result.missing:
        parts.append(f"not counted yet: those at {', '.join(result.missing)}")
    if ballot.settled in cards:
        parts.append(f"{_label(session, cards[ballot.settled].id)} was chosen among the tied cards: {ballot.reason}")
    elif result.ties():
        parts.append("= is tied")
    return " · ".join(parts)
