"""The files that lie on the disk, in few words."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def files_said(folder: Path, files: Iterable[str]) -> str:
    """Return "appendix.docx .html, digest.docx, site": the endings of each publication, Word first."""
    endings: dict[str, list[str]] = {}
    for file in files:
        path = Path(file).relative_to(folder)
        said = endings.setdefault(path.parts[0] if len(path.parts) > 1 else path.stem, [])
        if len(path.parts) == 1:
            said.append(path.suffix)
    return ", ".join(
        f"{stem}{' '.join(sorted(said, key=lambda end: (end != '.docx', end)))}" for stem, said in endings.items()
    )
