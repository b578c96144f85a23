"""Many systems on one page: risk by category, gaps that they share, evidence that expires next."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from alignassess.domain.assessment import Finding, SystemAssessment
from alignassess.domain.expiry import expiries
from alignassess.domain.instrument import Instrument
from alignassess.domain.model import CATEGORIES
from alignassess.render.figures import percent, two

MOST_NAMED = 4
"""Systems that are named beside a gap or an expiry; the rest are counted."""

MOST_EXPIRING = 60
"""Entries of evidence that are listed; the rest are counted."""


@dataclass(frozen=True, slots=True)
class HeatCell:
    """One category of one system, as answered and counting only evidence."""

    answered: str
    evidenced: str
    rating: str
    words: str
    """For whoever does not see the table."""


@dataclass(frozen=True, slots=True)
class HeatRow:
    """One system."""

    id: str
    name: str
    operator: str
    rating: str
    gaps: tuple[str, ...]
    """Open essential gaps."""
    completeness: str
    cells: tuple[HeatCell, ...]


@dataclass(frozen=True, slots=True)
class SharedGap:
    """One question that is a finding in some systems."""

    question: str
    text: str
    systems: int
    share: str
    essential: int
    """In how many systems it holds an essential gap open."""
    worst: str
    """The worst rating among them."""
    names: str
    remedy: str
    closed_by: str


@dataclass(frozen=True, slots=True)
class Expiring:
    """One piece of evidence and the day after which it counts no more."""

    last: str
    when: str
    title: str
    systems: str
    questions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PortfolioView:
    """Everything that the page lays out."""

    as_of: str
    summary: tuple[str, ...]
    codes: tuple[tuple[str, str], ...]
    rows: tuple[HeatRow, ...]
    spread: tuple[tuple[str, str, tuple[str, ...]], ...]
    """Category, its code, and how many systems stand at each rating, worst first."""
    ratings: tuple[str, ...]
    gaps: tuple[SharedGap, ...]
    expiring: tuple[Expiring, ...]
    expiring_more: int
    left_out: tuple[str, ...]
    """Sheets that are not in it, and why."""


_RATINGS = ("critical", "high", "medium", "low", "unrated")


def portfolio_view(
    systems: Sequence[SystemAssessment],
    instrument: Instrument,
    *,
    as_of: date,
    left_out: Sequence[str] = (),
) -> PortfolioView:
    """The page over some systems, the worst first."""
    ordered = sorted(systems, key=_worst_first)
    expiring = _expiring(ordered, instrument, as_of)
    return PortfolioView(
        as_of=as_of.isoformat(),
        summary=_summary(ordered),
        codes=tuple(
            (instrument.category[one].short, instrument.category[one].title) for one in CATEGORIES
        ),
        rows=tuple(_row(one, instrument) for one in ordered),
        spread=tuple(
            (
                instrument.category[category].title,
                instrument.category[category].short,
                tuple(
                    str(sum(one.categories[at].rating == rating for one in ordered))
                    for rating in _RATINGS
                ),
            )
            for at, category in enumerate(CATEGORIES)
        ),
        ratings=_RATINGS,
        gaps=_gaps(ordered),
        expiring=expiring[:MOST_EXPIRING],
        expiring_more=max(0, len(expiring) - MOST_EXPIRING),
        left_out=tuple(left_out),
    )


def _worst_first(one: SystemAssessment) -> tuple[float, int, str]:
    worst = max(each.answered.headline_risk for each in one.categories)
    return -worst, -len(one.essential_gaps), one.subject.id


def _summary(systems: Sequence[SystemAssessment]) -> tuple[str, ...]:
    number = len(systems)
    counts = [
        f"{count} {rating}"
        for rating in _RATINGS
        if (count := sum(one.headline.rating == rating for one in systems))
    ]
    gaps = sum(bool(one.essential_gaps) for one in systems)
    return (
        f"{_systems(number)}; by the worst category of each, as answered: {', '.join(counts)}.",
        f"{gaps} with an essential gap open.",
    )


def _systems(number: int) -> str:
    return f"{number} system" if number == 1 else f"{number} systems"


def _row(one: SystemAssessment, instrument: Instrument) -> HeatRow:
    cells = []
    for each in one.categories:
        answered, evidenced = two(each.answered.risk), two(each.evidenced.risk)
        title = instrument.category[each.category].title
        words = f"{title}: {each.rating}, {answered} as answered, {evidenced} on evidence"
        cells.append(HeatCell(answered, evidenced, str(each.rating), words))
    return HeatRow(
        id=one.subject.id,
        name=one.subject.name,
        operator=one.subject.operator or "",
        rating=str(one.headline.rating),
        gaps=tuple(gap.question for gap in one.essential_gaps),
        completeness=percent(one.completeness.share),
        cells=tuple(cells),
    )


def _gaps(systems: Sequence[SystemAssessment]) -> tuple[SharedGap, ...]:
    """Findings by question: in most systems first, then those that hold essential gaps open."""
    found: dict[str, list[tuple[str, Finding]]] = {}
    for one in systems:
        for finding in one.findings:
            found.setdefault(finding.question.id, []).append((one.subject.name, finding))
    gaps = [_gap(pairs, len(systems)) for pairs in found.values()]
    return tuple(sorted(gaps, key=lambda gap: (-gap.systems, -gap.essential, gap.question)))


def _gap(pairs: Sequence[tuple[str, Finding]], number: int) -> SharedGap:
    question = pairs[0][1].question
    ratings = {str(finding.rating) for _, finding in pairs}
    return SharedGap(
        question=question.id,
        text=question.text,
        systems=len(pairs),
        share=percent(len(pairs) / number),
        essential=sum(finding.essential for _, finding in pairs),
        worst=next((one for one in _RATINGS if one in ratings), ""),
        names=_named(name for name, _ in pairs),
        remedy=question.remedy or "",
        closed_by="" if question.closed_by is None else question.closed_by.value,
    )


def _named(names: Iterable[str]) -> str:
    every = tuple(dict.fromkeys(names))
    more = len(every) - MOST_NAMED
    return ", ".join(every[:MOST_NAMED]) + (f" and {more} more" if more > 0 else "")


def _expiring(
    systems: Sequence[SystemAssessment], instrument: Instrument, as_of: date
) -> tuple[Expiring, ...]:
    """What still counts and goes stale next; the same entry of several systems once."""
    found: dict[tuple[date, str, str], tuple[list[str], dict[str, None]]] = {}
    for one in systems:
        counting = [each for each in one.evidence if each.earned.value != "asserted"]
        for each in expiries(counting, instrument):
            if each.last >= as_of:
                names, questions = found.setdefault(
                    (each.last, each.title, each.evidence), ([], {})
                )
                names.append(one.subject.name)
                questions.update(dict.fromkeys(each.questions))
    return tuple(
        Expiring(
            last=last.isoformat(),
            when=_days((last - as_of).days),
            title=title,
            systems=_named(names),
            questions=tuple(questions),
        )
        for (last, title, _), (names, questions) in sorted(found.items(), key=lambda pair: pair[0])
    )


def _days(number: int) -> str:
    return "today" if number == 0 else f"in {number} {'day' if number == 1 else 'days'}"
