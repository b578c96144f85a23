"""Reading without pydantic: what is accepted here is what pydantic makes of it."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from alignassess.domain.condition import Condition
from alignassess.domain.evidence import EvidenceEntry
from alignassess.domain.instrument import Instrument
from alignassess.domain.method import StrengthWeights
from alignassess.domain.policy import Limit, Policy
from alignassess.domain.questionnaire import ScoredOption
from alignassess.domain.subject import Respondent, System
from alignassess.files.instrument_files import load_instrument
from alignassess.files.quick import Unusual, accepts, reader

MODELS = [
    System,
    Respondent,
    EvidenceEntry,
    Policy,
    Limit,
    ScoredOption,
    Condition,
    StrengthWeights,
]

WORDS = st.sampled_from(
    ["", "a", "acme-bot", "Acme Bot", "2026-11-02", "20261102", "1:30", "tested", "all", "medium",
     "sp-01", "own", "alignassess/policy/1", "system", "is", "not"]
)  # fmt: skip
LEAVES = WORDS | st.integers(-1, 5) | st.floats(0, 2) | st.booleans() | st.none()
KEYS = st.sampled_from(
    ["id", "name", "operator", "model", "aliases", "changed", "base", "version", "kind", "key",
     "title", "file", "sha256", "obtained", "assurance", "format", "completeness", "limits",
     "category", "reading", "rating", "below", "level", "label", "is", "not", "all", "any",
     "at-least", "includes-any", "role", "sp-01", "primary", "secondary", "all_in_consequence",
     "all_in_governance", "place"]
)  # fmt: skip
DATA = st.recursive(
    LEAVES, lambda inside: st.lists(inside, max_size=3) | st.dictionaries(KEYS, inside, max_size=4)
)


@pytest.mark.parametrize("model", MODELS, ids=lambda model: getattr(model, "__name__", "Condition"))
@given(data=DATA)
def test_what_is_accepted_is_what_pydantic_makes_of_it(model: Any, data: object) -> None:
    try:
        quick = reader(model)(data)
    except Unusual:
        return

    assert TypeAdapter(model).validate_python(data) == quick


@pytest.mark.parametrize(
    ("model", "data"),
    [
        (System, {"id": "acme-bot", "name": "Acme", "model": {"aliases": ["a"], "base": {}}}),
        (EvidenceEntry, {"id": "e", "title": "E", "obtained": "2026-11-02", "assurance": "tested"}),
        (Limit, {"category": "all", "below": "high"}),
        (Limit, {"category": "all", "reading": "evidenced", "risk": "0.45"}),
        (Policy, {"format": "alignassess/policy/1", "completeness": "80%", "evidence_age": "9"}),
        (ScoredOption, {"level": "3", "key": "checked", "label": "Checked"}),
        (ScoredOption, {"level": 3, "key": "checked", "label": "Checked"}),
        (Condition, {"all": [{"is": {"sp-01": "own"}}, {"not": {"role": "eu-link"}}]}),
        (Condition, {"kind": "role", "role": "eu-link"}),
    ],
)
def test_well_formed_data_need_no_pydantic(model: Any, data: object) -> None:
    assert TypeAdapter(model).validate_python(data) == reader(model)(data)


@pytest.mark.parametrize(
    ("model", "data"),
    [
        (System, "text"),
        (System, {"id": "acme-bot"}),
        (System, {"id": "Acme Bot", "name": "Acme"}),
        (System, {"id": "a" * 61, "name": "Acme"}),
        (System, {"id": "a", "name": "Acme", "colour": "red"}),
        (System, {"id": "a", "name": ""}),
        (EvidenceEntry, {"id": "e", "title": "E", "obtained": "20261102"}),
        (EvidenceEntry, {"id": "e", "title": "E", "obtained": "2026-13-02"}),
        (EvidenceEntry, {"id": "e", "title": "E", "assurance": "certain"}),
        (Limit, {"category": "all"}),
        (Limit, {"category": "every", "below": "high"}),
        (Policy, {"format": "alignassess/policy/1", "limits": "none"}),
        (Policy, {"format": "alignassess/policy/1", "completeness": 0}),
        (ScoredOption, {"level": 5, "key": "a", "label": "A"}),
        (ScoredOption, {"level": -1, "key": "a", "label": "A"}),
        (Condition, {"at-lest": {"sp-05": 1}}),
        (Condition, []),
        (Condition, {"all": []}),
    ],
)
def test_what_pydantic_refuses_is_unusual(model: Any, data: object) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(model).validate_python(data)
    with pytest.raises(Unusual):
        reader(model)(data)


def test_the_whole_instrument_survives_the_way_through_json() -> None:
    instrument = load_instrument()
    adapter = TypeAdapter(Instrument)

    data = adapter.dump_python(instrument, mode="json")

    assert instrument == reader(Instrument)(data)


def test_a_field_takes_a_value_or_not() -> None:
    assert accepts(System, "id", "acme-bot")
    assert not accepts(System, "id", "Acme Bot")
