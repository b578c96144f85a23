"""One category as a report shows it: what it is, its figures, and how they come about."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from alignassess.domain.assessment import (
    CategoryResult,
    SystemAssessment,
    VendorAssessment,
    VendorCategory,
)
from alignassess.domain.catalog import CategoryEntry
from alignassess.domain.instrument import Instrument
from alignassess.domain.model import LAYERS
from alignassess.render.arithmetic_view import (
    Arithmetic,
    ContributionLine,
    LayerLine,
    arithmetic,
    contribution_lines,
    layer_lines,
)
from alignassess.render.bar_view import Bar, credit_bar, risk_bar
from alignassess.render.moved_view import MovedView, moved_view
from alignassess.render.wording import SENSE_WORDS


@dataclass(frozen=True, slots=True)
class CategoryView:
    """One category of a system."""

    result: CategoryResult
    entry: CategoryEntry
    sense: str
    notes: tuple[str, ...]
    """What a reader must know of its figures."""
    bar: Bar
    arithmetic: Arithmetic
    layers: tuple[LayerLine, ...]
    contributions: tuple[ContributionLine, ...]
    moved: MovedView


@dataclass(frozen=True, slots=True)
class VendorCategoryView:
    """One category of a vendor sheet: credit, and no risk."""

    result: VendorCategory
    entry: CategoryEntry
    sense: str
    notes: tuple[str, ...]
    bar: Bar
    layers: tuple[LayerLine, ...]
    contributions: tuple[ContributionLine, ...]
    moved: MovedView


def system_categories(
    assessment: SystemAssessment, instrument: Instrument, answers: Mapping[str, str]
) -> tuple[CategoryView, ...]:
    """The eight categories of a system; `answers` says what was answered to each profile fact."""
    titles = {rule.id: rule.title for rule in instrument.rules}
    found = []
    for result in assessment.categories:
        entry = instrument.category[result.category]
        lines = contribution_lines(assessment.contributions, result.category, assessment.rules)
        found.append(
            CategoryView(
                result=result,
                entry=entry,
                sense=SENSE_WORDS[entry.sense],
                notes=_notes(result, titles),
                bar=risk_bar(result, entry.title, instrument.method),
                arithmetic=arithmetic(result, answers, assessment.rules, instrument),
                layers=layer_lines(result.answered, lines),
                contributions=lines,
                moved=moved_view(assessment, result.category, lines),
            )
        )
    return tuple(found)


def vendor_categories(
    assessment: VendorAssessment, instrument: Instrument
) -> tuple[VendorCategoryView, ...]:
    """The eight categories of a vendor."""
    found = []
    for result in assessment.categories:
        entry = instrument.category[result.category]
        lines = contribution_lines(assessment.contributions, result.category, assessment.rules)
        found.append(
            VendorCategoryView(
                result=result,
                entry=entry,
                sense=SENSE_WORDS[entry.sense],
                notes=tuple(_marked(result.answered.marks)),
                bar=credit_bar(result, entry.title),
                layers=layer_lines(result.answered, lines),
                contributions=lines,
                moved=moved_view(assessment, result.category, lines),
            )
        )
    return tuple(found)


def _notes(result: CategoryResult, titles: Mapping[str, str]) -> tuple[str, ...]:
    notes = ["close to a cut"] if result.close_to_cut else []
    notes += _marked(result.answered.marks)
    floors = result.answered.floor_rules
    for rule in result.evidenced.floor_rules:
        when = "" if rule in floors else ", when only evidence counts"
        title = titles.get(rule, "")
        notes.append(f"floor in force{when}: {rule} {title[:1].lower()}{title[1:]}".strip())
    return tuple(notes)


def _marked(marks: Iterable[str | None]) -> list[str]:
    return [f"{layer.value}: {mark}" for layer, mark in zip(LAYERS, marks, strict=True) if mark]
