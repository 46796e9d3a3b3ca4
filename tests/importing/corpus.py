"""The papers in ``tests/papers``, and what is read of one as lines that a person can check."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workshop.importing.paper import Paper, PaperCard

PAPERS: Final = Path(__file__).parents[1] / "papers"
_SHORT: Final = {"insight": "i", "experiment": "e"}


def papers() -> list[Path]:
    """Return the papers; beside each stands what it should come to, in ``NAME.expected``."""
    return sorted(path for path in PAPERS.iterdir() if path.suffix != ".expected")


def expected_of(path: Path) -> Path:
    """Return the file that tells what the paper ``path`` should come to."""
    return path.with_suffix(".expected")


def read_as(paper: Paper) -> str:
    """Return what was read: ``=`` title, themes, cards by kind, ``~`` notes by line, ``@`` language, ``!`` remarks."""
    return "\n".join(line for line in _lines(paper) if line) + "\n"


def _lines(paper: Paper) -> Iterator[str]:
    yield f"= {paper.title}" if paper.title else ""
    yield f"- {paper.subtitle}" if paper.subtitle else ""
    for theme in paper.themes:
        yield f"{theme.title} | {theme.question}".rstrip()
        yield from (_card(card) for card in theme.cards)
    yield from (f"~{note.line} {note.text}" for note in paper.notes)
    yield f"@ {paper.language}" if paper.language else ""
    yield from (f"! {remark}" for remark in paper.remarks)


def _card(card: PaperCard) -> str:
    more = [f"[{tag}]" for tag in card.tags]
    more += [f"{{{name}: {value}}}" for name, value in (*card.fields, *card.extras)]
    more += [f"<{card.cluster}>"] if card.cluster else []
    more += [f"// {card.note}"] if card.note else []
    return " ".join([_SHORT.get(card.kind, f"{card.kind}:"), card.text, *more])
