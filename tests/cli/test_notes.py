"""Lines of a paper that became no card: counted in what is handed out, printed on demand, found and shown."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Run
from workshop.wording.closings import closing, language_of_counts
from workshop.wording.document_words import LANGUAGES, words_for

PAPER = """# Harbour

## Contents

- The first
- Older things

## Quay

### Insights

- Boats need shelter

A line on the wall that nobody could read any more.

### Experiments

- Open the shed
"""
KEPT = ["Contents", "- The first", "- Older things", "A line on the wall that nobody could read any more."]


@pytest.fixture
def imported(run: Run, tmp_path: Path) -> str:
    path = tmp_path / "quay.md"
    path.write_text(PAPER, "utf-8")
    return run("import", path).out.strip()


def test_nothing_left_out_is_said_only_where_it_is_true(run: Run, imported: str) -> None:
    said = run("export", imported, "--format", "txt", "--output", "-")
    counts = "1 theme, 1 insight, 1 experiment; 4 lines of the paper kept as notes."
    assert said.out.endswith(f"{counts}\n")
    assert said.err == f"{counts}\nLines of a paper were kept as notes: --notes prints them at the end.\n"


@pytest.mark.parametrize("form", ["txt", "md", "docx", "odt", "html"])
def test_notes_that_are_printed_come_back_as_the_same_notes(run: Run, imported: str, form: str, tmp_path: Path) -> None:
    file = tmp_path / f"again.{form}"
    assert "--notes" not in run("export", imported, "--format", form, "--notes", "--output", file).err
    again = run("import", file, "--slug", "again")
    assert [line.partition(": ")[2] for line in again.err.splitlines()[1:]] == KEPT
    assert "1 theme, 1 insight, 1 experiment; 4 lines were kept as notes" in again.err


def test_a_web_page_prints_the_notes_on_demand(run: Run, imported: str) -> None:
    assert "Older things" not in run("export", imported, "--format", "html", "--output", "-").out
    page = run("export", imported, "--format", "html", "--notes", "--output", "-").out
    assert "<h2>Kept as notes</h2>" in page
    assert "<p dir=auto>- Older things</p>" in page


def test_notes_are_shown_and_found(run: Run, imported: str) -> None:
    assert run("show", imported).out.endswith(
        "Kept as notes from quay.md\n   line 3: Contents\n   line 5: - The first\n   line 6: - Older things\n"
        "   line 14: A line on the wall that nobody could read any more.\n"
    )
    assert run("find", "older").out == f"{imported}  quay.md line 6  - Older things\n"


def test_the_parts_of_one_long_line_are_found_apart(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "long.md"
    path.write_text(PAPER.replace("A line", "wall " * 2_000), "utf-8")
    name = run("import", path).out.strip()
    found = [line.split("  ")[1] for line in run("find", "wall").out.splitlines()]
    assert found[:2] == ["long.md line 14", "long.md line 14 (2)"]
    assert len(found) == len(set(found))
    assert name == "harbour"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("missing", [{}, {"hidden": 2}])
def test_a_closing_sentence_with_notes_tells_its_language(language: str, missing: dict[str, int]) -> None:
    words = words_for(language).sentences
    for notes in (1, 2, 11):
        last = closing(words, [words.counted(2, words.theme)], missing, notes)
        assert language_of_counts(last) == language
        assert words.nothing not in last


def test_a_note_as_long_as_a_book_is_told_by_its_beginning_and_kept_whole(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "wall.txt"
    file.write_text(f"Wall\n\nInsights\n- {'word ' * 600}\n- fine\n", encoding="utf-8")
    said = run("import", file, "--slug", "wall").err
    assert f"  line 4: {'word ' * 80} …\n" in said
    assert ("word " * 600).strip() in run("export", "wall", "--format", "txt", "--notes", "--output", "-").out
