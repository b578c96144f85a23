"""`--report FORMAT=PATH`, `--format` and `report` with the formats that other programs read."""

import json
from pathlib import Path

import pytest

from alignassess.render.formats import FORMATS, OF_THE_INSTRUMENT
from tests.cli.conftest import AS_OF, Run

FOR_PROGRAMS = [name for name, one in FORMATS.items() if not one.for_people]
GATE = ("--fail-on", "high")


def asked(folder: Path, *names: str) -> list[str]:
    """The options for some formats, each in a file of its own."""
    return [part for name in names for part in ("--report", f"{name}={folder / name}")]


def test_one_run_writes_every_format(run: Run, agent: Path, tmp_path: Path) -> None:
    ran = run("gate", agent, *GATE, *AS_OF, *asked(tmp_path, *FORMATS))

    assert ran.status == 1
    assert ran.out.startswith("fail: coding-agent (preview as of 2026-11-25): ")
    assert {one.name for one in tmp_path.iterdir()} == set(FORMATS)
    assert all(one.stat().st_size > 80 for one in tmp_path.iterdir())


def test_a_decision_stands_in_the_reports_of_a_gate(
    run: Run, examples: Path, tmp_path: Path
) -> None:
    names = ("junit", "comment", "csv", "github-output", "sarif", "oscal-results")
    run("gate", examples, *GATE, *AS_OF, *asked(tmp_path, *names))

    assert "decision=fail" in (tmp_path / "github-output").read_text()
    assert "**Gate: fail** (1 fail, 2 pass)" in (tmp_path / "comment").read_text()
    assert (tmp_path / "junit").read_text().count('name="decision of the gate"') == 3
    assert (tmp_path / "csv").read_text().count(",fail,") == 8
    sentence = "fail: coding-agent (preview as of 2026-11-25): deceptive alignment"
    assert sentence in (tmp_path / "sarif").read_text()
    assert '"value": "fail"' in (tmp_path / "oscal-results").read_text()


@pytest.mark.parametrize("name", [one for one in FOR_PROGRAMS if one not in OF_THE_INSTRUMENT])
@pytest.mark.parametrize(("limit", "status"), [("critical", 0), ("low", 1)])
def test_no_format_changes_the_exit_status(
    run: Run, assistant: Path, name: str, limit: str, status: int
) -> None:
    ran = run("gate", assistant, "--fail-on", limit, "--format", name, *AS_OF)

    assert ran.status == status
    assert ran.out


def test_a_report_on_stdout_takes_the_place_of_the_text(run: Run, agent: Path) -> None:
    gated = run("gate", agent, *GATE, *AS_OF, "--report", "gitlab=-")
    scored = run("score", agent, *AS_OF, "--report", "gitlab=-")
    asked_for = run("score", agent, *AS_OF, "--format", "gitlab")

    assert len(json.loads(gated.out)) == 81  # the findings, and that it is a preview
    assert "fail: coding-agent (preview as of 2026-11-25): " in gated.err
    assert scored.out == asked_for.out
    assert json.loads(scored.out) == json.loads(gated.out)[:-1]


@pytest.mark.parametrize("name", ["sarif", "csv-findings", "cyclonedx", "oscal-poam", "junit"])
def test_saved_results_give_the_same_bytes_without_scoring(
    run: Run, examples: Path, tmp_path: Path, name: str
) -> None:
    direct, array, lines = tmp_path / "direct", tmp_path / "r.json", tmp_path / "r.jsonl"
    written = ["--report", f"{name}={direct}", "--report", f"json={array}"]
    run("score", examples, *AS_OF, *written, "--report", f"jsonl={lines}")

    from_array = run("report", array, "--format", name)
    from_lines = run("report", lines, "--format", name)

    assert direct.read_text() == from_array.out == from_lines.out
    assert (from_array.status, from_lines.status) == (0, 0)


@pytest.mark.parametrize(
    ("file", "text"),
    [("r.csv", "subject,"), ("r.sarif", "{"), ("r.xml", "<?xml"), ("r.cdx.json", "{")],
)
def test_the_suffix_chooses_the_format(
    run: Run, agent: Path, tmp_path: Path, file: str, text: str
) -> None:
    ran = run("report", agent, "-o", tmp_path / file, *AS_OF)

    assert ran.status == 0
    assert (tmp_path / file).read_text().startswith(text)


def test_the_catalog_needs_no_sheet(run: Run) -> None:
    ran = run("report", "--format", "oscal-catalog")

    assert ran.status == 0
    assert "catalog" in json.loads(ran.out)


