"""What is done at the board: turn pages, hold one, change the theme, look at cards or result, leave."""

from __future__ import annotations

from workshop.model.errors import Refused
from workshop.screens.board.view import BoardView
from workshop.screens.dialogs import Choose, Option


class BoardScreen(BoardView):
    """The board, with what its keys do."""

    async def action_page_on(self) -> None:
        """Turn to the next page."""
        self.spread.turn(1)
        self.rest()

    async def action_page_back(self) -> None:
        """Turn back."""
        self.spread.turn(-1)
        self.rest()

    async def action_hold_page(self) -> None:
        """Hold the page, or let pages be turned again."""
        self.hold(held=not self.held)

    async def action_large_cards(self) -> None:
        """Write the cards in large letters, or plainly again."""
        if self.spread.many:
            raise Refused("There are too many cards here for large letters.")
        self.spread.enlarge(large=not self.spread.large)
        self.rest()

    async def action_board_theme(self) -> None:
        """Show another theme, or follow the table again."""
        themes = self.source.scene.session.live_themes()
        follow = Option("", "", "The theme the table works on")
        options = [follow, *(Option(theme.id, str(n), theme.title) for n, theme in enumerate(themes, 1))]
        self.theme = await self.answer(Choose("Show which theme?", options, self.theme))
        self.bring_up_to_date()

    async def action_board_result(self) -> None:
        """Look at the cards in the place of the vote, or back."""
        if self.sight.mapped:
            raise Refused("This is the map. M shows the cards.")
        if not self.sight.vote:
            raise Refused("There is no vote yet.")
        self.turned = not self.turned
        self.bring_up_to_date()

    async def action_board_code(self) -> None:
        """Show the code, the address and the key in the place of the cards, or small again."""
        details = self.joining()
        if not details.address:
            raise Refused("Phones cannot join yet: I on the cards lets them in.")
        small = None if details.people else False
        self.code_wanted = small if self.code_whole else True
        self.show_way_in()
        if self.code_wanted and not self.code_whole:
            raise Refused("The code is too large for this window. Make it larger, or the letters smaller.")

    async def action_board_map(self) -> None:
        """Look at the map in the place of the cards, or back."""
        if not self.sight.has_map:
            raise Refused("There is no map yet. 8 at the table makes one.")
        self.map_turned = not self.map_turned
        self.bring_up_to_date()

    async def action_leave_board(self) -> None:
        """Go back to where the board was opened from."""
        if len(self.app.screen_stack) > 1:
            self.app.pop_screen()
        else:
            self.post_message(self.Left())
