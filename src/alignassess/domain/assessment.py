"""The one result object.

Everything that any report shows, so that nothing downstream recomputes a figure.
"""

from datetime import date
from typing import Annotated, Literal

from alignassess.domain import cells
from alignassess.domain.answers import Answer, SourceFile
from alignassess.domain.card import QuestionCard
from alignassess.domain.constraints import ByKind, Limits
from alignassess.domain.coverage import FrameworkCoverage
from alignassess.domain.depth import Depth
from alignassess.domain.evidence import EvidenceEntry, Observation
from alignassess.domain.evidence_record import Contradiction, RunRecord
from alignassess.domain.exposure import ExposureItem
from alignassess.domain.late import LateModel
from alignassess.domain.lens_result import LensResult
from alignassess.domain.model import (
    Assurance,
    Category,
    Layer,
    Model,
    Rating,
    ZeroToOne,
)
from alignassess.domain.rare_events import NotExcluded
from alignassess.domain.sensitivity_result import Sensitivity
from alignassess.domain.standing import State
from alignassess.domain.subject import Respondent, System, Vendor
from alignassess.errors import Place

Mark = cells.Mark
Marks = cells.Marks

PerLayer = tuple[ZeroToOne, ZeroToOne, ZeroToOne, ZeroToOne]
"""One number per layer, in the order of `LAYERS`."""

_Eight = tuple[ZeroToOne, ...]
"""One number per category, in the order of `CATEGORIES`."""

Contribution = tuple[
    str,
    Layer,
    _Eight,
    tuple[int | None, int | None, int | None],
    tuple[_Eight | None, _Eight | None, _Eight | None],
]
"""One question's part in the eight categories: question; layer; weight per category; level per
reading; credit under the rules per reading and category. Level and credit are None where it is
left out as not applicable. A plain tuple, since a batch makes millions."""


class Provenance(LateModel):
    """What the result was computed from, and by what."""

    tool: str
    method_version: str
    as_of: date
    instrument: tuple[SourceFile, ...]
    sheets: tuple[SourceFile, ...]
    evidence: tuple[SourceFile, ...]
    because: tuple[str, ...] = ()
    """Why worse results were accepted as a baseline, each with its date, the latest last."""
    pack: int = 1
    """The number of the set of questions, `catalog/pack.yaml`."""


class CategoryReading(Model, kw_only=False):
    """One category in one reading. Parts have nine digits; `risk` is the printed figure."""

    exposure: ZeroToOne
    stakes: ZeroToOne
    layers: PerLayer
    """Credit per layer: 0 to 1, higher is better."""
    marks: Marks
    """Per layer, what a reader must know of its credit."""
    prevention: ZeroToOne
    containment: ZeroToOne
    likelihood: ZeroToOne
    """exposure x left(prevention): ordinal, not a frequency."""
    severity: ZeroToOne
    """stakes x left(containment)."""
    risk_before_floors: ZeroToOne
    floor: ZeroToOne
    """The highest floor in force; 0 when none is."""
    floor_rules: tuple[str, ...]
    risk: ZeroToOne
    """Two digits; higher is worse."""
    rating: Rating
    headline_risk: ZeroToOne
    """As `risk`, but without floors that are kept out of the headline and of decisions (I-12)."""


class CategoryResult(Model, kw_only=False):
    """One category of a system in three readings."""

    category: Category
    best: CategoryReading
    answered: CategoryReading
    evidenced: CategoryReading
    inherent: ZeroToOne
    """Risk before any practice is counted; two digits."""
    rating: Rating | Literal["unrated"]
    """The rating as answered; `unrated` when no question that bears on the category has an answer.
    """
    headline_rating: Rating
    """The rating that counts for the headline: floors that are kept out of it apart."""
    close_to_cut: bool
    exposure_items: tuple[ExposureItem, ...]


class RuleCost(Model, kw_only=False):
    """What a rule adds to the risk of one category, as answered."""

    category: Category
    cost: Annotated[float, Limits(ge=-1, le=1)]


