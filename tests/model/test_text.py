from __future__ import annotations

import unicodedata
from random import Random

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.examples import with_each
from workshop.model.errors import Refused
from workshop.model.text import MARKS_IN_A_ROW, clean, many_lines, needed, one_line, within

HOSTILE = "\u202e\u2066\u200b\u200d\u200c\u2028\u2029\x85\x1b\x07\x00\x9b\ufeff\u00ad\r\n\t\ufff9\U000e0041"
TAGS = "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e007f"
MARKS = "\u0301\u0489\u0300\u20dd\u034f\u0323\u1161\u11a8\u09be\u09c7"
ANY_TEXT = st.text(st.characters(exclude_categories=())) | st.text(st.sampled_from(HOSTILE + MARKS + "aक한"))
BAD = {"Cc", "Cs", "Co"}
DIRECTIONS = set("\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def longest_run(text: str) -> int:
    longest = run = 0
    for character in text:
        if character not in "\u200c\u200d":
            run = run + 1 if unicodedata.category(character) in {"Mn", "Me"} else 0
        longest = max(longest, run)
    return longest


def check(text: str) -> None:
    cleaned = clean(text)
    assert clean(cleaned) == cleaned
    assert not BAD & {unicodedata.category(c) for c in cleaned if c != "\n"}
    assert not DIRECTIONS & set(cleaned)
    assert unicodedata.is_normalized("NFC", cleaned)
    assert longest_run(cleaned) <= MARKS_IN_A_ROW
    cleaned.encode("utf-8")
    for tidy in (one_line, many_lines):
        assert tidy(tidy(text)) == tidy(text)
    assert "\n" not in one_line(text)


@given(ANY_TEXT)
@example("e\u0301" * 40)
@example("\U0001f9d1" + "\u200d\u0301" * 40)
@example("\U0001fae9 new emoji")
def test_cleaning_leaves_nothing_that_acts_and_changes_nothing_the_second_time(text: str) -> None:
    check(text)


def test_twenty_thousand_hostile_strings_are_cleaned() -> None:
    chance = Random(7)  # noqa: S311 - the same strings every time
    everything = [
        range(0x250),
        range(0x300, 0x3000),
        range(0xD800, 0xE100),
        range(0x1F000, 0x1FB00),
        range(0x110000),
    ]
    pools = [[chr(n) for n in numbers] for numbers in everything] + [
        [*HOSTILE],
        [*MARKS],
        [*(HOSTILE + MARKS + "aक한")],
        [*TAGS, "\u200b", "x"],
    ]
    for _ in range(20_000):
        pool = chance.choice(pools)
        check("".join(chance.choices(pool, k=chance.randrange(1, 14))))


@given(st.text(st.characters(categories=("L", "N", "P", "S", "Zs"))))
def test_letters_numbers_and_signs_stay(text: str) -> None:
    assert clean(text) == unicodedata.normalize("NFC", text)


def flag(region: str) -> str:
    """The flag of a region: a black flag, its letters as tags, and their end."""
    return "🏴" + "".join(chr(0xE0000 + ord(letter)) for letter in region) + "\U000e007f"


ENGLAND, SCOTLAND, WALES = flag("gbeng"), flag("gbsct"), flag("gbwls")


@with_each(
    "text",
    [
        "👩‍👩‍👧‍👦 came, ❤️ and 🏳️‍🌈, 👍🏽",
        "می‌خواهم راه‌ها",
        "العربية: مُدَرِّسَة",
        "क्‍ष and க்ஷ",
        "Tiếng Việt, Ł, ŵ, “quotes” – dash…",
        "שָׁלוֹם",
        "בְּרֵאשִׁית",
        f"{ENGLAND} {SCOTLAND}{WALES}, 🇬🇧 too",
        "1️⃣ #️⃣ ©️ ☺︎",
        "👨🏿‍🦰 👩🏽‍🤝‍👩🏻 🧑‍🚒 🏴‍☠️",
        "നന്‍മ, ক্‍ষ, ශ්‍රී",
        "한국어 テスト 中文",
        "a  b",
    ],
)
def test_words_of_all_languages_stay_as_they_are(text: str) -> None:
    assert clean(text) == text == one_line(text)


@with_each(
    "text, cleaned",
    [
        ("a\r\nb\rc\x85d\u2028e\u2029f\vg\fh", "a\nb\nc\nd\ne\nf\ng\nh"),
        ("a\tb", "a b"),
        ("\x1b]2;title\x07x", "]2;titlex"),
        ("x\ud800y", "x?y"),
        ("\u202eabc\u202c", "abc"),
        ("so\u00adft", "soft"),
        ("\ue000\uffff", ""),
        ("z" + "\u0335" * 60, "z" + "\u0335" * 4),
        ("e\u0301", "é"),
        ("a" + WALES[1:], "a"),
        (WALES[:-1], "🏴"),
        ("🏴\u200b" + WALES[1:], "🏴"),
        ("🏴" + "\U000e0041" * 3 + "\U000e007f", "🏴"),
        ("🏴" + "\U000e0061" * 7 + "\U000e007f", "🏴"),
        (WALES[:3] + SCOTLAND, "🏴" + SCOTLAND),
    ],
)
def test_what_could_act_is_gone(text: str, cleaned: str) -> None:
    assert clean(text) == cleaned


def test_one_line_joins_lines_and_keeps_blanks_inside() -> None:
    assert one_line("  a  b \n\n \t c\u2028d ") == "a  b c d"


def test_many_lines_lose_blanks_at_their_ends_only() -> None:
    assert many_lines("\n\n  a  \n\n b\t\n\n") == "  a\n\n b"


def test_a_limit_is_said_and_nothing_is_cut() -> None:
    assert within("x" * 1_000, 1_000, "A card") == "x" * 1_000
    with pytest.raises(Refused, match=r"^A card may have 1,000 characters, and this has 1,001\. Please shorten it\.$"):
        within("x" * 1_001, 1_000, "A card")


@with_each("blank", ["", " ", "\u200d", "\u3164", "\u2800\u00a0", "\u0301"])
def test_what_cannot_be_seen_are_no_words(blank: str) -> None:
    with pytest.raises(Refused, match=r"^A tag needs some words\.$"):
        needed(blank, "A tag")


@with_each("text", ["x", "7", "…", "❤️", "م"])
def test_one_sign_is_enough(text: str) -> None:
    assert needed(text, "A tag") == text
