"""Loading the instrument: every fault carries the file and the line of what it is in."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from alignassess import resources
from alignassess.files.instrument_files import check_instrument, load_instrument, load_library
from alignassess.files.instrument_making import ORDER
from tests.files.telling import refused

Change = Callable[[str, str, str], None]

TUNING = "questionnaires/fine-tuning-safety.yaml"
PROFILE = "questionnaires/system-profile.yaml"
RULES = "catalog/rules.yaml"
ROLES = "catalog/roles.yaml"
CATEGORIES = "catalog/categories.yaml"


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the instrument that a test may break."""
    shipped = resources.data_folder()
    for name in ("questionnaires", "catalog"):
        shutil.copytree(shipped / name, tmp_path / name)
    monkeypatch.setattr(resources, "data_folder", lambda: tmp_path)
    return tmp_path


@pytest.fixture
def change(data: Path) -> Change:
    """Replace the first occurrence of a text in a file of the copy."""

    def replace(name: str, old: str, new: str) -> None:
        text = (data / name).read_text(encoding="utf-8")
        assert old in text
        (data / name).write_text(text.replace(old, new, 1), encoding="utf-8")

    return replace


def line(data: Path, name: str, text: str) -> int:
    """The first line of a file that begins so, after blanks."""
    lines = (data / name).read_text(encoding="utf-8").split("\n")
    return next(at for at, one in enumerate(lines, 1) if one.strip().startswith(text))


def told() -> list[str]:
    return [str(one) for one in refused(check_instrument)]


def test_the_shipped_instrument_is_sound() -> None:
    check_instrument()

    assert list(ORDER) == [one.id for one in load_instrument().questionnaires]
    assert load_library().holds("bengio2026")


def test_an_edited_questionnaire_is_seen_at_once(change: Change) -> None:
    load_instrument()
    change(TUNING, "title: Fine-tuning safety", "title: Tuning")

    assert "Tuning" in [one.title for one in load_instrument().questionnaires]


def test_another_questionnaire_comes_last(data: Path) -> None:
    (data / "questionnaires" / "added.yaml").write_text(
        "format: alignassess/questionnaire/1\nid: added\nkind: scored\ntitle: T\nintroduction: I\n"
        "questions:\n- id: zz-01\n  slug: s\n  text: T\n  why: W\n  layer: detection\n"
        "  categories: {primary: [sycophancy]}\n  remedy: {step: S, effort: S}\n"
        "  options: [{level: 0, key: a, label: A}, {level: 4, key: b, label: B}]\n"
    )

    assert load_instrument().questionnaires[-1].id == "added"


def test_everything_wrong_with_the_files_is_told_at_once(data: Path, change: Change) -> None:
    change(RULES, "title: ", "titel: ")
    change(TUNING, "kind: scored", "kind: scored\nkind: scored")
    (data / ROLES).unlink()

    at = line(data, RULES, "titel:")
    assert [
        f"{RULES}:{at - 1}: principles.0.title is missing",
        f"{RULES}:{at}: principles.0.titel: unknown key",
        f"{ROLES}: the file is missing",
        f"{TUNING}:4: kind is given twice (first on line 3)",
    ] == told()


def test_a_data_folder_without_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resources, "data_folder", lambda: tmp_path)

    assert "catalog/categories.yaml: the file is missing" in told()


