"""Sheets over the shipped instrument as domain values, and how the domain tests score them."""

from collections.abc import Iterable, Mapping
from datetime import date

from alignassess.domain.answers import Answer, Chosen, Entry, Origin, Sheet
from alignassess.domain.assessment import (
    CategoryReading,
    CategoryResult,
    SystemAssessment,
    VendorAssessment,
)
from alignassess.domain.evidence import EvidenceEntry, FileState, Observation
from alignassess.domain.instrument import Instrument
from alignassess.domain.model import TOP_LEVEL, Assurance, Category, Reading
from alignassess.domain.questionnaire import ScoredQuestion
from alignassess.domain.scoring import assess
from alignassess.domain.subject import ModelReference, System, Vendor
from alignassess.files.instrument_files import load_instrument

SHIPPED = load_instrument()

AS_OF = date(2026, 11, 25)

MODEL = ModelReference(provider="Example AI", name="example-large", version="2026-08-01")
OTHER_MODEL = ModelReference(provider="Example AI", name="example-large", version="2025-01-01")

_FRESH = date(2026, 11, 2)
_SHA = "a" * 64

EVIDENCE = (
    EvidenceEntry(id="asserted", title="A claim"),
    EvidenceEntry(
        id="documented",
        title="A record",
        location="wiki",
        obtained=_FRESH,
        assurance=Assurance.DOCUMENTED,
    ),
    EvidenceEntry(
        id="tested",
        title="A test",
        file="tested.json",
        sha256=_SHA,
        obtained=_FRESH,
        assurance=Assurance.TESTED,
    ),
    EvidenceEntry(
        id="independent",
        title="An audit",
        file="audit.json",
        sha256=_SHA,
        obtained=_FRESH,
        by="Audit House",
        assurance=Assurance.INDEPENDENT,
    ),
    EvidenceEntry(
        id="stale",
        title="An old record",
        location="wiki",
        obtained=date(2024, 1, 1),
        assurance=Assurance.DOCUMENTED,
    ),
)
"""One entry of each assurance, named for it, and one that has gone stale."""

OBSERVATIONS = (
    Observation(evidence="tested", state=FileState.MATCHES, sha256=_SHA),
    Observation(evidence="independent", state=FileState.MATCHES, sha256=_SHA),
)

Facts = Mapping[str, str | tuple[str, ...]]
"""Profile question to the option or the options marked."""

LOWEST: Facts = {
    question.id: min(question.options, key=lambda option: option.exposure).key
    for question in SHIPPED.profile
}
"""Every profile fact at its least exposure; of equals the first."""

HIGHEST: Facts = {
    question.id: max(question.options, key=lambda option: option.exposure).key
    for question in SHIPPED.profile
}
"""Every profile fact at its highest exposure; of equals the first."""


def chosen(*options: str, evidence: tuple[str, ...] = ()) -> Chosen:
    """An option chosen, or the options marked."""
    return Chosen(options=options, evidence=evidence)


def at_level(question: str, level: int, *, evidence: tuple[str, ...] = ()) -> Chosen:
    """The option of a shipped scored question at a level."""
    found = SHIPPED.question[question]
    assert isinstance(found, ScoredQuestion)
    return chosen(found.option_at(level).key, evidence=evidence)


def entry(question: str, *answers: Answer, origin: Origin | None = None) -> Entry:
    """What a sheet says about a question."""
    return Entry(question=question, answers=answers, origin=origin)


def sheet_of(
    facts: Facts | None = None,
    levels: Mapping[str, int] | None = None,
    *entries: Entry,
    supports: tuple[str, ...] = (),
    model: ModelReference | None = MODEL,
) -> Sheet:
    """A system's sheet: facts, levels, all supported by the same evidence, and further entries."""
    marked = {
        question: (options,) if isinstance(options, str) else options
        for question, options in (facts or {}).items()
    }
    return Sheet(
        subject=System(id="bot", name="Bot", operator="Example Ltd", model=model),
        entries=(
            *(entry(q, chosen(*options, evidence=supports)) for q, options in marked.items()),
            *(entry(q, at_level(q, n, evidence=supports)) for q, n in (levels or {}).items()),
            *entries,
        ),
        evidence=EVIDENCE,
    )


