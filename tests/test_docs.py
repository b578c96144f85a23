"""The pages under `docs/` say what the program does: tables, figures and snippets are held to it.

How snippets are told apart: a YAML block that begins with a comment naming a file, such as
`# wrong.yaml`, is a whole file under that name; one that begins with
`format: alignassess/policy/1` is a policy; any other block of `answer-sheets.md` is a part of a
sheet, and the rest of that sheet is supplied here.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import date
from math import sqrt
from pathlib import Path

import pytest
import typer
import yaml

from alignassess.cli import console
from alignassess.cli.main import app
from alignassess.domain.assessment import CategoryResult, SystemAssessment
from alignassess.domain.catalog import Cap, Floor, Notice, RaiseExposure, Rule, Scale
from alignassess.domain.instrument import Instrument
from alignassess.domain.model import CATEGORIES, LAYERS, Category
from alignassess.domain.scoring import assess
from alignassess.errors import InputError
from alignassess.files.answer_sheet import load_sheet
from alignassess.files.instrument_files import load_instrument, load_library
from alignassess.files.lens_file import read_lens
from alignassess.files.policy_file import read_policy

ROOT = Path(__file__).parents[1]
AS_OF = date(2026, 11, 25)
METHOD, SHEETS, CI, FORMATS = (
    ROOT / "docs" / f"{name}.md" for name in ("method", "answer-sheets", "ci", "formats")
)
PAGES = (METHOD, SHEETS, CI, FORMATS, ROOT / "CONTRIBUTING.md")

HEAD = "format: alignassess/answers/1\n"
SUPPLIED = {
    "system": "system: {id: acme-bot, name: Acme bot, model: {name: example-large}}\n",
    "respondents": "respondents: {jr: {name: J. Rossi}, mk: {name: M. Kim}}\n",
    "evidence": "evidence: {coverage: {title: Coverage, location: wiki, obtained: 2026-11-02}}\n",
}


def _section(page: Path, title: str) -> str:
    """Give what stands under a heading, down to the next one."""
    found = re.search(
        rf"^#+ {re.escape(title)}$(.*?)(?=^#|\Z)", page.read_text("utf-8"), re.M | re.S
    )
    assert found, f"{page.name} has no section {title}"
    return found[1]


def _rows(page: Path, title: str, head: str) -> list[list[str]]:
    """Give the rows of the table whose first column has a heading."""
    lines = _section(page, title).splitlines()
    start = next(i for i, line in enumerate(lines) if line.startswith(f"| {head} |"))
    rows = []
    for line in lines[start + 2 :]:
        if not line.startswith("|"):
            break
        rows.append([cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]])
    return rows


def _blocks(page: Path, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", page.read_text("utf-8"), re.M | re.S)


def _file_name(block: str) -> str | None:
    found = re.match(r"# ([\w./-]+\.yaml)\n", block)
    return found[1] if found else None


@pytest.fixture(scope="module")
def instrument() -> Instrument:
    return load_instrument()


@pytest.fixture(scope="module")
def triage(instrument: Instrument) -> SystemAssessment:
    loaded = load_sheet(ROOT / "examples" / "claims-triage" / "answers.yaml", instrument)
    found = assess(instrument, loaded.sheet, observations=loaded.observations, as_of=AS_OF)
    assert isinstance(found, SystemAssessment)
    return found


@pytest.fixture(scope="module")
def sycophancy(triage: SystemAssessment) -> CategoryResult:
    return next(one for one in triage.categories if one.category is Category.SYCOPHANCY)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with every whole file of the page on answer sheets."""
    monkeypatch.chdir(tmp_path)
    for block in _blocks(SHEETS, "yaml"):
        if name := _file_name(block):
            (tmp_path / name).parent.mkdir(exist_ok=True)
            (tmp_path / name).write_text(block, "utf-8")
    return tmp_path


# The method


def test_every_section_that_the_code_cites_exists() -> None:
    sources = [path.read_text("utf-8") for path in (ROOT / "src").rglob("*.py")]
    sources.append((ROOT / "catalog" / "rules.yaml").read_text("utf-8"))
    cited = {title for text in sources for title in re.findall(r'docs/method\.md`?, "(.+?)"', text)}

    assert len(cited) >= 7
    for title in sorted(cited):
        _section(METHOD, title)


def test_the_table_of_rules_is_the_catalog(instrument: Instrument) -> None:
    rows = _rows(METHOD, "Rules", "rule")
    rules = [rule for rule in instrument.rules if rule.id.startswith("I-")]

    assert [row[:2] for row in rows] == [[rule.id, rule.title] for rule in rules]
    for (_, _, kinds, effect), rule in zip(rows, rules, strict=True):
        assert kinds.split(", ") == list(dict.fromkeys(one.kind for one in rule.effects))
        said = set(re.findall(r"(?<![\w.-])\d+(?:\.\d+)?", effect))
        assert _constants(rule) <= said, f"{rule.id}: the table leaves out a constant"


