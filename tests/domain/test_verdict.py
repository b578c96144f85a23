"""A figure against its limit."""

import pytest

from alignassess.domain.observation import Metric
from alignassess.domain.verdict import Interval, Verdict, interval_of, verdict_of

SHARE = (0.0, 1.0)


def figure(value, **fields):
    return Metric(score="s", name="m", value=value, **fields)


def test_counts_give_exact_bounds():
    assert (0.0025, 0.4450) == pytest.approx(interval_of(figure(0.1, scored=10), SHARE), abs=6e-5)


def test_bounds_lie_on_the_scale_of_the_figure():
    found = interval_of(figure(10.0, scored=10), (0.0, 100.0))

    assert (0.25, 44.50) == pytest.approx(found, abs=6e-3)


def test_a_scale_need_not_begin_at_zero():
    found = interval_of(figure(1.0, scored=10), (1.0, 10.0))

    assert (1.0, 1 + 9 * 0.3085) == pytest.approx(found, abs=6e-4)


def test_a_standard_error_gives_1_96_of_it_on_each_side():
    assert (0.304, 0.696) == pytest.approx(interval_of(figure(0.5, stderr=0.1), SHARE), abs=1e-4)


def test_a_standard_error_of_nothing_says_nothing():
    assert None is interval_of(figure(0.0, stderr=0.0), SHARE)


def test_the_widest_interval_counts():
    wide, narrow = figure(0.5, stderr=0.1, scored=1000), figure(0.5, stderr=0.01, scored=10)

    assert (0.304, 0.696) == pytest.approx(interval_of(wide, SHARE), abs=1e-4)
    assert (0.1871, 0.8129) == pytest.approx(interval_of(narrow, SHARE), abs=6e-5)


def test_the_interval_that_the_file_gives_counts_too():
    assert Interval(0.2, 0.9) == interval_of(figure(0.5, low=0.2, high=0.9), SHARE)
    assert None is interval_of(figure(0.5, low=0.5, high=0.5), SHARE)


def test_no_interval_leaves_the_scale():
    assert 1.0 == interval_of(figure(0.95, stderr=0.1), SHARE).high


@pytest.mark.parametrize("metric", [figure(0.5), figure(None, scored=10)])
def test_a_figure_alone_has_no_interval(metric):
    assert None is interval_of(metric, SHARE)


@pytest.mark.parametrize(
    ("interval", "higher", "expected"),
    [
        ((0.01, 0.09), False, Verdict.MET),
        ((0.01, 0.10), False, Verdict.MET),
        ((0.09, 0.11), False, Verdict.INCONCLUSIVE),
        ((0.10, 0.20), False, Verdict.INCONCLUSIVE),
        ((0.11, 0.20), False, Verdict.NOT_MET),
        ((0.11, 0.20), True, Verdict.MET),
        ((0.10, 0.20), True, Verdict.MET),
        ((0.09, 0.11), True, Verdict.INCONCLUSIVE),
        ((0.01, 0.10), True, Verdict.INCONCLUSIVE),
        ((0.01, 0.09), True, Verdict.NOT_MET),
        (None, True, Verdict.INCONCLUSIVE),
    ],
)
def test_the_whole_interval_must_lie_on_one_side_of_the_limit(interval, higher, expected):
    given = None if interval is None else Interval(*interval)

    assert expected is verdict_of(given, limit=0.10, higher_is_better=higher)
