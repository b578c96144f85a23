"""How each question was looked at, and what was determined."""

from alignassess.domain.assessment import Determination
from alignassess.domain.engagement import DeterminationMethod
from alignassess.domain.model import SOUND_LEVEL, Assurance
from alignassess.domain.standing import State
from alignassess.render.audit_case import AuditCase

DERIVED = (
    "Where the engagement file does not say how a question was looked at, it is derived and marked "
    "so: by test where the evidence that counts for it is a test, by examination where it is a "
    "document, by interview where an answer stands alone. Depth is then basic."
)

_ANSWERED, _EVIDENCED = 1, 2


def looked_at(one: Determination, case: AuditCase) -> tuple[tuple[DeterminationMethod, ...], bool]:
    """The ways of finding out, and whether they are derived; none where nobody was asked."""
    marked = case.marked.get(one.question.id)
    if marked is not None and marked.method:
        return marked.method, False
    if not one.applies or one.state is State.UNANSWERED:
        return (), True
    match one.assurance:
        case Assurance.TESTED | Assurance.INDEPENDENT:
            return (DeterminationMethod.TEST,), True
        case Assurance.DOCUMENTED:
            return (DeterminationMethod.EXAMINE,), True
        case Assurance.ASSERTED:
            return (DeterminationMethod.INTERVIEW,), True


def determined(one: Determination, has_finding: bool) -> str:
    """The result against the criterion; never better than the answer and its evidence."""
    if not one.applies:
        return "not asked"
    if one.state is State.NOT_APPLICABLE:
        return "claimed not to apply"
    if one.levels is None:
        return "recorded" if one.state is State.ANSWERED else "not determined"
    if one.state in (State.DONT_KNOW, State.DECLINED, State.UNANSWERED):
        return "not determined"
    if has_finding or one.levels[_ANSWERED] < SOUND_LEVEL:
        return "other than satisfied"
    if one.levels[_EVIDENCED] < SOUND_LEVEL:
        return "satisfied as answered, not by evidence"
    return "satisfied"