def test_the_table_of_cross_checks_is_the_catalog(instrument: Instrument) -> None:
    rows = _rows(METHOD, "Cross-checks", "cross-check")
    checks = [rule for rule in instrument.rules if rule.id.startswith("X-")]

    assert [row[:2] for row in rows] == [[rule.id, rule.title] for rule in checks]
    for (_, _, speaks), rule in zip(rows, checks, strict=True):
        named = {q for one in rule.effects if isinstance(one, Notice) for q in one.questions}
        assert named <= set(re.findall(r"[a-z]{2}-\d\d", speaks)), rule.id


def test_every_interaction_stands_in_one_of_the_tables(instrument: Instrument) -> None:
    principles = load_library().principles
    rows = _rows(METHOD, "What no single rule states", "id")

    assert rows == [[one.id, one.title, one.lives_in] for one in principles]
    ids = [*(rule.id for rule in instrument.rules), *(one.id for one in principles)]
    wanted = [f"I-{n:02}" for n in range(1, 28)] + [f"X-{n:02}" for n in range(1, 15)]
    assert sorted(ids) == wanted


def test_the_table_of_what_is_tolerated_is_the_catalog(instrument: Instrument) -> None:
    rows = _rows(METHOD, "Rare events", "exposure of sp-07")

    tolerated = instrument.method.rare_events.tolerated
    assert {int(step): float(most) for step, most in rows} == {
        step: tolerated.at(step) for step in range(5)
    }


def test_the_lens_of_the_page_is_read(tmp_path: Path, instrument: Instrument) -> None:
    (block,) = (one for one in _blocks(METHOD, "yaml") if "alignassess/lens/1" in one)
    (tmp_path / "mine.yaml").write_text(block, "utf-8")

    lens = read_lens(tmp_path / "mine.yaml", instrument.method)
    assert lens.id == "ours"
    assert lens.exposure_factors[CATEGORIES.index(Category.SYCOPHANCY)] == 1.5


def _constants(rule: Rule) -> set[str]:
    found: list[float] = []
    for effect in rule.effects:
        match effect:
            case Scale():
                found.append(effect.factor)
            case Cap(rests_on=None):
                found.append(effect.credit)
            case Cap():
                found += [one for one in (effect.share, effect.credit) if 0 < one < 1]
            case Floor():
                found.append(effect.risk)
            case RaiseExposure():
                found += [one for one in (effect.at_least, effect.less) if one]
    return {f"{one:g}" for one in found}


def test_the_table_of_constants_is_the_catalog(instrument: Instrument) -> None:
    said = {name: float(value) for name, value, _ in _rows(METHOD, "Constants", "constant")}

    data = asdict(instrument.method)
    for name in ("format", "method_version", "sources"):
        del data[name]
    assert said == dict(_flat(data))


def _flat(data: Mapping[str, object], prefix: str = "") -> Iterator[tuple[str, float]]:
    for key, value in data.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{prefix}{key}.")
        else:
            yield prefix + key, float(str(value))


def test_the_essential_practices_are_those_of_the_rules(instrument: Instrument) -> None:
    said = [question for _, question, _ in _rows(METHOD, "Essential gaps", "practice")]

    assert set(said) == set(instrument.essential_for)


# The category worked by hand


def test_the_worked_exposure_is_that_of_the_example(
    triage: SystemAssessment, sycophancy: CategoryResult
) -> None:
    for title, items in (
        ("Worked: exposure", sycophancy.exposure_items),
        ("Worked: stakes", triage.stakes_items),
    ):
        *rows, total = _rows(METHOD, title, "fact")

        said = {fact: (float(weight), float(value)) for fact, weight, value, _ in rows}
        assert said == {item.question: (item.weight, item.values[1]) for item in items}
        _adds_up([(1, weight, value, product) for _, weight, value, product in rows], total)


@pytest.mark.parametrize("layer", LAYERS)
def test_the_worked_layers_are_those_of_the_example(triage: SystemAssessment, layer: str) -> None:
    *rows, total = _rows(METHOD, f"Worked: {layer}", "questions")

    said = {
        question: (float(weight), int(level), float(credit))
        for questions, weight, level, credit, _ in rows
        for question in questions.split()
    }
    assert said == _counted(triage, layer)
    _adds_up([(len(row[0].split()), row[1], row[3], row[4]) for row in rows], total)


def _counted(triage: SystemAssessment, layer: str) -> dict[str, tuple[float, int, float]]:
    """Weight, level and credit of each question of a layer, as answered."""
    index = CATEGORIES.index(Category.SYCOPHANCY)
    found = {}
    for question, its_layer, weights, (_, level, _), (_, credits, _) in triage.contributions:
        if its_layer == layer and weights[index] and level is not None and credits is not None:
            found[question] = (weights[index], level, round(credits[index], 4))
    return found


def _adds_up(rows: Sequence[tuple[int, str, str, str]], total: Sequence[str]) -> None:
    """Hold each product, and the sums of weights and products, against the lines above them."""
    for count, weight, value, product in rows:
        assert float(product) == pytest.approx(count * float(weight) * float(value), abs=1e-9)
    assert float(total[1]) == pytest.approx(
        sum(count * float(weight) for count, weight, _, _ in rows)
    )
    assert float(total[-1]) == pytest.approx(sum(float(product) for *_, product in rows))


