"""Members of a zip are unpacked in memory, every frame of them, and never beyond the limits."""

from io import BytesIO

import pytest
from backports import zstd

from alignassess.domain.refusals import RefusalReason
from alignassess.files.evidence.archive import DEFLATED, STORED, ZSTANDARD, ZipMembers
from alignassess.files.evidence.limits import LIMITS, Limits
from alignassess.files.evidence.refused import RefusedError
from tests.files.evidence.zips import Member, archive, deflated

SMALL = Limits(member=100_000, ratio=10, small=1_000, members=5)


def opened(data: bytes, limits: Limits = LIMITS) -> ZipMembers:
    return ZipMembers(BytesIO(data), len(data), limits)


def reason(data: bytes, limits: Limits = LIMITS) -> RefusalReason:
    with pytest.raises(RefusedError) as caught:
        opened(data, limits).read("a")
    return caught.value.refusal.reason


@pytest.mark.parametrize(
    ("method", "packed"),
    [
        (STORED, b"hello"),
        (DEFLATED, deflated(b"hello")),
        (ZSTANDARD, zstd.compress(b"hello")),
        (ZSTANDARD, zstd.compress(b"hel") + zstd.compress(b"lo")),
        (ZSTANDARD, zstd.compress(b"") + zstd.compress(b"hello") + zstd.compress(b"")),
    ],
)
def test_each_method_is_unpacked_whole(method: int, packed: bytes) -> None:
    assert b"hello" == opened(archive(Member("a", packed, b"hello", method))).read("a")


def test_frames_of_many_pieces_are_joined() -> None:
    parts = [bytes([number]) * 300_000 for number in range(5)]
    packed = b"".join(zstd.compress(part) for part in parts)
    data = archive(Member("a", packed, b"".join(parts), ZSTANDARD))

    assert b"".join(parts) == opened(data, Limits(ratio=10**6)).read("a")


def test_a_member_that_is_not_there_is_none() -> None:
    assert opened(archive(Member("b", b"x", b"x", STORED))).read("a") is None


def test_the_last_of_equal_names_counts() -> None:
    found = opened(
        archive(Member("a", b"old", b"old", STORED), Member("a", b"new", b"new", STORED))
    )

    assert b"new" == found.read("a")
    assert {"a"} == found.repeated


def test_a_member_larger_than_allowed_is_not_unpacked() -> None:
    data = b"x" * 200_000

    assert RefusalReason.TOO_LARGE is reason(archive(Member("a", data, data, STORED)), SMALL)


@pytest.mark.parametrize(("method", "pack"), [(DEFLATED, deflated), (ZSTANDARD, zstd.compress)])
def test_a_bomb_is_refused_before_it_is_unpacked(method: int, pack: object) -> None:
    assert callable(pack)
    data = b"x" * 90_000

    bomb = Member("a", pack(data), data, method)

    assert RefusalReason.COMPRESSION_BOMB is reason(archive(bomb), SMALL)


@pytest.mark.parametrize(("method", "pack"), [(DEFLATED, deflated), (ZSTANDARD, zstd.compress)])
def test_a_member_that_lies_about_its_size_is_stopped(method: int, pack: object) -> None:
    assert callable(pack)
    data = b"x" * 50_000_000

    liar = Member("a", pack(data), data, method, claimed_size=500)

    assert RefusalReason.COMPRESSION_BOMB is reason(archive(liar), SMALL)


@pytest.mark.parametrize("frame", [zstd.compress(b""), b"\x50\x2a\x4d\x18\0\0\0\0"])
def test_a_member_of_many_frames_that_unpack_to_nothing_is_refused(frame: bytes) -> None:
    """Empty frames, and frames to be skipped: a million of them took most of a minute."""
    slow = Member("a", frame * 1_000 + zstd.compress(b"hello"), b"hello", ZSTANDARD)

    assert RefusalReason.COMPRESSION_BOMB is reason(archive(slow))


@pytest.mark.parametrize(
    "member",
    [
        Member("a", b"hello", b"hello", STORED, claimed_sum=1),
        Member("a", b"hello", b"hello", STORED, claimed_size=6),
        Member("a", deflated(b"hello")[:-3], b"hello", DEFLATED),
        Member("a", b"\xff\xff\xff", b"hello", DEFLATED),
        Member("a", zstd.compress(b"hello")[:-3], b"hello", ZSTANDARD),
        Member("a", zstd.compress(b"hello") + b"rest", b"hello", ZSTANDARD),
        Member("a", b"hello", b"hello", 12),
        Member("a", b"", b"hello", DEFLATED),
    ],
)
def test_a_damaged_member_is_refused(member: Member) -> None:
    assert RefusalReason.DAMAGED is reason(archive(member))


def test_an_encrypted_member_is_refused() -> None:
    assert RefusalReason.ENCRYPTED is reason(archive(Member("a", b"x", b"x", STORED, flags=1)))


def test_too_many_entries_are_refused_before_they_are_listed() -> None:
    members = [Member(str(number), b"", b"", STORED) for number in range(6)]

    assert RefusalReason.TOO_LARGE is reason(archive(*members), SMALL)
    assert RefusalReason.TOO_LARGE is reason(archive(claimed_entries=6), SMALL)


def test_an_archive_that_was_cut_short_is_refused() -> None:
    data = archive(Member("a", b"hello" * 50, b"hello" * 50, STORED))

    for length in range(4, len(data), 7):
        assert RefusalReason.DAMAGED is reason(data[:length])


def test_a_frame_that_asks_for_gigabytes_is_refused() -> None:
    data = b"x" * 2000
    options = {int(zstd.CompressionParameter.window_log): 30}
    packed = zstd.compress(data, options=options)
    # The window is written only for a frame of unknown size.
    packer = zstd.ZstdCompressor(options=options)
    streamed = packer.compress(data) + packer.flush()

    assert data == opened(archive(Member("a", packed, data, ZSTANDARD))).read("a")
    assert RefusalReason.DAMAGED is reason(archive(Member("a", streamed, data, ZSTANDARD)))


def test_an_offset_below_zero_is_refused() -> None:
    data = archive(Member("a", b"hello", b"hello", STORED))

    # One byte less than the directory counts on, so that all offsets move below zero.
    assert RefusalReason.DAMAGED is reason(data[:4] + data[5:])


def test_an_archive_of_the_larger_kind_is_read() -> None:
    data = archive(Member("a", b"hello", b"hello", STORED), larger=True)

    assert b"hello" == opened(data).read("a")
    assert RefusalReason.TOO_LARGE is reason(archive(claimed_entries=6, larger=True), SMALL)
    assert RefusalReason.DAMAGED is reason(data.replace(b"PK\x06\x06", b"PK\x06\x05"))
