import os
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alignassess.domain.answers import Answer, Chosen, Declined, DontKnow, Entry, NotApplicable
from alignassess.domain.instrument import Instrument
from alignassess.errors import AlignassessError, InputError, UsageError
from alignassess.files.answer_sheet import load_sheet
from alignassess.files.sheet_saver import SheetSaver
from tests.builders import HEAD, small_instrument

PEOPLE = "respondents: {jr: {name: J. Rossi}}\nevidence: {retest: {title: Retest}}\n"


@pytest.fixture(scope="module")
def instrument() -> Instrument:
    return small_instrument()


def entry(question: str, *answers: Answer) -> Entry:
    return Entry(question=question, answers=answers)


def agent() -> Entry:
    return entry("sp-01", Chosen(options=("agent",)))


def always(**details: Any) -> Entry:
    return entry("xx-01", Chosen(options=("always",), **details))


def saved(folder: Path, text: str, change: Entry, *, name: str = "acme.yaml") -> str:
    """The text of a sheet after one answer was saved into it."""
    path = folder / name
    path.write_bytes(text.encode())
    save(path, change, small_instrument())

    assert {one.name for one in folder.iterdir()} <= {name, f"{name}.bak"}
    return path.read_bytes().decode()


def save(path: Path, change: Entry, instrument: Instrument) -> None:
    """Save one answer as a sitting does."""
    with SheetSaver(path, instrument, digest=digest_of(path)) as saver:
        saver(change)


