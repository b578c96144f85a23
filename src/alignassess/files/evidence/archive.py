"""Members of a zip, unpacked in memory, within limits that are checked before unpacking."""

import struct
import sys
import zlib
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO

from alignassess.domain.refusals import RefusalReason
from alignassess.files.evidence.limits import Limits
from alignassess.files.evidence.refused import RefusedError

if TYPE_CHECKING:
    import zipfile

STORED, DEFLATED, ZSTANDARD = 0, 8, 93
"""Methods of compression that evaluation tools use (PKWARE APPNOTE 4.4.5)."""
_PIECE = 1 << 16
_MOST_FRAMES = 1_000
"""Of Zstandard in one member. Tools begin another after 200 MB, more than any member has here."""
_ENCRYPTED = 0x1
_LOCAL_HEADER = struct.Struct("<4s5H3I2H")
_END = struct.Struct("<4s4H2IH")
_LONGEST_COMMENT = 1 << 16


class ZipMembers:
    """The members of an open zip; see `source.Archive`."""

    def __init__(self, file: BinaryIO, size: int, limits: Limits) -> None:
        """Read the list of entries. Raises RefusedError."""
        import zipfile  # most result files are no archives, and it is slow to import

        self._file = file
        self._limits = limits
        _check_directory(file, size, limits)
        try:
            with zipfile.ZipFile(file) as opened:
                entries = opened.infolist()
        except (zipfile.BadZipFile, ValueError, struct.error, OSError, NotImplementedError):
            raise RefusedError(
                RefusalReason.DAMAGED, "the archive has no list of entries"
            ) from None
        if len(entries) > limits.members:
            raise RefusedError(RefusalReason.TOO_LARGE, f"{len(entries)} entries")
        # The last entry of a name counts: tools replace a header by adding another.
        self._entries = {entry.filename: entry for entry in entries}
        self.names = frozenset(self._entries)
        times = Counter(entry.filename for entry in entries)
        self.repeated = frozenset(name for name, many in times.items() if many > 1)

    def read(self, name: str, *, most: int | None = None) -> bytes | None:
        """Unpack one member in memory; None when there is none of that name."""
        entry = self._entries.get(name)
        if entry is None:
            return None
        most = self._limits.member if most is None else most
        if entry.flag_bits & _ENCRYPTED:
            raise RefusedError(RefusalReason.ENCRYPTED)
        if entry.file_size > most:
            raise RefusedError(RefusalReason.TOO_LARGE, f"{name} has {entry.file_size} bytes")
        if entry.file_size > max(self._limits.small, self._limits.ratio * entry.compress_size):
            raise RefusedError(RefusalReason.COMPRESSION_BOMB, name)
        unpacked = b"".join(self._pieces(entry, name))
        if len(unpacked) != entry.file_size or zlib.crc32(unpacked) != entry.CRC:
            raise RefusedError(RefusalReason.DAMAGED, f"{name} is not what the archive says")
        return unpacked

    def _pieces(self, entry: "zipfile.ZipInfo", name: str) -> Iterator[bytes]:
        """Unpack piece by piece, no further than the size that the archive promised."""
        left = entry.file_size
        for piece in _unpacked(self._packed(entry, name), entry.compress_type, name):
            left -= len(piece)
            if left < 0:
                raise RefusedError(RefusalReason.COMPRESSION_BOMB, name)
            yield piece

    def _packed(self, entry: "zipfile.ZipInfo", name: str) -> Iterator[bytes]:
        # The library moves offsets by what stands before the archive, also below zero.
        self._file.seek(max(0, entry.header_offset))
        header = self._file.read(_LOCAL_HEADER.size)
        if len(header) < _LOCAL_HEADER.size or not header.startswith(b"PK\x03\x04"):
            raise RefusedError(RefusalReason.DAMAGED, name)
        *_, name_length, extra_length = _LOCAL_HEADER.unpack(header)
        self._file.seek(name_length + extra_length, 1)
        left = entry.compress_size
        while left > 0:
            piece = self._file.read(min(_PIECE, left))
            if not piece:
                raise RefusedError(RefusalReason.DAMAGED, f"{name} is cut short")
            left -= len(piece)
            yield piece


def _check_directory(file: BinaryIO, size: int, limits: Limits) -> None:
    """Refuse a list of entries that is too long, before the library reads it into memory."""
    tail_size = min(size, _END.size + _LONGEST_COMMENT)
    file.seek(size - tail_size)
    tail = file.read(tail_size)
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or len(tail) - at < _END.size:
        raise RefusedError(RefusalReason.DAMAGED, "the archive is cut short")
    *_, entries, directory, _offset, _comment = _END.unpack_from(tail, at)
    if entries == 0xFFFF or directory == 0xFFFFFFFF:
        # Zip64: the record before the locator says the true numbers.
        found = tail.rfind(b"PK\x06\x06", 0, at)
        if found < 0 or len(tail) - found < 56:
            raise RefusedError(RefusalReason.DAMAGED, "the archive has no list of entries")
        entries, directory = struct.unpack_from("<2Q", tail, found + 32)
    if entries > limits.members or directory > limits.directory:
        raise RefusedError(RefusalReason.TOO_LARGE, f"{entries} entries")


def _unpacked(packed: Iterator[bytes], method: int, name: str) -> Iterator[bytes]:
    if method == STORED:
        return packed
    if method == DEFLATED:
        return _inflated(packed, name)
    if method == ZSTANDARD:
        return _zstandard(packed, name)
    raise RefusedError(RefusalReason.DAMAGED, f"{name} is packed by method {method}")


def _inflated(packed: Iterator[bytes], name: str) -> Iterator[bytes]:
    unpacker = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        for piece in packed:
            waiting = piece
            while waiting and not unpacker.eof:
                yield unpacker.decompress(waiting, _PIECE)
                waiting = unpacker.unconsumed_tail
        while not unpacker.eof and (rest := unpacker.decompress(b"", _PIECE)):
            yield rest
    except zlib.error:
        raise RefusedError(RefusalReason.DAMAGED, name) from None


def _zstandard(packed: Iterator[bytes], name: str) -> Iterator[bytes]:
    """Unpack every frame: a large member is written as several, one after the other."""
    if sys.version_info >= (3, 14):
        from compression import zstd
    else:
        from backports import zstd
    # A frame may ask for a window of gigabytes; tools use at most 8 MB (level 19).
    options = {int(zstd.DecompressionParameter.window_log_max): 27}
    unpacker, frames = None, 0
    try:
        for piece in packed:
            waiting = piece
            while True:
                if unpacker is None:
                    if not waiting:
                        break
                    frames += 1
                    if frames > _MOST_FRAMES:
                        # Empty ones unpack to nothing and take a minute for each megabyte.
                        raise RefusedError(RefusalReason.COMPRESSION_BOMB, name)
                    unpacker = zstd.ZstdDecompressor(options=options)
                yield unpacker.decompress(waiting, _PIECE)
                if unpacker.eof:
                    waiting, unpacker = unpacker.unused_data, None
                elif unpacker.needs_input:
                    break
                else:
                    waiting = b""
    except (zstd.ZstdError, EOFError):
        raise RefusedError(RefusalReason.DAMAGED, name) from None
