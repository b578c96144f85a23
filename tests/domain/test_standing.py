"""What one scored question counts as in the three readings."""

from collections.abc import Sequence

import pytest

from alignassess.domain.answers import Answer, Declined, DontKnow, NotApplicable, Origin
from alignassess.domain.model import Assurance
from alignassess.domain.questionnaire import ScoredQuestion
from alignassess.domain.standing import Standing, State, standing
from alignassess.domain.subject import ModelReference
from tests.domain.sheets import MODEL, OTHER_MODEL, SHIPPED, at_level, entry
from tests.strategies import DECLINED, DONT_KNOW, NOT_APPLICABLE

EARNED = {assurance.value: assurance for assurance in Assurance}


def _stands(
    *answers: Answer,
    origin: Origin | None = None,
    model: ModelReference | None = MODEL,
) -> Standing:
    question = SHIPPED.question["vs-05"]
    assert isinstance(question, ScoredQuestion)
    said = entry("vs-05", *answers, origin=origin) if answers else None
    return standing(question, said, earned=EARNED, model=model, method=SHIPPED.method)


@pytest.mark.parametrize(
    ("level", "evidence", "levels"),
    [
        (4, (), (4, 4, 2)),
        (4, ("asserted",), (4, 4, 2)),
        (4, ("unheard-of",), (4, 4, 2)),
        (4, ("documented",), (4, 4, 3)),
        (4, ("tested",), (4, 4, 4)),
        (4, ("independent",), (4, 4, 4)),
        (4, ("asserted", "tested"), (4, 4, 4)),
        (3, ("documented",), (3, 3, 3)),
        (2, (), (2, 2, 2)),
        (0, ("independent",), (0, 0, 0)),
    ],
)
def test_in_evidenced_a_claim_counts_at_most_what_its_evidence_supports(
    level: int, evidence: tuple[str, ...], levels: Sequence[int]
) -> None:
    found = _stands(at_level("vs-05", level, evidence=evidence))

    assert levels == found.levels
    assert found.counts == (True, True, True)
    assert found.state is State.ANSWERED
    assert found.level == level


@pytest.mark.parametrize(
    ("answers", "state"),
    [
        ((), State.UNANSWERED),
        ((DONT_KNOW,), State.DONT_KNOW),
        ((DECLINED,), State.DECLINED),
    ],
)
def test_a_nonresponse_is_the_top_in_best_and_nothing_else(
    answers: tuple[DontKnow | Declined, ...], state: State
) -> None:
    found = _stands(*answers)

    assert state is found.state
    assert found.levels == (4, 0, 0)
    assert found.counts == (True, True, True)


@pytest.mark.parametrize(
    ("evidence", "counts"),
    [
        ((), (False, False, True)),
        (("asserted",), (False, False, True)),
        (("documented",), (False, False, False)),
        (("independent",), (False, False, False)),
    ],
)
def test_not_applicable_counts_in_evidenced_until_a_document_supports_it(
    evidence: tuple[str, ...], counts: tuple[bool, bool, bool]
) -> None:
    found = _stands(NotApplicable(note="no such part", evidence=evidence))

    assert counts == found.counts
    assert found.levels == (0, 0, 0)
    assert found.state is State.NOT_APPLICABLE


@pytest.mark.parametrize(
    ("one", "other", "levels", "assurance"),
    [
        (at_level("vs-05", 3), at_level("vs-05", 1), (1, 1, 1), Assurance.ASSERTED),
        # 4 asserted reads 2 in evidenced; 3 tested reads 3
        (
            at_level("vs-05", 4),
            at_level("vs-05", 3, evidence=("tested",)),
            (3, 3, 2),
            Assurance.ASSERTED,
        ),
        (
            at_level("vs-05", 4, evidence=("independent",)),
            at_level("vs-05", 3, evidence=("documented",)),
            (3, 3, 3),
            Assurance.DOCUMENTED,
        ),
        (at_level("vs-05", 3), DONT_KNOW, (3, 0, 0), Assurance.ASSERTED),
        (at_level("vs-05", 3), NOT_APPLICABLE, (3, 0, 0), Assurance.ASSERTED),
        (NOT_APPLICABLE, DECLINED, (4, 0, 0), Assurance.ASSERTED),
    ],
)
def test_of_a_disagreement_the_lower_counts_in_each_reading(
    one: Answer, other: Answer, levels: Sequence[int], assurance: Assurance
) -> None:
    found = _stands(one, other)

    assert levels == found.levels
    assert found.levels == _stands(other, one).levels
    assert found.state is State.DISPUTED
    assert found.counts == (True, True, True)
    assert assurance is found.assurance


INHERITED = Origin(id="example-ai", name="Example AI", model=MODEL)
INHERITED_FROM_OTHER = Origin(id="example-ai", name="Example AI", model=OTHER_MODEL)
HELD = "inherited from Example AI for another model or version"


def test_an_answer_inherited_for_another_version_counts_at_most_level_two() -> None:
    found = _stands(at_level("vs-05", 4, evidence=("tested",)), origin=INHERITED_FROM_OTHER)

    assert found.levels == (2, 2, 2)
    assert found.held == HELD


def test_a_low_answer_is_not_held_by_its_origin() -> None:
    found = _stands(at_level("vs-05", 1), origin=INHERITED_FROM_OTHER)

    assert found.levels == (1, 1, 1)
    assert found.held is None


def test_a_disagreement_inherited_for_another_version_is_held_too() -> None:
    four, three = at_level("vs-05", 4), at_level("vs-05", 3)

    assert _stands(four, three, origin=INHERITED_FROM_OTHER).levels == (2, 2, 2)
    assert _stands(four, three, origin=INHERITED_FROM_OTHER).held == HELD
    assert _stands(four, three, origin=INHERITED).held is None


@pytest.mark.parametrize(
    ("origin", "model"),
    [
        (INHERITED, MODEL),
        (Origin(id="example-ai", name="Example AI"), MODEL),
        (INHERITED_FROM_OTHER, None),
        (INHERITED_FROM_OTHER, ModelReference(name="our-tune", base=OTHER_MODEL)),
    ],
    ids=["same", "origin names none", "sheet names none", "made from it"],
)
def test_an_answer_inherited_for_the_same_model_or_its_base_counts_in_full(
    origin: Origin, model: ModelReference | None
) -> None:
    found = _stands(at_level("vs-05", 4, evidence=("tested",)), origin=origin, model=model)

    assert found.levels == (4, 4, 4)
    assert found.held is None


def test_a_model_made_from_another_version_holds_the_answer() -> None:
    tuned = ModelReference(name="our-tune", base=MODEL)
    found = _stands(at_level("vs-05", 4), origin=INHERITED_FROM_OTHER, model=tuned)

    assert found.levels == (2, 2, 2)
