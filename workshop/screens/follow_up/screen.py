"""The follow-up: each experiment and line with what became of it, where nothing was heard, a status a key."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from datetime import date
from typing import Final

from workshop.keymap import bindings
from workshop.model import commands as c
from workshop.model.errors import Refused
from workshop.model.events import StatusNoted
from workshop.model.follow_up import DROPPED, NO_NEWS, OVER, STATUSES, WENT_INTO
from workshop.model.follow_up_view import FollowedItem, follow_up_of
from workshop.model.session import Session
from workshop.screens.console_screen import MOVES, NoAnswer
from workshop.screens.dialogs import Ask, Choose, Option
from workshop.screens.follow_up.follow_up_rows import ORDERS, FollowUpFilter, counts_of, history_of, rows_of, sorted_by
from workshop.screens.whole_session import ListWithDetailScreen
from workshop.widgets.rows import Rows

EMPTY: Final = (
    "Nothing to follow up yet. Esc goes back to the table: record an experiment, or write a line on the map (8)."
)
NONE_LISTED: Final = "None of them is listed. ; shows others."

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
        by = page.by or await page.ask_who()
        more: dict[str, str] = {}
        if status in _WORDS_NEEDED:
            field, question = _WORDS_NEEDED[status]
            more[field] = await page.answer(Ask(question))
        await page.note(tuple(page.todays(item, status=status, by=by, **more) for item in items))

    return note


class FollowUpPage(ListWithDetailScreen):
    """What an organiser does in the weeks after. ``by`` is the role whose news is noted, once it was asked for."""

    BINDINGS = bindings("following", "beside", "steps", "everywhere", plain=True) + MOVES
    places = ("following", "beside", "steps", "everywhere")
    picks = "news_details"
    step = "Follow-up"
    foot_lines = 2
    detail = "history"
    empty = EMPTY

    action_status_not_started = noting(STATUSES[0])
    action_status_looking = noting(STATUSES[1])
    action_status_under_way = noting(STATUSES[2])
    action_status_worked = noting(STATUSES[3])
    action_status_did_not = noting(STATUSES[4])
    action_status_dropped = noting(STATUSES[5])
    action_status_went_into = noting(STATUSES[6])

    by = ""
    order = "silence"
    sieve = FollowUpFilter()
    items: tuple[FollowedItem, ...] = ()
    _seen: Session | None = None

    @property
    def today(self) -> str:
        """Return the day here."""
        return date.today().isoformat()  # noqa: DTZ011 - the day here

    def bring_up_to_date(self) -> None:
        """Show how everything stands; what changed elsewhere costs nothing."""
        super().bring_up_to_date()
        if self._seen is not self.session:
            self._seen = self.session
            self.items = follow_up_of(self.session, contacts=True)
        self.show_items()

    def show_items(self) -> None:
        """Show the items that are listed, the counts, and the news of the one at the cursor."""
        today = self.today
        listed = sorted_by((item for item in self.items if self.sieve.passes(item, today)), self.order)
        self.rows.empty = NONE_LISTED if self.items else EMPTY
        self.rows.show(rows_of(listed, today))
        self.rows.entitle(f"{self.sieve.said.upper()} {len(listed)} · by {ORDERS[self.order].lower()}")
        told = f"News as told by: {self.by}" if self.by else "A status asks once who says it"
        self.put("#facts", f"{counts_of(self.items, today)}\n{told} (B changes it)." if self.items else "")
        self.show_detail()

    async def action_news_bulletin(self) -> None:
        """Go to the next bulletin."""
        from workshop.screens.bulletin.screen import BulletinPage  # noqa: PLC0415 - seldom gone to from here

        await self.visit(BulletinPage(self.workspace, self.keyboard))

    def show_detail(self) -> None:
        """Show the news of the item at the cursor."""
        row = self.rows.cursor_row
        history = self.query_one("#history", Rows)
        history.show(history_of(self.item(row.id), self.today) if row else [])
        history.entitle(f"NEWS OF {row.label}" if row else "")

    def sift(self, sieve: FollowUpFilter) -> None:
        """List other items."""
        self.sieve = sieve
        self.while_here(lambda: self.rows.choose(frozenset()))
        self.while_here(self.show_items)

    def sort(self, order: str) -> None:
        """List the items in another order, from its beginning."""
        self.order = order
        self.show_items()
        if self.rows.rows:
            self.rows.go_to(self.rows.rows[0].id)

    def item(self, inner: str) -> FollowedItem:
        """Return an item by its inner id. Raises ``Refused`` where it is gone."""
        for item in self.items:
            if item.item == inner:
                return item
        raise Refused("That is no longer here.")

    def items_here(self) -> tuple[FollowedItem, ...]:
        """Return the marked items, else the one at the cursor. Raises ``Refused`` where there is none."""
        marked = tuple(self.item(row.id) for row in self.rows.rows if row.id in self.rows.chosen)
        row = self.rows.cursor_row
        if not (marked or row):
            raise Refused("There is nothing here to note news of.")
        return marked or (self.item(row.id),) if row else marked

    async def note(self, notes: tuple[StatusNoted, ...]) -> None:
        """Note news in one act, and take the marks away."""
        await self.do(c.NoteStatuses(notes))
        self.while_here(lambda: self.rows.choose(frozenset()))
        self.while_here(self.bring_up_to_date)

    def todays(self, item: FollowedItem, **changes: str) -> StatusNoted:
        """Return today's news of an item: its contact stays, and a review that is still ahead and still needed."""
        now = item.now
        ahead = now.review >= self.today and changes.get("status", now.status) not in OVER
        kept = {"status": now.status, "date": self.today, "contact": now.contact, "review": now.review if ahead else ""}
        return StatusNoted(item.item, **{"by": self.by, **kept, **changes})

    async def action_news_by(self) -> None:
        """Say whose news is noted from now on."""
        await self.ask_who()
        self.bring_up_to_date()

    async def ask_who(self) -> str:
        """Return the role that tells the news. Raises ``NoAnswer`` where nobody is named."""
        known = self.by or next((item.now.by for item in self.items_here() if item.now.by), "")
        words = await self.answer(Ask("Who says it? A role, such as “parks officer”", known))
        self.by = words.strip() or self.by
        if not self.by:
            raise NoAnswer
        return self.by

    async def action_news_review(self) -> None:
        """Set the day of the next review; the status stays as it is."""
        items = self.items_here()
        words = await self.answer(Ask("Next review", items[0].now.review, _DAY_HINT))
        by = self.by or await self.ask_who()
        await self.note(tuple(self._amended(item, review=words, by=item.now.by or by) for item in items))

    def _amended(self, item: FollowedItem, **changes: str) -> StatusNoted:
        """Return the last news of an item with a detail changed; where there is none yet, news of today."""
        known = item.now if item.news else NO_NEWS._replace(date=self.today, by=self.by)
        return StatusNoted(item.item, **{**known._asdict(), **changes})

    async def action_news_details(self) -> None:
        """Change the details of the last news, one after the other, until Esc."""
        (first, *_) = self.items_here()
        following = ""
        while True:
            item = self.item(first.item)
            given = (item.now if item.news else NO_NEWS)._asdict()
            options = [Option(name, "", f"{title}: {given[name] or '–'}") for name, title in DETAILS.items()]
            field = await self.answer(
                Choose(f"{item.id} {item.text} — what would you like to change?", options, following)
            )
            if await self._change(item, field, given[field]):
                following = [*DETAILS, ""][[*DETAILS].index(field) + 1]

    async def _change(self, item: FollowedItem, field: str, given: str) -> bool:
        """Ask for another value and note it; return whether that was done."""
        if field == "status":
            words = await self.ask(Choose("Status", [Option(each, "", each.capitalize()) for each in STATUSES], given))
        else:
            words = await self.ask(Ask(DETAILS[field], given, _DAY_HINT if field in _DAYS else ""))
        if words is None or words.strip() == given:
            return False
        changes = {field: words}
        if not (item.now.by or field == "by"):
            changes["by"] = self.by or await self.ask_who()
        if field == "status" and words in _WORDS_NEEDED:
            needed, question = _WORDS_NEEDED[words]
            changes[needed] = await self.ask(Ask(question, getattr(item.now, needed))) or ""
        await self.note((self._amended(item, **changes),))
        return True

    async def action_news_order(self) -> None:
        """Choose by what the list is sorted."""
        options = [Option(name, "", words) for name, words in ORDERS.items()]
        self.sort(await self.answer(Choose("Sort by", options, self.order)))

    async def action_news_filter(self) -> None:
        """Choose which items are listed."""
        items = self.items
        options = [Option("all", "", "All"), Option("silent", "", "Silent: no news where there should be some")]
        options += [Option(f"status {status}", "status", status) for status in STATUSES]
        options += [Option(f"owner {each}", "owner", each) for each in sorted({i.owner for i in items} - {""})]
        options += [Option(f"place {each}", "place", each) for each in sorted({i.place for i in items} - {""})]
        options += [Option(f"tag {each}", "tag", f"#{each}") for each in sorted({tag for i in items for tag in i.tags})]
        chosen = await self.answer(Choose("Which are listed?", options))
        field, _, value = chosen.partition(" ")
        self.sift(FollowUpFilter() if field == "all" else FollowUpFilter(**{field: value or True}))  # type: ignore[arg-type] # "silent" is a flag

    async def action_news_search(self) -> None:
        """List the items that have some words."""
        before = self.sieve
        words = await self.ask(Ask("Look for", before.words, live=lambda text: self.sift(before._replace(words=text))))
        if words is None:
            self.sift(before._replace(words=""))

    async def action_news_mark(self) -> None:
        """Mark the item, or take the mark off, and go on."""
        if not self.rows.here:
            raise Refused("There is nothing here to mark.")
        self.rows.mark_here()
