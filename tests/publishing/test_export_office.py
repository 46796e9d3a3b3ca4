"""What LibreOffice makes of our files. Skipped, saying so, where it is not installed."""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from tests.publishing.sample_report import REPORT, many_themes, summit
from workshop.publishing.format_table import export
from workshop.publishing.report import Report, ReportCard, ReportList, ReportTheme

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = [
    pytest.mark.office,
    pytest.mark.slow,
    pytest.mark.skipif(
        not (shutil.which("soffice") and shutil.which("pdftotext")),
        reason="needs LibreOffice (soffice) and poppler (pdftotext)",
    ),
]


def pages(report: Report, name: str, folder: Path) -> list[str]:
    """Return the words of each page that LibreOffice lays out."""
    source = folder / f"appendix.{name}"
    source.write_bytes(export(report, name))
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    for command in (
        ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(source)],
        ["pdftotext", "-layout", str(folder / "appendix.pdf"), str(folder / "appendix.txt")],
    ):
        subprocess.run(command, check=True, capture_output=True, timeout=120)
    return (folder / "appendix.txt").read_text("utf-8").split("\f")[:-1]


@pytest.mark.parametrize("name", ["docx", "odt"])
def test_a_tables_paper_opens_and_says_everything(name: str, tmp_path: Path) -> None:
    whole = " ".join(" ".join(pages(REPORT, name, tmp_path)).split())
    for theme in REPORT.themes:
        assert theme.title in whole
        assert all(card.text in whole for part in theme.lists for card in part.cards)
    assert REPORT.counts in whole
    assert "Page 1 of" in whole


def test_the_contents_name_the_pages_on_which_the_themes_stand(tmp_path: Path) -> None:
    found = pages(summit(20, 34), "docx", tmp_path)
    promised = dict(re.findall(r"\((Table \d+)\)\.+\s*(\d+)", found[0]))
    actual = {
        heading: str(number)
        for number, page in enumerate(found, 1)
        for heading in re.findall(r"^\s*Streets and rooms \((Table \d+)\)$", page, re.MULTILINE)
    }
    assert len(promised) == 20
    assert promised == actual


@pytest.mark.parametrize("name", ["docx", "odt"])
def test_many_short_themes_share_pages_and_their_contents_fit_on_one(name: str, tmp_path: Path) -> None:
    found = pages(many_themes(), name, tmp_path)
    promised = dict(re.findall(r"Harbour (\d+)\.+\s*(\d+)", found[0]))
    actual = {
        theme: str(number)
        for number, page in enumerate(found, 1)
        for theme in re.findall(r"^\s*Harbour (\d+)$", page, re.MULTILINE)
    }
    assert len(found) < 20
    assert len(promised) == 46
    assert promised == actual
    assert all("gate" in page or "nine" in page for page in found[1:])


@pytest.mark.parametrize(
    ("name", "language", "words"),
    [
        ("docx", "ar", ("لقاء الحديقة", "الرؤى", "المقاعد قليلة")),
        ("odt", "zh", ("花园会议", "洞察", "东门附近的长椅太少")),
    ],
)
def test_arabic_and_chinese_are_laid_out_with_all_their_words(
    name: str, language: str, words: tuple[str, str, str], tmp_path: Path
) -> None:
    title, heading, card = words
    part = ReportList("insight", heading, (ReportCard("I1", "insight", card),))
    found = pages(Report(title, language, (ReportTheme(title, "", (part,)),), "1."), name, tmp_path)
    assert len(found) == 1
    assert all(said in found[0] for said in words)


def test_themes_without_cards_do_not_drag_one_another_along(tmp_path: Path) -> None:
    report = many_themes(60)
    empty = tuple(replace(theme, lists=()) for theme in report.themes)
    found = pages(replace(report, themes=empty), "docx", tmp_path)
    assert len(found) <= 5
