"""What a person can ask for on the pages about phones and what comes from them."""

from __future__ import annotations

from typing import Final

from workshop.keymap.declared import declare

PHONES: Final = declare(
    "phones",
    ("start_phones", "enter", "Let phones join", "let phones join", "Listens at the address at the cursor."),
    ("see_offers", "o", "Look at what people offered", "offers", "Goes to the cards that wait to be shown."),
    (
        "live_summit",
        "s",
        "Live summit",
        "summit",
        "Joins the wall of all tables by its code or a file, says how far this table has come, or leaves it.",
    ),
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
    (
        "move_session",
        "v",
        "Move to another laptop",
        "",
        "Hands the session over the summit, with draft and phones; another laptop goes on with a code.",
    ),
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
