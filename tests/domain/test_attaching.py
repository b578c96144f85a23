"""What a file would do for an answer before it is named there."""

from datetime import date

from alignassess.domain.answers import Entry
from alignassess.domain.attaching import Effect, effect_of, offers, with_evidence
from alignassess.domain.evidence import EvidenceEntry, FileState, Observation
from alignassess.domain.model import Assurance
from alignassess.domain.observation import (
    EvidenceFormat,
    ModelIdentity,
    Provenance,
    ResultFile,
)
from alignassess.domain.refusals import Refusal, RefusalReason
from tests.domain.results import named, on, read, run, share, sheet_with
from tests.domain.sheets import AS_OF, SHIPPED, at_level, entry

ONE = named("retest")


def effect(
    found: Observation,
    question: str = "ec-06",
    *,
    levels: dict[str, int] | None = None,
    others: tuple[Entry, ...] = (),
) -> Effect:
    sheet = sheet_with(levels={"ec-06": 3, "ft-03": 3} if levels is None else levels, others=others)
    return effect_of(SHIPPED, sheet, question, ONE, observations=(found,), as_of=AS_OF)


def test_a_result_that_counts_would_be_a_test() -> None:
    found = effect(read("retest", run()))

    assert (Assurance.TESTED, (), None) == (
        found.earned.assurance,
        found.contradictions,
        found.refusal,
    )


def test_a_result_that_speaks_against_the_answer_may_be_named() -> None:
    found = effect(read("retest", run(share(0.41))))

    assert 1 == len(found.contradictions)
    assert None is found.refusal


def test_a_question_without_an_answer_is_taken_at_its_best() -> None:
    found = effect(read("retest", run(share(0.41))), levels={})

    assert 1 == len(found.contradictions)


def test_a_run_that_does_not_count_is_refused_with_its_reason() -> None:
    cancelled = run(refusals=(Refusal(reason=RefusalReason.CANCELLED),))

    assert "The run was cancelled before its end." == effect(read("retest", cancelled)).refusal


def test_a_file_about_something_else_is_refused_with_what_it_bears_on() -> None:
    found = effect(read("retest", run()), "ec-21", levels={"ec-21": 3})

    assert (
        "none of its figures bears on ec-21; it bears on ec-06, ec-25, ft-03, vs-07, vs-25"
        == found.refusal
    )


def test_a_run_of_the_base_may_be_named_where_it_is_half_a_pair() -> None:
    base = run(model="example-open", started=on(date(2026, 7, 1)))

    assert None is effect(read("retest", base), "ft-03").refusal
    assert "it is about the base of the model" == effect(read("retest", base)).refusal


def test_a_document_is_never_refused() -> None:
    plain = Observation(evidence="retest", state=FileState.MATCHES, sha256="a")

    assert None is effect(plain).refusal


def test_a_model_card_may_be_named_anywhere() -> None:
    stated = run(refusals=(Refusal(reason=RefusalReason.NOT_A_RUN),))
    card = ResultFile(
        format=EvidenceFormat.HF_MODEL_INDEX,
        evaluations=(stated,),
        provenance=(Provenance(model=ModelIdentity(name="example-large")),),
    )

    found = effect(read("retest", stated, result=card), "ec-21", levels={"ec-21": 3})

    assert (Assurance.DOCUMENTED, None) == (found.earned.assurance, found.refusal)


def test_what_the_file_does_elsewhere_does_not_count_here() -> None:
    elsewhere = entry("ec-25", at_level("ec-25", 3, evidence=("retest",)))
    sheet = with_evidence(SHIPPED, sheet_with(ONE, levels={}, others=(elsewhere,)), "ec-06", ONE)

    assert () == sheet.entry["ec-25"].answers[0].evidence
    assert ("retest",) == sheet.entry["ec-06"].answers[0].evidence
    assert 1 == len(sheet.evidence)


def test_offers_come_in_the_order_of_asking_and_for_what_applies() -> None:
    other = EvidenceEntry(id="note", title="A note")
    files = {
        ONE: read("retest", run()),
        other: Observation(evidence="note", state=FileState.PRESENT),
    }
    sheet = sheet_with(levels={"ec-06": 3})

    every = offers(SHIPPED, sheet, files, observations=(), as_of=AS_OF)
    one = offers(SHIPPED, sheet, files, observations=(), as_of=AS_OF, question="ec-25")

    assert ["vs-25", "vs-07", "ft-03", "ec-25", "ec-06"] == [e.question for _, e in every]
    assert [(ONE, "ec-25")] == [(entry, effect.question) for entry, effect in one]
