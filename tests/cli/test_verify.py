"""`verify`: digests of a report and of what it was made from, recomputed."""

import json
import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import AS_OF, Run

OLD = Path(__file__).parents[1] / "data" / "results" / "v1" / "claims-triage.json"
"""Made from `examples/claims-triage` before results carried a digest of themselves."""


@pytest.fixture
def folder(examples: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the examples beside which reports are written."""
    shutil.copytree(examples, tmp_path / "examples")
    monkeypatch.chdir(tmp_path)
    return tmp_path


SHEET = "examples/claims-triage/answers.yaml"


@pytest.mark.parametrize("name", ["r.md", "r.html", "r.json"])
def test_what_was_not_touched_verifies(run: Run, folder: Path, name: str) -> None:
    run("report", SHEET, "-o", name, *AS_OF)

    ran = run("verify", name)

    assert ran.status == 0
    assert "the report itself" in ran.out
    assert "Nothing differs." in ran.out


@pytest.mark.parametrize("name", ["r.md", "r.html", "r.json"])
def test_one_changed_figure_is_status_1(run: Run, folder: Path, name: str) -> None:
    run("report", SHEET, "-o", name, *AS_OF)
    text = Path(name).read_text(encoding="utf-8")
    Path(name).write_text(text.replace("Claims triage", "Claims Triage", 1), encoding="utf-8")

    ran = run("verify", name)

    assert ran.status == 1
    assert "the report itself was changed" in ran.out


@pytest.mark.parametrize("file", [SHEET, "examples/claims-triage/evidence/stop-drill.txt"])
def test_a_changed_input_is_named_with_both_digests(run: Run, folder: Path, file: str) -> None:
    run("report", SHEET, "-o", "r.md", *AS_OF)
    with Path(file).open("a", encoding="utf-8") as changed:
        changed.write("\n")

    ran = run("verify", "r.md")

    assert ran.status == 1
    assert file.rsplit("/", 1)[1] in ran.out
    assert ran.out.count("states ") == ran.out.count("has    ") == 1


def test_inputs_that_are_not_here_are_said_and_found_where_named(
    run: Run, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("report", SHEET, "-o", "r.md", *AS_OF)
    away = folder / "away"
    away.mkdir()
    shutil.move("r.md", away)
    monkeypatch.chdir(away)

    alone = run("verify", "r.md")
    with_inputs = run("verify", "r.md", "--inputs", folder)

    assert (alone.status, with_inputs.status) == (0, 0)
    assert f"not here sheet {SHEET}" in alone.out
    assert "not here" not in with_inputs.out


def test_the_outcome_as_json_names_every_input(run: Run, folder: Path) -> None:
    run("report", SHEET, "--kind", "audit", "--redact", "14", "-o", "r.md", *AS_OF)
    alone = json.loads(run("verify", "r.md", "--format", "json").out)
    with Path(SHEET).open("a", encoding="utf-8") as changed:
        changed.write("\n")

    ran = run("verify", "r.md", "--format", "json")

    data = json.loads(ran.out)
    assert (1, False, True) == (ran.status, data["verified"], alone["verified"])
    assert data["itself"]["states"] == data["itself"]["has"]
    states = {(one["kind"], one["path"]): one["state"] for one in data["inputs"]}
    assert "differs" == states[("sheet", SHEET)]
    assert "withheld" == states[("evidence", None)]
    assert "same" == states[("instrument", "catalog/pack.yaml")]


def test_inputs_that_are_gone_and_a_list_that_is_none_show_in_json(run: Run, folder: Path) -> None:
    run("report", SHEET, "-o", "r.md", *AS_OF)
    Path(SHEET).unlink()

    data = json.loads(run("verify", "r.md", "--format", "json").out)

    assert "not-here" in [one["state"] for one in data["inputs"] if one["path"] == SHEET]
    text = Path("r.md").read_text(encoding="utf-8")
    Path("r.md").write_text(text.replace('"inputs"', '"outputs"'), encoding="utf-8")
    assert json.loads(run("verify", "r.md", "--format", "json").out)["inputs"] is None


def test_a_cut_last_line_is_status_1(run: Run, folder: Path) -> None:
    run("report", SHEET, "-o", "r.md", *AS_OF)
    lines = Path("r.md").read_text(encoding="utf-8").splitlines()
    Path("r.md").write_text("\n".join(lines[:-1]) + "\n", encoding="utf-8")

    ran = run("verify", "r.md")

    assert ran.status == 1
    assert "no digest of itself" in ran.out


@pytest.mark.parametrize("content", [b"# No report\n", b"\xff\xfe", b"{}"])
def test_what_is_no_report_is_status_3(run: Run, folder: Path, content: bytes) -> None:
    for name in ("x.md", "x.json"):
        Path(name).write_bytes(content)

        assert run("verify", name).status == 3
    assert run("verify", "gone.md").status == 3


def test_results_of_the_first_version_render_and_state_no_digest(run: Run, folder: Path) -> None:
    for kind in ("gap", "audit"):
        for name in ("o.md", "o.html"):
            assert run("report", OLD, "--kind", kind, "-o", name).status == 0
            assert "Claims triage" in Path(name).read_text(encoding="utf-8")
    ran = run("verify", OLD)
    assert ran.status == 1
    assert "written by a version that gave none" in ran.out


@pytest.mark.parametrize("kind", ["gap", "audit"])
@pytest.mark.parametrize("format", ["md", "html", "json"])
def test_the_same_input_gives_the_same_bytes(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch, kind: str, format: str
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795564800")

    first = run("report", SHEET, "--kind", kind, "--format", format)
    again = run("report", SHEET, "--kind", kind, "--format", format)

    assert first.out == again.out
    assert "2026-11-25" in first.out


@pytest.mark.parametrize("value", ["tomorrow", "9" * 40])
def test_a_date_that_is_none_in_the_environment_is_status_2(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch, value: str
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", value)

    assert run("report", SHEET).status == 2
    assert run("report", SHEET, *AS_OF).status == 0
