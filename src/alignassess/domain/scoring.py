"""`assess()`: the one function that makes an Assessment. Everything else reads it."""

from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from alignassess.domain import formula
from alignassess.domain.answers import Sheet, SourceFile
from alignassess.domain.assessment import (
    Assessment,
    CategoryReading,
    CategoryResult,
    Contribution,
    EvidenceRecord,
    Marks,
    PerLayer,
    Provenance,
    SystemAssessment,
    VendorAssessment,
    VendorCategory,
    VendorReading,
)
from alignassess.domain.case import Case, prepare
from alignassess.domain.clusters import clusters
from alignassess.domain.collector import uncollected
from alignassess.domain.completeness import completeness, questionnaire_summaries
from alignassess.domain.costs import rules_in_force
from alignassess.domain.cross_checks import cross_checks
from alignassess.domain.depth import Depth, held
from alignassess.domain.determination import determinations
from alignassess.domain.evidence import Observation
from alignassess.domain.findings import essential_gaps, findings, unsupported_essentials
from alignassess.domain.headline import headline
from alignassess.domain.instrument import Instrument
from alignassess.domain.model import CATEGORIES, READINGS, PerCategory, Reading
from alignassess.domain.notices import notices
from alignassess.domain.rare_events import HARM, not_excluded
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
        evidence=_evidence_files(sheet, observations),
    )
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
    rules = rules_in_force(answered)
    gaps = essential_gaps(case, answered)
    complete = completeness(case)
    found = findings(case, categories, gaps, rules)
    facts = case.read_profile[READINGS.index(Reading.ANSWERED)]
    together = clusters(case.instrument, categories, found)
    rare_events = not_excluded(case.figures, facts.exposure.get(HARM), case.instrument.method)
    # Made of checked parts by checked code, thousands of times in a batch: not validated again.
    return SystemAssessment(
        provenance=provenance,
        subject=system,
        depth=case.sheet.depth,
        scope=case.scope,
        full_scope=case.full_scope,
        respondents=case.sheet.respondents,
        headline=headline(case, categories, gaps, complete),
        completeness=complete,
        stakes_items=case.stakes_items,
        roles=tuple((role, facts.role(role)) for role in case.instrument.role),
        essential_gaps=gaps,
        unsupported_essentials=unsupported_essentials(case, tallies[Reading.EVIDENCED], gaps),
        categories=categories,
        rules=rules,
        findings=tuple(one for one in found if not one.improvement),
        improvements=tuple(one for one in found if one.improvement),
        questionnaires=questionnaire_summaries(case),
        determinations=determinations(case),
        contributions=_contributions(case, tallies),
        evidence=_evidence(case, observations),
        notices=notices(case, rules, cross_checks(case, together, rare_events)),
        clusters=together,
        rare_events=rare_events,
    )


def _vendor(
    case: Case, tallies: Tallies, provenance: Provenance, observations: tuple[Observation, ...]
) -> VendorAssessment:
    vendor = case.sheet.subject
    assert isinstance(vendor, Vendor)
    rules = rules_in_force(tallies[Reading.ANSWERED])
    found = findings(case, (), (), rules)
    return VendorAssessment(
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
        rules=rules,
        findings=tuple(one for one in found if not one.improvement),
        improvements=tuple(one for one in found if one.improvement),
        questionnaires=questionnaire_summaries(case),
        determinations=determinations(case),
        contributions=_contributions(case, tallies),
        evidence=_evidence(case, observations),
        notices=notices(case, rules, cross_checks(case)),
    )


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
    cuts = (method.cuts.medium, method.cuts.high, method.cuts.critical)
    return CategoryResult(
        CATEGORIES[index],
        best,
        answered,
        evidenced,
        formula.figure(tally.inherent[index]),
        answered.rating if _any_answer(case, index) else "unrated",
        held(method.rating(answered.headline_risk), depth),
        any(abs(formula.exact(answered.risk - cut)) <= method.close for cut in cuts),
        case.exposure_items[index],
    )


