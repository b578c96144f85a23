"""One sheet as one row of a batch: what a table, a chart or a gate of one's own needs.

A row holds no findings and no plan. Its figures are those of the whole result, and only what it
needs is computed: that is a third of the work.
"""

from collections.abc import Iterable
from datetime import date
from typing import Literal

from alignassess.domain.answers import Sheet
from alignassess.domain.assessment import Completeness, Headline
from alignassess.domain.case import Case, prepare
from alignassess.domain.collector import uncollected
from alignassess.domain.completeness import completeness
from alignassess.domain.depth import Depth, held
from alignassess.domain.digests import digest_over
from alignassess.domain.evidence import Observation
from alignassess.domain.findings import essential_gaps, unsupported_essentials
from alignassess.domain.headline import Part, headline
from alignassess.domain.instrument import Instrument
from alignassess.domain.model import CATEGORIES, Category, Model, Rating, Reading
from alignassess.domain.scoring import Printed, Tallies, any_answer, prevention_of, printed_of
from alignassess.domain.subject import Vendor
from alignassess.errors import Problem

FORMAT: Literal["alignassess/row/1"] = "alignassess/row/1"


class CategoryRow(Model, kw_only=False):
    """One category of a system: two digits, higher is worse."""

    category: Category
    rating: Rating | Literal["unrated"]
    """As answered."""
    best: float
    answered: float
    evidenced: float
    evidenced_rating: Rating
    """Counting only what evidence supports."""


class VendorCategoryRow(Model, kw_only=False):
    """Credit of a vendor in one category: 0 to 1, higher is better."""

    category: Category
    best: float
    answered: float
    evidenced: float


class RowSource(Model):
    """What a row was computed from, and by what; digests are SHA-256."""

    path: str
    """As it was given."""
    line: int | None
    """In a file with a sheet in each line, counted from 1."""
    sha256: str | None
    """Of the sheet."""
    inputs: str
    """Over the sheet, all that it inherits, and every evidence file that is there."""
    instrument: str
    """Over every file of the questionnaires and of the catalogue."""
    tool: str
    method_version: str
    as_of: date


class _Row(Model):
    format: Literal["alignassess/row/1"] = FORMAT
    source: RowSource
    id: str
    name: str
    depth: Depth
    scope: tuple[str, ...]
    completeness: Completeness


class SystemRow(_Row):
    """A system."""

    kind: Literal["system"] = "system"
    headline: Headline
    worst: float
    """The highest risk as answered that counts for the headline; two digits."""
    essential_gaps: tuple[str, ...]
    unsupported_essentials: tuple[str, ...]
    """Closed as answered, and open counting only what evidence supports."""
    categories: tuple[CategoryRow, ...]


class VendorRow(_Row):
    """A vendor, which has credit and no rating."""

    kind: Literal["vendor"] = "vendor"
    categories: tuple[VendorCategoryRow, ...]


Row = SystemRow | VendorRow


@uncollected
def row(
    instrument: Instrument,
    sheet: Sheet,
    *,
    name: str,
    line: int | None = None,
    observations: Iterable[Observation] = (),
    as_of: date,
    scope: tuple[str, ...] | None = None,
    tool: str = "alignassess",
) -> Row:
    """Score one sheet as far as a row goes; arguments as for `assess`."""
    observations = tuple(observations)
    case = prepare(instrument, sheet, observations=observations, as_of=as_of, scope=scope)
    source = RowSource(
        path=name,
        line=line,
        sha256=sheet.sources[0].sha256 if sheet.sources else None,
        inputs=_inputs(sheet, observations),
        instrument=instrument.sha256,
        tool=tool,
        method_version=instrument.method.method_version,
        as_of=as_of,
    )
    if isinstance(sheet.subject, Vendor):
        return _vendor(case, source)
    return _system(case, source)


def _system(case: Case, source: RowSource) -> SystemRow:
    tallies = case.tallies()
    figures = [_figures(case, tallies, index) for index in range(len(CATEGORIES))]
    gaps = essential_gaps(case, tallies[Reading.ANSWERED])
    complete = completeness(case)
    return SystemRow(
        source=source,
        id=case.sheet.subject.id,
        name=case.sheet.subject.name,
        depth=case.sheet.depth,
        scope=case.scope,
        completeness=complete,
        headline=headline(case, _headline_parts(case, figures), gaps, complete),
        worst=max([answered.headline_risk for _, answered, _ in figures]),
        essential_gaps=tuple([gap.question for gap in gaps]),
        unsupported_essentials=unsupported_essentials(case, tallies[Reading.EVIDENCED], gaps),
        categories=tuple(
            [
                CategoryRow(
                    category,
                    answered.rating if any_answer(case, index) else "unrated",
                    best.risk,
                    answered.risk,
                    evidenced.risk,
                    evidenced.rating,
                )
                for index, category in enumerate(CATEGORIES)
                for best, answered, evidenced in [figures[index]]
            ]
        ),
    )


def _figures(case: Case, tallies: Tallies, index: int) -> tuple[Printed, Printed, Printed]:
    """One category in the three readings, without the parts that its figures are made of."""
    method, depth = case.instrument.method, case.sheet.depth
    best, answered, evidenced = [
        printed_of(tally.risk_before_floors(index), tally.floors(index), method, depth)
        for tally in tallies.values()
    ]
    return best, answered, evidenced


def _headline_parts(case: Case, figures: list[tuple[Printed, Printed, Printed]]) -> list[Part]:
    rate, depth = case.instrument.method.rating, case.sheet.depth
    return [
        Part(category, held(rate(answered.headline_risk), depth), evidenced.headline_risk)
        for category, (_, answered, evidenced) in zip(CATEGORIES, figures, strict=True)
    ]


def _vendor(case: Case, source: RowSource) -> VendorRow:
    best, answered, evidenced = case.tallies().values()
    return VendorRow(
        source=source,
        id=case.sheet.subject.id,
        name=case.sheet.subject.name,
        depth=case.sheet.depth,
        scope=case.scope,
        completeness=completeness(case),
        categories=tuple(
            VendorCategoryRow(
                category,
                prevention_of(best, index),
                prevention_of(answered, index),
                prevention_of(evidenced, index),
            )
            for index, category in enumerate(CATEGORIES)
        ),
    )


def _inputs(sheet: Sheet, seen: tuple[Observation, ...]) -> str:
    read = [part for one in sheet.sources for part in (one.path, one.sha256)]
    read += [part for one in seen if one.sha256 is not None for part in (one.evidence, one.sha256)]
    return digest_over(read)


class RowProblem(Model):
    """One thing that is wrong with a sheet."""

    message: str
    file: str | None
    line: int | None
    help: str | None


class FailedSource(Model):
    """Where a sheet stands that could not be read."""

    path: str
    """As it was given."""
    line: int | None
    """In a file with a sheet in each line, counted from 1."""


class FailedRow(Model):
    """A sheet that could not be read, in the place of its row."""

    format: Literal["alignassess/row/1"] = FORMAT
    kind: Literal["error"] = "error"
    source: FailedSource
    problems: tuple[RowProblem, ...]


def failed_row(path: str, line: int | None, problems: Iterable[Problem]) -> FailedRow:
    """The row of a sheet that could not be read."""
    return FailedRow(
        source=FailedSource(path=path, line=line),
        problems=tuple(
            RowProblem(
                message=one.message,
                file=one.place.file if one.place else None,
                line=one.place.line if one.place else None,
                help=one.remedy,
            )
            for one in problems
        ),
    )
