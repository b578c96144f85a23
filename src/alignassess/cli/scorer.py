"""One sheet after another to what is printed of it: the same in this process and in a worker."""

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from alignassess import resources
from alignassess.cli.scoring import TOOL, Run, start
from alignassess.domain.collector import uncollected
from alignassess.domain.digests import digest_over
from alignassess.errors import InputError, Problem
from alignassess.files.reads import Looks
from alignassess.files.result_cache import Content, ResultCache
from alignassess.files.sheet_loading import content, text_of
from alignassess.files.sheet_paths import Source
from alignassess.files.wording import readable
from alignassess.render.plain_json import json_line

# Imported where they are used: a run that finds all in its cache reads and scores nothing.
if TYPE_CHECKING:
    from alignassess.cli.deciding import Gate
    from alignassess.cli.gathering import Decided
    from alignassess.cli.tolerating import Wanted
    from alignassess.domain.assessment import Assessment
    from alignassess.domain.depth import Depth
    from alignassess.domain.lens import Lens
    from alignassess.files.answer_sheet import LoadedSheet
    from alignassess.files.git_changes import Changes
    from alignassess.render.formats.material import Case


@dataclass(frozen=True, slots=True)
class Job:
    """What every sheet of a run is put through; sent once to each worker."""

    root: Path | None
    as_of: date
    """The same in all workers also at midnight."""
    scope: tuple[str, ...] | None = None
    depth: "Depth | None" = None
    questionnaires: Path | None = field(default_factory=resources.own_questionnaires)
    """An organisation's own, which a worker has to be told."""
    full: bool = False
    """Whole results in place of rows."""
    results: bool = False
    """Results as values too, for reports; none of them is cached, since each is large."""
    lenses: tuple[str, ...] = ()
    frameworks: tuple[str, ...] = ()
    seed: int | None = None
    """What the weights of a sensitivity check are drawn from; None without one."""
    gate: "Wanted | None" = None
    preview: bool = False
    cached: bool = True
    changes: "Changes | None" = None
    """Look only at sheets that are among them."""


class Kind(StrEnum):
    """What came of a source."""

    SCORED = "scored"
    FAILED = "failed"
    UNCHANGED = "unchanged"
    """It was not to be looked at."""
    NO_SHEET = "no-sheet"


class Outcome(NamedTuple):
    """What came of one source."""

    kind: Kind
    source: Source
    """Without its content."""
    subject: str = ""
    """Kind and id of what the sheet is about; empty where that is not known."""
    line: str = ""
    """The row, or the whole result, as a line of JSON."""
    problems: tuple[Problem, ...] = ()
    notices: tuple[str, ...] = ()
    decided: "Decided | None" = None
    case: "Case | bytes | None" = None
    """The result as a value, where it was asked for; packed, where it comes from a worker."""