def digest_of(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest()


def bare(one: Entry) -> Entry:
    answers = tuple(answer.model_copy(update={"place": None}) for answer in one.answers)
    return Entry(question=one.question, answers=answers)


REPLACEMENTS = {
    "short form": ("  xx-01: never\n", "  xx-01: always\n"),
    "level": ("  xx-01: 2\n", "  xx-01: always\n"),
    "quoted": ("  xx-01: 'never'\n", "  xx-01: always\n"),
    "quoted key": ('  "xx-01": never\n', '  "xx-01": always\n'),
    "trailing comment": ("  xx-01: never  # see 14\n", "  xx-01: always  # see 14\n"),
    "odd spacing": ("  xx-01 :   never   \n", "  xx-01: always   \n"),
    "flow": ('  xx-01: {answer: never, note: "a, b"}  # c\n', "  xx-01: always  # c\n"),
    "flow over lines": (
        "  xx-01: {answer: never,\n    # who said so\n    note: 'it''s # 1'}\n",
        "  # who said so\n  xx-01: always\n",
    ),
    "block": (
        "  xx-01:  # agreed\n    answer: never\n    evidence:\n    - retest  # old\n",
        "  # agreed\n  xx-01: always  # old\n",
    ),
    "block scalar": (
        "  xx-01:\n    answer: never\n    note: |2- # kept\n      # not a comment\n      z\n\n",
        "  # kept\n  xx-01: always\n\n",
    ),
    "folded, keeping": (
        "  xx-01:\n    answer: never\n    note: >+\n      z\n\n\n",
        "  xx-01: always\n",
    ),
    "value below": ("  xx-01:\n    never\n", "  xx-01: always\n"),
    "disagreement": (
        "  xx-01:\n  - {answer: never, by: jr}\n  - answer: always\n    by: jr\n",
        "  xx-01: always\n",
    ),
}


@pytest.mark.parametrize("case", REPLACEMENTS)
@pytest.mark.parametrize("after", ["", "  # a last word\n", "# end\n...\n"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_replacing_changes_only_the_lines_of_the_answer(
    tmp_path: Path, case: str, after: str, newline: str
) -> None:
    old, new = REPLACEMENTS[case]
    before = f"# top\n{HEAD}{PEOPLE}answers: # mine\n practices:\n"

    text = saved(tmp_path, f"{before}{old}{after}".replace("\n", newline), always())

    assert f"{before}{new}{after}".replace("\n", newline) == text


def test_a_comment_within_brackets_moves_before_the_key(tmp_path: Path) -> None:
    before = HEAD + "answers: {practices: {xx-01: {answer: # why\n never}}, system-profile: }\n"

    text = saved(tmp_path, before, always())

    column = len("answers: {practices: {")
    assert (
        HEAD
        + ("answers: {practices: { # why\n" + " " * column + "xx-01: always}, system-profile: }\n")
        == text
    )


PROFILE = "  system-profile:\n    sp-02: [money]\n"

INSERTIONS = {
    "no answers": ("", "answers:\n  system-profile:\n    sp-01: agent\n"),
    "evidence stays last": (
        "evidence:\n    retest: {title: Retest}\n",
        "answers:\n    system-profile:\n        sp-01: agent\n"
        "evidence:\n    retest: {title: Retest}\n",
    ),
    "empty braces": (
        "answers: {}  # go\n",
        "answers:  # go\n  system-profile:\n    sp-01: agent\n",
    ),
    "comment in braces": (
        "answers: { # go\n  }\n",
        "# go\nanswers:\n  system-profile:\n    sp-01: agent\n",
    ),
    "empty answers": ("answers:  # go\n", "answers:  # go\n  system-profile:\n    sp-01: agent\n"),
    "empty questionnaire": (
        "answers:\n   system-profile: # go\n   practices:\n",
        "answers:\n   system-profile: # go\n      sp-01: agent\n   practices:\n",
    ),
    "questionnaire in braces": (
        "answers:\n  system-profile: {}\n",
        "answers:\n  system-profile:\n    sp-01: agent\n",
    ),
    "questionnaire in quotes": (
        'answers:\n  system-profile: ""\n',
        "answers:\n  system-profile:\n    sp-01: agent\n",
    ),
    "end of block": (
        "answers:\n" + PROFILE + "\n  # later\n  practices:\n    xx-01: 0\n",
        "answers:\n" + PROFILE + "    sp-01: agent\n\n  # later\n  practices:\n    xx-01: 0\n",
    ),
    "before a later questionnaire": (
        "answers: # mine\n  # practices\n  practices:\n    xx-01: 0\n",
        "answers: # mine\n  system-profile:\n    sp-01: agent\n  # practices\n  practices:\n"
        "    xx-01: 0\n",
    ),
    "flow": (
        "answers: {system-profile: {sp-02: [money]}} # x\n",
        "answers: {system-profile: {sp-02: [money], sp-01: agent}} # x\n",
    ),
    "flow over lines": (
        "answers:\n  system-profile: {\n    sp-02: [money],  # x\n  }\n",
        "answers:\n  system-profile: {\n    sp-02: [money], sp-01: agent,  # x\n  }\n",
    ),
    "flow without questionnaire": (
        "answers: {practices: {xx-01: 0}}\n",
        "answers: {practices: {xx-01: 0}, system-profile: {sp-01: agent}}\n",
    ),
    "nothing within flow": (
        "answers: {practices: }\n",
        "answers: {practices: , system-profile: {sp-01: agent}}\n",
    ),
    "empty within flow": (
        "answers: {system-profile: {}, practices: }\n",
        "answers: {system-profile: {sp-01: agent}, practices: }\n",
    ),
}


@pytest.mark.parametrize("case", INSERTIONS)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("last", ["\n", ""])
def test_inserting_keeps_every_other_byte(
    tmp_path: Path, case: str, newline: str, last: str
) -> None:
    old, new = INSERTIONS[case]
    old, new = (text.removesuffix("\n") + last for text in (HEAD + old, HEAD + new))

    assert new.replace("\n", newline) == saved(tmp_path, old.replace("\n", newline), agent())


def test_a_new_questionnaire_follows_the_earlier_one(tmp_path: Path) -> None:
    text = saved(tmp_path, HEAD + "answers:\n" + PROFILE + "# end\n", always())

    assert text == HEAD + "answers:\n" + PROFILE + "  practices:\n    xx-01: always\n# end\n"


def test_an_empty_line_that_is_part_of_a_note_stays_part_of_it(tmp_path: Path) -> None:
    text = "    sp-02:\n      answer: money\n      note: |+\n        z\n\n"
    before = HEAD + "answers:\n  system-profile:\n" + text

    assert f"{before}    sp-01: agent\n" == saved(tmp_path, before, agent())


def test_a_value_that_ends_with_the_file_is_not_given_a_line_more(tmp_path: Path) -> None:
    block = "    sp-02:\n      answer: money\n      note: |\n        z"

    text = saved(tmp_path, f"{HEAD}answers:\n  system-profile:\n{block}", agent())

    assert f"{HEAD}answers:\n  system-profile:\n    sp-01: agent\n{block}" == text


def test_answers_above_the_subject_are_added_above_a_value_that_ends_with_the_file(
    tmp_path: Path,
) -> None:
    rest = "  format: alignassess/answers/1\n  system:\n    id: acme\n    name: |\n      Acme"

    text = saved(tmp_path, rest, agent())

    assert f"  answers:\n    system-profile:\n      sp-01: agent\n{rest}" == text


JSON_HEAD = '"format": "alignassess/answers/1", '


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (
            f'{{\n  {JSON_HEAD}\n  "system": {{"id": "acme", "name": "A \\ud83d\\ude00"}}\n}}\n',
            f'{{\n  {JSON_HEAD}\n  "system": {{"id": "acme", "name": "A \\ud83d\\ude00"}},\n'
            '  "answers": {"system-profile": {"sp-01": "agent"}}\n}\n',
        ),
        (
            f'{{{JSON_HEAD}"system": {{"id": "acme", "name": "\\\\ud83d"}}, "answers":'
            ' {"system-profile": {"sp-01": "chat", "sp-02": "money"}}, "instrument": 1.10}',
            f'{{{JSON_HEAD}"system": {{"id": "acme", "name": "\\\\ud83d"}}, "answers":'
            ' {"system-profile": {"sp-01": "agent", "sp-02": "money"}}, "instrument": 1.10}',
        ),
    ],
)
def test_json_stays_json_and_keeps_its_layout(tmp_path: Path, old: str, new: str) -> None:
    assert new == saved(tmp_path, old, agent(), name="acme.json")


def test_an_empty_mapping_gets_its_first_key(tmp_path: Path) -> None:
    assert saved(tmp_path, "{}", agent()) == "{answers: {system-profile: {sp-01: agent}}}"


def test_a_mark_at_the_start_of_the_file_stays(tmp_path: Path) -> None:
    text = saved(tmp_path, f"\ufeff{HEAD}answers: {{}}\n", agent())

    assert f"\ufeff{HEAD}answers:\n  system-profile:\n    sp-01: agent\n" == text


@pytest.mark.parametrize(
    ("change", "written"),
    [
        (entry("sp-02", Chosen(options=("money", "people"))), "sp-02: [money, people]"),
        (entry("sp-02", Chosen(options=("money",))), "sp-02: [money]"),
        (entry("xx-01", DontKnow()), "xx-01: dont-know"),
        (
            entry("xx-01", Declined(on=date(2026, 11, 2), by="jr")),
            "xx-01: {answer: declined, by: jr, on: 2026-11-02}",
        ),
        (
            entry("xx-01", NotApplicable(note='no "trace"')),
            'xx-01: {answer: not-applicable, note: "no \\"trace\\""}',
        ),
        (
            always(note="two\nlines", evidence=("retest",)),
            'xx-01: {answer: always, note: "two\\nlines", evidence: [retest]}',
        ),
        (
            entry("xx-01", Chosen(options=("never",), by="jr"), DontKnow()),
            "xx-01: [{answer: never, by: jr}, {answer: dont-know}]",
        ),
    ],
)
@pytest.mark.parametrize("name", ["acme.yaml", "acme.json"])
def test_every_kind_of_answer_reads_back(
    tmp_path: Path, change: Entry, written: str, name: str, instrument: Instrument
) -> None:
    text = saved(tmp_path, HEAD + PEOPLE, change, name=name)

    read = load_sheet(tmp_path / name, instrument).sheet
    assert change == bare(read.entry[change.question])
    assert name == "acme.json" or written in text


@pytest.mark.parametrize("word", ["no", "1e3", "a b", "x:", "-", "2026"])
def test_a_word_that_another_reader_takes_for_something_else_is_quoted(
    tmp_path: Path, word: str
) -> None:
    people = f'respondents: {{"{word}": {{name: J. Rossi}}}}\n'

    text = saved(tmp_path, HEAD + people, always(by=word))

    assert f'by: "{word}"' in text


NOTES = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60)


