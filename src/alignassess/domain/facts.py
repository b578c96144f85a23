"""What the profile says, as conditions read it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from alignassess.domain.answers import Chosen, Entry, Sheet
from alignassess.domain.condition import Condition, Truth
from alignassess.domain.instrument import Instrument
from alignassess.domain.questionnaire import ProfileQuestion


@dataclass(slots=True)
class ReadFacts:
    """The facts of one sheet in one reading; fulfils `condition.Facts`."""

    chosen: Mapping[str, tuple[str, ...] | None]
    exposure: Mapping[str, int | None]
    level: Mapping[str, int]
    roles: Mapping[str, Condition]
    rare_events: Truth = None
    """Whether more rare events than tolerated are not excluded; None while nobody knows."""
    _known_roles: dict[str, Truth] = field(default_factory=dict)

    def at(self, level: Mapping[str, int]) -> "ReadFacts":
        """The same profile with other levels. Roles look at no level, and stay."""
        return ReadFacts(
            self.chosen, self.exposure, level, self.roles, self.rare_events, self._known_roles
        )

    def role(self, name: str) -> Truth:
        """Whether a named condition holds."""
        if name not in self._known_roles:
            self._known_roles[name] = self.roles[name].holds(self)
        return self._known_roles[name]


@dataclass(frozen=True, slots=True)
class Profile:
    """The profile answers that apply: marked options, and their exposure, None where unknown."""

    chosen: Mapping[str, tuple[str, ...] | None]
    exposure: Mapping[str, int | None]
    _known_roles: dict[str, Truth] = field(default_factory=dict, compare=False)

    def facts(self, instrument: Instrument, rare_events: Truth = None) -> ReadFacts:
        """As conditions read it, without any level; roles are decided once for all of these."""
        return ReadFacts(
            self.chosen, self.exposure, {}, instrument.role, rare_events, self._known_roles
        )


def agreed(entry: Entry | None) -> tuple[str, ...] | None:
    """The options that a profile entry settles on; None when unanswered, not known or disputed."""
    if entry is None:
        return None
    if len(entry.answers) == 1:
        only = entry.answers[0]
        return only.options if isinstance(only, Chosen) else None
    options = {
        tuple(sorted(answer.options)) if isinstance(answer, Chosen) else None
        for answer in entry.answers
    }
    return options.pop() if len(options) == 1 else None


def highest_exposure(question: ProfileQuestion, marked: Iterable[str]) -> int:
    """The exposure of the marked options; a multiple choice counts its highest."""
    exposures = question.exposure_of
    return max([exposures[key] for key in marked])


def profile_of(instrument: Instrument, sheet: Sheet) -> Profile:
    """The profile facts of a sheet. A question that certainly does not apply is absent."""
    chosen: dict[str, tuple[str, ...] | None] = {}
    exposure: dict[str, int | None] = {}
    facts = ReadFacts(chosen, exposure, {}, instrument.role)
    entries = sheet.entry
    for question in instrument.profile_order:
        if question.ask_when is not None and question.ask_when.holds(facts) is False:
            continue
        name = question.id
        marked = agreed(entries.get(name))
        chosen[name] = marked
        exposure[name] = None if marked is None else highest_exposure(question, marked)
    return Profile(chosen, exposure)


def stepped_up(question: ProfileQuestion, exposure: int) -> int:
    """The exposure that an unsupported fact reads as in `evidenced`.

    One step higher, at most the top.
    """
    return min(exposure + 1, question.most)
