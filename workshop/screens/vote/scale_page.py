"""A scale on the vote's page: its questions before it opens, sheets typed in while it is open, and its result."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from workshop.model import commands as c
from workshop.model.ballot import HIGHEST, LOWEST, MOST_SUBJECTS, UNANSWERED, USUAL_QUESTIONS, Scale, ScaleQuestion
from workshop.model.ballots import ballots_in, candidates, some
from workshop.model.errors import Refused
from workshop.model.mapping import live_lines
from workshop.model.scale_told import ends, numbers_of
from workshop.screens.card_rows import label_of
from workshop.screens.dialogs import Ask, Choose, Option
from workshop.screens.scale_text import bar_of, field_lines
from workshop.widgets.row import Row

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workshop.model.ballot import Ballot
    from workshop.model.scale_result import ScaleResult
    from workshop.model.session import Session
    from workshop.screens.vote.screen import Vote

USUAL: Final = Scale(USUAL_QUESTIONS)
MANNERS: Final = (("", "dots: each person gives a few"), ("scale", "a scale: two questions about each, 1 to 5"))
ORDERS: Final = (("", "each ballot has its own"), ("said", "as they were said, for everybody"))


def manner_said(plan: Ballot) -> str:
    """Return how a vote is taken."""
    return MANNERS[bool(plan.scale)][1]


def questions_of(scale: Scale) -> list[Row]:
    """Return a row for each question."""
    return [
        Row(name, f"question {number}", ends(question))
        for number, (name, question) in enumerate(zip(("first", "second"), scale.questions, strict=True), 1)
    ]


async def set_manner(page: Vote, plan: Ballot) -> Ballot | None:
    """Choose dots or a scale."""
    answer = await page.ask(Choose("How is it voted?", [Option(name, "", text) for name, text in MANNERS]))
    if answer is None:
        return None
    if answer:
        return plan._replace(scale=plan.scale or USUAL, dots=0, most=0)
    session = page.session
    return plan._replace(scale=None, dots=session.dots, most=min(session.most, session.dots))


async def set_order(page: Vote, plan: Ballot) -> Ballot | None:
    """Choose the order of cards on phones."""
    answer = await page.ask(Choose("In which order do phones show the cards?", [Option(n, "", t) for n, t in ORDERS]))
    if answer is None:
        return None
    if (answer == "said") != page.session.said_order:
        await page.workspace.do(c.ChooseBallotOrder(said=answer == "said"))
    return plan


async def set_first(page: Vote, plan: Ballot) -> Ballot | None:
    """Put the first question in other words."""
    return await _question(page, plan, 0)


async def set_second(page: Vote, plan: Ballot) -> Ballot | None:
    """Put the second question in other words."""
    return await _question(page, plan, 1)


async def _question(page: Vote, plan: Ballot, place: int) -> Ballot | None:
    scale = plan.scale
    if scale is None:
        return None
    asked: list[str] = []
    hints = ("What is asked about each?", f"What does {LOWEST} mean?", f"What does {HIGHEST} mean?")
    for hint, text in zip(hints, scale.questions[place], strict=True):
        answer = await page.ask(Ask(hint, text))
        if answer is None:
            return None
        asked.append(answer.strip())
    question = ScaleQuestion(*asked)
    first, second = scale.questions
    questions = (question, second) if place == 0 else (first, question)
    return plan._replace(scale=scale._replace(questions=questions))


def line_scopes(session: Session, plan: Ballot) -> Iterator[Ballot]:
    """Return scales on the lines of the map: of each heading, or of all where there are few."""
    if plan.scale is None:
        return
    lines = live_lines(session)
    headings = list(dict.fromkeys(line.heading for line in lines))
    for heading in ("", *headings) if len(headings) > 1 else ("",):
        chosen = tuple(line.id for line in lines if heading in {"", line.heading})
        if 0 < len(chosen) <= MOST_SUBJECTS:
            yield plan._replace(theme="", kinds=(), chosen=(), scale=plan.scale._replace(lines=chosen))


def lines_said(session: Session, scale: Scale) -> str:
    """Return which lines of the map a scale asks about."""
    headings = {session.map.lines[line].heading for line in scale.lines if line in session.map.lines}
    named = session.map.headings.get(next(iter(headings), "")) if len(headings) == 1 else None
    return f"{some(len(scale.lines), 'line')} of the map{f', under “{named.name}”' if named else ''}"


def rules_said(session: Session, ballot: Ballot, scale: Scale, scope: str) -> list[str]:
    """Return all rules of a scale, a sentence each, to be read out before it opens."""
    number = len(candidates(session, ballot))
    sentences = [
        f"You answer two questions about each of {scope}.",
        *(f"{ends(question)}." for question in scale.questions),
        "“Cannot say” is an answer of its own; it is not a number.",
        "Answers can be changed until the close, and none is shown before it is revealed.",
        "The two are never made into one number, and nothing is ranked by them.",
        f"The answers advise; the decision is taken by {ballot.decider or '… (not said yet)'}.",
    ]
    if number > MOST_SUBJECTS:
        sentences.append(f"Note: a scale asks about {MOST_SUBJECTS} at most. Mark those to ask about at the table.")
    return sentences


async def take_sheet(page: Vote, ballot: Ballot, typed: dict[str, str]) -> None:
    """Take one person's sheet."""
    if not typed:
        raise Refused("Type both answers beside the cards first, such as 42; 0 is “cannot say”.")
    answers = tuple((card, *_pair(text)) for card, text in typed.items())
    receipt = await page.workspace.do(c.EnterSheet(ballot.id, answers))
    typed.clear()
    page.type_in("ballot")
    number = ballots_in(receipt.session.ballots[ballot.id])
    page.say(f"Taken: {some(number, 'ballot')} in. Now the next sheet, or Esc. U takes the last one back.")


