"""A result as bars: rank, card, a bar as long as its dots, the numbers in columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from rich.cells import cell_len
from textual.app import RenderResult
from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from workshop.widgets.wrapping import wrap

WIDE: Final = 100
"""Cells from which on card and bar stand in one line."""

RANK: Final = 5
"""Cells of "12= "."""

COLUMNS: Final = (("dots", 6), ("voters", 8), ("by hand", 9))

BLOCK: Final = "█"
"""A cell of a bar. Its colour is to stand behind it as well: many fonts leave a seam between two blocks."""


class Bar(NamedTuple):
    """One card's result. ``first`` ones stand out; ``remark`` is a word after the text, such as "chosen"."""

    rank: str
    label: str
    text: str
    dots: int
    voters: int
    by_hand: int = 0
    first: bool = False
    remark: str = ""


class Bars(Widget):
    """The bars, the longest as long as there is room."""

    DEFAULT_CSS = """
    Bars { width: 100%; height: auto; color: $foreground; background: $background; }
    """

    bars: tuple[Bar, ...] = ()
    _lines: Sequence[Content] = ()
    _space = (0, 0)

    def show(self, bars: Sequence[Bar]) -> None:
        """Show these bars, in this order."""
        if tuple(bars) != self.bars:
            self.bars = tuple(bars)
            self._lay_out(*self._space)
            self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return as many lines as there are, with air between the cards where that fits."""
        self._space = (width, container.height)
        self._lay_out(*self._space)
        return len(self._lines)

    def _lay_out(self, width: int, height: int) -> None:
        if not width:
            return
        cards = [list(self._card(bar, width)) for bar in self.bars]
        air = sum(map(len, cards)) + len(cards) <= height
        lines = [self._heading(width)] if cards else []
        for number, card in enumerate(cards):
            lines += [Content(""), *card] if air and number else card
        self._lines = lines

    def render(self) -> RenderResult:
        """Return the lines."""
        return Content("\n").join(self._lines)

    def _columns(self) -> list[tuple[str, int]]:
        return list(COLUMNS if any(bar.by_hand for bar in self.bars) else COLUMNS[:-1])

    def _heading(self, width: int) -> Content:
        names = "".join(f"{name:>{across}}" for name, across in self._columns())
        return Content.styled(f"{'rank':<{RANK}}card".ljust(width - len(names)) + names, "$secondary")

    def _card(self, bar: Bar, width: int) -> Iterator[Content]:
        """Return a card's lines: its words and its bar side by side, or one below the other."""
        style = "$success" if bar.first else "$secondary"
        label = max((cell_len(other.label) for other in self.bars), default=0) + 1
        given = {"dots": bar.dots, "voters": bar.voters, "by hand": bar.by_hand}
        numbers = "".join(
            f"{given[name] or ('–' if name == 'by hand' else 0):>{across}}" for name, across in self._columns()
        )
        room = max(1, width - RANK - label - len(numbers))
        words = f"{bar.text}  · {bar.remark}" if bar.remark else bar.text
        lead = Content.assemble((f"{bar.rank:<{RANK}}", f"bold {style}"), (f"{bar.label:<{label}}", "$secondary"))
        bold = "bold" if bar.first else ""
        if width >= WIDE:
            first, *rest = wrap(words, beside := room * 9 // 20)
            drawn = self._bar(bar, room - beside - 2, style)
            gap = " " * (beside + 2 - cell_len(first))
            yield Content.assemble(lead, (first, bold), gap, drawn, (numbers, "bold"))
        else:
            first, *rest = wrap(words, width - RANK - label)
            yield Content.assemble(lead, (first, bold))
        yield from (Content.assemble(" " * (RANK + label), (line, bold)) for line in rest)
        if width < WIDE:
            drawn = self._bar(bar, room, style)
            yield Content.assemble(" " * (RANK + label), drawn, (numbers, "bold"))

    def _bar(self, bar: Bar, room: int, style: str) -> Content:
        """Return the bar and the blanks after it, ``room`` cells together."""
        most = max(other.dots for other in self.bars) or 1
        drawn = drawn_bar(bar.dots / most, room)
        return Content.assemble((drawn, f"{style} on {style}"), " " * (room - len(drawn)))


def drawn_bar(share: float, room: int) -> str:
    """Return the bar of what is ``share`` of the longest, which takes ``room`` cells; whoever has a dot has a bar."""
    return BLOCK * max(round(share * room), share > 0)
