"""SARIF 2.1.0, complete: every check with its kind, figures, waivers and changes."""

from collections.abc import Iterator

from alignassess.domain.assessment import CategoryResult, SystemAssessment, VendorCategory
from alignassess.domain.gate import Outcome
from alignassess.render import inert
from alignassess.render.figures import number
from alignassess.render.formats import sarif_parts as parts
from alignassess.render.formats.checks import Check, Kind, checks
from alignassess.render.formats.json_out import Object, pieces, present
from alignassess.render.formats.material import Acceptance, Case, Material
from alignassess.render.wording import STATE_WORDS

_KINDS = {
    Kind.SOUND: "pass",
    Kind.GAP: "fail",
    Kind.OPEN: "open",
    Kind.NOT_APPLICABLE: "notApplicable",
}

_BASELINE = {
    "opened": "new",
    "worse": "updated",
    "better": "updated",
    "question-changed": "updated",
    "unchanged": "unchanged",
    "closed": "absent",
}
"""A change in the words of SARIF 2.1.0, 3.27.24; what it is exactly stands in the properties."""


def sarif(material: Material) -> Iterator[str]:
    """One run; one result per check, and one per category with its figures."""
    systems: list[Object] = []
    notifications: list[Object] = []
    for case in material.cases:
        systems.append(_system(case))
        notifications += [_decided(case)] if case.decision else []
    return pieces(
        parts.log(
            material,
            lambda: _results(material),
            rules=[*parts.question_rules(material), *parts.category_rules(material)],
            notifications=notifications,
            properties={"systems": systems},
        )
    )


def _results(material: Material) -> Iterator[Object]:
    for case, key in zip(material.cases, material.keys, strict=True):
        yield from (_check(case, one, key, material) for one in checks(case, material))
        yield from (_category(case, one, key, material) for one in case.assessment.categories)


def _check(case: Case, one: Check, key: str, material: Material) -> Object:
    finding = one.finding
    is_fail = one.kind is Kind.GAP
    return {
        "ruleId": one.question.id,
        "kind": _KINDS[one.kind],
        # Whatever is no failure has the level none (SARIF 2.1.0, 3.27.10).
        "level": parts.level(one) if is_fail else "none",
        "message": {"text": parts.plain(f"{case.subject}: {one.title}: {one.sentence}")},
        "locations": [parts.location(one.file, one.line, material, logical=one.id)],
        "partialFingerprints": parts.fingerprints(key, one.question.id),
        **present(
            baselineState=_BASELINE.get(one.change or ""),
            suppressions=_suppressions(one.waiver),
        ),
        "properties": present(
            system=case.subject,
            state=one.state.value,
            stateInWords=STATE_WORDS[one.state],
            answerLevel=one.level,
            rating=one.rating,
            essentialGap=None if finding is None else finding.essential,
            categories=[category.value for category in one.question.categories],
            layer=one.question.layer,
            assurance=None if finding is None else finding.assurance.value,
            evidence=[] if finding is None else [inert.line(name) for name in finding.evidence],
            rules=[] if finding is None else list(finding.rules),
            effort=one.question.effort,
            closedBy=one.question.closed_by,
            notes=list(one.notes),
            change=one.change,
        ),
    }


def _category(
    case: Case, one: CategoryResult | VendorCategory, key: str, material: Material
) -> Object:
    sheets = case.assessment.provenance.sheets
    label = material.label(one.category)
    if isinstance(one, VendorCategory):
        text = f"{label}: prevention {one.answered.prevention:.2f} as answered, 1 is best"
        figures: Object = {"prevention": number(one.answered.prevention)}
    else:
        figures = parts.risks(one)
        text = (
            f"{label}: risk {one.answered.risk:.2f} as answered, {one.best.risk:.2f} if the "
            f"unknowns were good, {one.evidenced.risk:.2f} counting only what evidence supports, "
            f"{one.inherent:.2f} inherent; rating {one.rating}"
        )
    return {
        "ruleId": one.category.value,
        "kind": "informational",
        "level": "none",
        "message": {"text": parts.plain(f"{case.subject}: {text}")},
        "locations": [
            parts.location(
                sheets[0].path if sheets else "-", 1, material, logical=f"{key}/{one.category}"
            )
        ],
        "partialFingerprints": parts.fingerprints(key, one.category.value),
        **present(suppressions=_suppressions(case.category_waiver(one.category))),
        "properties": {"system": case.subject, **figures},
    }


def _suppressions(waiver: Acceptance | None) -> list[Object]:
    if waiver is None:
        return []
    return [
        {
            "kind": "external",
            "status": "accepted",
            "justification": inert.line(
                f"waiver {waiver.id}: {waiver.reason}; approved by {waiver.approved_by}, "
                f"until {waiver.expires.isoformat()} inclusive (UTC)"
            ),
        }
    ]


def _decided(case: Case) -> Object:
    decision = case.decision
    assert decision is not None  # noqa: S101 - only decided cases come here
    passed = decision.outcome is Outcome.PASS
    return {
        "level": "note" if passed else "error",
        "message": {"text": parts.plain(decision.sentence)},
        "descriptor": {"id": "gate-decision"},
    }


def _system(case: Case) -> Object:
    one, decision = case.assessment, case.decision
    complete = one.completeness
    return present(
        id=one.subject.id,
        name=inert.line(one.subject.name),
        kind=one.kind,
        asOf=one.provenance.as_of.isoformat(),
        tool=inert.line(one.provenance.tool),
        methodVersion=one.provenance.method_version,
        scope=list(one.scope),
        headline=one.headline.sentence if isinstance(one, SystemAssessment) else None,
        answered=complete.answered,
        applicable=complete.applicable,
        notApplicable=complete.not_applicable,
        decision=None if decision is None else decision.outcome.value,
        reasons=[] if decision is None else [inert.line(reason) for reason in decision.reasons],
        waivers=[inert.line(waiver.id) for waiver in case.waivers],
    )
