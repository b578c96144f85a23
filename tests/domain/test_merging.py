from datetime import date

from hypothesis import given, settings
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
    differ,
)
from alignassess.domain.evidence import EvidenceEntry
from alignassess.domain.merging import Merged, Renamed, differing_fields, merge
from alignassess.domain.subject import Respondent, System, Vendor

SYSTEM = System(id="acme", name="Acme")
JR = Respondent(key="jr", name="J. Rossi")
MK = Respondent(key="mk", name="M. Kim")
LOW, HIGH = Chosen(options=("never",)), Chosen(options=("always",))


def sheet(
    *answers: Answer,
    people: tuple[Respondent, ...] = (),
    evidence: tuple[EvidenceEntry, ...] = (),
) -> Sheet:
    entries = (Entry(question="xx-01", answers=answers),) if answers else ()
    return Sheet(subject=SYSTEM, respondents=people, entries=entries, evidence=evidence)


def joined(first: Sheet, second: Sheet) -> Merged:
    return merge(first, second, nameless=(None, None))


def sides(merged: Merged) -> tuple[Answer, ...]:
    return merged.sheet.entry["xx-01"].answers


def by(answer: Answer, who: str) -> Answer:
    return answer.model_copy(update={"by": who})


def test_answers_that_differ_are_both_kept_each_with_its_one_respondent() -> None:
    merged = joined(sheet(LOW, people=(JR,)), sheet(HIGH, people=(MK,)))

    assert (by(LOW, "jr"), by(HIGH, "mk")) == sides(merged)
    assert merged.disagreements == ("xx-01",)
    assert merged.sheet.respondents == (JR, MK)


def test_where_a_sheet_names_nobody_a_stand_in_says_which_sheet_it_was() -> None:
    stand_ins = (Respondent(key="a", name="whoever answered a.yaml"), Respondent(key="b"))

    apart = merge(sheet(LOW), sheet(HIGH), nameless=stand_ins)
    alike = merge(sheet(LOW), sheet(LOW), nameless=stand_ins)

    assert (by(LOW, "a"), by(HIGH, "b")) == sides(apart)
    assert stand_ins == apart.sheet.respondents
    assert ((LOW,), ()) == (sides(alike), alike.sheet.respondents)
    beside = merge(sheet(LOW), sheet(LOW, people=(JR,)), nameless=stand_ins)
    assert ((LOW,), (stand_ins[0], JR)) == (sides(beside), beside.sheet.respondents)


def test_who_answered_is_not_guessed_where_a_sheet_names_several() -> None:
    merged = joined(sheet(LOW, people=(JR, MK)), sheet(HIGH))

    assert (LOW, HIGH) == sides(merged)


def test_an_answer_that_only_one_gives_is_taken() -> None:
    assert (LOW,) == sides(joined(sheet(LOW), sheet()))
    assert (LOW,) == sides(joined(sheet(), sheet(LOW)))


def test_inherited_answers_are_not_joined() -> None:
    origin = Origin(id="v", name="V")
    inherited = Sheet(
        subject=SYSTEM, entries=(Entry(question="xx-01", answers=(HIGH,), origin=origin),)
    )

    assert (LOW,) == sides(joined(sheet(LOW), inherited))
    assert (LOW,) == sides(joined(inherited, sheet(LOW)))


def test_of_two_that_say_the_same_the_fuller_one_stands_for_both() -> None:
    full = Chosen(options=("never",), by="jr", on=date(2026, 11, 2), note="seen")

    assert (full,) == sides(joined(sheet(LOW), sheet(full, people=(JR,))))
    assert (full,) == sides(joined(sheet(full, people=(JR,)), sheet(LOW)))


def test_two_notes_to_the_same_answer_are_both_kept_and_are_no_disagreement() -> None:
    one, other = (LOW.model_copy(update={"note": note}) for note in ("one", "other"))

    merged = joined(sheet(one), sheet(other))

    assert ((one, other), ()) == (sides(merged), merged.disagreements)


def test_silence_against_an_answer_is_a_disagreement() -> None:
    assert joined(sheet(DontKnow()), sheet(HIGH)).disagreements == ("xx-01",)


def test_the_order_of_marked_options_is_no_difference() -> None:
    assert not differ((Chosen(options=("a", "b")), Chosen(options=("b", "a"))))
    assert differ((Chosen(options=("a", "b")), Chosen(options=("a",))))


def test_names_that_stand_for_something_else_are_renamed_with_all_that_refer_to_them() -> None:
    other_jr = Respondent(key="jr", name="Somebody else")
    ours = EvidenceEntry(id="doc", title="Ours", by="jr")
    theirs = EvidenceEntry(id="doc", title="Theirs", by="jr")
    answer = Chosen(options=("always",), by="jr", evidence=("doc",))

    merged = joined(
        sheet(people=(JR,), evidence=(ours,)),
        sheet(answer, people=(other_jr,), evidence=(theirs,)),
    )

    assert sides(merged) == (Chosen(options=("always",), by="jr-2", evidence=("doc-2",)),)
    assert merged.sheet.respondents == (JR, Respondent(key="jr-2", name="Somebody else"))
    assert merged.sheet.evidence == (ours, EvidenceEntry(id="doc-2", title="Theirs", by="jr-2"))
    assert merged.renamed == (
        Renamed("respondents", "jr", "jr-2"),
        Renamed("evidence", "doc", "doc-2"),
    )


