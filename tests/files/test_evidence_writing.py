"""Recording evidence in a sheet."""

from datetime import date
from pathlib import Path

import pytest

from alignassess.domain.answers import Entry
from alignassess.domain.evidence import EvidenceEntry
from alignassess.domain.model import Assurance
from alignassess.errors import InputError, UsageError
from alignassess.files import sheet_writing
from alignassess.files.answer_sheet import load_sheet
from alignassess.files.evidence_writing import record_evidence
from alignassess.files.instrument_files import load_instrument
from alignassess.files.reading import read_text
from tests.builders import write_sheet

SHIPPED = load_instrument()
ENTRY = EvidenceEntry(
    id="retest",
    title='Run "7": a # of things',
    file="runs/retest.eval",
    sha256="0" * 64,
    obtained=date(2026, 11, 2),
    by="Audit House",
    assurance=Assurance.TESTED,
)
HOME = "answers:\n  evaluation-and-controls-integration:\n"


def recorded(path: Path, *, entry: EvidenceEntry = ENTRY, digest: str | None = None) -> str:
    """Record the entry for ec-06, and give the sheet as it is then."""
    loaded = load_sheet(path, SHIPPED)
    (said,) = loaded.sheet.entry["ec-06"].answers
    answer = Entry(
        question="ec-06",
        answers=(said.model_copy(update={"evidence": (*said.evidence, entry.id)}),),
    )
    found = loaded.sheet.sources[0].sha256 if digest is None else digest
    record_evidence(path, entry, answer, instrument=SHIPPED, digest=found)
    return path.read_bytes().decode()


@pytest.mark.parametrize(
    "rest",
    [
        HOME + "    ec-06: multi-turn-set   # why\n",
        HOME + "    ec-06:\n      answer: multi-turn-set\n      # why\n      note: text\n",
        HOME + "    ec-06: {answer: multi-turn-set, evidence: []}\n",
        HOME + "    ec-06: {answer: multi-turn-set,   # why\n      note: 'a: b'}",
        "evidence:\n  # first\n  a: {title: A}\n" + HOME + "    ec-06: 3\n    ec-05: 2\n",
        "evidence: {}\n" + HOME + "    ec-06: 3",
        HOME.replace("\n", "\r\n") + "    ec-06: 3\r\n",
        "evidence: {a: {title: A}}\nanswers: {evaluation-and-controls-integration: {ec-06: 3}}\n",
    ],
)
def test_what_was_recorded_reads_back_and_all_else_stays(tmp_path: Path, rest: str) -> None:
    path = write_sheet(tmp_path, rest)
    before = load_sheet(path, SHIPPED).sheet

    text = recorded(path)

    after = load_sheet(path, SHIPPED).sheet
    found = after.evidence_entry["retest"].model_copy(update={"place": None})
    assert found == ENTRY
    assert ("retest",) == after.entry["ec-06"].answers[0].evidence
    assert before.entry.keys() == after.entry.keys()
    assert before.entry["ec-06"].answers[0].note == after.entry["ec-06"].answers[0].note
    assert ("# why" in rest) is ("# why" in text)
    assert ("# first" in rest) is ("# first" in text)


def test_an_entry_that_is_there_is_not_touched(tmp_path: Path) -> None:
    line = f"  retest: {{title: Mine, file: x.eval, sha256: '{'0' * 64}'}}   # by hand\n"
    path = write_sheet(tmp_path, "evidence:\n" + line + HOME + "    ec-06: 3\n")

    assert line in recorded(path)


def test_a_sheet_that_changed_on_disk_is_left_alone(tmp_path: Path) -> None:
    path = write_sheet(tmp_path, HOME + "    ec-06: 3\n")
    before = path.read_bytes()

    with pytest.raises(UsageError, match="changed on disk"):
        recorded(path, digest="0" * 64)

    assert before == path.read_bytes()


def test_what_would_not_read_back_is_not_written(tmp_path: Path) -> None:
    path = write_sheet(tmp_path, HOME + "    ec-06: 3\n")
    before = path.read_bytes()

    with pytest.raises(InputError):
        recorded(path, entry=ENTRY.model_copy(update={"id": "a/b"}))

    assert before == path.read_bytes()


def test_an_entry_of_other_bytes_under_the_name_is_an_error(tmp_path: Path) -> None:
    rest = "evidence: {retest: {title: Other}}\n" + HOME + "    ec-06: 3\n"
    path = write_sheet(tmp_path, rest)

    with pytest.raises(InputError, match="would not read back"):
        recorded(path)


def test_a_sheet_that_would_be_too_large_is_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write_sheet(tmp_path, HOME + "    ec-06: 3\n")
    monkeypatch.setattr(sheet_writing, "MOST_BYTES", 200)

    with pytest.raises(InputError, match="too large"):
        recorded(path)


def test_a_mark_at_the_beginning_stays(tmp_path: Path) -> None:
    path = write_sheet(tmp_path, HOME + "    ec-06: 3\n")
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())

    recorded(path)

    assert path.read_bytes().startswith(b"\xef\xbb\xbfformat")
    assert read_text(path).text.startswith("format")