def _pair(text: str) -> tuple[int, int]:
    """Return both answers of "42" or "4/2"; "4/" and "/2" leave one out."""
    first, slash, second = text.partition("/")
    if not slash and len(text) == len(USUAL_QUESTIONS):
        first, second = text[0], text[1]
    parts = [first, second]
    if not all(part == "" or (len(part) == 1 and part in "012345") for part in parts) or parts == ["", ""]:
        raise Refused("Give both answers, such as 42 or 4/2: 1 to 5, 0 for “cannot say”; 4/ leaves the second out.")
    return (int(first) if first else UNANSWERED), (int(second) if second else UNANSWERED)


def result_lines(session: Session, ballot: Ballot, found: ScaleResult, width: int) -> str:
    """Return the field, and below it each card with a bar and its numbers for either question."""
    if ballot.scale is None:
        return ""
    labels, texts = {}, {}
    for row in found.rows:
        card, line = session.cards.get(row.card), session.map.lines.get(row.card)
        if card is not None and card.seen:
            labels[row.card], texts[row.card] = label_of(session, card), card.text
        elif line is not None:
            labels[row.card], texts[row.card] = line.label, ballot.cards[row.card]
    lines = [*field_lines(found.rows, labels, ballot.scale.questions, width), ""]
    for row in found.rows:
        lines.append(f"{labels.get(row.card, '')}  {texts.get(row.card, '(not shown to the room)')}")
        for sign, spread in zip("↑→", row.answers, strict=True):
            lines.append(f"   {sign} {bar_of(spread)}  {numbers_of(spread)}")
    return "\n".join(lines)


def sums_said(found: ScaleResult) -> str:
    """Return what the result is made of."""
    by_hand = f" · {found.hand_ballots:,} of them typed in" if found.hand_ballots else ""
    return f"{some(found.ballots, 'ballot')}{by_hand} · * is split: a quarter or more at both ends"
