"""The board for the projector: the question, the cards on pages that turn themselves, the time, and the result.

It changes nothing, and shows what ``visible`` gives the board: no hidden or waiting card, no dot before the reveal.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import partial
from pathlib import Path
from time import monotonic
from typing import Final, Protocol

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Static

from workshop.keymap import Action, Keyboard, bindings
from workshop.live.follower import BoardSnapshot
from workshop.screens.board.board_words import BoardState, sight_of
from workshop.screens.board.way_in import JoinDetails, code_for, line_of, stand_of
from workshop.screens.console_screen import ConsoleScreen
from workshop.screens.session_head import remaining
from workshop.store.writer import now_ms
from workshop.widgets.big import Big
from workshop.widgets.foot import Foot, Hint
from workshop.widgets.invitation import JoinPanel
from workshop.widgets.poster import seconds_for
from workshop.widgets.question import Question
from workshop.widgets.spread import AT_ONCE, Spread

NEW_FOR: Final = 20.0
"""Seconds for which a card is marked as new."""

SAID_FOR: Final = 8.0
"""Seconds for which an answer to a key stands below the cards; what is wrong stands until it is mended."""

LATEST: Final = 0.1
"""Seconds between two looks; all changes that come meanwhile are shown together."""

LARGE: Final = (110, 32)
"""Cells across and down from which the time is drawn twice as large."""


class BoardSource(Protocol):
    """Where the board looks: this process's own session, or one that another process writes."""

    @property
    def scene(self) -> BoardSnapshot:
        """Return what there is to see now."""

    def watch(self, told: Callable[[], None]) -> Callable[[], object]:
        """Let ``told`` be called after each change; return what ends that."""


