"""The rule about bulletins: what is issued has something to say."""

from __future__ import annotations

from datetime import UTC, datetime

from workshop.model import commands as c
from workshop.model import events as e
from workshop.model.bulletin import BulletinItem
from workshop.model.bulletins import untold
from workshop.model.rules.registry import Context, answer, refuse_if
from workshop.model.session import Session
from workshop.model.text import TITLE_LIMIT, needed, one_line, within


@answer.register
def issue_bulletin(command: c.IssueBulletin, session: Session, moment: Context) -> tuple[e.Event, ...]:
    """Freeze what no bulletin has told yet, after the free items."""
    own = [needed(within(one_line(title), TITLE_LIMIT, "A title"), "A title") for title in command.titles]
    items = (*(BulletinItem(title, "") for title in own), *untold(session))
    refuse_if(not items, "Nothing has happened since the last bulletin, and no item was given.")
    number = str(len(session.bulletins) + 1)
    day = datetime.fromtimestamp(moment.at / 1000, UTC).date().isoformat()
    titles, texts, about, keys = zip(*items, strict=True)
    return (e.BulletinIssued(moment.new_id(), number, session.title, day, titles, texts, about, keys),)
