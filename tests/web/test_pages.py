"""Pages: small, in the reader's language, in parts that fit, and without anything from elsewhere."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from html.parser import HTMLParser
from pathlib import Path
from string import Formatter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.web.client import Phone
from tests.web.conftest import EXPERIMENTS, Join, card, open_vote
from workshop.model import commands as c
from workshop.model.errors import NotWritten
from workshop.store.writer import SessionWriter
from workshop.web.assets import address_of, assets
from workshop.web.credentials import FILE, Door
from workshop.web.html import Html, element, own, together
from workshop.web.i18n import LANGUAGES, LOCALE, preferred, words_for
from workshop.web.layout import SCRIPTS, minutes, paged
from workshop.web.paper import Network, ballot_sheet, tent_of, tent_page
from workshop.web.presence import Presence
from workshop.web.qr import matrix, svg, wifi

LIMIT = 15_000
ON_A_PHONE = (*(f"{name}." for name in SCRIPTS["phone"]), "phone.")


class Ids(HTMLParser):
    """Collects what must be there once, and what is fetched."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.fetched: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        assert "style" not in named
        assert not any(name.startswith("on") for name in named)
        self.ids += [value for name, value in attrs if name == "id" and value]
        if tag in {"script", "link", "img"}:
            self.fetched.append(named.get("src") or named.get("href") or "")


async def pages(phone: Phone) -> list[str]:
    return [(await phone.get(path)).text for path in ("/", "/?page=2", "/?page=99", "/board", "/board?page=3")]


async def test_every_page_is_small_however_much_there_is(writer: SessionWriter, phone: Phone) -> None:
    theme = writer.session.live_themes()[0].id
    texts = tuple(f"{n} " + "people would come “if” it were lit & warm " * (1 + n % 12) for n in range(150))
    await writer.do(c.AddCards("experiment", theme, texts))
    await writer.do(c.AddCards("insight", theme, ('"' * 2000, "漢" * 2000)))
    for tag in range(30):
        await writer.do(c.DefineTag(f"tag number {tag}"))
    small = sum(len(asset.packed) for asset in assets().values() if asset.name.startswith(ON_A_PHONE))
    for vote in (False, True):
        if vote:
            await open_vote(writer)
        for text in [*(await pages(phone)), (await Phone(f"http://127.0.0.1:{phone.port}").get("/")).text]:
            found = Ids(text)
            assert len(text.encode()) < LIMIT
            assert len(found.ids) == len(set(found.ids))
            assert all(re.match(r"/static/|data:,$", address) for address in found.fetched)
    page = (await phone.get("/")).text
    assert len(page.encode()) + small < LIMIT
    await writer.do(c.VoidBallot(next(iter(writer.session.ballots))))
    for number in range(8):
        await phone.post("/cards", {"kind": "insight", "text": f"{number} {texts[5]}", "form": f"{number}"})
    page = (await phone.get("/?page=3")).text
    assert "Your lines" in page
    assert len(page.encode()) + small < LIMIT
    await phone.post("/cards", {"kind": "insight", "text": "漢" * 2000, "form": "long"})
    page = (await phone.get("/")).text
    assert len(page.encode()) < LIMIT
    assert "/take-back" in page


async def test_a_result_is_on_small_pages_too_and_all_of_it_can_be_reached(writer: SessionWriter, phone: Phone) -> None:
    theme = writer.session.live_themes()[0].id
    texts = tuple(f"{n} " + "people would come “if” it were lit & warm " * (1 + n % 12) for n in range(150))
    await writer.do(c.AddCards("experiment", theme, texts))
    ballot = await open_vote(writer)
    for number in range(1, 6):
        await phone.post("/votes", {"card": f"T07-E{number:02d}", "dots": 1})
    for wish in (c.CloseBallot(ballot), c.RevealBallot(ballot), c.ReachStep("reveal")):
        await writer.do(wish)
    pages_of = int(re.findall(r'data-of="(\d+)"', (await phone.get("/")).text)[0])
    out = [(await phone.get(f"/?page={number}")).text for number in range(1, pages_of + 1)]
    assert max(len(page.encode()) for page in out) < LIMIT
    shown = re.findall(r'<li id="(T07-E\d+)"', "".join(out))
    assert len(shown) == len(set(shown)) == len(texts) + len(EXPERIMENTS)
    assert out[0].count("You gave: 1") == 5