def _agree(one: Tally, other: Tally, index: int) -> bool:
    """Whether two readings of a category are equal: nothing unknown in it, or all supported."""
    return (
        one.credits[index] == other.credits[index]
        and one.exposure[index] == other.exposure[index]
        and one.stakes == other.stakes
        and one.cells is other.cells
        and one.floors(index) == other.floors(index)
    )


def _any_answer(case: Case, index: int) -> bool:
    return any(
        case.has_answer(question) and case.instrument.bearing[question].weights[index]
        for question, one in case.standing.items()
    )


def _reading(tally: Tally, index: int, depth: Depth) -> CategoryReading:
    method, exact = tally.instrument.method, formula.exact
    propensity, detection, consequence, governance = tally.credits[index]
    exposure, stakes = tally.exposure[index], tally.stakes
    prevention = formula.prevention(propensity, detection, method)
    containment = formula.containment(consequence, governance, method)
    before = formula.risk(exposure, stakes, prevention, containment, method)
    prevented = exact(prevention)
    floors = tally.floors(index)
    highest = max([floor for _, floor in floors], default=0.0)
    loud = max([floor for clause, floor in floors if clause.in_headline], default=0.0)
    likelihood = exposure * formula.left(prevented, method)
    severity = stakes * formula.left(containment, method)
    risk = formula.figure(max(before, highest))
    headline_risk = risk if loud == highest else formula.figure(max(before, loud))
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
        exact(highest),
        tuple(dict.fromkeys([clause.rule.id for clause, _ in floors])),
        risk,
        held(method.rating(risk), depth),
        headline_risk,
    )


def prevention_of(tally: Tally, index: int) -> float:
    """Credit of one category that keeps the failure from happening: 0 to 1, higher is better."""
    propensity, detection, _, _ = tally.credits[index]
    return formula.exact(formula.prevention(propensity, detection, tally.instrument.method))


def _layers(tally: Tally, index: int) -> PerLayer:
    propensity, detection, consequence, governance = map(formula.exact, tally.credits[index])
    return propensity, detection, consequence, governance


def _marks(tally: Tally, index: int) -> Marks:
    return tally.cells.marks[index]


def _contributions(case: Case, tallies: Tallies) -> tuple[Contribution, ...]:
    best, answered, evidenced = [tallies[reading].rows.get for reading in READINGS]
    bearing, found = case.instrument.bearing, []
    for question in case.questions:
        name = question.id
        one = case.standing[name]
        levels: tuple[int | None, int | None, int | None] = one.levels
        if one.counts != _ALL_COUNT:
            first, second, third = map(_if_counted, one.levels, one.counts)
            levels = first, second, third
        credits = (
            _nine_digits(best(name)),
            _nine_digits(answered(name)),
            _nine_digits(evidenced(name)),
        )
        found.append((name, question.layer, bearing[name].weights, levels, credits))
    return tuple(found)


_ALL_COUNT = (True, True, True)


def _if_counted(level: int, counts: bool) -> int | None:
    return level if counts else None


@lru_cache(maxsize=4096)  # a batch has the same few rows of credit thousands of times
def _nine_digits(row: PerCategory | None) -> PerCategory | None:
    return None if row is None else tuple(map(formula.exact, row))


def _evidence(case: Case, observations: tuple[Observation, ...]) -> tuple[EvidenceRecord, ...]:
    seen = {one.evidence: one for one in observations}
    supports: dict[str, tuple[str, ...]] = {}
    for entry in case.sheet.entries:
        for answer in entry.answers:
            for name in answer.evidence:
                before = supports.get(name, ())
                if entry.question not in before:
                    supports[name] = (*before, entry.question)
    found = []
    runs = case.support.runs
    for artefact in case.sheet.evidence:
        name = artefact.id
        _, earned, reason = case.support.earned[name]
        questions = supports.get(name, ())
        looked = _plain(seen.get(name))
        found.append(
            EvidenceRecord(artefact, looked, earned, reason, questions, runs.get(name, ()))
        )
    return tuple(found)


def _plain(seen: Observation | None) -> Observation | None:
    """What was found of the file, without what a reader read: that is in the runs of the record."""
    if seen is None or not seen.is_read:
        return seen
    return Observation(seen.evidence, seen.state, seen.sha256, seen.size)
