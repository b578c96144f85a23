import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alignassess.domain.answers import Chosen, Entry
from alignassess.domain.subject import System
from alignassess.errors import UsageError
from alignassess.files.answer_sheet import load_sheet
from alignassess.files.new_sheet import new_sheet_text, start
from alignassess.files.sheet_saver import SheetSaver
from tests.builders import small_instrument

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30)


@settings(max_examples=60, deadline=None)
@given(name=TEXTS | st.sampled_from(["No way", "a  b", "{x}"]), operator=st.none() | TEXTS)
def test_a_fresh_sheet_loads_with_what_was_given(
    name: str, operator: str | None, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("new") / "acme.yaml"

    start(path, "acme-bot", name, operator=operator)

    expected = System(id="acme-bot", name=name, operator=operator)
    sheet = load_sheet(path, small_instrument()).sheet
    assert expected == sheet.subject
    assert sheet.entries == ()


def test_the_first_answer_goes_below_the_head(tmp_path: Path) -> None:
    path = tmp_path / "acme.yaml"
    start(path, "acme-bot", "Acme bot", operator="Example Ltd")
    instrument = small_instrument()
    digest = load_sheet(path, instrument).sheet.sources[0].sha256

    SheetSaver(path, instrument, digest=digest)(
        Entry(question="sp-01", answers=(Chosen(options=("chat",)),))
    )

    head = new_sheet_text("acme-bot", "Acme bot", operator="Example Ltd")
    expected = head.replace("answers: {}", "answers:\n  system-profile:\n    sp-01: chat")
    assert expected == path.read_text()
    assert "name: Acme bot\n  operator: Example Ltd\n" in head


@pytest.mark.parametrize(
    ("system_id", "name", "operator", "said"),
    [
        ("Acme Bot", "Acme", None, ["id cannot be 'Acme Bot'"]),
        ("", "", "", ["id cannot be ''", "name cannot be ''", "operator cannot be ''"]),
    ],
)
def test_all_that_is_wrong_with_a_new_sheet_is_said_at_once(
    system_id: str, name: str, operator: str | None, said: list[str]
) -> None:
    with pytest.raises(UsageError) as caught:
        new_sheet_text(system_id, name, operator=operator)

    assert said == [problem.message for problem in caught.value.problems]


def test_an_existing_file_is_never_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "acme.yaml"
    path.write_text("mine")

    with pytest.raises(UsageError, match="already"):
        start(path, "acme-bot", "Acme bot")

    assert path.read_text() == "mine"


def test_a_sheet_that_cannot_be_written_leaves_no_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(UsageError, match="No space left"):
        start(tmp_path / "acme.yaml", "acme-bot", "Acme bot")
    with pytest.raises(UsageError, match="No such file"):
        start(tmp_path / "nowhere" / "acme.yaml", "acme-bot", "Acme bot")

    assert list(tmp_path.iterdir()) == []
