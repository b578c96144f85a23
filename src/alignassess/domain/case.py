"""One sheet made ready for counting.

Which questions apply, what each counts as, and what the profile says.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from alignassess.domain import formula
from alignassess.domain.answers import Chosen, Sheet
from alignassess.domain.depth import Depth
from alignassess.domain.evidence import Observation
from alignassess.domain.exposure import ExposureItem, Values, exposure_items, sizes, stakes_items
from alignassess.domain.facts import Profile, ReadFacts, profile_of, stepped_up
from alignassess.domain.force import in_force, raised_exposure
from alignassess.domain.instrument import Instrument
from alignassess.domain.method import Method
from alignassess.domain.model import READINGS, Assurance, Reading
from alignassess.domain.questionnaire import ScoredQuestion
from alignassess.domain.rare_events import HARM, TESTS, Figures, exceeds, figures
from alignassess.domain.routing import (
    VENDOR_QUESTIONNAIRE,
    applicable_scored,
    vendor_questions,
)
from alignassess.domain.standing import Standing, State, standing
from alignassess.domain.subject import Vendor
from alignassess.domain.support import Support, cited, support
from alignassess.domain.tally import Tally


@dataclass(frozen=True, slots=True)
class Case:
    """A sheet under an instrument, on a date.

    Scored questions out of scope or not applying are absent.
    """

    instrument: Instrument
    sheet: Sheet
    scope: tuple[str, ...]
    profile: Profile
    supported_facts: Mapping[str, bool]
    read_profile: tuple[ReadFacts, ReadFacts, ReadFacts]
    """The profile as conditions read it in each reading, without any level."""
    questions: tuple[ScoredQuestion, ...]
    standing: Mapping[str, Standing]
    support: Support
    exposure_items: tuple[tuple[ExposureItem, ...], ...]
    stakes_items: tuple[ExposureItem, ...]
    exposure: tuple[Values, ...]
    """Exposure of each category in the three readings, before rules; none on a vendor sheet."""
    stakes: Values
    """What is at risk, in the three readings; 0 on a vendor sheet."""
    figures: Figures
    """Trials and volume, where the sheet gives them."""
    core: frozenset[str]
    """The scored questions that the depth of the sheet asks; at full, all that apply."""
    answered: Mapping[str, int]
    """Level as answered of each question of which all that the sheet says are answers."""

    @property
    def is_vendor(self) -> bool:
        """Whether the sheet is about a vendor, which has no exposure and no risk."""
        return isinstance(self.sheet.subject, Vendor)

    @property
    def full_scope(self) -> bool:
        """Whether every scored questionnaire counts, or on a vendor sheet the one that can."""
        return self.is_vendor or set(self.scope) == set(self.instrument.scored_questionnaires)

    @property
    def core_of(self) -> Mapping[str, Sequence[ScoredQuestion]]:
        """Questionnaire to its questions in `core`, in order of asking; absent without any."""
        home = self.instrument.questionnaire_of
        found: dict[str, list[ScoredQuestion]] = {}
        for question in self.questions:
            if question.id in self.core:
                found.setdefault(home[question.id], []).append(question)
        return found

    @property
    def profile_questionnaires(self) -> tuple[str, ...]:
        """The ids of the questionnaires that ask for facts."""
        return tuple(one.id for one in self.instrument.questionnaires if one.kind == "profile")

    def puts(self, question: str) -> bool:
        """Whether a question is a matter of this sheet: asked at its depth, or spoken about."""
        return question in self.core or question in self.sheet.entry

    def tallies(self) -> dict[Reading, Tally]:
        """The three readings, counted."""
        claimed_away, asserted = State.NOT_APPLICABLE, Assurance.ASSERTED
        items = self.standing.items()
        claimed = frozenset([q for q, one in items if one.state is claimed_away])
        supported = frozenset([q for q, one in items if one.assurance is not asserted])
        every = frozenset(self.standing)
        inherent = None if self.is_vendor else self.inherent()
        levels = self._levels() if self.standing else [{}, {}, {}]
        result: dict[Reading, Tally] = {}
        for index, reading in enumerate(READINGS):
            left_out = [q for q in claimed if not self.standing[q].counts[index]]
            counted = every.difference(left_out) if left_out else every
            result[reading] = Tally(
                self.instrument,
                reading,
                profile=self.read_profile[index],
                level=levels[index],
                counted=counted,
                cells=self.instrument.cells.of(counted, claimed),
                supported=supported,
                base_exposure=[values[index] for values in self.exposure],
                stakes=self.stakes[index],
                inherent=inherent,
                inherent_stakes=self.stakes[-1],
                like=tuple(result.values()),
                limits=self.support.limits if reading is Reading.EVIDENCED else {},
            )
        return result

    def _levels(self) -> list[dict[str, int]]:
        """Level of each question, reading by reading."""
        by_reading = zip(*[one.levels for one in self.standing.values()], strict=True)
        return [dict(zip(self.standing, column, strict=True)) for column in by_reading]

    def inherent(self) -> list[float]:
        """Risk of each category in `evidenced` with every answer at level 0, under the rules."""
        last = len(READINGS) - 1
        nothing = self.read_profile[last].at(dict.fromkeys(self.standing, 0))
        method = self.instrument.method
        raises = self.instrument.rulebook.raises
        acting = in_force(raises, nothing, Reading.EVIDENCED)
        raising = [clause for clause in raises if clause.bit & acting]
        stakes, base = self.stakes[last], [values[last] for values in self.exposure]
        return [
            formula.risk(exposure, stakes, 0.0, 0.0, method)
            for exposure in raised_exposure(base, raising, method)
        ]


def prepare(
    instrument: Instrument,
    sheet: Sheet,
    *,
    observations: Iterable[Observation],
    as_of: date,
    scope: tuple[str, ...] | None = None,
) -> Case:
    """Make a sheet ready for counting over the questionnaires in scope; None means all of them."""
    is_vendor = isinstance(sheet.subject, Vendor)
    every = (VENDOR_QUESTIONNAIRE,) if is_vendor else instrument.scored_questionnaires
    scope = every if is_vendor else scope or every
    evidence = support(instrument, sheet, observations, as_of)
    profile = Profile({}, {}) if is_vendor else profile_of(instrument, sheet)
    asked = vendor_questions(instrument) if is_vendor else applicable_scored(instrument, profile)
    home = instrument.questionnaire_of
    questions = tuple([q for q in asked if home[q.id] in scope]) if scope != every else asked
    supported = {
        question: _supported(sheet, question, evidence.for_question(question))
        for question, exposure in profile.exposure.items()
        if exposure is not None
    }
    given = (
        Figures()
        if is_vendor
        else figures(sheet, profile, instrument.method, _shown(sheet, evidence))
    )
    raising = () if is_vendor else exposure_items(instrument, profile, supported)
    at_stake = () if is_vendor else stakes_items(instrument, profile, supported)
    stands = standings(questions, sheet, evidence, instrument.method)
    is_full = sheet.depth is Depth.FULL
    return Case(
        instrument=instrument,
        sheet=sheet,
        scope=scope,
        profile=profile,
        supported_facts=supported,
        read_profile=_read_profile(instrument, profile, supported, given),
        questions=questions,
        standing=stands,
        support=evidence,
        exposure_items=raising,
        stakes_items=at_stake,
        exposure=tuple([sizes(items, instrument.method) for items in raising]),
        stakes=sizes(at_stake, instrument.method) if at_stake else (0.0, 0.0, 0.0),
        figures=given,
        core=frozenset(stands if is_full else [one.id for one in questions if one.core]),
        answered=_answered(sheet, stands),
    )


def standings(
    questions: Iterable[ScoredQuestion], sheet: Sheet, evidence: Support, method: Method
) -> dict[str, Standing]:
    """What each question counts as."""
    entries, model = sheet.entry, sheet.subject.model
    plain, of_question = evidence.assurance, evidence.of_question
    return {
        name: standing(
            question,
            entries.get(name),
            earned=of_question.get(name, plain),
            model=model,
            method=method,
        )
        for question in questions
        for name in [question.id]
    }


def _answered(sheet: Sheet, stands: Mapping[str, Standing]) -> dict[str, int]:
    """A disagreement counts as an answer only if all its sides are answers."""
    answered, disputed = State.ANSWERED, State.DISPUTED
    return {
        question: one.levels[1]
        for question, one in stands.items()
        if one.state is answered
        or (
            one.state is disputed
            and all(isinstance(side, Chosen) for side in sheet.entry[question].answers)
        )
    }


def _read_profile(
    instrument: Instrument, profile: Profile, supported: Mapping[str, bool], found: Figures
) -> tuple[ReadFacts, ReadFacts, ReadFacts]:
    """In `evidenced`, facts that need support and have none read a step higher."""
    stepped = {
        question.id: stepped_up(question, known)
        for question in instrument.profile
        if question.needs_support
        and not supported.get(question.id, False)
        and (known := profile.exposure.get(question.id)) is not None
    }
    method, harm = instrument.method, profile.exposure.get(HARM)
    best, answered = (exceeds(found, harm, method, best=one) for one in (True, False))
    as_best = profile.facts(instrument, best)
    as_said = as_best if best is answered else profile.facts(instrument, answered)
    if not stepped:
        return as_best, as_said, as_said
    evidenced = Profile(profile.chosen, {**profile.exposure, **stepped})
    supported_only = exceeds(found, evidenced.exposure.get(HARM), method, best=False)
    return as_best, as_said, evidenced.facts(instrument, supported_only)


def _supported(sheet: Sheet, question: str, assurance: Mapping[str, Assurance]) -> bool:
    """Whether any answer to a profile question has at least documented support."""
    asserted = Assurance.ASSERTED
    for answer in sheet.entry[question].answers:
        if answer.evidence and isinstance(answer, Chosen):
            for evidence in answer.evidence:
                if assurance.get(evidence, asserted) is not asserted:
                    return True
    return False


def _shown(sheet: Sheet, evidence: Support) -> tuple[tuple[int, int], ...]:
    """Trials and failures that result files behind the answer about sample sizes hold."""
    return evidence.counts(cited(sheet, TESTS)) if TESTS in sheet.entry else ()
