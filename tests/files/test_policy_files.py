"""Policies and waivers as people write them: short forms, and every problem with its line."""

import tempfile
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from alignassess import resources
from alignassess.domain.model import Reading
from alignassess.domain.policy import Level, WaiverRules
from alignassess.errors import UsageError
from alignassess.files.instrument_files import load_instrument
from alignassess.files.policy_file import read_policy
from alignassess.files.policy_schema import policy_schema, waivers_schema
from alignassess.files.waivers_file import read_waivers

HEAD = "format: alignassess/policy/1\n"
VERSION = load_instrument().card["ec-17"].version
WAIVER = f"""\
  - id: W-1
    systems: ["*"]
    essential_gap: ec-17
    at_level: 1
    version: {VERSION}
    reason: accepted-risk
    justification: For a time.
    requested_by: A. Khan
    approved_by: R. Ortiz
    approved_on: 2026-11-01
    expires: 2027-01-31
"""
WAIVERS = "format: alignassess/waivers/1\nwaivers:\n"


def _policy_told(folder: Path, text: str) -> list[str]:
    path = folder / "policy.yaml"
    path.write_text(HEAD + text, encoding="utf-8")
    with pytest.raises(UsageError) as caught:
        read_policy(path)
    return [str(one).removeprefix(f"{folder}/") for one in caught.value.problems]


def _waivers_told(folder: Path, text: str) -> list[str]:
    path = folder / "waivers.yaml"
    path.write_text(WAIVERS + text, encoding="utf-8")
    with pytest.raises(UsageError) as caught:
        read_waivers(path, load_instrument())
    return [str(one).removeprefix(f"{folder}/") for one in caught.value.problems]


def test_the_short_forms_are_read(tmp_path: Path) -> None:
    path = tmp_path / "policy.yaml"
    path.write_text(
        HEAD
        + "completeness: 80%\nnonresponses: 0.1\nnot_applicable: {share: 12.5%, level: warn}\n"
        + "evidence_age: 9\nessential_gaps: 0\n"
        + "limits: [{category: all, reading: answered, rating: medium, level: off}]\n"
    )

    found = read_policy(path)
    assert found.completeness is not None
    assert found.nonresponses is not None
    assert found.not_applicable is not None
    assert found.evidence_age is not None
    assert found.essential_gaps is not None
    assert found.limits is not None
    assert (found.completeness.share, found.completeness.level) == (0.8, Level.ERROR)
    assert found.nonresponses.share == 0.1
    assert (found.not_applicable.share, found.not_applicable.level) == (0.125, Level.WARN)
    assert (found.evidence_age.months, found.essential_gaps.most) == (9, 0)
    # compared by identity where limits are held against a reading
    assert found.limits[0].reading is Reading.ANSWERED
    assert found.limits[0].level is Level.OFF


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("completness: 0.8\n", "policy.yaml:2: completness: unknown key"),
        ("completeness: 80 percent\n", "policy.yaml:2: completeness must be a number"),
        ("completeness: x%\n", "policy.yaml:2: completeness must be a number"),
        ("completeness: 0\n", "policy.yaml:2: completeness must be more than 0.0"),
        ("completeness: {share: 120%}\n", "policy.yaml:2: completeness.share must be at most 1.0"),
        ("nonresponses: 1\n", "policy.yaml:2: nonresponses: a share of 1 can never bite"),
        ("evidence_age: -1\n", "policy.yaml:2: evidence_age must be at least 0"),
        ("completeness: 0.8\nquestionnaires: []\n", "policy.yaml:3: questionnaires is empty"),
        (
            "completeness: 0.8\nrequired: [vendor-selektion]\n",
            "policy.yaml:3: required: there is no scored questionnaire vendor-selektion",
        ),
        (
            "completeness: 0.8\nwaivers:\n  never: [ec-01]\n",
            "policy.yaml:4: waivers.never: ec-01 can never be waived: it is not known",
        ),
        (
            "completeness: 0.8\nmatrix:\n  - {completeness: 0.7}\n",
            "policy.yaml:4: matrix.0 must have paths or tags",
        ),
        (
            "matrix:\n  - tags: [a]\n    questionnaires: [nonsense]\n    completeness: 0.8\n",
            "policy.yaml:4: questionnaires: there is no scored questionnaire nonsense",
        ),
        (
            "limits:\n  - {category: all, rating: low}\n  - {category: all, rating: low}\n",
            "policy.yaml:4: limits.1: can never bite, since limits.0 is as tight or tighter for "
            "the same categories; every limit must hold",
        ),
        (
            "limits:\n  - {category: all, risk: 1.2}\n",
            "policy.yaml:3: limits.0.risk must be at most 1.0",
        ),
        (
            "questionnaires: [vendor-selection]\nrequired: [fine-tuning-safety]\n",
            "policy.yaml:3: required: fine-tuning-safety is none of `questionnaires`, so that "
            "nothing can pass",
        ),
        (
            "essential_gaps: 6\n",
            "policy.yaml:2: essential_gaps: there are 6 essential practices, so 6 can never bite",
        ),
        ("depth: deep\n", 'policy.yaml:2: depth cannot be "deep"'),
        ("", "policy.yaml:1: the policy is empty: it limits nothing"),
        ("limits: []\n", "policy.yaml:1: the policy is empty: it limits nothing"),
    ],
)
def test_what_is_wrong_with_a_policy_is_told_with_its_line(
    tmp_path: Path, text: str, told: str
) -> None:
    assert _policy_told(tmp_path, text)[0] == told


