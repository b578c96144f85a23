"""What is opened at all: regular files of text, of a size, below the root."""

import os
import stat
from pathlib import Path

import pytest

from alignassess.domain.instrument import Instrument
from alignassess.errors import InputError, Place
from alignassess.files.answer_sheet import load_sheet
from alignassess.files.reading import MOST_BYTES, Beneath, beneath, read_regular, read_text, root_of
from tests.builders import HEAD, write_sheet
from tests.files.telling import refused


def said(path: Path) -> list[str]:
    return [str(one) for one in refused(lambda: read_text(path))]


def test_a_file_of_50_mb_is_not_read(folder: Path) -> None:
    with Path("big.yaml").open("wb") as file:
        file.truncate(50_000_000)

    assert said(Path("big.yaml")) == ["big.yaml: has 50.0 MB; at most 4 MB are read"]


def test_a_file_of_the_most_bytes_is_read(folder: Path) -> None:
    Path("full").write_bytes(b"x" * MOST_BYTES)

    assert len(read_text(Path("full")).text) == MOST_BYTES


def test_a_file_that_is_longer_than_it_says_is_not_cut() -> None:
    endless = Path("/proc/self/environ")
    if not endless.exists():
        pytest.skip("needs a file of /proc, whose size is told as 0")

    (problem,) = refused(lambda: read_regular(endless, name="f", most=3))

    assert "at most 0 MB are read" in problem.message


def test_a_binary_file_is_told_with_its_line(folder: Path) -> None:
    Path("image.yaml").write_bytes(b"format: x\n\x89PNG\r\n\xff")

    assert said(Path("image.yaml")) == ["image.yaml:2: this is not UTF-8 text"]


def test_a_binary_file_of_printable_bytes_and_nuls(folder: Path, instrument: Instrument) -> None:
    Path("a.yaml").write_bytes(b"PK\x03\x04\x00\x00")

    (problem,) = refused(lambda: load_sheet(Path("a.yaml"), instrument))

    assert str(problem) == "a.yaml:1: the control character U+0003 is not allowed"


def test_a_pipe_is_refused_without_waiting(folder: Path) -> None:
    os.mkfifo("pipe")

    assert said(Path("pipe")) == ["pipe: is not a regular file"]


def test_a_device_and_a_folder_are_refused(folder: Path) -> None:
    Path("sub").mkdir()

    assert said(Path("/dev/zero")) == ["/dev/zero: is not a regular file"]
    assert said(Path("sub")) == ["sub: is not a regular file"]


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("absent.yaml", "absent.yaml: there is no such file"),
        ("file/below", "file/below: there is no such file"),
        ("loop", "loop: cannot be read: Too many levels of symbolic links"),
        ("x" * 300, "x" * 300 + ": cannot be read: File name too long"),
        ("nul\0", '"nul\\u0000": is not a path'),
    ],
)
def test_what_cannot_be_opened(folder: Path, path: str, message: str) -> None:
    Path("file").touch()
    Path("loop").symlink_to("loop")

    assert [message] == said(Path(path))


def test_no_descriptor_is_left_open(folder: Path) -> None:
    descriptors = Path("/proc/self/fd")
    if not descriptors.exists():
        pytest.skip("needs /proc")
    before = len(list(descriptors.iterdir()))

    for _ in range(5):
        said(Path("/dev/zero"))
        said(Path("/tmp"))  # noqa: S108

    assert before == len(list(descriptors.iterdir()))


@pytest.mark.parametrize("ending", ["\r\n", "\n"])
@pytest.mark.parametrize("mark", ["\ufeff", ""])
def test_windows_endings_and_a_byte_order_mark_change_nothing(
    folder: Path, instrument: Instrument, ending: str, mark: str
) -> None:
    text = "answers:\n  fine-tuning-safety:\n    ft-01: {answer: 2, note: x}\n"
    path = write_sheet(folder, text.replace("\n", ending), head=mark + HEAD.replace("\n", ending))

    (entry,) = load_sheet(path, instrument).sheet.entries

    assert Place("acme.yaml", 5) == entry.answers[0].place
    assert entry.answers[0].note == "x"


