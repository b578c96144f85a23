"""Writing the depth of a sheet."""

from pathlib import Path

import pytest

from alignassess.domain.depth import Depth
from alignassess.errors import InputError
from alignassess.files.answer_sheet import load_sheet
from alignassess.files.instrument_files import load_instrument
from alignassess.files.sheet_depth import save_depth
from tests.builders import write_sheet

SHIPPED = load_instrument()

REST = "# kept\nanswers:\n  research-engagement:\n    re-01: 3   # kept too\n"


def test_one_line_is_added_and_the_rest_stays(tmp_path: Path) -> None:
    path = write_sheet(tmp_path, REST)
    before = path.read_text("utf-8").splitlines()
    save_depth(path, Depth.CORE, instrument=SHIPPED)

    after = path.read_text("utf-8").splitlines()
    assert [line for line in after if line != "depth: core"] == before
    assert len(after) == len(before) + 1
    assert load_sheet(path, SHIPPED, root=tmp_path).sheet.depth is Depth.CORE


def test_going_on_to_full_keeps_every_answer(tmp_path: Path) -> None:
    path = write_sheet(tmp_path, f"depth: core\n{REST}")
    entries = load_sheet(path, SHIPPED, root=tmp_path).sheet.entries
    save_depth(path, Depth.FULL, instrument=SHIPPED)

    found = load_sheet(path, SHIPPED, root=tmp_path).sheet
    assert "depth: full\n" in path.read_text("utf-8")
    assert found.depth is Depth.FULL
    assert [one.question for one in found.entries] == [one.question for one in entries]


def test_what_is_so_already_is_not_written(tmp_path: Path) -> None:
    path = write_sheet(tmp_path, REST)
    before = path.read_bytes()
    save_depth(path, Depth.FULL, instrument=SHIPPED)

    assert path.read_bytes() == before


def test_a_byte_order_mark_stays(tmp_path: Path) -> None:
    path = write_sheet(tmp_path, REST)
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    save_depth(path, Depth.CORE, instrument=SHIPPED)

    assert path.read_bytes().startswith(b"\xef\xbb\xbfformat:")


def test_a_json_sheet_stays_json(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text('{"format": "alignassess/answers/1", "system": {"id": "a", "name": "A"}}\n')
    save_depth(path, Depth.CORE, instrument=SHIPPED)

    assert load_sheet(path, SHIPPED, root=tmp_path).sheet.depth is Depth.CORE


def test_a_wrong_sheet_is_left_alone(tmp_path: Path) -> None:
    path = write_sheet(tmp_path, "depth: shallow\n")
    before = path.read_bytes()
    with pytest.raises(InputError, match="there is no depth shallow"):
        save_depth(path, Depth.CORE, instrument=SHIPPED)

    assert path.read_bytes() == before
