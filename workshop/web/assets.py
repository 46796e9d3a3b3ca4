"""Style sheets and scripts: read once, made small, and named by what is in them, so that phones may keep them."""

from __future__ import annotations

import gzip
import re
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Final, NamedTuple

FOLDER: Final = Path(__file__).parent / "static"
TYPES: Final = {".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8"}
_COMMENT: Final = re.compile(r"/\*.*?\*/", re.DOTALL)
_PIECE: Final = re.compile(r"""("[^"\n]*"|'[^'\n]*')""")
_AROUND: Final = {
    ".css": re.compile(r"\s*([{};,>])\s*|\n\s*"),
    ".js": re.compile(r"\s*([{}()\[\];,:?=<>&|])\s*|\n\s*"),
}
"""Where blanks mean nothing; beside + and - they may."""


class Asset(NamedTuple):
    """One file as it is sent: under ``name``, plain or packed."""

    name: str
    type: str
    plain: bytes
    packed: bytes


@cache
def assets() -> dict[str, Asset]:
    """Return every file of ``static/`` under the name it is fetched by."""
    made = [_asset(path) for path in sorted(FOLDER.iterdir()) if path.suffix in TYPES]
    return {asset.name: asset for asset in made}


@cache
def address_of(file: str) -> str:
    """Return the address of a file of ``static/``: "/static/phone.1f0c4a77.css" for "phone.css"."""
    stem, _, suffix = file.partition(".")
    return next(f"/static/{name}" for name in assets() if name.startswith(f"{stem}.") and name.endswith(f".{suffix}"))


def _asset(path: Path) -> Asset:
    small = _small(_COMMENT.sub("", path.read_text("utf-8")), path.suffix).encode()
    name = f"{path.stem}.{sha256(small).hexdigest()[:8]}{path.suffix}"
    return Asset(name, TYPES[path.suffix], small, gzip.compress(small, 9, mtime=0))


def _small(text: str, suffix: str) -> str:
    """Take the blanks out of everything but quoted words."""
    pieces = _PIECE.split(text)
    return "".join(
        piece if place % 2 else _AROUND[suffix].sub(lambda found: found[1] or "\n", piece)
        for place, piece in enumerate(pieces)
    ).strip()
