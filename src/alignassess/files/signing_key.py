"""Keys in PEM files, and signing and verifying with them; needs the extra `sign`."""

from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from alignassess.domain.statement import PAYLOAD_TYPE
from alignassess.errors import InputError, Place, Problem, UsageError
from alignassess.files.envelope import Envelope, Signature
from alignassess.files.reading import read_regular

if TYPE_CHECKING:
    from securesystemslib.dsse import Envelope as LibraryEnvelope
    from securesystemslib.signer import CryptoSigner, SSlibKey

_MOST_BYTES = 100_000
_KINDS = "Ed25519 and ECDSA on P-256, P-384 and P-521"
_MAKE = "make one: openssl genpkey -algorithm ed25519 -out key.pem"
_PUBLIC = "take the public key out: openssl pkey -in key.pem -pubout -out key.pub.pem"


def private_key(path: Path, password: Callable[[], bytes]) -> "CryptoSigner":
    """Read a private key; `password` is asked only when the key is encrypted.

    Raises InputError when it is no such key, UsageError when the password is wrong.
    """
    _need_extra()
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    data = _pem(path, b"PRIVATE KEY", _MAKE)
    try:
        try:
            key = load_pem_private_key(data, None)
        except TypeError:  # it is encrypted
            given = password()
            try:
                key = load_pem_private_key(data, given)
            except (ValueError, TypeError):
                raise UsageError(
                    Problem(
                        "the password is not that of the key",
                        Place(str(path)),
                        "check where the password comes from: a file, the environment, a prompt",
                    )
                ) from None
    except (ValueError, UnsupportedAlgorithm):
        raise _no_key(path, "is no private key that can be read", _MAKE) from None
    from securesystemslib.signer import CryptoSigner

    return CryptoSigner(key, _supported(key.public_key(), path))


def public_key(path: Path) -> "SSlibKey":
    """Read a public key; raises InputError when it is none."""
    _need_extra()
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.serialization import load_pem_public_key

    data = _pem(path, b"PUBLIC KEY", _PUBLIC)
    try:
        key = load_pem_public_key(data)
    except (ValueError, UnsupportedAlgorithm):
        raise _no_key(path, "is no public key that can be read", _PUBLIC) from None
    return _supported(key, path)


def signed(payload: bytes, signer: "CryptoSigner") -> Signature:
    """The signature of a payload."""
    made = _dsse(payload).sign(signer)
    return Signature(made.keyid, bytes.fromhex(made.signature))


def signature_by(envelope: Envelope, key: "SSlibKey") -> Signature | None:
    """The signature of the envelope that this key made; None when there is none.

    Every signature is tried, since the keyid beside it is a hint that nothing covers.
    """
    from securesystemslib.exceptions import UnverifiedSignatureError
    from securesystemslib.signer import Signature as LibrarySignature

    signed_bytes = _dsse(envelope.payload).pae()
    for one in envelope.signatures:
        try:
            key.verify_signature(LibrarySignature(key.keyid, one.value.hex()), signed_bytes)
        except UnverifiedSignatureError:
            continue
        return one
    return None


def _dsse(payload: bytes) -> "LibraryEnvelope":
    from securesystemslib.dsse import Envelope as LibraryEnvelope

    return LibraryEnvelope(payload, PAYLOAD_TYPE, {})


def _need_extra() -> None:
    if find_spec("securesystemslib") is None or find_spec("cryptography") is None:
        raise UsageError(
            Problem(
                "signatures need securesystemslib and cryptography, which are not installed",
                remedy="run: pip install 'alignassess[sign]'",
            )
        )


def _pem(path: Path, mark: bytes, remedy: str) -> bytes:
    data = read_regular(path, name=str(path), most=_MOST_BYTES)
    if mark not in data:
        raise _no_key(path, f"holds no {mark.decode()} in PEM", remedy)
    return data


def _supported(key: object, path: Path) -> "SSlibKey":
    from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePublicKey
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
    from securesystemslib.signer import SSlibKey

    try:
        if isinstance(key, Ed25519PublicKey | EllipticCurvePublicKey):
            return SSlibKey.from_crypto(key)
    except ValueError:
        pass  # another curve
    raise _no_key(path, f"is a key of a kind that is not used here, which are {_KINDS}", _MAKE)


def _no_key(path: Path, message: str, remedy: str) -> InputError:
    return InputError(Problem(message, Place(str(path)), remedy))
