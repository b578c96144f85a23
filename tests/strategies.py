"""Random sheets over the shipped instrument, as domain values.

The simplest sheet says nothing at all.

Every question has a table of things that a sheet may say about it, made once; a sheet is one draw
from each table.
"""

from datetime import date

from hypothesis import strategies as st

from alignassess.domain.answers import (
    Answer,
    Chosen,
    Declined,
    DontKnow,
    Entry,
    NotApplicable,
    Origin,
    Sheet,
)
from alignassess.domain.model import TOP_LEVEL
from alignassess.domain.questionnaire import ProfileQuestion, ScoredQuestion
from alignassess.domain.routing import VENDOR_QUESTIONNAIRE
from alignassess.domain.subject import System, Vendor
from tests.domain.sheets import EVIDENCE, MODEL, OTHER_MODEL, SHIPPED

LEVELS = range(TOP_LEVEL + 1)
SUPPORTS: tuple[tuple[str, ...], ...] = (
    (),
    ("asserted",),
    ("stale",),
    ("documented",),
    ("tested",),
    ("independent",),
)
ORIGINS = (
    Origin(id="example-ai", name="Example AI", model=MODEL),
    Origin(id="example-ai", name="Example AI", model=OTHER_MODEL),
)

DONT_KNOW = DontKnow(note="asked")
DECLINED = Declined(on=date(2026, 11, 1))
NOT_APPLICABLE = NotApplicable(note="no such part")
NONRESPONSES: tuple[Answer, ...] = (
    DONT_KNOW,
    DECLINED,
    DontKnow(note="asked", evidence=("documented",)),
)


def _at(question: ScoredQuestion, level: int, evidence: tuple[str, ...] = ()) -> Chosen:
    return Chosen(options=(question.option_at(level).key,), evidence=evidence)


def _claims(question: ScoredQuestion, levels: range) -> list[tuple[Answer, ...]]:
    return [(_at(question, level, evidence),) for evidence in SUPPORTS for level in levels]


def _silences(question: ScoredQuestion) -> list[tuple[Answer, ...]]:
    claimed = [NOT_APPLICABLE, NOT_APPLICABLE.model_copy(update={"evidence": ("documented",)})]
    return [(one,) for one in (*NONRESPONSES, *(claimed if question.not_applicable else []))]


def _disputes(question: ScoredQuestion) -> list[tuple[Answer, ...]]:
    first = _at(question, 3, ("tested",))
    others: list[Answer] = [_at(question, 1), _at(question, TOP_LEVEL, ("documented",)), DONT_KNOW]
    if question.not_applicable:
        others.append(NOT_APPLICABLE)
    return [(first, other) for other in others]


def _said_of(question: ScoredQuestion, levels: range) -> st.SearchStrategy[Entry | None]:
    claims = _claims(question, levels)
    own = [*claims, *_silences(question), *_disputes(question)]
    said: list[Entry | None] = [None]
    said += [Entry(question=question.id, answers=answers) for answers in own]
    said += [
        Entry(question=question.id, answers=answers, origin=origin)
        for origin in ORIGINS
        for answers in claims[:: len(levels)]
    ]
    return st.sampled_from(said)


def _marked_of(question: ProfileQuestion, *, known: bool) -> st.SearchStrategy[Entry | None]:
    """What a sheet may say of a fact.

    Each option, some together, a disagreement, or that nobody knows.
    """
    marks: list[tuple[str, ...]] = [(option.key,) for option in question.options]
    if question.choice == "multiple":
        together = [option.key for option in question.options if not option.alone]
        marks += [tuple(together[:2]), tuple(together[-2:]), tuple(together)]
    said: list[Entry | None] = [
        Entry(question=question.id, answers=(Chosen(options=mark, evidence=evidence),))
        for evidence in ((), ("documented",))
        for mark in marks
    ]
    if known:
        return st.sampled_from(said)
    disputed = (Chosen(options=marks[0]), Chosen(options=marks[-1]))
    unknown: list[Entry | None] = [
        None,
        Entry(question=question.id, answers=(DONT_KNOW,)),
        Entry(question=question.id, answers=(DECLINED,)),
        Entry(question=question.id, answers=disputed),
    ]
    return st.sampled_from(unknown + said)


def _all_of(
    tables: list[st.SearchStrategy[Entry | None]],
) -> st.SearchStrategy[tuple[Entry, ...]]:
    return st.tuples(*tables).map(lambda said: tuple(one for one in said if one is not None))


_PROFILE = _all_of([_marked_of(question, known=False) for question in SHIPPED.profile])
_KNOWN_PROFILE = _all_of([_marked_of(question, known=True) for question in SHIPPED.profile])
_MIXED = _all_of([_said_of(question, LEVELS) for question in SHIPPED.scored])
_GOOD = _all_of([_said_of(question, range(3, TOP_LEVEL + 1)) for question in SHIPPED.scored])
_VENDOR = _all_of(
    [
        _said_of(question, LEVELS)
        for question in SHIPPED.scored
        if SHIPPED.questionnaire_of[question.id] == VENDOR_QUESTIONNAIRE
    ]
)


def _sheet(profile: tuple[Entry, ...], practices: tuple[Entry, ...]) -> Sheet:
    return Sheet(
        subject=System(id="bot", name="Bot", operator="Example Ltd", model=MODEL),
        entries=profile + practices,
        evidence=EVIDENCE,
    )


def sheets(*, known_profile: bool = False) -> st.SearchStrategy[Sheet]:
    """Sheets of systems: everything a sheet may say, middling or mostly good.

    Perhaps with every fact known.
    """
    profile = _KNOWN_PROFILE if known_profile else _PROFILE
    return st.builds(_sheet, profile, st.one_of(_MIXED, _GOOD))


def vendor_sheets() -> st.SearchStrategy[Sheet]:
    """Sheets of vendors."""
    return st.builds(
        lambda entries: Sheet(
            subject=Vendor(id="example-ai", name="Example AI", model=MODEL),
            entries=entries,
            evidence=EVIDENCE,
        ),
        _VENDOR,
    )


def scored_questions() -> st.SearchStrategy[ScoredQuestion]:
    """One scored question of the shipped instrument."""
    return st.sampled_from(SHIPPED.scored)


def profile_questions() -> st.SearchStrategy[ProfileQuestion]:
    """One profile question of the shipped instrument."""
    return st.sampled_from(SHIPPED.profile)
