"""Zips byte by byte, so that a test can lie about sizes, methods and names."""

import struct
import zlib
from dataclasses import dataclass


@dataclass(frozen=True)
class Member:
    """One member as the archive describes it; what is not given is true of the data."""

    name: str
    packed: bytes
    unpacked: bytes
    method: int
    claimed_size: int | None = None
    claimed_sum: int | None = None
    flags: int = 0

    @property
    def size(self) -> int:
        return len(self.unpacked) if self.claimed_size is None else self.claimed_size

    @property
    def crc(self) -> int:
        return zlib.crc32(self.unpacked) if self.claimed_sum is None else self.claimed_sum


def archive(*members: Member, claimed_entries: int | None = None, larger: bool = False) -> bytes:
    """The bytes of a zip; of one with 64-bit numbers when it is of the larger kind."""
    body, directory = b"", b""
    for one in members:
        name = one.name.encode()
        numbers = (one.flags, one.method, 0, 0, one.crc, len(one.packed), one.size, len(name))
        directory += struct.pack(
            "<4s6H3I5H2I", b"PK\x01\x02", 20, 20, *numbers, 0, 0, 0, 0, 0, len(body)
        )
        directory += name
        body += struct.pack("<4s5H3I2H", b"PK\x03\x04", 20, *numbers, 0) + name + one.packed
    many = len(members) if claimed_entries is None else claimed_entries
    counts = (many, many, len(directory), len(body))
    if larger:
        at = len(body) + len(directory)
        record = struct.pack("<4sQ2H2L4Q", b"PK\x06\x06", 44, 45, 45, 0, 0, *counts)
        directory += record + struct.pack("<4sLQL", b"PK\x06\x07", 0, at, 1)
        counts = (0xFFFF, 0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF)
    return body + directory + struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, *counts, 0)


def deflated(data: bytes) -> bytes:
    """Packed as a zip does it."""
    packer = zlib.compressobj(9, wbits=-15)
    return packer.compress(data) + packer.flush()
