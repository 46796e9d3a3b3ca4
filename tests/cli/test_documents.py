"""import, export, merge, check, list, find, log from the command line."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from workshop.publishing.publication import PUBLICATIONS, Publication

PAPER = """Harbour evening

Boats : Who may moor here?

Insights

· The steps are slippery
· Nobody reads the notice
  in the office

Experiments

· Paint the steps
  First step: ask the harbour master
· Read the notice aloud

Nets : Where do they dry?

Insight
· On the wall, always
"""

REFERENCE = Path(__file__).parents[2].parent / "shared" / "reference" / "appendix-a.txt"


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    path = tmp_path / "evening.txt"
    path.write_text(PAPER, encoding="utf-8")
    return path


def themes(run: Run, name: str) -> list[tuple[str, str, list[tuple[str, str]]]]:
    shown = json.loads(run("show", name, "--json").out)
    return [
        (theme["title"], theme["question"], [(card["kind"], card["text"]) for card in theme["cards"]])
        for theme in shown["themes"]
    ]


def test_import_prints_the_slug_and_says_what_was_placed(run: Run, paper: Path) -> None:
    said = run("import", paper)
    assert (said.status, said.out) == (0, "harbour-evening\n")
    assert said.err == "evening.txt: 2 themes, 3 insights, 2 experiments; nothing left out.\n"
    assert themes(run, "harbour-evening")[0] == (
        "Boats",
        "Who may moor here?",
        [
            ("insight", "The steps are slippery"),
            ("insight", "Nobody reads the notice in the office"),
            ("experiment", "Paint the steps"),
            ("experiment", "Read the notice aloud"),
        ],
    )


def test_importing_the_same_paper_twice_adds_nothing(run: Run, paper: Path) -> None:
    run("import", paper)
    before = themes(run, "harbour")
    said = run("import", paper)
    assert (said.status, said.out) == (0, "harbour-evening\n")
    assert "Nothing was added" in said.err
    assert themes(run, "harbour") == before
    assert len(run("list").lines) == 1


def test_a_corrected_paper_adds_the_corrections(run: Run, paper: Path) -> None:
    run("import", paper, "--slug", "evening")
    paper.write_text(PAPER + "· On the railing, in June\n", encoding="utf-8")
    run("import", paper, "--slug", "evening")
    assert [len(cards) for _, _, cards in themes(run, "evening")] == [4, 2]


def test_a_preview_makes_nothing(run: Run, paper: Path) -> None:
    said = run("import", paper, "--preview")
    assert said.status == 0
    assert "The steps are slippery" in said.out
    assert "nothing was made" in said.err
    assert run("list").out == ""


def test_lines_that_are_nothing_else_are_named_by_number(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "paper.txt"
    path.write_text(PAPER + "\nAgenda\n\n· Rain\n", encoding="utf-8")
    said = run("import", path)
    assert "lines were kept as notes" in said.err or "line was kept as notes" in said.err
    assert "Agenda" in said.err


def test_a_list_name_can_be_mapped_to_a_kind(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "paper.txt"
    path.write_text("Evening\n\nBoats : Who?\n\nBothers\n\n· Fog\n", encoding="utf-8")
    said = run("import", path, "--map", "Bothers=worry")
    assert said.status == 0
    assert themes(run, "evening") == [("Boats", "Who?", [("worry", "Fog")])]


@pytest.mark.parametrize(
    "content", [b"", b"\x00\x01\x02" * 50, b"%PDF-1.7\n", b"{}", b'{"format": "workshop session"}']
)
def test_what_is_no_paper_is_a_sentence(run: Run, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "paper"
    path.write_bytes(content)
    said = run("import", path)
    assert (said.status, said.out, len(said.err.splitlines())) == (1, "", 1)


def test_a_folder_and_a_missing_file_are_sentences(run: Run, tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "missing.txt"):
        said = run("import", path)
        assert (said.status, said.out, len(said.err.splitlines())) == (1, "", 1)


@pytest.mark.parametrize("format_name", ["txt", "md", "docx", "odt", "html", "csv"])
def test_an_export_comes_back_equal(run: Run, paper: Path, format_name: str, tmp_path: Path) -> None:
    run("import", paper)
    file = tmp_path / f"out.{format_name}"
    assert run("export", "harbour", "--format", format_name, "--output", file).out == f"{file}\n"
    run("import", file, "--slug", "back")
    assert themes(run, "back") == themes(run, "harbour")


@pytest.mark.parametrize("format_name", ["txt", "md", "docx", "odt", "html", "csv", "json"])
def test_what_was_said_in_turns_comes_back_in_that_order(run: Run, format_name: str, tmp_path: Path) -> None:
    run("new", "Harbour", "--theme", "Boats: Who?", "--theme", "Boats: Who?", "--theme", "Nets")
    for number, kind in enumerate(("insight", "experiment", "insight", "experiment", "insight")):
        run("add", "harbour", "--kind", kind, f"word {number}")
    file = tmp_path / f"out.{format_name}"
    run("export", "harbour", "--format", format_name, "--output", file)
    run("import", file, "--slug", "back")
    assert themes(run, "back") == themes(run, "harbour")
    assert [kind for kind, _ in themes(run, "back")[0][2]] == [*["insight", "experiment"] * 2, "insight"]


@pytest.mark.parametrize("format_name", ["txt", "md", "docx", "odt", "html", "csv"])
@pytest.mark.parametrize(
    ("template", "kinds"),
    [
        ("retrospective", ["try", "well", "hard", "well"]),
        ("retrospective", ["well"]),
        ("world-cafe", ["insight", "insight"]),
        ("open-space", ["experiment", "insight"]),
    ],
)
def test_the_kinds_of_a_template_come_back(
    run: Run, template: str, kinds: list[str], format_name: str, tmp_path: Path
) -> None:
    run("new", "Harbour", "--template", template, "--theme", "Boats: Who?", "--theme", "Nets")
    for number, kind in enumerate(kinds):
        run("add", "harbour", "--kind", kind, f"word {number}")
    file = tmp_path / f"out.{format_name}"
    run("export", "harbour", "--format", format_name, "--output", file)
    said = run("import", file, "--slug", "back")
    assert "--map" not in said.err
    assert themes(run, "back") == themes(run, "harbour")
    if format_name != "csv":
        printed = [run("export", name, "--format", "txt", "--output", "-").out for name in ("back", "harbour")]
        assert printed[0] == printed[1]


def test_json_brings_the_session_back_with_its_history(run: Run, paper: Path, tmp_path: Path) -> None:
    run("import", paper)
    run("add", "harbour", "--kind", "insight", "one more")
    run("undo", "harbour")
    said = run("export", "harbour", "--format", "json", "--output", tmp_path / "whole.json")
    assert "whole record" in said.err
    log = run("log", "harbour", "--json").out
    assert "nothing new" in run("import", tmp_path / "whole.json").err
    before = themes(run, "harbour")
    run("import", tmp_path / "whole.json", "--slug", "back")
    assert themes(run, "back") == before
    assert run("log", "back", "--json").out == log
    assert run("redo", "back").status == 0


def test_an_export_ends_with_the_counts(run: Run, paper: Path) -> None:
    run("import", paper)
    said = run("export", "harbour")
    assert [Path(line).name for line in said.lines] == ["appendix.docx", "appendix.html", "appendix.txt"]
    assert all(Path(line).exists() for line in said.lines)
    assert said.err.endswith("2 themes, 3 insights, 2 experiments; nothing left out.\n")


def test_several_sessions_go_into_folders_of_their_own(run: Run, paper: Path, tmp_path: Path) -> None:
    run("import", paper)
    run("new", "Other")
    said = run("export", "harbour", "other", "--format", "txt,md", "--output", tmp_path / "all")
    assert [str(Path(line).relative_to(tmp_path / "all")) for line in said.lines] == [
        "harbour-evening/appendix.txt",
        "harbour-evening/appendix.md",
        "other/appendix.txt",
        "other/appendix.md",
    ]


@pytest.mark.parametrize(
    "arguments",
    [("--format", "txt,md", "--output", "-"), ("--format", "txt", "--template", "x.docx"), ("--order", "best")],
)
def test_what_cannot_be_exported_is_wrong_usage(run: Run, paper: Path, arguments: tuple[str, ...]) -> None:
    run("import", paper)
    assert run("export", "harbour", *arguments).status == 2


def test_a_publication_is_named_and_an_unknown_one_is_a_sentence(
    run: Run, paper: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("import", paper, "--slug", "paper")
    said = run("export", "paper", "--publication", "appendix", "--format", "txt", "--output", tmp_path / "one.txt")
    assert said.lines == [str(tmp_path / "one.txt")]
    monkeypatch.setitem(
        PUBLICATIONS, "site", Publication("site", "", ("html",), ("html",), "tests.publishing.words:publish")
    )
    said = run("export", "paper", "--publication", "site", "--output", "-")
    assert (said.status, said.out) == (1, "")
    assert "The site is 2 files." in said.err
    said = run("export", "paper", "--publication", "poster")
    assert said.status == 1
    assert "There is no publication “poster”. Choose from: appendix" in said.err


def test_an_unknown_format_is_a_sentence(run: Run, paper: Path) -> None:
    run("import", paper)
    said = run("export", "harbour", "--format", "pdf")
    assert said.status == 1
    assert "docx" in said.err


def test_merge_is_the_same_in_any_order_and_again(run: Run, paper: Path) -> None:
    run("import", paper)
    run("new", "Nets", "--table", "3", "--theme", "Nets: Where do they dry?")
    run("add", "nets", "--kind", "insight", "On the wall, always")
    first = run("merge", "nets", "harbour-evening", "--into", "quay")
    assert (first.status, first.out) == (0, "quay\n")
    assert "Alike" in first.err
    run("merge", "harbour-evening", "nets", "--into", "quay-two")
    assert themes(run, "quay") == themes(run, "quay-two")
    before = themes(run, "quay")
    assert run("merge", "nets", "nets", "--into", "quay").status == 0
    assert themes(run, "quay") == before
    assert [title for title, _, _ in before].count("Nets") == 2
    run("add", "nets", "--kind", "experiment", "A rack")
    run("merge", "nets", "--into", "quay")
    assert sum(len(cards) for _, _, cards in themes(run, "quay")) == 7


def test_a_folder_stands_for_the_sessions_in_it_and_what_holds_none_is_named(run: Run, tmp_path: Path) -> None:
    run("new", "Nets")
    run("new", "Boats")
    sessions = tmp_path / "home" / "sessions"
    (tmp_path / "photos").mkdir()
    said = run("merge", sessions, tmp_path / "photos", "--into", "quay")
    assert (said.status, said.out) == (1, "quay\n")
    assert "2 sessions brought something new" in said.err
    assert f"{tmp_path / 'photos'} was left out: it holds no session." in said.err
    assert run("merge", tmp_path / "photos", "--into", "quay").err.strip().endswith("it holds no session.")
    assert "There is no session “nest”" in run("merge", "nets", "nest", "--into", "quay").err


def test_a_rehearsal_is_left_out_and_the_tables_come(run: Run) -> None:
    run("new", "Nets")
    assert run("demo", "--fast").status == 0
    said = run("merge", "nets", "rehearsal", "--into", "quay")
    assert (said.status, said.out) == (0, "quay\n")
    assert "“rehearsal” is a rehearsal: what pretend people said goes into no summit." in said.err
    assert themes(run, "quay") == themes(run, "nets")


def test_a_summit_shows_where_each_card_came_from(run: Run) -> None:
    run("new", "Nets", "--table", "3")
    run("add", "nets", "--kind", "insight", "On the wall")
    run("merge", "nets", "--into", "quay")
    card = json.loads(run("show", "quay", "--json").out)["themes"][0]["cards"][0]
    assert (card["id"], card["source"]["label"], card["source"]["title"]) == ("T03-I01", "T03-I01", "Nets")


def test_a_table_is_not_merged_into_a_table(run: Run, paper: Path) -> None:
    run("import", paper)
    run("new", "Nets")
    assert run("merge", "nets", "--into", "harbour-evening").status == 1
    assert run("merge", "nets", "--into", "Not A Slug").status == 1


def journal(home: Path, name: str) -> Path:
    return next((home / "sessions" / name / "journal").glob("*.jsonl"))


def test_damage_stops_the_opening_and_repair_mends_it(run: Run, paper: Path, tmp_path: Path) -> None:
    run("import", paper)
    assert run("check", "harbour").out.endswith("all as written\n")
    path = journal(tmp_path / "home", "harbour-evening")
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)
    said = run("show", "harbour")
    assert said.status == 1
    assert "line 2" in said.err
    assert "--repair" in said.err
    assert run("check", "harbour").status == 1
    assert "damaged" in run("list").out
    mended = run("check", "harbour", "--repair")
    assert mended.status == 0
    assert run("check", "harbour").status == 0
    kept = next(path.parent.glob(f"{path.name}.damaged-*"))
    assert kept.read_bytes() == bytes(data)


def test_list_find_and_log_speak(run: Run, paper: Path) -> None:
    assert "Nothing is recorded here yet" in run("list").err
    run("import", paper)
    assert run("list").lines[0].startswith("harbour-evening")
    assert json.loads(run("list", "--json").out)[0]["slug"] == "harbour-evening"
    assert run("find", "STEPS", "slip").lines == ["harbour-evening  I01  The steps are slippery"]
    assert run("find", "nothing-like-it").err == "No card and no note has that.\n"
    assert run("find").status == 2
    assert len(run("log", "harbour").lines) == 2
    assert json.loads(run("log", "harbour", "--json").out)[1]["by"] == "facilitator"


def test_find_by_tag(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "p.txt"
    path.write_text("Day\n\nRoads : Why?\n\nInsights\n\n· Wet\n  Tags: safe, cost\n· Dry\n", encoding="utf-8")
    run("import", path)
    assert [line.split("  ")[1] for line in run("find", "--tag", "Safe").lines] == ["I01"]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_prints_a_script(run: Run, shell: str) -> None:
    assert "_WORKSHOP_COMPLETE" in run("completion", shell).out


def test_help_and_version_need_no_home(run: Run) -> None:
    assert run("--version").out.startswith("workshop ")
    assert "merge" in run("--help").out
    assert run("nonsense").status == 2


@pytest.mark.skipif(not REFERENCE.exists(), reason="the reference papers are not beside this checkout")
@pytest.mark.parametrize("format_name", ["txt", "md", "docx", "odt", "html", "csv", "json"])
def test_the_reference_paper_comes_in_whole_and_comes_back_equal(run: Run, format_name: str, tmp_path: Path) -> None:
    said = run("import", REFERENCE)
    assert "13 themes, 74 insights, 85 experiments; nothing left out" in said.err
    name = said.out.strip()
    file = tmp_path / f"out.{format_name}"
    run("export", name, "--format", format_name, "--output", file)
    run("import", file, "--slug", "back")
    assert themes(run, "back") == themes(run, name)


@pytest.mark.skipif(sys.platform == "win32", reason="no file's name holds a line's end there")
def test_a_refusal_is_one_line_also_where_a_file_s_name_holds_two(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "two\nlines.docx"
    path.write_bytes(b"\x89PNG")
    assert run("import", path).err.splitlines() == [
        f"{tmp_path}/two lines.docx: this seems to be a picture. Save it as Word (.docx) or as text, and import that."
    ]
    assert len(run("import", tmp_path / "no\nfile.txt").err.splitlines()) == 1
    path.write_text("Nothing of the sort", encoding="utf-8")
    assert len(run("import", path).err.splitlines()) == 1
    path.write_text("Insights\n- wet\n", encoding="utf-8")
    assert run("import", path).err.startswith("two lines.docx: 1 theme")
    said = run("import", path, "--edit", tmp_path / "a\nmap")
    assert "There is no map" in said.err
    assert "a map yet" in said.err


def test_the_votes_of_a_board_are_shown_and_printed_as_a_result_that_came_with_it(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "board.csv"
    path.write_text("Column,Card,Votes\nInsights,Wet,3\nInsights,Dry,1\nExperiments,Roof,0\n", encoding="utf-8")
    said = run("import", path, "--slug", "boats")
    assert "they come in as a result that says so" in said.err
    assert "nothing left out" in said.err
    assert "Wet  3 dots" in run("show", "boats").out
    printed = run("export", "boats", "--format", "txt", "--output", "-").out
    assert "Vote: board.csv\n  These dots came with the paper; how many each person had is not known." in printed
    assert "   1     3       –  Wet" in printed
