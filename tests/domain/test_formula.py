"""The arithmetic of one category, against numbers worked by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alignassess.domain import formula
from alignassess.domain.model import Rating
from tests.domain.sheets import SHIPPED

METHOD = SHIPPED.method


@pytest.mark.parametrize(
    ("propensity", "detection", "expected"),
    [
        (0, 0, 0),
        (1, 0, 0.25),
        (0, 1, 0.25),
        (1, 1, 1),
        (0.5, 0.5, 0.375),  # 1 / 4 + 0.25 / 2
        (0.8, 0.4, 0.46),  # 1.2 / 4 + 0.32 / 2
    ],
)
def test_each_kind_of_evidence_alone_earns_a_quarter_and_together_all(
    propensity: float, detection: float, expected: float
) -> None:
    assert expected == pytest.approx(formula.prevention(propensity, detection, METHOD))


@pytest.mark.parametrize(
    ("consequence", "governance", "expected"),
    [(0, 1, 0), (1, 0, 0.5), (1, 1, 1), (0.6, 0.5, 0.45)],  # 0.6 x 1.5 / 2
)
def test_a_control_that_nobody_keeps_in_force_earns_half(
    consequence: float, governance: float, expected: float
) -> None:
    assert expected == pytest.approx(formula.containment(consequence, governance, METHOD))


@pytest.mark.parametrize(("credit", "expected"), [(0, 1), (1, 0.1), (0.5, 0.55)])
def test_no_practice_removes_a_risk(credit: float, expected: float) -> None:
    assert expected == pytest.approx(formula.left(credit, METHOD))


@pytest.mark.parametrize(("raw", "expected"), [(0, 0.1), (1, 1), (0.5, 0.55)])
def test_no_exposure_is_not_no_risk(raw: float, expected: float) -> None:
    assert expected == pytest.approx(formula.from_raw(raw, METHOD))


@pytest.mark.parametrize(
    ("exposure", "stakes", "prevented", "contained", "expected"),
    [
        (1, 1, 0, 0, 1),
        (1, 1, 1, 1, 0.1),
        (1, 1, 1, 0, 0.7106),  # sqrt((0.01 + 1) / 2) = sqrt(0.505)
        (1, 1, 0, 1, 0.7106),
        (0.64, 0.25, 0, 0, 0.4),  # sqrt(0.16)
        (0.64, 0.25, 0.5, 0.5, 0.22),  # 0.4 x 0.55
    ],
)
def test_risk_of_a_category(
    exposure: float, stakes: float, prevented: float, contained: float, expected: float
) -> None:
    risk = formula.risk(exposure, stakes, prevented, contained, METHOD)

    assert expected == pytest.approx(risk, abs=5e-5)


@pytest.mark.parametrize(
    ("value", "printed"),
    [
        (0, 0),
        (1, 1),
        (0.285, 0.29),
        (0.745, 0.75),
        (0.005, 0.01),
        (0.0049, 0),
        (0.2449999999, 0.25),  # 0.245 to nine digits
        (0.2449999994, 0.24),
        (0.1 + 0.2 - 0.05, 0.25),  # 0.25000000000000006
        (0.575, 0.58),  # binary 0.57499999999999996
        (1.005, 1.01),
    ],
)
def test_figures_are_rounded_half_up_after_rounding_to_nine(value: float, printed: float) -> None:
    assert printed == formula.figure(value)


def test_parts_have_nine_digits() -> None:
    assert formula.exact(0.1 + 0.2) == 0.3
    assert formula.exact(1 / 3) == 0.333333333


def test_a_tie_goes_to_the_even_digit() -> None:
    assert formula.exact(1 / 1024) == 0.000976562  # 0.0009765625
    assert formula.exact(3 / 1024) == 0.002929688  # 0.0029296875


@given(st.floats(0, 1) | st.integers(0, 10**10).map(lambda tenths: tenths / 10**10))
def test_nine_digits_are_those_of_the_decimal_number(value: float) -> None:
    assert round(value, 9) == formula.exact(value)


@pytest.mark.parametrize(
    ("risk", "rating"),
    [
        (0.0, Rating.LOW),
        (0.24, Rating.LOW),
        (0.25, Rating.MEDIUM),
        (0.49, Rating.MEDIUM),
        (0.50, Rating.HIGH),
        (0.74, Rating.HIGH),
        (0.75, Rating.CRITICAL),
        (1.0, Rating.CRITICAL),
    ],
)
def test_a_rating_begins_at_its_cut(risk: float, rating: Rating) -> None:
    assert rating is METHOD.rating(risk)
