"""The same answers through lenses: risk per category, and which gaps come first under each."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from math import fsum, sqrt

from alignassess.domain.answers import Sheet
from alignassess.domain.case import Case, prepare, standings
from alignassess.domain.depth import held
from alignassess.domain.evidence import Observation
from alignassess.domain.formula import exact, figure
from alignassess.domain.instrument import Instrument
from alignassess.domain.lens import Lens
from alignassess.domain.lens_result import LensCategory, LensResult
from alignassess.domain.method import Ceilings
from alignassess.domain.model import CATEGORIES, SOUND_LEVEL, Reading
from alignassess.domain.standing import State
from alignassess.domain.subject import Vendor
from alignassess.domain.tally import Tally

THIRD = 3
"""A gap in the first of so many parts of the list comes first (`docs/method.md`, "Lenses")."""


def through(
    instrument: Instrument,
    sheet: Sheet,
    lenses: Sequence[Lens],
    *,
    observations: Iterable[Observation] = (),
    as_of: date,
    scope: tuple[str, ...] | None = None,
    shipped: frozenset[str] = frozenset(),
) -> tuple[LensResult, ...]:
    """One system's sheet through each lens, in the order given; nothing for a vendor sheet.

    `shipped` are the ids of the lenses that come with the program.
    """
    if isinstance(sheet.subject, Vendor):
        return ()
    case = prepare(instrument, sheet, observations=observations, as_of=as_of, scope=scope)
    tallies = case.tallies()
    thirds = first_thirds(case, tallies[Reading.ANSWERED], lenses)
    return tuple(
        LensResult(
            lens=lens.id,
            title=lens.title,
            text=lens.text,
            reason=lens.reason,
            shipped=lens.id in shipped,
            categories=_categories(case, _with_ceilings(case, tallies, lens), lens),
            first_third=third,
        )
        for lens, third in zip(lenses, thirds, strict=True)
    )


def lens_risks(tally: Tally, lens: Lens) -> list[float]:
    """Risk of every category through a lens, floors included; floors are those of the method."""
    inherent = lens_inherent(tally, lens)
    found = []
    for index, factor in enumerate(lens.exposure_factors):
        credits = [
            credit * weight
            for credit, weight in zip(tally.credits[index], lens.credit_factors, strict=True)
        ]
        exposure = min(1.0, tally.exposure[index] * factor)
        risk = tally.risk_before_floors(index, credits=credits, exposure=exposure)
        floors = [min(inherent[index], clause.floor) for clause, _ in tally.floors(index).each]
        found.append(max([risk, *floors]))
    return found


def lens_inherent(tally: Tally, lens: Lens) -> list[float]:
    """Inherent risk through a lens.

    sqrt(exposure x stakes) with exposure times a factor, at most 1: so the smaller of sqrt(stakes)
    and inherent risk times the root of the factor. Stakes are those of `evidenced`.
    """
    assert tally.inherent is not None
    return [
        min(sqrt(tally.inherent_stakes), inherent * sqrt(factor))
        for inherent, factor in zip(tally.inherent, lens.exposure_factors, strict=True)
    ]


def _with_ceilings(case: Case, tallies: Mapping[Reading, Tally], lens: Lens) -> list[Tally]:
    """The three readings, with what the lens lets evidence count for."""
    method = case.instrument.method
    if lens.ceilings != method.ceilings:
        tallies = _restanding(case, lens.ceilings).tallies()
    return [tallies[reading] for reading in Reading]


def _restanding(case: Case, ceilings: Ceilings) -> Case:
    method = case.instrument.method.model_copy(update={"ceilings": ceilings})
    return replace(case, standing=standings(case.questions, case.sheet, case.support, method))


def _categories(case: Case, tallies: Sequence[Tally], lens: Lens) -> tuple[LensCategory, ...]:
    risks = [[figure(risk) for risk in lens_risks(tally, lens)] for tally in tallies]
    inherent = lens_inherent(tallies[0], lens)
    return tuple(
        LensCategory(
            category=category,
            best=best,
            answered=answered,
            evidenced=evidenced,
            inherent=figure(before),
            rating=held(case.instrument.method.rating(answered), case.sheet.depth),
        )
        for category, best, answered, evidenced, before in zip(
            CATEGORIES, *risks, inherent, strict=True
        )
    )


def first_thirds(
    case: Case, answered: Tally, lenses: Sequence[Lens]
) -> tuple[tuple[str, ...], ...]:
    """Per lens the first third of the gaps.

    Essential gaps first, which no lens weighs, then by the sum of what closing a gap alone would
    take from the risks, then by id.
    """
    gaps = [
        question.id
        for question in case.questions
        if case.puts(question.id)
        and case.standing[question.id].state is not State.NOT_APPLICABLE
        and case.standing[question.id].level < SOUND_LEVEL
    ]
    now = [fsum(lens_risks(answered, lens)) for lens in lenses]
    essential = {
        question
        for question in case.instrument.essential_for
        for clause in case.instrument.rulebook.floors
        if clause.bit & answered.bits and getattr(clause.effect, "essential", "") == question
    }
    gains: list[dict[str, float]] = [{} for _ in lenses]
    for question in gaps:
        undo = answered.set_level(question, SOUND_LEVEL)
        for index, lens in enumerate(lenses):
            gains[index][question] = exact(now[index] - fsum(lens_risks(answered, lens)))
        answered.take_back(undo)
    most = -(-len(gaps) // THIRD)
    return tuple(
        tuple(sorted(gaps, key=lambda one: (one not in essential, -gain[one], one))[:most])
        for gain in gains
    )


def lenses_of(results: Sequence[LensResult], question: str) -> tuple[LensResult, ...]:
    """The lenses under which a gap is in the first third."""
    return tuple(one for one in results if question in one.first_third)
