"""The properties of the method hold with result files too, whatever they say."""

from datetime import date
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from alignassess.domain.answers import Chosen, Sheet
from alignassess.domain.assessment import SystemAssessment
from alignassess.domain.evidence import EvidenceEntry, Observation
from alignassess.domain.model import READINGS, Reading
from alignassess.domain.refusals import Refusal, RefusalReason
from alignassess.domain.scoring import assess
from tests.domain.results import named, on, read, run, share
from tests.domain.sheets import AS_OF, MODEL, OBSERVATIONS, SHIPPED, entry, fine_risks
from tests.strategies import DONT_KNOW, sheets

NOISE = 2e-9

NAME = MODEL.name or ""

GOOD = run(share(0.05), model=NAME)
BAD = run(share(0.41), model=NAME)
RESULTS = {
    "good": GOOD,
    "bad": BAD,
    "unclear": run(share(0.09, scored=20), model=NAME),
    "refused": run(refusals=(Refusal(reason=RefusalReason.LIMITED),), model=NAME),
    "unbound": run(model="another"),
    "stale": run(started=on(date(2020, 1, 1)), model=NAME),
}
TESTED = ("ec-06", "ec-25", "vs-07", "vs-25", "ft-03")
"""Questions that sycophancy results bear on."""


def with_result(sheet: Sheet, kind: str) -> Sheet:
    """The sheet with a result named in support of the questions it bears on, where answered."""
    return _rebuilt(
        sheet,
        {q: (*one.answers[0].evidence, "result") for q in TESTED if (one := sheet.entry.get(q))},
        named("result", id="result"),
    )


def _rebuilt(
    sheet: Sheet, supports: dict[str, tuple[str, ...]], more: EvidenceEntry | None = None
) -> Sheet:
    entries = tuple(
        entry(
            one.question,
            *(
                answer.model_copy(update={"evidence": supports[one.question]})
                for answer in one.answers
            ),
            origin=one.origin,
        )
        if one.question in supports
        else one
        for one in sheet.entries
    )
    evidence = sheet.evidence if more is None else (*sheet.evidence, more)
    return Sheet(
        subject=sheet.subject, respondents=sheet.respondents, entries=entries, evidence=evidence
    )


def scored(sheet: Sheet, kind: str | None) -> SystemAssessment:
    observations: tuple[Observation, ...] = OBSERVATIONS
    if kind is not None:
        observations = (*observations, read("result", RESULTS[kind]))
    found = assess(SHIPPED, sheet, observations=observations, as_of=AS_OF)
    assert isinstance(found, SystemAssessment)
    return found


def no_lower(after: SystemAssessment, before: SystemAssessment, *readings: Reading) -> None:
    for reading in readings:
        pairs = zip(fine_risks(before, reading), fine_risks(after, reading), strict=True)
        assert all(now >= then - NOISE for then, now in pairs), reading


KINDS = st.sampled_from(sorted(RESULTS))


@settings(max_examples=25)
@given(sheets(), KINDS)
def test_the_readings_keep_their_order_with_results(sheet: Sheet, kind: str) -> None:
    found = scored(with_result(sheet, kind), kind)

    for better, worse in pairwise(READINGS):
        pairs = zip(fine_risks(found, better), fine_risks(found, worse), strict=True)
        assert all(low <= high + NOISE for low, high in pairs)
    for one in found.categories:
        assert one.evidenced.risk <= one.inherent


@settings(max_examples=25)
@given(sheets())
def test_a_result_within_its_limit_raises_no_risk(sheet: Sheet) -> None:
    before = scored(sheet, None)

    after = scored(with_result(sheet, "good"), "good")

    no_lower(before, after, *READINGS)


@settings(max_examples=25)
@given(sheets(), KINDS)
def test_no_result_changes_what_counts_as_answered(sheet: Sheet, kind: str) -> None:
    before, after = scored(sheet, None), scored(with_result(sheet, kind), kind)

    for reading in (Reading.BEST, Reading.ANSWERED):
        assert fine_risks(before, reading) == fine_risks(after, reading)


@settings(max_examples=25)
@given(sheets(), KINDS)
def test_what_stands_alone_and_speaks_against_its_answer_is_no_worse_than_silence(
    sheet: Sheet, kind: str
) -> None:
    bare = _rebuilt(sheet, dict.fromkeys(TESTED, ()))
    alone = scored(with_result(bare, kind), kind)

    without = scored(bare, None)

    no_lower(without, alone, *READINGS)


@settings(max_examples=25)
@given(sheets(), KINDS)
def test_taking_an_answer_back_never_helps_whatever_its_results_say(
    sheet: Sheet, kind: str
) -> None:
    supported = with_result(sheet, kind)
    before = scored(supported, kind)
    for question in TESTED:
        said = supported.entry.get(question)
        if said is not None and any(isinstance(one, Chosen) for one in said.answers):
            others = tuple(one for one in supported.entries if one.question != question)
            for entries in (others, (*others, entry(question, DONT_KNOW))):
                silent = Sheet(
                    subject=supported.subject,
                    respondents=supported.respondents,
                    entries=entries,
                    evidence=supported.evidence,
                )
                no_lower(scored(silent, kind), before, Reading.ANSWERED, Reading.EVIDENCED)
