"""OSCAL, by the models of the library that reads it, and by what its schema cannot say.

What the schema leaves open: every reference points at something, ids are unique, dates have a zone.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from alignassess.domain.answers import Sheet
from alignassess.domain.subject import System
from alignassess.render.formats.material import Case, Material
from alignassess.render.formats.oscal_catalog import oscal_catalog
from alignassess.render.formats.oscal_parts import token
from alignassess.render.formats.oscal_poam import oscal_poam
from alignassess.render.formats.oscal_results import oscal_results
from alignassess.render.inert import markdown
from tests.builders import small_instrument
from tests.render.cases import SHIPPED, assessed, system_example
from tests.render.formats.given import AGENT, MATERIALS, alone, hostile, several, waived
from tests.render.formats.schemas import complaints

WRITERS = {
    "assessment-results": oscal_results,
    "poam": oscal_poam,
    "catalog": oscal_catalog,
}
WITH_RESULTS = ["several", "alone", "waived", "hostile", "unanswered"]


def text_of(kind: str, material: Material) -> str:
    text = WRITERS[kind](material)
    assert text is not None
    return text


def document(kind: str, material: Material) -> Any:
    (body,) = json.loads(text_of(kind, material)).values()
    return body


def pairs(value: Any) -> Iterator[tuple[str, Any]]:
    """Every key with its value, at any depth."""
    if isinstance(value, dict):
        for name, one in value.items():
            yield name, one
            yield from pairs(one)
    elif isinstance(value, list):
        for one in value:
            yield from pairs(one)


@pytest.mark.parametrize("kind", WRITERS)
@pytest.mark.parametrize("given", WITH_RESULTS)
def test_each_document_is_valid(kind: str, given: str) -> None:
    assert [] == complaints(f"oscal-{kind}-1.2.1", text_of(kind, MATERIALS[given]()))


@pytest.mark.parametrize("kind", WRITERS)
def test_the_schema_refuses_what_is_wrong(kind: str) -> None:
    text = text_of(kind, alone())

    assert complaints(f"oscal-{kind}-1.2.1", text.replace('"title": ', '"titel": ', 1))
    assert complaints(f"oscal-{kind}-1.2.1", text.replace('"uuid": "', '"uuid": "x', 1))


@pytest.mark.parametrize("kind", WRITERS)
@pytest.mark.parametrize("given", WITH_RESULTS)
def test_nothing_is_empty_and_every_date_has_a_zone(kind: str, given: str) -> None:
    for name, value in pairs(document(kind, MATERIALS[given]())):
        assert value not in ("", [], None), name
        if name in ("start", "end", "collected", "deadline", "last-modified", "expires"):
            assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", value)


@pytest.mark.parametrize("kind", ["assessment-results", "poam"])
@pytest.mark.parametrize("given", WITH_RESULTS)
def test_ids_are_unique_and_no_reference_dangles(kind: str, given: str) -> None:
    found = list(pairs(document(kind, MATERIALS[given]())))

    ids = [value for name, value in found if name == "uuid"]
    tools = {one for one in ids if ids.count(one) > 1}  # the program, once in each result
    assert len(tools) <= 1
    referred = {
        value
        for name, value in found
        if name in ("observation-uuid", "risk-uuid", "subject-uuid", "actor-uuid")
    }
    referred |= {one for name, value in found if name == "party-uuids" for one in value}
    referred |= {
        value.removeprefix("#")
        for name, value in found
        if name == "href" and isinstance(value, str) and value.startswith("#")
    }
    assert referred
    assert referred <= set(ids)


def test_the_target_of_every_finding_is_an_objective_of_the_catalog() -> None:
    controls = {value for name, value in pairs(document("catalog", several())) if name == "id"}

    found = list(pairs(document("assessment-results", several())))

    targets = {value for name, value in found if name == "target-id"}
    asked = {value for name, value in found if name == "control-id"}
    assert targets
    assert targets | asked <= controls


def test_the_catalog_has_every_scored_question_once() -> None:
    controls = [
        one
        for name, value in pairs(document("catalog", several()))
        if name == "controls"
        for one in value
    ]

    assert sorted(one["id"] for one in controls) == sorted(one.id for one in SHIPPED.scored)
    ids = [value for name, value in pairs(document("catalog", several())) if name == "id"]
    assert len(set(ids)) == len(ids)


def test_questions_without_sections_stand_in_their_questionnaire() -> None:
    text = oscal_catalog(Material((), small_instrument()))

    assert [] == complaints("oscal-catalog-1.2.1", text)
    (group,) = json.loads(text)["catalog"]["groups"]
    assert [one["id"] for one in group["controls"]] == ["xx-01"]


def test_a_gap_a_nonresponse_and_a_claim_are_not_satisfied() -> None:
    (result,) = document("assessment-results", alone())["results"]
    found = {one["target"]["target-id"]: one["target"] for one in result["findings"]}

    state = {name: found[f"{name}_obj"]["status"] for name in ("ec-13", "ec-32")}
    assert (state["ec-13"]["state"], state["ec-13"]["reason"]) == ("not-satisfied", "fail")
    assert (state["ec-32"]["state"], state["ec-32"]["reason"]) == ("not-satisfied", "dont-know")
    claimed = [one for one in found.values() if "implementation-status" in one]
    assert [one["status"]["reason"] for one in claimed] == ["not-applicable"]
    satisfied = [one for one in found.values() if one["status"]["state"] == "satisfied"]
    assert len(satisfied) == 23  # answered at level 3 or 4


def test_the_risks_have_the_figures_of_the_result() -> None:
    (result,) = document("assessment-results", alone())["results"]

    for risk, one in zip(result["risks"], system_example(AGENT).categories, strict=True):
        facets = {f["name"]: f["value"] for f in risk["characterizations"][0]["facets"]}
        assert facets["risk-answered"] == f"{one.answered.risk:.2f}"
        assert facets["rating"] == one.rating
        assert risk["status"] == "open"


def test_a_waived_category_is_a_deviation_approved_until_its_expiry() -> None:
    (result,) = document("assessment-results", waived())["results"]

    (risk,) = [one for one in result["risks"] if one["status"] == "deviation-approved"]
    assert risk["title"].startswith("Sycophancy")
    assert risk["deadline"] == "2027-01-31T00:00:00Z"
    assert risk["remediations"][0]["props"] == [{"name": "type", "value": "accept"}]
    (finding,) = [f for f in result["findings"] if f["target"]["target-id"] == "ec-13_obj"]
    assert finding["target"]["status"]["state"] == "not-satisfied"  # a waiver changes no state
    assert "waiver W-1 until 2027-01-31" in finding["target"]["status"]["remarks"]


def test_a_plan_has_an_item_per_finding_worst_first() -> None:
    items = document("poam", alone())["poam-items"]

    assert len(items) == len(alone().cases[0].assessment.findings)
    assert items[0]["title"] == "ft-03 before after comparison"
    assert document("poam", alone())["system-id"]["id"] == "coding-agent"


def test_without_a_question_asked_there_is_no_plan() -> None:
    found = assessed(Sheet(subject=System(id="bot", name="Bot")))
    bare = found.model_copy(update={"findings": ()})

    assert oscal_poam(Material((Case(bare),), SHIPPED)) is None


def test_the_id_of_a_document_follows_its_content() -> None:
    same = {document("assessment-results", alone())["uuid"] for _ in range(2)}
    later = replace(alone(), stamp=datetime(2027, 1, 1, tzinfo=UTC))

    assert len(same) == 1
    assert document("assessment-results", waived())["uuid"] not in same
    assert document("assessment-results", later)["uuid"] not in same
    assert document("assessment-results", later)["metadata"]["last-modified"] == (
        "2027-01-01T00:00:00Z"
    )


def test_the_ids_of_a_system_do_not_hang_on_the_others_of_the_run() -> None:
    (single,) = document("assessment-results", alone())["results"]
    among = document("assessment-results", several())["results"]

    assert single["uuid"] in {one["uuid"] for one in among}
    together = {f["uuid"] for one in among for f in one["findings"]}
    assert {f["uuid"] for f in single["findings"]} <= together


def test_an_item_keeps_its_id_when_the_answers_change() -> None:
    before, after = document("poam", alone()), document("poam", waived())

    assert [one["uuid"] for one in before["poam-items"]] == [
        one["uuid"] for one in after["poam-items"]
    ]


@pytest.mark.parametrize(
    ("text", "name"), [("ft-03", "ft-03"), ("3x", "_3x"), ("a/b:c d", "a-b-c-d"), ("-", "_-")]
)
def test_ids_are_xml_names(text: str, name: str) -> None:
    assert name == token(text)


def test_what_is_read_as_markdown_is_inert() -> None:
    (result, vendor) = document("assessment-results", hostile())["results"]

    assert result["title"] == vendor["title"]
    assert result["title"] == markdown(hostile().cases[0].assessment.subject.name)
