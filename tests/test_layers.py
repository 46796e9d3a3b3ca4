"""Arrows only point down: which part of the program may import which, and which library belongs where.

Everything is derived from the files that exist; a new part or library fails here until it is given its place.
"""

from __future__ import annotations

import ast
import subprocess
import sys
from collections import Counter
from fnmatch import fnmatch
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from tests.statements import statements

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "workshop"

# cli, app → screens → live → web → importing, publishing, store → model; widgets → model.
RECORD = {"model", "store", "wording", "importing", "publishing"}
PARTS: dict[str, set[str]] = {
    "__init__": set(),
    "model": set(),
    "store": {"model"},
    "wording": {"model"},
    "importing": {"model", "wording"},
    "publishing": {"model", "wording"},
    "rehearsal": {"model", "store"},
    "web": RECORD,
    "sync": {"model", "store"},
    "live": RECORD | {"rehearsal", "web", "sync"},
    "widgets": {"model"},
    "keymap": {"model"},
    "screens": RECORD | {"rehearsal", "web", "live", "widgets", "keymap"},
    "app": RECORD | {"rehearsal", "web", "live", "widgets", "keymap", "screens"},
    "cli": RECORD | {"rehearsal", "web", "sync", "live", "app"},
    "__main__": {"cli"},
}

# Where a library may be imported at all: parts, or files named by a pattern.
TERMINAL = {"app", "keymap", "screens", "widgets"}
LIBRARIES: dict[str, set[str]] = {
    "pydantic": {"store.template_file"},
    "pydantic_core": {"store.template_file"},
    "tinydb": {"store"},
    "filelock": {"store"},
    "platformdirs": {"store"},
    "rapidfuzz": {"live.duplicates"},
    "docx": {"*docx*", "importing.readers.word_styles"},
    "openpyxl": {"importing.readers.xlsx"},
    "pptx": {"importing.readers.pptx"},
    "pypdf": {"importing.readers.pdf"},
    "striprtf": {"importing.readers.rtf"},
    "lxml": {"*docx*", "importing.readers.word_styles", "importing.readers.odt"},
    "PIL": {"importing.pictures"},
    "markdown_it": {"publishing.site.articles"},
    "fontTools": {"publishing.picture.*"},
    "uharfbuzz": {"publishing.picture.faces", "publishing.picture.pdf"},
    "reportlab": {"publishing.picture.pdf"},
    "resvg_py": {"publishing.picture.png"},
    "nats": {"sync"},
    "cryptography": {"sync.join_code", "sync.parcels"},
    "starlette": {"web"},
    "uvicorn": {"web"},
    "httptools": {"web"},
    "qrcode": {"web.qr"},
    "click": {"cli"},
    "rich": {"cli"} | TERMINAL,
    "textual": TERMINAL,
}

# What would give the model a clock, a disk, chance, or a second thread.
IMPURE = {
    *("asyncio", "io", "logging", "multiprocessing", "os", "pathlib", "random", "secrets", "shutil"),
    *("socket", "sqlite3", "subprocess", "tempfile", "threading", "time", "urllib", "uuid"),
}
CLOCKS = {"now", "utcnow", "today"}

# Each of these costs a start-up dearly and is needed by few commands.
LATE = {
    "PIL",
    "cryptography",
    "docx",
    "fontTools",
    "nats",
    "pydantic",
    "rapidfuzz",
    "reportlab",
    "resvg_py",
    "starlette",
    "textual",
    "uharfbuzz",
    "uvicorn",
}


def module_name(path: Path) -> str:
    """``workshop/store/journal.py`` -> ``store.journal``; a package is named without its ``__init__``."""
    return ".".join(path.relative_to(PACKAGE).with_suffix("").parts).removesuffix(".__init__")


def part_of(module: str) -> str:
    """``store.journal`` -> ``store``."""
    return module.partition(".")[0]


class Module(NamedTuple):
    """What is asked of a file, which is read once for all the tests: a tree takes more time and room than these."""

    name: str
    path: str
    imports: list[tuple[int, str]]
    uses: set[str]
    classes: list[str]
    clocks: list[str]

    @property
    def part(self) -> str:
        return part_of(self.name)


@cache
def modules() -> list[Module]:
    """Return every file of the program."""
    return [_module(path) for path in sorted(PACKAGE.rglob("*.py"))]


def _module(path: Path) -> Module:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    name, shown = module_name(path), path.relative_to(ROOT).as_posix()
    classes = [node.name for node in tree.body if isinstance(node, ast.ClassDef)]
    clocks = clocks_of(tree) if part_of(name) == "model" else []
    return Module(name, shown, list(imports(tree, shown)), used_by(tree), classes, clocks)


