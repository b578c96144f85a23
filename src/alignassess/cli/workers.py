"""Outcomes of sheets in their order, worked out in this process or in several.

Sheets go to workers in chunks, and a few chunks ahead of what is printed, so that memory stays
flat. A worker is a fresh process (`spawn`): nothing of this one is shared but the job.
"""

import os
from collections import deque
from collections.abc import Generator, Iterable, Iterator
from itertools import chain, islice

from alignassess.cli.scorer import Job, Kind, Outcome, Scorer
from alignassess.errors import InputError
from alignassess.files.sheet_paths import Source
from alignassess.render.plain_json import json_line

Found = Source | InputError
Chunks = Generator[list[Outcome], None, None]

CHUNK = 32
"""Sheets in a chunk: a quarter of a second of work, which is as long as an interrupt may wait."""
CHUNK_BYTES = 2_000_000
"""Of text that is sent along, which lines of JSONL are."""
AHEAD = 3
"""Chunks for each worker that may wait or be done before they are printed."""
WORTH = 256
"""Sheets from which on workers win more than it takes to start them."""


def outcomes(sources: Iterable[Found], job: Job, jobs: int | None) -> Chunks:
    """The outcomes of all sheets in their order, chunk by chunk.

    `jobs` is the number of processes; None chooses: one for few sheets, else one per processor.
    """
    if jobs is None:
        sources = iter(sources)
        few = list(islice(sources, WORTH))
        jobs = available() if len(few) == WORTH else 1
        sources = chain(few, sources)
    if jobs == 1:
        scorer = Scorer(job)
        for source in sources:
            yield [_of(scorer, source)]
    else:
        yield from _in_workers(sources, job, jobs)


def available() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _of(scorer: Scorer, source: Found) -> Outcome:
    if isinstance(source, Source):
        return scorer.of(source)
    from alignassess.domain.row import failed_row

    place = source.problems[0].place
    path, line = ("", None) if place is None else (place.file, place.line)
    row = json_line(failed_row(path, line, source.problems))
    return Outcome(Kind.FAILED, Source(path, line=line), line=row, problems=source.problems)


def _in_workers(sources: Iterable[Found], job: Job, jobs: int) -> Chunks:
    import multiprocessing  # here, since it is slow to import and a gate of one sheet needs none
    from concurrent.futures import Future, ProcessPoolExecutor

    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(jobs, context, initializer=_begin, initargs=(job,))
    waiting: deque[Future[list[Outcome]]] = deque()
    try:
        for chunk in _chunks(sources):
            waiting.append(pool.submit(_work, chunk))
            if len(waiting) >= jobs * AHEAD:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _chunks(sources: Iterable[Found]) -> Iterator[list[Found]]:
    chunk: list[Found] = []
    size = 0
    for one in sources:
        chunk.append(one)
        size += len(one.data or b"") if isinstance(one, Source) else 0
        if len(chunk) >= CHUNK or size >= CHUNK_BYTES:
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk


_scorer: Scorer | None = None
"""Of a worker process."""


def _begin(job: Job) -> None:
    """Make a process ready for work: the instrument is loaded once."""
    import signal
    import threading

    from alignassess import resources
    from alignassess.cli.main import settle

    settle()
    global _scorer
    # An interrupt at the terminal goes to all processes; the first one ends the others.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    resources.use_questionnaires(job.questionnaires)
    _scorer = Scorer(job)


def _end_with_parent() -> None:
    """End when the first process is gone, however it ended: nobody waits for results any more."""
    import multiprocessing

    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _work(chunk: list[Found]) -> list[Outcome]:
    assert _scorer is not None  # noqa: S101 - every worker begins with it
    return [_sendable(_of(_scorer, source)) for source in chunk]


def _sendable(one: Outcome) -> Outcome:
    """With a result as bytes, which need not be unpacked before they are kept."""
    if one.case is None or isinstance(one.case, bytes):
        return one
    from alignassess.cli.cases import packed

    return one._replace(case=packed(one.case))
