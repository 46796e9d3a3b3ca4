"""What people type is data: nothing in it is carried out, wherever it is shown."""

from __future__ import annotations

import pytest

from tests.console.picture import clickable
from tests.console.seats import Seats
from workshop.model.commands import AddCards, AddTheme, MakeCluster, NoteCard, RewordTheme, TagCard

HOSTILE = (
    "[@click=app.quit]click me[/]",
    "[/nope] [b]bold",
    "\x1b]2;TITLE\x1b\\ \x1b]52;c;UFdORUQ=\x1b\\ \x9b31m",
    "\u202eright to left\u202c \u2066x\u2069",
    "a" + "\u0301" * 60,
    "W" * 2000,
    "tab\tand\nnew line \x00 \x07",
    "=HYPERLINK(1) $error $x {0} %s",
)


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (200, 50)])
async def test_hostile_words_are_shown_and_nothing_else(sit: Seats, size: tuple[int, int]) -> None:
    async with sit(size) as seat:
        theme = seat.page.theme
        assert theme is not None
        await seat.workspace.do(AddCards("insight", theme.id, HOSTILE))
        first = seat.card("I04")
        words = HOSTILE[0] + "[/nope]"
        await seat.workspace.do(TagCard(first.id, words), NoteCard(first.id, "".join(HOSTILE[:4])))
        await seat.workspace.do(MakeCluster(words, (first.id,)), RewordTheme(theme.id, words, words))
        await seat.workspace.do(AddTheme(HOSTILE[1], HOSTILE[2]))
        await seat.until(lambda: len(seat.shown()) == 3 + len(HOSTILE))
        await seat.press("up", *("up",) * 12)
        for key, sheet in (("k", "Choose"), ("f", "Choose"), ("r", "Ask"), ("t", "Ask"), ("enter", "Details")):
            await seat.press("home", "down", "down", "down", key)
            await seat.answer(sheet, "escape")
        await seat.press("d")
        await seat.until(lambda: seat.card("I04").removed)
        await seat.press("z")
        await seat.answer("Choose", "escape")
        seat.page.say(words)
        assert not clickable(seat.app)
        assert "\x1b" not in seat.page.line.text
        assert seat.app.is_running


async def test_hostile_words_in_the_line_lose_what_could_act(sit: Seats) -> None:
    async with sit() as seat:
        seat.page.line.insert("".join(HOSTILE[:4]))
        assert seat.page.line.text.startswith("[@click=app.quit]click me[/][/nope] [b]bold]2;TITLE")
        assert not {"\x1b", "\x9b", "\u202e"} & set(seat.page.line.text)
