"""OSCAL assessment results: one result per system or vendor."""

from alignassess.domain.assessment import SystemAssessment
from alignassess.render.formats.json_out import Object, present, uuid
from alignassess.render.formats.material import Case, Material
from alignassess.render.formats.oscal_case import OscalCase
from alignassess.render.formats.oscal_parts import (
    CATALOG_FILE,
    document,
    markup,
    moment,
    paragraphs,
    prop,
    resource,
    respondent,
    token,
)
from alignassess.render.wording import STATEMENT, VENDOR_STATEMENT


def oscal_results(material: Material) -> str | None:
    """The document; None without any result, since OSCAL refuses an empty one."""
    if not material.cases:
        return None
    plan = resource(
        "assessment plan",
        "Assessment plan",
        "No plan in OSCAL exists. What was asked is the catalog; how it is counted is the method.",
    )
    catalog = resource(
        "catalog", "Questions", "The questions as an OSCAL catalog.", href=CATALOG_FILE
    )
    body: Object = {
        "import-ap": {"href": f"#{plan['uuid']}"},
        "results": [
            _result(case, key, material)
            for case, key in zip(material.cases, material.keys, strict=True)
        ],
        "back-matter": {"resources": [plan, catalog]},
    }
    return document("assessment-results", "Alignment risk assessment results", material, body)


def _result(case: Case, key: str, material: Material) -> Object:
    parts = OscalCase(case, key, material)
    one = case.assessment
    said = one.headline.sentence if isinstance(one, SystemAssessment) else VENDOR_STATEMENT
    asked = [{"control-id": token(check.question.id)} for check in parts.checks]
    reviewed: Object = {"include-controls": asked} if asked else {"include-all": {}}
    return {
        "uuid": uuid("result", key, parts.digest),
        "title": markup(one.subject.name),
        "description": markup(said),
        "start": moment(one.provenance.as_of),
        "end": moment(one.provenance.as_of),
        "props": [*_props(case)],
        "local-definitions": {"components": [parts.component(), parts.tool()]},
        "reviewed-controls": {
            "links": [{"href": f"#{uuid('resource', 'catalog')}", "rel": "reference"}],
            "control-selections": [reviewed],
        },
        "attestations": [_attestation(case)],
        **present(
            observations=parts.observations(), risks=parts.risks(), findings=parts.findings()
        ),
        **present(remarks=paragraphs(one.notices)),
    }


def _props(case: Case) -> list[Object]:
    one, decision = case.assessment, case.decision
    complete = one.completeness
    found = [
        prop("id", one.subject.id),
        prop("method-version", one.provenance.method_version),
        prop("tool", one.provenance.tool),
        prop("scope", " ".join(one.scope)),
        prop("questions-applicable", complete.applicable),
        prop("questions-answered", complete.answered),
        prop("questions-not-applicable", complete.not_applicable),
    ]
    if isinstance(one, SystemAssessment):
        found.append(prop("headline-rating", one.headline.rating))
        found += [prop("essential-gap", gap.question) for gap in one.essential_gaps]
    if decision is not None:
        found.append(prop("gate-decision", decision.outcome.value))
        found.append(prop("gate-verdict", decision.verdict))
        found += [prop("gate-reason", reason) for reason in decision.reasons]
    found += [prop("waiver", waiver.id) for waiver in case.waivers]
    return found


def _attestation(case: Case) -> Object:
    """Who answered, and how far that goes."""
    one = case.assessment
    people = [respondent(case, person.key) for person in one.respondents]
    statement = STATEMENT if isinstance(one, SystemAssessment) else VENDOR_STATEMENT
    responsible: list[Object] = [{"role-id": "respondent", "party-uuids": people}] if people else []
    return {
        **present(**{"responsible-parties": responsible}),
        "parts": [{"name": "statement", "title": "Statement", "prose": statement}],
    }
