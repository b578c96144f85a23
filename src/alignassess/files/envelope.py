"""DSSE envelopes: a payload, its type and signatures, as JSON.

https://github.com/secure-systems-lab/dsse/blob/master/envelope.md
"""

import json
import re
from base64 import b64decode, b64encode
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from alignassess.domain.statement import PAYLOAD_TYPE, STATEMENT_TYPE, Statement, Subject
from alignassess.errors import InputError, Place, Problem
from alignassess.files.reading import beginning, read_regular
from alignassess.files.strict_json import strict_json
from alignassess.files.wording import quoted, shown

_MOST_BYTES = 20_000_000
"""Of an envelope; one over ten thousand files has about 4 MB."""
_BEGINNING = re.compile(rb'\s*\{\s*"(?:payload|payloadType|signatures)"\s*:')
_LAYOUTS = ((None, (", ", ": ")), (None, (",", ":")), (2, (",", ": ")))
_AGAIN = "ask whoever signed for the envelope again"


class Signature(NamedTuple):
    """One signature of an envelope."""

    keyid: str
    """Which key made it, as the envelope says; no signature covers this. May be empty."""
    value: bytes


class Envelope(NamedTuple):
    """An envelope that was read; nothing in it is verified yet."""

    payload: bytes
    signatures: tuple[Signature, ...]
    plain: bool
    """Whether its text is exactly what `sign` writes for this content, or a usual layout of that.

    Signatures do not cover how an envelope is written. A changed byte there changes nothing that is
    signed, and still is a byte that somebody changed.
    """


def is_envelope(path: Path) -> bool:
    """Whether a file begins as an envelope does; False where there is none."""
    start = beginning(path, name=str(path), most=1000)
    return start is not None and _BEGINNING.match(start) is not None


def envelope_text(payload: bytes, signatures: Sequence[Signature]) -> str:
    """The envelope as `sign` writes it."""
    return json.dumps(_content(payload, signatures), indent=2) + "\n"


def read_envelope(path: Path) -> Envelope:
    """Read an envelope of an in-toto statement; raises InputError when it is none."""
    name = str(path)
    data = read_regular(path, name=name, most=_MOST_BYTES)
    tree = strict_json(data, name)
    if not isinstance(tree, dict) or "payloadType" not in tree:
        raise InputError(
            Problem(
                "this is no envelope: it has no payloadType",
                Place(name),
                "name what `sign` wrote; a report is verified without --key",
            )
        )
    kind = tree["payloadType"]
    if kind != PAYLOAD_TYPE:
        raise _problem(name, f"payloadType is {quoted(str(kind))}, and only {PAYLOAD_TYPE} is read")
    payload = _decoded(tree.get("payload"), "payload", name)
    given = tree.get("signatures")
    if not isinstance(given, list) or not given:
        raise _problem(name, "holds no signature")
    signatures = tuple(_signature(one, number, name) for number, one in enumerate(given, start=1))
    ids = [one.keyid for one in signatures]
    for keyid in sorted({one for one in ids if ids.count(one) > 1}):
        raise _problem(name, f"holds two signatures by key {shown(keyid)}")
    content = _content(payload, signatures)
    written = {
        json.dumps(content, indent=indent, separators=separators) for indent, separators in _LAYOUTS
    }
    return Envelope(payload, signatures, data.decode().removesuffix("\n") in written)


def read_statement(payload: bytes, name: str) -> Statement:
    """Read the statement in a payload; raises InputError with all that is wrong in it.

    To be asked only of a payload whose signature holds, or that is shown as not checked.
    """
    place = f"{name}, payload"
    tree = strict_json(payload, place)
    if not isinstance(tree, dict) or tree.get("_type") != STATEMENT_TYPE:
        raise _problem(place, f"is no in-toto statement: its _type is not {STATEMENT_TYPE}")
    problems = list[Problem]()
    kind, given = tree.get("predicateType"), tree.get("subject")
    predicate = tree.get("predicate") or {}
    if not isinstance(kind, str) or not kind:
        problems.append(Problem("names no predicateType", Place(place), _AGAIN))
    if not isinstance(given, list) or not given:
        problems.append(Problem("names no subject", Place(place), _AGAIN))
    roles = predicate.get("roles") if isinstance(predicate, dict) else None
    subjects = tuple(
        _subjects(
            given if isinstance(given, list) else (),
            roles if isinstance(roles, dict) else {},
            place,
            problems,
        )
    )
    signer = predicate.get("signer") if isinstance(predicate, dict) else None
    found = Statement(str(kind), subjects, _text(signer, "stated"))
    if found.ours:
        names = [one.name for one in subjects]
        listed = list(roles) if isinstance(roles, dict) else []
        problems += [
            Problem(f"{shown(one)} has no role", Place(place), _AGAIN)
            for one in names
            if one not in listed
        ]
        problems += [
            Problem(f"{shown(one)} has a role and is no subject", Place(place), _AGAIN)
            for one in listed
            if one not in names
        ]
    if problems:
        raise InputError(*problems)
    return found


def _subjects(
    given: Sequence[object], roles: dict[str, object], place: str, problems: list[Problem]
) -> Iterator[Subject]:
    seen: set[str] = set()
    for number, one in enumerate(given, start=1):
        name = _text(one, "name")
        digests = one.get("digest") if isinstance(one, dict) else None
        sha256 = _text(digests, "sha256").casefold()
        if not re.fullmatch("[0-9a-f]{64}", sha256):
            message = f"subject {number} {shown(name)} has no sha256"
            problems.append(Problem(message, Place(place), _AGAIN))
        elif name in seen:
            problems.append(Problem(f"{shown(name)} is named twice", Place(place), _AGAIN))
        else:
            seen.add(name)
            yield Subject(name, sha256, _text(roles, name))


def _signature(one: object, number: int, name: str) -> Signature:
    if not isinstance(one, dict):
        raise _problem(name, f"signature {number} is none")
    keyid = one.get("keyid", "")
    if not isinstance(keyid, str):
        raise _problem(name, f"the keyid of signature {number} is no text")
    return Signature(keyid, _decoded(one.get("sig"), f"signature {number}", name))


def _decoded(value: object, what: str, name: str) -> bytes:
    """Bytes from base64 in either alphabet, written in the one way that gives these bytes."""
    for alphabet in (b"+/", b"-_"):
        try:
            data = b64decode(value if isinstance(value, str) else "", alphabet, validate=True)
        except ValueError:
            continue
        if data and b64encode(data, alphabet).decode() == value:
            return data
    raise _problem(name, f"{what} is not base64")


def _content(payload: bytes, signatures: Sequence[Signature]) -> dict[str, object]:
    return {
        "payload": b64encode(payload).decode(),
        "payloadType": PAYLOAD_TYPE,
        "signatures": [
            {"keyid": one.keyid, "sig": b64encode(one.value).decode()} for one in signatures
        ],
    }


def _text(tree: object, key: str) -> str:
    value = tree.get(key) if isinstance(tree, dict) else None
    return value if isinstance(value, str) else ""


def _problem(name: str, message: str) -> InputError:
    return InputError(Problem(message, Place(name), _AGAIN))
