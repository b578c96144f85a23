"""Values made of fields that were checked, without the constructor."""

import pickle

from pydantic import TypeAdapter

from alignassess.domain.answers import Chosen
from alignassess.errors import Place

PLACE = Place("sheet.yaml", 7)
MADE = Chosen.of_checked({"options": ("by-hand",), "by": "jr", "place": PLACE})
GIVEN = Chosen(options=("by-hand",), by="jr", place=PLACE)


def test_it_is_what_the_constructor_makes() -> None:
    assert GIVEN == MADE
    assert hash(GIVEN) == hash(MADE)
    assert repr(GIVEN) == repr(MADE)
    assert GIVEN.set_fields() == MADE.set_fields()


def test_fields_that_are_left_out_have_their_defaults() -> None:
    assert ("chosen", None, ()) == (MADE.kind, MADE.note, MADE.evidence)


def test_a_copy_has_every_field() -> None:
    assert Chosen(options=("by-hand",), note="x", by="jr", place=PLACE) == MADE.model_copy(
        update={"note": "x"}
    )


def test_it_is_written_with_every_field() -> None:
    kind = TypeAdapter(Chosen)

    assert kind.dump_json(GIVEN) == kind.dump_json(MADE)


def test_it_goes_to_another_process() -> None:
    assert GIVEN == pickle.loads(pickle.dumps(MADE))  # noqa: S301 - its own
