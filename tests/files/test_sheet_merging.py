"""Merging as text: whatever the layout of the first sheet, its other bytes stay and all is kept."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alignassess.domain.answers import Chosen, DontKnow, Entry, Sheet
from alignassess.domain.evidence import EvidenceEntry
from alignassess.domain.merging import merge
from alignassess.domain.subject import Respondent, System
from alignassess.errors import InputError
from alignassess.files.answer_text import value_of, yaml_text
from alignassess.files.own_sheet import OwnSheet
from alignassess.files.reading import TextFile
from alignassess.files.sheet_merging import merge_texts, who_answered
from alignassess.files.sheet_writing import without_place
from tests.builders import HEAD, small_instrument

INSTRUMENT = small_instrument()
LAYOUTS = {
    "bare": "",
    "empty sections": "respondents:\nanswers:  # mine\nevidence:\n",
    "braces": "respondents: {}\nanswers: {}\nevidence: {}\n",
    "flow": "answers: {system-profile: {sp-01: chat,}, practices: {xx-01: [{answer: 0}]}, }",
    "odd order": "evidence: {old: {title: Old}}\nanswers:\n   practices:\n      xx-01: 4 # sure\n",
    "no last line": "answers:\n  practices:\n    xx-01:\n      answer: 4\n      note: |\n        z",
    "comments": "# a\nanswers:\n  # b\n  practices: # c\n\n    # d\n    xx-01: never  # e\n# f\n",
}


def file(text: str, name: str = "a.yaml") -> TextFile:
    return TextFile(name, Path(name), text, "")


def read(text: str) -> Sheet:
    own = OwnSheet(file(text), INSTRUMENT)
    assert own.sheet is not None, own.problems
    return own.sheet


def joined(first: TextFile, second: TextFile) -> str:
    return merge_texts(
        first, second, INSTRUMENT, folder=Path(), nameless=(None, who_answered(second.path))
    ).text


WORDS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12).filter(
    lambda text: bool(text.strip()) and "/" not in text
)
ANSWERS = st.one_of(
    st.sampled_from(["never", "always"]).map(lambda key: Chosen(options=(key,))),
    WORDS.map(lambda note: DontKnow(note=note)),
)


@st.composite
def others(draw: st.DrawFn) -> Sheet:
    people = tuple(
        Respondent(key=key, name=draw(WORDS)) for key in sorted(draw(st.sets(WORDS, max_size=2)))
    )
    evidence = tuple(
        EvidenceEntry(
            id=id,
            title=draw(WORDS),
            location=draw(st.none() | WORDS),
            obtained=draw(st.none() | st.just(date(2026, 11, 2))),
            by=draw(st.sampled_from([None, *(one.key for one in people)])),
        )
        for id in sorted(draw(st.sets(WORDS | st.just("old"), max_size=2)))
    )
    answer = draw(ANSWERS)
    answer = answer.model_copy(
        update={
            "by": people[0].key if people else None,
            "evidence": tuple(one.id for one in evidence),
        }
    )
    entries = [Entry(question="xx-01", answers=(answer,))]
    if draw(st.booleans()):
        entries.append(Entry(question="sp-02", answers=(Chosen(options=("money", "people")),)))
    return Sheet(
        subject=System(id="acme-bot", name="Acme bot"),
        respondents=people,
        evidence=evidence,
        entries=tuple(entries),
    )


def written(sheet: Sheet) -> str:
    """A sheet as text, in the plainest way."""
    lines = [HEAD]
    if sheet.respondents:
        lines.append("respondents:\n")
        lines += [
            f"  {yaml_text(one.key)}: {yaml_text({'name': one.name or ''})}\n"
            for one in sheet.respondents
        ]
    lines.append("answers:\n")
    for one in sheet.entries:
        home = INSTRUMENT.questionnaire_of[one.question]
        value = yaml_text(value_of(one, INSTRUMENT))
        lines.append(f"  {home}:\n    {one.question}: {value}\n")
    if sheet.evidence:
        lines.append("evidence:\n")
    for entry in sheet.evidence:
        fields = {
            name: value
            for name in ("title", "location", "obtained", "by")
            if (value := getattr(entry, name)) is not None
        }
        lines.append(f"  {yaml_text(entry.id)}: {yaml_text(fields)}\n")
    return "".join(lines)


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@settings(max_examples=12, deadline=None)
@given(other=others())
def test_the_text_says_what_was_merged_in_any_layout(
    layout: str, newline: str, other: Sheet
) -> None:
    first = (HEAD + LAYOUTS[layout]).replace("\n", newline)

    text = joined(file(first), file(written(other), "b.yaml"))

    expected = merge(
        read(first), read(written(other)), nameless=(None, who_answered(Path("b.yaml")))
    ).sheet
    found = read(text)
    assert set(expected.entries) == {without_place(one) for one in found.entries}
    assert set(expected.respondents) == set(found.respondents)
    assert set(expected.evidence) == {
        one.model_copy(update={"place": None}) for one in found.evidence
    }
    for line in first.split(newline):
        if line.lstrip().startswith("#"):
            assert line in text
    assert text == joined(file(text), file(written(other), "b.yaml"))


def test_a_json_sheet_stays_json() -> None:
    import json

    first = (
        '{\n  "format": "alignassess/answers/1",\n'
        '  "system": {"id": "acme-bot", "name": "Acme bot"}\n}\n'
    )
    second = HEAD + "respondents: {mk: {name: M}}\nanswers: {practices: {xx-01: 0}}\n"

    text = joined(file(first, "a.json"), file(second, "b.yaml"))

    assert json.loads(text)["answers"] == {"practices": {"xx-01": "never"}}
    assert json.loads(text)["respondents"] == {"mk": {"name": "M"}}


def test_the_models_that_differ_are_both_named_with_their_lines() -> None:
    first = "format: alignassess/answers/1\nsystem:\n  id: a\n  name: A\n  model: {name: x}\n"
    second = first.replace("{name: x}", "{name: y}")

    with pytest.raises(InputError) as caught:
        joined(file(first), file(second, "b.yaml"))

    (problem,) = caught.value.problems
    assert str(problem) == "a.yaml:5: system.model is not as in b.yaml:5"