def test_the_worked_risk_is_that_of_the_example(sycophancy: CategoryResult) -> None:
    one = sycophancy.answered
    propensity, detection, consequence, governance = one.layers
    expected = {
        "exposure": one.exposure,
        "stakes": one.stakes,
        "propensity": propensity,
        "detection": detection,
        "consequence": consequence,
        "governance": governance,
        "prevention": one.prevention,
        "containment": one.containment,
        "left(prevention)": one.likelihood / one.exposure,
        "left(containment)": one.severity / one.stakes,
        "likelihood": one.likelihood,
        "severity": one.severity,
        "risk before floors": one.risk_before_floors,
        "floor": one.floor,
    }
    said = {figure: float(value) for figure, _, value in _rows(METHOD, "Worked: risk", "figure")}

    assert said == {figure: round(value, 4) for figure, value in expected.items()}
    closing = _section(METHOD, "Worked: risk")
    assert f"printed risk is **{one.risk:.2f}**, {one.rating}" in closing
    assert f"printed {sycophancy.inherent:.2f}" in closing


def test_the_worked_cost_of_a_rule_is_that_of_the_example(triage: SystemAssessment) -> None:
    rows = _rows(METHOD, "Worked: what a rule costs", "figure")
    (rule,) = (one for one in triage.rules if one.rule == "I-08")
    (cost,) = (one.cost for one in rule.costs if one.category is Category.SYCOPHANCY)

    assert rows[-1][0] == "cost of I-08"
    assert float(rows[-1][2]) == pytest.approx(cost, abs=1e-4)  # a difference of rounded figures


@pytest.mark.parametrize("title", ["Worked: risk", "Worked: what a rule costs"])
def test_each_working_arrives_at_its_figure(title: str) -> None:
    for figure, working, value in _rows(METHOD, title, "figure"):
        text = working.replace(" x ", " * ").replace("^", "**")
        found = eval(text, {"__builtins__": {}, "sqrt": sqrt})  # noqa: S307 - text of our own page

        assert found == pytest.approx(float(value), abs=1e-4), figure


# Answer sheets


def test_every_part_of_a_sheet_is_read(folder: Path, instrument: Instrument) -> None:
    parts = [block for block in _blocks(SHEETS, "yaml") if _file_name(block) is None]

    assert len(parts) >= 6
    for part in parts:
        absent = [text for key, text in SUPPLIED.items() if not re.search(f"^{key}:", part, re.M)]
        (folder / "part.yaml").write_text(HEAD + "".join(absent) + part, "utf-8")
        load_sheet(folder / "part.yaml", instrument, root=folder)


@pytest.mark.parametrize("name", ["support-assistant.yaml", "vendors/example-ai.yaml"])
def test_every_whole_sheet_is_read(folder: Path, instrument: Instrument, name: str) -> None:
    assert load_sheet(Path(name), instrument, root=folder).sheet.entries


def test_the_sheet_in_json_is_read(folder: Path, instrument: Instrument) -> None:
    (block,) = _blocks(SHEETS, "json")
    (folder / "sheet.json").write_text(block, "utf-8")

    assert len(load_sheet(Path("sheet.json"), instrument, root=folder).sheet.entries) == 3


def test_the_errors_are_those_of_the_wrong_sheet(folder: Path, instrument: Instrument) -> None:
    (expected,) = _blocks(SHEETS, "text")

    with pytest.raises(InputError) as caught:
        load_sheet(Path("wrong.yaml"), instrument, root=folder)
    assert expected == "".join(
        f"error: {problem}\n help: {problem.remedy}\n" for problem in caught.value.problems
    )


# Continuous integration


def test_every_policy_is_read(folder: Path) -> None:
    blocks = _blocks(CI, "yaml")
    policies = [block for block in blocks if block.startswith("format: alignassess/policy/1")]

    assert len(policies) == 2
    for policy in policies:
        (folder / "policy.yaml").write_text(policy, "utf-8")
        assert read_policy(Path("policy.yaml")).limits
    for pipeline in blocks:
        assert yaml.safe_load(pipeline)


def test_the_table_of_exit_statuses_is_complete() -> None:
    said = [int(status) for status, _ in _rows(CI, "Exit status", "status")]

    assert said == sorted(console.Status)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_every_command_and_option_named_exists(page: Path) -> None:
    group = typer.main.get_command(app)
    context = typer.Context(group)
    named = re.findall(r"(?<![\w/])alignassess ([a-z]+)([^`\n|>]*)", page.read_text("utf-8"))
    calls = [(name, re.findall(r"--[a-z-]+", rest)) for name, rest in named]

    assert calls
    for name, options in calls:
        command = group.get_command(context, name)  # type: ignore[attr-defined]
        assert command is not None, name
        known = {option for parameter in command.params for option in parameter.opts}
        assert set(options) <= known, name