def test_the_root_is_given_or_the_repository_or_the_current_folder(folder: Path) -> None:
    here = Path.cwd()
    sub = here / "one" / "two"
    sub.mkdir(parents=True)

    assert here == root_of(sub / "a.yaml", None)
    (here / "one" / ".git").touch()
    assert here / "one" == root_of(sub / "a.yaml", None)
    assert sub == root_of(here / "a.yaml", Path("one/two"))


@pytest.mark.parametrize("relative", ["../a", "/etc/passwd", "out/a", "x/../../a"])
def test_paths_that_leave_the_root_are_refused(folder: Path, relative: str) -> None:
    root = Path.cwd() / "root"
    root.mkdir()
    (root / "out").symlink_to(Path.cwd())

    (problem,) = refused(lambda: beneath(root, root / "s.yaml", relative, Place("s.yaml", 7)))

    assert f"s.yaml:7: {relative} lies outside the root {root}" == str(problem)


def test_an_absolute_path_below_the_root_is_refused_too(folder: Path) -> None:
    root = Path.cwd()

    (problem,) = refused(lambda: beneath(root, root / "s", str(root / "a"), Place("s")))

    assert problem.remedy is not None
    assert "use a path relative to the sheet" in problem.remedy


def test_what_is_no_path_is_refused(folder: Path) -> None:
    root = Path.cwd()

    (problem,) = refused(lambda: beneath(root, root / "s", "a\0b", Place("s", 2)))

    assert str(problem) == 's:2: "a\\u0000b" is not a path'


def test_a_link_is_followed_to_where_it_leads(tmp_path: Path) -> None:
    (tmp_path / "evidence").mkdir()
    (tmp_path / "evidence" / "kept.md").touch()
    (tmp_path / "evidence" / "named.md").symlink_to("kept.md")
    (tmp_path / "also").symlink_to("evidence")
    root = tmp_path.resolve()

    for written in ("evidence/kept.md", "evidence/named.md", "also/kept.md", "./also/named.md"):
        found = beneath(root, root / "s.yaml", written, Place("s.yaml"))

        assert root / "evidence" / "kept.md" == found


def test_a_folder_that_leads_out_of_the_root_is_refused_for_each_of_its_files(
    tmp_path: Path,
) -> None:
    (tmp_path / "outside").mkdir()
    root = (tmp_path / "root").resolve()
    root.mkdir()
    (root / "out").symlink_to(tmp_path / "outside")
    below = Beneath(root, root / "s.yaml")

    (one,) = refused(lambda: below.find("out/a.md", Place("s.yaml", 7)))
    (other,) = refused(lambda: below.find("out/b.md", Place("s.yaml", 8)))

    assert f"s.yaml:7: out/a.md lies outside the root {root}" == str(one)
    assert f"s.yaml:8: out/b.md lies outside the root {root}" == str(other)


@pytest.mark.parametrize("said", [0, 5, 200_000])
def test_a_file_is_read_whole_whatever_size_it_was_said_to_have(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, said: int
) -> None:
    """As with files of /proc, which have none, and files that grow."""
    path = tmp_path / "grows"
    path.write_bytes(b"x" * 200_000)
    real = os.fstat

    def earlier(descriptor: int) -> os.stat_result:
        values = list(real(descriptor))
        values[stat.ST_SIZE] = said
        return os.stat_result(values)

    monkeypatch.setattr(os, "fstat", earlier)

    assert len(read_regular(path, name="grows", most=200_000)) == 200_000
    with pytest.raises(InputError, match=r"at most 0\.2 MB are read"):
        read_regular(path, name="grows", most=199_999)