class BoardView(ConsoleScreen):
    """The projected board of a session; ``joining`` gives how phones join, ``seconds`` the time for turning pages."""

    CSS_PATH = Path(__file__).with_name("board.tcss")
    BINDINGS = bindings("board", "everywhere", plain=True)
    places = ("board", "everywhere")

    def __init__(
        self,
        source: BoardSource,
        keyboard: Keyboard,
        seconds: Callable[[], float] = monotonic,
        joining: Callable[[], JoinDetails] = JoinDetails,
    ) -> None:
        super().__init__(keyboard)
        self.source = source
        self.joining = joining
        self.theme = ""
        self.turned = False
        self.map_turned = False
        self.held = False
        self.code_wanted: bool | None = None
        self.code_whole = False
        self.sight = BoardState()
        self._seconds = seconds
        self._stale = self._looking = False
        self._known: frozenset[str] | None = None
        self._new: dict[str, float] = {}
        self._turn_at = 0.0
        self._unsay_at = 0.0
        self._wrong = ""
        self._end_watch: Callable[[], object] = bool

    def compose(self) -> ComposeResult:
        """Return the question with the time beside it, the cards, and what is said below them."""
        with Horizontal(id="top"):
            yield Question(id="question")
            yield Big(id="time")
        yield Static(id="band")
        yield Static(id="rules")
        with Horizontal(id="middle"):
            yield Spread(id="spread")
            yield JoinPanel(id="invitation")
        yield Static(id="way-in")
        yield Static(id="said")
        yield Foot()

    @property
    def spread(self) -> Spread:
        """Return the cards."""
        return self.query_one(Spread)

    def on_mount(self) -> None:
        """Begin to look, and to count the seconds."""
        self._fit()
        self.set_focus(None)
        self.bring_up_to_date()
        self._end_watch = self.source.watch(self._changed)
        self.set_interval(1, self.second)

    def on_unmount(self) -> None:
        """Stop looking."""
        self._end_watch()

    def on_resize(self) -> None:
        """Draw the time as large as there is room."""
        self._fit()
        self.call_after_refresh(self.show_way_in)

    def _fit(self) -> None:
        across, down = self.app.size
        self.query_one(Big).draw_large(across >= LARGE[0] and down >= LARGE[1])

    def hints(self) -> list[Hint]:
        """Return the footer's hints; Space says what it would do now."""
        words = {"hold_page": "let it turn"} if self.held else {}
        return [hint._replace(word=words.get(hint.action, hint.word)) for hint in super().hints()]

    def offered(self) -> list[Action]:
        """Return the actions that make sense now."""
        idle = {"board_result": not self.sight.vote, "board_code": not self.joining().address}
        return [action for action in super().offered() if not idle.get(action.name)]

    def _changed(self) -> None:
        """Take note of a change; many at once are shown once, and seen in a thread: there may be many cards."""
        self._stale = True
        if not self._looking and self.is_attached:
            self._looking = True
            self.run_worker(self._look(), group="look", description="See what the room may see")

    async def _look(self) -> None:
        while self._stale and self.is_attached:
            self._stale = False
            scene, sight_now = self.source.scene, self._sight_now()
            sight = await asyncio.to_thread(sight_now, scene)
            self.while_here(partial(self._show, scene, sight))
            await asyncio.sleep(LATEST)
        self._looking = False

    def _sight_now(self) -> Callable[[BoardSnapshot], BoardState]:
        """Return what makes a sight of a scene, as the keys have it now."""
        return partial(sight_of, theme=self.theme, turned=self.turned, map_turned=self.map_turned)

    def bring_up_to_date(self) -> None:
        """Show what is true now: at once, where there are not too many cards for that."""
        scene = self.source.scene
        if len(scene.session.cards) > AT_ONCE:
            self.call_after_refresh(self._changed)
        else:
            self._show(scene, self._sight_now()(scene))

    def _show(self, scene: BoardSnapshot, sight: BoardState) -> None:
        """Show a sight; a new card is marked, and its page turned to."""
        if sight.mapped != self.sight.mapped:
            self._known = None  # nothing is new because something else is looked at
        self.sight = sight
        came = self._notice(sight.cards)
        self.query_one(Question).show(sight.where, sight.question, large=not sight.band)
        self.show_way_in()
        for part, words in (("#band", sight.band), ("#rules", sight.rules)):
            self.put(part, words)
            self.query_one(part).display = bool(words)
        if scene.sentence != self._wrong:
            self._wrong = scene.sentence
            self.say(scene.sentence)
        self._show_cards()
        if came and not self.held:
            self.spread.turn_to(came)
            self.rest()
        self.show_hints()
        self._show_time()

    def show_way_in(self) -> None:
        """Show how to join: large, or small beside what else there is."""
        details, middle, sight = self.joining(), self.query_one("#middle").size, self.sight
        voting = sight.vote and not sight.listed
        stand = stand_of(details, self.code_wanted, middle, cards=bool(sight.cards), voting=voting)
        self.code_whole = stand == "whole"
        typed = (details.address, details.key) if self.code_whole else ()
        code = code_for(details, middle, whole=self.code_whole) if stand != "line" else ()
        self.query_one(JoinPanel).show(code, *typed)
        self.put("#way-in", line_of(details))
        self.query_one("#way-in").display = bool(details.address)
        self.spread.display = not self.code_whole

    def _show_cards(self) -> None:
        self.spread.show(self.sight.columns, frozenset(self._new) if self.sight.listed else frozenset())

    def say(self, sentence: str) -> None:
        """Say one sentence; its place is the cards' while there is none."""
        super().say(sentence)
        self.query_one("#said").display = bool(sentence)
        self._unsay_at = self._seconds() + SAID_FOR

    def _notice(self, cards: frozenset[str]) -> str:
        """Mark what was not here before; return the card that came last."""
        came = cards - self._known if self._known is not None else frozenset[str]()
        self._known = cards
        self._new |= dict.fromkeys(came, self._seconds() + NEW_FOR)
        return max(came, default="")

    def _show_time(self) -> None:
        big, timer = self.query_one(Big), self.sight.timer
        if timer is None:
            big.show("")
            return
        left = remaining(timer, now_ms())
        big.show(left.figures, left.word)
        for mood in ("last", "over"):
            big.set_class(left.mood == mood, f"-{mood}")

    def second(self) -> None:
        """Show the time, turn the page when it is due, and let what was new be so no more."""
        now = self._seconds()
        if any(until <= now for until in self._new.values()):
            self._new = {card: until for card, until in self._new.items() if until > now}
            self._show_cards()
        if now >= self._unsay_at and self._wrong != self._said.get("#said", ""):
            self.say(self._wrong)
        if now >= self._turn_at:
            if self._turn_at and not self.held:
                self.spread.turn(1)
            self.rest()
        self._show_time()

    def rest(self) -> None:
        """Let the page stand for as long as it takes to read it."""
        self._turn_at = self._seconds() + seconds_for(self.spread.words)

    def hold(self, *, held: bool) -> None:
        """Hold the page, or let pages be turned again."""
        self.held = held
        self.spread.hold(held=held)
        self.rest()
        self.show_hints()

    def on_spread_clicked(self, message: Spread.Clicked) -> None:
        """Turn the page by hand."""
        message.stop()
        self.spread.turn(message.step)
        self.rest()

    def on_spread_fitted(self, message: Spread.Fitted) -> None:
        """Count anew for another page, and see what there is room for."""
        message.stop()
        self.show_way_in()
        self.rest()
