"""A scale on a phone: two questions about each card, answered with a tap, and what came of it once it is out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from workshop.model.ballot import CANNOT_SAY, HIGHEST, LOWEST, UNANSWERED, ScaleQuestion
from workshop.model.scale_result import Distribution, ScaleResult
from workshop.model.views import BallotView, CardView, ScaleView
from workshop.publishing.rendering.scale_field import drawing, point_of, shared_prefix
from workshop.web.assets import address_of
from workshop.web.html import Html, element, hidden, id_and_words, own, posted, together
from workshop.web.i18n import Words, later
from workshop.web.participant import Reader

NAMES: Final = ("first", "second")
"""What the answers to the two questions are called in a form."""

USUAL: Final = frozenset(
    {
        later("How much difference would it make?"),
        later("hardly any"),
        later("a great deal"),
        later("What would it take?"),
        later("little: we could start now"),
        later("a great deal: money, time, others"),
    }
)
"""The words of the usual questions, which each reader has in their own language."""


def field(found: ScaleResult, questions: Sequence[ScaleQuestion], cards: Mapping[str, CardView]) -> Html:
    """Return the field: the first of the ``questions`` upwards, the second to the right."""
    up, across = questions
    rows = [row for row in found.rows if row.card in cards]
    common = shared_prefix([cards[row.card].id for row in rows])
    points = [point_of(row, cards[row.card].id.removeprefix(common)) for row in rows]
    return element(
        "div",
        own("p", f"↑ {up.words} {LOWEST} = {up.low}, {HIGHEST} = {up.high}", class_="axis"),
        Html(drawing([point for point in points if point])),
        own("p", f"→ {across.words} {LOWEST} = {across.low}, {HIGHEST} = {across.high}", class_="axis"),
        class_="scale",
        dir="ltr",
    )


def asked(scale: ScaleView, words: Words) -> list[ScaleQuestion]:
    """Return the two questions: the usual ones in the reader's language, others in the organiser's words."""
    return [ScaleQuestion(*(words.say(text) if text in USUAL else text for text in each)) for each in scale.questions]


def style() -> Html:
    """Return what fetches the style sheet of a scale: pages without one are the smaller for it."""
    return element("link", rel="stylesheet", href=address_of("scale.css"))


def rule(ballot: BallotView, reader: Reader) -> Html:
    """Return what the scale is about, and how much of it is answered."""
    say, mine = reader.words.say, reader.mine
    told = say("Answered: {count} of {all}")
    done = sum(UNANSWERED not in pair for pair in mine.answers.values())
    without = say("Voting here takes a ballot on paper. Ask the facilitator for one.")
    return together(
        [
            own("h2", ballot.title or say("Vote")),
            element("p", say("Two questions about each. 1 to 5, or “cannot say”."), class_="quiet"),
            element(
                "p",
                told.format(count=done, all=len(ballot.cards)),
                id="answered",
                role="status",
                data_mine=True,
                data_words=told.replace("{all}", str(len(ballot.cards))),
            )
            if mine.may_vote
            else element("p", without, class_="card"),
        ]
    )


def row(card: CardView, ballot: BallotView, reader: Reader) -> Html:
    """Return a card with both questions. Sent twice, an answer is true once."""
    name = element("p", id_and_words(card))
    if ballot.scale is None or not reader.mine.may_vote:
        return element("li", name, id=card.id)
    given = reader.mine.answers.get(card.card, (UNANSWERED, UNANSWERED))
    questions = asked(ballot.scale, reader.words)
    form = posted(
        reader.to("/answers", ballot.ballot, card.id),
        hidden("card", card.id),
        *(_question(*each, reader.words) for each in zip(NAMES, questions, given, strict=True)),
        element("button", reader.words.say("Save"), aria_label=f"{reader.words.say('Save')} {card.id}"),
    )
    return element("li", name, form, id=card.id)


def _question(name: str, question: ScaleQuestion, given: int, words: Words) -> Html:
    ends = f"{LOWEST} = {question.low}, {HIGHEST} = {question.high}"
    numbers = [_choice(name, value, str(value), given) for value in range(LOWEST, HIGHEST + 1)]
    unsure = _choice(name, CANNOT_SAY, words.say("cannot say"), given)
    legend = element("legend", own("b", question.words), " ", own("span", ends, class_="quiet"))
    return element("fieldset", legend, element("div", *numbers, unsure, class_="kinds"))


def _choice(name: str, value: int, shown: str, given: int) -> Html:
    return element(
        "label", element("input", type="radio", name=name, value=value, checked=value == given), element("span", shown)
    )


def result(ballot: BallotView, scale: ScaleView, cards: Mapping[str, CardView], reader: Reader) -> Html:
    """Return what came of it: a field to look at, and the same as a table, with what the reader answered."""
    found = scale.result
    if found is None:
        return Html("")
    words = reader.words
    return together(
        [
            style(),
            own("h2", ballot.title or words.say("Result")),
            field(found, asked(scale, words), cards),
            table(found, scale, cards, words, reader.mine.answers),
            element("p", words.say("Ballots: {ballots}").format(ballots=found.ballots), class_="quiet"),
        ]
    )


def table(
    found: ScaleResult,
    scale: ScaleView,
    cards: Mapping[str, CardView],
    words: Words,
    given: Mapping[str, tuple[int, int]],
) -> Html:
    """Return the result as a table: each card, and below it what was answered to each question."""
    say, questions = words.say, asked(scale, words)
    heads = (say("Question"), say("Median"), say("Middle half"), say("Answers"))
    bodies = [
        _card(cards[row.card], list(zip(questions, row.answers, strict=True)), words, given.get(row.card))
        for row in found.rows
        if row.card in cards
    ]
    head = element("thead", element("tr", *(element("th", each, scope="col") for each in heads)))
    return element("table", head, *bodies, class_="answers")


def _card(
    card: CardView, told: Sequence[tuple[ScaleQuestion, Distribution]], words: Words, given: tuple[int, int] | None
) -> Html:
    name = element("th", id_and_words(card), colspan=4, scope="rowgroup")
    said, unsure = words.say("You said: {answer}"), words.say("cannot say")
    own_answers = [
        element("p", said.format(answer=unsure if answer == CANNOT_SAY else answer), class_="given")
        if answer != UNANSWERED
        else None
        for answer in given or (UNANSWERED, UNANSWERED)
    ]
    rows = [
        element(
            "tr",
            element("th", element("bdi", question.words), mine, scope="row"),
            element("td", shown_median(spread)),
            element("td", shown_half(spread)),
            element("td", shown_count(spread, words)),
        )
        for (question, spread), mine in zip(told, own_answers, strict=True)
    ]
    return element("tbody", element("tr", name), *rows)


def shown_median(spread: Distribution) -> str:
    """Return "4", "3.5", or a dash where nobody gave a number."""
    return "–" if spread.median is None else f"{spread.median:g}"


def shown_half(spread: Distribution) -> str:
    """Return "3–5", or a dash where nobody gave a number."""
    return "–" if spread.middle_half is None else "–".join(map(str, dict.fromkeys(spread.middle_half)))


def shown_count(spread: Distribution, words: Words) -> str:
    """Return how many gave a number, whether they are split, and how many cannot say."""
    parts = [str(spread.number)]
    if spread.split:
        parts.append(words.say("split"))
    if spread.cannot_say:
        parts.append(f"{words.say('cannot say')}: {spread.cannot_say}")
    return " · ".join(parts)
