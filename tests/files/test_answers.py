"""The answers of a sheet: what is read, and what is said of what cannot be."""

from datetime import date
from pathlib import Path

import pytest

from alignassess.domain.answers import Answer, Chosen, Declined, DontKnow, NotApplicable
from alignassess.domain.instrument import Instrument
from alignassess.errors import Place
from alignassess.files.answer_sheet import load_sheet
from alignassess.files.listing import MOST_LISTED
from tests.builders import small_instrument, write_sheet
from tests.files.telling import helped, told

PEOPLE = "respondents: {jr: {name: J. Rossi}}\nevidence: {retest: {title: Retest}}\n"
"""Two lines, so that `answers:` stands on line 5."""


@pytest.fixture
def small() -> Instrument:
    return small_instrument()


def answers(small: Instrument, text: str) -> tuple[Answer, ...]:
    path = write_sheet(Path(), f"{PEOPLE}answers:\n{text}")
    (entry,) = load_sheet(path, small).sheet.entries
    return entry.answers


def scored(small: Instrument, text: str) -> list[str]:
    return told(small, f"{PEOPLE}answers:\n  practices:\n    xx-01: {text}\n")


def profile(small: Instrument, text: str) -> list[str]:
    return told(small, f"{PEOPLE}answers:\n  system-profile:\n    {text}\n")


def test_a_key_and_its_level_say_the_same(folder: Path, small: Instrument) -> None:
    (by_key,) = answers(small, "  practices: {xx-01: sometimes}")
    (by_level,) = answers(small, "  practices: {xx-01: 2}")

    assert Chosen(options=("sometimes",), place=Place("acme.yaml", 6)) == by_key == by_level


def test_the_long_form_keeps_who_when_why_and_evidence(folder: Path, small: Instrument) -> None:
    (answer,) = answers(
        small,
        "  practices:\n    xx-01:\n      answer: always\n      by: jr\n      on: 2026-11-02\n"
        "      note: 'no'\n      evidence: [retest, retest]\n",
    )

    assert (
        Chosen(
            options=("always",),
            by="jr",
            on=date(2026, 11, 2),
            note="no",
            evidence=("retest",),
            place=Place("acme.yaml", 7),
        )
        == answer
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("dont-know", DontKnow()),
        ("{answer: dont-know, note: asked}", DontKnow(note="asked")),
        ("{answer: declined, on: 2026-11-02}", Declined(on=date(2026, 11, 2))),
        ("{answer: not-applicable, note: no model}", NotApplicable(note="no model")),
        (
            "{answer: never, evidence: retest, note: }",
            Chosen(options=("never",), evidence=("retest",)),
        ),
        ("{answer: never, evidence: , by: }", Chosen(options=("never",))),
    ],
)
def test_nonresponses_and_claims(
    folder: Path, small: Instrument, text: str, expected: Answer
) -> None:
    (answer,) = answers(small, f"  practices: {{xx-01: {text}}}")

    assert expected == answer.model_copy(update={"place": None})


def test_an_open_disagreement_keeps_both_sides(folder: Path, small: Instrument) -> None:
    sides = answers(
        small, "  practices:\n    xx-01:\n    - {answer: never, by: jr}\n    - {answer: 4}\n"
    )

    assert [one.options for one in sides if isinstance(one, Chosen)] == [("never",), ("always",)]
    assert [one.place.line for one in sides if one.place] == [8, 9]


def test_a_multiple_choice_takes_one_key_or_a_list(folder: Path, small: Instrument) -> None:
    (one,) = answers(small, "  system-profile: {sp-02: money}")
    (two,) = answers(small, "  system-profile: {sp-02: [money, people]}")

    assert getattr(one, "options", None) == ("money",)
    assert getattr(two, "options", None) == ("money", "people")


@pytest.mark.parametrize("empty", ["", "  practices:\n", "  practices: {}\n"])
def test_no_answers_yet_is_no_problem(folder: Path, small: Instrument, empty: str) -> None:
    path = write_sheet(folder, f"answers:\n{empty}")

    assert load_sheet(path, small).sheet.entries == ()


