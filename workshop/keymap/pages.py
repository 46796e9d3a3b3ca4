"""What a person can ask for on the pages that stand beside the table."""

from __future__ import annotations

from typing import Final

from workshop.keymap.declared import declare

APPENDIX: Final = declare(
    "appendix",
    (
        "keep_out",
        "space",
        "Leave the card out, or put it back",
        "leave out",
        "Keeps the card out of what is handed out.",
    ),
    (
        "card_of_note",
        "c",
        "Make a card of the note",
        "card of a note",
        "Makes a card of a line that an import kept as a note; the lines stand at the end.",
    ),
    (
        "formats",
        "f",
        "Choose the formats",
        "formats",
        "Says which files are kept on the disk: Word, a web page, plain text, and others.",
    ),
    (
        "order",
        "o",
        "As said, or by dots",
        "order",
        "Prints the cards as they were said, or those with most dots first.",
    ),
    ("glossary", "g", "Explain capitals", "glossary", "Lists capitals a reader may not know; no card is changed."),
    ("write_now", "w", "Write the files now", "write", "Writes the files at once instead of in a moment."),
    ("show_folder", "e", "Open the folder", "folder", "Opens the folder of the files, or says where it is."),
    ("copy_appendix", "equals_sign", "Copy the appendix", "copy", "Copies the whole appendix as text."),
    ("next_heading", "tab", "Next theme", "", "Goes to the next theme, and from the last to the first."),
)
SUMMIT: Final = declare(
    "summit",
    ("merge_more", "m", "Merge more tables", "merge more", "Brings in tables that come late, corrected or once again."),
    ("look_alike", "a", "Cards that look alike", "look alike", "Shows what tables said alike, a group at a time."),
    ("summit_map", "d", "Map of day two", "map", "Places cards under headings; lines keep their sources."),
    ("publish", "w", "Write the appendix", "write", "Writes the appendix of all tables and says where it lies."),
    ("theme_earlier", "comma", "Theme earlier", "earlier", "Moves the theme one place up in the appendix."),
    ("theme_later", "full_stop", "Theme later", "later", "Moves the theme one place down in the appendix."),
)
MAP: Final = declare(
    "map",
    (
        "map_act",
        "enter",
        "Heading, line",
        "act",
        "On a card: its heading by name; on a heading: a line; on a line: more.",
    ),
    ("map_heading", "plus", "New heading", "heading", "Makes a heading with the marked cards, or this one, under it."),
    ("map_leave_out", "minus", "Leave out", "leave out", "Leaves cards out of the map, with a reason."),
    ("map_undecided", "full_stop", "Cannot decide", "undecided", "Nobody can decide where they belong."),
    ("map_side", "tab", "Cards or headings", "other side", "Goes from the cards to the headings and lines, and back."),
    ("map_mark", "space", "Mark a card", "mark", "Marks a card, so that several are placed at once."),
    ("map_filter", "semicolon", "Which cards", "filter", "Lists cards by state, kind, table, theme, tag or dots."),
    ("map_search", "slash", "Find on the map", "find", "Lists the cards that have some words."),
    (
        "map_like",
        "asterisk",
        "More like this",
        "like this",
        "Lists cards that say something like it, other tables first.",
    ),
    ("map_also", "comma", "One more heading", "", "Lets cards stand under one more heading."),
    ("map_unplace", "equals_sign", "Not yet placed", "", "Puts cards back among those nobody has looked at."),
)
ALIKE: Final = declare(
    "alike",
    (
        "join_pair",
        "j",
        "Join those marked",
        "join",
        "Lets one card stand for those marked; taken apart, all and their dots are back.",
    ),
    (
        "different",
        "n",
        "This one is not the same",
        "not the same",
        "Keeps that the card at the cursor is not the same as the others of its group.",
    ),
    ("mark_alike", "space", "Mark, or not", "mark", "Leaves a card out of what is joined, or puts it back."),
    ("next_pair", "right", "Next group", "next", "Leaves the group as it is and goes to the next."),
    ("previous_pair", "left", "Group before", "before", "Goes back by a group."),
    ("undo_pair", "u", "Undo the joining", "undo", "Takes back the last change."),
    ("leave_alike", "escape", "Back to the summit", "back", "Goes back to the summit's page."),
)
PHONES: Final = declare(
    "phones",
    ("start_phones", "enter", "Let phones join", "let phones join", "Listens at the address at the cursor."),
    ("see_offers", "o", "Look at what people offered", "offers", "Goes to the cards that wait to be shown."),
    ("wifi", "w", "Name the Wi-Fi", "Wi-Fi", "Shows a code for the Wi-Fi too; its password is never recorded."),
    ("other_code", "c", "The other code", "other code", "Shows the Wi-Fi's code, or the one to join again."),
    (
        "print_tent",
        "t",
        "Page for the table",
        "print",
        "Writes a page to print, with codes, key, question and rules.",
    ),
    (
        "print_ballots",
        "b",
        "Ballots on paper",
        "ballots",
        "Writes single-use codes to print; then one vote takes one code.",
    ),
    ("stop_phones", "x", "Stop", "stop", "Sends the phones away and frees the address; what they sent is recorded."),
    ("phone_trouble", "h", "When a phone cannot join", "trouble", "Says what may be in the way."),
    ("gate", "g", "Offers wait, or show at once", "gate", "Says whether what phones offer waits for you to show it."),
    ("new_key", "k", "New key", "", "Makes the old key useless; who is in stays in."),
    ("larger_code", "l", "Larger or smaller code", "size", "Draws the code twice as large, where there is room."),
)
OFFERS: Final = declare(
    "offers",
    ("show_offer", "s", "Show it to the room", "show", "Shows the card on the board, the phones and in the appendix."),
    (
        "reword_offer",
        "r",
        "Fix the wording",
        "fix",
        "Changes the words; the participant's own are kept beside them.",
    ),
    (
        "join_offer",
        "j",
        "Join with a card",
        "join",
        "Lets one card stand for this and one that is there; both are kept.",
    ),
    ("set_offer_aside", "p", "Set aside, or back", "set aside", "Puts it in the parking lot, or into the queue again."),
    ("remove_offer", "d", "Remove", "remove", "Removes the card; Z at the table restores it."),
    ("move_offer", "m", "Another kind or theme", "move", "Makes it another kind, or puts it under another theme."),
    ("show_all_offers", "a", "Show all", "", "Shows every card that waits, after a question."),
    ("set_all_aside", "x", "Set all aside", "", "Puts all that waits in the parking lot, after a question."),
    ("set_alike_aside", "l", "Set aside all like this one", "", "Puts what says almost the same in the parking lot."),
    ("remove_tag", "e", "Remove this tag everywhere", "", "Takes the tag off every card, and off the list."),
    ("hold_offers", "g", "Offers wait, or show at once", "", "Says whether what phones offer waits here."),
)
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
