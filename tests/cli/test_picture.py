"""The command for the graphic record: what it writes, prints and refuses."""

from __future__ import annotations

from importlib.machinery import ModuleSpec
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from workshop.publishing.picture import make


@pytest.fixture
def table(run: Run) -> str:
    """Return a session with two themes, five experiments and an insight."""
    slug = run("new", "Park day", "--theme", "Paths: Where is it dark?", "--theme", "Café").lines[0]
    for text in ("Light one loop", "Lend torches", "Walk in twos"):
        run("add", slug, "--kind", "experiment", "--theme", "1", text)
    run("add", slug, "--kind", "experiment", "--theme", "2", "A tea cart", "On Fridays")
    run("add", slug, "--kind", "insight", "--theme", "1", "It is dark by four")
    return slug


def test_the_picture_is_written_in_three_formats(run: Run, table: str) -> None:
    done = run("picture", table)
    assert done.status == 0, done.err
    paths = [Path(line) for line in done.lines]
    assert [path.name for path in paths] == ["picture.svg", "picture.pdf", "picture.png"]
    assert [path.read_bytes()[:4] for path in paths] == [b"<svg", b"%PDF", b"\x89PNG"]
    svg = paths[0].read_text(encoding="utf-8")
    assert "Light one loop" in svg
    assert "It is dark by four" not in svg
    assert "2 themes, 5 experiments" in done.err
    assert "points on A3" in done.err


def test_other_pictures_have_other_names(run: Run, table: str) -> None:
    done = run("picture", table, "--layout", "path", "--size", "16:9", "--of", "all", "--format", "svg")
    (path,) = map(Path, done.lines)
    assert path.name == "picture-path-16-9-all.svg"
    assert "It is dark by four" in path.read_text(encoding="utf-8")


def test_a_hidden_card_is_in_no_picture(run: Run, table: str) -> None:
    run("add", table, "--kind", "experiment", "--theme", "2", "Nobody may see this")
    run("undo", table)
    (path,) = map(Path, run("picture", table, "--format", "svg").lines)
    assert "Nobody may see this" not in path.read_text(encoding="utf-8")


def test_a_picture_of_lines_needs_lines(run: Run, table: str) -> None:
    done = run("picture", table, "--of", "lines")
    assert (done.status, done.out) == (1, "")
    assert "no lines yet" in done.err


def test_words_too_small_to_read_are_refused_with_what_would_do(run: Run, tmp_path: Path) -> None:
    paper = tmp_path / "long.txt"
    said = "something that somebody said at a table and that has its sixty letters"
    themes = (
        f"Theme {n}: What about {n}?\n\nInsights\n{f'- {said}{chr(10)}' * 24}\nExperiments\n- {said}\n"
        for n in range(8)
    )
    paper.write_text("Long\n\n" + "\n\n".join(themes), encoding="utf-8")
    slug = run("import", paper, "--slug", "long").lines[0]
    done = run("picture", slug, "--of", "all", "--format", "svg")
    assert (done.status, done.out) == (1, "")
    assert "smaller than 8 points" in done.err
    assert "the words of all cards" in done.err
    assert "--size A1 --of all, or --size A3 --of experiments." in done.err
    done = run("picture", slug, "--of", "all", "--layout", "path", "--size", "16:9", "--format", "svg")
    assert "--layout path --size A" in done.err
    assert "--layout regions --size A" in done.err


def test_what_no_size_holds_is_said(run: Run, tmp_path: Path) -> None:
    paper = tmp_path / "tables.txt"
    said = "something that somebody said at a table and that has its sixty letters, and then again as many as that"
    themes = (f"Theme {n}: What about {n}?\n\nExperiments\n{f'- {said}{chr(10)}' * 90}\n" for n in range(20))
    paper.write_text("Long\n\n" + "\n\n".join(themes), encoding="utf-8")
    slug = run("import", paper, "--slug", "long").lines[0]
    done = run("picture", slug, "--format", "svg")
    assert done.status == 1
    assert "No size holds them" in done.err


def test_a_format_that_does_not_exist_is_refused(run: Run, table: str) -> None:
    done = run("picture", table, "--format", "gif")
    assert done.status == 1
    assert "There is no format “gif”. Choose from: svg, pdf, png." in done.err


def test_without_the_extra_the_line_to_type_is_said(run: Run, table: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def nothing(name: str) -> ModuleSpec | None:
        del name
        return None

    monkeypatch.setattr(make, "find_spec", nothing)
    done = run("picture", table)
    assert (done.status, done.out) == (1, "")
    assert "pip install 'workshop[picture]'" in done.err


def test_the_picture_is_a_publication_too(run: Run, table: str) -> None:
    done = run("export", table, "--publication", "picture", "--format", "svg")
    assert done.status == 0, done.err
    assert Path(done.lines[0]).name == "picture.svg"
