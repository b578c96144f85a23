"""Evidence as JSON: what result files say, and what the entries of a sheet earn."""

import json
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import cache
from typing import Any

from pydantic import TypeAdapter

from alignassess.domain.assessment import EvidenceRecord
from alignassess.domain.expiry import Expiry
from alignassess.domain.judging import JudgedRun
from alignassess.domain.observation import ResultFile

Read = tuple[str, ResultFile, Sequence[JudgedRun]]
"""The name of a file as the user wrote it, and what it says."""
Checked = tuple[str, Sequence[EvidenceRecord]]
"""The name of a sheet, and its evidence."""


def array(results: Iterable[Read]) -> str:
    """Files as one JSON array."""
    return json.dumps([_file(*one) for one in results], indent=2, ensure_ascii=False)


def lines(results: Iterable[Read]) -> str:
    """Files as JSON, one on each line."""
    return "".join(f"{json.dumps(_file(*one), ensure_ascii=False)}\n" for one in results)


def check_array(found: Iterable[Checked], is_broken: Callable[[EvidenceRecord], bool]) -> str:
    """The evidence of sheets as one JSON array."""
    return json.dumps([_sheet(*one, is_broken) for one in found], indent=2, ensure_ascii=False)


def check_lines(found: Iterable[Checked], is_broken: Callable[[EvidenceRecord], bool]) -> str:
    """The evidence of sheets as JSON, one sheet on each line."""
    made = [json.dumps(_sheet(*one, is_broken), ensure_ascii=False) for one in found]
    return "".join(f"{one}\n" for one in made)


def expiring_array(found: Iterable[tuple[str, Expiry]], *, as_of: date) -> str:
    """Entries that go stale, as one JSON array."""
    return json.dumps([_expiry(*one, as_of) for one in found], indent=2, ensure_ascii=False)


def expiring_lines(found: Iterable[tuple[str, Expiry]], *, as_of: date) -> str:
    """Entries that go stale, as JSON, one on each line."""
    made = [json.dumps(_expiry(*one, as_of), ensure_ascii=False) for one in found]
    return "".join(f"{one}\n" for one in made)


def _expiry(sheet: str, expiry: Expiry, as_of: date) -> dict[str, Any]:
    return {
        "sheet": sheet,
        "evidence": expiry.evidence,
        "title": expiry.title,
        "dated": expiry.dated.isoformat(),
        "last": expiry.last.isoformat(),
        "days": (expiry.last - as_of).days,
        "questions": list(expiry.questions),
    }


def _file(name: str, result: ResultFile, runs: Sequence[JudgedRun]) -> dict[str, Any]:
    whole = _dumped(ResultFile, result)
    whole.pop("evaluations")
    whole["refusals"] = [str(each) for each in result.refusals]
    whole["warnings"] = [str(each) for each in result.warnings]
    return {"file": name, **whole, "runs": [_run(one) for one in runs]}


def _run(run: JudgedRun) -> dict[str, Any]:
    dumped = _dumped(JudgedRun, run)
    evaluation = dumped["evaluation"]
    evaluation.pop("metrics")  # each is a figure, with its verdict
    evaluation["refusals"] = [str(each) for each in run.evaluation.refusals]
    evaluation["warnings"] = [str(each) for each in run.evaluation.warnings]
    return {**evaluation, "figures": dumped["figures"]}


def _sheet(
    name: str, records: Sequence[EvidenceRecord], is_broken: Callable[[EvidenceRecord], bool]
) -> dict[str, Any]:
    return {
        "sheet": name,
        "evidence": [{**_dumped(EvidenceRecord, one), "broken": is_broken(one)} for one in records],
    }


def _dumped(kind: type, value: object) -> dict[str, Any]:
    found: dict[str, Any] = _adapter(kind).dump_python(value, mode="json")
    return found


@cache
def _adapter(kind: type) -> TypeAdapter[Any]:
    return TypeAdapter(kind)