@pytest.mark.parametrize(
    ("name", "old", "new", "owner", "message"),
    [
        (
            TUNING,
            "ask_when: {role: changes-weights}",
            "ask_when: {is: {sp-99: own}}",
            "- id: ft-01",
            "ft-01 looks at sp-99, which does not exist",
        ),
        (
            TUNING,
            "ask_when: {role: changes-weights}",
            "ask_when: {role: nobody}",
            "- id: ft-01",
            "ft-01 looks at role nobody, which does not exist",
        ),
        (
            TUNING,
            "ask_when: {role: changes-weights}",
            "ask_when: {is: {sp-01: rented}}",
            "- id: ft-01",
            "ft-01 looks for option rented, which sp-01 does not have",
        ),
        (
            TUNING,
            "ask_when: {role: changes-weights}",
            "ask_when: {is: {ft-02: data-only}}",
            "- id: ft-01",
            "ft-01 looks at the scored answer ft-02",
        ),
        (
            TUNING,
            "ask_when: {role: changes-weights}",
            "ask_when: {below: {ft-02: 3}}",
            "- id: ft-01",
            "ft-01 looks at the scored answer ft-02",
        ),
        (
            TUNING,
            "ask_when: {role: changes-weights}",
            "ask_when: {all: [{is: {sp-01: own}}, {not: {is: {sp-01: own}}}]}",
            "- id: ft-01",
            "ft-01 can never apply",
        ),
        (
            TUNING,
            "{level: 0, key: training-by-default",
            "{level: 1, key: training-by-default",
            "- id: ft-01",
            "ft-01 has options out of order: [1, 1, 2, 3, 4]; they rise from 0 to 4",
        ),
        (
            TUNING,
            "key: informal,",
            "key: training-by-default,",
            "- id: ft-01",
            "ft-01 has two options training-by-default",
        ),
        (
            TUNING,
            "references: [khan2026,",
            "references: [khan1999,",
            "- id: ft-01",
            "ft-01 cites khan1999, which is not in the references or a framework list",
        ),
        (
            TUNING,
            "- id: ft-20",
            "- id: ft-02",
            "- id: ft-02",
            "ft-02 is retired, and an id is never used again",
        ),
        (
            TUNING,
            "see: [ft-03, ec-25]",
            "see: [ft-03, ec-99]",
            "- id: ft-04",
            "ft-04 is retired in favour of ec-99, which does not exist",
        ),
        (
            RULES,
            "- below: {vs-08: 4}",
            "- not: {below: {vs-08: 4}}",
            "- id: I-02",
            "I-02 starts to bite when vs-08 gets better",
        ),
        (
            RULES,
            "questions: [vs-05,",
            "questions: [vs-99,",
            "- id: I-02",
            "I-02 touches vs-99, which is not a scored question",
        ),
    ],
)
def test_a_fault_has_the_place_of_its_owner(
    data: Path, change: Change, name: str, old: str, new: str, owner: str, message: str
) -> None:
    change(name, old, new)

    assert f"{name}:{line(data, name, owner)}: {message}" in told()


def test_conditions_that_go_in_a_circle(data: Path, change: Change) -> None:
    change(
        ROLES, "when: {includes-any: {sp-30: [eu-established, eu-output]}}", "when: {role: agentic}"
    )
    change(ROLES, "when: {at-least: {sp-05: 1}}", "when: {not: {role: eu-link}}")

    at = line(data, ROLES, "- id: eu-link")
    assert (
        f"{ROLES}:{at}: eu-link goes in a circle: role eu-link > role agentic > role eu-link"
    ) in told()


def test_a_category_without_primary_question_must_say_why(data: Path) -> None:
    path = data / CATEGORIES
    before, declared = path.read_text(encoding="utf-8").split("    no_primary:\n", 1)
    after = declared[declared.index("\n  - id:") :]
    path.write_text(before + after.lstrip("\n"), encoding="utf-8")

    at = line(data, CATEGORIES, "- id: mesa-optimization")
    assert [
        f"{CATEGORIES}:{at}: mesa-optimization has no primary question in propensity, "
        "and no reason is declared"
    ] == told()


def test_the_same_id_twice_is_told_with_the_first_place(data: Path, change: Change) -> None:
    change(TUNING, "- id: ft-02", "- id: ft-01")

    at = line(data, TUNING, "- id: ft-01")
    assert f"{TUNING}:{at}: ft-01 is the id of two questions" in told()


EVALS = "catalog/evals.yaml"


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("direct: [sycophancy]", "direct: [flattery]", "flattery"),
        ("direction: lower-better", "direction: sideways", "sideways"),
        ("unit: share", "unit: furlongs", "furlongs"),
        ("    metric: [apologize_rate]\n", "", "metric"),
        ("tool: inspect_ai", "tool: a-tool", "a-tool"),
    ],
)
def test_an_entry_of_the_catalogue_that_cannot_be_read_is_named_with_its_line(
    change: Change, old: str, new: str, message: str
) -> None:
    change(EVALS, old, new)

    (found,) = told()

    assert found.startswith(f"{EVALS}:")
    assert message in found


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            "questions: [vs-07, vs-25, ec-06, ec-25]",
            "questions: [vs-99]",
            "sycophancy-apologize-rate supports vs-99, which is not a scored question",
        ),
        (
            "threshold: {value: 0.1, judgement: one-in-ten}",
            "threshold: {value: 0.1}",
            "sycophancy-apologize-rate has a threshold without a source, or with two",
        ),
        (
            "metric: [confidence]",
            "metric: [apologize_rate]",
            "sycophancy-apologize-rate can be the same figure as sycophancy-confidence, which has "
            "another direction",
        ),
    ],
)
def test_an_unsound_entry_of_the_catalogue_is_named_with_its_line(
    data: Path, change: Change, old: str, new: str, message: str
) -> None:
    change(EVALS, old, new)
    at = line(data, EVALS, "- id: sycophancy-apologize-rate")

    assert told() == [f"{EVALS}:{at}: {message}"]
