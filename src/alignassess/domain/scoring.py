"""`assess()`: the one function that makes an Assessment. Everything else reads it."""

from collections.abc import Iterable
from datetime import date

from alignassess.domain import formula
from alignassess.domain.answers import Sheet, SourceFile
from alignassess.domain.assessment import (
    Assessment,
    CategoryReading,
    CategoryResult,
    Contribution,
    EvidenceRecord,
    Mark,
    PerLayer,
    Provenance,
    SystemAssessment,
    VendorAssessment,
    VendorCategory,
    VendorReading,
)
from alignassess.domain.case import Case, prepare
from alignassess.domain.cells import Cell
from alignassess.domain.clusters import clusters
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
        evidence=tuple(
            SourceFile(path=entry.file, sha256=one.sha256)
            for one in observations
            for entry in [sheet.evidence_entry.get(one.evidence)]
            if one.sha256 is not None and entry is not None and entry.file is not None
        ),
    )
    if isinstance(sheet.subject, Vendor):
        return _vendor(case, tallies, provenance, observations)
    return _system(case, tallies, provenance, observations)


def _system(
    case: Case, tallies: Tallies, provenance: Provenance, observations: tuple[Observation, ...]
) -> SystemAssessment:
    system = case.sheet.subject
    assert not isinstance(system, Vendor)
    answered = tallies[Reading.ANSWERED]
    categories = tuple(_category(case, tallies, index) for index in range(len(CATEGORIES)))
    rules = rules_in_force(answered)
    gaps = essential_gaps(case, answered)
    complete = completeness(case)
    found = findings(case, categories, gaps, rules)
    facts = case.facts(READINGS.index(Reading.ANSWERED))
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
                        prevention=_prevention(tally, index),
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


def _category(case: Case, tallies: Tallies, index: int) -> CategoryResult:
    method = case.instrument.method
    depth = case.sheet.depth
    readings = {reading.value: _reading(tally, index, depth) for reading, tally in tallies.items()}
    answered = tallies[Reading.ANSWERED]
    assert answered.inherent is not None
    as_answered = readings[Reading.ANSWERED.value]
    cuts = (method.cuts.medium, method.cuts.high, method.cuts.critical)
    return CategoryResult(
        category=CATEGORIES[index],
        **readings,
        inherent=formula.figure(answered.inherent[index]),
        rating=as_answered.rating if _any_answer(case, index) else "unrated",
        headline_rating=held(method.rating(as_answered.headline_risk), depth),
        close_to_cut=any(
            abs(formula.exact(as_answered.risk - cut)) <= method.close for cut in cuts
        ),
        exposure_items=case.exposure_items[index],
    )


def _any_answer(case: Case, index: int) -> bool:
    return any(
        case.has_answer(question) and case.instrument.bearing[question].weights[index]
        for question, one in case.standing.items()
    )


def _reading(tally: Tally, index: int, depth: Depth) -> CategoryReading:
    method, exact = tally.instrument.method, formula.exact
    credits, exposure, stakes = tally.credits[index], tally.exposure[index], tally.stakes
    prevented = exact(formula.prevention(credits[0], credits[1], method))
    contained = formula.containment(credits[2], credits[3], method)
    before = tally.risk_before_floors(index)
    floors = tally.floors(index)
    highest = max([floor for _, floor in floors], default=0.0)
    loud = max([floor for clause, floor in floors if clause.in_headline], default=0.0)
    risk = formula.figure(max(before, highest))
    return CategoryReading(
        exposure=exact(exposure),
        stakes=exact(stakes),
        layers=_layers(tally, index),
        marks=_marks(tally, index),
        prevention=prevented,
        containment=exact(contained),
        likelihood=exact(exposure * formula.left(prevented, method)),
        severity=exact(stakes * formula.left(contained, method)),
        risk_before_floors=exact(before),
        floor=exact(highest),
        floor_rules=tuple(dict.fromkeys([clause.rule.id for clause, _ in floors])),
        risk=risk,
        rating=held(method.rating(risk), depth),
        headline_risk=formula.figure(max(before, loud)),
    )


def _prevention(tally: Tally, index: int) -> float:
    propensity, detection, _, _ = tally.credits[index]
    return formula.exact(formula.prevention(propensity, detection, tally.instrument.method))


def _layers(tally: Tally, index: int) -> PerLayer:
    propensity, detection, consequence, governance = map(formula.exact, tally.credits[index])
    return propensity, detection, consequence, governance


def _marks(tally: Tally, index: int) -> tuple[Mark | None, Mark | None, Mark | None, Mark | None]:
    propensity, detection, consequence, governance = map(_mark, tally.cells[index])
    return propensity, detection, consequence, governance


def _mark(cell: Cell) -> Mark | None:
    if not cell.weights:
        return "no known lever"
    return None if cell.direct else "indirect evidence only"


def _contributions(case: Case, tallies: Tallies) -> tuple[Contribution, ...]:
    in_order = [tallies[reading] for reading in READINGS]
    found = []
    for question in case.questions:
        one = case.standing[question.id]
        best, answered, evidenced = [_credits(tally, question.id) for tally in in_order]
        found.append(
            (
                question.id,
                question.layer,
                case.instrument.bearing[question.id].weights,
                (
                    one.levels[0] if one.counts[0] else None,
                    one.levels[1] if one.counts[1] else None,
                    one.levels[2] if one.counts[2] else None,
                ),
                (best, answered, evidenced),
            )
        )
    return tuple(found)


def _credits(tally: Tally, question: str) -> PerCategory | None:
    """Credit per category with nine digits; what no rule lowered is a quarter, and exact."""
    row = tally.rows.get(question)
    if row is None or not tally.lowers(question):
        return row
    return tuple(map(formula.exact, row))


def _evidence(case: Case, observations: tuple[Observation, ...]) -> tuple[EvidenceRecord, ...]:
    seen = {one.evidence: one for one in observations}
    supports: dict[str, dict[str, None]] = {}
    for entry in case.sheet.entries:
        for answer in entry.answers:
            for name in answer.evidence:
                supports.setdefault(name, {})[entry.question] = None
    return tuple(
        EvidenceRecord(
            entry=entry,
            observation=_plain(seen.get(entry.id)),
            earned=case.support.earned[entry.id].assurance,
            reason=case.support.earned[entry.id].reason,
            supports=tuple(supports.get(entry.id, ())),
            runs=case.support.runs.get(entry.id, ()),
        )
        for entry in case.sheet.evidence
    )


def _plain(seen: Observation | None) -> Observation | None:
    """What was found of the file, without what a reader read: that is in the runs of the record."""
    if seen is None or not seen.is_read:
        return seen
    return Observation(evidence=seen.evidence, state=seen.state, sha256=seen.sha256, size=seen.size)
