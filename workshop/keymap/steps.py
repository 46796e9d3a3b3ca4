"""What a person can ask for in the steps of a session: reading back, and a vote."""

from __future__ import annotations

from typing import Final

from workshop.keymap.declared import declare

STEPS: Final = declare(
    "steps",
    ("capture", "", "Capture", "", "Goes to the table, and from its cards to the line.", "1"),
    ("read_back", "f5", "Read back", "", "Shows one card at a time, large, to be read aloud and confirmed.", "2"),
    ("vote", "f6", "Vote", "", "Sets up a vote, counts it, closes it and shows the result.", "3"),
    ("result", "", "Result", "", "Shows the result of the vote that was revealed last.", "4"),
    ("appendix", "f12", "Appendix", "", "Shows what will be handed out, and chooses what is in it.", "5"),
)
READING: Final = declare(
    "reading",
    ("confirm", "enter", "Confirm the card", "confirm", "Marks the card as read back, and goes to the next."),
    ("unclear_now", "c", "Mark as unclear, go on", "unclear", "Marks the card to come back to, and goes on."),
    ("reword_now", "r", "Reword the card read", "reword", "Changes the words of the card that is read."),
    ("split_now", "x", "Split the card read", "split", "Makes two cards or more of the card that is read."),
    ("next_card", "right", "Next card", "next", "Goes on without marking the card."),
    ("previous_card", "left", "Previous card", "back", "Goes back by a card."),
    ("next_theme", "k", "Read another theme", "", "Reads back the cards of another theme."),
)
PLAN: Final = declare(
    "plan",
    ("open_vote", "o", "Open the vote", "open the vote", "Opens the vote with the rules as they stand there."),
    ("set_rule", "enter", "Change the rule", "change", "Changes the rule at the cursor."),
)
BALLOT: Final = declare(
    "ballot",
    ("hand_ballot", "b", "One person's ballot by hand", "by hand", "Takes the dots of one person at a time."),
    ("hands", "h", "A show of hands", "show of hands", "Takes the hands counted for each card; they can be corrected."),
    ("print_sheet", "p", "Print the sheet of a scale", "print", "Writes a sheet on which a scale is answered by pen."),
    ("close_vote", "c", "Close the vote", "close", "Ends the voting; nothing is shown yet."),
)
NUMBERS: Final = declare(
    "numbers",
    ("take_numbers", "enter", "Take what is typed", "take", "Takes the ballot, or the hands for the card."),
    ("other_card", "tab", "Go to the next card", "next card", "Goes to the next card; the arrow keys do too."),
)
RESULT: Final = declare(
    "result",
    ("reveal", "r", "Reveal the result", "reveal", "Shows the result of a vote that is closed."),
    ("run_off", "o", "Run-off", "run-off", "Sets up a vote on the tied cards, a dot each."),
    ("copy_result", "equals_sign", "Copy the result", "copy", "Copies the result as text."),
    ("settle", "s", "Record a choice", "record a choice", "Records which of the tied cards was chosen, and why."),
)
VOTES: Final = declare(
    "votes",
    ("void", "v", "Declare the vote void", "void", "Lets a vote count for nothing, after asking; it stays on record."),
    ("new_vote", "n", "Set up another vote", "new", "Begins another vote; earlier ones stay as they are."),
    ("earlier_votes", "l", "All votes", "all votes", "Lists the votes of this session, and shows one."),
)
BESIDE: Final = declare(
    "beside",
    ("take_back", "u", "Undo here", "undo", "Takes back the last change; a merge of tables stays."),
    ("back_to_table", "escape", "Back to the table", "back", "Goes back to the cards; what you did is recorded."),
)
