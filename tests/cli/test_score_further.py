"""`score` with lenses, sensitivity and depth, as a person at a terminal uses it."""

import json
from pathlib import Path

import pytest

from alignassess.domain.lens import STATEMENT
from tests.builders import write_sheet
from tests.cli.conftest import Run

DAY = ("--as-of", "2026-11-25")

SMALL = (
    "answers:\n  system-profile:\n    sp-07: rework\n    sp-22: {answer: under-1000}\n"
    "  evaluation-and-controls-integration:\n"
    "    ec-11: {answer: 4, trials: 3000, failures: 0}\n    ec-14: 3\n    ec-13: 1\n"
)

OWN = "format: alignassess/lens/1\nid: ours\ntitle: Ours\ntext: Customers first.\n"


def _one_line(text: str) -> str:
    return " ".join(text.split())


def test_all_lenses_stand_beside_the_result_with_what_they_are(run: Run, agent: Path) -> None:
    out = run("score", agent, *DAY, "--lens", "all").out

    assert STATEMENT in _one_line(out)
    assert "no lens" in out
    for name in ("frontier-lab", "agent-foundations", "academic-safety", "ai-ethics"):
        assert name in out
    assert "under every lens: " in out
    assert max(map(len, out.splitlines())) <= 80


def test_no_lens_is_the_default(run: Run, agent: Path) -> None:
    assert "lens" not in run("score", agent, *DAY).out
    assert json.loads(run("score", agent, *DAY, "--format", "json").out)["lenses"] == []


def test_one_lens_as_json(run: Run, agent: Path) -> None:
    ran = run("score", agent, *DAY, "--lens", "ai-ethics", "--format", "json")

    (lens,) = json.loads(ran.out)["lenses"]
    assert lens["lens"] == "ai-ethics"
    assert lens["shipped"] is True
    assert len(lens["categories"]) == 8


def test_a_lens_of_ones_own_from_a_file(run: Run, agent: Path, tmp_path: Path) -> None:
    own = tmp_path / "mine.yaml"
    own.write_text(OWN + "exposure: {sycophancy: 0.5}\n")

    out = run("score", agent, *DAY, "--lens", own).out
    assert "ours: Ours. Customers first." in out
    assert "under ours" in out


def test_a_wrong_lens_is_told(run: Run, agent: Path, tmp_path: Path) -> None:
    wrong, taken = tmp_path / "wrong.yaml", tmp_path / "taken.yaml"
    wrong.write_text(OWN + "exposure: {flattery: 2}\n")
    taken.write_text(OWN.replace("ours", "ai-ethics"))

    assert run("score", agent, "--lens", wrong).status == 3
    assert run("score", agent, "--lens", tmp_path / "none.yaml").status == 3
    misspelt = run("score", agent, "--lens", "ai-ethic")
    assert misspelt.status == 2
    assert "did you mean ai-ethics?" in misspelt.err
    assert run("score", agent, "--lens", taken).status == 2


def test_several_systems_as_text_have_no_lens(run: Run, examples: Path) -> None:
    ran = run("score", examples, *DAY, "--lens", "all")

    assert ran.status == 2
    assert "name one sheet" in ran.err
    many = run("score", examples, *DAY, "--lens", "ai-ethics", "--format", "jsonl")
    kinds = [json.loads(line) for line in many.out.splitlines()]
    assert {len(one["lenses"]) for one in kinds if one["kind"] == "system"} == {1}
    assert "a vendor sheet has no risk to see through a lens" in many.err


