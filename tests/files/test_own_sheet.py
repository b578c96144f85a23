"""The head of a sheet: its format, what it is about, who answers, which evidence."""

from pathlib import Path

import pytest

from alignassess.domain.instrument import Instrument
from alignassess.domain.model import Assurance
from alignassess.domain.subject import System
from alignassess.files.answer_sheet import FORMAT, load_sheet
from tests.builders import write_sheet
from tests.files.telling import helped, refused, told

LINE = f"format: {FORMAT}\n"
SYSTEM = LINE + "system: {id: a, name: A}\n"


def test_a_full_head_is_read(folder: Path, instrument: Instrument) -> None:
    path = write_sheet(
        folder,
        "instrument: 1\n"
        "system:\n"
        "  id: bot\n"
        "  name: 007\n"
        "  operator: Example Ltd\n"
        "  model: {provider: Example AI, version: 1.10, changed: 2026-08-01, base: {name: open}}\n"
        "respondents:\n"
        "  no: {name: Null}\n"
        "evidence:\n"
        "  retest: {title: Retest, obtained: 2026-11-02, by: no, assurance: tested}\n",
        head=LINE,
    )

    sheet = load_sheet(path, instrument).sheet

    assert isinstance(sheet.subject, System)
    assert sheet.subject.name == "007"
    assert sheet.subject.model is not None
    assert sheet.subject.model.version == "1.10"
    assert sheet.respondent["no"].name == "Null"
    assert Assurance.TESTED is sheet.evidence_entry["retest"].assurance
    assert str(sheet.evidence_entry["retest"].place) == "acme.yaml:11"
    assert [source.path for source in sheet.sources] == ["acme.yaml"]


def test_empty_sections_are_as_if_absent(folder: Path, instrument: Instrument) -> None:
    path = write_sheet(folder, "respondents:\nevidence:\ninherits:\nanswers:\n")

    assert load_sheet(path, instrument).sheet.entries == ()


