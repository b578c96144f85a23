"""Outputs of a GitHub step: `name=value` lines for the steps that follow."""

from alignassess.domain.assessment import SystemAssessment
from alignassess.domain.gate import Outcome
from alignassess.domain.model import RATINGS
from alignassess.render.formats.checks import Kind, checks
from alignassess.render.formats.material import Material


def github_output(material: Material) -> str:
    """The decision over all systems, the worst rating, and counts; nothing that a person wrote."""
    rows = [one for case in material.cases for one in checks(case, material)]
    values = {
        "decision": _decision(material),
        "rating": _rating(material),
        "systems": len(material.cases),
        "findings": sum(one.finding is not None for one in rows),
        "essential_gaps": sum(one.finding is not None and one.finding.essential for one in rows),
        "unanswered": sum(one.kind is Kind.OPEN for one in rows),
        "waived": sum(len(case.waivers) for case in material.cases),
    }
    if material.preview is not None:
        values["preview"] = "true"
    return "".join(f"{name}={value}\n" for name, value in values.items())


def _decision(material: Material) -> str:
    outcomes = [case.decision.outcome for case in material.cases if case.decision is not None]
    order = list(Outcome)
    return max(outcomes, key=order.index).value if outcomes else "none"


def _rating(material: Material) -> str:
    """The worst rating of all systems; `unrated` as soon as one is."""
    found = [
        case.assessment.headline.rating
        for case in material.cases
        if isinstance(case.assessment, SystemAssessment)
    ]
    if not found:
        return "none"
    if "unrated" in found:
        return "unrated"
    return max(found, key=[str(one) for one in RATINGS].index)
