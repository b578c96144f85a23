"""Result files near a sheet that are offered as evidence; a person accepts each, or does not."""

from typing import TYPE_CHECKING, NamedTuple, Protocol

from alignassess.domain.answers import Sheet
from alignassess.errors import Problem, UsageError
from alignassess.interview.own_answers import own_answer
from alignassess.interview.session import Session

if TYPE_CHECKING:
    # What reads result files is slow to import, and most sittings have none near.
    from alignassess.domain.attaching import Effect
    from alignassess.domain.evidence import EvidenceEntry
    from alignassess.domain.evidence_record import Figure, RunRecord

MOST_OFFERED = 5
"""Files of one question that are shown; `evidence suggest` shows all."""


class Offer(NamedTuple):
    """A file, and what it would do for the question that is put."""

    file: str
    """As a person finds it."""
    entry: "EvidenceEntry"
    effect: "Effect"

    @property
    def title(self) -> str:
        """The file and what was run: tool, model, date."""
        run = self._run
        if run is None:
            return self.file
        model = run.model or "a model that it does not name"
        dated = "no date" if run.dated is None else str(run.dated)
        return f"{self.file}: {run.task} with {run.tool} on {model}, {dated}"

    @property
    def worth(self) -> str:
        """What the figures say, and what the file would count as; or why it is not proposed."""
        from alignassess.domain.figure_support import figure_words

        if self.effect.refusal is not None:
            return f"not proposed: {self.effect.refusal}"
        figures = [
            f"{figure_words(run.task, one).removeprefix(f'{run.task}: ')}: {_verdict(one)}"
            for run in self.effect.runs
            for one in run.figures
            if self._is_about(one)
        ]
        if self.effect.contradictions:
            said = "it speaks against the answer, and belongs there all the more"
        else:
            said = f"counts as {self.effect.earned.assurance}"
            said += f": {self.effect.earned.reason}" if self.effect.earned.reason else ""
        return "; ".join([*figures[:_MOST_FIGURES], said])

    @property
    def _run(self) -> "RunRecord | None":
        about = [one for one in self.effect.runs if any(map(self._is_about, one.figures))]
        return next(iter((*about, *self.effect.runs)), None)

    def _is_about(self, figure: "Figure") -> bool:
        return self.effect.question in (*figure.questions, *figure.pairs)


_MOST_FIGURES = 3


def _verdict(figure: "Figure") -> str:
    word = figure.verdict.value.replace("-", " ")
    return f"{word}, {figure.why}" if figure.why else word


class Nearby(Protocol):
    """Result files near the sheet, looked for beside the sitting and not before it."""

    def begin(self) -> None:
        """Start to look, unless that was done."""
        ...

    @property
    def ready(self) -> bool:
        """Whether every file was looked at."""
        ...

    def bears(self, question: str) -> bool:
        """Whether a file bears on a question, as far as they were looked at. Quick."""
        ...

    def offers(self, sheet: Sheet, question: str, *, wait: float = 0) -> tuple[Offer, ...]:
        """What the files would do for a question, what is proposed first; none while not ready.

        `wait` is how long to wait for that, in seconds.
        """
        ...


def accepted(session: Session, offer: Offer) -> Session:
    """The sitting with the file named at the question; raises UsageError where it is refused."""
    if offer.effect.refusal is not None:
        raise UsageError(Problem(f"{offer.file} is {offer.worth}"))
    if offer.entry.id not in session.sheet.evidence_entry:
        return session.add_evidence(offer.entry)
    question = session.current
    own = None if question is None else own_answer(session.sheet, question.id)
    if own is not None:
        return session.evidence((*own.evidence, offer.entry.id))
    waiting = session.draft.evidence if session.draft else ()
    return session.evidence((*waiting, offer.entry.id))