def test_scripts_are_small() -> None:
    files = {asset.name.partition(".")[0]: asset for asset in assets().values() if asset.name.endswith(".js")}
    assert len(files["live"].plain) + len(files["phone"].plain) < 8192
    assert sum(len(files[name].packed) for name in SCRIPTS["phone"]) < 6300


async def test_style_sheets_and_scripts_are_kept_by_the_phone(phone: Phone) -> None:
    plain = await phone.get(address_of("phone.css"))
    packed = await phone.get(address_of("phone.css"), accept_encoding="gzip")
    assert "immutable" in plain.header("cache-control")
    assert len(packed.body) < len(plain.body) / 2
    assert plain.header("content-type").startswith("text/css")


async def test_all_cards_can_be_reached(writer: SessionWriter, phone: Phone) -> None:
    theme = writer.session.live_themes()[0].id
    await writer.do(c.AddCards("insight", theme, tuple(f"Line {n} " + "x" * 200 for n in range(60))))
    seen: set[str] = set()
    for number in range(1, 12):
        seen.update(re.findall(r"Line (\d+) ", (await phone.get(f"/?page={number}")).text))
    assert seen == {str(n) for n in range(60)}
    seen.clear()
    for number in range(1, 60):
        seen.update(re.findall(r"Line (\d+) ", (await phone.get(f"/board?page={number}")).text))
    assert seen == {str(n) for n in range(60)}


async def test_several_themes_can_be_chosen_from(writer: SessionWriter, phone: Phone) -> None:
    await writer.do(c.AddTheme("Getting about", "How do people get here?"))
    page = (await phone.get("/")).text
    assert '<select id="theme" name="theme">' in page
    await phone.post("/cards", {"kind": "insight", "text": "By bus", "theme": 2, "form": "a"})
    await phone.post("/cards", {"kind": "insight", "text": "On foot", "theme": 99, "form": "b"})
    second = writer.session.live_themes()[1].id
    assert {card(writer, "I04").theme, card(writer, "I05").theme} == {second}


async def test_without_a_theme_an_offer_is_kept_for_later(writer: SessionWriter, phone: Phone) -> None:
    await writer.do(c.AddTheme("Other"))
    for theme in [theme.id for theme in writer.session.live_themes()]:
        for each in [each.id for each in writer.session.live_cards() if each.theme == theme]:
            await writer.do(c.RemoveCard(each))
        await writer.do(c.RemoveTheme(theme))
    assert (await phone.post("/cards", {"kind": "insight", "text": "x"})).status == 409
    assert "Nothing is shown yet." in (await phone.get("/")).text
    assert (await phone.get("/board")).status == 200


async def test_the_phone_chooses_the_language_and_the_page_can_change_it(join: Join, subtests: pytest.Subtests) -> None:
    for language in LANGUAGES:
        with subtests.test(language):
            phone = await join()
            words = words_for(language)
            page = (await phone.get("/", accept_language=f"xx, {language}-GB;q=0.8, en;q=0.1")).text
            assert f'<html lang="{language}" dir="{words.direction}">' in page
            assert words.say("In your own words") in page
            answer = await phone.get(f"/?lang={language}", accept_language="en")
            assert answer.header("set-cookie").startswith(f"language={language};")
            refused = await phone.post("/votes", {"card": "T07-E01", "dots": 1})
            assert refused.json["error"] == words.say("No vote is open just now.")


def test_languages_are_preferred_as_the_phone_says() -> None:
    assert preferred("fr-CH, fr;q=0.9, de;q=0.7") == "fr"
    assert preferred("de;q=0.5, cy;q=0.9") == "cy"
    assert preferred("tlh, xx;q=odd", otherwise="es") == "es"
    assert preferred("", otherwise="tlh") == "en"
    assert preferred("fr", "ar") == "ar"
    assert words_for("tlh").language == "en"


def messages(language: str) -> dict[tuple[str, ...], tuple[str, ...]]:
    """Return what stands in a catalogue: one English form or two, and those of the language."""
    read_po = pytest.importorskip("babel.messages.pofile").read_po
    with (LOCALE / language / "LC_MESSAGES" / "phones.po").open("rb") as file:
        return {forms(message.id): forms(message.string) for message in read_po(file) if message.id}


