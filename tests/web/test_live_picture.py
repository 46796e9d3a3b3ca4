"""The picture in the browser: as the session is now, drawn anew only when it changed, and for those who may see it."""

from __future__ import annotations

import asyncio

import pytest

from tests.web.client import Phone
from tests.web.conftest import EXPERIMENTS, INSIGHTS, QUESTION
from workshop.model import commands as c
from workshop.publishing.picture import compose, make
from workshop.publishing.picture.drawing import Drawing
from workshop.publishing.picture.make import PictureChoice
from workshop.publishing.picture.sheet import SIZES, Layout, Sheet, Size
from workshop.store.writer import SessionWriter
from workshop.web import routes
from workshop.web.routes import LivePicture
from workshop.web.server import PhoneServer


async def test_the_picture_shows_what_was_said_so_far(writer: SessionWriter, server: PhoneServer) -> None:
    phone = Phone(server.address.url)
    answer = await phone.get("/board/picture")
    assert answer.status == 200
    told = [value for name, value in answer.headers if name == "content-security-policy"]
    assert told == [routes.POLICY]
    assert ("refresh", "5") in answer.headers
    assert all(said in answer.text for said in (*INSIGHTS, *EXPERIMENTS, "Green spaces"))
    assert 'width="100%"' in answer.text
    theme = writer.session.live_themes()[0].id
    await writer.do(c.AddCards("experiment", theme, ("One lit loop",)))
    assert "One lit loop" in (await phone.get("/board/picture?layout=path")).text


async def test_a_hidden_card_is_not_in_the_picture(writer: SessionWriter, server: PhoneServer) -> None:
    hidden = next(each for each in writer.session.ordered() if each.text == INSIGHTS[1])
    await writer.do(c.HideCard(hidden.id))
    assert INSIGHTS[1] not in (await Phone(server.address.url).get("/board/picture?of=all")).text


async def test_a_picture_is_drawn_anew_only_when_something_changed(
    writer: SessionWriter, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[PictureChoice] = []

    def draw(_session: object, choice: PictureChoice) -> bytes:
        drawn.append(choice)
        return b"<svg/>"

    monkeypatch.setattr(routes, "_svg", draw)
    pictures = LivePicture(writer)
    await asyncio.gather(*(pictures.answer({}) for _ in range(4)))
    assert len(drawn) == 1
    await writer.do(c.AddCards("insight", writer.session.live_themes()[0].id, ("More",)))
    await pictures.answer({})
    assert len(drawn) == 2


async def test_what_a_slide_does_not_hold_is_drawn_on_a_larger_sheet(writer: SessionWriter) -> None:
    theme = writer.session.live_themes()[0].id
    await writer.do(c.AddCards("insight", theme, tuple(f"{QUESTION} {number}" for number in range(120))))
    assert b'viewBox="0 0 1190.55' in routes._svg(writer.session, PictureChoice(of="all"))


async def test_lines_that_nobody_wrote_are_no_picture(server: PhoneServer) -> None:
    answer = await Phone(server.address.url).get("/board/picture?of=lines")
    assert answer.status == 409
    assert "no lines yet" in answer.text


async def test_without_the_extra_it_is_said_what_to_type(server: PhoneServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(make, "find_spec", lambda _name: None)
    answer = await Phone(server.address.url).get("/board/picture")
    assert answer.status == 409
    assert "workshop[picture]" in answer.text


async def test_each_size_is_tried_once_until_one_holds_the_picture(
    writer: SessionWriter, monkeypatch: pytest.MonkeyPatch
) -> None:
    theme = writer.session.live_themes()[0].id
    await writer.do(
        c.AddCards("experiment", theme, tuple(f"{n} {'people would come if it were lit ' * 8}" for n in range(60)))
    )
    tried: list[float] = []
    lay_out = compose.drawn

    def counted(sheet: Sheet, layout: Layout, size: Size) -> Drawing | None:
        tried.append(size.width)
        return lay_out(sheet, layout, size)

    monkeypatch.setattr(compose, "drawn", counted)
    await LivePicture(writer).answer({})
    assert tried == [size.width for size in SIZES.values()][: len(tried)]
    assert len(tried) > 1
