"""A figure, the interval around it, its standard error, and its name."""

from math import sqrt
from typing import Any

import pytest

from alignassess.domain.evals import Scale, Unit
from alignassess.domain.evidence_record import Interval
from alignassess.domain.observation import Metric
from alignassess.domain.verdict import interval_of, label_of, standard_error

SHARE = Scale(unit=Unit.SHARE, low=0, high=1)
PERCENT = Scale(unit=Unit.PERCENT, low=0, high=100)
POINTS = Scale(unit=Unit.POINTS, low=1, high=10)


def figure(value: float | None, **fields: Any) -> Metric:
    return Metric(**{"score": "s", "name": "m", "value": value, **fields})


def interval(metric: Metric, scale: Scale, *, samples: int | None) -> Interval:
    found = interval_of(metric, scale, samples=samples)
    assert found is not None
    return found


def test_counts_give_exact_bounds() -> None:
    found = interval_of(figure(0.1), SHARE, samples=10)

    assert (0.0025, 0.4450) == pytest.approx(found, abs=6e-5)


def test_bounds_lie_on_the_scale_of_the_figure() -> None:
    found = interval_of(figure(10.0), PERCENT, samples=10)

    assert (0.25, 44.50) == pytest.approx(found, abs=6e-3)


def test_a_mean_of_points_is_bounded_by_its_standard_error() -> None:
    found = interval_of(figure(5.0, stderr=0.5), POINTS, samples=10)

    assert (5 - 2.2622 * 0.5, 5 + 2.2622 * 0.5) == pytest.approx(found, abs=1e-4)


def test_the_standard_error_of_a_few_samples_reaches_further() -> None:
    few = interval_of(figure(4 / 3, stderr=1 / 3), POINTS, samples=3)
    one = interval_of(figure(1.5, stderr=0.001), POINTS, samples=1)

    assert (1.0, 4 / 3 + 4.3027 / 3) == pytest.approx(few, abs=1e-4)
    assert Interval(1, 10) == one


def test_points_without_a_standard_error_are_bounded_like_a_share_of_their_scale() -> None:
    found = interval_of(figure(1.0, stderr=0.0), POINTS, samples=10)

    assert (1.0, 1 + 9 * 0.3085) == pytest.approx(found, abs=6e-4)


def test_a_standard_error_gives_1_96_of_it_on_each_side() -> None:
    found = interval_of(figure(0.5, stderr=0.1), SHARE, samples=None)

    assert (0.304, 0.696) == pytest.approx(found, abs=1e-4)


def test_a_standard_error_of_nothing_says_nothing() -> None:
    assert None is interval_of(figure(0.0, stderr=0.0), SHARE, samples=None)


def test_the_wider_interval_of_a_share_counts() -> None:
    clustered = interval_of(figure(0.5, stderr=0.1), SHARE, samples=1000)
    small = interval_of(figure(0.5, stderr=0.01), SHARE, samples=10)

    assert (0.304, 0.696) == pytest.approx(clustered, abs=1e-4)
    assert (0.1871, 0.8129) == pytest.approx(small, abs=6e-5)


def test_the_interval_that_the_file_gives_counts_too() -> None:
    assert Interval(0.2, 0.9) == interval_of(figure(0.5, low=0.2, high=0.9), SHARE, samples=None)
    assert None is interval_of(figure(0.5, low=0.5, high=0.5), SHARE, samples=None)


def test_no_interval_leaves_the_scale() -> None:
    assert 1.0 == interval(figure(0.95, stderr=0.1), SHARE, samples=None).high


def test_a_figure_alone_has_no_interval() -> None:
    assert None is interval_of(figure(0.5), SHARE, samples=None)
    assert None is interval_of(figure(None), SHARE, samples=10)


def test_a_share_of_nothing_is_not_without_error() -> None:
    expected = sqrt((2 / 24) * (22 / 24) / 24)

    assert expected == pytest.approx(standard_error(figure(0.0, stderr=0.0), SHARE, samples=20))


def test_the_larger_standard_error_of_a_share_counts() -> None:
    assert 0.2 == standard_error(figure(0.5, stderr=0.2), SHARE, samples=100)
    assert 0.2 == standard_error(figure(0.5, stderr=0.2), SHARE, samples=None)


def test_points_keep_the_standard_error_of_the_file() -> None:
    assert 0.01 == standard_error(figure(5.0, stderr=0.01), POINTS, samples=4)


def test_without_counts_and_standard_error_there_is_none() -> None:
    assert None is standard_error(figure(0.0, stderr=0.0), SHARE, samples=None)
    assert None is standard_error(figure(None), SHARE, samples=5)


@pytest.mark.parametrize(
    ("metric", "label"),
    [
        (figure(0.1), "s/m"),
        (figure(0.1, score="m"), "m"),
        (figure(0.1, reducer="mean"), "s/m"),
        (figure(0.1, reducer="none"), "s/m"),
        (figure(0.1, reducer="at_least_1", subset="safe"), "s/m (at_least_1, safe)"),
    ],
)
def test_a_figure_is_called_by_all_that_tells_it_apart(metric: Metric, label: str) -> None:
    assert label == label_of(metric)
