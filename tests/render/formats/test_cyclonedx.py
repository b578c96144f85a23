"""CycloneDX 1.6, by its official schema, and by what the schema cannot say."""

import json
from typing import Any

import pytest

from alignassess.render.formats.cyclonedx import cyclonedx
from alignassess.render.formats.material import Material
from tests.render.formats.given import MATERIALS, alone, several, waived
from tests.render.formats.schemas import complaints


def read(material: Material) -> Any:
    return json.loads(cyclonedx(material))


@pytest.mark.parametrize("given", MATERIALS)
def test_it_is_valid(given: str) -> None:
    assert [] == complaints("cyclonedx-1.6", cyclonedx(MATERIALS[given]()))


def test_the_schema_refuses_what_is_wrong() -> None:
    assert complaints("cyclonedx-1.6", cyclonedx(alone()).replace('"score": 0.5', '"score": 5'))


@pytest.mark.parametrize("given", ["several", "hostile", "waived"])
def test_references_are_unique_and_none_dangles(given: str) -> None:
    bom = read(MATERIALS[given]())
    said = bom["declarations"]
    standard = bom["definitions"]["standards"][0]

    things = [*bom["components"], standard, *standard["requirements"], *said["assessors"]]
    things += [*said["claims"], *said["evidence"], *said["targets"]["components"]]
    refs = [one["bom-ref"] for one in things]
    used = {claim["target"] for claim in said["claims"]}
    used |= {name for claim in said["claims"] for name in claim.get("evidence", ())}
    for attestation in said["attestations"]:
        used.add(attestation["assessor"])
        for one in attestation["map"]:
            used |= {one["requirement"], *one["claims"]}
    assert len(set(refs)) == len(refs)
    assert used <= set(refs)


def test_conformance_is_the_level_by_four_and_confidence_follows_the_evidence() -> None:
    (attestation,) = read(alone())["declarations"]["attestations"]
    found = {one["requirement"]: one for one in attestation["map"]}

    ft03, ec32 = found["requirement:ft-03"], found["requirement:ec-32"]
    assert ft03["conformance"]["score"] == 0.25  # level 1
    assert ft03["confidence"]["score"] == 0.5  # documented
    assert ec32["conformance"]["score"] == 0  # a nonresponse
    assert ec32["confidence"]["score"] == 0.25


def test_a_claim_that_a_question_does_not_apply_has_no_conformance() -> None:
    (attestation,) = read(alone())["declarations"]["attestations"]

    without = [one["requirement"] for one in attestation["map"] if "conformance" not in one]
    assert len(without) == 1


def test_a_waiver_is_said_and_changes_no_score() -> None:
    (attestation,) = read(waived())["declarations"]["attestations"]
    (one,) = [one for one in attestation["map"] if one["requirement"] == "requirement:ec-13"]

    assert one["conformance"] == {
        "score": 0.5,
        "rationale": "Level 2 of 4 as answered. Waived by W-1.",
    }


def test_a_vendor_is_a_model_and_has_no_rating() -> None:
    *_, vendor = read(several())["components"]

    assert vendor["type"] == "machine-learning-model"
    assert not [one for one in vendor["properties"] if "rating" in one["name"]]
