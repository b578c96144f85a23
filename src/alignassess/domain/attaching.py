"""What a file would do for an answer, before anybody names it there.

The interview and `evidence suggest` offer files by it; a person accepts.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from alignassess.domain.answers import Chosen, Entry, Sheet
from alignassess.domain.evidence import Earned, EvidenceEntry, Observation
from alignassess.domain.evidence_record import Contradiction, RunRecord, RunState
from alignassess.domain.instrument import Instrument
from alignassess.domain.judging import ReadObservation
from alignassess.domain.model import TOP_LEVEL, Assurance
from alignassess.domain.questionnaire import ScoredQuestion
from alignassess.domain.routing import applicable
from alignassess.domain.support import support


class Effect(NamedTuple):
    """What a file does for one question."""

    question: str
    earned: Earned
    runs: tuple[RunRecord, ...]
    contradictions: tuple[Contradiction, ...]
    bears: bool
    """Whether a figure in it is about the question."""
    outweighed: bool = False
    """Whether something else named there speaks against the answer, so that nothing counts."""

    @property
    def refusal(self) -> str | None:
        """Why the file should not be named there; None when it may be.

        What speaks against the answer is no reason: it belongs there all the more.
        """
        if not self.runs or self.contradictions or self._is_document:
            return None
        if not self.bears:
            about = sorted({q for run in self.runs for q in _questions(run)})
            where = f"; it bears on {', '.join(about)}" if about else ""
            return f"none of its figures bears on {self.question}{where}"
        if self.earned.assurance is Assurance.ASSERTED and not self._is_half_a_pair:
            against = "other evidence named there speaks against the answer"
            return self.earned.reason or (against if self.outweighed else "it supports nothing")
        return None

    @property
    def _is_document(self) -> bool:
        """Whether it is worth something without its figures: a model card that states some."""
        states = {run.state for run in self.runs}
        return states == {RunState.AGAINST} and self.earned.assurance is not Assurance.ASSERTED

    @property
    def _is_half_a_pair(self) -> bool:
        """Whether it is a run of the base that a run of the model may be compared with."""
        return any(
            run.state is RunState.BASE and any(self.question in one.pairs for one in run.figures)
            for run in self.runs
        )


def effect_of(
    instrument: Instrument,
    sheet: Sheet,
    question: str,
    entry: EvidenceEntry,
    *,
    observations: Iterable[Observation],
    as_of: date,
) -> Effect:
    """What an entry would do for a question, were it named there beside what is named already.

    `observations` hold what was found of the entry and of the sheet's other evidence. A question
    without an answer is taken as answered at its best.
    """
    named = with_evidence(instrument, sheet, question, entry)
    found = support(instrument, named, observations, as_of)
    runs = found.runs.get(entry.id, ())
    earned = found.earned[entry.id]
    against = found.contradictions.get(question, ())
    return Effect(
        question=question,
        earned=Earned(found.for_question(question)[entry.id], earned.reason),
        runs=runs,
        contradictions=tuple(one for one in against if one.evidence == entry.id),
        bears=any(question in _questions(run) for run in runs),
        outweighed=any(one.evidence != entry.id for one in against),
    )


def with_evidence(
    instrument: Instrument, sheet: Sheet, question: str, entry: EvidenceEntry
) -> Sheet:
    """The sheet with an entry that the answers to one question, and only they, name."""
    said = sheet.entry.get(question)
    known = instrument.question[question]
    if said is None:
        assert isinstance(known, ScoredQuestion)
        said = Entry(
            question=question, answers=(Chosen(options=(known.option_at(TOP_LEVEL).key,)),)
        )
    answers = tuple(
        one.model_copy(update={"evidence": tuple(dict.fromkeys((*one.evidence, entry.id)))})
        for one in said.answers
    )
    others = tuple(_without(one, entry.id) for one in sheet.entries if one.question != question)
    return Sheet(
        subject=sheet.subject,
        respondents=sheet.respondents,
        entries=(*others, said.model_copy(update={"answers": answers})),
        evidence=(*(one for one in sheet.evidence if one.id != entry.id), entry),
    )


def _without(said: Entry, name: str) -> Entry:
    """What is said about another question, without the evidence of that name."""
    if not any(name in one.evidence for one in said.answers):
        return said
    kept = tuple(
        one.model_copy(update={"evidence": tuple(each for each in one.evidence if each != name)})
        for one in said.answers
    )
    return said.model_copy(update={"answers": kept})


def offers(
    instrument: Instrument,
    sheet: Sheet,
    files: Mapping[EvidenceEntry, Observation],
    *,
    observations: Iterable[Observation],
    as_of: date,
    question: str | None = None,
) -> tuple[tuple[EvidenceEntry, Effect], ...]:
    """What each file would do for the questions that apply and that its figures bear on.

    With `question`, for that one alone. In the order of asking; of one question, what supports it
    most comes first. What should not be named is there too, with its `refusal`.
    """
    seen = tuple(observations)
    asked = [one.id for one in applicable(instrument, sheet) if question in (None, one.id)]
    found = []
    for entry, observation in files.items():
        bears = _bearing_of(observation)
        for name in asked:
            if name in bears:
                effect = effect_of(
                    instrument,
                    sheet,
                    name,
                    entry,
                    observations=(*seen, observation),
                    as_of=as_of,
                )
                found.append((entry, effect))
    order = {name: place for place, name in enumerate(asked)}
    return tuple(sorted(found, key=lambda one: (order[one[1].question], one[1].refusal or "")))


def _questions(run: RunRecord) -> set[str]:
    return {name for figure in run.figures for name in (*figure.questions, *figure.pairs)}


def _bearing_of(observation: Observation) -> set[str]:
    """The questions that the figures of a file are about; none for a document."""
    if not isinstance(observation, ReadObservation):
        return set()
    return {
        name
        for run in observation.runs
        for figure in run.figures
        for name in (*figure.questions, *figure.pairs)
    }
