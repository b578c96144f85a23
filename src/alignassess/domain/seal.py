"""How a report carries its own digest, and those of all that it was made from.

The last line of a text report is a comment with the SHA-256 of all bytes before that line. The line
before it, a comment too, lists the inputs as JSON (`docs/reports.md`, "Digests").
"""

import json
import re
from collections.abc import Iterable
from hashlib import sha256
from typing import NamedTuple

from alignassess.domain.assessment import Provenance, SystemAssessment, VendorAssessment

ZEROS = "0" * 64
"""What stands for the digest in saved results while it is computed."""

_INPUTS, _OWN = "alignassess-inputs", "alignassess-sha256"
_LAST = re.compile(rf"<!-- {_OWN} ([0-9a-f]{{64}}) -->\n?\Z")
_LISTED = re.compile(rf"<!-- {_INPUTS} (\{{.*\}}) -->\n\Z")
_RESULTS = re.compile(r'"sha256": ?"([0-9a-f]{64})",?\s*"provenance"')


class Input(NamedTuple):
    """One file that went into a report."""

    kind: str
    """sheet, evidence, instrument, engagement or results."""
    path: str
    """Empty where it was withheld."""
    sha256: str


class Opened(NamedTuple):
    """What a sealed text says of itself."""

    stated: str | None
    """The digest that it carries; None when it carries none."""
    computed: str
    inputs: tuple[Input, ...] | None
    """None when the list is missing or cannot be read."""
    about: tuple[tuple[str, str], ...]
    """Other marks: kind and status of the report, its id and version."""

    def get(self, key: str) -> str | None:
        """One of the marks."""
        return dict(self.about).get(key)


def inputs_of(provenance: Provenance) -> tuple[Input, ...]:
    """Every file that a result was computed from."""
    return tuple(
        Input(kind, file.path, file.sha256)
        for kind, files in (
            ("sheet", provenance.sheets),
            ("evidence", provenance.evidence),
            ("instrument", provenance.instrument),
        )
        for file in files
    )


def marks_of(assessment: SystemAssessment | VendorAssessment) -> tuple[tuple[str, str], ...]:
    """How a result was made, as marks for the report about it."""
    provenance = assessment.provenance
    return (
        ("system", assessment.subject.id),
        ("tool", provenance.tool),
        ("method", provenance.method_version),
        ("as-of", provenance.as_of.isoformat()),
    )


def sealed(text: str, inputs: Iterable[Input], about: Iterable[tuple[str, str]] = ()) -> str:
    """The text with its list of inputs and its digest at the end."""
    listed = json.dumps({**dict(about), "inputs": [list(one) for one in inputs]})
    # Strangers' paths must not end the comment: no < > - stands in a string.
    inert = re.sub(r"[<>&]|-(?=-)|-(?=\")", lambda found: f"\\u{ord(found[0]):04x}", listed)
    body = f"{text.rstrip(chr(10))}\n\n<!-- {_INPUTS} {inert} -->\n"
    return f"{body}<!-- {_OWN} {sha256(body.encode()).hexdigest()} -->\n"


def opened(text: str) -> Opened:
    """What a sealed Markdown or HTML text says of itself, and what its bytes give."""
    last = _LAST.search(text)
    body = text if last is None else text[: last.start()]
    listed = _LISTED.search(body)
    about, inputs = _read(listed[1]) if listed else ((), None)
    stated = None if last is None else last[1]
    return Opened(stated, sha256(body.encode()).hexdigest(), inputs, about)


def _read(listed: str) -> tuple[tuple[tuple[str, str], ...], tuple[Input, ...] | None]:
    try:
        found = json.loads(listed)
        inputs = tuple(Input(*map(str, one)) for one in found.pop("inputs"))
    except (ValueError, KeyError, TypeError, RecursionError):
        return (), None
    return tuple((str(key), str(value)) for key, value in found.items()), inputs


def with_own_digest(text: str) -> str:
    """Saved results with their digest in place of the 64 zeros."""
    digest = sha256(text.encode()).hexdigest()
    found = _RESULTS.search(text)
    assert found is not None
    return text[: found.start(1)] + digest + text[found.end(1) :]


def digest_of_results(text: str) -> tuple[str | None, str]:
    """The digest that saved results carry, and the one of their bytes with zeros in its place."""
    found = _RESULTS.search(text)
    if found is None:
        return None, sha256(text.encode()).hexdigest()
    blank = text[: found.start(1)] + ZEROS + text[found.end(1) :]
    return found[1], sha256(blank.encode()).hexdigest()
