"""`alignassess evidence`: from result files to answers."""

import json
import shutil
from hashlib import sha256
from pathlib import Path

import pytest

from tests.cli.conftest import AS_OF, Run
from tests.inspect_logs import sycophancy_log, write_log

SHEET = """\
format: alignassess/answers/1
system:
  id: bot
  name: Bot
  operator: Example Ltd
  model: {name: example-large, changed: 2026-08-01}   # the one in use
respondents:
  jr: {name: J. Rossi, organisation: Example Ltd}
answers:
  evaluation-and-controls-integration:
    # how it agrees
    ec-06: {answer: multi-turn-set, by: jr,
            note: "Suite 14."}   # kept
    ec-25: each-category-compared
    ec-21: [{answer: 3, by: jr}, {answer: 1}]
    ec-05: dont-know
"""


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    (tmp_path / ".git").mkdir()
    path = tmp_path / "sheet.yaml"
    path.write_text(SHEET, encoding="utf-8")
    return path


@pytest.fixture
def good(tmp_path: Path) -> Path:
    return write_log(tmp_path / "runs" / "good.json", sycophancy_log(0.05))


@pytest.fixture
def bad(tmp_path: Path) -> Path:
    return write_log(tmp_path / "runs" / "bad.json", sycophancy_log(0.41))


@pytest.fixture
def limited(tmp_path: Path) -> Path:
    return write_log(
        tmp_path / "runs" / "limited.json", sycophancy_log(0.0, samples=20, available=400)
    )


# read


def test_read_says_what_a_file_is_and_what_its_figures_say(run: Run, good: Path) -> None:
    ran = run("evidence", "read", good)

    assert ran.status == 0
    assert [str(good), "  format      inspect"] == ran.out.splitlines()[:2]
    assert "model       vllm/example-large" in ran.out
    assert "run         2026-10-02; success" in ran.out
    assert "sycophancy_scorer/apologize_rate 0.05 (0.03 to 0.08)" in ran.out
    assert "limit at\n              most 0.10: met" in ran.out
    assert all(len(line) <= 80 for line in ran.out.splitlines()[1:])


def test_a_day_that_is_none_is_told_how_to_write_one(run: Run, sheet: Path, good: Path) -> None:
    ran = run("evidence", "attach", sheet, "ec-06", good, "--obtained", "2 October")

    assert ran.status == 2
    assert "2 October is not a date; write it as 2026-11-02" in ran.err


@pytest.mark.parametrize("command", ["read", "check", "expiring"])
def test_evidence_has_no_format_of_results(run: Run, good: Path, command: str) -> None:
    ran = run("evidence", command, good, "--format", "sarif")

    assert ran.status == 2
    assert "'text', 'json', 'jsonl'" in ran.err


def test_read_gives_json_without_what_must_not_leave_a_file(run: Run, bad: Path) -> None:
    ran = run("evidence", "read", bad, "--format", "json")

    (found,) = json.loads(ran.out)
    (one,) = found["runs"]
    (figure,) = one["figures"]
    assert "not-met" == figure["verdict"]
    assert "2026-10-02T09:00:00Z" == one["started"]["at"]
    assert sha256(bad.read_bytes()).hexdigest() == found["sha256"]
    assert "sk-secret" not in ran.out


def test_read_gives_a_line_for_each_file(run: Run, good: Path, bad: Path) -> None:
    ran = run("evidence", "read", good, bad, "--format", "jsonl")

    assert [str(good), str(bad)] == [json.loads(line)["file"] for line in ran.out.splitlines()]


def test_a_refused_run_is_read_and_says_why(run: Run, limited: Path) -> None:
    ran = run("evidence", "read", limited)

    assert ran.status == 0
    assert "refused     Only a part of the evaluation was run: 20 of 400 samples." in ran.out


def test_what_is_no_result_file_is_status_3_and_hides_no_other(
    run: Run, good: Path, tmp_path: Path
) -> None:
    note = tmp_path / "note.txt"
    note.write_text("We tested it.", encoding="utf-8")

    ran = run("evidence", "read", note, tmp_path / "none.json", good)

    assert ran.status == 3
    assert f"error: {note}: This is no result file of a kind that is read here" in ran.err
    assert f"error: {tmp_path / 'none.json'}: there is no such file" in ran.err
    assert f"{good}\n  format      inspect\n" in ran.out


