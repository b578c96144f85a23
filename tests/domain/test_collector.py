"""The cyclic collector rests while one sheet is worked on, and is left as it was found."""

import gc
from collections.abc import Iterator

import pytest

from alignassess.domain.collector import uncollected


@pytest.fixture(autouse=True)
def collecting() -> Iterator[None]:
    yield
    gc.enable()


@uncollected
def _is_collecting() -> bool:
    return gc.isenabled()


@uncollected
def _fails() -> None:
    raise ValueError("no")


def test_the_collector_rests_during_the_work_and_goes_on_after_it() -> None:
    assert not _is_collecting()
    assert gc.isenabled()


def test_the_collector_goes_on_after_work_that_fails() -> None:
    with pytest.raises(ValueError, match="no"):
        _fails()

    assert gc.isenabled()


def test_a_collector_that_somebody_stopped_stays_stopped() -> None:
    gc.disable()

    assert not _is_collecting()
    assert not gc.isenabled()
