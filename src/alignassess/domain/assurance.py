"""What evidence earns: at most what it claims, and at most what it shows."""

from calendar import monthrange
from collections.abc import Iterator
from datetime import MINYEAR, date

from alignassess.domain.answers import Sheet
from alignassess.domain.evidence import Earned, EvidenceEntry, FileState, Observation
from alignassess.domain.model import ASSURANCES
from alignassess.domain.naming import spelling
from alignassess.domain.subject import ModelReference

NO_DIGEST = "it has no file with a matching sha256"
NO_OUTSIDER = "it does not name an organisation that is neither operator nor vendor"

_ASSERTED, _DOCUMENTED, _TESTED, _ = ASSURANCES
_AS_ASSERTED, _AS_DOCUMENTED, _AS_TESTED, _AS_INDEPENDENT = map(Earned, ASSURANCES)
_MATCHES, _EMPTY, _MISSING = FileState.MATCHES, FileState.EMPTY, FileState.MISSING
# Looked up once: `Enum` takes as long to give a member as grading takes to compare ten.


class Grader:
    """Grades the evidence of one sheet on one date (`docs/method.md`, "What goes in")."""

    def __init__(self, sheet: Sheet, *, as_of: date, fresh_months: int) -> None:
        """Evidence older than `fresh_months` at `as_of` counts as asserted."""
        self._sheet = sheet
        self._as_of = as_of
        self._fresh_from = months_before(as_of, fresh_months)
        self._names: dict[int, frozenset[str]] = {}

    def grade(self, entry: EvidenceEntry, observation: Observation | None) -> Earned:
        """What an entry earns, and why not more; without an observation a file is missing."""
        claimed = entry.assurance
        if claimed is _ASSERTED:
            return _AS_ASSERTED
        reason = self.doubt(entry, observation)
        if reason is not None:
            return Earned(_ASSERTED, reason)
        if claimed is _DOCUMENTED:
            return _AS_DOCUMENTED
        if observation is None or observation.state is not _MATCHES:
            return Earned(_DOCUMENTED, NO_DIGEST)
        if claimed is _TESTED:
            return _AS_TESTED
        if self.by_outsider(entry):
            return _AS_INDEPENDENT
        return Earned(_TESTED, NO_OUTSIDER)

    def doubt(
        self,
        entry: EvidenceEntry,
        observation: Observation | None,
        *,
        of: ModelReference | None = None,
    ) -> str | None:
        """Why an entry does not even count as documented; None when it does.

        `of` is the model that it must be about; None for that of the sheet it comes from.
        """
        if entry.file is not None:
            if observation is None or observation.state is _MISSING:
                return "the file is not there"
            if observation.state is _EMPTY:
                return "the file is empty"
        elif entry.location is None:
            return "it names neither a file nor a location"
        if entry.obtained is None:
            return "it has no date"
        if entry.obtained > self._as_of:
            return "it is dated after the date of this assessment"
        if entry.obtained < self._fresh_from:
            return f"it is older than {self._fresh_from}, and so stale"
        model = of or entry.origin_model or self._sheet.subject.model
        if model is None:
            return None
        if model.changed is not None and entry.obtained < model.changed:
            return "it is older than the last change of the model"
        if entry.about is not None and entry.about.casefold() not in self._names_of(model):
            return f"it is about {entry.about}, not the model of this sheet"
        return None

    def _names_of(self, model: ModelReference) -> frozenset[str]:
        """Everything that a model or its version is called."""
        if id(model) not in self._names:
            versioned = f"{model.name} {model.version}" if model.name and model.version else None
            names = (model.name, model.version, versioned, model.revision, model.sha256)
            self._names[id(model)] = frozenset(
                name.casefold() for name in (*names, *model.aliases) if name
            )
        return self._names[id(model)]

    def by_outsider(self, entry: EvidenceEntry) -> bool:
        """Whether it names an organisation that is neither operator nor vendor."""
        if entry.by is None:
            return False
        person = self._sheet.respondent.get(entry.by)
        organisation = entry.by if person is None else person.organisation
        if organisation is None:
            return False
        return spelling(organisation) not in set(self._parties(entry))

    def _parties(self, entry: EvidenceEntry) -> Iterator[str]:
        """Operator and vendors by every name that the sheet and what it inherits give them."""
        subject = self._sheet.subject
        origins = [one.origin for one in self._sheet.entries if one.origin is not None]
        names = [subject.name, getattr(subject, "operator", None), *(one.name for one in origins)]
        for model in (subject.model, entry.origin_model, *(one.model for one in origins)):
            at: ModelReference | None = model
            while at is not None:
                names.append(at.provider)
                at = at.base
        return (spelling(name) for name in names if name)


def months_before(as_of: date, months: int) -> date:
    """The same day some months earlier, or the last day of a shorter month."""
    year, month = divmod(as_of.year * 12 + as_of.month - 1 - months, 12)
    if year < MINYEAR:
        return date.min
    last = monthrange(year, month + 1)[1]
    return date(year, month + 1, min(as_of.day, last))
