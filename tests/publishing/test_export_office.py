"""What LibreOffice makes of our files. Skipped, saying so, where it is not installed.

Its start takes ten times as long as a file, so that it is started once for all of them.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

import pytest

from tests.publishing.sample_report import REPORT, many_themes, summit
from workshop.publishing.publication import export
from workshop.publishing.report import Report, ReportCard, ReportList, ReportTheme

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

pytestmark = [
    pytest.mark.office,
    pytest.mark.slow,
    pytest.mark.skipif(
        not (shutil.which("soffice") and shutil.which("pdftotext")),
        reason="needs LibreOffice (soffice) and poppler (pdftotext)",
    ),
]

ARABIC = ("لقاء الحديقة", "الرؤى", "المقاعد قليلة")
CHINESE = ("花园会议", "洞察", "东门附近的长椅太少")


class Paper(NamedTuple):
    """A file for LibreOffice, and what has to hold of the words of each page that it lays out."""

    report: Report
    format: str
    holds: Callable[[list[str]], None]


def opens_and_says_everything(pages: list[str]) -> None:
    whole = " ".join(" ".join(pages).split())
    for theme in REPORT.themes:
        assert theme.title in whole
        assert all(card.text in whole for part in theme.lists for card in part.cards)
    assert REPORT.counts in whole
    assert "Page 1 of" in whole


def contents_name_the_pages_on_which_the_themes_stand(pages: list[str]) -> None:
    promised = dict(re.findall(r"\((Table \d+)\)\.+\s*(\d+)", pages[0]))
    assert len(promised) == 20
    assert promised == places(pages, r"^\s*Streets and rooms \((Table \d+)\)$")


def many_short_themes_share_pages_and_their_contents_fit_on_one(pages: list[str]) -> None:
    promised = dict(re.findall(r"Harbour (\d+)\.+\s*(\d+)", pages[0]))
    assert len(pages) < 20
    assert len(promised) == 46
    assert promised == places(pages, r"^\s*Harbour (\d+)$")
    assert all("gate" in page or "nine" in page for page in pages[1:])


def arabic_is_laid_out_with_all_its_words(pages: list[str]) -> None:
    (page,) = pages
    assert all(said in page for said in ARABIC)


def chinese_is_laid_out_with_all_its_words(pages: list[str]) -> None:
    (page,) = pages
    assert all(said in page for said in CHINESE)


def themes_without_cards_do_not_drag_one_another_along(pages: list[str]) -> None:
    assert len(pages) <= 5


def places(pages: list[str], heading: str) -> dict[str, str]:
    """Return on which page each heading stands."""
    return {
        name: str(number) for number, page in enumerate(pages, 1) for name in re.findall(heading, page, re.MULTILINE)
    }


def in_few_words(language: str, title: str, heading: str, card: str) -> Report:
    part = ReportList("insight", heading, (ReportCard("I1", "insight", card),))
    return Report(title, language, (ReportTheme(title, "", (part,)),), "1.")


def without_cards(report: Report) -> Report:
    return replace(report, themes=tuple(replace(theme, lists=()) for theme in report.themes))


def papers() -> list[Paper]:
    return [
        Paper(REPORT, "docx", opens_and_says_everything),
        Paper(REPORT, "odt", opens_and_says_everything),
        Paper(summit(20, 34), "docx", contents_name_the_pages_on_which_the_themes_stand),
        Paper(many_themes(), "docx", many_short_themes_share_pages_and_their_contents_fit_on_one),
        Paper(many_themes(), "odt", many_short_themes_share_pages_and_their_contents_fit_on_one),
        Paper(in_few_words("ar", *ARABIC), "docx", arabic_is_laid_out_with_all_its_words),
        Paper(in_few_words("zh", *CHINESE), "odt", chinese_is_laid_out_with_all_its_words),
        Paper(without_cards(many_themes(60)), "docx", themes_without_cards_do_not_drag_one_another_along),
    ]


def laid_out(written: list[Paper], folder: Path) -> list[list[str]]:
    """Return the words of each page that LibreOffice lays out, paper by paper."""
    sources = [folder / f"{number}.{paper.format}" for number, paper in enumerate(written)]
    for source, paper in zip(sources, written, strict=True):
        source.write_bytes(export(paper.report, paper.format))
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    run("soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", folder, *sources)
    for source in sources:
        run("pdftotext", "-layout", source.with_suffix(".pdf"), source.with_suffix(".txt"))
    return [source.with_suffix(".txt").read_text("utf-8").split("\f")[:-1] for source in sources]


def run(*command: str | Path) -> None:
    subprocess.run(command, check=True, capture_output=True, timeout=120)


def test_libreoffice_lays_out_what_we_wrote(tmp_path: Path, subtests: pytest.Subtests) -> None:
    written = papers()
    for paper, pages in zip(written, laid_out(written, tmp_path), strict=True):
        with subtests.test(f"{paper.holds.__name__} ({paper.format})"):
            paper.holds(pages)
