"""What is done at the board: turn pages, hold one, change the theme, look at cards or result, leave."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop.model.errors import Refused
from workshop.screens.dialogs import Choose, Option

if TYPE_CHECKING:
    from workshop.screens.board.screen import BoardScreen


async def page_on(page: BoardScreen) -> None:
    """Turn to the next page."""
    page.spread.turn(1)
    page.rest()


async def page_back(page: BoardScreen) -> None:
    """Turn back."""
    page.spread.turn(-1)
    page.rest()


async def hold_page(page: BoardScreen) -> None:
    """Hold the page, or let pages be turned again."""
    page.hold(held=not page.held)


async def large_cards(page: BoardScreen) -> None:
    """Write the cards in large letters, or plainly again."""
    if page.spread.many:
        raise Refused("There are too many cards here for large letters.")
    page.spread.enlarge(large=not page.spread.large)
    page.rest()


async def board_theme(page: BoardScreen) -> None:
    """Show another theme, or follow the table again."""
    themes = page.source.scene.session.live_themes()
    follow = Option("", "", "The theme the table works on")
    options = [follow, *(Option(theme.id, str(n), theme.title) for n, theme in enumerate(themes, 1))]
    answer = await page.ask(Choose("Show which theme?", options, page.theme))
    if answer is not None:
        page.theme = answer
        page.bring_up_to_date()


async def board_result(page: BoardScreen) -> None:
    """Look at the cards in the place of the vote, or back."""
    if page.sight.mapped:
        raise Refused("This is the map. M shows the cards.")
    if not page.sight.vote:
        raise Refused("There is no vote yet.")
    page.turned = not page.turned
    page.bring_up_to_date()


async def board_code(page: BoardScreen) -> None:
    """Show the code, the address and the key in the place of the cards, or small again."""
    details = page.joining()
    if not details.address:
        raise Refused("Phones cannot join yet: I on the cards lets them in.")
    small = None if details.people else False
    page.code_wanted = small if page.code_whole else True
    page.show_way_in()
    if page.code_wanted and not page.code_whole:
        raise Refused("The code is too large for this window. Make it larger, or the letters smaller.")


async def board_map(page: BoardScreen) -> None:
    """Look at the map in the place of the cards, or back."""
    if not page.sight.has_map:
        raise Refused("There is no map yet. 8 at the table makes one.")
    page.map_turned = not page.map_turned
    page.bring_up_to_date()


async def leave_board(page: BoardScreen) -> None:
    """Go back to where the board was opened from."""
    if len(page.app.screen_stack) > 1:
        page.app.pop_screen()
    else:
        page.post_message(page.Left())
