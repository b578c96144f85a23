"""Two people's sheets become one: comments of the first stay, nothing is lost or overwritten."""

import re
from datetime import date
from pathlib import Path

import pytest

from alignassess.domain.scoring import assess
from alignassess.files.answer_sheet import load_sheet
from alignassess.files.instrument_files import load_instrument
from tests.cli.conftest import Run

JR = """\
# JR's sheet
format: alignassess/answers/1
instrument: 1
system: {id: acme, name: Acme}   # ours
respondents: {jr: {name: J. Rossi}}
answers:
  # facts
  system-profile:
    sp-01: api-pinned   # sure
    sp-02: [text-assistant, retrieval]
  fine-tuning-safety:
    ft-03: {answer: 2, by: jr, note: "seen", evidence: [doc]}
    ft-09: dont-know
evidence:
  doc: {title: Doc A, file: ev/a.txt}
"""
MK = """\
format: alignassess/answers/1
instrument: 1
system: {name: Acme, id: acme}
inherits: [v.yaml]
respondents: {mk: {name: M. Kim}, jr: {name: Someone else}}
answers:
  system-profile:
    sp-01: {answer: own, by: mk}
    sp-02: [retrieval, text-assistant]
    sp-05: {answer: up-to-five-steps, by: jr}
  fine-tuning-safety:
    ft-03: {answer: 3, by: mk, evidence: [doc]}
    ft-09: {answer: dont-know, note: "asked them", by: mk}
  vendor-selection: {vs-01: 3}
evidence:
  doc: {title: Doc B, by: jr, location: wiki}
"""
MERGED = """\
# JR's sheet
format: alignassess/answers/1
instrument: 1
system: {id: acme, name: Acme}   # ours
inherits: ["b/v.yaml"]
respondents: {jr: {name: J. Rossi}, mk: {name: "M. Kim"}, jr-2: {name: "Someone else"}}
answers:
  # facts
  system-profile:
    sp-01: [{answer: api-pinned, by: jr}, {answer: own, by: mk}]   # sure
    sp-02: [text-assistant, retrieval]
    sp-05: {answer: up-to-five-steps, by: jr-2}
  vendor-selection:
    vs-01: three-category-card
  fine-tuning-safety:
    ft-03: [{answer: refusal-test, by: jr, note: "seen", evidence: [doc]}, \
{answer: fixed-set-with-limit, by: mk, evidence: [doc-2]}]
    ft-09: {answer: dont-know, by: mk, note: "asked them"}
evidence:
  doc: {title: Doc A, file: "a/ev/a.txt"}
  doc-2: {title: "Doc B", location: wiki, by: jr-2}
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two sheets, each in a folder of its own."""
    for name, text in {
        "a/jr.yaml": JR,
        "b/mk.yaml": MK,
        "b/v.yaml": "format: alignassess/answers/1\nvendor: {id: v, name: V}\n",
        "a/ev/a.txt": "",
    }.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_merged_sheet_is_the_first_with_what_the_second_adds(folder: Path, run: Run) -> None:
    ran = run("merge", "a/jr.yaml", "b/mk.yaml", "-o", "out.yaml")

    assert (0, "") == (ran.status, ran.err)
    assert (folder / "out.yaml").read_text() == MERGED
    assert run("check", "out.yaml").status == 0


def test_what_differs_is_reported_with_both_sides(folder: Path, run: Run) -> None:
    out = run("merge", "a/jr.yaml", "b/mk.yaml", "-o", "out.yaml").out

    assert "6 answers, 2 disagreements\n" in out
    assert "respondents: jr of b/mk.yaml is now jr-2\n" in out
    assert "evidence: doc of b/mk.yaml is now doc-2\n" in out
    assert "\nft-03: What was compared before and after tuning" in out
    assert "\n  jr, J. Rossi: One kind of behaviour test, such as refusal of" in out
    assert "\n  mk, M. Kim: A fixed set of alignment tests" in out
    assert out.endswith("\nNext: alignassess assess out.yaml --only disagreements\n")
    assert max(map(len, out.splitlines())) <= 80


def test_merging_once_more_changes_nothing(folder: Path, run: Run) -> None:
    run("merge", "a/jr.yaml", "b/mk.yaml", "-o", "out.yaml")

    for second in ("b/mk.yaml", "a/jr.yaml", "out.yaml"):
        assert run("merge", "out.yaml", second).out == MERGED


