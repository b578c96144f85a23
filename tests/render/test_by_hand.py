"""What an auditor does: recompute a category by hand from the printed report."""

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal

import pytest

from alignassess.render.gap_report import gap_markdown
from tests.render.cases import LIBRARY, SHIPPED, SYSTEMS, system_example
from tests.render.printed import Row, section


@pytest.mark.parametrize("name", SYSTEMS)
def test_a_category_recomputed_by_hand_from_the_markdown_gives_the_printed_risk(name: str) -> None:
    markdown = gap_markdown(system_example(name), instrument=SHIPPED, library=LIBRARY)
    risks = section(markdown, "Risk by category").rows(0)
    stakes = by_hand_size(section(markdown, "The eight categories").rows(0))

    for risk in risks:
        detail = section(markdown, f"{risk['Category']} ({risk['Code']})")
        lines = {row["Line"]: row["Value"] for row in detail.rows(2)}
        exposure = by_hand_size(detail.rows(0))
        if not any("may raise it" in one for one in detail.paragraphs):
            assert near(exposure, lines["Exposure, rules included"])
        assert near(stakes, lines["Stakes"])
        before = by_hand_risk(
            Decimal(lines["Exposure, rules included"]), stakes, detail.rows(4), detail.rows(1)
        )
        assert near(before, lines["Risk before floors = the product of the last two"])
        floor = next(value for line, value in lines.items() if line.startswith("Highest floor"))
        arrived = max(before, Decimal(floor)).quantize(Decimal("0.01"), ROUND_HALF_UP)
        assert abs(arrived - Decimal(risk["As answered"])) <= Decimal("0.01")
        assert lines["Risk = the larger of the two, two digits"] == risk["As answered"]


def near(value: Decimal, printed: str) -> bool:
    """Equal, but for the fifth digit that a hand calculation with four digits loses."""
    return abs(value - Decimal(printed)) <= Decimal("0.0002")


def by_hand_size(rows: list[Row]) -> Decimal:
    """Exposure or stakes from the printed facts (`docs/method.md`, "Exposure and stakes")."""
    facts = [row for row in rows if row["Fact"] != "Sum"]
    largest = max(Decimal(row["Value"]) for row in facts if row["Primary"] == "yes")
    weights = total(row["Weight"] for row in facts)
    mean = total(Decimal(row["Weight"]) * Decimal(row["Value"]) for row in facts) / weights
    return Decimal("0.1") + Decimal("0.9") * (largest + mean) / 2 / 4


def by_hand_risk(
    exposure: Decimal, stakes: Decimal, contributions: list[Row], layers: list[Row]
) -> Decimal:
    """Risk before floors (`docs/method.md`, "From credit to risk")."""
    p, d, k, g = (
        by_hand_layer([row for row in contributions if row["Layer"] == name], mark)
        for name, mark in [(row["Layer"].split()[0], row["Mark"]) for row in layers]
    )
    prevention = (p + d) / 4 + p * d / 2
    containment = k * (1 + g) / 2
    left = [1 - Decimal("0.9") * one for one in (prevention, containment)]
    return (exposure * stakes).sqrt() * ((left[0] ** 2 + left[1] ** 2) / 2).sqrt()


def by_hand_layer(rows: list[Row], mark: str) -> Decimal:
    """The credit of one layer."""
    counted = [row for row in rows if row["Credit answered"] != "left out"]
    if not counted:
        assert mark == "no known lever"
        return Decimal(0)
    weights = total(row["Weight"] for row in counted)
    earned = total(Decimal(row["Weight"]) * Decimal(row["Credit answered"]) for row in counted)
    return min(earned / weights, Decimal("0.5")) if mark else earned / weights


def total(numbers: Iterable[str | Decimal]) -> Decimal:
    """The sum, as Decimal also when there is nothing to add."""
    return sum((Decimal(one) for one in numbers), Decimal(0))
