"""What result files support: each question by the figures that bear on it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from alignassess.domain.answers import Chosen, Sheet
from alignassess.domain.assurance import NO_DIGEST, NO_OUTSIDER, Grader, months_before
from alignassess.domain.binding import Grade, bind
from alignassess.domain.evidence import Earned, EvidenceEntry, FileState, Observation
from alignassess.domain.evidence_record import Contradiction, RunRecord, RunState
from alignassess.domain.figure_support import Said, by_pairs, by_thresholds, strongest
from alignassess.domain.instrument import Instrument
from alignassess.domain.judging import ReadObservation
from alignassess.domain.labels import label
from alignassess.domain.model import (
    ASSURANCES,
    CATEGORIES,
    TOP_LEVEL,
    Assurance,
    Category,
    PerCategory,
)
from alignassess.domain.observation import EvidenceFormat, IdentityKind
from alignassess.domain.questionnaire import ScoredQuestion
from alignassess.domain.subject import ModelReference
from alignassess.domain.support import Support, cited
from alignassess.domain.weighing import WeighedRun, unreadable, weigh


def with_results(
    instrument: Instrument,
    sheet: Sheet,
    *,
    observations: Mapping[str, Observation],
    earned: Mapping[str, Earned],
    by_age: Mapping[str, Mapping[str, Assurance]],
    as_of: date,
) -> Support:
    """What the evidence supports when there are result files among it."""
    grader = Grader(sheet, as_of=as_of, fresh_months=instrument.method.fresh_months)
    files = {
        entry.id: _File(entry, found, sheet, grader, as_of)
        for entry in sheet.evidence
        if isinstance(found := observations.get(entry.id), ReadObservation)
    }
    plain = {name: one.assurance for name, one in earned.items() if name not in files}
    weak = {name: one.by_itself(instrument.method.fresh_months) for name, one in files.items()}
    base = {**plain, **{name: one.assurance for name, one in weak.items()}}
    result = _Result(instrument, sheet, files, base, by_age, as_of)
    for question in instrument.scored:
        if question.id in sheet.entry:
            result.add(question)
    for name, one in weak.items():
        result.best.setdefault(name, one)
    return Support(
        earned={name: result.best.get(name, one) for name, one in earned.items()},
        assurance=base,
        of_question={**result.with_ages(), **result.of_question},
        limits=result.limits,
        contradictions=result.contradictions,
        runs={name: one.records(result.months_of[name]) for name, one in files.items()},
    )


_ONE_OF_SEVERAL = "its digest is that of one file of the run, and the model stands in another"


@dataclass(frozen=True)
class _File:
    """One result file beside the entry that names it."""

    entry: EvidenceEntry
    found: ReadObservation
    sheet: Sheet
    grader: Grader
    as_of: date

    @property
    def model(self) -> ModelReference | None:
        return self.entry.origin_model or self.sheet.subject.model

    def doubt(self, months: int) -> str | None:
        """Why nothing in the file can count, at that age at most; None when something may."""
        # A run of the base may be older than the model, and its entry may say what it is about.
        of_base = bool(self.runs) and all(one.binding.to == "base" for one in self.runs)
        of = self.model.base if of_base and self.model is not None else None
        grader = Grader(self.sheet, as_of=self.as_of, fresh_months=months)
        return grader.doubt(self.entry, self.found, of=of) or unreadable(self.found)

    @cached_property
    def runs(self) -> tuple[WeighedRun, ...]:
        return weigh(self.found, self.model, as_of=self.as_of)

    def usable(self, months: int) -> tuple[WeighedRun, ...]:
        """The runs that count, at an age of at most that many months."""
        return tuple(
            one
            for one in self.runs
            if one.record.state is RunState.COUNTS and self._fresh(one, months)
        )

    def _fresh(self, one: WeighedRun, months: int) -> bool:
        started = one.run.evaluation.started
        return started is None or started.latest >= months_before(self.as_of, months)

    def records(self, months: int) -> tuple[RunRecord, ...]:
        """The runs for the register; what is stale there says so."""
        return tuple(
            one.record
            if one.record.state is not RunState.COUNTS or self._fresh(one, months)
            else replace(one.record, state=RunState.AGAINST, reason=self._stale(months))
            for one in self.runs
        )

    def _stale(self, months: int) -> str:
        return f"it is older than {months_before(self.as_of, months)}, and so stale"

    def by_itself(self, months: int) -> Earned:
        """What the file earns where no figure of it says anything: a document at most."""
        said = self.silence(months)
        return self.earns(said)

    def silence(self, months: int) -> Said:
        """What the file says where no figure of it bears on the question."""
        doubt = self.doubt(months)
        if doubt is not None:
            return Said(Assurance.ASSERTED, doubt)
        records = self.records(months)
        for state in (RunState.COUNTS, RunState.WEAK):
            for one in records:
                if one.state is state:
                    return Said(Assurance.DOCUMENTED, one.reason)
        if self.found.result.provenance:
            return self._provenance()
        return Said(Assurance.ASSERTED, records[0].reason)

    def _provenance(self) -> Said:
        """A card or bill of materials: a document about the model, whatever figures it states."""
        bindings = [bind(one.model, self.model) for one in self.found.result.provenance]
        kinds = {one.model.kind for one in self.found.result.provenance}
        silent = self.model is None or kinds == {IdentityKind.MISSING}
        if silent or any(one.grade is not Grade.NOTHING for one in bindings):
            return Said(Assurance.DOCUMENTED, "it says where the model comes from, and no result")
        return Said(Assurance.ASSERTED, bindings[0].reason)

    def earns(self, said: Said) -> Earned:
        """The assurance of the entry: a test by what it shows, a document by what it claims."""
        reason = said.reason or None
        if said.assurance is Assurance.ASSERTED:
            return Earned(Assurance.ASSERTED, reason)
        if said.assurance is Assurance.TESTED:
            reason = NO_DIGEST
            if self.found.result.format is EvidenceFormat.HELM:
                reason = _ONE_OF_SEVERAL
            elif self.found.state is FileState.MATCHES:
                if self.grader.by_outsider(self.entry):
                    return Earned(Assurance.INDEPENDENT)
                reason = NO_OUTSIDER if self.entry.assurance is Assurance.INDEPENDENT else None
                return Earned(Assurance.TESTED, reason)
        claimed = self.entry.assurance
        if claimed is Assurance.ASSERTED:
            return Earned(Assurance.ASSERTED, reason)
        return Earned(Assurance.DOCUMENTED, reason)


@dataclass
class _Result:
    """Gathers what the files say, question by question."""

    instrument: Instrument
    sheet: Sheet
    files: Mapping[str, _File]
    base: Mapping[str, Assurance]
    by_age: Mapping[str, Mapping[str, Assurance]]
    as_of: date
    best: dict[str, Earned] = field(default_factory=dict)
    of_question: dict[str, Mapping[str, Assurance]] = field(default_factory=dict)
    limits: dict[str, PerCategory] = field(default_factory=dict)
    contradictions: dict[str, tuple[Contradiction, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        default = self.instrument.method.fresh_months
        self.months_of = dict.fromkeys(self.files, default)

    def with_ages(self) -> dict[str, Mapping[str, Assurance]]:
        """Questions with an age of their own: files count for them as by themselves."""
        found: dict[str, Mapping[str, Assurance]] = {}
        for question, graded in self.by_age.items():
            months = self.instrument.own_max_age[question]
            files = {name: one.by_itself(months).assurance for name, one in self.files.items()}
            found[question] = {**graded, **files}
        return found

    def add(self, question: ScoredQuestion) -> None:
        """Take in one answered question."""
        names = tuple(dict.fromkeys(cited(self.sheet, question.id)))
        files = {name: self.files[name] for name in names if name in self.files}
        if not files:
            return
        said = self._said(question.id, files)
        earned = {name: files[name].earns(one) for name, one in said.items()}
        for name, one in earned.items():
            self.best[name] = max(self.best.get(name, one), one, key=_rank)
        graded = {**self.with_ages().get(question.id, self.base)}
        graded |= {name: one.assurance for name, one in earned.items()}
        against = tuple(self._against(question, said))
        if against:
            # What its own evidence speaks against is left as a bare claim, whatever else it names.
            graded |= dict.fromkeys(names, Assurance.ASSERTED)
            self.contradictions[question.id] = against
        self.of_question[question.id] = graded
        self._limit(question.id, names, said, graded)

    def _said(self, question: str, files: Mapping[str, "_File"]) -> dict[str, Said]:
        months = self.instrument.own_max_age.get(question, self.instrument.method.fresh_months)
        for name in files:
            self.months_of[name] = max(self.months_of[name], months)
        sound = {name: one for name, one in files.items() if one.doubt(months) is None}
        usable = {name: one.usable(months) for name, one in sound.items()}
        changed = {name: one.model.changed if one.model else None for name, one in sound.items()}
        paired = by_pairs(
            question,
            usable,
            {
                name: tuple(run for run in one.runs if run.record.state is RunState.BASE)
                for name, one in sound.items()
            },
            changed,
        )
        found = {}
        for name, one in files.items():
            figures = [by_thresholds(question, run) for run in usable.get(name, ())]
            if name in sound:
                figures += _doubtful(question, one.runs)
            spoken = strongest([*filter(None, figures), *paired.get(name, ())])
            found[name] = one.silence(months) if spoken is None else spoken
            if spoken is None and usable.get(name):
                found[name] = Said(Assurance.DOCUMENTED, f"none of its figures bears on {question}")
        return found

    def _against(
        self, question: ScoredQuestion, said: Mapping[str, Said]
    ) -> Iterator[Contradiction]:
        """What speaks against the answers that claim something and name the file."""
        for answer in self.sheet.entry[question.id].answers:
            if isinstance(answer, Chosen) and question.level_of[answer.options[0]] > 0:
                for name in answer.evidence:
                    for words in said[name].against if name in said else ():
                        yield Contradiction(
                            evidence=name, answered=label(question, answer), found=words
                        )

    def _limit(
        self,
        question: str,
        names: tuple[str, ...],
        said: Mapping[str, Said],
        graded: Mapping[str, Assurance],
    ) -> None:
        """A result file is a test of what it measures, and a document elsewhere."""
        tested = [name for name in names if ASSURANCES.index(graded[name]) >= _TESTED]
        if not tested or any(name not in said for name in tested):
            return
        measured: set[Category] = set().union(*(said[name].direct for name in tested))
        documented = self.instrument.method.ceilings.documented / TOP_LEVEL
        self.limits[question] = tuple(
            1.0 if category in measured else documented for category in CATEGORIES
        )


_TESTED = ASSURANCES.index(Assurance.TESTED)


def _rank(earned: Earned) -> int:
    return ASSURANCES.index(earned.assurance)


def _doubtful(question: str, runs: Iterable[WeighedRun]) -> list[Said | None]:
    """What runs that do not count say against an answer: leaving out a date must not help."""
    weak = (one for one in runs if one.record.state is RunState.WEAK)
    found = [by_thresholds(question, one) for one in weak]
    return [one for one in found if one is not None and one.assurance is Assurance.ASSERTED]