def imports(tree: ast.Module, path: str) -> Iterator[tuple[int, str]]:
    """Every import in a file, those inside functions and under TYPE_CHECKING too: line, full module name."""
    for node in statements(tree.body):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: write the full name; imports here are absolute"
            assert node.module, f"{path}:{node.lineno}: an import of nothing"
            if node.module == "workshop":  # `from workshop import room` names the part in the alias
                yield from ((node.lineno, f"workshop.{alias.name}") for alias in node.names)
            else:
                yield node.lineno, node.module


def used_by(tree: ast.Module) -> set[str]:
    """What a file imports, for types alone and late in a function too; of a package, what it takes from it."""
    found: set[str] = set()
    for node in statements(tree.body):
        if isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
        elif isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
    return {name.removeprefix("workshop.") for name in found}


def clocks_of(tree: ast.Module) -> list[str]:
    """Every call of something named like a clock."""
    called = (node.func for node in ast.walk(tree) if isinstance(node, ast.Call))
    return [f"{at.lineno} calls .{at.attr}()" for at in called if isinstance(at, ast.Attribute) and at.attr in CLOCKS]


def test_every_import_of_a_file_is_found_wherever_it_stands() -> None:
    walked = {
        path.relative_to(ROOT).as_posix(): sorted(
            node.lineno
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            if isinstance(node, ast.Import | ast.ImportFrom)
        )
        for path in sorted((PACKAGE / "importing").rglob("*.py"))
    }
    assert {each.path: sorted({line for line, _ in each.imports}) for each in modules() if each.path in walked} == {
        path: sorted(set(lines)) for path, lines in walked.items()
    }


def test_a_file_imports_only_what_lies_below_it() -> None:
    assert {each.part for each in modules()} - PARTS.keys() == set(), "give these their place in PARTS"
    assert [
        f"{each.path}:{line} imports {name}"
        for each in modules()
        for line, name in each.imports
        if name.startswith("workshop.")
        and part_of(name.removeprefix("workshop.")) not in PARTS[each.part] | {each.part, "__version__"}
    ] == []


def test_a_library_is_imported_only_where_it_belongs() -> None:
    homeless, strays = set(), []
    for each in modules():
        for line, name in each.imports:
            library = name.partition(".")[0]
            if library == "workshop" or library in sys.stdlib_module_names:
                continue
            places = LIBRARIES.get(library)
            if places is None:
                homeless.add(library)
            elif not any(fnmatch(each.name, place) or fnmatch(each.part, place) for place in places):
                strays.append(f"{each.path}:{line} imports {name}")
    assert homeless == set(), "say in LIBRARIES where these may be imported"
    assert strays == []


def test_the_model_has_no_clock_no_disk_and_no_chance() -> None:
    model = [each for each in modules() if each.part == "model"]
    assert [
        f"{each.path}:{line} imports {name}"
        for each in model
        for line, name in each.imports
        if name.partition(".")[0] in IMPURE
    ] == []
    assert [f"{each.path}:{clock}" for each in model for clock in each.clocks] == []


def test_the_places_named_here_hold_no_cycle() -> None:
    """A part may be reached from those above it only: following the arrows always comes to an end."""
    settled: set[str] = set()
    while waiting := PARTS.keys() - settled:
        ready = {part for part in waiting if PARTS[part] <= settled}
        assert ready, f"these import one another: {sorted(waiting)}"
        settled |= ready


def test_no_file_leads_back_to_itself_by_its_imports() -> None:
    known = {each.name for each in modules()}
    graph = {each.name: each.uses & known - {each.name} for each in modules()}
    settled: set[str] = set()
    while waiting := graph.keys() - settled:
        ready = {module for module in waiting if graph[module] <= settled}
        assert ready, f"among these is a circle: {sorted(waiting)}"
        settled |= ready


def test_the_command_line_starts_without_the_heavy_libraries() -> None:
    listing = "import sys, workshop.cli; print(*{name.partition('.')[0] for name in sys.modules})"
    loaded = subprocess.check_output([sys.executable, "-c", listing], cwd=ROOT, text=True).split()
    assert "workshop" in loaded
    assert not LATE.intersection(loaded)


def test_a_class_name_stands_for_one_thing() -> None:
    """Messages are passed over: they are named after their widget, as in ``Foot.Clicked``."""
    names = Counter(name for each in modules() for name in each.classes)
    assert [name for name, times in names.items() if times > 1] == []
