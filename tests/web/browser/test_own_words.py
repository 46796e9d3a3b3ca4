"""What somebody types on a phone stays as they typed it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.web.look import IN_A_BROWSER, opened
from workshop.model import commands as c
from workshop.model.text import CARD_LIMIT

if TYPE_CHECKING:
    from playwright.async_api import Browser

    from workshop.store.writer import SessionWriter
    from workshop.web.server import PhoneServer

pytestmark = IN_A_BROWSER


@pytest.mark.parametrize("script", [True, False])
async def test_what_is_pasted_and_too_long_is_refused_whole_and_stays(
    writer: SessionWriter, server: PhoneServer, browser: Browser, *, script: bool
) -> None:
    await writer.do(c.HoldOffers(held=False))
    cards = len(writer.session.cards)
    phone = await opened(browser, server.address.join, java_script_enabled=script)
    pasted = "word " * (CARD_LIMIT // 5) + "the end"
    await phone.page.fill("#text", pasted)
    await phone.page.click("text=Send")
    await phone.page.get_by_text("That is too long.").wait_for()
    assert len(writer.session.cards) == cards
    assert await phone.page.input_value("#text") == pasted
    await phone.page.fill("#text", "the end")
    await phone.page.click("text=Send")
    await phone.page.get_by_text("Recorded as T07-I04").wait_for()
    assert [card.text for card in writer.session.cards.values()][cards:] == ["the end"]