@pytest.mark.parametrize(
    ("word", "shown"),
    [
        ("yes", "yes"),
        ("no", "no"),
        ("1:30", "1:30"),
        ("010", "010"),
        ("2026-11-02", "2026-11-02"),
        ("5", "5"),
        ("-1", "-1"),
        ("3", "3"),
        ("2.0", "2.0"),
        ("''", ""),
        ("true", "true"),
        ("٣", "٣"),
        ('"a\\nb\\e[31m"', "a\\nb\\u001b[31m"),
        ("x" * 61, "x" * 60 + "..."),
    ],
)
def test_what_is_no_option_is_told_as_written(
    folder: Path, small: Instrument, word: str, shown: str
) -> None:
    assert [f'acme.yaml:7: xx-01 has no option "{shown}"'] == scored(small, word)
    assert [f'acme.yaml:7: sp-01 has no option "{shown}"'] == profile(small, f"sp-01: {word}")


def test_the_options_are_listed_and_the_nearest_is_offered(
    folder: Path, instrument: Instrument
) -> None:
    far = "answers:\n  fine-tuning-safety:\n    ft-03: whatever\n"
    near = "answers:\n  fine-tuning-safety:\n    ft-01: informaly\n"

    listed = ", ".join(option.key for option in instrument.question["ft-03"].options)
    assert f"choose one of: {listed}" == helped(instrument, far)
    assert told(instrument, far) == ['acme.yaml:5: ft-03 has no option "whatever"']
    assert (helped(instrument, near) or "").startswith("did you mean informal? choose one of: ")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[never, always]", "7: xx-01 takes one answer, not a list"),
        ("[]", "7: xx-01 takes one answer, not a list"),
        ("[{answer: never}, always]", "7: xx-01 takes one answer, not a list"),
        ("{answer: [never, always]}", "7: xx-01 takes one option"),
        ("{answer: []}", "7: xx-01: an answer is an option's key"),
        ("{answer: {a: b}}", "7: xx-01: an answer is an option's key"),
        ("{note: fine}", "7: xx-01 has no `answer`"),
        ("{}", "7: xx-01 has no `answer`"),
        ("{answer: never, nott: x}", "7: xx-01: unknown key nott"),
        ("{answer: never, note: [x]}", "7: xx-01: note must be text"),
        ("{answer: never, by: mk}", "7: xx-01: nobody in respondents has the key mk"),
        ("{answer: never, on: 20261102}", '7: xx-01: "20261102" is not a date'),
        ("{answer: never, on: 2026-02-30}", '7: xx-01: "2026-02-30" is not a date'),
        ("{answer: never, evidence: tests}", "7: xx-01: there is no evidence entry tests"),
        ("{answer: never, evidence: {a: b}}", "7: xx-01: evidence must list ids"),
        ("{answer: never, evidence: [[retest]]}", "7: xx-01: evidence must list ids"),
        ("declined", "7: xx-01: declined needs the date of asking"),
        ("{answer: declined, on: soon}", '7: xx-01: "soon" is not a date'),
        ("not-applicable", "7: xx-01: not-applicable needs a note with the reason"),
        (
            "{answer: not-applicable, note: ' '}",
            "7: xx-01: not-applicable needs a note with the reason",
        ),
        ("{answer: not-applicable, note: {}}", "7: xx-01: note must be text"),
    ],
)
def test_trouble_with_one_answer(folder: Path, small: Instrument, text: str, message: str) -> None:
    assert [f"acme.yaml:{message}"] == scored(small, text)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("sp-01: [chat, agent]", "sp-01 takes one answer, not a list"),
        ("sp-01: {answer: [chat, agent]}", "sp-01 takes one option"),
        ("sp-01: {answer: not-applicable, note: x}", "sp-01 cannot be not-applicable"),
        ("sp-02: []", "sp-02: an answer is an option's key"),
        ("sp-02: [money, [people]]", "sp-02: an answer is an option's key"),
        ("sp-02: [money, money]", "sp-02 lists an option twice"),
        ("sp-02: [nothing, money]", "sp-02: nothing cannot stand beside other options"),
        ("xx-01: never", "xx-01 belongs to practices"),
        ("xx-09: never", "xx-09 is no longer asked"),
        ("sp-1: chat", "there is no question sp-1 in system-profile"),
        ('"": chat', 'there is no question "" in system-profile'),
    ],
)
def test_trouble_with_facts(folder: Path, small: Instrument, text: str, message: str) -> None:
    assert [f"acme.yaml:7: {message}"] == profile(small, text)


