"""Only regular files inside the root are opened, and only as much of them is read as is needed."""

import json
import os
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from alignassess.domain.observation import EvidenceFormat
from alignassess.domain.refusals import RefusalReason, WarningCode
from alignassess.errors import InputError
from alignassess.files.evidence.limits import Limits
from alignassess.files.evidence.opening import FolderOf
from alignassess.files.evidence.result_file import read_result_file
from alignassess.files.result_signs import may_be_result
from tests.files.evidence.made import codes, header, one, read, reasons, reductions, written
from tests.files.evidence.zips import archive


def message(path: Path, root: Path | None = None) -> str:
    with pytest.raises(InputError) as caught:
        read_result_file(path, root=root)
    return caught.value.problems[0].message


def test_what_is_no_regular_file_is_not_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "circle").symlink_to(tmp_path / "circle")

    assert "is not a regular file" == message(Path("/dev/zero"))
    assert "is not a regular file" == message(tmp_path / "pipe")
    assert "is not a regular file" == message(tmp_path)
    assert "there is no such file" == message(tmp_path / "gone")
    assert "cannot be read" in message(tmp_path / "circle")
    assert "is not a path" == message(Path("a\0b"))


def test_a_link_out_of_the_root_is_not_followed(tmp_path: Path) -> None:
    root = tmp_path / "root"
    root.mkdir()
    outside = written(tmp_path, header(), name="outside.json")
    (root / "link.json").symlink_to(outside)

    assert "lies outside the root" in message(root / "link.json", root)
    assert "lies outside the root" in message(outside, root)


def test_a_link_inside_the_root_is_followed(tmp_path: Path) -> None:
    inside = written(tmp_path, header(), name="inside.json")
    (tmp_path / "link.json").symlink_to(inside)

    found = read_result_file(tmp_path / "link.json", root=tmp_path)

    assert EvidenceFormat.INSPECT is found.format


def test_a_sibling_is_never_taken_from_elsewhere(tmp_path: Path) -> None:
    folder = tmp_path / "run"
    folder.mkdir()
    written(tmp_path, {}, name="secret.json")
    written(folder, {}, name="stats.json")
    (folder / "link.json").symlink_to(tmp_path / "secret.json")
    siblings = FolderOf(folder / "run_spec.json")

    assert b"{}" == siblings.read("stats.json", most=10)
    assert siblings.read("link.json", most=10) is None
    assert siblings.read("../secret.json", most=10) is None
    assert siblings.read("gone.json", most=10) is None


def test_the_digest_is_of_the_bytes(tmp_path: Path) -> None:
    path = tmp_path / "empty"
    path.write_bytes(b"")
    found = read(path)

    assert "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855" == found.sha256
    assert ([RefusalReason.EMPTY_FILE], None) == (reasons(found), found.format)
    assert "" == read_result_file(path, hashed=False).sha256


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"\x00\x01\x02", RefusalReason.NOT_RECOGNISED),
        (b"hello", RefusalReason.NOT_RECOGNISED),
        (b"{}", RefusalReason.NOT_RECOGNISED),
        (b"[1, 2]", RefusalReason.NOT_RECOGNISED),
        (b'{"a": 1} trailing', RefusalReason.NOT_RECOGNISED),
        (b'{"a": ', RefusalReason.DAMAGED),
        (b"{a: b}", RefusalReason.DAMAGED),
        (b'{"a" 1}', RefusalReason.DAMAGED),
        (b'{"a": 1 "b": 2}', RefusalReason.DAMAGED),
        (b'{"a": "\xff"}', RefusalReason.DAMAGED),
        (b'{"a": ' + b"[" * 100_000, RefusalReason.TOO_DEEP),
        (b'{"a": ' + b"[" * 200 + b"]" * 200 + b"}", RefusalReason.TOO_DEEP),
        (b'{"a": ' + b"9" * 5000 + b"}", RefusalReason.DAMAGED),
        (b"PK\x03\x04 nonsense", RefusalReason.DAMAGED),
        (b"PK\x05\x06" + b"\0" * 18, RefusalReason.EMPTY_FILE),
    ],
)
def test_anything_else_is_refused_with_its_reason(
    tmp_path: Path, data: bytes, reason: RefusalReason
) -> None:
    path = tmp_path / "file"
    path.write_bytes(data)

    assert [reason] == reasons(read(path))


def large(tmp_path: Path, *, end: str = "\n  ]\n}\n") -> Path:
    """A log with a third of a megabyte of samples."""
    path = tmp_path / "large.json"
    samples = ",\n".join(json.dumps({"id": number, "text": "x" * 300}) for number in range(1000))
    path.write_text(f'{json.dumps(header())[:-1]}, "samples": [{samples}{end}', encoding="utf-8")
    return path


def test_the_samples_of_a_large_log_are_not_read(tmp_path: Path) -> None:
    found = read_result_file(large(tmp_path), limits=Limits(document=100_000))

    assert [0.75, 0.25] == [one.value for one in found.evaluations[0].metrics]


