"""What people read in a report, computed once; the templates only lay it out."""

from dataclasses import dataclass

from alignassess.domain.assessment import Assessment, SystemAssessment, VendorAssessment
from alignassess.domain.catalog import RoleEntry
from alignassess.domain.depth import CORE_STATEMENT, Depth
from alignassess.domain.instrument import Instrument
from alignassess.domain.library import Library
from alignassess.domain.model import CATEGORIES, LAYERS
from alignassess.render.arithmetic_view import Sizing, sizing
from alignassess.render.bar_view import Axis, risk_axis
from alignassess.render.category_view import (
    CategoryView,
    VendorCategoryView,
    system_categories,
    vendor_categories,
)
from alignassess.render.citation_view import Citations, citations
from alignassess.render.document_view import document_block
from alignassess.render.framework_view import (
    FrameworkView,
    LegalView,
    framework_views,
    legal_views,
)
from alignassess.render.lens_view import ClusterView, LensView, cluster_views, lens_view
from alignassess.render.method_view import MethodView, method_view
from alignassess.render.register_view import Registers, registers
from alignassess.render.wording import (
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
    method: MethodView
    citations: Citations
    frameworks: tuple[FrameworkView, ...]
    """The framework lists that were asked for."""
    statement: str
    depth_note: str
    """What depth core means for every figure; empty at full."""
    asked: str
    """What completeness is over: questions, or core questions."""
    limitations: tuple[str, ...] = LIMITATIONS
    not_claimed: tuple[str, ...] = NOT_CLAIMED


def report_view(assessment: Assessment, *, instrument: Instrument, library: Library) -> ReportView:
    """The view of one assessment."""
    found = registers(assessment, instrument)
    findings = finding_views(assessment.findings, assessment, instrument, found)
    entries = instrument.category
    return ReportView(
        result=assessment,
        name=assessment.subject.name,
        document=document_block(assessment, instrument),
        codes=tuple((entries[one].short, entries[one].title) for one in CATEGORIES),
        layer_words=tuple((layer.value, LAYER_WORDS[layer]) for layer in LAYERS),
        system=_system(assessment, instrument, library, found)
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
        method=method_view(instrument.method),
        citations=citations(assessment, instrument, library),
        frameworks=framework_views(assessment),
        statement=STATEMENT if assessment.kind == "system" else VENDOR_STATEMENT,
        depth_note=CORE_STATEMENT if assessment.depth is Depth.CORE else "",
        asked="core questions" if assessment.depth is Depth.CORE else "questions",
    )


def _system(
    assessment: SystemAssessment, instrument: Instrument, library: Library, found: Registers
) -> SystemView:
    answers = {
        row.question.id: "; ".join(given.label for given in row.given) or row.state_words
        for section in found.sections
        for row in section.rows
    }
    entries = {role.id: role for role in instrument.roles}
    return SystemView(
        result=assessment,
        categories=system_categories(assessment, instrument, answers),
        axis=risk_axis(instrument.method),
        stakes=sizing(assessment.stakes_items, answers, instrument.method),
        gaps=gap_views(assessment, instrument),
        actions=action_views(assessment.actions, assessment, instrument),
        worst_now=max(one.answered.risk for one in assessment.categories),
        roles=tuple(
            RoleView(entries[role], _likely(holds))
            for role, holds in assessment.roles
            if role in entries
        ),
        legal=legal_views(assessment, instrument, library),
        lenses=lens_view(assessment),
        clusters=cluster_views(assessment, instrument),
    )


def _likely(holds: bool | None) -> str:
    match holds:
        case True:
            return "likely"
        case False:
            return "not likely"
        case None:
            return "unknown"
