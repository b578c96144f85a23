"""What people read in a report, computed once; the templates only lay it out."""

from collections.abc import Mapping
from dataclasses import dataclass

from alignassess.domain.assessment import Assessment, SystemAssessment, VendorAssessment
from alignassess.domain.catalog import RoleEntry
from alignassess.domain.depth import CORE_STATEMENT, Depth
from alignassess.domain.instrument import Instrument
from alignassess.domain.library import Library
from alignassess.domain.model import CATEGORIES, LAYERS, Category
from alignassess.domain.moving import Dates
from alignassess.render.arithmetic_view import Sizing, sizing
from alignassess.render.bar_view import Axis, risk_axis
from alignassess.render.category_view import (
    CategoryView,
    VendorCategoryView,
    system_categories,
    vendor_categories,
)
from alignassess.render.change_view import ChangeView, change_view
from alignassess.render.citation_view import Citations, citations
from alignassess.render.document_view import document_block
from alignassess.render.framework_view import (
    FrameworkView,
    LegalView,
    framework_views,
    legal_views,
)
from alignassess.render.lens_view import ClusterView, LensView, cluster_views, lens_view
from alignassess.render.lift_view import LiftView, lift_view
from alignassess.render.map_view import MapView, map_view
from alignassess.render.matrix_view import Matrix, matrix
from alignassess.render.method_view import MethodView, method_view
from alignassess.render.path_view import PathView, path_view
from alignassess.render.register_view import Registers, registers
from alignassess.render.sensitivity_view import SensitivityView, sensitivity_view
from alignassess.render.unknown_view import UnknownGroup, unknown_groups
from alignassess.render.wording import (
    CLOSED_BY_WORDS,
    EFFORT_WORDS,
    LAYER_WORDS,
    LIMITATIONS,
    NOT_CLAIMED,
    STATEMENT,
    VENDOR_STATEMENT,
)
from alignassess.render.work_view import (
    ActionView,
    FindingGroup,
    FindingView,
    GapView,
    RuleView,
    SummaryView,
    action_views,
    finding_groups,
    finding_views,
    gap_views,
    rule_views,
    summary_views,
)


@dataclass(frozen=True, slots=True)
class RoleView:
    """A derived role and whether it holds under the facts given."""

    entry: RoleEntry
    likely: str


@dataclass(frozen=True, slots=True)
class SystemView:
    """What only a system's report has."""

    result: SystemAssessment
    categories: tuple[CategoryView, ...]
    axis: Axis
    stakes: Sizing
    gaps: tuple[GapView, ...]
    actions: tuple[ActionView, ...]
    worst_now: float
    roles: tuple[RoleView, ...]
    legal: tuple[LegalView, ...]
    lenses: LensView | None
    """None where no lens was looked through."""
    sensitivity: SensitivityView | None
    """None where it was not asked for."""
    map: MapView
    path: PathView | None
    """How risk falls with the first steps; None where no order of work was made."""
    clusters: tuple[ClusterView, ...]


@dataclass(frozen=True, slots=True)
class ReportView:
    """Everything that a template lays out."""

    result: Assessment
    name: str
    document: tuple[tuple[str, str], ...]
    """Label and text of the block at the head."""
    codes: tuple[tuple[str, str], ...]
    """Code and title of each category."""
    layer_words: tuple[tuple[str, str], ...]
    system: SystemView | None
    vendor: tuple[VendorCategoryView, ...]
    """The categories of a vendor sheet; empty on a system's report."""
    questionnaires: tuple[SummaryView, ...]
    rules: tuple[RuleView, ...]
    groups: tuple[FindingGroup, ...]
    improvements: tuple[FindingView, ...]
    registers: Registers
    unknown: tuple[UnknownGroup, ...]
    """What is not known, by who could answer it."""
    lift: LiftView
    matrix: Matrix
    method: MethodView
    citations: Citations
    changes: ChangeView | None
    """What changed since a baseline; None where none was named."""
    frameworks: tuple[FrameworkView, ...]
    """The framework lists that were asked for."""
    efforts: tuple[str, ...]
    """What each size of effort means."""
    closers: tuple[str, ...]
    """What each kind of who can close a finding means."""
    statement: str
    depth_note: str
    """What depth core means for every figure; empty at full."""
    asked: str
    """What completeness is over: questions, or core questions."""
    limitations: tuple[str, ...] = LIMITATIONS
    not_claimed: tuple[str, ...] = NOT_CLAIMED


