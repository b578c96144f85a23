"""How the shipped instrument speaks: options told apart, and no claim or mind in its prose."""

import re
from collections.abc import Iterator

import pytest

from alignassess.domain.catalog import Principle, Rule
from alignassess.domain.questionnaire import Question, ScoredQuestion
from alignassess.files.instrument_files import load_library
from tests.domain.sheets import SHIPPED

QUESTIONS: tuple[Question, ...] = (*SHIPPED.profile, *SHIPPED.scored)
LIBRARY = load_library()

CLAIMS = re.compile(
    r"\b(?:is|are|makes it|proves it|proven) (?:safe|aligned|compliant|trustworthy)\b"
    r"|\b(?:guarantees?|ensures?)\b",
    re.I,
)
MINDS = re.compile(
    r"\b(?:desires|fears|lies to|is lying|plots|schemes|schemed|tries to hide)\b", re.I
)
LOUD = re.compile(r"!|\N{EM DASH}")


def prose() -> Iterator[tuple[str, str]]:
    """Everything that the instrument says in sentences of its own, with where it stands."""
    for question in QUESTIONS:
        said = [question.text, question.why, question.note, question.contested]
        if question.help is not None:
            said += [question.help.good, question.help.where]
        if isinstance(question, ScoredQuestion):
            said.append(question.remedy.step)
        said += [option.label for option in question.options]
        yield question.id, " ".join(filter(None, said))
    stated: tuple[Rule | Principle, ...] = (*SHIPPED.rules, *LIBRARY.principles)
    for rule in stated:
        yield rule.id, " ".join(filter(None, [rule.title, rule.text, rule.reason, rule.contested]))
    for topic in LIBRARY.topics:
        yield topic.id, " ".join(filter(None, [topic.title, topic.text, topic.contested]))
    for lens in LIBRARY.lenses:
        yield lens.id, " ".join([lens.text, lens.reason, lens.evidence, lens.demand])
    for category in SHIPPED.category.values():
        yield (
            category.id,
            " ".join(
                [
                    category.definition,
                    category.sense_note,
                    category.status,
                    category.contested,
                    category.raised_by,
                    category.lowered_by,
                    category.bounded_by,
                    category.detected_by,
                    category.undermines,
                    category.report_note,
                ]
            ),
        )


@pytest.mark.parametrize("pattern", [CLAIMS, MINDS, LOUD], ids=["claims", "minds", "loud"])
def test_no_prose_claims_safety_speaks_of_minds_or_shouts(pattern: re.Pattern[str]) -> None:
    found = {name: hit.group() for name, text in prose() if (hit := pattern.search(text))}

    assert {} == found


def test_no_two_options_of_a_question_read_the_same() -> None:
    repeated = {
        question.id
        for question in QUESTIONS
        if len({option.label.casefold() for option in question.options}) < len(question.options)
    }

    assert set() == repeated


def test_a_previous_level_is_one_that_can_be_chosen() -> None:
    missing = {
        question.id
        for question in SHIPPED.scored
        for option in question.options
        if "previous level" in option.label
        and option.level - 1 not in {other.level for other in question.options}
    }

    assert set() == missing


def test_no_scored_question_can_be_answered_by_yes_or_no() -> None:
    closed = re.compile(r"(?:Is|Are|Was|Were|Do|Does|Did|Has|Have|Had|Can|Could|Will|Would)\b")

    assert [] == [question.id for question in SHIPPED.scored if closed.match(question.text)]
