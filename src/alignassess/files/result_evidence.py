"""Result files as evidence: what a reader made of them, held against the catalogue."""

from functools import cache
from pathlib import Path

from alignassess.domain.evals import Evals
from alignassess.domain.evidence import FileState
from alignassess.domain.judging import JudgedRun, ReadObservation, judged
from alignassess.domain.observation import ResultFile
from alignassess.domain.refusals import RefusalReason
from alignassess.files.evidence.result_file import read_result_file
from alignassess.files.instrument_files import load_library


def read_result(target: Path, *, evidence: str) -> ReadObservation | None:
    """Read a result file; None when it is of no known format, and so a document like any other.

    What is damaged, encrypted, empty or too large to look into is no document: it shows nothing.
    Raises InputError when it is no regular file.
    """
    result, runs = read_judged(target)
    if is_document(result):
        return None
    return ReadObservation(
        evidence=evidence,
        state=FileState.PRESENT,
        sha256=result.sha256,
        size=result.size,
        result=result,
        runs=runs,
    )


def is_document(result: ResultFile) -> bool:
    """Whether no reader knows the file."""
    reasons = {one.reason for one in result.refusals}
    return result.format is None and reasons <= {RefusalReason.NOT_RECOGNISED}


@cache
def catalogue() -> Evals:
    """The catalogue of evaluations."""
    return load_library().evals


def read_judged(target: Path) -> tuple[ResultFile, tuple[JudgedRun, ...]]:
    """Read any file and judge the figures in it; raises InputError when it is no regular file."""
    result = read_result_file(target)
    # The catalogue is loaded only where there is something to look up in it.
    return result, tuple(judged(one, catalogue()) for one in result.evaluations)


def run_file(path: Path) -> Path:
    """The file to read: for a run folder of HELM the statistics in it, else the path itself."""
    statistics = path / "stats.json"
    return statistics if path.is_dir() and statistics.is_file() else path
