"""One digest over several texts."""

from collections.abc import Iterable
from hashlib import sha256


def digest_over(parts: Iterable[str]) -> str:
    """SHA-256 of some texts, each with its length, so that no two lists share a digest."""
    encoded = [part.encode("utf-8", "surrogatepass") for part in parts]
    return sha256(b"".join([b"%d:%b" % (len(data), data) for data in encoded])).hexdigest()