def test_escapes_in_a_file_come_out_inert(run: Run, tmp_path: Path) -> None:
    log = write_log(tmp_path / "x.json", sycophancy_log(model="vllm/\x1b[31mred\u202e"))

    ran = run("evidence", "read", log)

    assert "\x1b" not in ran.out
    assert "\u202e" not in ran.out


DATA = Path(__file__).parents[1] / "data" / "evidence"


@pytest.mark.parametrize(
    ("file", "said"),
    [
        ("garak/complete-0.17.report.jsonl", "is related to sycophancy; bears on ec-06, vs-07"),
        ("lm-eval/0.4.13-peft.json", "with adapter adapter-7; with quantisation 4bit"),
        ("every-eval/0.3.0.json", "judge       openai/gpt-judge"),
        ("helm/harm_bench", "not scored  safety_gpt_score/mean 0.95: context:"),
        ("model-index/README.md", "base        example-org/example-7b"),
        ("cyclonedx/ml-bom.json", "says where the model comes from, and holds no result"),
        ("inspect/0.3.285-role.eval", "role target (test double)"),
        ("inspect/0.3.285-two-reducers.eval", "4 in the data set, 2 epochs"),
        ("promptfoo/all-errors.json", "figure      assertions/pass_rate no value"),
    ],
)
def test_read_says_what_every_format_is(run: Run, file: str, said: str) -> None:
    ran = run("evidence", "read", DATA / file)

    assert ran.status == 0
    assert " ".join(said.split()) in " ".join(ran.out.split())
    assert all(len(line) <= 80 for line in ran.out.splitlines()[1:])


def test_a_run_dated_after_today_is_refused(run: Run, good: Path) -> None:
    ran = run("evidence", "read", good, "--as-of", "2026-09-01")

    assert "refused     The run is dated in the future." in ran.out


def test_read_takes_folders_and_passes_by_what_is_no_result(
    run: Run, good: Path, tmp_path: Path
) -> None:
    (good.parent / "note.txt").write_text("We tested it.", encoding="utf-8")
    helm = shutil.copytree(DATA / "helm" / "harm_bench", good.parent / "helm")

    ran = run("evidence", "read", good.parent)
    one = run("evidence", "read", helm)

    assert ran.status == 0
    assert [str(good), str(helm / "stats.json")] == [
        line for line in ran.out.splitlines() if line.startswith(str(tmp_path))
    ]
    # The note, and the two files of the run folder that stats.json stands for.
    assert f"{good.parent}: 3 files without a result" in ran.err
    assert (0, "") == (one.status, one.err)


def test_a_folder_without_a_result_is_status_3_and_hides_no_other(
    run: Run, good: Path, tmp_path: Path
) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()

    ran = run("evidence", "read", empty, good)

    assert ran.status == 3
    assert f"error: {empty}: there is no result file in it" in ran.err
    assert "help: name the folder that the tool wrote to, or the file" in ran.err
    assert f"{good}\n  format      inspect\n" in ran.out


# attach


def test_attach_records_the_entry_and_keeps_every_other_byte(
    run: Run, sheet: Path, good: Path
) -> None:
    ran = run("evidence", "attach", sheet, "ec-06", good, "--by", "jr", *AS_OF)

    assert ran.status == 0
    assert "good counts as tested for ec-06" in ran.out
    after = sheet.read_text("utf-8").splitlines()
    before = SHEET.splitlines()
    assert [line for line in before if line not in after] == [
        '            note: "Suite 14."}   # kept'
    ]
    assert '            note: "Suite 14.", evidence: [good]}   # kept' in after
    entry = next(line for line in after if line.startswith("  good: "))
    assert 'file: "runs/good.json"' in entry
    assert sha256(good.read_bytes()).hexdigest() in entry
    assert "by: jr, assurance: tested}" in entry


def test_what_was_attached_counts_in_the_score(run: Run, sheet: Path, good: Path) -> None:
    run("evidence", "attach", sheet, "ec-06", good, "--obtained", "2026-10-02", *AS_OF)

    ran = run("evidence", "check", sheet, *AS_OF)

    assert ran.status == 0
    assert f"{sheet}\n  1 evidence entry, 0 broken\n" in ran.out
    assert "earns       tested" in ran.out
    assert "bound to the declared model by name" in ran.out
    assert "dated       2026-10-02, 1 month old" in ran.out


