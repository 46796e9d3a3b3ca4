"""Papers as people write them, each with what a person would read in it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tests.examples import with_each
from tests.importing.corpus import expected_of, papers, read_as
from workshop.importing.importer import paper_of

if TYPE_CHECKING:
    from pathlib import Path


@with_each("path", papers(), ids=lambda path: path.name)
def test_a_paper_comes_in_as_a_person_reads_it_and_every_guess_has_a_remark_with_its_line_and_the_cure(
    path: Path,
) -> None:
    paper = paper_of(path.read_bytes(), name=path.name)
    assert read_as(paper) == expected_of(path).read_text(encoding="utf-8")
    for name in (found.name for found in paper.lists if not found.certain):
        cures = [remark for remark in paper.remarks if f'--map "{name}=' in remark]
        assert cures
        assert all(re.search(r"\(lines? \d", cure) for cure in cures)


def test_a_long_paper_s_language_is_told_from_its_beginning() -> None:
    french = "Constats\n" + "- le marché ferme à deux heures et la place est vide pour les gens\n" * 2000
    english = "- the market is shut\n" * 5000
    assert paper_of((french + english).encode(), name="a.txt").language == "fr"
