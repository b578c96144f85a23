from pathlib import Path

import pytest

from tests.cli.conftest import AS_OF, Run


@pytest.mark.parametrize("suffix", ["md", "html", "json"])
def test_a_report_is_written_whole(run: Run, agent: Path, tmp_path: Path, suffix: str) -> None:
    target = tmp_path / f"report.{suffix}"

    ran = run("report", agent, "-o", target, *AS_OF)

    assert (ran.status, ran.out) == (0, "")
    assert "coding-agent" in target.read_text(encoding="utf-8")
    assert [one.name for one in tmp_path.iterdir()] == [target.name]


@pytest.mark.parametrize("suffix", ["md", "html"])
def test_saved_results_render_the_same_report_without_scoring(
    run: Run, agent: Path, tmp_path: Path, suffix: str
) -> None:
    results, direct, again = (tmp_path / name for name in ("r.json", "a", "b"))
    run("report", agent, "-o", results, *AS_OF)

    run("report", agent, "-o", direct, "--format", suffix, *AS_OF)
    run("report", results, "-o", again, "--format", suffix)

    assert direct.read_bytes() == again.read_bytes()


def test_damaged_results_are_status_3(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "results.json"
    path.write_text('{"format": "alignassess/results/1", "kind": "system"}')

    ran = run("report", path)

    assert ran.status == 3
    assert "these results cannot be read" in ran.err


@pytest.mark.parametrize("kind", ["gap", "audit"])
def test_changed_results_make_no_report(run: Run, agent: Path, tmp_path: Path, kind: str) -> None:
    results, target = tmp_path / "the results.json", tmp_path / "report.md"
    run("report", agent, "-o", results, *AS_OF)
    text = results.read_text(encoding="utf-8")
    results.write_text(text.replace("Coding agent", "Another agent"), encoding="utf-8")

    ran = run("report", results, "--kind", kind, "-o", target)

    assert (3, "") == (ran.status, ran.out)
    assert "they have not the digest that they state" in ran.err
    assert f"alignassess verify '{results}'" in ran.err
    assert not target.exists()


def test_changed_results_are_no_baseline_and_nothing_to_compare_with(
    run: Run, agent: Path, tmp_path: Path
) -> None:
    results = tmp_path / "results.json"
    run("report", agent, "-o", results, *AS_OF)
    text = results.read_text(encoding="utf-8")
    results.write_text(text.replace("Coding agent", "Another agent"), encoding="utf-8")

    for command in (
        ("report", agent, "--baseline", results, *AS_OF),
        ("compare", results, agent, *AS_OF),
        ("gate", agent, "--fail-on", "critical", "--baseline", results, *AS_OF),
    ):
        ran = run(*command)
        assert 3 == ran.status, command
        assert "they have not the digest that they state" in ran.err


def test_an_audit_report_is_markdown(run: Run, agent: Path) -> None:
    ran = run("report", agent, "--kind", "audit", *AS_OF)

    assert ran.status == 0
    assert "no assurance of any kind is given" in ran.out


def test_an_unknown_suffix_is_status_2(run: Run, agent: Path, tmp_path: Path) -> None:
    assert run("report", agent, "-o", tmp_path / "a.docx").status == 2


def test_an_output_that_cannot_be_written_is_status_2_and_leaves_nothing(
    run: Run, agent: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "folder.md"
    folder.mkdir()

    in_the_way = run("report", agent, "-o", folder)
    nowhere = run("report", agent, "-o", tmp_path / "gone" / "a.md")

    assert (in_the_way.status, nowhere.status) == (2, 2)
    assert "cannot be written" in in_the_way.err
    assert f"make the folder {tmp_path / 'gone'} first, or name one that is there" in nowhere.err
    assert list(tmp_path.rglob("*")) == [folder]


def test_a_folder_of_sheets_is_refused(run: Run, examples: Path) -> None:
    assert run("report", examples).status == 2


def test_a_vendor_report_names_no_rating(run: Run, examples: Path) -> None:
    ran = run("report", examples / "vendors" / "example-ai.yaml", *AS_OF)

    assert ran.status == 0
    assert "Example AI" in ran.out