class Scorer:
    """Puts sheets through a job."""

    def __init__(self, job: Job) -> None:
        """Load what the job needs; raises what is wrong with it."""
        self.job = job
        self.run: Run = start(job.root, job.as_of, job.scope, job.depth, job.changes)
        self._looks = Looks()

    @cached_property
    def _cache(self) -> ResultCache | None:
        if not self.job.cached or self.job.results:
            return None
        return ResultCache(self._settings(), self._looks, self.job.root)

    @uncollected
    def of(self, source: Source) -> Outcome:
        """What comes of one source; a sheet that cannot be read is an outcome like others."""
        try:
            return self._of(source)
        except InputError as error:
            from alignassess.domain.row import failed_row

            line = json_line(failed_row(readable(source.name), source.line, error.problems))
            return Outcome(Kind.FAILED, _place(source), line=line, problems=error.problems)

    def _of(self, source: Source) -> Outcome:
        data = content(source)
        if data is None:
            return Outcome(Kind.NO_SHEET, _place(source))
        key = "" if self._cache is None else self._cache.key(source, data)
        kept = None if self._cache is None else self._cache.find(key)
        if kept is not None:
            known = _from_cache(source, kept.content)
            if known is not None:
                return known if self.run.wants(source.name, kept.reads) else _unchanged(source)
        file = text_of(source, data)
        if file is None:
            return Outcome(Kind.NO_SHEET, _place(source))
        from alignassess.files.answer_sheet import load_text

        loaded = load_text(file, self.run.instrument, root=self.run.root, looks=self._looks)
        if not self.run.wants(source.name, (one[:3] for one in loaded.reads)):
            return _unchanged(source)
        found = self._scored(source, self.run.deepened(loaded))
        if self._cache is not None:
            self._cache.keep(key, source, loaded.reads, _for_cache(found))
        return found

    def _scored(self, source: Source, loaded: "LoadedSheet") -> Outcome:
        if self.job.gate is not None:
            return self._held(source, loaded)
        if self.job.full:
            return self._whole(source, loaded)
        case = None
        if self.job.results:
            from alignassess.render.formats.material import Case

            case = Case(self._assessed(loaded))
        from alignassess.domain.row import row

        found = row(
            self.run.instrument,
            loaded.sheet,
            name=readable(source.name),
            line=source.line,
            observations=loaded.observations,
            as_of=self.run.as_of,
            scope=self.run.scope,
            tool=TOOL,
        )
        line = json_line(found)
        return Outcome(
            Kind.SCORED, _place(source), _subject(loaded), line, notices=loaded.notices, case=case
        )

    def _held(self, source: Source, loaded: "LoadedSheet") -> Outcome:
        from alignassess.domain.assessment import SystemAssessment
        from alignassess.render.formats.material import Case, decided

        found, notices = self.run.scored(loaded.sheet, loaded.observations), loaded.notices
        if not isinstance(found, SystemAssessment):
            notices += (f"{source.label}: a vendor sheet has no rating; not decided on",)
            case = Case(found) if self.job.results else None
            return Outcome(
                Kind.SCORED, _place(source), _subject(loaded), notices=notices, case=case
            )
        held = self._gate.decided(loaded, found)
        case = decided(found, held.decision) if self.job.results else None
        return Outcome(
            Kind.SCORED,
            _place(source),
            _subject(loaded),
            notices=notices,
            decided=held,
            case=case,
        )

    def _whole(self, source: Source, loaded: "LoadedSheet") -> Outcome:
        # pydantic writes whole results, and costs as much to import as all the rest.
        from alignassess.domain.assessment import SystemAssessment
        from alignassess.render.formats.material import Case
        from alignassess.render.json_text import to_json_line

        found, notices = self._assessed(loaded), loaded.notices
        if self.job.lenses and not isinstance(found, SystemAssessment):
            notices += (f"{source.label}: a vendor sheet has no risk to see through a lens",)
        case = Case(found) if self.job.results else None
        line = to_json_line(found)
        return Outcome(
            Kind.SCORED, _place(source), _subject(loaded), line, notices=notices, case=case
        )

    def _assessed(self, loaded: "LoadedSheet") -> "Assessment":
        """The whole result, with all that was asked for."""
        from alignassess.domain.assessment import SystemAssessment

        found = self.run.scored(loaded.sheet, loaded.observations)
        if self.job.frameworks:
            from alignassess.cli.frameworks import with_frameworks

            (found,) = with_frameworks([found], self.job.frameworks)
        if isinstance(found, SystemAssessment):
            lenses = self._lenses if self.job.lenses else ()
            found = self.run.further(loaded, found, lenses, self.job.seed)
        return found

    @cached_property
    def _gate(self) -> "Gate":
        from alignassess.cli.deciding import Gate

        assert self.job.gate is not None  # noqa: S101 - asked before
        return Gate.open(self.job.gate, self.run, preview=self.job.preview)

    @cached_property
    def _lenses(self) -> "tuple[Lens, ...]":
        from alignassess.cli.lenses import chosen_lenses

        return chosen_lenses(self.job.lenses, self.run.instrument)

    def _settings(self) -> str:
        """One digest over all that decides over a result besides what is read for a sheet."""
        job, wanted = self.job, self.job.gate
        files = () if wanted is None else (wanted.policy, wanted.waivers, wanted.baseline)
        return digest_over(
            [
                self.run.on_demand.key,
                _code(),
                repr((job.as_of, job.scope, job.depth, job.full, job.frameworks, job.seed)),
                repr(self._lenses) if job.lenses else "",
                repr((wanted, job.preview)),
                *(_bytes(one) for one in files if one is not None),
            ]
        )


def _place(source: Source) -> Source:
    """Where a sheet stands, without what it says, which need not travel back."""
    return source if source.data is None else source._replace(data=None)


def _subject(loaded: "LoadedSheet") -> str:
    """Kind and id: a vendor and a system may share a name."""
    subject = loaded.sheet.subject
    return f"{subject.kind} {subject.id}"


def _unchanged(source: Source) -> Outcome:
    return Outcome(Kind.UNCHANGED, _place(source))


def _for_cache(outcome: Outcome) -> Content:
    more = None if outcome.decided is None else json_line(outcome.decided)
    return Content(outcome.subject, outcome.line, outcome.notices, more)


def _from_cache(source: Source, kept: Content) -> Outcome | None:
    """What was kept; None for what this version does not know."""
    more = None
    if kept.more is not None:
        from alignassess.cli.gathering import Decided
        from alignassess.files.quick import Unusual, reader

        try:
            more = reader(Decided)(json.loads(kept.more))
        except (ValueError, Unusual):
            return None
    return Outcome(
        Kind.SCORED, _place(source), kept.subject, kept.line, notices=kept.notices, decided=more
    )


def _bytes(path: Path) -> str:
    """The digest of a file that a gate reads; it was read already, or is yet to be made."""
    try:
        return sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


def _code() -> str:
    """What the program is made of: in a checkout one version has many states."""
    found = sorted(_sizes(str(Path(__file__).parents[1])))
    return repr(found)


def _sizes(folder: str) -> Iterator[tuple[str, int, int]]:
    """Every module below a folder, with its size and when it was changed."""
    with os.scandir(folder) as inside:
        for one in inside:
            if one.name.endswith(".py"):
                status = one.stat()
                yield one.path, status.st_size, status.st_mtime_ns
            elif one.is_dir():
                yield from _sizes(one.path)
