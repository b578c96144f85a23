"""Whatever stands in a result file, reading it gives a value: never another exception, never much.

Inspect, lm-eval and Every Eval Ever files, changed byte by byte, cut short, and with other types in
the places of the right ones.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from alignassess.domain.observation import ResultFile
from alignassess.domain.refusals import SENTENCES, RefusalReason
from tests.files.evidence.made import LOGS, header, read, reductions, zipped

QUICK = settings(
    max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
FIXTURES = sorted(
    path
    for folder in (LOGS, LOGS.parent / "lm-eval", LOGS.parent / "every-eval")
    for path in folder.iterdir()
    if path.suffix in {".eval", ".json", ".jsonl"} and path.name != "official.json"
)
WHOLE = [path for path in FIXTURES if path.suffix == ".json"]
ODD = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.integers(10**30, 10**40)
    | st.floats()
    | st.text(max_size=6)
    | st.sampled_from(
        ["C", "\x1b[31m", "/home/bob", "999", "none/none", "2026-01-01", "", ",", "="]
    ),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3)
    ),
    max_leaves=6,
)


def holds(found: ResultFile) -> None:
    """What must be true of anything that was read."""
    assert found.evaluations or found.refusals or found.provenance
    for evaluation in found.evaluations:
        for metric in evaluation.metrics:
            assert metric.value is not None or metric.refusals
        assert evaluation.refusals or evaluation.metrics
    assert "\\x1b" not in repr(found)


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Every place in a JSON value."""
    yield path
    if isinstance(value, dict | list):
        inner = value.items() if isinstance(value, dict) else enumerate(value)
        for key, one in inner:
            yield from places(one, (*path, key))


def replaced(value: Any, path: tuple[Any, ...], new: Any) -> Any:
    """The value with something else at one place."""
    if not path:
        return new
    copy = dict(value) if isinstance(value, dict) else list(value)
    copy[path[0]] = replaced(value[path[0]], path[1:], new)
    return copy


@given(
    path=st.sampled_from(FIXTURES),
    at=st.integers(0, 5000),
    gone=st.integers(0, 20),
    put=st.binary(max_size=8),
)
@QUICK
def test_any_change_of_bytes(tmp_path: Path, path: Path, at: int, gone: int, put: bytes) -> None:
    data = path.read_bytes()
    at %= len(data)
    target = tmp_path / "file"
    target.write_bytes(data[:at] + put + data[at + gone :])

    holds(read(target))


@given(path=st.sampled_from(FIXTURES), length=st.integers(0, 6000))
@QUICK
def test_any_file_cut_short(tmp_path: Path, path: Path, length: int) -> None:
    target = tmp_path / "file"
    target.write_bytes(path.read_bytes()[:length])

    holds(read(target))


@given(data=st.data(), path=st.sampled_from(WHOLE), odd=ODD)
@QUICK
def test_any_other_type_in_any_place(tmp_path: Path, data: Any, path: Path, odd: Any) -> None:
    whole = json.loads(path.read_text(encoding="utf-8"))
    place = data.draw(st.sampled_from(list(places(whole))))
    target = tmp_path / "file"
    target.write_text(json.dumps(replaced(whole, place, odd)), encoding="utf-8")

    holds(read(target))


@given(data=st.data(), odd=ODD)
@QUICK
def test_any_other_type_in_a_zip(tmp_path: Path, data: Any, odd: Any) -> None:
    members = {
        "header.json": header(),
        "_journal/start.json": header(),
        "reductions.json": reductions("C", "I", 1, None),
    }
    place = data.draw(st.sampled_from([one for one in places(members) if one]))

    holds(read(zipped(tmp_path, replaced(members, place, odd))))


@given(data=st.binary(max_size=400))
@QUICK
def test_any_bytes(tmp_path: Path, data: bytes) -> None:
    target = tmp_path / "file"
    for start in (b"", b"{", b"PK\x03\x04", b'{"version": 2, "eval": '):
        target.write_bytes(start + data)

        holds(read(target))


def test_every_reason_has_its_sentence() -> None:
    assert set(RefusalReason) == set(SENTENCES)
    assert not [one for one in SENTENCES.values() if not one.endswith(".") or len(one) > 90]
