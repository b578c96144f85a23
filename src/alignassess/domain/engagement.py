"""What an audit report needs and an answer sheet does not hold: who was engaged, by whom, how."""

from enum import StrEnum
from typing import Annotated, Literal

from alignassess.domain.constraints import Limits
from alignassess.domain.model import Day, Model
from alignassess.domain.questionnaire import Text

FORMAT = "alignassess/engagement/1"


class AssuranceType(StrEnum):
    """What stands behind a report; a person chooses it, the program never does."""

    SELF_ASSESSMENT = "self-assessment"
    """Management answered; no assurance."""
    INTERNAL_AUDIT = "internal-audit"
    INDEPENDENT_LIMITED = "independent-limited"
    """Independent, limited assurance: nothing came to attention."""
    INDEPENDENT_REASONABLE = "independent-reasonable"
    """Independent, reasonable assurance: fairly stated."""


INDEPENDENT = (AssuranceType.INDEPENDENT_LIMITED, AssuranceType.INDEPENDENT_REASONABLE)
"""The types that need an assessor from outside."""


class Conclusion(StrEnum):
    """The shape of a conclusion; the words belong to the assurance type."""

    UNQUALIFIED = "unqualified"
    QUALIFIED = "qualified"
    """Except for named findings."""
    DISCLAIMER = "disclaimer"
    """Not enough evidence could be obtained."""


class DeterminationMethod(StrEnum):
    """How something was found out."""

    EXAMINE = "examine"
    INTERVIEW = "interview"
    TEST = "test"


class Depth(StrEnum):
    """How thoroughly it was looked at."""

    BASIC = "basic"
    FOCUSED = "focused"
    COMPREHENSIVE = "comprehensive"


class Severity(StrEnum):
    """How grave a finding is, apart from every score."""

    MAJOR = "major"
    """The criterion is absent or failed, with effect on a system in use."""
    MINOR = "minor"
    """It is met in part, or the failure is isolated."""
    OBSERVATION = "observation"
    """No failure."""


class Change(Model):
    """One line of the change log."""

    version: Text
    on: Day
    what: Text


class Superseded(Model):
    """The earlier report that this one replaces."""

    id: Text
    version: Text
    sha256: Text | None = None


class Marking(Model):
    """A confidentiality marking of one section."""

    section: Text
    marking: Text


class Control(Model):
    """Document control."""

    id: Text
    version: Annotated[str, Limits(pattern=r"^\d+\.\d+\.\d+$")]
    """Major, minor and patch, as 1.0.0."""
    status: Literal["draft", "final"] = "draft"
    issued: Day | None = None
    distribution: tuple[Text, ...] = ()
    confidentiality: Text | None = None
    markings: tuple[Marking, ...] = ()
    retain_until: Day | None = None
    """Five years after the date of issue where nothing is said."""
    retention_reason: Text | None = None
    supersedes: Superseded | None = None
    changes: tuple[Change, ...] = ()


class Statement(Model):
    """The conclusion that a person draws."""

    type: AssuranceType
    chosen_by: Text
    """Who chose the type."""
    conclusion: Conclusion = Conclusion.UNQUALIFIED
    questions: tuple[Text, ...] = ()
    """What it is about; every scored question that applies where none is named."""
    except_for: tuple[Text, ...] = ()
    """Questions whose findings are excepted; only where it is qualified."""
    on: Day | None = None
    words: Text | None = None
    """What the signatories add, verbatim."""


class Period(Model):
    """First and last day."""

    start: Day
    end: Day

    def __post_init__(self) -> None:
        """Refuse a period that ends before it begins."""
        if self.end < self.start:
            raise ValueError("must end on or after the day on which it starts")


class Terms(Model):
    """Who asked for the work, and what was agreed."""

    client: Text | None = None
    objective: Text | None = None
    scope: Text | None = None
    boundaries: Text | None = None
    period: Period | None = None
    places: tuple[Text, ...] = ()
    remote_methods: Text | None = None
    plan: Text | None = None
    deviations: Text | None = None


class Assessor(Model):
    """Who assessed, and how free of the subject they are."""

    name: Text
    organisation: Text | None = None
    team: tuple[Text, ...] = ()
    relationship: Text | None = None
    """To operator and vendor, as declared."""
    independence: Text | None = None
    """The declaration in the assessor's words."""
    competence: Text | None = None
    conflicts: Text | None = None
    advised_on: tuple[Text, ...] = ()
    """Questions on whose practices the assessor gave advice."""


