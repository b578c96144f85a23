"""The words of reports for the closed sets of the vocabulary, and for their own limits."""

from collections.abc import Mapping

from alignassess.domain.model import Category, ClosedBy, Effort, Layer, Reading
from alignassess.domain.standing import State

READING_WORDS: Mapping[Reading, str] = {
    Reading.BEST: "if the unknowns were good",
    Reading.ANSWERED: "as answered",
    Reading.EVIDENCED: "counting only what evidence supports",
}

LAYER_WORDS: Mapping[Layer, str] = {
    Layer.PROPENSITY: "how inclined this version is",
    Layer.DETECTION: "evidence that can change the decision to use it",
    Layer.CONSEQUENCE: "what acts on the single case before or soon after harm",
    Layer.GOVERNANCE: "what decides and upholds",
}

LAYER_LETTERS: Mapping[Layer, str] = {
    Layer.PROPENSITY: "P",
    Layer.DETECTION: "D",
    Layer.CONSEQUENCE: "K",
    Layer.GOVERNANCE: "G",
}
"""The letters of the formulae in `docs/method.md`, "From credit to risk"."""

STATE_WORDS: Mapping[State, str] = {
    State.ANSWERED: "answered",
    State.DONT_KNOW: "not known",
    State.DECLINED: "asked, no answer given",
    State.NOT_APPLICABLE: "claimed not to apply",
    State.DISPUTED: "answers disagree, the lower counts",
    State.UNANSWERED: "not answered",
}

EFFORT_WORDS: Mapping[Effort, str] = {
    Effort.S: "S (one team, under two weeks)",
    Effort.M: "M (one to three months, or two teams)",
    Effort.L: "L (longer, or outside parties)",
}

CLOSED_BY_WORDS: Mapping[ClosedBy, str] = {
    ClosedBy.OPERATOR: "the operator",
    ClosedBy.SUPPLIER: "a supplier only (ask, choose another, or lean on controls)",
    ClosedBy.BOTH: "operator and supplier together",
}

SENSE_WORDS: Mapping[str, str] = {
    "outer": "outer: the target is wrong",
    "inner": "inner: what was learned differs from the target",
    "either": "outer or inner",
}

RULE_EFFECT_WORDS: Mapping[str, str] = {
    "cap": "caps credit",
    "scale": "scales credit down",
    "raise-exposure": "raises exposure",
    "floor": "holds risk up",
    "notice": "notice",
}

STATEMENT = (
    "This is a self-assessment. Management answered the questions. Nobody independent checked the "
    "answers, and no assurance of any kind is given, either by this report or by the program that "
    "prepared it."
)
"""The wording of a type 1 statement: no one but the operator stands behind the answers."""

VENDOR_STATEMENT = (
    "The people named below answered the questions from what the vendor discloses. Nobody "
    "independent checked the answers, and no assurance of any kind is given, either by this report "
    "or by the program that prepared it."
)
"""The same for a vendor sheet, which the vendor's buyers fill in."""

LIMITATIONS: tuple[str, ...] = (
    "The answers are the operator's own. They are as good as the knowledge and candour of those "
    "who gave them.",
    "What a vendor says of its model can rarely be verified from outside. Evidence that a vendor "
    "supplied shows what was claimed, on a date, about a version.",
    "A digest shows that a file is the same file. It does not show that what it says is true.",
    "A model's propensities can differ between test and use, between versions, and between one "
    "setting and another.",
    "A model may recognise an evaluation as one. A clean test is therefore weak evidence that a "
    "behaviour is absent.",
    "Risk, likelihood, severity and credit are ordinal figures on a scale of judgements. They are "
    "not probabilities, frequencies or amounts of loss, and the eight categories do not add up.",
    "Every constant of the method is a judgement. Other reasonable constants give other figures, "
    "and may give other ratings.",
    "Which question bears on which category, framework or law is our reading. It is not the view "
    "of those who publish the framework or apply the law.",
    "Legal roles are derived from the facts given and are likely at most. References to law are as "
    "of the date of the list they come from. Counsel should confirm both.",
    "What was not asked, not answered or claimed not to apply was not assessed. It is listed, and "
    "silence about it is not a finding of absence.",
    "The program itself may contain errors. The arithmetic is printed so that it can be checked.",
)
"""Printed in every report, always."""

NOT_CLAIMED: tuple[str, ...] = (
    "It does not say that the system is without risk in any category, at any rating.",
    "It does not say that a law, a standard or a contract is met or broken.",
    "It does not say what the system intends. It describes behaviours, conditions and practices.",
    "It does not measure how often a failure occurs.",
    "It does not replace tests of this system, in this setting, by people who can change the "
    "decision to use it.",
)


def category_name(category: Category) -> str:
    """The category's id as words, for running text."""
    return category.value.replace("-", " ")
