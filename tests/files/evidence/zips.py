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


def archive(*members: Member, claimed_entries: int | None = None) -> bytes:
    """The bytes of a zip."""
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
    end = struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, many, many, len(directory), len(body), 0)
    return body + directory + end


def deflated(data: bytes) -> bytes:
    """Packed as a zip does it."""
    packer = zlib.compressobj(9, wbits=-15)
    return packer.compress(data) + packer.flush()