def test_of_a_disagreement_the_lower_side_counts(folder: Path, run: Run) -> None:
    run("merge", "a/jr.yaml", "b/mk.yaml", "-o", "out.yaml")

    loaded = load_sheet(folder / "out.yaml", load_instrument())
    found = assess(load_instrument(), loaded.sheet, observations=(), as_of=date(2026, 11, 25))
    (finding,) = (one for one in found.findings if one.question.id == "ft-03")
    assert finding.level == 2


def test_without_an_output_the_sheet_goes_to_stdout_and_the_rest_to_stderr(
    folder: Path, run: Run
) -> None:
    ran = run("merge", "a/jr.yaml", "a/jr.yaml")

    assert (JR, 0) == (ran.out, ran.status)
    assert "4 answers, 0 disagreements" in ran.err


def test_three_sheets_are_joined_one_after_another(folder: Path, run: Run) -> None:
    head = "format: alignassess/answers/1\nsystem: {id: acme, name: Acme}\n"
    for name, key in {"one": "agent", "two": "chat", "three": "own"}.items():
        key = {"agent": "api-pinned", "chat": "api-managed"}.get(key, key)
        (folder / f"{name}.yaml").write_text(
            f"{head}answers: {{system-profile: {{sp-01: {key}}}}}\n"
        )

    out = run("merge", "one.yaml", "two.yaml", "three.yaml").out

    assert (
        "sp-01: [{answer: api-pinned, by: one}, {answer: api-managed, by: two}, "
        "{answer: own, by: three}]"
    ) in out
    people = re.findall(r'(\w+): \{name: "whoever answered [^"]*/(\w+)\.yaml"\}', out)
    assert people == [("one", "one"), ("two", "two"), ("three", "three")]


@pytest.mark.parametrize(
    ("second", "messages"),
    [
        ("b/v.yaml", ["a/jr.yaml:4: is about a system, b/v.yaml:2 about a vendor"]),
        ("c.yaml", ["a/jr.yaml:4: system.name is not as in c.yaml:2", "system.model is not as in"]),
    ],
)
def test_sheets_about_different_things_are_refused_and_both_are_named(
    folder: Path, run: Run, second: str, messages: list[str]
) -> None:
    (folder / "c.yaml").write_text(
        "format: alignassess/answers/1\nsystem: {id: acme, name: Other, model: {name: m}}\n"
    )

    ran = run("merge", "a/jr.yaml", second, "-o", "out.yaml")

    assert ran.status == 3
    assert all(message in ran.err for message in messages)
    assert not (folder / "out.yaml").exists()


def test_every_problem_of_both_sheets_is_told(folder: Path, run: Run) -> None:
    (folder / "c.yaml").write_text("format: alignassess/answers/1\nsystem: {id: acme}\n")
    (folder / "d.yaml").write_text(JR.replace("sp-01: api-pinned", "sp-01: never"))

    ran = run("merge", "c.yaml", "d.yaml")

    assert ran.status == 3
    assert "c.yaml:2: system.name is missing" in ran.err
    assert "d.yaml:9: sp-01 has no option" in ran.err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("a/jr.yaml",), "one sheet is nothing to merge"),
        (("a/jr.yaml", "b/mk.yaml", "-o", "b/mk.yaml"), "b/mk.yaml is there already"),
        (("a/jr.yaml", "b/mk.yaml", "-o", "out.json"), "are of two kinds"),
        (("a/jr.yaml", "b/mk.yaml", "-o", "none/out.yaml"), "cannot be written"),
    ],
)
def test_nothing_is_overwritten_or_guessed(
    folder: Path, run: Run, arguments: tuple[str, ...], message: str
) -> None:
    ran = run("merge", *arguments)

    assert ran.status == 2
    assert message in ran.err
    assert (folder / "b" / "mk.yaml").read_text() == MK


def test_a_sheet_of_a_newer_pack_is_not_joined(folder: Path, run: Run) -> None:
    (folder / "a" / "new.yaml").write_text(JR.replace("instrument: 1", "instrument: 12"))

    ran = run("merge", "a/new.yaml", "a/jr.yaml")

    assert ran.status == 3
    assert "answered with pack 12, which is newer than this program" in ran.err