def forms(message: str | Sequence[str]) -> tuple[str, ...]:
    return (message,) if isinstance(message, str) else tuple(message)


def places(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name}


def test_every_sentence_has_words_in_every_language(subtests: pytest.Subtests) -> None:
    extract = pytest.importorskip("babel.messages.extract").extract_from_dir
    folder = Path(words_for.__wrapped__.__code__.co_filename).parent
    keywords = {"say": None, "later": None, "counted": (1, 2)}
    said = {forms(found[2]) for found in extract(str(folder), keywords=keywords, method_map=[("**.py", "python")])}
    for language in (name for name in LANGUAGES if name != "en"):
        with subtests.test(language):
            known = messages(language)
            assert set(known) == said
            for english, other in known.items():
                assert all(other)
                assert places(english[-1]) == places(other[-1])


@pytest.mark.parametrize("language", [name for name in LANGUAGES if name != "en"])
def test_the_compiled_words_are_those_that_people_wrote(language: str) -> None:
    words = words_for(language)
    for english, other in messages(language).items():
        one, many = english[0], english[-1]
        if one == many:
            assert words.say(one) == other[0]
        else:
            assert {words.counted(one, many, number) for number in range(200)} == set(other)


@pytest.mark.parametrize(
    ("language", "number", "told"),
    [
        ("en", 1, "You have 1 dot in all"),
        ("en", 2, "You have 2 dots in all"),
        ("fr", 1, "Vous avez 1 point en tout"),
        ("de", 1, "Sie haben insgesamt 1 Punkt;"),
        ("es", 1, "Tiene 1 punto en total"),
        ("cy", 2, "Mae gennych 2 ddot i gyd"),
        ("ar", 2, "لديك نقطتان إجمالًا"),
        ("ar", 5, "لديك 5 نقاط إجمالًا"),
        ("ar", 11, "لديك 11 نقطة إجمالًا"),
    ],
)
async def test_a_number_of_dots_has_the_form_that_goes_with_it(
    writer: SessionWriter, phone: Phone, language: str, number: int, told: str
) -> None:
    await open_vote(writer, dots=number, most=1)
    over = await phone.post("/votes", {"card": "T07-E01", "dots": number + 1}, accept_language=language)
    assert over.status == 409
    assert over.json["error"].startswith(told)


@given(st.text(), st.text())
def test_text_stays_text(text: str, value: str) -> None:
    found = Seen(element("p", text, title=value, hidden=True, lang=None, dir=False))
    assert found.text == text.replace("\r\n", "\n").replace("\r", "\n") or "\r" in text
    assert found.attributes["title"] == value
    assert set(found.attributes) == {"title", "hidden"}


