"""What became of an envelope and of the files that it covers, as lines and as data."""

from alignassess.domain.verification import Checked, SignatureState, Verified
from alignassess.render import inert
from alignassess.render.lines import Heading, wrapped

_INDENT = " " * 11
_WORDS: dict[SignatureState, str] = {
    "holds": "the signature holds: whoever has the key signed this list of files",
    "rewritten": "the signature holds, and the envelope around it is not as it was written: its "
    "layout, its encoding or the id of the key was changed after signing",
    "does-not-hold": "the signature does not hold: the payload, its type or the signature was "
    "changed after signing, or another key signed",
    "not-checked": "the signature was NOT checked, so anyone may have written what follows; name "
    "the public key of whoever signed with --key",
}
_FIRST: dict[SignatureState, str] = {
    "holds": "  holds    ",
    "rewritten": "  differs  ",
    "does-not-hold": "  differs  ",
    "not-checked": "  unknown  ",
}


def signature_lines(file: str, found: Verified) -> list[str]:
    """The lines: the signature, each file that is not the same, and how many are."""
    lines: list[str] = [Heading(inert.line(file))]
    lines += wrapped(_WORDS[found.signature], indent=_INDENT, first=_FIRST[found.signature])
    lines += _keys(found)
    statement = found.statement
    if statement is None:
        return [*lines, "What it lists was not looked at, since anyone may have written it."]
    if statement.signer:
        stated = f"signer, as stated by whoever signed: {inert.line(statement.signer)}"
        lines += wrapped(stated, indent=_INDENT, first=_INDENT)
    if not statement.ours:
        lines += wrapped(
            f"a statement of another kind, of which only the files are checked: "
            f"{inert.line(statement.predicate_type)}",
            indent=_INDENT,
            first="  note     ",
        )
    for one in found.files:
        lines += _file(one)
    lines += wrapped(f"Files were looked for in {inert.line(found.root)}; --root names another.")
    lines += wrapped(_last(found))
    return lines


def _keys(found: Verified) -> list[str]:
    lines = [f"{_INDENT}key given  {found.keyid}"] if found.keyid else []
    if found.signature == "holds":
        return lines + [
            line
            for one in found.named
            for line in wrapped(
                f"another signature, by key {inert.line(one) or '(not named)'}, was not checked",
                indent=_INDENT,
                first="  note     ",
            )
        ]
    return lines + [f"{_INDENT}key named  {inert.line(one)}" for one in found.named if one]


def _file(one: Checked) -> list[str]:
    subject = one.subject
    name = " ".join(filter(None, (inert.line(subject.role), inert.line(subject.name))))
    first = f"  {one.state:<9}{name}"
    match one.state:
        case "differs":
            return [
                first,
                f"{_INDENT}signed {subject.sha256}",
                f"{_INDENT}has    {one.sha256}",
            ]
        case "refused":
            return [first, *wrapped(inert.line(one.reason), indent=_INDENT, first=_INDENT)]
        case _:
            return [first]


def _last(found: Verified) -> str:
    same = sum(one.state == "same" for one in found.files)
    count = f"{same} of {len(found.files)} files are as listed"
    if found.passed:
        return f"{count}. A signature shows who held the key, not that what was signed is true."
    if found.signature == "not-checked":
        return f"{count}; whether the list was signed is not known."
    if found.signature == "rewritten":
        return f"{count}; the envelope is not as it was written."
    return f"{count}, and the others are not as they were signed."


def signature_data(file: str, found: Verified) -> dict[str, object]:
    """The same as data."""
    statement = found.statement
    return {
        "file": file,
        "kind": "envelope",
        "verified": found.passed,
        "signature": {
            "state": found.signature,
            "key": found.keyid or None,
            "not_checked": list(found.named),
        },
        "predicate_type": statement.predicate_type if statement else None,
        "signer_stated": (statement.signer or None) if statement else None,
        "root": found.root or None,
        "files": [
            {
                "name": one.subject.name,
                "role": one.subject.role or None,
                "state": one.state,
                "signed": one.subject.sha256,
                "has": one.sha256,
                "reason": one.reason or None,
            }
            for one in found.files
        ],
    }