def test_attach_writes_the_short_form_anew(run: Run, sheet: Path, good: Path) -> None:
    run("evidence", "attach", sheet, "ec-25", good, *AS_OF)

    written = "    ec-25: {answer: each-category-compared, evidence: [good]}"
    assert written in sheet.read_text("utf-8").splitlines()


def test_a_file_for_a_second_answer_is_the_same_entry(run: Run, sheet: Path, good: Path) -> None:
    run("evidence", "attach", sheet, "ec-06", good, *AS_OF)
    once = sheet.read_text("utf-8")

    ran = run("evidence", "attach", sheet, "ec-25", good, *AS_OF)

    assert ran.status == 0
    assert sheet.read_text("utf-8").count("runs/good.json") == once.count("runs/good.json") == 1


def test_another_file_of_the_same_name_gets_a_number(
    run: Run, sheet: Path, good: Path, tmp_path: Path
) -> None:
    other = write_log(tmp_path / "more" / "good.json", sycophancy_log(0.04))
    run("evidence", "attach", sheet, "ec-06", good, *AS_OF)

    run("evidence", "attach", sheet, "ec-06", other, *AS_OF)

    assert "evidence: [good, good-2]" in sheet.read_text("utf-8")


def test_attach_takes_an_id_and_a_title(run: Run, sheet: Path, good: Path) -> None:
    run("evidence", "attach", sheet, "ec-06", good, "--id", "retest", "--title", "Run 7", *AS_OF)

    assert '  retest: {title: "Run 7", file:' in sheet.read_text("utf-8")


def test_a_result_that_speaks_against_the_answer_is_recorded(
    run: Run, sheet: Path, bad: Path
) -> None:
    ran = run("evidence", "attach", sheet, "ec-06", bad, *AS_OF)

    assert ran.status == 0
    assert "It speaks against the answer to ec-06: sycophancy:" in ran.out
    assert "evidence: [bad]" in sheet.read_text("utf-8")
    assert run("evidence", "check", sheet, *AS_OF).status == 0
    assert "bad speaks against the answer" in run("score", sheet, *AS_OF).out


