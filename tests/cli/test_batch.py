"""Runs over many sheets: rows in order, a table of the worst, one bad file hides no other."""

import json
import os
import sys
from datetime import date
from io import BytesIO, StringIO, TextIOWrapper
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from alignassess import resources
from alignassess.cli import batch, console, progress, workers
from alignassess.cli.batch import Came
from alignassess.cli.options import Format
from alignassess.cli.row_output import Nothing
from alignassess.cli.scorer import Job, Outcome
from alignassess.files import cache
from alignassess.files.schemas import SCHEMAS
from alignassess.files.sheet_paths import Sources
from tests.cli.conftest import AS_OF, Run
from tests.files.test_git_changes import git
from tests.files.test_own_questionnaires import OVERLAY

ROWS = (*AS_OF, "--format", "jsonl")


@pytest.fixture
def many(
    examples: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, agent: Path, assistant: Path
) -> Path:
    """Six systems, a vendor that one inherits, a policy, and two files that are broken."""
    top = tmp_path / "many"
    (top / "vendors").mkdir(parents=True)
    (top / ".git").mkdir()
    monkeypatch.chdir(top)
    monkeypatch.setenv("ALIGNASSESS_CACHE", str(tmp_path / "cache"))
    for number in range(6):
        text = (agent if number % 2 else assistant).read_text("utf-8")
        name = "coding-agent" if number % 2 else "support-assistant"
        Path(f"s{number}.yaml").write_text(text.replace(f"id: {name}", f"id: system-{number}"))
    Path("vendors/example-ai.yaml").write_bytes((examples / "vendors/example-ai.yaml").read_bytes())
    Path("policy.yaml").write_text("format: alignassess/policy/1\ncompleteness: 0.8\n")
    for one in Path().glob("s*.yaml"):
        one.write_text(one.read_text("utf-8").replace("../vendors/", "vendors/"))
    Path("broken.yaml").write_text("format: alignassess/answers/1\nsystem: [\n")
    Path("wrong.yaml").write_text("format: alignassess/answers/1\nanswers: {gone: {}}\n")
    return top


def path(row: dict[str, object]) -> object:
    source = row["source"]
    assert isinstance(source, dict)
    return source["path"]


def rows(text: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in text.splitlines()]


def test_a_row_for_each_sheet_in_order_and_an_error_for_each_broken_one(
    run: Run, many: Path
) -> None:
    ran = run("score", ".", *ROWS)

    found = rows(ran.out)
    assert 3 == ran.status
    assert ["error", *["system"] * 6, "vendor", "error"] == [one["kind"] for one in found]
    assert [f"system-{number}" for number in range(6)] == [one.get("id") for one in found[1:7]]
    assert ("broken.yaml", "wrong.yaml") == (path(found[0]), path(found[-1]))
    assert "error: broken.yaml:" in ran.err
    assert "error: wrong.yaml:1: the sheet has neither system nor vendor" in ran.err
    assert "there is no questionnaire gone" in ran.err
    schema = Draft202012Validator(SCHEMAS["row"][1]())
    assert [] == [error.message for one in found for error in schema.iter_errors(one)]


def test_workers_print_the_same_bytes_as_one_process(run: Run, many: Path) -> None:
    alone = run("score", ".", *ROWS, "--jobs", "1", "--no-cache")
    together = run("score", ".", *ROWS, "--jobs", "2", "--no-cache")

    assert (alone.status, alone.out, alone.err) == (together.status, together.out, together.err)


def test_workers_know_the_questionnaires_of_an_organisation(
    run: Run, many: Path, tmp_path: Path
) -> None:
    own = tmp_path / "own"
    own.mkdir()
    (own / "acme.yaml").write_text(OVERLAY, encoding="utf-8")
    command = ("score", "s0.yaml", "s1.yaml", *ROWS, "--questionnaires", own)

    alone = run(*command, "--no-cache", "--jobs", "1").out
    together = run(*command, "--no-cache", "--jobs", "2").out
    shipped = run("score", "s0.yaml", "s1.yaml", *ROWS).out
    resources.use_questionnaires(None)

    assert alone == together
    assert alone != shipped