class RuleInForce(Model, kw_only=False):
    """A rule whose condition holds, as answered, and what it costs."""

    rule: str
    title: str
    text: str
    contested: str | None
    effects: tuple[str, ...]
    """The kinds of effect in force."""
    questions: tuple[str, ...]
    """The questions whose credit it lowers, as answered."""
    lifted_by: tuple[str, ...]
    """The questions whose level decides whether it is in force, or how far it goes."""
    costs: tuple[RuleCost, ...]
    """Only where it costs something; higher is worse."""


class Completeness(Model):
    """How much of what applies was answered; counts of scored questions."""

    applicable: int
    answered: int
    dont_know: int
    declined: int
    unanswered: int
    not_applicable: int
    supported: int
    """Answered with evidence of at least `documented` assurance."""
    share: ZeroToOne
    """answered / applicable, two digits; 0 when nothing applies."""
    not_applicable_share: ZeroToOne
    supported_share: ZeroToOne
    profile_applicable: int
    profile_answered: int
    enough: bool
    """Whether the share reaches the method's least completeness."""


class EssentialGap(Model):
    """A practice that nothing else buys off, answered below what it takes."""

    question: str
    text: str
    level: int
    floor: ZeroToOne
    """The highest floor it puts under its categories."""
    categories: tuple[Category, ...]


class Cluster(Model):
    """Categories of one cause that are weak together; their gaps are not added up."""

    rule: str
    title: str
    text: str
    categories: tuple[Category, ...]
    """Those rated high or critical, as answered."""
    shared: tuple[str, ...]
    """Questions whose remedy serves two or more of them, worst first; each is listed once."""


class Determination(Model, kw_only=False):
    """What was found about one question of the scope, whether or not it applies."""

    question: QuestionCard
    applies: bool
    state: State
    answers: tuple[Answer, ...] = ()
    labels: tuple[str, ...] = ()
    """The option chosen in words, or the kind of nonresponse; one per answer."""
    levels: tuple[int, int, int] | None = None
    """Level per reading; None for profile questions and for what does not apply."""
    assurance: Assurance = Assurance.ASSERTED
    held: str | None = None
    """Why the level counts for less than the option says."""
    origin: str | None = None
    """The inherited sheet that the answer comes from."""


class EvidenceRecord(Model, kw_only=False):
    """An evidence entry, what was found of it, and what it earns."""

    entry: EvidenceEntry
    observation: Observation | None
    earned: Assurance
    reason: str | None
    supports: tuple[str, ...]
    """The questions that name it."""
    runs: tuple[RunRecord, ...] = ()
    """What a result file says, run by run; empty for other files."""


class Gain(Model):
    """By how much one category's risk falls; higher is better."""

    category: Category
    gain: Annotated[float, Limits(ge=-1, le=1)]
    """Nine digits."""


class Finding(LateModel, kw_only=False):
    """An answer below level 3, or a nonresponse: a gap a person must act on."""

    id: str
    """`<system>/<question>`; stable from one assessment to the next."""
    question: QuestionCard
    state: State
    level: int
    label: str
    """The option chosen, or what kind of nonresponse it is."""
    next_level: int
    next_label: str
    """The option of level 3, or of 4 from 3."""
    rating: Rating | None
    """None on a vendor sheet."""
    essential: bool
    """Whether it holds an essential gap open."""
    assurance: Assurance
    evidence: tuple[str, ...]
    place: Place | None
    rules: tuple[str, ...]
    """Rules in force that lower its credit."""
    improvement: bool
    """Whether the answer is sound already, and only level 4 is left."""
    gains: tuple[Gain, ...] = ()
    """What closing it would win now, as answered; empty until a plan was made."""
    contradictions: tuple[Contradiction, ...] = ()
    """Results named in support of the answer that speak against it."""


