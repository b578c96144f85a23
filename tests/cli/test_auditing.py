"""Audit reports with an engagement file: refusals, redaction, final reports."""

from pathlib import Path

import pytest

from tests.cli.conftest import AS_OF, Run


@pytest.fixture
def sheet(examples: Path) -> Path:
    return examples / "claims-triage" / "answers.yaml"


@pytest.fixture
def engaged(examples: Path, tmp_path: Path) -> Path:
    """The shipped engagement, to be changed."""
    source = examples / "claims-triage" / "engagement.yaml"
    target = tmp_path / "engagement.yaml"
    target.write_text(source.read_text(encoding="utf-8"), encoding="utf-8")
    return target


def changed(path: Path, before: str, after: str) -> Path:
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after, 1), encoding="utf-8")
    return path


def audit(run: Run, sheet: Path, engaged: Path, *more: str) -> tuple[int, str, str]:
    ran = run("report", sheet, "--kind", "audit", "--engagement", engaged, *more, *AS_OF)
    return ran.status, ran.out, ran.err


@pytest.mark.parametrize("format", ["md", "html"])
def test_the_shipped_engagement_is_printed(
    run: Run, sheet: Path, engaged: Path, format: str
) -> None:
    status, out, _ = audit(run, sheet, engaged, "--format", format)

    assert status == 0
    for words in ("EAI-26-44", "3, independent, limited assurance", "20261102", "T. Wolff"):
        assert words in out


def test_an_independent_type_without_the_evidence_is_status_2(
    run: Run, sheet: Path, engaged: Path
) -> None:
    changed(engaged, "questions: [ft-15, ec-14]", "questions: [ft-15, ec-21]")

    status, out, err = audit(run, sheet, engaged)

    place = engaged.read_text("utf-8").splitlines().index("  questions: [ft-15, ec-21]") + 1
    assert (status, out) == (2, "")
    assert "there is none for ec-21" in err
    assert f"engagement.yaml:{place}: independent-limited needs" in err


def test_a_final_report_without_its_dates_says_where_they_belong(
    run: Run, sheet: Path, engaged: Path
) -> None:
    changed(engaged, "status: draft", "status: final")

    status, _, err = audit(run, sheet, engaged)

    told = [line for line in err.splitlines() if "error: " in line]
    assert status == 2
    assert [True, True, True] == ["a final report" in line for line in told]
    assert "help: add it, or write status: draft" in err


@pytest.mark.parametrize(
    ("before", "after", "line", "words"),
    [
        ("chosen_by: R. Amsel", "chosenby: R. Amsel", 24, "unknown key"),
        ("type: independent-limited", "type: certified", 23, "self-assessment"),
        ("questions: [ft-15, ec-14]", "questions: [ft-15, ec-99]", 26, "ec-99"),
        ("id: outside-audit,", "id: outside-adit,", 75, "did you mean outside-audit?"),
        ('section: "13"', 'section: "33"', 17, "33"),
        ("version: 1.0.0\n", "version: one\n", 11, "report.version"),
    ],
)
def test_what_is_wrong_in_the_file_is_said_with_its_line(
    run: Run, sheet: Path, engaged: Path, before: str, after: str, line: int, words: str
) -> None:
    lines = engaged.read_text(encoding="utf-8").splitlines()
    expected = next(
        index for index, one in enumerate(lines, 1) if before.strip().splitlines()[0] in one
    )
    changed(engaged, before, after)

    status, _, err = audit(run, sheet, engaged)

    assert status == 3
    assert words in err
    assert f"engagement.yaml:{expected}:" in err


def test_a_section_is_withheld_by_number_or_by_marking(
    run: Run, sheet: Path, engaged: Path
) -> None:
    by_marking = audit(run, sheet, engaged, "--redact", "restricted")[1]
    by_number = audit(run, sheet, engaged, "--redact", "13", "--redact", "14")[1]

    assert by_marking == by_number
    assert "Redacted version: sections 13, 14 are withheld." in by_marking
    assert "evidence/stop-drill.txt" not in by_marking.split("## A Tool")[0]
    assert '["evidence", "", ' in by_marking


@pytest.mark.parametrize("section", ["9", "1", "18", "nothing"])
def test_limits_statement_and_signatures_are_never_withheld(
    run: Run, sheet: Path, engaged: Path, section: str
) -> None:
    assert audit(run, sheet, engaged, "--redact", section)[0] == 2


def test_a_final_report_is_superseded_and_never_edited(
    run: Run, sheet: Path, engaged: Path, tmp_path: Path
) -> None:
    changed(engaged, "status: draft  ", "status: final\n  issued: 2026-11-25  ")
    changed(
        engaged,
        'role: "lead assessor, Example Audit Institute"}',
        "role: lead, date: 2026-11-25}\n  approved: {name: R. Amsel, role: lead, date: 2026-11-25}",
    )
    target = str(tmp_path / "final.md")

    assert audit(run, sheet, engaged, "-o", target)[0] == 0
    assert audit(run, sheet, engaged, "-o", target)[0] == 0
    before = Path(target).read_bytes()
    changed(engaged, "Once a release is enough", "Twice a year is enough")
    status, _, err = audit(run, sheet, engaged, "-o", target)

    assert status == 2
    assert "superseded and never edited" in err
    assert Path(target).read_bytes() == before
    assert b"not final" not in before


def test_an_engagement_is_for_an_audit_report_only(run: Run, sheet: Path, engaged: Path) -> None:
    assert run("report", sheet, "--engagement", engaged).status == 2


def test_its_schema_is_printed(run: Run) -> None:
    ran = run("schema", "engagement")

    assert ran.status == 0
    assert "independent-reasonable" in ran.out