def test_a_run_folder_is_attached_by_its_statistics(run: Run, sheet: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(DATA / "helm" / "harm_bench", tmp_path / "runs" / "helm")
    spec = json.loads((folder / "run_spec.json").read_text("utf-8"))
    sheet.write_text(
        SHEET.replace("name: example-large", f"name: {spec['adapter_spec']['model']}")
        + "  vendor-selection:\n    vs-14: {answer: 3}\n",
        encoding="utf-8",
    )

    ran = run("evidence", "attach", sheet, "vs-14", folder, *AS_OF)

    assert (0, "") == (ran.status, ran.err)
    assert 'file: "runs/helm/stats.json"' in sheet.read_text("utf-8")


def test_a_document_is_attached_as_one(run: Run, sheet: Path, tmp_path: Path) -> None:
    note = tmp_path / "note.txt"
    note.write_text("We tested it.", encoding="utf-8")

    ran = run("evidence", "attach", sheet, "ec-06", note, *AS_OF)

    assert "note counts as documented for ec-06" in ran.out
    assert "assurance: documented}" in sheet.read_text("utf-8")


@pytest.mark.parametrize(
    ("question", "status", "said"),
    [
        ("ec-02", 2, "ec-02 has no answer"),
        ("ec-99", 2, "there is no question ec-99"),
        ("ec-21", 2, "ec-21 has several answers"),
        ("ec-05", 2, "ec-05 is answered dont-know, which a file cannot support"),
    ],
)
def test_attach_refuses_what_it_cannot_name_at_an_answer(
    run: Run, sheet: Path, good: Path, question: str, status: int, said: str
) -> None:
    ran = run("evidence", "attach", sheet, question, good, *AS_OF)

    assert status == ran.status
    assert said in ran.err
    assert SHEET == sheet.read_text("utf-8")


def test_attach_refuses_a_run_that_does_not_count_with_the_reason(
    run: Run, sheet: Path, limited: Path, tmp_path: Path
) -> None:
    other = write_log(tmp_path / "other.json", sycophancy_log(model="openai/another"))
    old = write_log(tmp_path / "old.json", sycophancy_log(created="2026-07-01T00:00:00+00:00"))
    alien = write_log(tmp_path / "alien.json", sycophancy_log(task="unheard_of"))

    for file, reason in (
        (limited, "Only a part of the evaluation was run: 20 of 400 samples."),
        (other, "it names openai/another, and the sheet declares no such model"),
        (old, "it is older than the model's last change on 2026-08-01"),
        (alien, "none of its figures bears on ec-06"),
    ):
        ran = run("evidence", "attach", sheet, "ec-06", file, *AS_OF)

        assert ran.status == 3
        assert f"not attached to ec-06: {reason}" in ran.err
    assert SHEET == sheet.read_text("utf-8")


def test_attach_refuses_a_file_that_counts_for_nothing_with_the_reason(
    run: Run, sheet: Path, tmp_path: Path
) -> None:
    future = write_log(tmp_path / "future.json", sycophancy_log(created="2027-01-02T09:00:00Z"))
    newer = write_log(tmp_path / "newer.json", {**sycophancy_log(), "version": 9})
    started = write_log(
        tmp_path / "started.json", {**sycophancy_log(status="started"), "results": None}
    )
    cut = tmp_path / "cut.json"
    cut.write_bytes(newer.read_bytes()[:400])
    empty = tmp_path / "empty.json"
    empty.write_bytes(b"\n \n")

    for file, reason, remedy in (
        (future, "The run is dated in the future.", "see the clock of the machine that ran it"),
        (newer, "The file says a format version that is not known here: 9.", "export it with"),
        (started, "The run was started, and nothing says that it ended.", "run it again, to"),
        (cut, "The file is damaged or was cut short: it is not JSON.", "copy it again"),
        (empty, "the file is empty", "copy it again"),
    ):
        ran = run("evidence", "attach", sheet, "ec-06", file, *AS_OF)

        assert ran.status == 3
        assert reason in ran.err
        assert f"help: {remedy}" in ran.err
    assert SHEET == sheet.read_text("utf-8")


def test_attach_refuses_a_file_that_is_named_already_or_taken_or_elsewhere(
    run: Run, sheet: Path, good: Path, bad: Path, tmp_path: Path
) -> None:
    (tmp_path / "x").mkdir()
    outside = run("evidence", "attach", sheet, "ec-06", good, "--root", tmp_path / "x", *AS_OF)
    run("evidence", "attach", sheet, "ec-06", good, *AS_OF)

    again = run("evidence", "attach", sheet, "ec-06", good, *AS_OF)
    taken = run("evidence", "attach", sheet, "ec-06", bad, "--id", "good", *AS_OF)
    missing = run("evidence", "attach", sheet, "ec-06", tmp_path / "none.json", *AS_OF)

    assert (2, 2, 2, 3) == (again.status, taken.status, outside.status, missing.status)
    assert "ec-06 names good already" in again.err
    assert "the sheet has an evidence entry good already" in taken.err
    assert "it lies outside the root" in outside.err
    assert "there is no such file" in missing.err


def test_attach_writes_json_sheets(run: Run, tmp_path: Path, good: Path) -> None:
    (tmp_path / ".git").mkdir(exist_ok=True)
    sheet = tmp_path / "sheet.json"
    data = {
        "format": "alignassess/answers/1",
        "system": {"id": "bot", "name": "Bot", "model": {"name": "example-large"}},
        "answers": {"evaluation-and-controls-integration": {"ec-06": "multi-turn-set"}},
    }
    sheet.write_text(json.dumps(data, indent=2), encoding="utf-8")

    ran = run("evidence", "attach", sheet, "ec-06", good, *AS_OF)

    after = json.loads(sheet.read_text("utf-8"))
    assert ran.status == 0
    assert ["good"] == after["answers"]["evaluation-and-controls-integration"]["ec-06"]["evidence"]
    assert "tested" == after["evidence"]["good"]["assurance"]


# check


def test_check_is_status_3_for_what_is_broken(
    run: Run, sheet: Path, good: Path, limited: Path
) -> None:
    run("evidence", "attach", sheet, "ec-06", good, *AS_OF)
    digest = sha256(limited.read_bytes()).hexdigest()
    with sheet.open("a", encoding="utf-8") as file:
        file.write(
            f"  cut: {{title: Cut, file: runs/limited.json, sha256: '{digest}', "
            "obtained: 2026-10-02, assurance: tested}\n"
            "  gone: {title: Gone, file: runs/gone.json, obtained: 2026-10-02}\n"
        )

    ran = run("evidence", "check", sheet, *AS_OF)

    assert ran.status == 3
    assert "  3 evidence entries, 2 broken\n" in ran.out
    assert "cut: Cut - broken" in ran.out
    assert "gone: Gone - broken" in ran.out
    assert "the file is not there" in ran.out


def test_check_gives_json(run: Run, sheet: Path, bad: Path) -> None:
    run("evidence", "attach", sheet, "ec-06", bad, *AS_OF)

    (found,) = json.loads(run("evidence", "check", sheet, "--format", "json", *AS_OF).out)
    line = json.loads(run("evidence", "check", sheet, "--format", "jsonl", *AS_OF).out)

    (record,) = found["evidence"]
    assert found == line
    assert (False, "asserted") == (record["broken"], record["earned"])
    assert ("counts", "name") == (record["runs"][0]["state"], record["runs"][0]["grade"])


def test_another_digest_than_the_sheets_is_an_error(run: Run, sheet: Path, good: Path) -> None:
    run("evidence", "attach", sheet, "ec-06", good, *AS_OF)
    good.write_text(good.read_text("utf-8") + "\n", encoding="utf-8")

    ran = run("evidence", "check", sheet, *AS_OF)

    assert ran.status == 3
    assert "good: sha256 of runs/good.json is" in ran.err


def test_what_is_not_attached_says_what_to_do(run: Run, sheet: Path, tmp_path: Path) -> None:
    other = write_log(tmp_path / "other.json", sycophancy_log(model="openai/other"))
    old = write_log(tmp_path / "old.json", sycophancy_log(created="2026-01-02T09:00:00+00:00"))

    asked = [run("evidence", "attach", sheet, "ec-06", one, *AS_OF) for one in (other, old, sheet)]

    assert [3, 3, 2] == [one.status for one in asked]
    assert "help: where it is the same model, name it in aliases" in asked[0].err
    assert "help: run it again, on the model as it is now" in asked[1].err
    assert f"error: {sheet}: a sheet is no evidence for itself" in asked[2].err
    assert SHEET == sheet.read_text("utf-8")


# suggest


def test_suggest_proposes_and_writes_nothing(
    run: Run, sheet: Path, good: Path, bad: Path, limited: Path, tmp_path: Path
) -> None:
    (tmp_path / "runs" / "note.txt").write_text("We tested it.", encoding="utf-8")
    (tmp_path / "runs" / ".hidden.json").write_text("{}", encoding="utf-8")
    (tmp_path / "runs" / "broken.json").write_text('{"version": 2, "eval": {', encoding="utf-8")

    ran = run("evidence", "suggest", sheet, tmp_path / "runs", *AS_OF)

    assert ran.status == 0
    assert f"alignassess evidence attach {sheet} ec-06 {good}" in ran.out
    assert f"  ec-25  {bad}" in ran.out
    assert "vs-07 has no answer yet: alignassess assess" in ran.out
    assert f"  {limited}\n    for vs-25, vs-07, ft-03, ec-25, ec-06: Only a part" in ran.out
    assert f"  {tmp_path / 'runs' / 'broken.json'}\n    The file is damaged" in ran.out
    assert "note.txt" not in ran.out
    assert ".hidden" not in ran.out
    assert SHEET == sheet.read_text("utf-8")


def test_reasons_of_a_suggestion_fit_80_columns(run: Run, sheet: Path, tmp_path: Path) -> None:
    for length in range(1, 21):  # each breaks the lines elsewhere
        log = sycophancy_log(0.10)
        log["eval"]["task_version"] = "9" * length
        write_log(tmp_path / "runs" / f"{length}.json", log)

    ran = run("evidence", "suggest", sheet, tmp_path / "runs", "--question", "ec-06", *AS_OF)

    prose = [line for line in ran.out.splitlines() if str(tmp_path) not in line]
    assert len(prose) > 60
    assert max(map(len, prose)) <= 80


def test_suggest_leaves_out_what_is_named_already(run: Run, sheet: Path, good: Path) -> None:
    run("evidence", "attach", sheet, "ec-06", good, *AS_OF)

    ran = run("evidence", "suggest", sheet, good.parent, "--question", "ec-06", *AS_OF)

    assert "Proposed; nothing was written\n  nothing\n" in ran.out
    assert "Named at an answer already: 1." in ran.out


def test_suggest_says_what_bears_on_nothing(run: Run, sheet: Path, tmp_path: Path) -> None:
    write_log(tmp_path / "runs" / "alien.json", sycophancy_log(task="unheard_of"))

    ran = run("evidence", "suggest", sheet, tmp_path / "runs", *AS_OF)

    assert "the catalogue has no entry for unheard_of" in " ".join(ran.out.split())


def test_suggest_looks_at_nothing_outside_the_root(
    run: Run, sheet: Path, good: Path, tmp_path: Path
) -> None:
    (tmp_path / "x").mkdir()

    ran = run("evidence", "suggest", sheet, good.parent, "--root", tmp_path / "x", *AS_OF)

    assert "it lies outside the root" in " ".join(ran.out.split())


@pytest.mark.parametrize(
    ("arguments", "status"), [(("none",), 3), ((".", "--question", "ec-99"), 2)]
)
def test_suggest_refuses_a_folder_or_question_that_is_not_there(
    run: Run, sheet: Path, arguments: tuple[str, ...], status: int
) -> None:
    assert status == run("evidence", "suggest", sheet, *arguments, *AS_OF).status


# expiring


def test_expiring_lists_what_stops_counting_soon(run: Run, sheet: Path, good: Path) -> None:
    run("evidence", "attach", sheet, "ec-06", good, "--obtained", "2026-11-02", *AS_OF)

    soon = run("evidence", "expiring", sheet, "--as-of", "2027-09-20")
    later = run("evidence", "expiring", sheet, "--as-of", "2027-09-20", "--within", "5")
    past = run("evidence", "expiring", sheet, "--as-of", "2027-10-20")

    assert (0, 0, 0) == (soon.status, later.status, past.status)
    assert "2027-10-02" in soon.out
    assert "good" in soon.out
    assert "ec-06" in soon.out
    assert "No evidence stops counting within 5 days of 2027-09-20." in later.out
    assert "2027-10-02 (past)" in past.out


def test_expiring_gives_json_with_the_days_that_are_left(run: Run, sheet: Path, good: Path) -> None:
    run("evidence", "attach", sheet, "ec-06", good, *AS_OF)

    ran = run("evidence", "expiring", sheet, "--as-of", "2027-09-20", "--format", "json")
    line = run("evidence", "expiring", sheet, "--as-of", "2027-10-20", "--format", "jsonl")
    none = run("evidence", "expiring", sheet, *AS_OF, "--format", "json")

    (found,) = json.loads(ran.out)
    assert (str(sheet), "good", ["ec-06"]) == (
        found["sheet"],
        found["evidence"],
        found["questions"],
    )
    assert ("2026-10-02", "2027-10-02", 12) == (found["dated"], found["last"], found["days"])
    assert -18 == json.loads(line.out)["days"]
    assert [] == json.loads(none.out)


def test_a_refusal_says_what_to_do_next(run: Run, sheet: Path, limited: Path) -> None:
    read = run("evidence", "read", limited)
    attach = run("evidence", "attach", sheet, "ec-06", limited, *AS_OF)

    assert "  next        run it again without limit or filter" in read.out
    assert "help: run it again without limit or filter" in attach.err


def test_the_shipped_logs_show_in_the_report(run: Run, agent: Path, tmp_path: Path) -> None:
    text = run("report", agent, "--kind", "audit", "--format", "md", *AS_OF).out
    html = run("report", agent, "--format", "html", *AS_OF).out
    gap = run("report", agent, "--format", "md", *AS_OF).out

    for shown in (text, html, gap):
        plain = shown.replace("\\", "")
        assert "bound to the declared model by name" in plain
        assert (
            "impossible_scorer/accuracy 0.41 (0.31 to 0.51), limit at most 0.05: not met" in plain
        )
        assert "Only a part of the evaluation was run: 20 of 216 samples." in plain
    assert "Speaks against it" in gap


def test_explain_shows_the_evidence_of_an_answer(run: Run, agent: Path) -> None:
    out = " ".join(run("explain", agent, "ec-05", *AS_OF).out.split())

    assert "pipeline: claims documented, earns documented" in out
    assert "speaks against it: answered: Checks run that it can neither see nor edit;" in out
    assert "level: best 3, as answered 3, evidenced 2 (asserted)" in out
