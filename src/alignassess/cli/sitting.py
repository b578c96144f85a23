"""One sitting over a sheet: its front end, its file, and what ends it."""

from collections.abc import Callable, Mapping
from pathlib import Path

from alignassess.cli import console
from alignassess.cli.evidence_nearby import ResultsNearby, folder_for
from alignassess.cli.leaving import Signals
from alignassess.cli.scoring import Run
from alignassess.cli.typing_in import is_capable, read_line
from alignassess.domain.answers import Entry, Sheet
from alignassess.domain.assessment import Assessment
from alignassess.domain.evidence import EvidenceEntry
from alignassess.files.answer_sheet import LoadedSheet
from alignassess.files.sheet_saver import AnsweredMeanwhile, SheetSaver
from alignassess.interview.carry_over import Proposal
from alignassess.interview.keeping import Clash
from alignassess.interview.session import Session
from alignassess.interview.surroundings import Surroundings
from alignassess.render import inert

_BAR = 17
"""Columns of a bar beside the question."""


def sit(
    session: Session,
    *,
    path: Path,
    run: Run,
    loaded: LoadedSheet,
    earlier: Path | None,
    evidence: Path | None,
    plain: bool,
    hide_scores: bool,
    signals: Signals,
) -> int:
    """Hold the sitting; returns the exit status that it ended with."""
    digest = loaded.sheet.sources[0].sha256
    folder = folder_for(path, evidence, root=run.root)
    with SheetSaver(path, run.instrument, digest=digest, root=run.root) as saver:
        proposals, notices = _proposals(run, session.sheet, earlier)
        if saver.others is not None:
            who = f"{path} is open elsewhere: {saver.others}. Answers of both are kept."
            notices = (who, *notices)
        nearby = ResultsNearby(run.instrument, loaded, folder, root=run.root, as_of=run.as_of)
        around = Surroundings(
            keeper=_Keeping(saver, signals),
            today=run.as_of,
            clean=inert.block,
            score=_scorer(run, nearby),
            is_file=lambda text: _is_file(path, text),
            proposals=proposals,
            nearby=nearby,
            notices=notices,
        )
        if not plain and is_capable() and _has_textual():
            return _on_a_screen(session, around, hide_scores=hide_scores)
        from alignassess.interview import prompts

        prompts.run(session, read=read_line, write=console.result, around=around)
    return console.Status.DONE


def _has_textual() -> bool:
    """Whether the screen can be shown; where not, it is said why it goes line by line."""
    from importlib.util import find_spec

    if find_spec("textual") is None:
        console.note("line by line, since Textual is not installed: pip install textual")
        return False
    return True


def _on_a_screen(session: Session, around: Surroundings, *, hide_scores: bool) -> int:
    from alignassess.interview import screen
    from alignassess.render.bar import bar

    def draw(best: float, answered: float, evidenced: float) -> str:
        return bar(best, answered, evidenced, width=_BAR)

    return screen.run(session, around, bar=draw, scores_shown=not hide_scores)


def _proposals(
    run: Run, sheet: Sheet, earlier: Path | None
) -> tuple[Mapping[str, Proposal], tuple[str, ...]]:
    """What an earlier sheet said, for a person to confirm, and what of it fits nowhere now."""
    if earlier is None:
        return {}, ()
    from alignassess.files.old_sheet import read_old_sheet
    from alignassess.interview.carry_over import left_over, proposals

    old = read_old_sheet(earlier, run.instrument)
    found = proposals(
        run.instrument,
        sheet,
        old.sheet,
        unreadable=old.unreadable,
        changes=lambda question: old.changes.get(question, ()),
    )
    return found, left_over(run.instrument, old.unreadable)


class _Keeping:
    """The saver as a front end sees it: a save is never cut short, a clash is its own word."""

    def __init__(self, saver: SheetSaver, signals: Signals) -> None:
        self._saver = saver
        self._signals = signals

    def __call__(self, entry: Entry) -> None:
        with self._signals.put_off():
            try:
                self._saver(entry)
            except AnsweredMeanwhile as met:
                raise Clash(met.question, theirs=met.theirs, mine=met.mine) from None

    def forget(self, question: str) -> None:
        with self._signals.put_off():
            try:
                self._saver.forget(question)
            except AnsweredMeanwhile as met:
                raise Clash(met.question, theirs=met.theirs, mine=met.mine) from None

    def add_evidence(self, entry: EvidenceEntry) -> None:
        with self._signals.put_off():
            self._saver.add_evidence(entry)

    @property
    def unseen(self) -> tuple[str, ...]:
        return self._saver.unseen

    def reload(self) -> Sheet:
        return self._saver.reload()


def _scorer(run: Run, nearby: ResultsNearby) -> Callable[[Sheet], Assessment]:
    """Score a sheet of the sitting as `score` would."""
    return lambda sheet: run.scored(sheet, nearby.observations(sheet))


def _is_file(sheet: Path, text: str) -> bool:
    """Whether a path from the sheet's folder leads to a file below it."""
    target = (sheet.parent / text).resolve()
    try:
        return target.is_file() and target.is_relative_to(sheet.parent.resolve())
    except (OSError, ValueError):  # too long, or a null character
        return False