def test_a_new_name_is_one_that_neither_sheet_uses() -> None:
    mine = (EvidenceEntry(id="doc", title="Mine"),)
    theirs = (EvidenceEntry(id="doc", title="A"), EvidenceEntry(id="doc-2", title="B"))

    merged = joined(sheet(evidence=mine), sheet(evidence=theirs))

    assert {"doc": "Mine", "doc-3": "A", "doc-2": "B"} == {
        one.id: one.title for one in merged.sheet.evidence
    }


def test_what_subjects_say_differently_is_named() -> None:
    assert differing_fields(SYSTEM, SYSTEM) == ()
    assert differing_fields(SYSTEM, System(id="acme", name="B", operator="C")) == (
        "name",
        "operator",
    )
    assert differing_fields(SYSTEM, Vendor(id="acme", name="Acme")) == ("kind",)


PEOPLE = st.dictionaries(st.sampled_from(["jr", "jr-2", "mk"]), st.sampled_from("ABC"))


@st.composite
def sheets(draw: st.DrawFn) -> Sheet:
    people = tuple(Respondent(key=key, name=name) for key, name in sorted(draw(PEOPLE).items()))
    keys = st.sampled_from([None, *(one.key for one in people)])
    evidence = tuple(
        EvidenceEntry(id=id, title=draw(st.sampled_from("XYZ")), by=draw(keys))
        for id in sorted(draw(st.sets(st.sampled_from(["doc", "doc-2", "log"]))))
    )
    ids = st.lists(st.sampled_from([one.id for one in evidence]), max_size=2, unique=True)
    said: st.SearchStrategy[Answer] = st.sampled_from(
        [
            LOW,
            HIGH,
            Chosen(options=("a", "b")),
            Chosen(options=("b", "a")),
            DontKnow(),
            Declined(on=date(2026, 11, 2)),
            NotApplicable(note="no"),
        ]
    )

    def answer() -> Answer:
        given: Answer = draw(said)
        return given.model_copy(
            update={
                "by": draw(keys),
                "note": draw(st.sampled_from([None, "note", "other"])),
                "evidence": tuple(draw(ids)) if evidence else (),
            }
        )

    return Sheet(
        subject=SYSTEM,
        respondents=people,
        evidence=evidence,
        entries=tuple(
            Entry(question=question, answers=tuple(answer() for _ in range(draw(sizes))))
            for question in sorted(draw(st.sets(st.sampled_from(["q-1", "q-2", "q-3"]))))
        ),
    )


sizes = st.integers(1, 3)

Meant = tuple[object, ...]


def meant(answer: Answer, sheet: Sheet) -> Meant:
    """What an answer means, whatever people and evidence are called."""
    options = frozenset(answer.options) if isinstance(answer, Chosen) else answer.kind
    person = sheet.respondent[answer.by].name if answer.by else None
    evidence = frozenset(shown(sheet.evidence_entry[one], sheet) for one in answer.evidence)
    return options, person, answer.on, answer.note, evidence


def shown(entry: EvidenceEntry, sheet: Sheet) -> Meant:
    return entry.title, sheet.respondent[entry.by].name if entry.by else None


def all_of(sheet: Sheet) -> object:
    """All that a sheet means, without order and names."""
    return (
        frozenset(one.name for one in sheet.respondents),
        frozenset(shown(one, sheet) for one in sheet.evidence),
        {
            entry.question: frozenset(meant(one, sheet) for one in entry.answers)
            for entry in sheet.entries
        },
    )


@settings(max_examples=150, deadline=None)
@given(sheets(), sheets())
def test_merging_is_commutative_up_to_order_and_new_names(one: Sheet, other: Sheet) -> None:
    forth, back = joined(one, other), joined(other, one)

    assert all_of(forth.sheet) == all_of(back.sheet)
    assert set(forth.disagreements) == set(back.disagreements)


@settings(max_examples=150, deadline=None)
@given(sheets(), sheets())
def test_merging_again_changes_nothing(one: Sheet, other: Sheet) -> None:
    merged = joined(one, other).sheet

    assert merged == joined(merged, other).sheet
    assert merged == joined(merged, merged).sheet
    assert all_of(merged) == all_of(joined(merged, one).sheet)
    plain = joined(one, Sheet(subject=SYSTEM)).sheet
    assert plain == joined(plain, plain).sheet


@settings(max_examples=150, deadline=None)
@given(sheets(), sheets())
def test_merging_loses_nothing_that_either_said(one: Sheet, other: Sheet) -> None:
    merged = joined(one, other).sheet

    for sheet in (one, other):
        assert {x.name for x in sheet.respondents} <= {x.name for x in merged.respondents}
        assert {shown(x, sheet) for x in sheet.evidence} <= {
            shown(x, merged) for x in merged.evidence
        }
        for entry in sheet.entries:
            kept = [meant(x, merged) for x in merged.entry[entry.question].answers]
            for answer in entry.answers:
                options, person, day, note, evidence = meant(answer, sheet)
                assert any(
                    x[0] == options
                    and person in (None, x[1])
                    and day in (None, x[2])
                    and note in (None, x[3])
                    and evidence <= x[4]  # type: ignore[operator]
                    for x in kept
                )
