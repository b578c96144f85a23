"""The words of statements, methods, severities and results in an audit report; all are our own."""

from collections.abc import Mapping

from alignassess.domain.engagement import (
    AssuranceType,
    Conclusion,
    DeterminationMethod,
    Engagement,
    Severity,
)
from alignassess.render.wording import STATEMENT

TYPE_WORDS: Mapping[AssuranceType, str] = {
    AssuranceType.SELF_ASSESSMENT: "1, self-assessment, no assurance",
    AssuranceType.INTERNAL_AUDIT: "2, internal audit",
    AssuranceType.INDEPENDENT_LIMITED: "3, independent, limited assurance",
    AssuranceType.INDEPENDENT_REASONABLE: "4, independent, reasonable assurance",
}

NO_ENGAGEMENT = (
    "No engagement file was given, so nobody has chosen a type of assurance or signed. Until "
    "somebody does, this is a draft of type 1, self-assessment, no assurance."
)

_CONCLUSIONS: Mapping[AssuranceType, str] = {
    AssuranceType.SELF_ASSESSMENT: STATEMENT,
    AssuranceType.INTERNAL_AUDIT: (
        "Internal audit looked at the answers to the extent that sections 7, 8 and 13 describe. "
        "Its members belong to the organisation that they audited. The findings are in section "
        "11; no assurance is given to anyone outside."
    ),
    AssuranceType.INDEPENDENT_LIMITED: (
        "On the work that sections 7 and 8 describe, we met with nothing that leads us to believe "
        "that the answers named below are wrong in a way that matters, held against the criteria "
        "in section 4. Such work is narrower than a full examination, and the assurance limited."
    ),
    AssuranceType.INDEPENDENT_REASONABLE: (
        "In our opinion the answers named below are fairly stated, in every respect that matters, "
        "against the criteria in section 4 and for the period in section 2. The work behind this "
        "opinion is described in sections 7 and 8."
    ),
}

_DISCLAIMER = (
    "We could not obtain evidence enough to conclude about the answers, and give no conclusion. "
    "The findings and registers below are what was seen."
)

PROGRAM = (
    "A person chose the type of this statement and signs it. The program that prepared the report "
    "gives no opinion."
)

METHOD_WORDS: Mapping[DeterminationMethod, str] = {
    DeterminationMethod.EXAMINE: "examine: documents, records and settings were read",
    DeterminationMethod.INTERVIEW: "interview: a person was asked, and answered",
    DeterminationMethod.TEST: "test: the system or a control was exercised, and the outcome kept",
}

SEVERITY_WORDS: Mapping[Severity, str] = {
    Severity.MAJOR: "major: the practice is absent or failed, with effect on a system in use",
    Severity.MINOR: "minor: the practice is there in part, or its failure is isolated",
    Severity.OBSERVATION: "observation: no failure",
}


def conclusion_words(engagement: Engagement, system: str) -> tuple[str, ...]:
    """The conclusion of the statement, in paragraphs."""
    made = engagement.statement
    if made.conclusion is Conclusion.DISCLAIMER:
        return (_DISCLAIMER, PROGRAM)
    words = _CONCLUSIONS[made.type]
    if made.conclusion is Conclusion.QUALIFIED:
        matters = ", ".join(f"{system}/{one}" for one in made.except_for)
        words = f"{words} This does not hold for the matters in findings {matters}."
    return (words, PROGRAM)
