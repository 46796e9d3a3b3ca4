"""The site from the command line."""

from __future__ import annotations

import socket
import subprocess
import sys
import urllib.request
from pathlib import Path
from zipfile import ZipFile

from tests.cli.conftest import Run


def test_the_site_is_written_and_its_folder_printed(run: Run, tmp_path: Path) -> None:
    run("new", "Green spaces", "--table", "7", "--theme", "Winter: Who comes?")
    run("add", "green-spaces", "--kind", "experiment", "Lend head torches")
    said = run("publish", "green-spaces")
    site = Path(said.out.strip())
    assert (said.status, site.name) == (0, "site")
    assert 'id="T07-E01"' in (site / "appendix.html").read_text("utf-8")
    other = run("publish", "green-spaces", "--output", tmp_path / "stick")
    assert other.out == f"{tmp_path / 'stick'}\n"
    assert (tmp_path / "stick" / "search.html").read_bytes() == (site / "search.html").read_bytes()
    exported = run("export", "green-spaces", "--publication", "site")
    assert exported.status == 0
    assert run("publish", "nothing").status == 1


def test_the_site_is_packed_to_be_mailed_and_is_the_same_unpacked(run: Run, tmp_path: Path) -> None:
    run("new", "Green spaces", "--table", "7", "--theme", "Winter: Who comes?")
    run("add", "green-spaces", "--kind", "experiment", "Lend head torches")
    site, packed = map(Path, run("publish", "green-spaces", "--zip").lines)
    with ZipFile(packed) as archive:
        archive.extractall(tmp_path / "mailed")
    mailed = {path.name: path.read_bytes() for path in (tmp_path / "mailed" / "site").iterdir()}
    assert mailed == {path.name: path.read_bytes() for path in site.iterdir()}
    before = packed.read_bytes()
    run("publish", "green-spaces", "--zip")
    assert packed.read_bytes() == before


def test_articles_and_the_graphic_record_come_onto_the_site_and_go_with_what_they_are_of(
    run: Run, tmp_path: Path
) -> None:
    run("new", "Green spaces", "--table", "7", "--theme", "Winter: Who comes?")
    run("add", "green-spaces", "--kind", "experiment", "Lend head torches")
    run("picture", "green-spaces", "--format", "svg")
    own = tmp_path / "own"
    own.mkdir()
    (own / "torches.md").write_text("# Torches\n\nOf E01 and T07-E01.", encoding="utf-8")
    site = Path(run("publish", "green-spaces", "--articles", own).out.strip())
    assert "torches" in (site / "picture.html").read_text("utf-8")
    assert "appendix.html#T07-E01" in (site / "article-torches.html").read_text("utf-8")
    (site / "mine.html").write_text("kept", encoding="utf-8")
    (site / "files.txt").write_text(
        (site / "files.txt").read_text("utf-8") + "../appendix.docx\ngone.html\n", encoding="utf-8"
    )
    (site.parent / "appendix.docx").write_bytes(b"kept")
    (own / "torches.md").unlink()
    (site.parent / "picture.svg").unlink()
    run("publish", "green-spaces", "--articles", own)
    assert not (site / "article-torches.html").exists()
    assert not (site / "picture.html").exists()
    assert (site / "mine.html").exists()
    assert (site.parent / "appendix.docx").exists()
    (own / "bad.md").write_bytes(b"\xff")
    refused = run("publish", "green-spaces", "--articles", own)
    assert (refused.status, refused.out) == (1, "")
    assert "The article bad.md cannot be read" in refused.err
    assert run("publish", "green-spaces", "--articles", tmp_path / "none").status == 2


def test_articles_lie_beside_the_record_and_an_export_of_the_site_has_them_too(run: Run, tmp_path: Path) -> None:
    slug = run("new", "Green spaces", "--theme", "Winter").lines[0]
    folder = next(tmp_path.rglob(f"sessions/{slug}"))
    (folder / "articles").mkdir()
    (folder / "articles" / "torches.md").write_text("Torches", encoding="utf-8")
    site = Path(run("publish", slug).out.strip())
    assert (site / "article-torches.html").exists()
    (site / "article-torches.html").unlink()
    assert run("export", slug, "--publication", "site").status == 0
    assert (site / "article-torches.html").exists()
    assert run("check", slug).status == 0


def test_a_port_that_is_taken_shows_nothing_and_says_that_the_site_is_written(run: Run) -> None:
    run("new", "Green spaces", "--theme", "Winter")
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        said = run("publish", "green-spaces", "--serve", "--port", str(port))
    assert (said.status, len(said.lines)) == (1, 1)
    assert said.err.startswith(f"The site is written, and cannot be shown at port {port} (address already in use).")


def test_the_site_is_shown_on_this_computer(run: Run) -> None:
    run("new", "Green spaces", "--theme", "Winter")
    command = [sys.executable, "-m", "workshop", "publish", "green-spaces", "--serve"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as shown:
        assert shown.stdout is not None
        shown.stdout.readline()
        url = shown.stdout.readline().removeprefix("ready ").strip()
        assert url.startswith("http://127.0.0.1:")
        with urllib.request.urlopen(url) as page:  # noqa: S310 - as above
            assert b"Green spaces" in page.read()
        shown.terminate()
        shown.communicate(timeout=20)
        assert shown.returncode == 0
