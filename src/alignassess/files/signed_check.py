"""Verifying an envelope: the signature first, then every file that it covers."""

from pathlib import Path

from alignassess.domain.verification import Verified
from alignassess.files.envelope import Envelope, read_envelope, read_statement
from alignassess.files.signed_root import check, root_of_subjects


def verified(path: Path, key: Path | None, root: Path | None) -> Verified:
    """Check an envelope and all that it covers.

    What it lists is believed only when the signature holds; without a key it is looked at and never
    passes. Raises InputError when it is no envelope of a statement, or the key is none.
    """
    envelope = read_envelope(path)
    found = Verified("not-checked", named=tuple(one.keyid for one in envelope.signatures))
    if key is not None:
        found = _signature(envelope, key)
        if found.signature == "does-not-hold":
            return found
    statement = read_statement(envelope.payload, str(path))
    # Strangers' envelopes may be laid out in any way, and name keys in ways of their own.
    if not statement.ours and found.signature == "rewritten":
        found = found._replace(signature="holds")
    folder = root_of_subjects(path, root, statement.subjects)
    return found._replace(
        statement=statement,
        root=str(folder),
        files=tuple(check(statement.subjects, folder, path)),
    )


def _signature(envelope: Envelope, key: Path) -> Verified:
    from alignassess.files.signing_key import public_key, signature_by

    public = public_key(key)
    made = signature_by(envelope, public)
    others = tuple(one.keyid for one in envelope.signatures if one is not made)
    if made is None:
        return Verified("does-not-hold", public.keyid, others)
    as_written = envelope.plain and made.keyid == public.keyid
    return Verified("holds" if as_written else "rewritten", public.keyid, others)
