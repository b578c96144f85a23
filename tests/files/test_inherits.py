"""Inheriting: what goes on under which name, who wins, and what is refused."""

import os
from pathlib import Path

import pytest

from alignassess.domain.instrument import Instrument
from alignassess.files.answer_sheet import MOST_INHERITED, load_sheet
from tests.builders import VENDOR_HEAD, small_instrument, write_sheet
from tests.files.telling import refused, told

VENDOR = (
    "respondents: {ai: {name: A. Ito}}\n"
    "evidence: {card: {title: Card, file: card.pdf, by: ai}}\n"
    "answers:\n"
    "  practices:\n"
    "    xx-01: {answer: always, by: ai, evidence: [card]}\n"
)
OTHER_HEAD = VENDOR_HEAD.replace("example-ai", "other-ai")


@pytest.fixture
def small() -> Instrument:
    return small_instrument()


def vendor(rest: str = VENDOR, *, name: str = "vendors/v.yaml", head: str = VENDOR_HEAD) -> Path:
    return write_sheet(Path(), rest, name=name, head=head)


def test_inherited_people_and_evidence_are_renamed(folder: Path, small: Instrument) -> None:
    vendor()
    Path("vendors/card.pdf").write_bytes(b"card")
    path = write_sheet(folder, "inherits: [vendors/v.yaml]\n")

    loaded = load_sheet(path, small)

    (entry,) = loaded.sheet.entries
    assert entry.answers[0].by == "example-ai/ai"
    assert entry.answers[0].evidence == ("example-ai/card",)
    assert [one.key for one in loaded.sheet.respondents] == ["example-ai/ai"]
    assert [one.id for one in loaded.sheet.evidence] == ["example-ai/card"]
    assert [one.by for one in loaded.sheet.evidence] == ["example-ai/ai"]
    assert [one.evidence for one in loaded.observations] == ["example-ai/card"]
    assert str(entry.answers[0].place) == "vendors/v.yaml:7"
    assert entry.origin is not None
    assert entry.origin.id == "example-ai"
    assert [one.path for one in loaded.sheet.sources] == ["acme.yaml", "vendors/v.yaml"]


def test_inherited_answers_are_found_by_question(folder: Path, small: Instrument) -> None:
    vendor()
    path = write_sheet(folder, "inherits: [vendors/v.yaml]\n")

    sheet = load_sheet(path, small).sheet

    assert {"xx-01"} == set(sheet.entry)
    assert {"example-ai/card"} == set(sheet.evidence_entry)
    assert {"example-ai/ai"} == set(sheet.respondent)


def test_own_answers_win_and_are_listed(folder: Path, small: Instrument) -> None:
    vendor()
    path = write_sheet(
        folder, "inherits: vendors/v.yaml\nanswers: {practices: {xx-01: {answer: never}}}\n"
    )

    sheet = load_sheet(path, small).sheet

    (entry,) = sheet.entries
    assert getattr(entry.answers[0], "options", None) == ("never",)
    assert entry.origin is None
    assert sheet.overridden == (("xx-01", "example-ai"),)


def test_notices_of_inherited_sheets_go_on(folder: Path, small: Instrument) -> None:
    vendor()
    path = write_sheet(folder, "inherits: [vendors/v.yaml]\n")

    assert load_sheet(path, small).notices == (
        "vendors/v.yaml:4: card.pdf is not there; card counts as asserted",
    )


def test_two_inherited_sheets_that_disagree_are_both_named(folder: Path, small: Instrument) -> None:
    vendor()
    vendor("answers: {practices: {xx-01: never}}\n", name="vendors/w.yaml", head=OTHER_HEAD)

    (said,) = told(small, "inherits: [vendors/v.yaml, vendors/w.yaml]\n")

    assert "xx-01" in said
    assert "vendors/v.yaml:7" in said
    assert "vendors/w.yaml:3" in said


def test_two_inherited_sheets_that_agree(folder: Path, small: Instrument) -> None:
    vendor()
    vendor("answers: {practices: {xx-01: 4}}\n", name="vendors/w.yaml", head=OTHER_HEAD)
    path = write_sheet(folder, "inherits: [vendors/v.yaml, vendors/w.yaml]\n")

    assert [one.question for one in load_sheet(path, small).sheet.entries] == ["xx-01"]