def report_view(
    assessment: Assessment,
    *,
    instrument: Instrument,
    library: Library,
    since: Dates | None = None,
) -> ReportView:
    """The view of one assessment, and of what changed since a baseline."""
    found = registers(assessment, instrument)
    findings = finding_views(assessment.findings, assessment, instrument, found)
    entries = instrument.category
    answers = {
        row.question.id: "; ".join(given.label for given in row.given) or row.state_words
        for section in found.sections
        for row in section.rows
    }
    return ReportView(
        result=assessment,
        name=assessment.subject.name,
        document=document_block(assessment, instrument),
        codes=tuple((entries[one].short, entries[one].title) for one in CATEGORIES),
        layer_words=tuple((layer.value, LAYER_WORDS[layer]) for layer in LAYERS),
        system=_system(assessment, instrument, library, answers)
        if isinstance(assessment, SystemAssessment)
        else None,
        vendor=vendor_categories(assessment, instrument)
        if isinstance(assessment, VendorAssessment)
        else (),
        questionnaires=summary_views(assessment, instrument),
        rules=rule_views(assessment),
        groups=finding_groups(findings),
        improvements=finding_views(assessment.improvements, assessment, instrument, found),
        registers=found,
        unknown=unknown_groups((*found.unknown, *found.disputed, *found.unanswered), instrument),
        lift=lift_view(assessment, instrument),
        matrix=matrix(assessment, answers),
        method=method_view(instrument.method),
        citations=citations(assessment, instrument, library),
        changes=None if since is None else change_view(since, _labels(instrument)),
        frameworks=framework_views(assessment),
        efforts=tuple(EFFORT_WORDS.values()),
        closers=tuple(f"{one.value}, {words}" for one, words in CLOSED_BY_WORDS.items()),
        statement=STATEMENT if assessment.kind == "system" else VENDOR_STATEMENT,
        depth_note=CORE_STATEMENT if assessment.depth is Depth.CORE else "",
        asked="core questions" if assessment.depth is Depth.CORE else "questions",
    )


def _system(
    assessment: SystemAssessment,
    instrument: Instrument,
    library: Library,
    answers: Mapping[str, str],
) -> SystemView:
    worst = max(one.answered.risk for one in assessment.categories)
    entries = {role.id: role for role in instrument.roles}
    return SystemView(
        result=assessment,
        categories=system_categories(assessment, instrument, answers),
        axis=risk_axis(instrument.method),
        stakes=sizing(assessment.stakes_items, answers, instrument.method),
        gaps=gap_views(assessment, instrument),
        actions=action_views(assessment.actions, assessment, instrument),
        worst_now=worst,
        roles=tuple(
            RoleView(entries[role], _likely(holds))
            for role, holds in assessment.roles
            if role in entries
        ),
        legal=legal_views(assessment, instrument, library),
        lenses=lens_view(assessment, instrument),
        sensitivity=sensitivity_view(assessment, instrument),
        map=map_view(assessment, instrument),
        path=path_view(worst, assessment.actions, instrument.method),
        clusters=cluster_views(assessment, instrument),
    )


def _labels(instrument: Instrument) -> Mapping[Category, str]:
    return {one.id: one.label for one in instrument.categories}


def _likely(holds: bool | None) -> str:
    match holds:
        case True:
            return "likely"
        case False:
            return "not likely"
        case None:
            return "unknown"
