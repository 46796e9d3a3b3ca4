"""Every word of a page that is not people's own comes from a catalogue: a language that marks its words shows it."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest

from tests.web.client import Phone
from tests.web.conftest import EXPERIMENTS, INSIGHTS, QUESTION, Join, card, open_vote
from workshop.model import commands as c
from workshop.store.templates import usual_kinds
from workshop.store.writer import SessionWriter
from workshop.web import context, sse
from workshop.web.i18n import LANGUAGES, Words
from workshop.web.paper import Network, ballot_sheet, tent_of, tent_page
from workshop.web.server import PhoneServer

SAID = ("aria-label", "title", "placeholder", "alt", "data-words", "data-mark")
"""Attributes that are read by people, or shown to them by a script."""

OWN = (
    *(QUESTION, *INSIGHTS, *EXPERIMENTS, "Green spaces", "safe", "One lit loop", "Which first?", "the school offered"),
    *LANGUAGES.values(),
    *("Q", "Home", "M"),
    *(word for kind in usual_kinds("cy") for word in kind[1:3]),
)


class Marked(Words):
    """Welsh, with every word of it marked."""

    def __init__(self) -> None:
        super().__init__("cy")

    def say(self, text: str) -> str:
        return f"⟦{super().say(text)}⟧"

    def counted(self, one: str, many: str, number: int) -> str:
        return f"⟦{super().counted(one, many, number)}⟧"


class Read(HTMLParser):
    """What somebody reads or hears of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.said: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del tag
        self.said += [value for name, value in attrs if name in SAID and value]

    def handle_data(self, data: str) -> None:
        self.said.append(data)


def unmarked(page: str, *own: str) -> list[str]:
    """Return what a page says that is neither marked nor people's own."""
    found = []
    for said in Read(page).said:
        rest = said
        for words in sorted((*OWN, *own), key=len, reverse=True):
            rest = rest.replace(words, "")
        while "⟦" in rest:
            rest, before = re.sub(r"⟦[^⟦⟧]*⟧", "", rest), rest
            assert rest != before, said
        rest = re.sub(r"T07-[A-Z][0-9]+|:root|http://[^ ]*", "", rest)
        if re.search(r"[^\W\d_]", rest):
            found.append(said)
    return found


@pytest.fixture(autouse=True)
def _marked(monkeypatch: pytest.MonkeyPatch) -> None:
    marked = Marked()
    for module in (context, sse):
        monkeypatch.setattr(module, "words_for", lambda _: marked)


async def reads_well(phone: Phone, server: PhoneServer) -> None:
    for path in ("/", "/?page=2", "/board", "/board?page=2", "/nothing", "/votes?x=1"):
        page = (await phone.get(path)).text
        assert unmarked(page, server.address.key, server.address.url[7:-1]) == [], path


async def test_no_page_shows_a_word_that_is_in_no_catalogue(
    writer: SessionWriter, server: PhoneServer, join: Join
) -> None:
    stranger = Phone(server.address.url)
    assert unmarked((await stranger.get("/")).text) == []
    assert unmarked((await stranger.get("/j/WRONGK")).text) == []
    await stranger.get(f"/j/{server.address.key}")
    assert unmarked((await Phone(server.address.url).get("/")).text) == []
    phone, other = await join(), await join()
    sent: dict[str, object] = {"kind": "insight", "text": "One lit loop", "form": "f"}
    await reads_well(phone, server)
    forms: tuple[tuple[str, dict[str, object]], ...] = (
        ("/cards", sent),
        ("/cards", {"kind": "none"}),
        ("/cards", {"kind": "insight"}),
        ("/cards?in=elsewhere", sent),
        ("/tags", {"card": "T07-I01", "tag": "safe"}),
        ("/tags", {"card": "T07-I02", "tag": "One lit loop"}),
        ("/tags", {"card": "T07-I02"}),
        ("/votes", {"card": "T07-E01", "dots": 1}),
        ("/reword", {"card": "T07-I04", "text": "One lit loop"}),
    )
    for path, fields in forms:
        assert unmarked((await phone.send(path, fields)).text) == [], path
    await reads_well(phone, server)
    await writer.do(c.ShowCard(card(writer, "I04").id))
    await reads_well(phone, server)
    await writer.do(c.StartTimer(90))
    ballot = await open_vote(writer, title="Which first?", decider="the table")
    for voter, label in ((phone, "E01"), (other, "E02")):
        assert unmarked((await voter.send("/votes", {"card": f"T07-{label}", "dots": 1})).text) == []
    assert unmarked((await phone.send("/votes", {"card": "T07-E02", "dots": 9})).text) == []
    await reads_well(phone, server)
    assert unmarked((await phone.send("/finished", {})).text) == []
    await writer.do(c.EnterHands(ballot, card(writer, "E01").id, 1))
    await writer.do(c.EnterHands(ballot, card(writer, "E02").id, 1))
    await writer.do(c.CloseBallot(ballot))
    await reads_well(phone, server)
    await writer.do(c.RevealBallot(ballot))
    await writer.do(c.ReachStep("reveal"))
    await writer.do(c.SettleTie(ballot, card(writer, "E02").id, "the school offered"))
    await reads_well(phone, server)
    await server.door.print_codes(2)
    await open_vote(writer)
    await reads_well(phone, server)


async def test_no_refusal_shows_a_word_that_is_in_no_catalogue(phone: Phone, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = [
        await phone.get("/", host="elsewhere"),
        await phone.post("/cards", {}, origin="http://elsewhere"),
        await phone.ask("DELETE", "/cards", {"accept": "application/json"}),
        await phone.get("/nothing", accept="application/json"),
        await phone.ask("POST", "/cards", {"accept": "application/json", "content-type": "text/csv"}, b"x"),
        await Phone(f"http://{phone.host}:{phone.port}").get("/events"),
    ]

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("workshop.store.journal.flush", full)
    asked.append(await phone.post("/cards", {"kind": "insight", "text": "x"}))
    for answer in asked:
        assert answer.status >= 400
        assert unmarked(answer.json["error"]) == []


def test_paper_shows_no_word_that_is_in_no_catalogue() -> None:
    words = Marked()
    network = Network("safe", "safe")
    tent = tent_page(
        words, tent_of(words, "Green spaces", QUESTION, "http://10.0.0.5:8000/", "222222", network=network)
    )
    sheet = ballot_sheet(words, "Green spaces", "http://10.0.0.5:8000/", ["22222222"])
    for page in (tent, sheet):
        assert unmarked(re.sub(r"<style>.*?</style>", "", page.decode(), flags=re.DOTALL)) == []