def test_a_comment_can_be_made_smaller(run: Run, examples: Path) -> None:
    ran = run("report", examples, "--format", "comment", "--max-bytes", "3000", *AS_OF)

    assert len(ran.out.encode()) <= 3000
    assert "Cut here: " in ran.out


@pytest.mark.parametrize(
    ("options", "problem"),
    [
        (["pdf=a.pdf"], "there is no format pdf"),
        (["sarif"], "names no file"),
        (["sarif="], "names no file"),
        (["sarif=-", "junit=-"], "two reports on -"),
        (["sarif=a", "junit=a"], "two reports go there"),
        (["sarif=gone/a"], "lies in no folder that exists"),
        (["sarif=."], "is a folder"),
    ],
)
def test_a_wrong_report_is_status_2_before_anything_is_written(
    run: Run,
    assistant: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    options: list[str],
    problem: str,
) -> None:
    monkeypatch.chdir(tmp_path)

    ran = run("score", assistant, *(part for one in options for part in ("--report", one)))

    assert (ran.status, ran.out) == (2, "")
    assert problem in ran.err
    assert list(tmp_path.iterdir()) == []


def test_every_wrong_report_is_said_at_once(run: Run, assistant: Path) -> None:
    ran = run("gate", assistant, *GATE, "--report", "pdf=a", "--report", "sarif", "--report", "x=")

    assert ran.err.count("error: ") == 3


def test_a_format_and_a_report_cannot_share_stdout(run: Run, assistant: Path) -> None:
    assert run("score", assistant, "--format", "json", "--report", "sarif=-").status == 2
    assert run("score", assistant, "--format", "junit", "--report", "sarif=-").status == 2


def test_one_report_that_cannot_be_written_is_status_2_and_hides_nothing(
    run: Run, agent: Path, tmp_path: Path
) -> None:
    ran = run("gate", agent, *GATE, *AS_OF, "--report", "csv=/dev/full", *asked(tmp_path, "junit"))

    assert ran.status == 2
    assert "cannot be written" in ran.err
    assert ran.out.startswith("fail: coding-agent")
    assert [one.name for one in tmp_path.iterdir()] == ["junit"]


def test_a_gap_report_of_several_systems_is_refused_and_the_others_are_written(
    run: Run, examples: Path, tmp_path: Path
) -> None:
    ran = run("score", examples, *AS_OF, *asked(tmp_path, "html", "csv"))

    assert ran.status == 2
    assert "a gap report is about one result" in ran.err
    assert [one.name for one in tmp_path.iterdir()] == ["csv"]


def test_a_sheet_that_cannot_be_read_stands_in_the_reports(
    run: Run, agent: Path, tmp_path: Path
) -> None:
    bad = tmp_path / "bad.yaml"
    bad.write_text("format: alignassess/answers/1\nsystem: {id: x, name: X}\nanswer: {}\n")

    ran = run("gate", agent, bad, *GATE, *AS_OF, *asked(tmp_path, "junit", "sarif-github"))

    assert ran.status == 3
    assert 'type="input"' in (tmp_path / "junit").read_text()
    assert '"executionSuccessful": false' in (tmp_path / "sarif-github").read_text()


def test_damaged_lines_of_results_are_all_named(run: Run, agent: Path, tmp_path: Path) -> None:
    good = run("score", agent, "--format", "jsonl", "--full", *AS_OF).out
    damaged = tmp_path / "r.jsonl"
    damaged.write_text(f"{good}{{}}\n\n{good[:500]}\n")

    ran = run("report", damaged, "--format", "csv")

    assert ran.status == 3
    assert f"{damaged}:2: these results cannot be read" in ran.err
    assert f"{damaged}:4: these results cannot be read" in ran.err


def test_no_results_at_all_are_an_empty_table(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "none.json"
    path.write_text("[]\n")

    assert len(run("report", path, "--format", "csv").out.splitlines()) == 1
    assert run("report", path, "--format", "oscal-results").out == ""


def test_an_unknown_format_of_a_report_is_status_2(run: Run, agent: Path) -> None:
    ran = run("report", agent, "--format", "docx")

    assert ran.status == 2
    assert "choose: json, jsonl, csv" in ran.err
    assert run("report").status == 2


@pytest.mark.parametrize(("epoch", "status"), [("1764028800", 0), ("soon", 2), ("9" * 30, 2)])
def test_a_reproducible_build_sets_the_time(
    run: Run, agent: Path, monkeypatch: pytest.MonkeyPatch, epoch: str, status: int
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)

    ran = run("report", agent, "--format", "oscal-results", *AS_OF)

    assert ran.status == status
    assert ('"last-modified": "2025-11-25T00:00:00Z"' in ran.out) is (status == 0)