@pytest.mark.parametrize(
    ("text", "messages"),
    [
        ("- a\n", [":1: an answer sheet is a mapping, this is not"]),
        ("just text\n", [":1: an answer sheet is a mapping, this is not"]),
        ("system: {id: a, name: A}\n", [":1: format is missing"]),
        (
            "system: {id: a}\ncolor: red\n",
            [":1: format is missing", ":2: unknown key color", ":1: system.name is missing"],
        ),
        (
            "format: alignassess/answers/2\nwhatever: 1\n",
            [":1: this program does not know format alignassess/answers/2"],
        ),
        (
            "format: alignassess/policy/1\n",
            [":1: this is not an answer sheet: format alignassess/policy/1"],
        ),
        ("format: [x]\n", [":1: this is not an answer sheet: format is not text"]),
        (LINE, [":1: the sheet has neither system nor vendor"]),
        (SYSTEM + "vendor: {id: a, name: A}\n", [":3: the sheet has both system and vendor"]),
        (LINE + "system: acme\n", [":2: system must be a mapping"]),
        (LINE + "system:\n", [":2: system must be a mapping"]),
        (
            LINE + "system: {id: Acme Bot, name: ''}\n",
            [
                ":2: system.id must be lower-case words joined by hyphens",
                ":2: system.name must not be empty",
            ],
        ),
        (LINE + "system:\n  id: a\n  name: A\n  kind: vendor\n", [":5: system.kind: unknown key"]),
        (LINE + "system:\n  id: a\n  name: A\n  kind: system\n", [":5: system.kind: unknown key"]),
        (
            LINE + "system:\n  id: a\n  name: A\n  model:\n    sha: x\n",
            [":6: system.model.sha: unknown key"],
        ),
        (
            LINE + "system:\n  id: a\n  name: A\n  model:\n    changed: 20260801\n",
            [":6: system.model.changed must be a date, written as 2026-11-02"],
        ),
        (
            LINE + "vendor:\n  id: a\n  name: A\n  operator: me\n",
            [":5: vendor.operator: unknown key"],
        ),
        (SYSTEM + "instrument: {a: b}\n", [":3: instrument must be the number of a pack"]),
        (SYSTEM + "inherits: {a: b}\n", [":3: inherits must be a list of paths"]),
        (SYSTEM + "inherits: [[a]]\n", [":3: inherits must be a list of paths"]),
        (SYSTEM + "inherits: ['']\n", [":3: inherits must be a list of paths"]),
        (SYSTEM + "respondents: [[]]\n", [":3: respondents must be a mapping"]),
        (SYSTEM + "respondents: [jr]\n", [":3: respondents must be a mapping"]),
        (SYSTEM + "respondents: {jr: J. Rossi}\n", [":3: respondents.jr must be a mapping"]),
        (SYSTEM + "respondents:\n  jr: {key: x}\n", [":4: respondents.jr.key: unknown key"]),
        (SYSTEM + "respondents:\n  a/b: {name: x}\n", [":4: respondents: a/b is not a name"]),
        (SYSTEM + "respondents:\n  '': {name: x}\n", [':4: respondents: "" is not a name']),
        (SYSTEM + "evidence:\n  e:\n    title: T\n    id: x\n", [":6: evidence.e.id: unknown key"]),
        (
            SYSTEM + "evidence:\n  e:\n    title: T\n    place: {file: /etc/passwd}\n",
            [
                ":6: evidence.e.place: unknown key",
            ],
        ),
        (
            SYSTEM + "evidence:\n  e:\n    title: T\n    origin_model: {name: x}\n",
            [":6: evidence.e.origin_model: unknown key"],
        ),
        (
            SYSTEM + "evidence:\n  e:\n    assurance: teste\n",
            [":4: evidence.e.title is missing", ':5: evidence.e.assurance cannot be "teste"'],
        ),
        (
            SYSTEM + "evidence: {e: {title: T, obtained: [x]}}\n",
            [":3: evidence.e.obtained must be a date, written as 2026-11-02"],
        ),
        (
            SYSTEM + "evidence: {e: {title: T, obtained: 2026-13-01}}\n",
            [":3: evidence.e.obtained must be a date, written as 2026-11-02"],
        ),
        (SYSTEM + "1: x\n[a]: b\n", [":4: a key must be plain text"]),
        (SYSTEM + "1: x\n", [":3: unknown key 1"]),
    ],
)
def test_trouble_with_the_head(
    folder: Path, instrument: Instrument, text: str, messages: list[str]
) -> None:
    assert [f"acme.yaml{message}" for message in messages] == told(instrument, text, head="")


def test_an_answer_may_name_evidence_that_is_itself_wrong(
    folder: Path, instrument: Instrument
) -> None:
    assert sorted(
        told(
            instrument,
            "evidence: {e: {titel: T}}\n"
            "answers: {fine-tuning-safety: {ft-01: {answer: 1, evidence: [e]}}}\n",
        )
    ) == ["acme.yaml:3: evidence.e.titel: unknown key", "acme.yaml:3: evidence.e.title is missing"]


def test_an_unknown_key_is_offered_the_nearest(folder: Path, instrument: Instrument) -> None:
    assert helped(instrument, "evidense: {}\n") == "did you mean evidence?"
    assert (
        helped(instrument, "evidence: {e: {title: T, obtaind: 2026-11-02}}\n")
        == "did you mean obtained?"
    )
    assert (
        helped(instrument, "respondents: {jr: {zzz: 1}}\n")
        == "choose one of: key, name, organisation, role"
    )


def test_a_name_for_messages_can_be_given(folder: Path, instrument: Instrument) -> None:
    path = write_sheet(folder, "color: red\n")

    (problem,) = refused(lambda: load_sheet(path, instrument, name="-"))

    assert str(problem) == "-:3: unknown key color"
