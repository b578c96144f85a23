"""Results for reports: held in memory, or in a file, and the same in both."""

import tempfile
from pathlib import Path

import pytest

from alignassess.cli import cases
from alignassess.cli.cases import Cases, packed
from alignassess.errors import UsageError
from tests.cli.conftest import AS_OF, Run
from tests.render.formats.given import several


@pytest.mark.parametrize("most", [0, 1, 2])
def test_results_are_the_same_in_memory_and_in_a_file(
    monkeypatch: pytest.MonkeyPatch, most: int
) -> None:
    monkeypatch.setattr(cases, "IN_MEMORY", most)
    given = several().cases[:3]
    found = Cases()
    found.add(given[0])
    found.add(packed(given[1]))
    found.add(given[2])

    assert tuple(found) == tuple(given) == tuple(found)
    assert len(found) == 3
    with pytest.raises(IndexError):
        found[3]


def test_a_full_disk_is_the_trouble_of_the_run(monkeypatch: pytest.MonkeyPatch) -> None:
    with Path("/dev/full").open("r+b", 0) as full:
        monkeypatch.setattr(tempfile, "TemporaryFile", lambda: full)
        found = Cases()

        with pytest.raises(UsageError, match="No space left"):
            found.add(packed(several().cases[0]))


FORMATS = ("sarif", "sarif-github", "gitlab", "csv", "csv-findings", "json", "jsonl", "junit")


@pytest.mark.parametrize("command", [("score",), ("gate", "--fail-on", "high")])
def test_reports_of_many_sheets_are_those_of_one_process_that_holds_all(
    run: Run, examples: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: list[str]
) -> None:
    def written(name: str, *options: str) -> tuple[int, list[bytes]]:
        folder = tmp_path / name
        folder.mkdir()
        reports = [one for each in FORMATS for one in ("--report", f"{each}={folder / each}")]
        ran = run(*command, examples, *AS_OF, *reports, *options)
        return ran.status, [(folder / each).read_bytes() for each in FORMATS]

    held = written("held", "--jobs", "1")
    monkeypatch.setattr(cases, "IN_MEMORY", 0)

    assert held == written("spooled", "--jobs", "1") == written("workers", "--jobs", "2")
