"""Which sheets changed since a commit, by the files that git knows."""

import subprocess
from pathlib import Path

import pytest

from alignassess.errors import UsageError
from alignassess.files.git_changes import changes_since


def git(*arguments: str) -> None:
    identity = ("-c", "user.name=T", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *identity, *arguments], check=True, capture_output=True)


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name in ("s/a.yaml", "s/b.yaml", "e/one.md", "e/two.md"):
        Path(name).parent.mkdir(exist_ok=True)
        Path(name).write_text(name)
    Path("s/link.md").symlink_to("../e/one.md")
    Path("f").symlink_to("e")
    Path(".gitignore").write_text("*.log\n")
    git("init", "-q")
    git("add", ".")
    git("commit", "-qm", "first")
    return tmp_path


def touched(*written: str, sheet: str = "s/a.yaml") -> bool:
    """Whether a sheet that names these files counts as changed since the last commit."""
    reads = [(sheet, one, str(Path("s", one).resolve())) for one in written]
    return changes_since("HEAD").touch(sheet, reads)


def test_nothing_changed(repository: Path) -> None:
    assert not touched()
    assert not touched("../e/one.md", "link.md", "gone.md", "../f/two.md")


def test_a_changed_sheet_and_a_new_one(repository: Path) -> None:
    Path("s/a.yaml").write_text("other")
    Path("s/new.yaml").write_text("new")

    assert touched()
    assert touched(sheet="s/new.yaml")
    assert not touched(sheet="s/b.yaml")
    assert touched(sheet=str(repository / "s/a.yaml"))


def test_a_changed_file_of_a_sheet(repository: Path) -> None:
    Path("e/one.md").write_text("other")

    assert touched("../e/one.md")
    assert touched("link.md")
    assert touched("../f/one.md")
    assert not touched("../e/two.md")


def test_a_file_that_was_deleted_moved_or_added(repository: Path) -> None:
    Path("e/one.md").rename("e/three.md")

    assert touched("../e/one.md")
    assert touched("../e/three.md")


def test_a_link_that_leads_elsewhere(repository: Path) -> None:
    Path("f").unlink()
    Path("f").symlink_to("s")

    assert touched("../f/two.md")


def test_what_git_has_no_history_of_counts_as_changed(
    repository: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    Path("s/run.log").write_text("ignored")
    outside = tmp_path_factory.mktemp("outside") / "a.yaml"
    outside.write_text("x")

    assert touched("run.log")
    assert touched(sheet=str(outside))


def test_an_earlier_commit_from_a_folder_below(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("s/a.yaml").write_text("other")
    git("commit", "-qam", "second")
    monkeypatch.chdir("s")

    assert changes_since("HEAD~1").touch("a.yaml", ())
    assert not changes_since("HEAD").touch("a.yaml", ())


@pytest.mark.parametrize("ref", ["gone", "--output=x", "-h", "", "HEAD:s/a.yaml", "a b; c"])
def test_what_names_no_commit_is_refused(repository: Path, ref: str) -> None:
    with pytest.raises(UsageError):
        changes_since(ref)
    assert not Path("x").exists()


def test_a_folder_without_git_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))

    with pytest.raises(UsageError, match="in no git repository"):
        changes_since("HEAD")


def test_a_machine_without_git_is_told(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")

    with pytest.raises(UsageError, match="git is not there"):
        changes_since("HEAD")
