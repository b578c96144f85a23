"""A questionnaire goes out as a form and comes back as a sheet, through the commands."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import AS_OF, Run


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".git").mkdir()
    return tmp_path


@pytest.mark.parametrize("kind", ["xlsx", "csv", "yaml"])
def test_a_vendors_form_comes_back_as_a_vendor_sheet(
    folder: Path, run: Run, examples: Path, kind: str
) -> None:
    vendor = examples / "vendors" / "example-ai.yaml"

    out = run("questionnaire", "export", "vendor-selection", "-o", f"f.{kind}", "--sheet", vendor)
    back = run("questionnaire", "import", f"f.{kind}", "-o", "vendor.yaml")

    assert (0, 0) == (out.status, back.status)
    assert "21 questions of Vendor selection" in out.out
    assert "notice: not in the form: who gave which answer" in out.err
    assert "vendor.yaml: 21 answers, 0 questions without one\n" in back.out
    assert run("check", "vendor.yaml").status == 0
    assert run("score", "vendor.yaml", *AS_OF).status == 0
    text = (folder / "vendor.yaml").read_text()
    assert 'vendor:\n  id: example-ai\n  name: "Example AI"\n' in text
    assert "vs-02: used-in-training\n" in text


def test_a_blank_form_waits_for_a_name(folder: Path, run: Run) -> None:
    run("questionnaire", "export", "vendor-selection", "-o", "f.csv")

    ran = run("questionnaire", "import", "f.csv", "-o", "v.yaml")

    assert ran.status == 3
    assert "the row about-name is empty" in ran.err
    assert not (folder / "v.yaml").exists()


@pytest.mark.parametrize(
    "name",
    ["system-profile", "fine-tuning-safety", "regulatory-engagement", "research-engagement"],
)
def test_any_questionnaire_can_travel(folder: Path, run: Run, name: str, agent: Path) -> None:
    run("questionnaire", "export", name, "-o", "f.csv", "--sheet", agent)

    assert run("questionnaire", "import", "f.csv", "-o", "s.yaml").status == 0
    assert run("check", "s.yaml").status == 0
    assert "system:\n" in (folder / "s.yaml").read_text()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("export", "nothing", "-o", "f.csv"), "there is no questionnaire nothing"),
        (("export", "vendor-selection", "-o", "f.pdf"), "end the name in .xlsx, .csv or .yaml"),
        (("export", "vendor-selection", "-o", "there.csv"), "there is such a file already"),
        (("import", "f.ods", "-o", "v.yaml"), "end the name in .xlsx, .csv or .yaml"),
        (("import", "there.csv", "-o", "v.txt"), "v.txt is no sheet"),
    ],
)
def test_what_cannot_be_done_is_said_and_nothing_written(
    folder: Path, run: Run, arguments: tuple[str, ...], message: str
) -> None:
    (folder / "there.csv").write_text("mine")

    ran = run("questionnaire", *arguments)

    assert ran.status == 2
    assert message in ran.err
    assert {".git", "there.csv"} == {one.name for one in folder.iterdir()}
    assert (folder / "there.csv").read_text() == "mine"


def test_without_openpyxl_the_package_is_named(folder: Path) -> None:
    script = (
        "import sys; sys.modules['openpyxl'] = None\n"
        "from alignassess.cli.main import main\n"
        "sys.argv = 'alignassess questionnaire export vendor-selection -o f.xlsx'.split()\n"
        "main()\n"
    )

    ran = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, timeout=60, check=False
    )

    assert ran.returncode == 2
    assert "need the packages openpyxl and defusedxml" in ran.stderr
    assert "pip install 'alignassess[xlsx]', or use a name in .csv or .yaml" in ran.stderr
    assert list(folder.glob("f.*")) == []
