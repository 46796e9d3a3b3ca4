from __future__ import annotations

from pathlib import Path

import pytest

from workshop.live.summit_link import FILE, SummitLink
from workshop.model.commands import StartSession
from workshop.model.hall_plan import HallPlan
from workshop.store.writer import SessionWriter
from workshop.sync.membership import TableProgress


class Sending:
    """A publisher that stands somewhere."""

    def __init__(self, standing: TableProgress) -> None:
        self.standing = standing


@pytest.mark.parametrize(
    ("standing", "progress", "sentence"),
    [
        (TableProgress(214, 180), "214 recorded, 180 at the summit", ""),
        (TableProgress(214, 214, complete=True, plan=HallPlan("Vote now")), "214 at the summit", ""),
        (TableProgress(214, 210, 4, problem="A fault.", plan=HallPlan("Vote now")), "210 at the summit", "A fault."),
    ],
)
async def test_a_table_says_how_far_it_has_come(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, standing: TableProgress, progress: str, sentence: str
) -> None:
    async with SessionWriter(tmp_path / "table") as writer:
        link = SummitLink(writer, lambda: None)
        assert (link.progress, link.sentence) == ("", "")
        monkeypatch.setattr(link, "_publisher", Sending(standing))
        assert (link.progress, link.sentence) == (progress, sentence)


async def test_what_was_kept_of_a_summit_and_cannot_be_read_is_said(tmp_path: Path) -> None:
    async with SessionWriter(tmp_path / "table") as writer:
        await writer.do(StartSession("Leadership"))
        (tmp_path / "table" / FILE).write_text("?", encoding="utf-8")
        link = SummitLink(writer, lambda: None)
        link.begin()
        assert link.sentence.endswith("Join again with the code on the wall.")
        await link.close()


async def test_without_the_extra_a_table_goes_on_and_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("workshop.live.summit_link.find_spec", lambda _: None)
    async with SessionWriter(tmp_path / "table") as writer:
        (tmp_path / "table" / FILE).write_text("{}", encoding="utf-8")
        link = SummitLink(writer, lambda: None)
        link.begin()
        assert "pip install 'workshop[summit]'" in link.sentence
