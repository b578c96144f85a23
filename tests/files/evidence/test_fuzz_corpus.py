"""What fuzzing found of files that take unusual ways through the readers, replayed.

`tests/fuzz/evidence_atheris.py` looks for more; what it finds goes into the corpus by its family.
"""

from pathlib import Path

import pytest

from tests.fuzz.evidence_families import CORPUS, FAMILIES

INPUTS = sorted(path for path in CORPUS.rglob("*") if path.is_file())


@pytest.mark.parametrize("path", INPUTS, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_it_is_read_or_refused(path: Path, tmp_path: Path) -> None:
    FAMILIES[path.parent.name].run(path.read_bytes(), tmp_path)


@pytest.mark.parametrize("name", FAMILIES)
def test_every_family_begins_with_files_that_are_read(name: str, tmp_path: Path) -> None:
    family = FAMILIES[name]

    seeds = family.seeds()

    assert len(seeds) >= 2
    for seed in seeds[::5]:
        family.run(seed, tmp_path)
