"""What an auditor does: recompute a category by hand from the printed report."""

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal

import pytest

from alignassess.render.gap_report import gap_markdown
from tests.render.cases import LIBRARY, SHIPPED, SYSTEMS, system_example
from tests.render.printed import Row, section

LETTERS = {"propensity": "P", "detection": "D", "consequence": "K", "governance": "G"}


@pytest.mark.parametrize("name", SYSTEMS)
def test_a_category_recomputed_by_hand_from_the_markdown_gives_the_printed_risk(name: str) -> None:
    markdown = gap_markdown(system_example(name), instrument=SHIPPED, library=LIBRARY)
    risks = section(markdown, "Risk by category").rows(0)
    sized = section(markdown, "From facts to exposure and stakes, as answered")
    credits = section(markdown, "From answers to credit").rows(0)
    layers = section(markdown, "Layers, as answered").rows(0)
    steps = section(markdown, "From credit to risk, as answered").rows(0)
    readings = section(markdown, "The three readings").rows(0)
    stakes = by_hand_stakes(sized.rows(1))

    for risk in risks:
        code = risk["Code"]
        lines = {row["Line"].split(",")[0]: row[code] for row in steps}
        (reading,) = (
            row for row in readings if (row["Category"], row["Reading"]) == (code, "as answered")
        )
        if not any("may raise it" in one for one in sized.paragraphs):
            assert near(by_hand_exposure(sized.rows(0), code), reading["Exposure"])
        assert near(stakes, reading["Stakes"])
        (marks,) = (row for row in layers if row["Category"] == code)
        before = by_hand_risk(Decimal(reading["Exposure"]), stakes, credits, marks, code)
        assert near(before, lines["Risk before floors"])
        floor = lines["Highest floor in force"].split(" ")[0]
        arrived = max(before, Decimal(floor)).quantize(Decimal("0.01"), ROUND_HALF_UP)
        assert abs(arrived - Decimal(risk["As answered"])) <= Decimal("0.01")
        assert lines["Risk"] == risk["As answered"] == reading["Risk"]


def near(value: Decimal, printed: str) -> bool:
    """Equal, but for the fifth digit that a hand calculation with four digits loses."""
    return abs(value - Decimal(printed)) <= Decimal("0.0002")


def by_hand_exposure(rows: list[Row], code: str) -> Decimal:
    """Exposure from the printed facts (`docs/method.md`, "Exposure and stakes")."""
    cells = [row[code].split(" × ") for row in rows if " × " in row[code]]
    facts = [(Decimal(weight.rstrip("*")), Decimal(value)) for weight, value in cells]
    largest = max(Decimal(value) for weight, value in cells if weight.endswith("*"))
    return by_hand_size(facts, largest)


def by_hand_stakes(rows: list[Row]) -> Decimal:
    """Stakes from the printed facts."""
    facts = [row for row in rows if row["Fact"] != "Sum"]
    largest = max(Decimal(row["Value"]) for row in facts if row["Primary"] == "yes")
    return by_hand_size([(Decimal(row["Weight"]), Decimal(row["Value"])) for row in facts], largest)


def by_hand_size(facts: list[tuple[Decimal, Decimal]], largest: Decimal) -> Decimal:
    """Exposure or stakes from weights and values."""
    mean = total(weight * value for weight, value in facts) / total(one for one, _ in facts)
    return Decimal("0.1") + Decimal("0.9") * (largest + mean) / 2 / 4


def by_hand_risk(
    exposure: Decimal, stakes: Decimal, credits: list[Row], marks: Row, code: str
) -> Decimal:
    """Risk before floors (`docs/method.md`, "From credit to risk")."""
    p, d, k, g = (
        by_hand_layer([row for row in credits if row["Layer"] == letter], marks[layer], code)
        for layer, letter in LETTERS.items()
    )
    prevention = (p + d) / 4 + p * d / 2
    containment = k * (1 + g) / 2
    left = [1 - Decimal("0.9") * one for one in (prevention, containment)]
    return (exposure * stakes).sqrt() * ((left[0] ** 2 + left[1] ** 2) / 2).sqrt()


def by_hand_layer(rows: list[Row], mark: str, code: str) -> Decimal:
    """The credit of one layer."""
    counted = [
        (Decimal(row[code].split(" ")[0]), by_hand_credit(row, code))
        for row in rows
        if row[code] and row["Levels"].split(", ")[1] != "left out"
    ]
    if not counted:
        assert "no known lever" in mark
        return Decimal(0)
    earned = total(weight * credit for weight, credit in counted)
    credit = earned / total(weight for weight, _ in counted)
    return min(credit, Decimal("0.5")) if ";" in mark else credit


def by_hand_credit(row: Row, code: str) -> Decimal:
    """Credit as answered: what stands in brackets, else a quarter of the level."""
    _, bracket, lowered = row[code].partition("(")
    if bracket:
        return Decimal(lowered.rstrip(")").split(", ")[1])
    return Decimal(row["Levels"].split(", ")[1]) / 4


def total(numbers: Iterable[Decimal]) -> Decimal:
    """The sum, as Decimal also when there is nothing to add."""
    return sum(numbers, Decimal(0))