class Responsibilities(Model):
    """Who answers for what."""

    management_statement: Text | None = None
    assessor_duties: Text | None = None
    experts: Text | None = None
    use_of_ai: Text | None = None
    """What programs did in the work, and which person checked it."""
    limits_of_separation: Text | None = None
    """Why one person holds two parts, where an organisation is small."""


class Described(Model):
    """The system in words, beside what the profile says."""

    purpose: Text | None = None
    users: Text | None = None
    carved_out: tuple[Text, ...] = ()
    expected_of_vendor: tuple[Text, ...] = ()
    expected_of_users: tuple[Text, ...] = ()


class Sample(Model):
    """One population and what was taken from it."""

    population: Text
    method: Literal["all", "random", "judgement"]
    seed: Text | None = None
    size: Text
    period: Text | None = None
    exceptions: Text | None = None

    def __post_init__(self) -> None:
        """Refuse a random sample that nobody could draw again."""
        if self.method == "random" and self.seed is None:
            raise ValueError("a random sample needs its seed")


class Marked(Model):
    """How one question was looked at, and by whom it was reviewed."""

    question: Text
    method: Annotated[tuple[DeterminationMethod, ...], Limits(min_length=1)] | None = None
    depth: Depth | None = None
    coverage: Text | None = None
    reviewed_by: Text | None = None
    reviewed_on: Day | None = None
    remark: Text | None = None


class Kept(Model):
    """What the evidence register says beyond the sheet."""

    id: Text
    kind: Text | None = None
    custodian: Text | None = None
    hashed_by: Text | None = None
    hashed_on: Day | None = None
    sensitivity: Text | None = None
    retain_until: Day | None = None


class FindingNote(Model):
    """What people add to a finding."""

    question: Text
    severity: Severity | None = None
    cause: Text | None = None
    effect: Text | None = None
    recommendation: Text | None = None
    owner: Text | None = None
    due: Day | None = None
    response: Text | None = None
    """Management's, verbatim."""
    status: Literal["open", "accepted", "in-progress", "closed", "disputed"] | None = None


class Withdrawn(Model):
    """A finding of an earlier version that is no longer made; its id is never used again."""

    id: Text
    on: Day
    reason: Text


class Earlier(Model):
    """A finding of an earlier report, and its state."""

    id: Text
    report: Text | None = None
    state: Literal["open", "in-progress", "closed", "not-followed-up"]
    remark: Text | None = None


class Milestone(Model):
    """One step of the plan of action."""

    what: Text
    owner: Text
    due: Day
    questions: tuple[Text, ...] = ()


class Disagreement(Model):
    """A view that was not reconciled, verbatim."""

    about: Text
    management: Text | None = None
    assessor: Text | None = None


class Signature(Model):
    """One line of the sign-off."""

    name: Text
    role: Text
    date: Day | None = None
    signature: Text | None = None
    """A detached signature file, or where the signed paper is kept."""


class SignOff(Model):
    """Who prepared, reviewed and approved."""

    prepared: Signature | None = None
    reviewed: Signature | None = None
    approved: Signature | None = None


class Interview(Model):
    """One conversation."""

    on: Day
    who: Text
    role: Text | None = None
    by: Text | None = None
    questions: tuple[Text, ...] = ()


class Engagement(Model):
    """`engagement.yaml`."""

    format: Literal["alignassess/engagement/1"]
    report: Control
    statement: Statement
    terms: Terms = Terms()
    assessor: Assessor | None = None
    responsibilities: Responsibilities = Responsibilities()
    system: Described = Described()
    samples: tuple[Sample, ...] = ()
    determinations: tuple[Marked, ...] = ()
    evidence: tuple[Kept, ...] = ()
    findings: tuple[FindingNote, ...] = ()
    withdrawn: tuple[Withdrawn, ...] = ()
    positive: tuple[Text, ...] = ()
    earlier: tuple[Earlier, ...] = ()
    plan: tuple[Milestone, ...] = ()
    disagreements: tuple[Disagreement, ...] = ()
    sign_off: SignOff = SignOff()
    interviews: tuple[Interview, ...] = ()
    limitations: tuple[Text, ...] = ()
    """Printed after those that are always printed."""
