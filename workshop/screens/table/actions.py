"""What the table's own commands do: the line, search, undo, timer, leaving."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from workshop.model.errors import WorkshopError
from workshop.model.text import one_line
from workshop.screens.card_rows import STATES, CardFilter
from workshop.screens.dialogs import Ask, Choose, Option, Write
from workshop.widgets.wrapping import shorten

if TYPE_CHECKING:
    from workshop.screens.table.screen import Table


FIRST: Final = 100
"""Cells of the first of pasted lines that are shown; two lines at most in a narrow terminal."""


async def record(page: Table) -> None:
    """Enter on an empty line: take back what was refused, to be mended."""
    if not page.workspace.draft.unsent:
        page.say("Write a line, then press Enter.")
        return
    await give_back(page)


async def record_lines(page: Table, texts: tuple[str, ...]) -> None:
    """Record lines as cards of the kind and theme that are shown; what is refused is given back."""
    theme, kind = page.theme, page.kind.name
    page.card_filter = CardFilter()
    page.under_way.append(kind)
    try:
        await page.workspace.record(kind, theme.id if theme else "", texts)
    except WorkshopError as error:
        await give_back(page)
        page.say(str(error))
        return
    finally:
        page.call_later(page.under_way.remove, kind)  # once the card is shown
    page.say(f"{len(texts)} cards recorded. Undo takes them back at once." if len(texts) > 1 else "")


async def resend(page: Table) -> None:
    """Record what waited since the program was last here."""
    try:
        await page.workspace.resend()
    except WorkshopError as error:
        page.say(str(error))


async def give_back(page: Table) -> None:
    """Put what was refused back where it can be changed, if the line is free."""
    if page.line.text:
        page.say("A line is kept; Enter on an empty line takes it back.")
        return
    lines = page.workspace.take_back()
    if lines is None:
        return
    if len(lines.texts) == 1:
        page.line.write(lines.texts[0])
        return
    written = await page.ask(Write("These lines were not recorded. Mend them, a card each.", "\n".join(lines.texts)))
    texts = _lines(written if written is not None else "\n".join(lines.texts))
    page.record(texts)


async def paste(page: Table, lines: tuple[str, ...]) -> None:
    """Ask whether pasted lines are one card or many."""
    kinds = page.kind.plural.lower()
    answer = await page.ask(
        Choose(
            f"{len(lines)} lines were pasted. The first: {shorten(one_line(lines[0]), FIRST)}",
            [
                Option("many", "", f"Many: {len(lines)} {kinds}, a line each"),
                Option("one", "", f"One: one {page.kind.singular.lower()}, into the line"),
            ],
            letters=True,
        )
    )
    if answer == "many":
        page.record(lines)
    elif answer == "one":
        page.line.insert(" ".join(line.strip() for line in lines))


async def flip_kind(page: Table) -> None:
    """Write the next kind."""
    kinds = page.session.kinds
    page.go_to_kind(kinds[(kinds.index(page.kind) + 1) % len(kinds)].name)


async def switch_column(page: Table) -> None:
    """Go to the next kind's cards."""
    await flip_kind(page)
    page.set_focus(page.query_one(f"#kind-{page.kind.letter}"))


async def to_cards(page: Table) -> None:
    """Leave the line for the cards of its kind."""
    page.set_focus(page.column)


async def keep(page: Table) -> None:
    """Keep the draft and go to the cards."""
    await page.line.caught_up()
    page.keep_draft()
    if page.line.text:
        page.say("The line is kept. Esc goes back to it.")
    await to_cards(page)


async def to_line(page: Table) -> None:
    """Go back: first from what is marked, then from a search, then to the line."""
    if page.marked:
        page.mark(frozenset())
    elif page.card_filter:
        page.sift(CardFilter())
    else:
        page.set_focus(page.line)


async def redo(page: Table) -> None:
    """Do again what was undone."""
    page.tell("Redone", await page.workspace.redo())


async def search(page: Table) -> None:
    """Show only the cards with some words, as they are typed."""

    def live(words: str) -> None:
        page.sift(CardFilter(words, "", f"“{words.strip()}”"))

    before = page.card_filter
    words = await page.ask(Ask("Search", before.words, "Words, or #tag · Enter keeps the filter · Esc shows all", live))
    page.sift(CardFilter(words, "", f"“{words.strip()}”") if words and words.strip() else CardFilter())


async def only(page: Table) -> None:
    """Show only some cards."""
    session = page.session
    options = [Option("", "", "All cards")]
    options += [Option(word, "", f"Only those {word}") for word in ("unclear", *STATES.values())]
    tags = dict.fromkeys([*session.tags, *(tag for card in session.live_cards() for tag in card.tags)])
    options += [Option(f"#{tag}", "tag", f"#{tag}") for tag in tags]
    options += [Option(c.id, "group", c.name) for c in session.clusters.values() if not c.dissolved]
    answer = await page.ask(Choose("Show which cards?", options, page.card_filter.only))
    if answer is not None:
        named = session.clusters.get(answer)
        page.sift(CardFilter("", answer, named.name if named else answer))


async def leave(page: Table) -> None:
    """Leave the table; everything is recorded."""
    page.say("Everything is recorded. The appendix is being written …")
    page.post_message(page.Left())


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line for line in text.splitlines() if line.strip())
