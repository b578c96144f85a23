"""What is signed: an in-toto statement that names files by digest and says what each of them is.

https://github.com/in-toto/attestation/blob/main/spec/v1/statement.md
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from typing import NamedTuple

from alignassess.domain.seal import Input

STATEMENT_TYPE = "https://in-toto.io/Statement/v1"
PAYLOAD_TYPE = "application/vnd.in-toto+json"
PREDICATE_TYPE = "urn:alignassess:signed:1"

SIGNER_NOTE = "stated by whoever signed; no signature shows that it is true"


class Subject(NamedTuple):
    """One signed file."""

    name: str
    """Its path below the root, with slashes."""
    sha256: str
    role: str
    """report, results, sheet, evidence, policy, waivers and so on; empty where nothing says."""


class Statement(NamedTuple):
    """A statement that was read."""

    predicate_type: str
    subjects: tuple[Subject, ...]
    signer: str
    """The name that whoever signed gave; empty without one."""

    @property
    def ours(self) -> bool:
        """Whether `sign` writes such statements."""
        return self.predicate_type == PREDICATE_TYPE


class Assessed(NamedTuple):
    """What a signed report or result says of how it was made; empty where it does not."""

    system: str
    tool: str
    method_version: str
    as_of: str
    instrument: str
    """`instrument_digest` of the questionnaires and the catalog."""
    pack: int | None
    """The number of the pack, where this program knows it by its digest."""


class Claims(NamedTuple):
    """The predicate: what is said of the signed files."""

    tool: str
    """The program that wrote the statement."""
    signer: str
    assessed: tuple[Assessed, ...]
    decisions: tuple[tuple[str, str], ...]
    """System and verdict, as a gate printed them."""
    withheld: tuple[Input, ...]
    """Inputs whose names a redacted report withholds; they are no subjects."""


def instrument_digest(inputs: Iterable[Input]) -> str:
    """One digest of all files of the instrument: of the lines `sha256sum` prints, in order."""
    lines = sorted((one.path, one.sha256) for one in inputs if one.kind == "instrument")
    return sha256("".join(f"{digest}  {path}\n" for path, digest in lines).encode()).hexdigest()


def payload(subjects: Sequence[Subject], claims: Claims) -> bytes:
    """The statement as the bytes that are signed: the same for the same files and claims."""
    statement = {
        "_type": STATEMENT_TYPE,
        "subject": [{"name": one.name, "digest": {"sha256": one.sha256}} for one in subjects],
        "predicateType": PREDICATE_TYPE,
        "predicate": _predicate(subjects, claims),
    }
    return json.dumps(statement, separators=(",", ":")).encode()


def _predicate(subjects: Sequence[Subject], claims: Claims) -> Mapping[str, object]:
    found: dict[str, object] = {
        "tool": claims.tool,
        "roles": {one.name: one.role for one in subjects},
        "assessments": [_assessment(one) for one in claims.assessed],
    }
    if claims.decisions:
        found["decisions"] = [
            {"system": system, "verdict": verdict} for system, verdict in claims.decisions
        ]
    if claims.withheld:
        found["withheld"] = [{"role": one.kind, "sha256": one.sha256} for one in claims.withheld]
    if claims.signer:
        found["signer"] = {"stated": claims.signer, "note": SIGNER_NOTE}
    return found


def _assessment(one: Assessed) -> Mapping[str, object]:
    instrument = {"pack": one.pack, "sha256": one.instrument}
    found = {
        "system": one.system,
        "tool": one.tool,
        "methodVersion": one.method_version,
        "asOf": one.as_of,
        "instrument": {name: value for name, value in instrument.items() if value is not None},
    }
    return {name: value for name, value in found.items() if value}


def wrong_name(name: str) -> str | None:
    """Why a name is none that a file below a root could have; None when it is one.

    There is one way to write a name: two names must not mean one file.
    """
    if not name or not name.isprintable():
        return "is no name of a file"
    if name.startswith("/") or "\\" in name or name[1:2] == ":":
        return "is not relative to the root, with slashes"
    parts = name.split("/")
    if ".." in parts:
        return "leads out of the root"
    if "." in parts or "" in parts:
        return "is not written plainly"
    return None
