"""`assess()`: the one function that makes an Assessment. Everything else reads it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import cache, partial
from typing import NamedTuple

from alignassess.domain import formula
from alignassess.domain.answers import Sheet, SourceFile
from alignassess.domain.assessment import (
    Assessment,
    CategoryReading,
    CategoryResult,
    Cluster,
    Marks,
    PerLayer,
    Provenance,
    RuleInForce,
    SystemAssessment,
    VendorAssessment,
    VendorCategory,
    VendorReading,
)
from alignassess.domain.case import Case, prepare
from alignassess.domain.clusters import clusters
from alignassess.domain.collector import uncollected
from alignassess.domain.completeness import completeness, questionnaire_summaries
from alignassess.domain.contributions import contributions
from alignassess.domain.costs import rules_in_force
from alignassess.domain.cross_checks import cross_checks
from alignassess.domain.depth import Depth, held
from alignassess.domain.determination import determinations
from alignassess.domain.evidence import Observation
from alignassess.domain.evidence_register import evidence_records
from alignassess.domain.findings import essential_gaps, findings, unsupported_essentials
from alignassess.domain.floors import Floors
from alignassess.domain.headline import Part, headline
from alignassess.domain.instrument import Instrument
from alignassess.domain.method import Method
from alignassess.domain.model import CATEGORIES, READINGS, Rating, Reading
from alignassess.domain.notices import notices
from alignassess.domain.rare_events import HARM, NotExcluded, not_excluded
from alignassess.domain.subject import Vendor
from alignassess.domain.tally import Tally

Tallies = dict[Reading, Tally]


@uncollected
def assess(
    instrument: Instrument,
    sheet: Sheet,
    *,
    observations: Iterable[Observation] = (),
    as_of: date,
    scope: tuple[str, ...] | None = None,
    tool: str = "alignassess",
) -> Assessment:
    """Score one sheet.

    `observations` say what was found of its evidence files; without one, a file counts as not
    there. `as_of` decides what is stale. `scope` names the questionnaires that count; None means
    all of them. `tool` names the program and its version for the provenance.
    """
    observations = tuple(observations)
    case = prepare(instrument, sheet, observations=observations, as_of=as_of, scope=scope)
    tallies = case.tallies()
    provenance = Provenance(
        tool=tool,
        method_version=instrument.method.method_version,
        as_of=as_of,
        instrument=instrument.files,
        sheets=sheet.sources,
        evidence=(),
        pack=instrument.pack,
    ).put_off({"evidence": partial(_evidence_files, sheet, observations)})
    if isinstance(sheet.subject, Vendor):
        return _vendor(case, tallies, provenance, observations)
    return _system(case, tallies, provenance, observations)


def _evidence_files(sheet: Sheet, observations: tuple[Observation, ...]) -> tuple[SourceFile, ...]:
    entries, found = sheet.evidence_entry, []
    for one in observations:
        entry = entries.get(one.evidence)
        if one.sha256 is not None and entry is not None and entry.file is not None:
            found.append(SourceFile(entry.file, one.sha256))
    return tuple(found)


def _system(
    case: Case, tallies: Tallies, provenance: Provenance, observations: tuple[Observation, ...]
) -> SystemAssessment:
    system = case.sheet.subject
    assert not isinstance(system, Vendor)
    answered = tallies[Reading.ANSWERED]
    categories = tuple(category_result(case, tallies, index) for index in range(len(CATEGORIES)))
    rules = cache(partial(rules_in_force, answered))
    gaps = essential_gaps(case, answered)
    complete = completeness(case)
    found = findings(case, categories, gaps, answered, rules)
    facts = case.read_profile[READINGS.index(Reading.ANSWERED)]
    together = clusters(case.instrument, categories, found)
    rare_events = not_excluded(case.figures, facts.exposure.get(HARM), case.instrument.method)
    # Made of checked parts by checked code, thousands of times in a batch: not validated again.
    result = SystemAssessment(
        provenance=provenance,
        subject=system,
        depth=case.sheet.depth,
        scope=case.scope,
        full_scope=case.full_scope,
        respondents=case.sheet.respondents,
        headline=headline(case, _headline_parts(categories), gaps, complete),
        completeness=complete,
        stakes_items=case.stakes_items,
        roles=tuple((role, facts.role(role)) for role in case.instrument.role),
        essential_gaps=gaps,
        unsupported_essentials=unsupported_essentials(case, tallies[Reading.EVIDENCED], gaps),
        categories=categories,
        rules=(),
        findings=tuple([one for one in found if not one.improvement]),
        improvements=tuple([one for one in found if one.improvement]),
        questionnaires=(),
        determinations=(),
        contributions=(),
        evidence=(),
        notices=(),
        clusters=together,
        rare_events=rare_events,
    )
    said = partial(_notices, case, rules, together, rare_events)
    return result.put_off(
        {**_registers(case, tallies, observations), "rules": rules, "notices": said}
    )


def _vendor(
    case: Case, tallies: Tallies, provenance: Provenance, observations: tuple[Observation, ...]
) -> VendorAssessment:
    vendor = case.sheet.subject
    assert isinstance(vendor, Vendor)
    answered = tallies[Reading.ANSWERED]
    rules = cache(partial(rules_in_force, answered))
    found = findings(case, (), (), answered, rules)
    result = VendorAssessment(
        provenance=provenance,
        subject=vendor,
        depth=case.sheet.depth,
        scope=case.scope,
        full_scope=True,
        respondents=case.sheet.respondents,
        completeness=completeness(case),
        categories=tuple(
            VendorCategory(
                category=category,
                **{
                    reading.value: VendorReading(
                        layers=_layers(tally, index),
                        marks=_marks(tally, index),
                        prevention=prevention_of(tally, index),
                    )
                    for reading, tally in tallies.items()
                },
            )
            for index, category in enumerate(CATEGORIES)
        ),
        rules=(),
        findings=tuple([one for one in found if not one.improvement]),
        improvements=tuple([one for one in found if one.improvement]),
        questionnaires=(),
        determinations=(),
        contributions=(),
        evidence=(),
        notices=(),
    )
    said = partial(_notices, case, rules)
    return result.put_off(
        {**_registers(case, tallies, observations), "rules": rules, "notices": said}
    )


def _registers(
    case: Case, tallies: Tallies, observations: tuple[Observation, ...]
) -> Mapping[str, Callable[[], object]]:
    """What is listed by question, by file and by questionnaire, and changes no figure.

    Reports, saved results and `explain` read it, and what each rule costs; a batch, a gate and the
    interview print none of it, and score a sheet in a third less time without.
    """
    best, answered, evidenced = [tallies[reading].rows for reading in READINGS]
    return {
        "questionnaires": partial(questionnaire_summaries, case),
        "determinations": partial(determinations, case),
        "contributions": partial(contributions, case, best, answered, evidenced),
        "evidence": partial(evidence_records, case, observations),
    }


def _headline_parts(categories: Iterable[CategoryResult]) -> list[Part]:
    return [
        Part(one.category, one.headline_rating, one.evidenced.headline_risk) for one in categories
    ]


def _notices(
    case: Case,
    rules: Callable[[], Sequence[RuleInForce]],
    together: Sequence[Cluster] = (),
    rare_events: NotExcluded | None = None,
) -> tuple[str, ...]:
    return notices(case, rules(), cross_checks(case, together, rare_events))


def category_result(case: Case, tallies: Tallies, index: int) -> CategoryResult:
    """One category of a system in three readings."""
    method = case.instrument.method
    depth = case.sheet.depth
    tally = tallies[Reading.ANSWERED]
    assert tally.inherent is not None
    answered = _reading(tally, index, depth)
    best, evidenced = [
        answered if _agree(other, tally, index) else _reading(other, index, depth)
        for other in (tallies[Reading.BEST], tallies[Reading.EVIDENCED])
    ]
    return CategoryResult(
        CATEGORIES[index],
        best,
        answered,
        evidenced,
        formula.figure(tally.inherent[index]),
        answered.rating if any_answer(case, index) else "unrated",
        held(method.rating(answered.headline_risk), depth),
        answered.risk in method.close_to_cut,
        case.exposure_items[index],
    )


def _agree(one: Tally, other: Tally, index: int) -> bool:
    """Whether two readings of a category are equal: nothing unknown in it, or all supported."""
    return (
        one.credits[index] == other.credits[index]
        and one.exposure[index] == other.exposure[index]
        and one.stakes == other.stakes
        and one.cells is other.cells
        and one.floors(index).bits == other.floors(index).bits
    )


def any_answer(case: Case, index: int) -> bool:
    """Whether a question that bears on a category has an answer; without one it is unrated."""
    bearing = case.instrument.bearing
    return any(bearing[question].weights[index] for question in case.answered)


def _reading(tally: Tally, index: int, depth: Depth) -> CategoryReading:
    method, exact = tally.instrument.method, formula.exact
    propensity, detection, consequence, governance = tally.credits[index]
    exposure, stakes = tally.exposure[index], tally.stakes
    prevention = formula.prevention(propensity, detection, method)
    containment = formula.containment(consequence, governance, method)
    before = formula.risk(exposure, stakes, prevention, containment, method)
    prevented = exact(prevention)
    floors = tally.floors(index)
    printed = printed_of(before, floors, method, depth)
    likelihood = exposure * formula.left(prevented, method)
    severity = stakes * formula.left(containment, method)
    return CategoryReading(
        exact(exposure),
        exact(stakes),
        _layers(tally, index),
        _marks(tally, index),
        prevented,
        exact(containment),
        exact(likelihood),
        exact(severity),
        exact(before),
        exact(floors.highest),
        floors.rules,
        printed.risk,
        printed.rating,
        printed.headline_risk,
    )


class Printed(NamedTuple):
    """The figures of one category in one reading; two digits, higher is worse."""

    risk: float
    rating: Rating
    headline_risk: float
    """Without floors that are kept out of the headline and of decisions (I-12)."""


def printed_of(before: float, floors: Floors, method: Method, depth: Depth) -> Printed:
    """The figures of a risk before floors."""
    risk = formula.figure(max(before, floors.highest))
    all_loud = floors.loudest == floors.highest
    headline_risk = risk if all_loud else formula.figure(max(before, floors.loudest))
    return Printed(risk, held(method.rating(risk), depth), headline_risk)


def prevention_of(tally: Tally, index: int) -> float:
    """Credit of one category that keeps the failure from happening: 0 to 1, higher is better."""
    propensity, detection, _, _ = tally.credits[index]
    return formula.exact(formula.prevention(propensity, detection, tally.instrument.method))


def _layers(tally: Tally, index: int) -> PerLayer:
    propensity, detection, consequence, governance = map(formula.exact, tally.credits[index])
    return propensity, detection, consequence, governance


def _marks(tally: Tally, index: int) -> Marks:
    return tally.cells.marks[index]