@settings(max_examples=80, deadline=None)
@given(
    note=NOTES
    | st.sampled_from(
        [" a ", "# x", "a: b", "'", '"', "\x85", "\u202ex", "\x00", "\r\n", "\ufeff", "\\"]
    )
)
@pytest.mark.parametrize("name", ["acme.yaml", "acme.json"])
def test_every_note_reads_back_exactly(
    note: str, name: str, tmp_path_factory: pytest.TempPathFactory, instrument: Instrument
) -> None:
    folder = tmp_path_factory.mktemp("notes")
    path = folder / name
    path.write_text(f"{HEAD}answers: {{practices: {{xx-01: 0}}}}\n")
    change = always(note=note)

    save(path, change, instrument)

    assert change == bare(load_sheet(path, instrument).sheet.entry["xx-01"])


def test_a_note_with_half_a_character_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError):
        saved(tmp_path, HEAD, always(note="\ud800"))


UGLY = (
    "answers:\n  system-profile:\n    sp-01: chat # a\n  practices:\n    xx-01: 0\n",
    "answers: {system-profile: {sp-01: chat,}, }",
    'answers:\r\n  "practices":\r\n    "xx-01":\r\n      note: >-\r\n        a # b\r\n\r\n'
    "        c\r\n      answer: 2",
    "answers:\n  practices: {xx-01: [{answer: 0, by: jr}, {answer: 4}]}\n  system-profile: {}\n"
    + PEOPLE,
    "answers:\n\n\n  system-profile:\n\n    sp-02: # x\n    # y\n    - money\n    # z\n"
    "    - people\n\n# w\n",
    "# \u2028answers: {}\n",
)


