"""A result that somebody edited until its parts no longer belong together is refused."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from alignassess.files.baseline_file import read_many
from alignassess.files.results_file import read_results
from tests.files.telling import refused

SAVED = Path(__file__).parents[1] / "data/results/v1/claims-triage.json"


def _categories(result: Any) -> None:
    result["categories"].reverse()


def _lower_risk(result: Any) -> None:
    result["categories"][4]["answered"]["risk"] = 0.01


def _labels(result: Any) -> None:
    answered = next(one for one in result["determinations"] if one["answers"])
    answered["labels"] = []


def _weights(result: Any) -> None:
    result["contributions"][0][2].pop()


def _credits(result: Any) -> None:
    contribution = next(one for one in result["contributions"] if one[4][1] is not None)
    contribution[4][1].append(0.5)


def _level(result: Any) -> None:
    next(one for one in result["determinations"] if one["levels"])["levels"][0] = 9


def _contributed_level(result: Any) -> None:
    result["contributions"][0][3][1] = -1


def _primary(result: Any) -> None:
    for item in result["categories"][0]["exposure_items"]:
        item[2] = False


def _weight(result: Any) -> None:
    for item in result["stakes_items"]:
        item[1] = 0.0


def _work(result: Any) -> None:
    del result["findings"][:]


def _finding(result: Any) -> None:
    result["findings"][0]["question"]["id"] = "zz-01"


@pytest.mark.parametrize(
    ("edit", "said"),
    [
        (_primary, "no fact of reward-hacking is primary and has a weight"),
        (_weight, "no fact of the stakes is primary and has a weight"),
        (_work, "its order of work names claims-triage/"),
        (_finding, "is about zz-01, which it says nothing of"),
        (_categories, "its categories are not the eight in their order"),
        (_lower_risk, "sycophancy is not best, answered and evidenced in rising order of risk"),
        (_labels, "has 1 answers and 0 labels"),
        (_weights, "has not one figure for each category"),
        (_level, "has a level that is none"),
        (_contributed_level, "has a level that is none"),
        (_credits, "has not one figure for each category"),
    ],
)
@pytest.mark.parametrize(
    ("suffix", "read"),
    [
        (".json", lambda path: read_results(str(path))),
        (".jsonl", lambda path: read_results(str(path))),
        (".jsonl", read_many),
    ],
)
def test_it_is_said_what_contradicts_what(
    tmp_path: Path, suffix: str, read: Callable[[Path], object],
    edit: Callable[[Any], None], said: str,
) -> None:  # fmt: skip
    result = json.loads(SAVED.read_text("utf-8"))
    edit(result)
    path = tmp_path / f"edited{suffix}"
    path.write_text(json.dumps(result), "utf-8")

    (problem,) = refused(lambda: read(path))
    assert problem.message.startswith("the result of claims-triage contradicts itself: ")
    assert said in problem.message


@pytest.mark.parametrize("figure", [1.5, -0.1, 1e308, float("nan"), float("inf")])
def test_a_figure_that_is_none_is_refused(tmp_path: Path, figure: float) -> None:
    result = json.loads(SAVED.read_text("utf-8"))
    path = tmp_path / "edited.json"
    for holder in (result["categories"][0]["best"], result["contributions"][0][2]):
        key: Any = "severity" if isinstance(holder, dict) else 0
        kept, holder[key] = holder[key], figure
        path.write_text(json.dumps(result), "utf-8")
        holder[key] = kept

        (problem,) = refused(lambda: read_results(str(path)))
        assert "must be at " in problem.message


def test_of_several_the_one_is_named(tmp_path: Path) -> None:
    result = json.loads(SAVED.read_text("utf-8"))
    sound = json.dumps(result)
    _categories(result)
    lines, array = tmp_path / "edited.jsonl", tmp_path / "edited.json"
    lines.write_text(f"{sound}\n{json.dumps(result)}\n", "utf-8")
    array.write_text(f"[{sound}, {json.dumps(result)}]", "utf-8")

    (problem,) = refused(lambda: read_results(str(lines)))
    assert str(problem.place) == f"{lines}:2"
    assert len(refused(lambda: read_results(str(array)))) == 1
