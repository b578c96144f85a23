"""Inheriting answers: a vendor is assessed once and reused by every system that runs on it."""

import pytest

from alignassess.domain.answers import Answer, Entry, Origin, Sheet, SourceFile
from alignassess.domain.evidence import EvidenceEntry
from alignassess.domain.inheritance import carried, inherit
from alignassess.domain.model import Category
from alignassess.domain.subject import ModelReference, Respondent, System, Vendor
from alignassess.errors import InputError, Place
from tests.domain.sheets import (
    LOWEST,
    MODEL,
    at_level,
    credit,
    entry,
    scored,
    sheet_of,
)

OWN = Sheet(subject=System(id="bot", name="Bot", model=MODEL))


def _vendor(
    name: str,
    *entries: Entry,
    evidence: tuple[EvidenceEntry, ...] = (),
    sources: tuple[SourceFile, ...] = (),
) -> Sheet:
    return Sheet(
        subject=Vendor(id=name, name=name.title(), model=MODEL),
        respondents=(Respondent(key="mk", name="M. Kern"),),
        entries=entries,
        evidence=evidence,
        sources=sources,
    )


def _placed(answer: Answer, file: str) -> Answer:
    return answer.model_copy(update={"place": Place(file, 7)})


def test_an_inherited_answer_is_scored() -> None:
    own = sheet_of(LOWEST)
    four = [entry(question, at_level(question, 4)) for question in ("vs-05", "vs-25")]

    result = scored(inherit(own, [_vendor("acme", *four)]))

    assert credit(result, "vs-05", Category.REWARD_HACKING) == 1
    assert result.completeness.answered == 2


def test_an_inherited_answer_is_found_in_the_sheet() -> None:
    merged = inherit(OWN, [_vendor("acme", entry("vs-05", at_level("vs-05", 2)))])

    assert merged.entry["vs-05"].origin == Origin(id="acme", name="Acme", model=MODEL)


def test_an_own_answer_wins_and_is_listed() -> None:
    own = Sheet(subject=OWN.subject, entries=(entry("vs-05", at_level("vs-05", 1)),))

    merged = inherit(own, [_vendor("acme", entry("vs-05", at_level("vs-05", 4)))])

    assert merged.entries == own.entries
    assert merged.overridden == (("vs-05", "acme"),)
    assert "vs-05: the own answer replaces the one inherited from acme" in scored(merged).notices


def test_two_inherited_sheets_that_agree_count_once() -> None:
    one = _vendor("acme", entry("vs-05", at_level("vs-05", 3)))
    other = _vendor("other", entry("vs-05", at_level("vs-05", 3)))

    merged = inherit(OWN, [one, other])

    assert [entry.origin and entry.origin.id for entry in merged.entries] == ["acme"]


def test_two_inherited_sheets_that_disagree_are_an_error_that_names_both() -> None:
    one = _vendor("acme", entry("vs-05", _placed(at_level("vs-05", 3), "acme.yaml")))
    other = _vendor("other", entry("vs-05", _placed(at_level("vs-05", 2), "other.yaml")))

    with pytest.raises(InputError) as caught:
        inherit(OWN, [one, other])

    (problem,) = caught.value.problems
    assert str(problem) == (
        "other.yaml:7: vs-05: this sheet and acme.yaml:7 give different answers, "
        "and both are inherited"
    )


def test_an_own_answer_settles_a_disagreement_of_inherited_sheets() -> None:
    own = Sheet(subject=OWN.subject, entries=(entry("vs-05", at_level("vs-05", 1)),))
    one = _vendor("acme", entry("vs-05", at_level("vs-05", 3)))
    other = _vendor("other", entry("vs-05", at_level("vs-05", 2)))

    assert inherit(own, [one, other]).overridden == (("vs-05", "acme"), ("vs-05", "other"))


def test_people_and_evidence_keep_apart_from_those_of_the_own_sheet() -> None:
    by_person = EvidenceEntry(id="audit", title="An audit", by="mk")
    by_house = EvidenceEntry(id="card", title="A card", by="Audit House")
    answer = at_level("vs-05", 3, evidence=("audit", "card")).model_copy(update={"by": "mk"})
    vendor = _vendor("acme", entry("vs-05", answer), evidence=(by_person, by_house))

    merged = inherit(OWN, [vendor])

    assert [one.key for one in merged.respondents] == ["acme/mk"]
    assert [(one.id, one.by) for one in merged.evidence] == [
        ("acme/audit", "acme/mk"),
        ("acme/card", "Audit House"),
    ]
    assert merged.evidence[0].origin_model == MODEL
    (carried_answer,) = merged.entries[0].answers
    assert (carried_answer.by, carried_answer.evidence) == ("acme/mk", ("acme/audit", "acme/card"))
    assert carried(vendor, "mk") == "acme/mk"


def test_what_is_inherited_of_the_inherited_keeps_its_origin() -> None:
    maker = Origin(id="maker", name="Maker", model=ModelReference(name="base"))
    evidence = EvidenceEntry(id="card", title="A card", origin_model=maker.model)
    vendor = _vendor(
        "acme", entry("vs-05", at_level("vs-05", 3), origin=maker), evidence=(evidence,)
    )

    merged = inherit(OWN, [vendor])

    assert merged.entries[0].origin == maker
    assert merged.evidence[0].origin_model == maker.model


def test_every_file_that_went_in_is_named_once() -> None:
    own, shared, other = (SourceFile(path=f"{n}.yaml", sha256=n * 64) for n in "abc")
    sheet = Sheet(subject=OWN.subject, sources=(own,))

    merged = inherit(
        sheet, [_vendor("acme", sources=(own, shared)), _vendor("two", sources=(shared, other))]
    )

    assert merged.sources == (own, shared, other)


def test_inheriting_nothing_changes_nothing() -> None:
    assert inherit(OWN, []) == OWN