@settings(max_examples=60, deadline=None)
@given(
    text=st.sampled_from(UGLY),
    changes=st.lists(
        st.one_of(
            st.sampled_from(["chat", "agent"]).map(
                lambda key: entry("sp-01", Chosen(options=(key,)))
            ),
            st.sampled_from([("money",), ("money", "people")]).map(
                lambda keys: entry("sp-02", Chosen(options=keys))
            ),
            st.builds(lambda note: always(note=note), NOTES),
            st.builds(lambda note: entry("xx-01", NotApplicable(note="a" + note)), NOTES),
        ),
        max_size=5,
    ),
)
def test_answers_saved_one_after_another_all_read_back(
    text: str,
    changes: list[Entry],
    tmp_path_factory: pytest.TempPathFactory,
    instrument: Instrument,
) -> None:
    path = tmp_path_factory.mktemp("ugly") / "acme.yaml"
    path.write_bytes((HEAD + text).encode())
    expected = {one.question: bare(one) for one in load_sheet(path, instrument).sheet.entries}
    save = SheetSaver(path, instrument, digest=digest_of(path))

    for change in changes:
        save(change)
        expected[change.question] = change

    read = load_sheet(path, instrument).sheet
    assert expected == {one.question: bare(one) for one in read.entries}


def test_saving_what_the_sheet_says_already_writes_nothing(tmp_path: Path) -> None:
    text = HEAD + "answers:\n  practices:\n    xx-01:   4\n"

    assert text == saved(tmp_path, text, always())


def test_a_save_that_is_cut_short_leaves_the_old_file(
    tmp_path: Path, instrument: Instrument, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "acme.yaml"
    path.write_text(HEAD)

    def cut_short(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "replace", cut_short)
    with pytest.raises(KeyboardInterrupt):
        save(path, agent(), instrument)

    assert path.read_text() == HEAD
    assert [one.name for one in tmp_path.iterdir()] == ["acme.yaml"]


def test_a_file_that_cannot_be_replaced_is_a_usage_error(
    tmp_path: Path, instrument: Instrument, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "acme.yaml"
    path.write_text(HEAD)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(UsageError, match="No space left"):
        save(path, agent(), instrument)

    assert path.read_text() == HEAD
    assert [one.name for one in tmp_path.iterdir()] == ["acme.yaml"]


def test_a_read_only_sheet_is_not_replaced(
    tmp_path: Path, instrument: Instrument, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "acme.yaml"
    path.write_text(HEAD)
    # Tests may run as root, whom a mode does not stop.
    monkeypatch.setattr(os, "access", lambda *_: False)

    with pytest.raises(UsageError, match="read-only"):
        save(path, agent(), instrument)


def test_mode_and_link_of_a_sheet_stay(tmp_path: Path, instrument: Instrument) -> None:
    path, link = tmp_path / "acme.yaml", tmp_path / "current.yaml"
    path.write_text(HEAD)
    path.chmod(0o640)
    link.symlink_to(path)

    save(link, agent(), instrument)

    assert link.is_symlink()
    assert path.stat().st_mode & 0o777 == 0o640
    assert "sp-01: agent" in path.read_text()


@pytest.mark.parametrize(
    ("text", "change", "message"),
    [
        ("[]\n", agent(), "not an answer sheet"),
        (HEAD + "answers:\n  practices:\n    xx-01: 9\n", agent(), 'no option "9"'),
        (HEAD, always(evidence=("lost",)), "no evidence entry lost"),
        (HEAD, always(by="nobody"), "nobody in respondents"),
        (HEAD, always(note="x" * 4_000_000), "too large to read again"),
        (HEAD + "answers:\n  practices:\n    ? xx-01\n    : 0\n", always(), "plain text"),
    ],
)
def test_what_would_not_read_back_is_refused_and_nothing_written(
    tmp_path: Path, instrument: Instrument, text: str, change: Entry, message: str
) -> None:
    path = tmp_path / "acme.yaml"
    path.write_text(text)

    with pytest.raises(AlignassessError, match=message):
        save(path, change, instrument)

    assert text == path.read_text()
