"""Faces of type: Source Sans Pro, which the extra brings, and for letters it lacks the Noto faces of this computer."""

from __future__ import annotations

import os
import sys
from functools import cache, cached_property
from importlib.util import find_spec
from pathlib import Path
from typing import Final

import uharfbuzz as hb
from fontTools.ttLib import TTFont
from fontTools.unicodedata import script_extension, script_name

FAMILY: Final = "Source Sans Pro"
PACKAGE: Final = "font_source_sans_pro"
WEIGHTS: Final = {300: "Light", 400: "Regular", 600: "Semibold", 900: "Black"}

BOLD: Final = 600

CJK: Final = frozenset({"Hani", "Hira", "Kana", "Hang", "Bopo"})
COMMON_SCRIPTS: Final = frozenset({"Zyyy", "Zinh", "Zzzz"})
COMMON: Final = ("NotoSans", "NotoSansSymbols", "NotoSansSymbols2", "NotoSansMath", "NotoEmoji")
HAN: Final = (("NotoSansCJK", 2), ("NotoSansSC", 0), ("NotoSansCJKsc", 0), ("NotoSansJP", 0), ("NotoSansKR", 0))
"""Files with Chinese, Japanese and Korean letters; in a collection, the number of the simplified Chinese face."""


class Face:
    """One face: a file, and the number of the face in it where it is a collection."""

    def __init__(self, path: Path, number: int = 0, family: str = "", weight: int = 400) -> None:
        self.path = path
        self.number = number
        self.weight = weight
        self._family = family
        self._widths: dict[tuple[str, bool], float] = {}

    @property
    def name(self) -> str:
        """Return what tells it from every other face, on every computer."""
        return f"{self.path.stem}-{self.number}" if self.number else self.path.stem

    @cached_property
    def family(self) -> str:
        """Return the name of its family, as programs that draw ask for it."""
        if self._family:
            return self._family
        with TTFont(self.path, fontNumber=self.number, lazy=True) as font:
            return str(font["name"].getDebugName(16) or font["name"].getDebugName(1))

    def has(self, letter: str) -> bool:
        """Return whether there is a glyph for ``letter``."""
        return self._font.get_nominal_glyph(ord(letter)) is not None

    def width(self, text: str, *, right: bool = False) -> float:
        """Return how wide ``text`` is, shaped and kerned, at size 1."""
        if (text, right) not in self._widths:
            shaped = hb.Buffer()
            shaped.add_str(text)
            shaped.guess_segment_properties()
            shaped.direction = "rtl" if right else "ltr"
            hb.shape(self._font, shaped)
            self._widths[text, right] = sum(p.x_advance for p in shaped.glyph_positions) / self._font.face.upem
        return self._widths[text, right]

    @cached_property
    def _font(self) -> hb.Font:
        return hb.Font(hb.Face(hb.Blob.from_file_path(str(self.path)), self.number))


@cache
def own_face(weight: int) -> Face:
    """Return the shipped face of a weight."""
    return Face(_folder() / f"SourceSansPro-{WEIGHTS[weight]}.ttf", family=FAMILY, weight=weight)


def _folder() -> Path:
    spec = find_spec(PACKAGE)
    assert spec is not None, PACKAGE  # noqa: S101 - picture.need_libraries has looked
    assert spec.origin is not None, PACKAGE  # noqa: S101 - as above
    return Path(spec.origin).parent / "files"


@cache
def face_for(letter: str, weight: int) -> Face | None:
    """Return the face that has ``letter``: the shipped one, or a Noto face; ``None`` where this computer has none."""
    own = own_face(weight)
    if own.has(letter):
        return own
    tried = (_installed(stem, number, weight) for stem, number in _candidates(letter))
    return next((face for face in tried if face is not None and face.has(letter)), None)


def _candidates(letter: str) -> list[tuple[str, int]]:
    """Return stems of files that may have a letter, the likeliest first."""
    codes = script_extension(letter)
    names = [script_name(code).replace("_", "") for code in sorted(codes - COMMON_SCRIPTS)]
    named = [(f"{kind}{name}", 0) for name in names for kind in ("NotoSans", "NotoSerif", "Noto")]
    common = [(stem, 0) for stem in COMMON]
    return [*HAN, *named, *common] if codes & CJK else [*named, *common, *HAN]


@cache
def _installed(stem: str, number: int, weight: int) -> Face | None:
    """Return an installed Noto face, bold where ``weight`` is; the other weight is better than none."""
    looks = (("Bold", 700), ("Regular", 400)) if weight >= BOLD else (("Regular", 400), ("Bold", 700))
    files = _noto_files()
    return next((_face(files[f"{stem}-{n}"], number, w) for n, w in looks if f"{stem}-{n}" in files), None)


@cache
def _face(path: Path, number: int, weight: int) -> Face:
    """Return the one face of a file: two of one name in a document would take each other's letters."""
    return Face(path, number, weight=weight)


@cache
def _noto_files() -> dict[str, Path]:
    """Return the Noto files of this computer by the stem of their name."""
    found = (path for folder in font_folders() if folder.is_dir() for path in sorted(folder.rglob("Noto*.[to]t[fc]")))
    files: dict[str, Path] = {}
    for path in found:
        files.setdefault(path.stem, path)
    return files


def font_folders() -> list[Path]:
    """Return where this system keeps fonts."""
    home = Path.home()
    if sys.platform == "win32":
        return [Path(os.environ.get("WINDIR", r"C:\Windows")) / "Fonts", home / "AppData/Local/Microsoft/Windows/Fonts"]
    if sys.platform == "darwin":
        return [Path("/Library/Fonts"), Path("/System/Library/Fonts"), home / "Library/Fonts"]
    return [Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), home / ".local/share/fonts", home / ".fonts"]
