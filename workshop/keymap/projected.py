"""What a person can ask for while the board, the wall or a rehearsal is shown."""

from __future__ import annotations

from typing import Final

from workshop.keymap.declared import declare

BOARD: Final = declare(
    "board",
    ("page_on", "right", "Next page", "next page", "Turns to the next page of the cards."),
    ("page_back", "left", "Page before", "", "Turns one page back."),
    (
        "hold_page",
        "space",
        "Hold the page, or let it turn",
        "hold",
        "Holds the page that is shown; pages turn by themselves again when it is pressed again.",
    ),
    (
        "large_cards",
        "l",
        "Large letters, or plain ones",
        "letters",
        "Writes the cards in large letters, fewer on a page, or plainly again.",
    ),
    (
        "board_theme",
        "k",
        "Show another theme",
        "theme",
        "Shows one theme, or follows the one the table works on.",
    ),
    (
        "board_code",
        "q",
        "Code large, or small",
        "code",
        "Makes the code, the address and the key large, or small again; small they always stand there.",
    ),
    ("leave_board", "escape", "Leave the board", "back", "Goes back to the table, or ends “workshop board”."),
    (
        "board_result",
        "r",
        "Cards or result",
        "cards or result",
        "Shows the cards in the place of the vote's result, or the result again.",
    ),
    (
        "board_map",
        "m",
        "Map or cards",
        "map or cards",
        "Shows the map of the second day in the place of the cards, or the cards again.",
    ),
)
WALL: Final = declare(
    "wall",
    (
        "wall_say",
        "c",
        "Say something to all tables",
        "say",
        "Lets every table read a line; an empty one takes it away.",
    ),
    ("wall_question", "n", "A question for all tables", "question", "Puts a question to every table."),
    (
        "wall_time",
        "t",
        "A step and a time for all tables",
        "step and time",
        "Tells every table what comes next and in how many minutes, such as “vote 5”.",
    ),
    (
        "wall_table_code",
        "o",
        "A code for one table",
        "a table's code",
        "Shows the code that lets in one table alone, or writes a sheet with those of all, to print.",
    ),
    (
        "wall_table_died",
        "l",
        "A table's laptop has died",
        "laptop died",
        "Shows a code by which another laptop goes on with what is here of a table, and says which lines are not.",
    ),
    ("wall_join", "j", "How to join, or not", "how to join", "Shows the code by which a table joins, or hides it."),
    ("end_wall", "q", "End the wall", "end", "Ends the wall after a question; tables record on and lose nothing."),
    (
        "leave_wall",
        "escape",
        "Leave the wall's page",
        "back",
        "Goes back to the summit, where the wall goes on; of “workshop wall”, ends it.",
    ),
)
REHEARSAL: Final = declare(
    "rehearsal",
    (
        "pause_play",
        "f8",
        "Pause the pretend people, or let them go on",
        "pause",
        "Gives you time to practise; they go on when it is pressed again.",
        "asterisk",
    ),
    (
        "speed_play",
        "f4",
        "Change the pretend people's speed",
        "faster",
        "Lets them go on twice, four times or sixteen times as fast, and then as people do.",
        "plus",
    ),
    (
        "end_play",
        "f10",
        "End the rehearsal",
        "end",
        "Sends the pretend people home; what they said stays, and you can go on by yourself.",
        "minus",
    ),
)
