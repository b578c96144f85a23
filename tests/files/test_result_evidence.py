"""Result files among the evidence of a sheet, and documents that look a little like them."""

import zipfile
from pathlib import Path

import pytest

from alignassess.domain.evidence import FileState, Observation
from alignassess.domain.evidence_record import Verdict
from alignassess.domain.judging import ReadObservation
from alignassess.errors import InputError
from alignassess.files.evidence.result_file import read_result_file
from alignassess.files.evidence_files import look
from alignassess.files.result_evidence import is_document
from alignassess.files.result_signs import HEAD, may_be_result
from tests.inspect_logs import sycophancy_log, write_log

DATA = Path(__file__).parents[1] / "data" / "evidence"
KEPT = sorted(
    path
    for path in DATA.rglob("*")
    if path.is_file() and path.name not in ("ABOUT.md", "README.md")
)


def looked_at(path: Path) -> Observation:
    return look(path, name=path.name, evidence="it")


@pytest.mark.parametrize("path", KEPT, ids=[str(one.relative_to(DATA)) for one in KEPT])
def test_every_kept_file_that_a_reader_knows_is_read(path: Path) -> None:
    assert looked_at(path).is_read is not is_document(read_result_file(path))


def test_a_result_file_is_read_and_judged(tmp_path: Path) -> None:
    found = looked_at(write_log(tmp_path / "x", sycophancy_log(0.05)))

    assert isinstance(found, ReadObservation)
    assert FileState.PRESENT is found.state
    assert found.result.sha256 == found.sha256
    assert Verdict.MET is found.runs[0].figures[0].verdict


@pytest.mark.parametrize(
    "content",
    [
        b"# A note\n",
        b"{\\rtf1 a letter}",
        b'{"versions": "of a document"}',
        b'{"suite": "ours", "passed": 17}',
        b"---\ntitle: a page\n---\nText.\n",
        b"\x89PNG\r\n\x1a\n",
        b"%PDF-1.7",
        "A note".encode("utf-16"),
    ],
)
def test_what_no_reader_knows_is_a_document(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "document"
    path.write_bytes(content)

    found = looked_at(path)

    assert (False, FileState.PRESENT, len(content)) == (found.is_read, found.state, found.size)


def test_an_office_document_is_a_document(tmp_path: Path) -> None:
    path = tmp_path / "report.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", "<document/>")

    assert not looked_at(path).is_read


@pytest.mark.parametrize("size", [400, 60])
def test_a_log_that_was_cut_short_is_no_document(tmp_path: Path, size: int) -> None:
    path = write_log(tmp_path / "x.json", sycophancy_log(0.05))
    path.write_bytes(path.read_bytes()[:size])

    found = looked_at(path)

    assert found.is_read
    assert isinstance(found, ReadObservation)
    assert found.result.refusals


def test_what_is_large_is_looked_into_even_without_a_sign_at_its_beginning() -> None:
    assert may_be_result(b"{" + b" " * HEAD)
    assert not may_be_result(b"{" + b" " * 100)
    assert not may_be_result(b"text" + b" " * HEAD)


def test_a_missing_file_is_missing(tmp_path: Path) -> None:
    assert FileState.MISSING is looked_at(tmp_path / "none").state


def test_a_folder_is_no_evidence(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="is not a regular file"):
        looked_at(tmp_path)
