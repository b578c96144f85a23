"""Evidence files: looked for below the root, and compared with the digest that was vouched for."""

import os
import shutil
from hashlib import sha256
from pathlib import Path

import pytest

from alignassess.domain.evidence import EvidenceEntry, FileState, Observation
from alignassess.domain.instrument import Instrument
from alignassess.files.answer_sheet import load_sheet
from alignassess.files.evidence_files import observe
from tests.builders import write_sheet
from tests.files.evidence.samples import DATA
from tests.files.telling import told

CONTENT = b"retest of checkpoint 14\n"
DIGEST = sha256(CONTENT).hexdigest()


def entry(more: str) -> str:
    return f"evidence:\n  retest: {{title: Retest, {more}}}\n"


@pytest.mark.parametrize(
    ("more", "state"),
    [
        (f"file: retest.txt, sha256: {DIGEST}", FileState.MATCHES),
        (f"file: retest.txt, sha256: {DIGEST.upper()}", FileState.MATCHES),
        ("file: retest.txt", FileState.PRESENT),
    ],
)
def test_a_file_that_is_there(
    folder: Path, instrument: Instrument, more: str, state: FileState
) -> None:
    Path("retest.txt").write_bytes(CONTENT)
    path = write_sheet(folder, entry(more))

    loaded = load_sheet(path, instrument)

    assert (
        Observation(evidence="retest", state=state, sha256=DIGEST, size=len(CONTENT)),
    ) == loaded.observations
    assert loaded.notices == ()


@pytest.mark.parametrize("file", ["evidence/retest.txt", "acme.yaml/below"])
def test_a_missing_file_is_a_notice(folder: Path, instrument: Instrument, file: str) -> None:
    path = write_sheet(folder, entry(f"file: {file}, sha256: {DIGEST}"))

    loaded = load_sheet(path, instrument)

    assert (Observation(evidence="retest", state=FileState.MISSING),) == loaded.observations
    assert (f"acme.yaml:4: {file} is not there; retest counts as asserted",) == loaded.notices


@pytest.mark.parametrize(
    "content", [b"", b" \r\n\t\n", b"\xef\xbb\xbf\n", b"\0" * 100, b" " * 2_000_000]
)
def test_an_empty_file_is_a_notice_whatever_its_digest(
    folder: Path, instrument: Instrument, content: bytes
) -> None:
    Path("retest.txt").write_bytes(content)
    digest = sha256(content).hexdigest()
    path = write_sheet(folder, entry(f"file: retest.txt, sha256: {digest}"))

    loaded = load_sheet(path, instrument)

    (seen,) = loaded.observations
    assert (FileState.EMPTY, len(content)) == (seen.state, seen.size)
    assert ("acme.yaml:4: retest.txt is empty; retest counts as asserted",) == loaded.notices


def test_a_file_with_a_word_after_much_space_is_not_empty(
    folder: Path, instrument: Instrument
) -> None:
    Path("retest.txt").write_bytes(b" " * 2_000_000 + b"x")

    loaded = load_sheet(write_sheet(folder, entry("file: retest.txt")), instrument)

    assert [FileState.PRESENT] == [one.state for one in loaded.observations]


@pytest.mark.parametrize("digest", ["abc123", "0" * 63, "0" * 65, "g" * 64, f"sha256:{DIGEST}"])
def test_what_is_no_digest_is_an_error_also_without_a_file(
    folder: Path, instrument: Instrument, digest: str
) -> None:
    assert [
        "acme.yaml:4: evidence.retest.sha256 must be a SHA-256: 64 digits of 0 to 9 and a to f"
    ] == told(instrument, entry(f'location: wiki, sha256: "{digest}"'))


def test_an_entry_without_a_file_is_not_looked_for(folder: Path, instrument: Instrument) -> None:
    path = write_sheet(folder, entry("location: archive 7"))

    loaded = load_sheet(path, instrument)

    assert (loaded.observations, loaded.notices) == ((), ())


def test_other_bytes_than_vouched_for_are_an_error(folder: Path, instrument: Instrument) -> None:
    Path("retest.txt").write_bytes(CONTENT + b"x")
    found = sha256(CONTENT + b"x").hexdigest()

    assert [
        f"acme.yaml:4: retest: sha256 of retest.txt is {found}, the sheet says {DIGEST}"
    ] == told(instrument, entry(f"file: retest.txt, sha256: {DIGEST}"))


@pytest.mark.parametrize(
    ("file", "message"),
    [
        ("/dev/zero", "/dev/zero lies outside the root {root}"),
        ("../retest.txt", "../retest.txt lies outside the root {root}"),
        ("link", "link lies outside the root {root}"),
        ("pipe", "pipe is not a regular file"),
        ("folder", "folder is not a regular file"),
        ('"a\\0b"', '"a\\u0000b" is not a path'),
        ("x" * 300, "x" * 300 + " cannot be read: File name too long"),
    ],
)
def test_what_is_not_opened(folder: Path, instrument: Instrument, file: str, message: str) -> None:
    os.mkfifo("pipe")
    Path("folder").mkdir()
    Path("link").symlink_to("/dev/zero")

    assert [f"acme.yaml:4: {message.format(root=Path.cwd())}"] == told(
        instrument, entry(f"file: {file}")
    )


def test_every_wrong_file_is_told(folder: Path, instrument: Instrument) -> None:
    text = "evidence:\n  a: {title: A, file: ../a}\n  b: {title: B, file: /b}\n"

    assert [said.split(": ")[0] for said in told(instrument, text)] == [
        "acme.yaml:4",
        "acme.yaml:5",
    ]


def test_an_entry_that_no_file_holds_is_told_with_the_path_of_its_sheet(folder: Path) -> None:
    found = observe([EvidenceEntry(id="e", title="E", file="gone")], Path("s.yaml"), Path.cwd())

    assert found.notices == ("s.yaml: gone is not there; e counts as asserted",)


def test_all_files_of_a_run_are_read_for_one_that_names_its_statistics(folder: Path) -> None:
    """A result that is kept must not outlive the file that says which model ran."""
    run = shutil.copytree(DATA / "helm" / "harm_bench", folder / "runs")
    (run / "scenario_state.json").unlink()
    named = EvidenceEntry(id="e", title="E", file="runs/stats.json")

    found = observe([named], Path("s.yaml"), Path.cwd())

    spec = sha256((run / "run_spec.json").read_bytes()).hexdigest()
    assert [("runs/run_spec.json", spec), ("runs/scenario_state.json", None)] == [
        (read.written, read.sha256) for read in found.reads[1:]
    ]
