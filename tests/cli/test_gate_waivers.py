"""The gate with waivers, ahead of time, and against a baseline, as a person runs it."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from alignassess.files.instrument_files import load_instrument
from tests.builders import HEAD, write_sheet
from tests.cli.conftest import AS_OF, Run
from tests.cli.test_process import start
from tests.files.test_git_changes import git

SHEET = "support-assistant/answers.yaml"
GATE = ("gate", SHEET, "--policy", "policy.yaml")
WITH = (*GATE, "--waivers", "waivers.yaml")


def test_a_waiver_lets_a_system_pass_and_is_said(run: Run, folder: Path) -> None:
    without, ran = run(*GATE, *AS_OF), run(*WITH, *AS_OF)

    assert (without.status, ran.status) == (1, 0)
    assert ran.out == (
        "pass, with 1 waiver: support-assistant (preview as of 2026-11-25): every other limit of "
        "the policy holds; waived: W-2026-001 accepts the essential gap ec-17 at level 2 or "
        "better until 2027-01-31; without waivers: inconclusive\n"
    )


def test_the_decision_with_and_without_waivers_is_in_the_json(run: Run, folder: Path) -> None:
    (found,) = json.loads(run(*WITH, *AS_OF, "--format", "json").out)

    assert (found["outcome"], found["verdict"]) == ("pass", "pass, with 1 waiver")
    assert found["preview"] == "2026-11-25"
    assert found["without_waivers"]["outcome"] == "inconclusive"
    assert found["waivers"][0]["approved_by"] == "S. Lindgren"
    assert found["waivers"][0]["expires_at"] == "2027-02-01T00:00:00Z"


@pytest.mark.parametrize("as_of", [AS_OF, ()])
def test_every_format_that_a_gate_is_judged_by_is_marked_as_a_preview(
    run: Run, folder: Path, as_of: tuple[str, ...]
) -> None:
    marked = {
        "sarif", "sarif-github", "junit", "gitlab", "github", "github-summary", "github-output",
        "comment", "csv", "oscal-results", "oscal-poam", "cyclonedx",
    }  # fmt: skip
    run(*WITH, *as_of, *(f"--report={name}={name}" for name in sorted(marked)))

    found = {name for name in marked if "preview" in Path(name).read_text("utf-8")}
    assert found == (marked if as_of else set())


def test_every_format_that_holds_a_decision_says_with_how_many_waivers(
    run: Run, folder: Path
) -> None:
    said = {"sarif", "sarif-github", "junit", "github", "github-summary", "comment", "csv",
            "oscal-results", "cyclonedx"}  # fmt: skip
    run(*WITH, *AS_OF, *(f"--report={name}={name}" for name in sorted(said)))

    assert said == {one for one in said if "pass, with 1 waiver" in Path(one).read_text("utf-8")}


def test_an_expired_waiver_is_reported_and_covers_nothing(run: Run, folder: Path) -> None:
    ran = run(*WITH, "--as-of", "2027-02-01")

    assert ran.status == 1
    assert "waiver W-2026-001 expired on 2027-01-31" in ran.err


def test_a_reproducible_build_revives_no_waiver(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    yesterday = datetime.now(UTC).date() - timedelta(days=1)
    text = Path("waivers.yaml").read_text(encoding="utf-8")
    text = text.replace("2026-11-09", "2020-01-01").replace("2027-01-31", str(yesterday))
    Path("waivers.yaml").write_text(text, encoding="utf-8")
    Path("policy.yaml").write_text(
        "format: alignassess/policy/1\n"
        "limits: [{category: sycophancy, reading: evidenced, rating: medium}]\n"
    )
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1600000000")

    ran = run(*WITH)
    assert ran.status == 1
    assert f"expired on {yesterday}" in ran.err


def test_a_reproducible_build_freshens_no_evidence(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sheet = write_sheet(
        folder / "own",
        "answers: {}\nevidence:\n  old: {title: Review, location: wiki, obtained: 2001-01-01, "
        "assurance: documented}\n",
    )
    Path("policy.yaml").write_text("format: alignassess/policy/1\nevidence_age: {months: 9}\n")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "978393600")  # 2001-01-02

    assert "evidence older than 9 months: old" in run("gate", str(sheet), *GATE[2:]).out


def test_waivers_are_listed_without_sheets_and_with(run: Run, folder: Path) -> None:
    alone = run("gate", "--list-waivers", "--waivers", "waivers.yaml", *AS_OF)
    after = run(*WITH, "--list-waivers", *AS_OF)

    assert (alone.status, after.status) == (0, 0)
    assert "W-2026-001  active  the essential gap ec-17 at level 2 or better" in alone.out
    assert "approved by S. Lindgren on 2026-11-09; requested by J. Rossi" in alone.out
    assert "as of 2026-11-25 (preview)" in alone.out
    assert "W-2026-001  active, used  the essential gap" in after.out


def test_the_list_as_json(run: Run, folder: Path) -> None:
    whole = json.loads(run(*WITH, "--list-waivers", "--format", "json", *AS_OF).out)
    lines = run(*WITH, "--list-waivers", "--format", "jsonl", *AS_OF).out.splitlines()

    assert [one["id"] for one in whole["waivers"]] == ["W-2026-001"]
    assert json.loads(lines[1])["waiver"]["used"] is True


@pytest.mark.parametrize(
    ("old", "new", "notice"),
    [
        (
            "[support-assistant]",
            "[nobody-*]",
            "is orphaned: no system of this run is one of nobody-*",
        ),
        ("2027-01-31", "2026-12-10", "expires in 15 days, at 2026-12-11T00:00:00Z"),
        ("at_level: 2", "at_level: 2", ""),
        ("9da31a8b4ae0", "0123456789ab", "is orphaned: ec-17 is worded anew since"),
        ("2026-11-09", "2026-12-01", "holds from 2026-12-01 on"),
    ],
)
def test_what_a_person_must_know_of_a_waiver(
    run: Run, folder: Path, old: str, new: str, notice: str
) -> None:
    text = Path("waivers.yaml").read_text(encoding="utf-8")
    Path("waivers.yaml").write_text(text.replace(old, new), encoding="utf-8")

    ran = run(*WITH, *AS_OF)
    assert notice in ran.err
    assert notice or "waiver W" not in ran.err


def test_an_unused_waiver_stops_only_a_strict_run(run: Run, folder: Path) -> None:
    lenient = ("gate", SHEET, "--fail-on", "high", "--waivers", "waivers.yaml", *AS_OF)

    assert run(*lenient).status == 0
    strict = run(*lenient, "--strict-waivers")
    assert strict.status == 1
    why = "error: waivers.yaml:6: waiver W-2026-001 is unused: no limit needs it"
    assert strict.err.startswith(why)


def test_of_what_has_changed_nothing_else_is_missed(run: Run, folder: Path) -> None:
    """The waiver is about another system, and the baseline holds it too."""
    sheet, other = "claims-triage/answers.yaml", "new.jsonl"
    for name in ("init -q", "add .", "commit -qm all"):
        git(*name.split())
    run("gate", SHEET, sheet, "--baseline", other, "--update-baseline", "--because", "s", *AS_OF)
    Path(sheet).write_text(Path(sheet).read_text("utf-8") + "# more\n", "utf-8")
    strict = ("--strict-waivers", "--waivers", "waivers.yaml", "--strict-baseline")
    gate = ("gate", ".", "--fail-on", "critical", "--baseline", other, *strict, *AS_OF)

    changed = run(*gate, "--changed-since", "HEAD")
    assert (changed.status, changed.err) == (0, "1 of 4 sheets changed\n")
    assert run(*gate).status == 1


def test_what_the_policy_never_lets_be_waived_is_status_2(run: Run, folder: Path) -> None:
    text = Path("policy.yaml").read_text(encoding="utf-8")
    Path("policy.yaml").write_text(text.replace("[ec-21,", "[ec-17, ec-21,"), encoding="utf-8")

    ran = run(*WITH, *AS_OF)
    assert ran.status == 2
    assert "waivers.yaml:6: W-2026-001: the policy never lets ec-17 be waived" in ran.err


def test_hostile_words_in_waivers_come_out_inert(run: Run, folder: Path) -> None:
    text = Path("waivers.yaml").read_text(encoding="utf-8")
    hostile = text.replace("S. Lindgren", '"S.\\e[31m Lindgren\\u202e"')
    Path("waivers.yaml").write_text(hostile, encoding="utf-8")

    ran = run("gate", "--list-waivers", "--waivers", "waivers.yaml", *AS_OF)
    assert ran.status == 0
    assert "\x1b" not in ran.out
    assert "\u202e" not in ran.out


def test_no_word_of_a_stranger_is_a_command_to_a_ci_runner(run: Run, folder: Path) -> None:
    """Neither at the head of a line nor where a long text is broken, on either stream."""
    text = Path("waivers.yaml").read_text("utf-8").replace("The permissions", f"{'x' * 70} ::a::b")
    Path("waivers.yaml").write_text(text, "utf-8")
    head = HEAD.replace("Acme bot", '"::error::gone ##[group]x"')
    sheet = str(write_sheet(folder, "answers: {}\n", name="a.yaml", head=head))
    named = str(write_sheet(Path("::error::b"), "answers: {}\n", name="b.yaml"))
    score = ("score", sheet, "--format", "json")
    Path("one.json").write_text(run(*score).out, "utf-8")
    Path("two.json").write_text(run(*score, "--as-of", "2026-11-01").out, "utf-8")

    said = "".join(
        ran.out + ran.err
        for ran in (
            run("gate", "--list-waivers", "--waivers", "waivers.yaml"),
            run("score", sheet),
            run("check", named),
            run("compare", "one.json", "two.json"),
        )
    )
    assert ": :a::b" in said
    assert ": :error::gone" in said
    assert ": :error::b/b.yaml: valid" in said
    assert [one for one in said.splitlines() if one.lstrip().startswith("::")] == []
    assert "##[" not in said


def test_what_turns_red_is_said_with_its_day_and_cause(run: Run, folder: Path) -> None:
    ran = run(*WITH, *AS_OF, "--ahead", "90")
    soon = run(*WITH, *AS_OF, "--ahead", "30")
    (data,) = json.loads(run(*WITH, *AS_OF, "--ahead", "90", "--format", "json").out)

    assert ran.status == 0
    assert "  ahead 2027-02-01: inconclusive, since waiver W-2026-001 expires: " in ran.out
    assert "ahead 30 days: neither evidence nor waivers make it worse" in soon.out
    assert [(one["on"], one["outcome"]) for one in data["ahead"]] == [
        ("2027-02-01", "inconclusive")
    ]


def test_evidence_that_goes_stale_turns_a_system_red(run: Run, folder: Path) -> None:
    Path("policy.yaml").write_text(
        "format: alignassess/policy/1\n"
        "limits: [{category: goal-misgeneralization, reading: evidenced, risk: 0.36}]\n"
    )
    ran = run(
        "gate", "claims-triage/answers.yaml", "--policy", "policy.yaml", *AS_OF, "--ahead", "400"
    )

    assert ran.status == 0
    assert ": inconclusive, since evidence " in ran.out
    assert "goes stale" in ran.out


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_the_ends_of_the_calendar_are_days_like_others(run: Run, folder: Path, day: str) -> None:
    text = Path("waivers.yaml").read_text(encoding="utf-8")
    endless = text.replace("2027-01-31", "9999-12-31")
    Path("waivers.yaml").write_text(endless, encoding="utf-8")

    fail_on = ("--fail-on", "low", "--waivers", "waivers.yaml")
    assert run("gate", SHEET, *fail_on, "--as-of", day, "--ahead", "3000").status == 1


def test_tags_choose_other_rules(run: Run, folder: Path) -> None:
    sheet = Path("coding-agent/answers.yaml")
    strict = run("gate", str(sheet), "--policy", "policy.yaml", *AS_OF)
    text = sheet.read_text(encoding="utf-8").replace(
        "\nsystem:\n", "\nsystem:\n  tags: [prototype]\n"
    )
    sheet.write_text(text, encoding="utf-8")
    relaxed = run("gate", str(sheet), "--policy", "policy.yaml", *AS_OF)

    assert strict.out.startswith("fail: ")
    assert relaxed.out.startswith("pass: ")


def test_completeness_without_a_policy_file(run: Run, folder: Path) -> None:
    for share, status in (("0.9", 0), ("90%", 0), ("0.99", 1)):
        ran = run("gate", SHEET, "--fail-under-completeness", share, *AS_OF)
        assert status == ran.status


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--fail-under-completeness", "2"), "2 is no share"),
        (("--fail-under-completeness", "many"), "many is no share"),
        (("--policy", "policy.yaml", "--fail-under-completeness", "0.8"), "both --policy and"),
        (("--fail-on-regression",), "--fail-on-regression without a baseline"),
        (("--fail-on", "high", "--strict-baseline"), "--strict-baseline without a baseline"),
        (("--fail-on", "high", "--tolerance", "0.1"), "--tolerance without --fail-on-regression"),
        (("--fail-on-regression", "--tolerance", "nan"), "--tolerance is no figure"),
        (("--fail-on", "high", "--because", "x"), "--because without --update-baseline"),
        (("--update-baseline", "--baseline", "b.json", "--because", " "), "--because says nothing"),
        (("--fail-on", "high", "--strict-waivers"), "--strict-waivers without waivers"),
        (("--list-waivers",), "--list-waivers without waivers"),
        (("--baseline", "b.json"), "no policy"),
    ],
)
def test_options_that_contradict_are_status_2(
    run: Run, folder: Path, options: tuple[str, ...], told: str
) -> None:
    ran = run("gate", SHEET, *options)

    assert ran.status == 2
    assert told in ran.err


def test_no_sheets_are_status_2(run: Run, folder: Path) -> None:
    assert run("gate", "--fail-on", "high").status == 2


def test_a_policy_about_regressions_needs_a_baseline(run: Run, folder: Path) -> None:
    Path("policy.yaml").write_text("format: alignassess/policy/1\nregressions: {tolerance: 0.02}\n")

    ran = run("gate", SHEET, "--policy", "policy.yaml")
    assert ran.status == 2
    assert "there is no baseline" in ran.err


def _worse(name: str) -> None:
    text = Path(SHEET).read_text(encoding="utf-8")
    line = next(one for one in text.splitlines() if one.startswith(f"    {name}: "))
    Path(SHEET).write_text(text.replace(line, f"    {name}: 0"), encoding="utf-8")


@pytest.fixture(params=["b.jsonl", "b.json"])
def baseline(run: Run, folder: Path, request: pytest.FixtureRequest) -> str:
    """A baseline of the three examples."""
    name: str = request.param
    sheets = sorted(str(one) for one in Path().glob("*/answers.yaml"))
    ran = run(
        "gate", *sheets, "--baseline", name, "--update-baseline", "--because", "start", *AS_OF
    )
    assert ran.status == 0, ran.err
    return name


def test_an_answer_that_dropped_fails(run: Run, baseline: str) -> None:
    options = ("gate", SHEET, "--baseline", baseline, "--fail-on-regression", *AS_OF)
    same = run(*options)
    _worse("ec-02")
    dropped = run(*options, "--tolerance", "0.9")

    assert (same.status, dropped.status) == (0, 1)
    assert "1 answer worse than the baseline: ec-02 (level 3 to 0)" in dropped.out
    assert "support-assistant against the baseline: 1 opened" in dropped.err
    assert "in the baseline and not in this run: claims-triage, coding-agent" in dropped.err
    strict = run(*options, "--strict-baseline")
    assert strict.status == 1
    assert f"error: {baseline}: in the baseline and not in this run: claims-triage" in strict.err


def test_a_baseline_only_shrinks_unless_told_why(run: Run, baseline: str) -> None:
    update = ("gate", SHEET, "--baseline", baseline, "--update-baseline", *AS_OF)
    before = Path(baseline).read_bytes()
    _worse("ec-02")
    kept = run(*update)
    unchanged = Path(baseline).read_bytes()
    told = run(*update, "--because", "the monitor was lost")

    assert (kept.status, told.status) == (1, 0)
    assert "support-assistant is not written" in kept.err
    assert "ec-02 opened" in kept.err
    assert before == unchanged
    assert '"2026-11-25: start","2026-11-25: the monitor was lost"' in Path(baseline).read_text()
    after = run("gate", SHEET, "--baseline", baseline, "--fail-on-regression", *AS_OF)
    assert after.status == 0


def test_with_a_broken_sheet_the_baseline_stays(run: Run, baseline: str) -> None:
    before = Path(baseline).read_bytes()
    ran = run("gate", SHEET, "gone.yaml", "--baseline", baseline, "--update-baseline", *AS_OF)

    assert ran.status == 3
    assert before == Path(baseline).read_bytes()


def test_two_sheets_about_one_id_leave_the_baseline_as_it_is(run: Run, baseline: str) -> None:
    before = Path(baseline).read_bytes()
    Path("copy.yaml").write_text(
        "format: alignassess/answers/1\nsystem: {id: support-assistant, name: Copy}\nanswers: {}\n"
    )
    ran = run(
        *("gate", SHEET, "copy.yaml", "--baseline", baseline),
        *("--update-baseline", "--because", "both", *AS_OF),
    )

    assert ran.status == 3
    assert f"error: copy.yaml: its id is that of {SHEET} too" in ran.err
    assert before == Path(baseline).read_bytes()


def test_a_new_system_needs_a_reason(run: Run, folder: Path) -> None:
    ran = run("gate", SHEET, "--baseline", "new.jsonl", "--update-baseline", *AS_OF)

    assert ran.status == 1
    assert not Path("new.jsonl").exists()
    assert "it is not in the baseline yet" in ran.err


def test_one_result_of_score_is_a_baseline(run: Run, folder: Path) -> None:
    Path("one.json").write_text(run("score", SHEET, "--format", "json", *AS_OF).out)

    ran = run("gate", SHEET, "--baseline", "one.json", "--fail-on-regression", *AS_OF)
    assert ran.status == 0
    ran = run("gate", "claims-triage/answers.yaml", "--baseline", "one.json", "--fail-on", "high")
    assert "claims-triage is not in the baseline" in ran.err


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "the file holds no results"),
        ("{}", "this is no results file: kind is missing"),
        ("nonsense", "this is no results file"),
        ('{"kind": "system"}\n{"kind": "system"}\n', "b.json:1: this is no results file"),
        ("[", "this is no results file"),
        (
            '{"format": "alignassess/row/1"}',
            "b.json: these are rows, which do not hold the answers",
        ),
    ],
)
def test_a_baseline_that_cannot_be_read_is_status_3(
    run: Run, folder: Path, text: str, told: str
) -> None:
    Path("b.json").write_text(text)

    ran = run("gate", SHEET, "--baseline", "b.json", "--fail-on-regression")
    assert ran.status == 3
    assert told in ran.err


def test_a_system_that_is_there_twice_is_refused(run: Run, baseline: str) -> None:
    text = run("score", SHEET, "--format", "jsonl", "--full", *AS_OF).out
    Path("twice.jsonl").write_text(text * 2)

    ran = run("gate", SHEET, "--baseline", "twice.jsonl", "--fail-on-regression")
    assert ran.status == 3
    assert "the system support-assistant is there twice" in ran.err


def test_the_version_in_the_example_is_that_of_today() -> None:
    version = load_instrument().card["ec-17"].version

    assert version == "9da31a8b4ae0"


@pytest.mark.parametrize(
    ("status", "more"),
    [
        (0, ("--waivers", "waivers.yaml")),
        (1, ()),
        (1, ("--waivers", "waivers.yaml", "--format", "json", "--as-of", "2027-03-01")),
        (2, ("--waivers", "gone.yaml")),
        (2, ("--waivers", "policy.yaml")),
        (2, ("--waivers", "gone.yaml", "gone-sheet.yaml")),
        (3, ("gone-sheet.yaml",)),
        (3, ("--baseline", "gone.json", "--fail-on-regression")),
        (3, ("--waivers", "waivers.yaml", "gone-sheet.yaml")),
        (0, ("--waivers", "waivers.yaml", "--ahead", "400", "--format", "jsonl")),
    ],
)
def test_statuses_in_a_process(folder: Path, status: int, more: tuple[str, ...]) -> None:
    dated = () if "--as-of" in more else AS_OF
    process = start(*GATE, *more, *dated)

    out, err = process.communicate(timeout=120)
    assert process.returncode == status, out + err
    assert "Traceback" not in err