@pytest.mark.parametrize(
    ("values", "refused", "told"),
    [
        (("C", "C", "C", "I"), [], set()),
        (("C", "I", "I", "I"), [RefusalReason.INCONSISTENT], set()),
        (None, [], {WarningCode.NOT_RECOMPUTED}),
    ],
)
def test_figures_of_a_large_log_are_computed_anew_from_its_end(
    tmp_path: Path,
    values: tuple[str, ...] | None,
    refused: list[RefusalReason],
    told: set[WarningCode],
) -> None:
    rows = f',\n  "reductions": {json.dumps(reductions(*values))}' if values else ""
    found = one(large(tmp_path, end=f"\n  ]{rows}\n}}\n"))

    assert refused == [one.reason for one in found.metrics[0].refusals]
    assert told == codes(found)


def test_a_large_log_that_was_cut_short_is_refused(tmp_path: Path) -> None:
    assert [RefusalReason.DAMAGED] == reasons(read(large(tmp_path, end=', {"id": 5, "te')))


def test_a_document_beyond_the_limit_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path, {"a": "x" * 300_000})

    found = read_result_file(path, limits=Limits(document=100_000))

    assert [RefusalReason.TOO_LARGE] == reasons(found)
    assert [RefusalReason.TOO_LARGE] == reasons(read_result_file(path, limits=Limits(file=1000)))


@pytest.mark.parametrize("part", ["[],", '{"a": 1},', "1,", '"",'])
def test_millions_of_parts_are_refused_before_they_take_memory(tmp_path: Path, part: str) -> None:
    path = tmp_path / "file.json"
    path.write_text(f'{{"a": [{part * 10_000}1]}}', encoding="utf-8")

    found = read_result_file(path, limits=Limits(memory=390_000))

    assert [RefusalReason.TOO_LARGE] == reasons(found)


def test_more_keys_than_any_format_has_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "file.json"
    path.write_text("{" + '"a": 1, ' * 100 + '"b": 2}', encoding="utf-8")

    assert [RefusalReason.TOO_LARGE] == reasons(read_result_file(path, limits=Limits(fields=100)))
    assert [RefusalReason.NOT_RECOGNISED] == reasons(
        read_result_file(path, limits=Limits(fields=101))
    )


def test_a_number_at_the_end_of_a_piece_is_read_whole(tmp_path: Path) -> None:
    for padding in range(63_900, 64_010):
        whole: dict[str, Any] = {"x": "y" * padding, **header()}
        whole["eval"]["task_version"] = 123456789012
        path = tmp_path / "file.json"
        path.write_text(json.dumps({"x": whole.pop("x"), "number": 123456789, **whole}))

        assert "123456789012" == one(path).task.version


def test_figures_of_a_small_json_log_are_computed_anew(tmp_path: Path) -> None:
    whole = {**header(), "samples": [], "reductions": reductions(0, 0, 0, 0)}

    assert RefusalReason.INCONSISTENT is one(written(tmp_path, whole)).metrics[0].refusals[0].reason


def test_a_byte_order_mark_does_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "file.json"
    path.write_text(json.dumps(header()), encoding="utf-8-sig")

    assert [] == reasons(one(path))


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be"])
def test_a_text_in_utf_16_is_read_like_any_other(tmp_path: Path, encoding: str) -> None:
    """Some shells write what a tool prints in UTF-16."""
    mark = b"\xfe\xff" if encoding == "utf-16-be" else b""
    path = tmp_path / "log.json"
    path.write_bytes(mark + json.dumps(header()).encode(encoding))

    found = read(path)

    assert EvidenceFormat.INSPECT is found.format
    assert sha256(path.read_bytes()).hexdigest() == found.sha256
    assert may_be_result(path.read_bytes())


def test_bytes_after_the_mark_of_utf_16_that_are_no_text(tmp_path: Path) -> None:
    path = tmp_path / "log.json"
    path.write_bytes(b"\xff\xfe{\x00\x00\xd8\x00\xd8")

    assert [RefusalReason.NOT_RECOGNISED] == reasons(read(path))


def test_utf_16_is_capped_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "log.json"
    path.write_bytes(json.dumps(header()).encode("utf-16"))

    found = read_result_file(path, limits=Limits(document=100))

    assert [RefusalReason.TOO_LARGE] == reasons(found)


def test_two_results_in_one_file_are_damaged_and_no_document(tmp_path: Path) -> None:
    path = tmp_path / "log.json"
    path.write_text(json.dumps(header()) * 2, encoding="utf-8")

    found = read(path)

    assert [RefusalReason.DAMAGED] == reasons(found)
    assert "something follows the result" == found.refusals[0].detail


def test_a_run_that_ended_before_it_began_is_refused(tmp_path: Path) -> None:
    stats = {"started_at": "2026-10-01T12:00:00+00:00", "completed_at": "2026-09-29T12:00:00Z"}

    found = one(written(tmp_path, header(stats=stats)))

    assert [RefusalReason.INCONSISTENT] == reasons(found)
    assert "it ended on 2026-09-29, before it began" == found.refusals[0].detail


def test_an_archive_of_nothing_is_empty_and_no_document(tmp_path: Path) -> None:
    path = tmp_path / "log.eval"
    path.write_bytes(archive())

    assert [RefusalReason.EMPTY_FILE] == reasons(read(path))
    assert may_be_result(path.read_bytes())


def test_answers_to_single_samples_are_looked_into_however_few() -> None:
    assert may_be_result(b'{"doc_id": 0, "doc": {}, "target": "x", "arguments": [], "resps": []}')
