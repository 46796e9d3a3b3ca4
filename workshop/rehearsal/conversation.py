"""What is said and voted at the rehearsed table: words of our own about nobody's parks in particular."""

from __future__ import annotations

from typing import Final, NamedTuple, TypeAlias

TITLE: Final = "Rehearsal: our parks in winter"
TABLE: Final = "7"
MINUTES: Final = 40
QUESTION: Final = "Which of these shall we try first?"


class Said(NamedTuple):
    """A line of the conversation; ``fields`` are what the table fills in beside it."""

    text: str
    phone: bool = False
    fields: tuple[tuple[str, str], ...] = ()


Theme: TypeAlias = tuple[str, str]

AFTER_DARK: Final[Theme] = ("After dark", "What keeps people out of our parks once it is dark?")
ON_COLD_DAYS: Final[Theme] = ("On cold days", "What would bring people to our parks when it is cold?")

LAMPS: Final = "The lamps along the lake go off at half past five"
LAMPS_AGAIN: Final = "Lamps by the lake go off at half past five"
ABOUT_SOMEBODY: Final = "The man from number twelve broke the lamp by the gate"
HEDGE: Final = "On the bend you cannot see who comes"
HEDGE_CLEARER: Final = "On the bend by the tall hedge you cannot see who is coming"
GATE: Final = "The Mill Lane gate is locked at dusk, and no sign says when that is"
CAFE: Final = "The café shuts in October and the toilets shut with it"
FIRE: Final = "When the allotment people light their fire, everybody stops to talk"

LATE_LAMPS: Final = "Leave every second lake lamp on until nine, for a month"
LANTERNS: Final = "A lantern walk on the first Friday of the month"
SIGNS: Final = "A sign at each gate that says when it is locked"
CUT: Final = "Cut the hedge on the bend to waist height"
SOUP: Final = "A soup cart by the playground on Saturdays"
BLANKETS: Final = "Lend blankets and head torches at the library"
BOARD: Final = "The week's walks on a board in the bus shelter"
FIRES: Final = "A fire bowl by the bandstand, one Sunday a month"

CONVERSATION: Final[tuple[tuple[Theme, str, tuple[Said, ...]], ...]] = (
    (
        AFTER_DARK,
        "insight",
        (
            Said(LAMPS),
            Said("People walk round by the road rather than through the park"),
            Said(HEDGE, phone=True),
            Said("Dog owners know one another and feel safe together"),
            Said(LAMPS_AGAIN, phone=True),
            Said(GATE),
            Said(ABOUT_SOMEBODY, phone=True),
            Said("Runners would come if the path were even"),
        ),
    ),
    (
        AFTER_DARK,
        "experiment",
        (
            Said(LATE_LAMPS, fields=(("first_step", "Ask the lighting team for one evening to look at it"),)),
            Said(LANTERNS, fields=(("first_step", "Fix the first date with the scouts"), ("owner", "Scouts"))),
            Said(SIGNS, phone=True, fields=(("first_step", "Ask the warden for the times"),)),
            Said(CUT, fields=(("first_step", "Walk there with the gardeners"), ("place", "Mill Lane bend"))),
        ),
    ),
    (
        ON_COLD_DAYS,
        "insight",
        (
            Said(CAFE),
            Said("Nobody knows what is on in winter", phone=True),
            Said("Benches are wet from November to March"),
            Said("Children want to be out whatever the weather"),
            Said("Older people come when somebody comes with them", phone=True),
            Said(FIRE),
        ),
    ),
    (
        ON_COLD_DAYS,
        "experiment",
        (
            Said(
                SOUP,
                fields=(("first_step", "Ask the school kitchen for a Saturday"), ("measure", "Cups sold")),
            ),
            Said(BLANKETS, phone=True, fields=(("first_step", "Ask the librarian for a shelf"),)),
            Said(BOARD, fields=(("first_step", "Find out whose bus shelter it is"),)),
            Said(FIRES, fields=(("first_step", "Ask the fire brigade what it takes"), ("owner", "Allotments"))),
        ),
    ),
)

TAGS: Final = (
    ("light", "About lamps and seeing"),
    ("cheap", "Costs next to nothing"),
    ("together", "Needs company"),
)
TAGGED: Final = (
    *((LAMPS, "light"), (LATE_LAMPS, "light"), (SIGNS, "cheap"), (BOARD, "cheap")),
    *((LANTERNS, "together"), (FIRES, "together"), (FIRE, "together")),
)

PHONES: Final = (
    ((LATE_LAMPS, 2), (SOUP, 1)),
    ((SOUP, 2), (LANTERNS, 1)),
    ((LATE_LAMPS, 2), (SIGNS, 1)),
    ((LANTERNS, 2), (BLANKETS, 1)),
    ((SOUP, 1), (FIRES, 2)),
)
"""How the five with phones vote."""

HANDS: Final = ((LATE_LAMPS, 3, 2), (SOUP, 2, 1), (LANTERNS, 3, 2), (FIRES, 1, 1))
"""Card, dots and voters of the three without: in the end the soup and the lanterns are tied."""

BY_HAND: Final = 3

DIGEST: Final = (
    (
        "Light, not lamps",
        (LATE_LAMPS, BLANKETS),
        "Light where people walk: lamps until nine, torches to borrow",
        (LATE_LAMPS, BLANKETS),
    ),
    (
        "Reasons to come",
        (SOUP, LANTERNS, FIRES),
        "Something warm on a fixed day: soup, a fire, lanterns",
        (SOUP, FIRES),
    ),
)
"""The second day: a heading, the cards under it, a line of the digest, and the cards it stands on."""