def test_what_is_wrong_is_told_from_the_top_down(tmp_path: Path) -> None:
    told = _policy_told(tmp_path, "limit: []\nmatrix:\n  - {path: [a]}\nwaivers: {most: -1}\n")

    assert [one.partition(" ")[0] for one in told] == [
        "policy.yaml:2:",
        "policy.yaml:4:",
        "policy.yaml:5:",
    ]


@pytest.mark.parametrize(
    ("limit", "remedy"),
    [
        ("{category: all, rating: low, reading: best}", "choose one of: answered, evidenced"),
        (
            "{category: al, rating: low}",
            "did you mean all? choose one of: reward-hacking, goal-misgeneralization, "
            "deceptive-alignment, mesa-optimization, sycophancy, sandbagging, "
            "situational-awareness-misuse, reward-model-exploitation, all",
        ),
    ],
)
def test_every_word_that_fits_is_offered(tmp_path: Path, limit: str, remedy: str) -> None:
    path = tmp_path / "policy.yaml"
    path.write_text(f"format: alignassess/policy/1\nlimits: [{limit}]\n")

    with pytest.raises(UsageError) as caught:
        read_policy(path)

    assert [one.remedy for one in caught.value.problems] == [remedy]


def test_a_policy_that_is_not_there_is_a_usage_error(tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        read_policy(tmp_path / "gone.yaml")


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (("at_level: 1", "at_levl: 1"), "waivers.yaml:6: waivers.0.at_levl: unknown key"),
        (
            ("ec-17", "ec-01"),
            "waivers.yaml:5: W-1: essential_gap ec-01 is not an essential practice",
        ),
        ((f"    version: {VERSION}\n", ""), "waivers.yaml:3: W-1: version is missing"),
        (("R. Ortiz", "a. khan"), "waivers.yaml:11: W-1: approved_by is who requested it"),
        (("2027-01-31", "2026-10-31"), "waivers.yaml:13: W-1: expires lies before approved_on"),
        (
            ("2027-01-31", "tomorrow"),
            "waivers.yaml:13: waivers.0.expires must be a date, written as 2026-11-02",
        ),
        (("2027-01-31", "2027-02-30"), None),
        (("accepted-risk", "because"), 'waivers.yaml:8: waivers.0.reason cannot be "because"'),
        (("    approved_by: R. Ortiz\n", ""), "waivers.yaml:3: waivers.0.approved_by is missing"),
        (("    expires: 2027-01-31\n", ""), "waivers.yaml:3: waivers.0.expires is missing"),
        (('["*"]', "[]"), "waivers.yaml:4: waivers.0.systems must not be empty"),
        (
            ("    essential_gap: ec-17\n    at_level: 1\n", ""),
            "waivers.yaml:3: W-1: has neither category and essential_gap",
        ),
        (("id: W-1", 'id: "W\\e[31m"'), None),
    ],
)
def test_what_is_wrong_with_a_waiver_is_told_with_its_line(
    tmp_path: Path, change: tuple[str, str], told: str | None
) -> None:
    found = _waivers_told(tmp_path, WAIVER.replace(*change))

    assert told is None or found[0] == told