@pytest.mark.parametrize(
    ("rest", "remedy"),
    [
        ("answers:\n  practice: {}", "did you mean practices?"),
        ("answers:\n  practices: {xx-1: 0}", "did you mean xx-01?"),
        ("answers:\n  practices: {xx-09: 0}", "remove the line; see xx-01"),
        ("answers:\n  system-profile: {xx-01: 0}", "move it to answers: practices:"),
        (PEOPLE + "answers:\n  practices: {xx-01: {answer: 0, by: jt}}", "choose one of: jr"),
        ("answers:\n  practices: {xx-01: {answer: 0, by: jt}}", "add the person to respondents"),
        ("answers:\n  practices: {xx-01: {answer: 0, evidence: x}}", "add it to evidence"),
        (
            PEOPLE + "answers:\n  practices: {xx-01: {answer: 0, evidence: retst}}",
            "did you mean retest?",
        ),
    ],
)
def test_what_to_do_about_it(folder: Path, small: Instrument, rest: str, remedy: str) -> None:
    assert remedy == helped(small, rest)


def test_a_retired_question_without_successor(folder: Path, instrument: Instrument) -> None:
    assert (
        helped(instrument, "answers:\n  research-engagement:\n    re-15: 2\n") == "remove the line"
    )


def test_a_practice_that_must_apply_cannot_be_not_applicable(
    folder: Path, instrument: Instrument
) -> None:
    essential = next(one for one in instrument.scored if not one.not_applicable).id
    home = instrument.questionnaire_of[essential]

    assert [f"acme.yaml:4: {essential} cannot be not-applicable"] == told(
        instrument, f"answers:\n  {home}: {{{essential}: {{answer: not-applicable, note: x}}}}\n"
    )


@pytest.mark.parametrize(
    ("rest", "message"),
    [
        ("answers: [a]", "acme.yaml:3: answers must be a mapping of questionnaires"),
        ("answers: none", "acme.yaml:3: answers must be a mapping of questionnaires"),
        (
            "answers:\n  practices: [xx-01]",
            "acme.yaml:4: practices must be a mapping of question ids to answers",
        ),
        ("answers:\n  other: {}", "acme.yaml:4: there is no questionnaire other"),
    ],
)
def test_trouble_with_the_shape(folder: Path, small: Instrument, rest: str, message: str) -> None:
    assert [message] == told(small, rest)


def test_everything_wrong_is_told_at_once_with_its_line(folder: Path, small: Instrument) -> None:
    said = told(
        small,
        "color: red\n"
        "answers:\n"
        "  practices:\n"
        "    xx-01:\n"
        "      by: mk\n"
        "      answer: often\n"
        "      evidence:\n"
        "        - one\n"
        "        - two\n"
        "  system-profile:\n"
        "    sp-02:\n"
        "      - money\n"
        "      - honour\n"
        "    sp-99: 1\n"
        "  other: {}\n"
        "inherits: [missing.yaml]\n"
        "evidence: {report: {title: Report, file: ../../report.txt}}\n",
    )

    assert [
        "acme.yaml:3: unknown key color",
        "acme.yaml:7: xx-01: nobody in respondents has the key mk",
        "acme.yaml:10: xx-01: there is no evidence entry one",
        "acme.yaml:11: xx-01: there is no evidence entry two",
        'acme.yaml:8: xx-01 has no option "often"',
        'acme.yaml:15: sp-02 has no option "honour"',
        "acme.yaml:16: there is no question sp-99 in system-profile",
        "acme.yaml:17: there is no questionnaire other",
        f"acme.yaml:19: ../../report.txt lies outside the root {Path.cwd()}",
        "acme.yaml:18: inherits missing.yaml: there is no such file",
    ] == said


def test_thousands_of_unknown_questions_are_told_without_delay(
    folder: Path, small: Instrument
) -> None:
    lines = "".join(f"    zz-{number}: 1\n" for number in range(2_000))

    found = told(small, "answers:\n  practices:\n" + lines)

    assert MOST_LISTED + 1 == len(found)
    assert found[-1] == "acme.yaml: 1000 more problems are not listed"
