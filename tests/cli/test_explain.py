import re
from decimal import Decimal
from pathlib import Path

import pytest

from alignassess.domain.model import CATEGORIES
from alignassess.domain.spoken import groups, known_ids
from alignassess.files.instrument_files import load_instrument, load_library
from alignassess.render.explain_text import explain
from tests.cli.conftest import AS_OF, Run


def test_everything_with_an_id_can_be_explained(run: Run) -> None:
    instrument, library = load_instrument(), load_library()

    for name in [*known_ids(instrument, library), *groups(library)]:
        lines = explain(name, instrument, library)
        assert lines, name
        assert max(map(len, lines)) <= 80, name


@pytest.mark.parametrize(
    "name", ["sycophancy", "vs-07", "I-05", "sp-05", "eu-link", "Art. 26", "vs-22"]
)
def test_explain_prints_and_is_done(run: Run, name: str) -> None:
    ran = run("explain", name)

    assert ran.status == 0
    assert name in ran.out


def test_a_question_is_explained_with_its_help(run: Run) -> None:
    help_ = load_instrument().question["vs-01"].help
    assert help_ is not None

    printed = " ".join(run("explain", "vs-01").out.split())
    assert f"A good answer: {help_.good}" in printed
    assert f"Where to look: {help_.where}" in printed


def test_a_question_is_explained_with_the_best_level_to_be_had(run: Run) -> None:
    printed = " ".join(run("explain", "vs-12").out.split())

    assert "Best to be had: level 3 where sp-01 is api-pinned or" in printed


@pytest.mark.parametrize(
    ("name", "help_"), [("sycophanty", "did you mean sycophancy"), ("zz", "explain --list")]
)
def test_an_unknown_id_offers_the_nearest_or_the_list(run: Run, name: str, help_: str) -> None:
    ran = run("explain", name)

    assert ran.status == 2
    assert help_ in ran.err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["mesa", "optimization"], "Mesa-optimization"),
        (["goodhart"], "Goodhart's law"),
        (["reward", "model", "exploitation"], "Reward model exploitation"),
        (["open questions"], "open-goal-stability"),
    ],
)
def test_a_concept_is_explained_by_the_name_it_has(run: Run, words: list[str], said: str) -> None:
    ran = run("explain", *words)

    assert ran.status == 0
    assert said in ran.out


def test_what_was_taken_to_be_meant_is_said_only_where_it_reads_otherwise(run: Run) -> None:
    assert "notice: scheming is explained as deceptive-alignment" in run("explain", "scheming").err
    assert run("explain", "Mesa Optimisation").err == ""


def test_a_figure_of_a_sheet_is_found_by_its_name_in_words(run: Run, agent: Path) -> None:
    assert (
        run("explain", agent, "reward hacking", *AS_OF).out
        == run("explain", agent, "reward", "hacking", *AS_OF).out
        == run("explain", agent, "reward-hacking", *AS_OF).out
    )


def test_a_law_whose_identifiers_are_a_list_is_explained_as_both(run: Run) -> None:
    out = run("explain", "eu-ai-act").out

    assert "identifiers, of which at least one question speaks to" in out
    assert "Likely in point when" in out


@pytest.mark.parametrize("category", CATEGORIES)
@pytest.mark.parametrize("reading", ["best", "answered", "evidenced"])
def test_the_printed_arithmetic_arrives_by_hand(
    run: Run, agent: Path, category: str, reading: str
) -> None:
    """Recomputes the risk from the printed parts alone, with decimals of four digits."""
    out = run("explain", agent, category, "--reading", reading, *AS_OF).out

    found = re.search(
        r"sqrt\(([\d.]+) x ([\d.]+)\) x sqrt\(\(([\d.]+)\^2 \+\s+([\d.]+)\^2\)",
        out.replace("\n    ", " "),
    )
    assert found is not None
    exposure, stakes, first, second = map(Decimal, found.groups())
    risk = (exposure * stakes).sqrt() * ((first**2 + second**2) / 2).sqrt()
    floors = re.findall(r"floor \(.*\) ([\d.]+)", out)
    printed = Decimal(re.search(r"half up: ([\d.]+)", out)[1])  # type: ignore[index]
    assert abs(max([risk, *map(Decimal, floors)]) - printed) <= Decimal("0.0051")