def test_sensitivity_is_the_same_for_a_seed_and_says_what_it_did(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("alignassess.cli.sensitivity.RATING_DRAWS", 20)
    monkeypatch.setattr("alignassess.cli.sensitivity.PLAN_DRAWS", 3)
    monkeypatch.setattr("alignassess.cli.sensitivity.EVERY", 0.0)
    sheet = write_sheet(tmp_path, SMALL)

    first = run("score", sheet, *DAY, "--sensitivity", "--seed", "5")
    again = run("score", sheet, *DAY, "--sensitivity", "--seed", "5")
    assert first.out == again.out
    assert "20 draws of random weights" in first.out
    assert "(seed 5)" in _one_line(first.out)
    assert "Sensitivity: the first actions" in first.out
    assert "sensitivity: 1 of " in first.err
    assert max(map(len, first.out.splitlines())) <= 80
    data = json.loads(run("score", sheet, *DAY, "--sensitivity", "--format", "json").out)
    assert data["sensitivity"]["rating_draws"] == 20


def test_a_vendor_sheet_has_no_rating_to_vary(run: Run, examples: Path) -> None:
    ran = run("score", examples / "vendors" / "example-ai.yaml", *DAY, "--sensitivity")

    assert ran.status == 0
    assert "no rating to vary" in ran.err


def test_every_form_of_a_core_result_says_so(run: Run, tmp_path: Path) -> None:
    sheet = write_sheet(tmp_path, f"depth: core\n{SMALL}")
    said = "Counted at depth core"

    assert said in run("score", sheet, *DAY).out
    assert json.loads(run("score", sheet, *DAY, "--format", "json").out)["depth"] == "core"
    other = write_sheet(tmp_path, f"depth: core\n{SMALL}", name="other.yaml")
    assert "of core" in run("score", sheet, other, *DAY).out
    assert said in run("explain", sheet, "sycophancy", *DAY).out
    for name in ("md", "html"):
        assert said in run("report", sheet, *DAY, "--format", name).out
    assert said in run("report", sheet, *DAY, "--kind", "audit").out
    gate = run("gate", sheet, *DAY, "--fail-on", "critical")
    assert gate.status == 1
    assert "(depth core, preview as of" in gate.out


def test_depth_may_be_asked_for(run: Run, agent: Path) -> None:
    core = json.loads(run("score", agent, *DAY, "--depth", "core", "--format", "json").out)
    full = json.loads(run("score", agent, *DAY, "--format", "json").out)

    assert core["depth"] == "core"
    assert full["depth"] == "full"
    assert core["completeness"]["applicable"] < full["completeness"]["applicable"]
    risks = [[one["answered"]["risk"] for one in each["categories"]] for each in (core, full)]
    assert risks[0] == risks[1]


def test_assess_writes_the_depth(run: Run, tmp_path: Path) -> None:
    sheet = write_sheet(tmp_path, SMALL)
    run("assess", sheet, "--depth", "core", "--root", tmp_path)

    assert "depth: core\n" in sheet.read_text("utf-8")
    run("assess", sheet, "--depth", "full", "--root", tmp_path)
    assert "depth: full\n" in sheet.read_text("utf-8")
    assert "trials: 3000" in sheet.read_text("utf-8")


def test_the_sentence_with_the_figure_is_in_score_report_and_explain(
    run: Run, tmp_path: Path
) -> None:
    # no failure in 3,000: 1 - 0.05^(1/3000) = 0.000998; at 1,000 uses one event a month
    sheet = write_sheet(tmp_path, SMALL)
    said = "your test cannot exclude up to 1 event a month"

    for command in (
        ("score", sheet),
        ("report", sheet),
        ("report", sheet, "--format", "html"),
        ("explain", sheet, "I-17"),
        ("explain", sheet, "ec-11"),
    ):
        assert said in _one_line(run(*command, *DAY).out), command


def test_a_cross_check_is_explained(run: Run, tmp_path: Path) -> None:
    sheet = write_sheet(tmp_path, SMALL)

    assert "X-02: please look again" in _one_line(run("score", sheet, *DAY).out)
    assert "please look again" in _one_line(run("explain", sheet, "X-02", *DAY).out)
    assert "Kept as a notice" in run("explain", "X-02").out


@pytest.mark.parametrize(
    "name",
    [*(f"I-{n:02}" for n in range(1, 28)), *(f"X-{n:02}" for n in range(1, 15)), "ai-ethics"],
)
def test_explain_answers_for_every_interaction_and_lens(run: Run, name: str) -> None:
    ran = run("explain", name)

    assert ran.status == 0
    assert "Why: " in ran.out
    assert "References" in ran.out
    assert "Kept as a" in ran.out or name == "ai-ethics"


def test_the_gap_report_names_what_holds_under_every_lens(run: Run, agent: Path) -> None:
    out = run("report", agent, *DAY).out

    assert "## Under every lens" in out
    assert "Nobody was polled" in out
    assert "## One cause, three categories" in out
    page = run("report", agent, *DAY, "--format", "html").out
    assert 'id="lenses"' in page
    assert "One cause, three categories" in page
