"""What a format is given: results, what was decided on each, and what it needs to name things."""

from collections import Counter
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from functools import cached_property
from types import MappingProxyType
from typing import NamedTuple

from alignassess.domain.assessment import SystemAssessment, VendorAssessment
from alignassess.domain.card import QuestionCard
from alignassess.domain.comparison import ChangeState
from alignassess.domain.decision import Decision
from alignassess.domain.digests import digest_over
from alignassess.domain.instrument import Instrument
from alignassess.domain.library import Library
from alignassess.domain.model import Category
from alignassess.domain.moving import Dates
from alignassess.domain.standing import State
from alignassess.errors import Problem
from alignassess.render.formats.places import Folders


class Acceptance(NamedTuple):
    """A waiver as a format shows it: a dated acceptance by a named person; changes no figure."""

    id: str
    covers: str
    """The question of an essential gap, or a category."""
    reason: str
    approved_by: str
    expires: date
    """Inclusive, to the end of that day in UTC."""


class Difference(NamedTuple):
    """How one question stands against a baseline."""

    question: str
    state: ChangeState


class Case(NamedTuple):
    """One result, and what was decided on it when a gate was run."""

    assessment: SystemAssessment | VendorAssessment
    decision: Decision | None = None
    waivers: tuple[Acceptance, ...] = ()
    changes: tuple[Difference, ...] = ()
    since: Dates | None = None
    """What changed since an earlier result, for the reports that lay it out."""

    @property
    def subject(self) -> str:
        """The id of the system or vendor."""
        return self.assessment.subject.id

    def waiver_of(self, covered: str) -> Acceptance | None:
        """The waiver of a question or a category."""
        return next((one for one in self.waivers if one.covers == covered), None)

    def category_waiver(self, category: Category) -> Acceptance | None:
        """The waiver of a category."""
        return self.waiver_of(category.value)

    def change_of(self, question: str) -> str | None:
        """How a question stands against the baseline; None without one."""
        return next((one.state for one in self.changes if one.question == question), None)


def decided(assessment: SystemAssessment, decision: Decision | None) -> Case:
    """A result with its decision: the waivers that let a limit pass, and what changed since."""
    if decision is None:
        return Case(assessment)
    return Case(
        assessment,
        decision,
        tuple(
            Acceptance(one.id, one.covers, one.reason, one.approved_by, one.expires)
            for one in decision.used
        ),
        tuple(Difference(one.question, one.state) for one in decision.changes),
    )


@dataclass(frozen=True)
class Material:
    """All that a format may read. The same material gives the same bytes."""

    cases: Sequence[Case]
    """In the order of the run. Of a long run each is read from a disk when it is asked for, so
    that a format should go through them seldom and keep none.
    """
    instrument: Instrument
    folders: Folders = field(default_factory=Folders)
    stamp: datetime | None = None
    """The one time that is printed; None for the first moment of the latest date of assessment."""
    problems: tuple[Problem, ...] = ()
    """What kept sheets of the run from being read: said in formats that a gate is judged by."""
    library: Library | None = None
    """What questions cite; only the reports for people read it."""
    most_bytes: int | None = None
    """The size that a format with a limit keeps to; None for the limit of its consumer."""

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """Per case, what tells it from the others.

        The id of its system; where two results share it, each with the sheet it came from.
        """
        counts = Counter(one.subject for one in self._briefs)
        seen: Counter[str] = Counter()
        found = []
        for one in self._briefs:
            key = one.subject
            if counts[key] > 1:
                key = f"{key} in {one.sheet}" if one.sheet is not None else key
            seen[key] += 1
            found.append(key if seen[key] == 1 else f"{key} ({seen[key]})")
        return tuple(found)

    @property
    def preview(self) -> str | None:
        """That the gate decided for another day than that of its run; None when it did not."""
        day = next((one.preview for one in self._briefs if one.preview is not None), None)
        return None if day is None else f"a preview, decided as of {day} by request"

    @property
    def moment(self) -> datetime:
        """The one time that is printed."""
        if self.stamp is not None:
            return self.stamp
        days = [one.as_of for one in self._briefs]
        return datetime.combine(max(days, default=date(1970, 1, 1)), time(), UTC)

    @cached_property
    def slugs(self) -> Mapping[str, str]:
        """Question id to its short name in words."""
        names = {name: one.slug for name, one in self.instrument.question.items()}
        return MappingProxyType({name: slug.replace("-", " ") for name, slug in names.items()})

    def label(self, category: Category) -> str:
        """The short title of a category."""
        return self.instrument.category[category].label

    @cached_property
    def digest(self) -> str:
        """A digest of everything that the results were computed from."""
        return digest_over(part for one in self._briefs for part in one.made_from)

    @cached_property
    def gone(self) -> tuple[QuestionCard, ...]:
        """Questions that only saved results hold: retired since, or of questionnaires not here."""
        return tuple({card.id: card for one in self._briefs for card in one.gone}.values())

    @cached_property
    def _briefs(self) -> tuple["_Brief", ...]:
        return tuple([_brief(one, self.instrument.question) for one in self.cases])


class _Brief(NamedTuple):
    """The little of a result that is asked of all of them before the first is written."""

    subject: str
    sheet: str | None
    as_of: date
    made_from: Sequence[str]
    preview: date | None
    gone: tuple[QuestionCard, ...]


def _brief(case: Case, known: Container[str]) -> _Brief:
    one, decision = case.assessment, case.decision
    source = one.provenance
    cards = (found.question for found in one.determinations)
    return _Brief(
        subject=one.subject.id,
        sheet=source.sheets[0].path if source.sheets else None,
        as_of=source.as_of,
        made_from=made_from(one),
        preview=None if decision is None else decision.preview,
        gone=tuple([card for card in cards if card.kind == "scored" and card.id not in known]),
    )


def made_from(assessment: SystemAssessment | VendorAssessment) -> Sequence[str]:
    """What a result was computed from, as lines to be hashed."""
    source = assessment.provenance
    files = (*source.instrument, *source.sheets, *source.evidence)
    return (
        assessment.subject.id,
        source.as_of.isoformat(),
        source.method_version,
        *assessment.scope,
        *(one.sha256 for one in files),
    )


NONRESPONSES = frozenset({State.DONT_KNOW, State.DECLINED, State.UNANSWERED})
"""States in which nothing is known: they count as level 0."""
