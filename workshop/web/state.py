"""What a participant or a board may see, as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from workshop.model.visible import BallotView, CardView
    from workshop.web.ballot import Mine
    from workshop.web.sight import Sight

Document = dict[str, Any]


def state(sight: Sight, mine: Mine | None = None) -> Document:
    """Give what ``sight`` holds, named as ``workshop show --json`` names it, and under "mine" a person's own dots."""
    view = sight.view
    themes = [
        {"title": t.title, "question": t.question, "cards": [_card(c, sight) for c in t.cards]} for t in view.themes
    ]
    ballot = sight.ballot
    told: Document = {
        "title": view.title,
        "table": view.table,
        "step": view.step,
        "kinds": dict(sight.kinds),
        "themes": themes,
        "ballot": _ballot(ballot, sight) if ballot else None,
    }
    if mine is not None:
        dots = {sight.cards[card].id: n for card, n in mine.dots.items() if card in sight.cards}
        told["mine"] = {"dots": dots, "left": mine.left, "finished": mine.finished, "may_vote": mine.may_vote}
    return told


def _card(card: CardView, sight: Sight) -> Document:
    return {
        "id": card.id,
        "kind": card.kind,
        "kind_name": sight.kinds.get(card.kind, card.kind),
        "text": card.text,
        "tags": list(card.tags),
        "cluster": card.cluster,
        "dots": card.dots,
        "voters": card.voters,
    }


def _ballot(ballot: BallotView, sight: Sight) -> Document:
    return {
        "title": ballot.title,
        "state": ballot.state,
        "cards": [card.id for card in sight.candidates],
        "dots": ballot.dots,
        "most": ballot.most,
        "decider": ballot.decider,
        "ballots": ballot.ballots,
    }
