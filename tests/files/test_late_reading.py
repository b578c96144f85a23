"""Models kept as JSON lines: read field by field, and made anew where they are not right."""

import json
from hashlib import sha256

import pytest

from alignassess.domain.late import LateModel
from alignassess.files.late_reading import read_late, stored


class Pair(LateModel):
    """Two numbers."""

    first: int
    second: int


ANEW = Pair(first=7, second=8)


def _kept(*lines: bytes, names: tuple[str, ...] = ("first", "second")) -> bytes:
    body = b"\n".join(lines)
    head = json.dumps({"sha256": sha256(body).hexdigest(), "fields": names})
    return head.encode() + b"\n" + body


def test_what_was_stored_is_read() -> None:
    data = stored({"first": 1, "second": 2})

    assert data.startswith(b"{")
    assert Pair(first=1, second=2) == read_late(Pair, data, lambda: ANEW)


@pytest.mark.parametrize(
    "damaged",
    [
        b"",
        b"{}",
        b"null\n1\n2",
        b"[" * 100_000,
        stored({"first": 1, "second": 2})[:-1],
        stored({"first": 1, "second": 2}) + b"3",
        _kept(b"1", b"2", b"3"),
        _kept(b"1", b"2", names=("first", "other")),
    ],
)
def test_what_is_damaged_is_nothing(damaged: bytes) -> None:
    assert read_late(Pair, damaged, lambda: ANEW) is None


@pytest.mark.parametrize("line", [b"{", b"[" * 100_000, b'"x"', b"\x80"])
def test_a_field_that_others_wrote_wrongly_is_made_anew(line: bytes) -> None:
    found = read_late(Pair, _kept(line, b"2"), lambda: ANEW)

    assert found is not None
    assert [7, 2] == [found.first, found.second]
