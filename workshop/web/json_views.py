"""What phones and boards see now, as JSON."""

from __future__ import annotations

import json
from typing import Any, Final

from workshop.model.scale_result import told
from workshop.model.views import BallotView, CardView, ScaleView, ThemeView
from workshop.store.snapshot import some_fields
from workshop.web.participant import Mine
from workshop.web.view_cache import VisibleState

_as_json: Final = json.JSONEncoder(ensure_ascii=False).encode

Document = dict[str, Any]


class Teller:
    """Tells what is seen as JSON. The cards, nearly all of it, are written once for all who ask."""

    def __init__(self) -> None:
        self._themes: tuple[ThemeView, ...] = ()
        self._written = "[]"

    def tell(self, sight: VisibleState, mine: Mine | None = None) -> bytes:
        """Return what ``sight`` holds, named as ``workshop show --json`` names it; under "mine" a person's own dots."""
        view = sight.view
        if view.themes is not self._themes:
            self._themes, self._written = view.themes, _as_json([_theme(theme, sight) for theme in view.themes])
        told: Document = {
            **some_fields(view, "title", "table", "step"),
            "kinds": dict(sight.kinds),
            "ballot": _ballot(sight.ballot, sight) if sight.ballot else None,
        }
        if mine is not None:
            dots = {sight.cards[card].id: n for card, n in mine.dots.items() if card in sight.cards}
            told["lines"] = [some_fields(line, "id", "text", "state") for line in mine.lines]
            told["mine"] = {"dots": dots, "left": mine.left, "finished": mine.finished, "may_vote": mine.may_vote}
            if sight.ballot and sight.ballot.scale:
                named = {card.card: card.id for card in sight.candidates}
                told["mine"]["answers"] = {named[c]: list(pair) for c, pair in mine.answers.items() if c in named}
        return f'{_as_json(told)[:-1]}, "themes": {self._written}}}'.encode()


def _theme(theme: ThemeView, sight: VisibleState) -> Document:
    return {"title": theme.title, "question": theme.question, "cards": [_card(card, sight) for card in theme.cards]}


def _card(card: CardView, sight: VisibleState) -> Document:
    told = some_fields(card, "id", "kind", "text", "tags", "cluster", "dots", "voters")
    return told | {"kind_name": sight.kinds.get(card.kind, card.kind)}


def _ballot(ballot: BallotView, sight: VisibleState) -> Document:
    return {
        **some_fields(ballot, "title", "state", "dots", "most", "decider", "ballots"),
        "cards": [card.id for card in sight.candidates],
        **(_scale(ballot.scale, sight) if ballot.scale else {}),
    }


def _scale(scale: ScaleView, sight: VisibleState) -> Document:
    """Return the questions, and once it is out what was answered; an answer of nobody is none."""
    found = sight.found
    rows = [row for row in scale.result.rows if row.card in found] if scale.result else []
    answers = [{"id": found[row.card].id, "answers": [told(spread) for spread in row.answers]} for row in rows]
    return {
        "questions": [question._asdict() for question in scale.questions],
        "answers": answers if scale.result else None,
    }