def test_two_waivers_of_one_id_are_refused(tmp_path: Path) -> None:
    assert _waivers_told(tmp_path, WAIVER + WAIVER) == [
        "waivers.yaml:14: there are two waivers W-1 (first on line 3)"
    ]


def test_everything_wrong_is_told_at_once(tmp_path: Path) -> None:
    text = WAIVER.replace("R. Ortiz", "A. Khan").replace(VERSION or "", "x")
    more = WAIVER.replace("W-1", "W-2").replace("at_level: 1", "at_level: 4")

    assert len(_waivers_told(tmp_path, text + more)) == 2


def test_what_the_policy_does_not_allow_is_told(tmp_path: Path) -> None:
    path = tmp_path / "waivers.yaml"
    path.write_text(WAIVERS + WAIVER)
    found = read_waivers(path, load_instrument())

    found.within(None, date(2026, 11, 25))
    found.within(WaiverRules(most=1), date(2026, 11, 25))
    with pytest.raises(UsageError) as caught:
        found.within(WaiverRules(never=("ec-17",), longest_days=10, most=0), date(2026, 11, 25))
    assert [one.message for one in caught.value.problems] == [
        "W-1: the policy never lets ec-17 be waived",
        "W-1: holds for 91 days; the policy allows 10",
        "W-1: 1 waiver is in force; the policy allows 0",
    ]


def test_no_waivers_are_none(tmp_path: Path) -> None:
    path = tmp_path / "waivers.yaml"
    path.write_text("format: alignassess/waivers/1\n")

    assert read_waivers(path, load_instrument()).waivers == ()


@pytest.mark.parametrize(
    ("name", "schema"), [("policy", policy_schema()), ("waivers", waivers_schema())]
)
def test_the_shipped_examples_fit_their_schema(name: str, schema: dict[str, object]) -> None:
    text = (resources.examples() / f"{name}.yaml").read_text(encoding="utf-8")
    data = yaml.safe_load(text)
    for waiver in data.get("waivers", ()) if name == "waivers" else ():
        waiver |= {key: str(waiver[key]) for key in ("approved_on", "expires")}

    Draft202012Validator.check_schema(schema)
    assert list(Draft202012Validator(schema).iter_errors(data)) == []


@pytest.mark.parametrize(
    "wrong",
    [
        {},
        {"format": "alignassess/policy/1", "completness": 0.8},
        {"format": "alignassess/policy/1", "completeness": 2},
        {"format": "alignassess/policy/1", "required": ["nonsense"]},
        {"format": "alignassess/policy/1", "limits": [{"category": "all", "level": "loud"}]},
    ],
)
def test_the_schema_refuses_what_the_reader_refuses(wrong: dict[str, object]) -> None:
    assert not Draft202012Validator(policy_schema()).is_valid(wrong)


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=200), st.booleans())
def test_any_text_is_read_or_refused(text: str, with_head: bool) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "x.yaml"
        path.write_text((HEAD if with_head else "") + text, encoding="utf-8", errors="replace")
        for read in (read_policy, lambda one: read_waivers(one, load_instrument())):
            with suppress(UsageError):  # and nothing else
                read(path)