def vendor_sheet(levels: Mapping[str, int] | None = None, *entries: Entry) -> Sheet:
    """A vendor's sheet."""
    return Sheet(
        subject=Vendor(id="example-ai", name="Example AI", model=MODEL),
        entries=(*(entry(q, at_level(q, n)) for q, n in (levels or {}).items()), *entries),
        evidence=EVIDENCE,
    )


def with_entry(sheet: Sheet, changed: Entry) -> Sheet:
    """The sheet with one question answered anew."""
    kept = tuple(one for one in sheet.entries if one.question != changed.question)
    return with_entries(sheet, (*kept, changed))


def without_entry(sheet: Sheet, question: str) -> Sheet:
    """The sheet with nothing said about a question."""
    return with_entries(sheet, (one for one in sheet.entries if one.question != question))


def with_entries(sheet: Sheet, entries: Iterable[Entry]) -> Sheet:
    """The sheet with other entries.

    Made anew: a copy would keep what was looked up in the old ones.
    """
    return Sheet(
        subject=sheet.subject,
        respondents=sheet.respondents,
        entries=tuple(entries),
        evidence=sheet.evidence,
    )


def all_at(level: int, *, besides: Mapping[str, int] | None = None) -> dict[str, int]:
    """Every shipped scored question at one level, but for some."""
    return {question.id: level for question in SHIPPED.scored} | dict(besides or {})


def altered(instrument: Instrument, **parts: object) -> Instrument:
    """The instrument with some parts replaced.

    Made anew: a copy would keep what was looked up before.
    """
    same = {name: getattr(instrument, name) for name in Instrument.__dataclass_fields__}
    return Instrument(**same | parts)


def without_rules(*rules: str) -> Instrument:
    """The shipped instrument without some rules; without any rule when none is named."""
    kept = tuple(rule for rule in SHIPPED.rules if rules and rule.id not in rules)
    return altered(SHIPPED, rules=kept)


def scored(
    sheet: Sheet,
    instrument: Instrument = SHIPPED,
    *,
    scope: tuple[str, ...] | None = None,
) -> SystemAssessment:
    """The assessment of a system's sheet."""
    found = assess(instrument, sheet, observations=OBSERVATIONS, as_of=AS_OF, scope=scope)
    assert isinstance(found, SystemAssessment)
    return found


def scored_vendor(sheet: Sheet, instrument: Instrument = SHIPPED) -> VendorAssessment:
    """The assessment of a vendor's sheet."""
    found = assess(instrument, sheet, observations=OBSERVATIONS, as_of=AS_OF)
    assert isinstance(found, VendorAssessment)
    return found


def category(assessment: SystemAssessment, name: Category) -> CategoryResult:
    """One category of a result."""
    return next(one for one in assessment.categories if one.category is name)


def reading(result: CategoryResult, name: Reading) -> CategoryReading:
    """One reading of a category."""
    match name:
        case Reading.BEST:
            return result.best
        case Reading.ANSWERED:
            return result.answered
        case Reading.EVIDENCED:
            return result.evidenced


def fine_risk(one: CategoryReading) -> float:
    """Risk with nine digits, floors included."""
    return max(one.risk_before_floors, one.floor)


def fine_risks(assessment: SystemAssessment, name: Reading) -> list[float]:
    """Risk of every category with nine digits, floors included."""
    return [fine_risk(reading(one, name)) for one in assessment.categories]


def credit(
    assessment: SystemAssessment | VendorAssessment,
    question: str,
    of: Category,
    name: Reading = Reading.ANSWERED,
) -> float | None:
    """Credit of a question in a category under the rules; None where it is left out."""
    index, column = list(Reading).index(name), list(Category).index(of)
    row = next(one for one in assessment.contributions if one[0] == question)[4][index]
    return None if row is None else row[column]


TOP = TOP_LEVEL
