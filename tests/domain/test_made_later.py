"""Values whose fields are made when first asked for."""

import pytest

from alignassess.domain.model import Model


class Pair(Model):
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


def test_what_no_class_has_is_still_missing() -> None:
    with pytest.raises(AttributeError, match="Pair has no attribute third"):
        getattr(Pair(first=1, second=2), "third")  # noqa: B009 - a checker refuses it plainly
