"""``import --edit``: look at what each line became, change it, import."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Run

TEXT = "Garden day\n\nInsights\n- the tank is small\n- the gate sticks\n"


def test_a_map_is_written_changed_and_imported(run: Run, tmp_path: Path) -> None:
    paper, target = tmp_path / "garden.txt", tmp_path / "garden.map"
    paper.write_text(TEXT, encoding="utf-8")
    assert run("import", paper, "--preview", "--edit", target).out.strip() == str(target)
    assert run("list").out == ""
    rows = (
        target.read_text("utf-8")
        .replace("insight          5", "experiment 5")
        .replace("insight       5", "experiment 5")
    )
    target.write_text(rows, encoding="utf-8")
    assert "E01  the gate sticks" in run("import", paper, "--preview", "--edit", target).out
    name = run("import", paper, "--edit", target).out.strip()
    assert "E01" in run("show", name).out


def test_a_map_that_is_not_there_is_not_used(run: Run, tmp_path: Path) -> None:
    paper = tmp_path / "garden.txt"
    paper.write_text(TEXT, encoding="utf-8")
    assert run("import", paper, "--edit", tmp_path / "none.map").status == 2
    assert run("import", paper, paper, "--preview", "--edit", tmp_path / "none.map").status == 2


def test_answers_and_the_language_are_as_asked_for(run: Run, tmp_path: Path) -> None:
    paper = tmp_path / "port.txt"
    paper.write_text("Le port\n\nConstats\n- Qui a la clé du hangar ?\n  - personne\n", encoding="utf-8")
    found = run("import", paper, "--preview")
    assert "French" in found.err
    assert "--nested join or note" in found.err
    joined = run("import", paper, "--preview", "--nested", "join", "--lang", "en")
    assert "I01  Qui a la clé du hangar ? – personne" in joined.out
    assert "French" not in joined.err
    assert "a note beside the card above" in run("import", paper, "--preview", "--nested", "note").err
