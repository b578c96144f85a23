"""Values whose fields are made when first asked for."""

import pickle

import pytest
from pydantic import TypeAdapter

from alignassess.domain.late import LateModel


class Pair(LateModel):
    """Two numbers."""

    first: int
    second: int


def test_a_field_is_made_when_first_asked_for_and_once() -> None:
    asked: list[str] = []

    def first() -> int:
        asked.append("first")
        return 1

    pair = Pair.made_later({"first": first, "second": lambda: 2})

    assert [] == asked
    assert [1, 1] == [pair.first, pair.first]
    assert ["first"] == asked


def test_what_is_made_later_equals_what_was_made_at_once() -> None:
    later = Pair.made_later({"first": lambda: 1, "second": lambda: 2})

    assert Pair(first=1, second=2) == later
    assert Pair(first=1, second=3) == later.model_copy(update={"second": 3})


def test_a_field_put_off_is_made_when_first_asked_for() -> None:
    asked: list[str] = []

    def second() -> int:
        asked.append("second")
        return 2

    pair = Pair(first=1, second=0).put_off({"second": second})

    assert [] == asked
    assert Pair(first=1, second=2) == pair
    assert [1, 2] == [pair.first, pair.second]
    assert ["second"] == asked


def test_what_is_put_off_is_written_with_every_field() -> None:
    pair = Pair(first=1, second=0).put_off({"second": lambda: 2})

    assert b'{"first":1,"second":2}' == TypeAdapter(Pair).dump_json(pair)


def test_what_is_put_off_goes_to_another_process_made() -> None:
    pair = Pair(first=1, second=0).put_off({"second": lambda: 2})

    assert Pair(first=1, second=2) == pickle.loads(pickle.dumps(pair))  # noqa: S301 - its own


def test_what_no_class_has_is_still_missing() -> None:
    with pytest.raises(AttributeError, match="Pair has no attribute third"):
        getattr(Pair(first=1, second=2), "third")  # noqa: B009 - a checker refuses it plainly
