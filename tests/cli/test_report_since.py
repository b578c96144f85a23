"""A report against earlier results, and under other constants."""

import json
import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import AS_OF, Run
from tests.render.printed import Page, all_text

SHEET = "support-assistant/answers.yaml"
VENDOR = "vendors/example-ai.yaml"


@pytest.fixture
def before(run: Run, examples: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Earlier results of the sheet in the current folder, which has changed since."""
    shutil.copytree(examples, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    ran = run("score", SHEET, "--format", "json", "--as-of", "2026-10-15")
    Path("before.json").write_text(ran.out, encoding="utf-8")
    for name, answer in (("ec-02", "0"), ("ec-04", "4"), ("sp-06", "dont-know")):
        text = Path(SHEET).read_text(encoding="utf-8")
        line = next(one for one in text.splitlines() if one.startswith(f"    {name}: "))
        changed = text.replace(line, f"    {name}: {answer}")
        Path(SHEET).write_text(changed, encoding="utf-8")
    return "before.json"


def read(run: Run, format: str, *arguments: str) -> str:
    """The text of a report as a reader sees it."""
    ran = run("report", *arguments, "--format", format)
    assert ran.status == 0, ran.err
    return Page(ran.out).text if format == "html" else all_text(ran.out)


@pytest.mark.parametrize("kind", ["gap", "audit"])
@pytest.mark.parametrize("format", ["md", "html"])
def test_every_change_and_every_move_since_the_baseline_is_said(
    run: Run, before: str, kind: str, format: str
) -> None:
    known = json.loads(run("compare", before, SHEET, "--format", "json", *AS_OF).out)

    text = read(run, format, SHEET, "--kind", kind, "--baseline", before, *AS_OF)

    assert known["before"] in text
    changed = [one for one in known["changes"] if one["state"] != "unchanged"]
    assert {one["question"] for one in changed} >= {"ec-02", "ec-04", "sp-06"}
    for one in changed:
        assert {one["before"], one["now"]} <= {x for x in (one["before"], one["now"]) if x in text}
    assert "level 3 to 0" in text
    for one in known["shifts"]:
        for best, answered, evidenced in (one["before"], one["now"]):
            assert f"{answered:.2f} ({best:.2f}-{evidenced:.2f})" in text
    assert "ec-02: -0.11 credit in detection" in text


def test_without_a_baseline_the_audit_report_says_so(run: Run, assistant: Path) -> None:
    text = read(run, "md", str(assistant), "--kind", "audit", *AS_OF)

    assert "No earlier results were given, so nothing is compared." in text


def test_a_vendor_has_prevention_and_no_rating_to_compare(
    run: Run, examples: Path, tmp_path: Path
) -> None:
    vendor, path = str(examples / VENDOR), tmp_path / "vendor.json"
    path.write_text(run("score", vendor, "--format", "json", *AS_OF).out, encoding="utf-8")

    for kind in ("gap", "audit"):
        text = read(run, "md", vendor, "--kind", kind, "--baseline", str(path), *AS_OF)
        assert "Categories (prevention, higher is better)" in text


@pytest.mark.parametrize(
    ("arguments", "status", "words"),
    [
        (("coding-agent/answers.yaml", "--baseline", "before.json"), 3, "holds none of the system"),
        ((SHEET, "--baseline", "twice.jsonl"), 3, "holds 2 results of the system"),
        ((SHEET, "--baseline", "before.json", "--as-of", "2026-10-01"), 3, "later than this"),
        ((SHEET, "--baseline", "gone.json"), 3, "gone.json"),
        ((SHEET, "--baseline", "before.json", "--format", "json"), 2, "--baseline is for"),
        ((SHEET, "--portfolio", "--baseline", "before.json"), 2, "--baseline is for"),
        ((SHEET, "--sensitivity", "--format", "csv"), 2, "--sensitivity is for"),
        (("before.json", "--sensitivity"), 2, "these are saved results"),
    ],
)
def test_what_cannot_be_compared_or_varied_is_refused(
    run: Run, before: str, arguments: tuple[str, ...], status: int, words: str
) -> None:
    line = json.dumps(json.loads(Path(before).read_text(encoding="utf-8")))
    Path("twice.jsonl").write_text(f"{line}\n{line}\n", encoding="utf-8")

    ran = run("report", *arguments)

    assert (ran.status, ran.out) == (status, "")
    assert words in ran.err


def test_sensitivity_stands_in_every_report_as_in_score(
    run: Run, assistant: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, draws in (("RATING_DRAWS", 20), ("PLAN_DRAWS", 2)):
        monkeypatch.setattr(f"alignassess.cli.sensitivity.{name}", draws)
    saved = tmp_path / "saved.json"
    run("report", assistant, "--sensitivity", "-o", saved, *AS_OF)
    found = json.loads(saved.read_text(encoding="utf-8"))["sensitivity"]

    assert found["seed"] == 1
    for kind in ("gap", "audit"):
        for format in ("md", "html"):
            text = read(run, format, str(saved), "--kind", kind)
            assert f"{found['variations']} other values of constants were tried." in text
            for swing in found["swings"]:
                assert not swing["ratings"] or swing["constant"] in text
            for one in found["actions"]:
                assert f"{one['variations']} of {found['variations']}" in text
            for one in found["ratings"]:
                assert all(f"{count:,}" in text for count in one["counts"])


def test_a_vendor_has_no_rating_to_vary(run: Run, examples: Path) -> None:
    ran = run("report", examples / VENDOR, "--sensitivity", *AS_OF)

    assert ran.status == 0
    assert "a vendor sheet has no rating to vary" in ran.err