def test_two_inherited_sheets_of_one_id_are_refused(folder: Path, small: Instrument) -> None:
    vendor()

    assert told(small, "inherits:\n- vendors/v.yaml\n- ./vendors/v.yaml\n") == [
        "acme.yaml:5: vendors/v.yaml has the id example-ai too, and both are inherited"
    ]


def test_names_grow_with_every_generation(folder: Path, small: Instrument) -> None:
    vendor()
    vendor("inherits: [v.yaml]\n", name="vendors/w.yaml", head=OTHER_HEAD)
    path = write_sheet(folder, "inherits: [vendors/w.yaml]\n")

    loaded = load_sheet(path, small)

    assert [one.id for one in loaded.sheet.evidence] == ["other-ai/example-ai/card"]
    assert [one.evidence for one in loaded.observations] == ["other-ai/example-ai/card"]


@pytest.mark.parametrize(
    ("relative", "message"),
    [
        ("gone.yaml", "inherits gone.yaml: there is no such file"),
        ("acme.yaml", "acme.yaml inherits this sheet in turn"),
        ("../v.yaml", "../v.yaml lies outside the root {root}"),
        ("/dev/zero", "/dev/zero lies outside the root {root}"),
        ("zero", "zero lies outside the root {root}"),
        ("link.yaml", "link.yaml lies outside the root {root}"),
        ("pipe", "inherits pipe: is not a regular file"),
        ("sub", "inherits sub: is not a regular file"),
        ('"a\\0b"', '"a\\u0000b" is not a path'),
    ],
)
def test_what_is_not_inherited(
    folder: Path, small: Instrument, relative: str, message: str
) -> None:
    os.mkfifo("pipe")
    Path("sub").mkdir()
    Path("zero").symlink_to("/dev/zero")
    (Path.cwd().parent / "outside.yaml").write_text(VENDOR_HEAD)
    Path("link.yaml").symlink_to("../outside.yaml")

    assert [f"acme.yaml:4: {message.format(root=Path.cwd())}"] == told(
        small, f"inherits:\n- {relative}\n"
    )


def test_a_circle_is_told_where_it_closes(folder: Path, small: Instrument) -> None:
    vendor("inherits: [w.yaml]\n")
    vendor("inherits: [../acme.yaml]\n", name="vendors/w.yaml", head=OTHER_HEAD)

    assert told(small, "inherits: [vendors/v.yaml]\n") == [
        "vendors/w.yaml:3: ../acme.yaml inherits this sheet in turn"
    ]


def test_problems_of_inherited_sheets_are_told_with_their_file(
    folder: Path, small: Instrument
) -> None:
    vendor("answers: {practices: {xx-01: often}}\n")
    Path("empty.yaml").touch()
    Path("bytes.yaml").write_bytes(b"\n\xff")

    assert told(small, "inherits: [vendors/v.yaml, empty.yaml, bytes.yaml]\ncolor: red\n") == [
        "acme.yaml:4: unknown key color",
        'vendors/v.yaml:3: xx-01 has no option "often"',
        "empty.yaml: the file is empty",
        "bytes.yaml:2: this is not UTF-8 text",
    ]


def test_sheets_that_double_with_every_generation_are_refused(
    folder: Path, small: Instrument
) -> None:
    for level in range(12):
        for side in "ab":
            vendor(
                f"inherits: [a{level + 1}.yaml, b{level + 1}.yaml]\n" if level < 11 else "",
                name=f"{side}{level}.yaml",
                head=VENDOR_HEAD.replace("example-ai", f"{side}{level}"),
            )

    problems = refused(lambda: load_sheet(Path("a0.yaml"), small))

    assert f"more than {MOST_INHERITED} sheets are inherited" in problems[0].message


def test_more_sheets_than_are_read_are_said_once(folder: Path, small: Instrument) -> None:
    path = write_sheet(Path(), "inherits:\n" + "  - gone.yaml\n" * 1000)

    problems = refused(lambda: load_sheet(path, small))

    assert MOST_INHERITED + 1 == len(problems)
    assert f"more than {MOST_INHERITED} sheets are inherited" in problems[-1].message


def test_the_root_can_be_given(folder: Path, small: Instrument) -> None:
    vendor()
    path = write_sheet(Path("systems"), "inherits: [../vendors/v.yaml]\n")

    assert len(load_sheet(path, small, root=Path()).sheet.entries) == 1
    (problem,) = refused(lambda: load_sheet(path, small))
    assert "lies outside the root" in problem.message