class Seen(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.text = ""
        self.attributes: dict[str, str | None] = {}
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag == "p"
        self.attributes = dict(attrs)

    def handle_data(self, data: str) -> None:
        self.text += data


def test_markup_that_is_added_up_is_text_again() -> None:
    bold = element("b", 1)
    assert together([bold, None, "<"]) == "<b>1</b>&lt;"
    assert element("p", f"{bold}") == "<p>&lt;b&gt;1&lt;/b&gt;</p>"
    assert element("p", Html("<br>")) == "<p><br></p>"
    assert own("i", "x", class_="k") == '<i dir="auto" class="k">x</i>'


def test_a_list_is_cut_where_a_page_is_full() -> None:
    assert [list(each) for each in paged([4, 4, 4, 20, 1], 10)] == [[0, 1], [2], [3], [4]]
    assert paged([], 10) == [range(0)]
    assert (minutes(65_000), minutes(-1000), minutes(0)) == ("1:05", "−0:01", "0:00")


def read(rows: list[list[bool]]) -> str:
    """Let a phone's reader look at a picture of the squares."""
    zxing, image = pytest.importorskip("zxingcpp"), pytest.importorskip("PIL.Image")
    side = len(rows)
    picture = image.new("L", (side, side), 255)
    picture.putdata([0 if black else 255 for row in rows for black in row])
    (found,) = zxing.read_barcodes(picture.resize((side * 8, side * 8), 0))
    return str(found.text)


def test_a_code_can_be_read() -> None:
    url = "http://192.168.1.23:8080/j/K7QF3M"
    rows = matrix(url)
    assert read(rows) == url
    assert not any(any(rows[n]) for n in (0, 1, 2, 3, -1))
    drawing = svg(url, "Code")
    assert 'aria-label="Code"' in drawing
    drawn = [[False] * len(rows) for _ in rows]
    for x, y, width in re.findall(r"M(\d+) (\d+)h(\d+)v1", drawing):
        for square in range(int(width)):
            drawn[int(y)][int(x) + square] = True
    assert drawn == rows


@given(st.text(min_size=1, max_size=32), st.text(max_size=63))
def test_a_wifi_code_escapes_what_has_a_meaning(name: str, password: str) -> None:
    found = re.fullmatch(
        r"WIFI:T:(WPA|nopass);S:((?:\\.|[^\\;])*);(?:P:((?:\\.|[^\\;])*);)?;", wifi(name, password), re.DOTALL
    )
    assert found
    assert re.sub(r"\\(.)", r"\1", found[2], flags=re.DOTALL) == name
    assert re.sub(r"\\(.)", r"\1", found[3] or "", flags=re.DOTALL) == password
    assert found[1] == ("WPA" if password else "nopass")


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_tent_and_the_ballots_are_whole_pages(language: str) -> None:
    words, network = words_for(language), Network("Café; 5G", "p:a\\ss")
    stands = tent_of(words, "Parks", "Why <not>?", "http://10.0.0.5:8000/", "K7QF3M", network=network)
    tent = tent_page(words, stands).decode()
    for part in ("Why &lt;not&gt;?", "10.0.0.5:8000", "K7QF3M", "Café; 5G", "p:a\\ss"):
        assert part in tent
    assert tent.count("<svg") == 2
    assert tent_page(words, tent_of(words, "Parks", "", "http://h/", "K", network=Network("open"))).count(b"<svg") == 2
    assert tent_page(words, tent_of(words, "Parks", "", "http://h/", "K")).count(b"<svg") == 1
    sheet = ballot_sheet(words, "Parks", "http://10.0.0.5:8000/", ["ABCDEFGH", "JKMNPQRS"]).decode()
    assert "ABCD-EFGH" in sheet
    assert sheet.count("<svg") == 2


async def test_the_door_keeps_what_it_must(tmp_path: Path) -> None:
    door = Door(tmp_path)
    codes = await door.print_codes(3)
    assert len(set(codes)) == 3
    assert await door.spend(codes[1])
    again = Door(tmp_path)
    assert (again.key, again.cookie, again.codes) == (door.key, door.cookie, door.codes)
    assert not await again.spend(codes[1])
    assert again.person(door.admit(paper=True))
    more = await again.print_codes(2)
    assert not set(more) & set(codes)
    await again.print_codes(0)
    assert not again.paper


@pytest.mark.parametrize("damage", [b"", b"[]", b'{"secret": 1}', b'{"secret": "zz"}', b"\xff"])
async def test_a_damaged_door_is_made_anew_and_the_old_one_kept(tmp_path: Path, damage: bytes) -> None:
    (tmp_path / FILE).write_bytes(damage)
    door = Door(tmp_path)
    assert len(door.key) == 6
    assert (tmp_path / "phones.damaged").read_bytes() == damage
    assert Door(tmp_path).key == door.key


async def test_a_code_is_not_spent_where_the_disk_refuses(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    door = Door(tmp_path)
    (code,) = await door.print_codes(1)

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("workshop.store.atomic_files.flush", full)
    with pytest.raises(NotWritten, match="disk full"):
        await door.spend(code)
    monkeypatch.undo()
    assert await door.spend(code)
    assert os.listdir(tmp_path) == [FILE]  # noqa: PTH208 - not for long


def test_who_was_quiet_for_long_is_not_here() -> None:
    now = 0.0
    presence = Presence(lambda: now)
    ended: list[str] = []
    assert presence.saw("a")
    assert not presence.saw("a")
    ends = [lambda n=n: ended.append(n) for n in "12345"]
    for end in ends:
        presence.began("b", end)
    assert ended == ["1"]
    now = 10_000.0
    assert presence.people == 1
    for end in ends:
        presence.ended("b", end)
    presence.ended("b", ends[0])
    assert presence.people == 1
    now = 20_000.0
    assert presence.people == 0
