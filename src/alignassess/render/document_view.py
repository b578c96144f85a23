"""The block at the head of a report.

What was assessed, by whom, over what, and with which versions.
"""

from alignassess.domain.assessment import Assessment, SystemAssessment
from alignassess.domain.depth import CORE_STATEMENT, Depth
from alignassess.domain.instrument import Instrument
from alignassess.domain.subject import ModelReference, Respondent


def document_block(assessment: Assessment, instrument: Instrument) -> tuple[tuple[str, str], ...]:
    """Label and text of each line."""
    subject, complete = assessment.subject, assessment.completeness
    what = "System" if assessment.kind == "system" else "Vendor"
    rows = [(what, f"{subject.name} ({subject.id})")]
    if isinstance(assessment, SystemAssessment):
        rows.append(("Operator", assessment.subject.operator or "not stated"))
    rows.append(("Model", "not stated" if subject.model is None else model_words(subject.model)))
    rows.append(("As of", assessment.provenance.as_of.isoformat()))
    people = "; ".join(respondent_words(one) for one in assessment.respondents)
    rows.append(("Answered by", people or "not stated"))
    rows.append(("Scope", _scope(assessment, instrument)))
    rows.append(("Depth", CORE_STATEMENT if assessment.depth is Depth.CORE else "full"))
    core = "core questions " if assessment.depth is Depth.CORE else ""
    rows.append(
        (
            "Questions",
            f"{complete.applicable} {core}apply: {complete.answered} answered, "
            f"{complete.dont_know} not known, {complete.declined} declined, "
            f"{complete.unanswered} not answered, {complete.not_applicable} claimed not to apply",
        )
    )
    if assessment.kind == "system":
        facts = f"{complete.profile_answered} of {complete.profile_applicable} that apply are known"
        rows.append(("Profile facts", facts))
    made = assessment.provenance
    versions = f"method {made.method_version}, questions {made.pack}, prepared with {made.tool}"
    rows.append(("Versions", versions))
    return tuple(rows)


def model_words(model: ModelReference) -> str:
    """A model by every name that the sheet gives it."""
    parts = [" ".join(one for one in (model.provider, model.name, model.version) if one)]
    parts += [f"also known as {', '.join(model.aliases)}"] if model.aliases else []
    parts += [f"revision {model.revision}"] if model.revision else []
    parts += [f"weights sha256 {model.sha256}"] if model.sha256 else []
    parts += [f"last changed {model.changed.isoformat()}"] if model.changed else []
    parts += [f"made from {model_words(model.base)}"] if model.base else []
    return "; ".join(part for part in parts if part) or "not stated"


def respondent_words(person: Respondent) -> str:
    """A person with role and organisation, where the sheet gives them."""
    parts = (person.name or person.key, person.role, person.organisation)
    return ", ".join(part for part in parts if part)


def _scope(assessment: Assessment, instrument: Instrument) -> str:
    titles = {one.id: one.title for one in instrument.questionnaires}
    names = ", ".join(titles.get(name, name) for name in assessment.scope)
    if assessment.kind == "vendor":
        return f"{names}; a vendor sheet is counted over this questionnaire alone"
    return f"all questionnaires: {names}" if assessment.full_scope else f"narrowed to {names}"
