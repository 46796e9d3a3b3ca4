"""What is done with the follow-up: a status with one key, its details, and which items are listed in what order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from workshop.model import commands as c
from workshop.model.errors import Refused
from workshop.model.follow_up import DROPPED, NO_NEWS, OVER, STATUSES, WENT_INTO
from workshop.screens.dialogs import Ask, Choose, Option
from workshop.screens.follow_up.follow_up_rows import ORDERS, FollowUpFilter

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from workshop.model.follow_up_view import FollowedItem
    from workshop.screens.follow_up.screen import FollowUpPage

DETAILS: Final[Mapping[str, str]] = {
    "status": "Status",
    "date": "Date of the news",
    "by": "Who says it (a role)",
    "contact": "Contact (never published)",
    "link": "Evidence, or what it went into (a link)",
    "review": "Next review",
    "reason": "Reason, or a word more",
}
"""What can be changed about news, and what it is called."""

_DAYS: Final = ("date", "review")
_DAY_HINT: Final = "As 2026-06-12 · Enter saves · Esc cancels"
_WORDS_NEEDED: Final[Mapping[str, tuple[str, str]]] = {
    DROPPED: ("reason", "Dropped: why?"),
    WENT_INTO: ("link", "Went into what? A link"),
}


def noting(status: str) -> Callable[[FollowUpPage], Awaitable[None]]:
    """Return the action that notes a status of today."""

    async def note(page: FollowUpPage) -> None:
        items = page.items_here()
        by = page.by or await ask_who(page)
        if not by:
            return
        more: dict[str, str] = {}
        if status in _WORDS_NEEDED:
            field, question = _WORDS_NEEDED[status]
            words = await page.ask(Ask(question))
            if words is None:
                return
            more[field] = words
        await page.note(tuple(_news(page, item, status=status, by=by, **more) for item in items))

    return note


def _news(page: FollowUpPage, item: FollowedItem, **changes: str) -> c.StatusNote:
    """Return today's news of an item: its contact stays, and a review that is still ahead and still needed."""
    now = item.now
    ahead = now.review >= page.today and changes.get("status", now.status) not in OVER
    kept = {"status": now.status, "date": page.today, "contact": now.contact, "review": now.review if ahead else ""}
    return c.StatusNote(item.item, **{"by": page.by, **kept, **changes})


async def who(page: FollowUpPage) -> None:
    """Say whose news is noted from now on."""
    await ask_who(page)
    page.bring_up_to_date()


async def ask_who(page: FollowUpPage) -> str:
    """Return the role that tells the news; empty where nobody is named."""
    known = page.by or next((item.now.by for item in page.items_here() if item.now.by), "")
    words = await page.ask(Ask("Who says it? A role, such as “parks officer”", known))
    page.by = words.strip() if words and words.strip() else page.by
    return page.by if words is not None else ""


async def review(page: FollowUpPage) -> None:
    """Set the day of the next review; the status stays as it is."""
    items = page.items_here()
    words = await page.ask(Ask("Next review", items[0].now.review, _DAY_HINT))
    if words is None:
        return
    by = page.by or await ask_who(page)
    if by:
        await page.note(tuple(_amended(page, item, review=words, by=item.now.by or by) for item in items))


def _amended(page: FollowUpPage, item: FollowedItem, **changes: str) -> c.StatusNote:
    """Return the last news of an item with a detail changed; where there is none yet, news of today."""
    known = item.now if item.news else NO_NEWS._replace(date=page.today, by=page.by)
    return c.StatusNote(item.item, **{**known._asdict(), **changes})


async def details(page: FollowUpPage) -> None:
    """Change the details of the last news, one after the other, until Esc."""
    (first, *_) = page.items_here()
    following = ""
    while True:
        item = page.item(first.item)
        given = (item.now if item.news else NO_NEWS)._asdict()
        options = [Option(name, "", f"{title}: {given[name] or '–'}") for name, title in DETAILS.items()]
        field = await page.ask(Choose(f"{item.id} {item.text} — what would you like to change?", options, following))
        if field is None:
            return
        if await _change(page, item, field, given[field]):
            following = [*DETAILS, ""][[*DETAILS].index(field) + 1]


async def _change(page: FollowUpPage, item: FollowedItem, field: str, given: str) -> bool:
    """Ask for another value and note it; return whether that was done."""
    if field == "status":
        words = await page.ask(Choose("Status", [Option(each, "", each.capitalize()) for each in STATUSES], given))
    else:
        words = await page.ask(Ask(DETAILS[field], given, _DAY_HINT if field in _DAYS else ""))
    if words is None or words.strip() == given:
        return False
    changes = {field: words}
    if not (item.now.by or field == "by"):
        changes["by"] = page.by or await ask_who(page)
    if field == "status" and words in _WORDS_NEEDED:
        needed, question = _WORDS_NEEDED[words]
        changes[needed] = await page.ask(Ask(question, getattr(item.now, needed))) or ""
    await page.note((_amended(page, item, **changes),))
    return True


async def order(page: FollowUpPage) -> None:
    """Choose by what the list is sorted."""
    options = [Option(name, "", words) for name, words in ORDERS.items()]
    chosen = await page.ask(Choose("Sort by", options, page.order))
    if chosen is not None:
        page.sort(chosen)


async def sift(page: FollowUpPage) -> None:
    """Choose which items are listed."""
    items = page.items
    options = [Option("all", "", "All"), Option("silent", "", "Silent: no news where there should be some")]
    options += [Option(f"status {status}", "status", status) for status in STATUSES]
    options += [Option(f"owner {each}", "owner", each) for each in sorted({i.owner for i in items} - {""})]
    options += [Option(f"place {each}", "place", each) for each in sorted({i.place for i in items} - {""})]
    options += [Option(f"tag {each}", "tag", f"#{each}") for each in sorted({tag for i in items for tag in i.tags})]
    chosen = await page.ask(Choose("Which are listed?", options))
    if chosen is None:
        return
    field, _, value = chosen.partition(" ")
    page.sift(FollowUpFilter() if field == "all" else FollowUpFilter(**{field: value or True}))  # type: ignore[arg-type] # "silent" is a flag


async def search(page: FollowUpPage) -> None:
    """List the items that have some words."""
    before = page.sieve
    words = await page.ask(Ask("Look for", before.words, live=lambda text: page.sift(before._replace(words=text))))
    if words is None:
        page.sift(before._replace(words=""))


async def mark(page: FollowUpPage) -> None:
    """Mark the item, or take the mark off, and go on."""
    row = page.rows.cursor_row
    if row is None:
        raise Refused("There is nothing here to mark.")
    page.rows.choose(page.rows.chosen ^ {row.id})
    page.rows.action_step(1)
