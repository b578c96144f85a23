"""What a file to be signed is, and what it says of how it was made."""

import json
import re
from pathlib import Path
from typing import NamedTuple

from alignassess.domain.assessment import SystemAssessment, VendorAssessment
from alignassess.domain.seal import Input, digest_of_results, inputs_of, marks_of
from alignassess.domain.statement import Assessed, instrument_digest
from alignassess.errors import InputError, Place, Problem
from alignassess.files.instrument_files import load_instrument
from alignassess.files.reading import beginning
from alignassess.files.results_file import FAMILY, read_results
from alignassess.files.sealed_report import read_sealed

OTHER = "other"
"""The role of a file that this program does not know."""

_FORMAT = re.compile(rb"^[\s{]*[\"']?format[\"']?\s*:\s*[\"']?alignassess/([a-z]+)/\d+", re.M)
_START = 4_000
_ROLES = {"answers": "sheet"}
"""Where the role has another name than the format."""
_TEXT_REPORTS = (".md", ".markdown", ".html", ".htm")
_PACK = "catalog/pack.yaml"


class Known(NamedTuple):
    """A file to be signed."""

    role: str
    inputs: tuple[tuple[Input, ...], ...] = ()
    """What it was made from, as it says; apart for each result, whose evidence lies by its sheets.
    """
    assessed: tuple[Assessed, ...] = ()
    decisions: tuple[tuple[str, str], ...] = ()


def look_at(path: Path) -> Known:
    """What a file is.

    Raises InputError for a report or results that do not match their own digest, for a decision
    that is a preview, and for rows.
    """
    start = beginning(path, name=str(path), most=_START) or b""
    if FAMILY.encode() in start and path.suffix in (".json", ".jsonl", ".ndjson"):
        return _results(path)
    if path.suffix.casefold() in _TEXT_REPORTS:
        return _report(path)
    if start.startswith(b"%PDF-"):
        return Known("report")
    found = _FORMAT.search(start)
    if found is not None:
        name = found[1].decode()
        if name == "row":
            raise InputError(
                Problem(
                    "holds rows, which do not name the files that they were made from",
                    Place(str(path)),
                    "sign whole results: score --format jsonl --full",
                )
            )
        return Known(_ROLES.get(name, name))
    if start.lstrip()[:1] in (b"[", b"{") and b'"outcome"' in start:
        return _decisions(path)
    return Known(OTHER)


def _results(path: Path) -> Known:
    results = read_results(str(path), changed=True) or ()
    if len(results) == 1:
        stated, computed = digest_of_results(path.read_text(encoding="utf-8"))
        if stated is not None and stated != computed:
            raise _edited(path)
    return Known(
        "results",
        tuple(inputs_of(one.provenance) for one in results),
        tuple(assessed_in(one) for one in results),
    )


def assessed_in(result: SystemAssessment | VendorAssessment) -> Assessed:
    """How a result was made."""
    return _assessed(dict(marks_of(result)), inputs_of(result.provenance))


def _report(path: Path) -> Known:
    found = read_sealed(path)
    if found is None or found[1].inputs is None:
        return Known(OTHER)
    opened = found[1]
    assert opened.inputs is not None
    if opened.stated != opened.computed:
        raise _edited(path)
    return Known("report", (opened.inputs,), (_assessed(dict(opened.about), opened.inputs),))


def _assessed(marks: dict[str, str], inputs: tuple[Input, ...]) -> Assessed:
    instrument = load_instrument()
    ours = {one.path: one.sha256 for one in instrument.files}
    theirs = {one.path: one.sha256 for one in inputs if one.kind == "instrument"}
    same_pack = _PACK in theirs and theirs[_PACK] == ours.get(_PACK)
    return Assessed(
        marks.get("system", ""),
        marks.get("tool", ""),
        marks.get("method", ""),
        marks.get("as-of", ""),
        instrument_digest(inputs),
        instrument.pack if same_pack else None,
    )


def _decisions(path: Path) -> Known:
    """Decisions as `gate --format json` prints them."""
    try:
        tree = json.loads(path.read_bytes())
    except (ValueError, RecursionError):
        return Known(OTHER)
    listed = tree.get("decisions") if isinstance(tree, dict) else tree
    if not isinstance(listed, list) or not all(isinstance(one, dict) for one in listed):
        return Known(OTHER)
    if any("preview" in one for one in listed):
        raise InputError(
            Problem(
                "holds a decision for another date, which is a preview and is not signed",
                Place(str(path)),
                "run the gate again without --as-of",
            )
        )
    pairs = [(one.get("system"), one.get("verdict")) for one in listed]
    return Known(
        "decision",
        decisions=tuple(
            (system, verdict)
            for system, verdict in pairs
            if isinstance(system, str) and isinstance(verdict, str)
        ),
    )


def _edited(path: Path) -> InputError:
    return InputError(
        Problem(
            "was changed after it was written: its own digest differs",
            Place(str(path)),
            "write it again with this program, then sign",
        )
    )
