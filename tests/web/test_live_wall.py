"""The wall of a live summit in a browser."""

from __future__ import annotations

import asyncio
import json
import urllib.error
import urllib.request

from workshop.model.wall import TableHeard, WallCard, WallGroup, WallTheme, WallView
from workshop.web.assets import address_of
from workshop.web.wall import WallServer, wall_page, wall_parts

COMPLETE = TableHeard("s7", "7", "Leadership", 5, 2, 0, 2, complete=True)
UNDER_WAY = TableHeard("s8", "8", "Leadership", 5, 9, 0, 2)
ABSENT = TableHeard("", "9", "", expected=True)


def wall(*texts: str) -> WallView:
    numbered = enumerate(texts, 1)
    cards = tuple(WallCard(f"c{n}", f"T07-I{n}", "insight", text, 3 if n == 1 else None) for n, text in numbered)
    themes = (WallTheme("Leadership", "How?", cards),) if cards else ()
    tables = (COMPLETE, UNDER_WAY, ABSENT)
    return WallView("Hall <1>", tables, themes, "Heard from 1 of 1 table", "All is here", ("A fault",))


def test_what_people_typed_is_text_and_no_markup() -> None:
    page = wall_page(wall("<script>alert(1)</script>"), 1).decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "Hall &lt;1&gt;" in page


def test_the_page_tells_who_was_heard_what_is_missing_and_what_is_wrong() -> None:
    page = wall_page(wall("Trust", "Time"), 1).decode()
    for words in ("Heard from 1 of 1 table", "All is here", "T07 complete 2/2", "T08 2/9", "T09 not heard", "A fault"):
        assert words in page
    assert [page.count(f'class="{name}"') for name in ("complete", "under-way", "absent")] == [1, 1, 1]
    assert "3 dots" in page


def test_a_wall_without_cards_is_a_page_too() -> None:
    assert b"Heard from" in wall_page(wall(), 1)


def test_many_cards_stand_on_pages() -> None:
    view = wall(*(f"card {n}" for n in range(90)))
    first, last = wall_page(view, 1).decode(), wall_page(view, 99).decode()
    assert "Next page" in first
    assert "Earlier page" not in first
    assert "Earlier page" in last
    assert "card 89" in last
    assert "card 89" not in first


def fetch(url: str) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(url) as answer:  # noqa: S310 - our own page
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read().decode()


async def test_the_wall_is_served_with_its_parts_and_ends_when_told() -> None:
    server = WallServer(lambda: wall("Trust"), "127.0.0.1", 0)
    await server.stop()
    url = await server.start()
    try:
        answers = [
            await asyncio.to_thread(fetch, f"{url.rstrip('/')}{path}")
            for path in ("/", "/now?page=x", "/api/state", address_of("wall.css"), "/static/none.css")
        ]
    finally:
        await server.stop()
    assert [status for status, _ in answers] == [200, 200, 200, 200, 404]
    assert answers[1][1].startswith("<header>")
    assert json.loads(answers[2][1])["themes"][0]["cards"][0]["text"] == "Trust"


def test_a_page_holds_what_there_is_room_for_after_what_several_tables_said() -> None:
    view = wall(*(f"card {n}" for n in range(90)))
    group = WallGroup(("T01-I01", "T02-I01"), "Trust", 2)
    with_groups = wall_parts(view._replace(alike=(group,)), 1, 20).encode().decode()
    alone = wall_parts(view, 1, 20).encode().decode()
    assert with_groups.count("card ") < alone.count("card ")
    assert '(<span class="id">T01-I01</span>, <span class="id">T02-I01</span>)' in with_groups
    assert "Trust" not in wall_parts(view._replace(alike=(group,)), 2, 20).encode().decode()
