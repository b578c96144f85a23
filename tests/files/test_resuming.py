"""A file of lines goes on where it was cut off, or is left alone."""

from pathlib import Path

import pytest

from alignassess.errors import UsageError
from alignassess.files.resuming import ResumedFile

LINES = (b"first\n", b"second\n", b"third\n")


def run(path: Path, lines: tuple[bytes, ...] = LINES) -> None:
    file = ResumedFile(path)
    for line in lines:
        file.take(line)
    file.end()


@pytest.mark.parametrize("there", range(len(b"".join(LINES)) + 1))
def test_wherever_it_was_cut_off_it_becomes_the_same(tmp_path: Path, there: int) -> None:
    whole = b"".join(LINES)
    path = tmp_path / "out.jsonl"
    path.write_bytes(whole[:there])

    run(path)

    assert whole == path.read_bytes()


@pytest.mark.parametrize(
    ("there", "line"),
    [
        (b"other\n", 1),
        (b"first\nsecond but other\n", 2),
        (b"first\nset", 2),
        (b"first\nsecond\nthird\nfourth\n", 4),
        (b"first\nsecond\nthird\nfou", 4),
    ],
)
def test_what_another_run_wrote_is_left_alone(tmp_path: Path, there: bytes, line: int) -> None:
    path = tmp_path / "out.jsonl"
    path.write_bytes(there)

    with pytest.raises(UsageError, match=rf"out\.jsonl:{line}: this line is not what"):
        run(path)

    assert there == path.read_bytes()


def test_what_cannot_be_written_is_said(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be written"):
        ResumedFile(tmp_path / "gone" / "out.jsonl")
    for one in (tmp_path, Path("/dev/null")):
        with pytest.raises(UsageError, match="is not a regular file"):
            ResumedFile(one)
