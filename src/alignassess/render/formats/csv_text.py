"""Comma-separated tables: one row per category, or one row per finding.

A spreadsheet takes a cell that begins with an operator for a formula, also after blanks; such a
cell gets an apostrophe in front, which a spreadsheet does not show.
"""

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO
from itertools import chain

from alignassess.domain.assessment import (
    CategoryResult,
    SystemAssessment,
    VendorCategory,
)
from alignassess.domain.decision import Decision
from alignassess.render import inert
from alignassess.render.figures import two
from alignassess.render.formats.checks import Check, checks, worst_first
from alignassess.render.formats.material import Case, Material
from alignassess.render.formats.places import shown

_FORMULA = re.compile(r"^\W*?[=+\-@\uff1d\uff0b\uff0d\uff20|%]")
"""What a spreadsheet may act on: an operator, full-width forms among them, before any word."""

CATEGORY_COLUMNS = (
    "subject", "kind", "name", "as_of", "category", "risk_best", "risk_answered",
    "risk_evidenced", "risk_inherent", "rating", "prevention_best", "prevention_answered",
    "prevention_evidenced", "waiver", "headline_rating", "essential_gaps", "answered",
    "applicable", "not_applicable", "decision", "reasons", "scope", "method_version",
)  # fmt: skip
"""Columns of the table of categories. Risk: higher is worse. Prevention: higher is better."""

FINDING_COLUMNS = (
    "finding", "subject", "question", "title", "rating", "essential", "level", "state", "answer",
    "next_level", "next_answer", "remedy", "effort", "closed_by", "categories", "layer",
    "assurance", "evidence", "rules", "note", "by", "file", "line", "waiver", "change",
)  # fmt: skip
"""Columns of the table of findings."""


def categories_csv(material: Material) -> Iterator[str]:
    """One row per system or vendor and category, in the order given."""
    rows = (row for case in material.cases for row in _categories(case))
    return _table(CATEGORY_COLUMNS, rows)


def findings_csv(material: Material) -> Iterator[str]:
    """One row per finding, the worst of each system first."""
    rows = (
        _finding(case, one, material)
        for case in material.cases
        for one in worst_first(checks(case, material))
    )
    return _table(FINDING_COLUMNS, rows)


def cell(value: object) -> str:
    """A value on one line that no spreadsheet acts on."""
    text = inert.line("" if value is None else str(value))
    return f"'{text}" if _FORMULA.match(text) else text


def _table(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    for row in chain([columns], rows):
        out = StringIO()
        csv.writer(out, lineterminator="\n").writerow([cell(value) for value in row])
        yield out.getvalue()


def _categories(case: Case) -> Iterable[Sequence[object]]:
    one, decision = case.assessment, case.decision
    complete = one.completeness
    if isinstance(one, SystemAssessment):
        rating: str = one.headline.rating
        gaps = [gap.question for gap in one.essential_gaps]
    else:
        rating, gaps = "", []
    for result in one.categories:
        waiver = case.category_waiver(result.category)
        yield (
            one.subject.id,
            one.kind,
            one.subject.name,
            one.provenance.as_of.isoformat(),
            result.category.value,
            *_risks(result),
            *(two(r.prevention) for r in (result.best, result.answered, result.evidenced)),
            "" if waiver is None else waiver.id,
            rating,
            " ".join(gaps),
            complete.answered,
            complete.applicable,
            complete.not_applicable,
            "" if decision is None else decision.outcome.value,
            "" if decision is None else "; ".join(_reasons(decision)),
            " ".join(one.scope),
            one.provenance.method_version,
        )


def _reasons(decision: Decision) -> Iterable[str]:
    """Of the decision, and what a reader of the word alone would miss."""
    if decision.preview is not None:
        yield f"preview as of {decision.preview}"
    if decision.used:
        yield decision.verdict
    yield from decision.reasons


def _risks(result: CategoryResult | VendorCategory) -> Sequence[str]:
    """A vendor sheet has no exposure, so it has no risk: its cells stay empty."""
    if isinstance(result, VendorCategory):
        return ("", "", "", "", "")
    readings = (result.best.risk, result.answered.risk, result.evidenced.risk, result.inherent)
    return (*map(two, readings), result.rating)


def _finding(case: Case, check: Check, material: Material) -> Sequence[object]:
    one, card = check.finding, check.question
    assert one is not None  # noqa: S101 - only findings are asked for
    return (
        check.id,
        case.subject,
        card.id,
        check.title,
        one.rating,
        "yes" if one.essential else "no",
        one.level,
        check.state.value,
        one.label,
        one.next_level,
        one.next_label,
        card.remedy,
        card.effort,
        card.closed_by,
        " ".join(card.categories),
        card.layer,
        one.assurance.value,
        " ".join(one.evidence),
        " ".join(one.rules),
        " / ".join(check.notes),
        " ".join(check.by),
        shown(check.file, material.folders),
        check.line,
        "" if check.waiver is None else check.waiver.id,
        check.change,
    )
