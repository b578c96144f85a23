"""Keys, and a folder with a report and everything that it was made from, signed."""

from functools import cache
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ec import (
    SECP256R1,
    SECP384R1,
    SECP521R1,
    EllipticCurvePrivateKey,
    generate_private_key,
)
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)

Private = Ed25519PrivateKey | EllipticCurvePrivateKey

ED25519, P256, P384, P521 = "ed25519", "p-256", "p-384", "p-521"
_CURVES = {P256: SECP256R1(), P384: SECP384R1(), P521: SECP521R1()}


@cache
def key(kind: str) -> Private:
    """A key of a kind, the same for all tests of a run."""
    if kind == ED25519:
        return Ed25519PrivateKey.generate()
    return generate_private_key(_CURVES[kind])


def write_keys(
    folder: Path, private: Private, *, password: bytes | None = None
) -> tuple[Path, Path]:
    """The two halves of a key as `openssl genpkey` and `openssl pkey -pubout` write them."""
    encryption = NoEncryption() if password is None else BestAvailableEncryption(password)
    half, other = folder / "key.pem", folder / "key.pub.pem"
    half.write_bytes(private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, encryption))
    other.write_bytes(
        private.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    )
    return half, other