@pytest.mark.parametrize("reading", ["best", "answered", "evidenced"])
@pytest.mark.parametrize("layer", ["Propensity", "Detection", "Consequence", "Governance"])
def test_each_layer_adds_up_from_its_printed_rows(
    run: Run, agent: Path, layer: str, reading: str
) -> None:
    out = run("explain", agent, "sycophancy", "--reading", reading, *AS_OF).out

    section = out.split(f"{layer}: ")[1].split("\n\n")[0]
    rows = re.findall(r"^  [a-z]{2}-\d\d\s+([\d.]+)  level \d  ([\d.]+)", section, re.M)
    weights = sum((Decimal(weight) for weight, _ in rows), Decimal())
    earned = sum((Decimal(weight) * Decimal(credit) for weight, credit in rows), Decimal())
    printed = Decimal(re.search(r"= ([\d.]+)$", section, re.M)[1])  # type: ignore[index]
    assert rows
    assert abs(earned / weights - printed) < Decimal("0.0002")


@pytest.mark.parametrize("category", CATEGORIES)
def test_the_arithmetic_names_the_line_of_every_answer_in_80_columns(
    run: Run, agent: Path, examples: Path, category: str
) -> None:
    vendor = examples / "vendors" / "example-ai.yaml"
    out = run("explain", agent, category, *AS_OF).out

    sections = out.replace("\n" + " " * 15, "  ").split("\n\n")
    rows = re.findall(r"^  ([a-z]{2}-\d\d) +[\d.]+  level.*", "\n".join(sections), re.M)
    placed = re.findall(r"  [a-z-]+, ([a-z-]+\.yaml):(\d+)$", "\n".join(sections), re.M)
    assert len(placed) >= len(rows) - 2  # all but what nobody answered
    assert {"answers.yaml", "example-ai.yaml"} == {name for name, _ in placed}
    lines = {one.name: one.read_text().splitlines() for one in (agent, vendor)}
    assert all(re.match(r"    [a-z]{2}-\d\d:", lines[name][int(at) - 1]) for name, at in placed)
    assert str(agent) in "".join(out.split("\n"))
    assert not [line for line in out.splitlines() if len(line) > 80 and str(agent) not in line]


def test_a_switch_of_a_rule_is_explained_in_words(run: Run) -> None:
    rules = [rule.id for rule in load_instrument().rules]

    said = "".join(run("explain", one).out for one in rules)

    assert ": True" not in said
    assert ": False" not in said
    assert "spares a question whose answer has fresh evidence" in said


def test_a_question_in_a_sheet_shows_its_line_and_what_it_would_win(run: Run, agent: Path) -> None:
    out = run("explain", agent, "ft-03", *AS_OF).out

    line = next(
        number
        for number, text in enumerate(agent.read_text(encoding="utf-8").splitlines(), start=1)
        if text.lstrip().startswith("ft-03:")
    )
    assert f"answers.yaml:{line}" in out
    assert "It would win: " in out


def test_a_rule_in_a_sheet_shows_its_cost(run: Run, agent: Path, assistant: Path) -> None:
    assert re.search(r"sandbagging\s+\+0\.\d{4} risk", run("explain", agent, "I-11", *AS_OF).out)
    assert "not in force" in run("explain", assistant, "I-11", *AS_OF).out


@pytest.mark.parametrize(
    "arguments",
    [
        ("one", "two", "three"),
        ("SHEET", "metr2026risk"),
        ("VENDOR", "sycophancy"),
        ("SHEET", "sycophancy", "--reading", "worst"),
    ],
)
def test_what_cannot_be_explained_is_status_2(
    run: Run, agent: Path, examples: Path, arguments: tuple[str, ...]
) -> None:
    places = {"SHEET": agent, "VENDOR": examples / "vendors" / "example-ai.yaml"}

    assert run("explain", *(places.get(one, one) for one in arguments)).status == 2


def test_a_sheet_alone_is_asked_what_to_explain_of_it(run: Run, agent: Path) -> None:
    ran = run("explain", agent)

    assert ran.status == 2
    assert f"error: what to explain of {agent} is missing\n" in ran.err