class Headline(Model):
    """One sentence that is always true, and what it is made of."""

    rating: Rating | Literal["unrated"]
    as_it_stands: Rating | None
    """The rating that the answers so far give; None when a category has no answer at all."""
    categories: tuple[Category, ...]
    """The categories that share the worst rating."""
    essential_gaps: tuple[str, ...]
    sentence: str


class QuestionnaireSummary(Model):
    """How one questionnaire was answered."""

    questionnaire: str
    title: str
    applicable: int
    answered: int
    levels: tuple[int, int, int, int, int]
    """How many answers stand at level 0 to 4, as answered."""
    layers: tuple[Layer, ...]


class Action(Model):
    """One step of the order of work."""

    finding: str
    question: QuestionCard
    essential: bool
    unlocks: tuple[str, ...]
    """Rules that it lifts or loosens."""
    gains: tuple[Gain, ...]
    """Where the risk falls, as answered, given all steps before it."""
    worst_after: ZeroToOne
    """The worst category's risk once this step and all before it are done; two digits."""
    target: int
    """The level that it reaches."""


class _Common(LateModel):
    format: Literal["alignassess/results/1"] = "alignassess/results/1"
    depth: Depth = Depth.FULL
    """What the sheet set out to answer; at core no category is rated better than medium."""
    sha256: str | None = None
    """Of the file that the result is saved in, with 64 zeros in place of this value; None until it
    is saved, and in files of earlier versions."""
    provenance: Provenance
    scope: tuple[str, ...]
    """Questionnaires that were counted."""
    full_scope: bool
    respondents: tuple[Respondent, ...]
    completeness: Completeness
    rules: tuple[RuleInForce, ...]
    findings: tuple[Finding, ...]
    improvements: tuple[Finding, ...]
    questionnaires: tuple[QuestionnaireSummary, ...]
    determinations: tuple[Determination, ...]
    contributions: tuple[Contribution, ...]
    evidence: tuple[EvidenceRecord, ...]
    notices: tuple[str, ...]
    frameworks: tuple[FrameworkCoverage, ...] = ()
    """Coverage of the framework lists that were asked for."""


class SystemAssessment(_Common):
    """The result for a system."""

    kind: Literal["system"] = "system"
    subject: System
    headline: Headline
    stakes_items: tuple[ExposureItem, ...]
    roles: tuple[tuple[str, bool | None], ...]
    """Derived roles: True, False, or None for unknown; likely under the facts given, never certain.
    """
    essential_gaps: tuple[EssentialGap, ...]
    unsupported_essentials: tuple[str, ...]
    """Essential practices that are closed as answered, and open counting only what evidence
    supports."""
    categories: tuple[CategoryResult, ...]
    actions: tuple[Action, ...] = ()
    """The first steps in order; empty until a plan was made."""
    first_steps: tuple[Action, ...] = ()
    """One first step per questionnaire."""
    clusters: tuple[Cluster, ...] = ()
    """Categories that share a cause and are weak together."""
    rare_events: NotExcluded | None = None
    """What the tests cannot exclude; None while the sheet gives no trials."""
    lenses: tuple[LensResult, ...] = ()
    """The result through lenses; empty until asked for."""
    sensitivity: Sensitivity | None = None
    """What other constants and weights would change; None until asked for."""


class VendorReading(Model):
    """Credit of a vendor in one category and reading; no exposure, so no risk."""

    layers: PerLayer
    """Credit per layer: 0 to 1, higher is better."""
    marks: Marks
    """Per layer, what a reader must know of its credit."""
    prevention: ZeroToOne


class VendorCategory(Model):
    """One category of a vendor sheet."""

    category: Category
    best: VendorReading
    answered: VendorReading
    evidenced: VendorReading


class VendorAssessment(_Common):
    """The result for a vendor sheet: credit, and nothing called a rating."""

    kind: Literal["vendor"] = "vendor"
    subject: Vendor
    categories: tuple[VendorCategory, ...]


Assessment = Annotated[SystemAssessment | VendorAssessment, ByKind()]