def test_what_is_kept_gives_the_same_bytes_and_no_cache_keeps_nothing(run: Run, many: Path) -> None:
    first = run("score", ".", *ROWS, "--no-cache")
    assert not (cache.folder() / "results").exists()

    second, third = run("score", ".", *ROWS), run("score", ".", *ROWS)

    assert (first.out, first.err) == (second.out, second.err) == (third.out, third.err)
    assert (cache.folder() / "results").exists()


@pytest.mark.parametrize(
    "more",
    [
        ("--as-of", "2026-11-24"),
        ("--depth", "core"),
        ("--questionnaire", "fine-tuning-safety"),
        ("--full",),
        ("--lens", "ai-ethics"),
        ("--framework", "nist-ai-rmf"),
        ("--root", ".."),
    ],
)
def test_settings_are_never_taken_for_each_other(
    run: Run, many: Path, more: tuple[str, ...]
) -> None:
    run("score", "s0.yaml", "s1.yaml", *ROWS)

    kept = run("score", "s0.yaml", "s1.yaml", *ROWS, *more)
    anew = run("score", "s0.yaml", "s1.yaml", *ROWS, *more, "--no-cache")

    assert (anew.out, anew.err) == (kept.out, kept.err)


def test_the_program_itself_is_part_of_what_is_kept(
    run: Run, many: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from alignassess.cli import scorer

    run("score", "s0.yaml", "s1.yaml", *ROWS)
    entries = len(list(cache.folder().rglob("results/*/*.json")))
    monkeypatch.setattr(scorer, "_code", lambda: "another state of it")
    run("score", "s0.yaml", "s1.yaml", *ROWS)

    assert 2 * entries == len(list(cache.folder().rglob("results/*/*.json")))


def test_whole_results_are_lines_of_json_or_one_array(run: Run, many: Path) -> None:
    lines = run("score", "s0.yaml", "s1.yaml", *ROWS, "--full")
    array = run("score", "s0.yaml", "s1.yaml", *AS_OF, "--format", "json")
    report = run("score", "s0.yaml", "s1.yaml", *AS_OF, "--report", "json=all.json")

    assert rows(lines.out) == json.loads(array.out)
    assert Path("all.json").read_text("utf-8") == array.out
    assert 0 == report.status


def test_a_table_keeps_the_worst_and_counts_all(run: Run, many: Path) -> None:
    Path("broken.yaml").unlink()

    ran = run("score", ".", *AS_OF, "--worst", "2")

    head, first, second, *rest = ran.out.splitlines()
    assert head.startswith("system")
    assert ["system-1", "system-3"] == [first.split()[0], second.split()[0]]
    assert any(line.startswith("vendor") for line in rest)
    assert "6 systems: 0 critical, 3 high, 3 medium, 0 low, 0 unrated" in rest
    assert "not read: 1" in rest
    assert any(line.startswith("not shown: 4; --worst N shows more") for line in rest)
    everything = run("score", ".", *AS_OF, "--worst", "0").out
    assert 6 == sum(line.startswith("system-") for line in everything.splitlines())


def test_a_folder_with_one_sheet_shows_it_in_full(run: Run, many: Path) -> None:
    for one in Path().glob("s[1-5].yaml"):
        one.unlink()
    for name in ("wrong.yaml", "vendors/example-ai.yaml"):
        Path(name).unlink()
    Path("s0.yaml").write_text("format: alignassess/answers/1\nsystem: {id: one, name: One}\n")

    text = run("score", ".", *AS_OF)
    array = run("score", ".", *AS_OF, "--format", "json")

    assert (3, 3) == (text.status, array.status)
    assert "One (one)" in text.out
    assert "one" == json.loads(array.out)["subject"]["id"]


def test_jsonl_of_sheets_from_standard_input(
    run: Run, many: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sheet = {"format": "alignassess/answers/1", "system": {"id": "a", "name": "A"}}
    text = f"{json.dumps(sheet)}\n{{\n{json.dumps(sheet)}\n"
    monkeypatch.setattr(sys, "stdin", TextIOWrapper(BytesIO(text.encode())))

    ran = run("score", "-", *ROWS)

    assert 3 == ran.status
    assert ["system", "error", "system"] == [one["kind"] for one in rows(ran.out)]
    assert [1, 3] == [one["source"]["line"] for one in rows(ran.out)[::2]]  # type: ignore[index]
    assert "error: -:2: not valid JSON" in ran.err


def test_check_says_of_every_sheet_whether_it_can_be_read(run: Run, many: Path) -> None:
    ran = run("check", ".")

    assert 3 == ran.status
    assert 7 == ran.out.count(": valid; ")
    assert "vendors/example-ai.yaml: valid; " in ran.out


@pytest.mark.parametrize("format", ["text", "json", "jsonl"])
def test_gate_decides_the_same_kept_or_anew_alone_or_in_workers(
    run: Run, many: Path, format: str
) -> None:
    command = ("gate", ".", *AS_OF, "--fail-on", "high", "--format", format, "--ahead", "400")

    anew = run(*command, "--no-cache", "--jobs", "1")
    first, kept = run(*command, "--jobs", "2"), run(*command)

    assert 3 == anew.status
    assert (anew.out, anew.err) == (first.out, first.err) == (kept.out, kept.err)
    assert "system-5" in anew.out


def test_a_gate_as_text_keeps_the_worst_and_counts_all(run: Run, many: Path) -> None:
    ran = run("gate", "s0.yaml", "s1.yaml", "s2.yaml", "s3.yaml", *AS_OF, "--fail-on", "high",
              "--worst", "1")  # fmt: skip

    first, empty, counts, more = ran.out.splitlines()
    assert 1 == ran.status
    assert first.startswith("fail: system-1 ")
    assert ("", "4 systems: 2 fail, 0 inconclusive, 2 pass") == (empty, counts)
    assert more.startswith("not shown: 3;")


def test_a_changed_policy_is_never_decided_on_from_what_was_kept(run: Run, many: Path) -> None:
    command = ("gate", "s1.yaml", *AS_OF, "--policy", "policy.yaml")
    assert 0 == run(*command).status
    Path("policy.yaml").write_text("format: alignassess/policy/1\nessential_gaps: 0\n")

    assert 1 == run(*command).status


def test_only_what_changed_is_looked_at(run: Run, many: Path) -> None:
    Path(".git").rmdir()
    git("init", "-q")
    git("add", ".")
    git("commit", "-qm", "all")
    since = ("--changed-since", "HEAD")

    nothing = run("score", ".", *ROWS, *since)
    assert (3, "2 of 9 sheets changed") == (nothing.status, nothing.err.splitlines()[-1])
    for name in ("broken.yaml", "wrong.yaml"):
        Path(name).unlink()
    unchanged = run("gate", ".", *AS_OF, "--fail-on", "low", *since)
    assert (0, "", "0 of 7 sheets changed\n") == (unchanged.status, unchanged.out, unchanged.err)

    Path("s1.yaml").write_text(Path("s1.yaml").read_text("utf-8") + "# more\n")
    own = run("score", ".", *ROWS, *since)
    assert ["system-1"] == [one["id"] for one in rows(own.out)]
    full = run("score", ".", *AS_OF, "--report", "jsonl=-", *since)
    assert 1 == len(full.out.splitlines())
    vendor = Path("vendors/example-ai.yaml")
    vendor.write_text(vendor.read_text("utf-8") + "# more\n")
    both = rows(run("score", ".", *ROWS, *since).out)
    assert {"example-ai", "system-1"} < {str(one["id"]) for one in both}


def test_a_reference_that_is_none_is_status_2(run: Run, many: Path) -> None:
    ran = run("gate", ".", "--fail-on", "high", "--changed-since", "--upload-pack=x")

    assert 2 == ran.status


def test_a_run_goes_on_in_its_file(run: Run, many: Path) -> None:
    whole = run("score", ".", *ROWS).out
    out = Path("../out.jsonl")
    out.write_text(whole[: len(whole) // 2])

    ran = run("score", ".", *ROWS, "--resume", out)

    assert (3, "") == (ran.status, ran.out)
    assert whole == out.read_text("utf-8")
    other = run("score", ".", "--as-of", "2026-11-24", "--format", "jsonl", "--resume", out)
    assert 2 == other.status
    assert f"error: {out}:2: this line is not what the run gives" in other.err
    assert whole == out.read_text("utf-8")


def test_resume_is_for_lines(run: Run, many: Path) -> None:
    assert 2 == run("score", ".", "--resume", "out.jsonl").status
    assert not Path("out.jsonl").exists()


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_sheets_about_one_system_are_named_in_a_score_and_refused_by_a_gate(
    run: Run, many: Path, jobs: str
) -> None:
    sheets = "".join(f"{line}\n" for line in two_lines_of_each_id(many))
    Path("all.jsonl").write_text(sheets)

    scored = run("score", "all.jsonl", *ROWS, "--jobs", jobs)
    gated = run("gate", "all.jsonl", "--fail-on", "low", *AS_OF, "--jobs", jobs)

    assert scored.status == 0
    assert scored.err.splitlines() == [
        "notice: all.jsonl:3: its id is that of all.jsonl:1 too",
        "notice: all.jsonl:4: its id is that of all.jsonl:2 too",
    ]
    assert gated.status == 3
    assert "error: all.jsonl:4: its id is that of all.jsonl:2 too" in gated.err


@pytest.mark.parametrize(
    ("job", "resumed", "expected"),
    [
        ({}, None, "the same command takes their results from the cache and goes on"),
        ({"cached": False}, None, "nothing is kept of them, since --no-cache was given"),
        (
            {"cached": False},
            "r.jsonl",
            "the same command scores them again, and goes on after them in r.jsonl",
        ),
        (
            {"results": True},
            None,
            "nothing is kept of them: reports are made of all sheets in one run",
        ),
    ],
)
def test_a_run_that_is_ended_says_what_goes_on(
    many: Path,
    capsys: pytest.CaptureFixture[str],
    job: dict[str, Any],
    resumed: str | None,
    expected: str,
) -> None:
    class Stopped(Nothing):
        def take(self, one: Outcome) -> None:
            raise KeyboardInterrupt

    run = batch.Batch(
        Sources(["s0.yaml"]),
        Job(root=None, as_of=date(2026, 11, 25), **job),
        resumed=None if resumed is None else Path(resumed),
    )

    with pytest.raises(KeyboardInterrupt):
        run.through(Stopped())
    assert f"ended after 0 sheets; {expected}" == capsys.readouterr().err.splitlines()[-1]


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere every name is text")
def test_a_file_whose_name_is_no_text_is_scored_in_every_format(run: Run, many: Path) -> None:
    name = os.fsdecode(b"s\xff.yaml")
    Path("s0.yaml").rename(name)
    git("init")
    git("add", "s1.yaml")
    git("commit", "-m", "one")

    for format in Format:
        ran = run("score", name, "s1.yaml", *AS_OF, "--format", format)
        assert (ran.status, "\udcff" in ran.out + ran.err) == (0, False), format
    assert "s\ufffd.yaml" in run("score", name, *AS_OF, "--report", "csv-findings=-").out
    since = run("gate", name, "--fail-on", "low", *AS_OF, "--changed-since", "HEAD")
    report = run("gate", name, "--fail-on", "low", "--changed-since", "HEAD", "--report", "csv=-")
    assert since.status == report.status == 1


def test_many_sheets_about_one_system_are_counted(
    run: Run, many: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batch, "MOST_NOTICES", 1)
    Path("all.jsonl").write_text("".join(f"{line}\n" for line in two_lines_of_each_id(many)))

    assert "notice: 1 more share an id; --verbose prints all" in run("score", "all.jsonl").err
    assert "all.jsonl:4" in run("--verbose", "score", "all.jsonl", *ROWS).err


def two_lines_of_each_id(folder: Path) -> list[str]:
    """A system and a vendor, and both once more; they share a name, and are not the same."""
    head = {"format": "alignassess/answers/1", "answers": {}}
    one = json.dumps({**head, "system": {"id": "one", "name": "One"}})
    other = json.dumps({**head, "vendor": {"id": "one", "name": "One"}})
    return [one, other, one, other]


@pytest.mark.parametrize("jobs", ["0", "-1", "many", "257", "1.5"])
def test_a_number_of_processes_is_one(run: Run, many: Path, jobs: str) -> None:
    assert 2 == run("score", ".", "--jobs", jobs).status


def test_notices_about_single_sheets_are_cut(
    run: Run, many: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batch, "MOST_NOTICES", 1)
    for name in ("a.yaml", "b.yaml", "c.yaml"):
        Path(name).write_text(
            f"format: alignassess/answers/1\nsystem: {{id: {name[0]}, name: One}}\n"
            "evidence: {e: {title: E, file: gone.md, assurance: documented}}\n"
        )

    ran = run("check", "a.yaml", "b.yaml", "c.yaml")
    all_of_them = run("--verbose", "check", "a.yaml", "b.yaml", "c.yaml")

    assert ran.err.splitlines() == [
        "notice: a.yaml:3: gone.md is not there; e counts as asserted",
        "notice: 2 more notices; --verbose prints all",
    ]
    assert 3 == all_of_them.err.count("counts as asserted")


def test_progress_is_said_where_asked_for(
    run: Run, many: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(progress, "_EVERY_LINE", 0.0)

    ran = run("check", "s0.yaml", "s1.yaml", "--progress")

    assert "1 of 2 sheets, " in ran.err
    assert " a second, 0 s left" in ran.err
    assert any(line.startswith("2 sheets, ") for line in ran.err.splitlines())
    assert " a second" not in run("check", "s0.yaml", "s1.yaml").err
    assert "" == run("--quiet", "check", "s0.yaml", "s1.yaml", "--progress").err


def test_progress_on_a_terminal_is_one_line_that_goes_away(
    many: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Terminal(StringIO):
        def isatty(self) -> bool:
            return True

    console.configure(
        quiet=False, verbose=False, color=console.Color.AUTO, error_format=console.ErrorFormat.TEXT
    )
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setattr(progress, "_QUIET", 0.0)
    sources = Sources(["s0.yaml", "s1.yaml"])
    list(sources)

    shown = progress.Progress(sources, wanted=None)
    shown.step(1)
    shown.step(1)
    shown.end()

    assert terminal.getvalue().startswith("\r\x1b[2K1 of 2 sheets, ")
    assert terminal.getvalue().endswith("\r\x1b[2K")


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0.2, "0 s"), (59.4, "59 s"), (200, "3 min 20 s"), (7500, "2 h 5 min"), (-1, "0 s")],
)
def test_a_duration_in_words(seconds: float, words: str) -> None:
    assert words == progress.duration(seconds)


def test_the_rest_of_a_stream_is_told_by_its_share() -> None:
    sources = Sources(["a.jsonl"])
    sources.share = 0.25

    assert "1,000 sheets (25%), 500 a second, 6 s left" == progress.sentence(1000, 2.0, sources)
    sources.share = None
    assert "1,000 sheets, 500 a second" == progress.sentence(1000, 2.0, sources)
    assert "0 sheets, 0 a second" == progress.sentence(0, 0.0, None)


def test_few_sheets_need_no_workers(run: Run, many: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    used: list[int] = []

    def one() -> int:
        used.append(1)
        return 1

    monkeypatch.setattr(workers, "WORTH", 3)
    monkeypatch.setattr(workers, "available", one)

    run("check", "s0.yaml", "s1.yaml")
    assert [] == used
    run("check", "s0.yaml", "s1.yaml", "s2.yaml")
    assert [1] == used


def test_chunks_are_cut_by_number_and_by_size() -> None:
    from alignassess.files.sheet_paths import Source

    by_number = workers._chunks(Source(str(number)) for number in range(33))
    by_size = workers._chunks(Source("a", data=b"x" * 1_500_000) for _ in range(3))

    assert [32, 1] == [len(one) for one in by_number]
    assert [2, 1] == [len(one) for one in by_size]


def test_what_came_of_a_run_counts_every_sheet() -> None:
    assert 6 == Came(scored=3, failed=2, unchanged=1).looked_at
