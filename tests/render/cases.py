"""Assessments for the report tests: the shipped examples, a hostile sheet, and a small case."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from itertools import cycle
from typing import Any

from alignassess.domain.answers import (
    Answer,
    Chosen,
    Declined,
    DontKnow,
    Entry,
    NotApplicable,
    Origin,
    Sheet,
    SourceFile,
)
from alignassess.domain.assessment import Assessment, SystemAssessment, VendorAssessment
from alignassess.domain.evidence import EvidenceEntry, FileState, Observation
from alignassess.domain.instrument import Instrument
from alignassess.domain.library import Library
from alignassess.domain.model import Assurance
from alignassess.domain.moving import Dates, between
from alignassess.domain.questionnaire import ProfileQuestion, Question, ScoredQuestion
from alignassess.domain.roadmap import plan
from alignassess.domain.scoring import assess
from alignassess.domain.subject import ModelReference, Respondent, System, Vendor
from alignassess.domain.trend import Trend, trend
from alignassess.errors import Place
from alignassess.files.answer_sheet import load_sheet
from alignassess.files.instrument_files import load_instrument, load_library
from alignassess.resources import examples
from tests.builders import small_instrument

AS_OF = date(2026, 11, 25)

SHIPPED = load_instrument()

LIBRARY = load_library()

SYSTEMS = (
    "claims-triage/answers.yaml",
    "coding-agent/answers.yaml",
    "support-assistant/answers.yaml",
)

VENDOR = "vendors/example-ai.yaml"

HOSTILE = (
    "<script>alert(1)</script></td></dd> [x](javascript:alert(1)) ![i](http://evil.example/x.png)"
    " | a | b |\n# heading\n\n- item\n1. one\n> quote\n    code\n```\nfence\n```\n---\n"
    "`tick` **bold** _em_ ~~gone~~ \x1b[31mred\x07 \u202egnp\u2066 {{ 7*7 }} {% raw %} [bold]"
    " <https://evil.example> www.evil.example http://evil.example me@evil.example &lt;&#60;"
    " <img src=x onerror=alert(1)> \"quoted\" 'single' \u2028 \x00 \\"
)
"""What a stranger may write into any field of a sheet."""

TAME = "words"


@cache
def example(name: str) -> Assessment:
    """One of the shipped examples, with its order of work."""
    loaded = load_sheet(examples() / name, SHIPPED)
    return assessed(loaded.sheet, loaded.observations)


def assessed(
    sheet: Sheet,
    observations: tuple[Observation, ...] = (),
    *,
    instrument: Instrument = SHIPPED,
    scope: tuple[str, ...] | None = None,
    tool: str = "alignassess 0.0",
) -> Assessment:
    """The assessment of a sheet, with its order of work."""
    found = assess(
        instrument, sheet, observations=observations, as_of=AS_OF, scope=scope, tool=tool
    )
    if isinstance(found, VendorAssessment):
        return found
    work = plan(instrument, sheet, observations=observations, as_of=AS_OF, scope=scope)
    return work.added_to(found)


def system_example(name: str) -> SystemAssessment:
    """A shipped example of a system."""
    found = example(name)
    assert isinstance(found, SystemAssessment)
    return found


def vendor_example(name: str) -> VendorAssessment:
    """A shipped example of a vendor."""
    found = example(name)
    assert isinstance(found, VendorAssessment)
    return found


@cache
def two_dates(name: str) -> Dates:
    """What became of a shipped example since its earlier sheet."""
    return between(system_example(name), earlier_example(name))


def over_time(name: str) -> Trend:
    """A shipped example and its earlier sheet, half a year apart."""
    before = earlier_example(name)
    source = before.provenance.model_copy(update={"as_of": AS_OF - timedelta(days=183)})
    return trend([before.model_copy(update={"provenance": source}), system_example(name)])


def earlier_example(name: str) -> SystemAssessment:
    """A shipped example with every other answer at its least."""
    loaded = load_sheet(examples() / name, SHIPPED)
    entries = list(loaded.sheet.entries)
    for at, entry in enumerate(entries[::2]):
        question = SHIPPED.question[entry.question]
        if isinstance(question, ScoredQuestion):
            least = Chosen(options=(question.options[0].key,))
            entries[2 * at] = entry.model_copy(update={"answers": (least,)})
    earlier = loaded.sheet.model_copy(update={"entries": tuple(entries)})
    found = assessed(earlier, loaded.observations)
    assert isinstance(found, SystemAssessment)
    return found


@cache
def filled_with(text: str) -> SystemAssessment:
    """A system's assessment with the same text in every field that a stranger can write to."""
    found = assessed(_filled_sheet(text), _observations(text), tool=text)
    assert isinstance(found, SystemAssessment)
    return found


@cache
def vendor_filled_with(text: str) -> VendorAssessment:
    """As `filled_with`, for a vendor sheet."""
    sheet = _filled_sheet(text)
    vendor = Vendor(id="vendor", name=text, model=_model(text))
    asked = [q for q in sheet.entries if q.question.startswith("vs-")]
    found = assessed(
        sheet.model_copy(update={"subject": vendor, "entries": tuple(asked)}), _observations(text)
    )
    assert isinstance(found, VendorAssessment)
    return found


def _filled_sheet(text: str) -> Sheet:
    return Sheet(
        subject=System(id="bot", name=text, operator=text, model=_model(text)),
        respondents=(Respondent(key="jr", name=text, role=text, organisation=text),),
        entries=tuple(_entries(text)),
        evidence=(
            EvidenceEntry(
                id=text,
                title=text,
                file=text,
                sha256=text,
                obtained=AS_OF,
                by=text,
                about=text + " of another version",
                assurance=Assurance.INDEPENDENT,
            ),
            EvidenceEntry(id="second", title=text, location=text, obtained=AS_OF, by="jr"),
            EvidenceEntry(id="third", title=text),
            EvidenceEntry(id="fourth", title=text, file="gone.txt", obtained=AS_OF),
        ),
        overridden=(("vs-01", text),),
        sources=(SourceFile(path=text, sha256=text),),
    )


def _model(text: str) -> ModelReference:
    base = ModelReference(provider=text, name=text, version=text)
    return ModelReference(
        provider=text,
        name=text,
        version=text,
        aliases=(text, text),
        revision=text,
        sha256=text,
        changed=date(2026, 8, 1),
        base=base,
    )


def _observations(text: str) -> tuple[Observation, ...]:
    return (Observation(evidence=text, state=FileState.PRESENT, sha256=text),)


def _entries(text: str) -> Iterator[Entry]:
    """Every kind of answer in turn, to every question; some disputed, some inherited."""
    kinds = cycle(range(7))
    questions: tuple[Question, ...] = (*SHIPPED.profile, *SHIPPED.scored)
    for question in questions:
        yield _entry(question, next(kinds), text)


def _entry(question: Question, kind: int, text: str) -> Entry:
    marks: dict[str, Any] = {
        "by": "jr" if kind % 2 else text,
        "on": AS_OF,
        "note": text,
        "evidence": (text, "second"),
        "place": Place(text, 3),
    }
    first = Chosen(options=(question.options[0].key,), **marks)
    last = Chosen(options=(question.options[-1].key,), **marks)
    answers: tuple[Answer, ...] = (first,)
    if isinstance(question, ProfileQuestion):
        answers = (last,)
    elif kind == 1:
        answers = (DontKnow(**marks),)
    elif kind == 2:
        answers = (Declined(**marks),)
    elif kind == 3 and question.not_applicable:
        answers = (NotApplicable(**marks),)
    elif kind == 4:
        answers = (first, last)
    elif kind == 5:
        answers = (last,)
    origin = Origin(id="other", name=text, model=ModelReference(name=text + "2"))
    return Entry(question=question.id, answers=answers, origin=origin if kind == 6 else None)


def small_case() -> tuple[SystemAssessment, Instrument, Library]:
    """Two facts and one practice, under an instrument whose texts are a few words each."""
    shipped = small_instrument()
    brief = tuple(
        one.model_copy(
            update={name: f"{name} of {one.short}." for name in _CATEGORY_TEXTS}
            | {"references": (), "no_primary": ()}
        )
        for one in shipped.categories
    )
    parts = {name: getattr(shipped, name) for name in Instrument.__dataclass_fields__}
    instrument = Instrument(**parts | {"categories": brief})
    place = Place("bot.yaml", 9)
    sheet = Sheet(
        subject=System(id="bot", name="Bot", operator="Example Ltd"),
        respondents=(Respondent(key="jr", name="J. Rossi", role="ML platform"),),
        entries=(
            Entry(question="sp-01", answers=(Chosen(options=("agent",), by="jr"),)),
            Entry(question="sp-02", answers=(Chosen(options=("money",)),)),
            Entry(
                question="xx-01",
                answers=(
                    Chosen(
                        options=("sometimes",),
                        by="jr",
                        on=date(2026, 11, 2),
                        note="Each quarter.",
                        evidence=("minutes",),
                        place=place,
                    ),
                ),
            ),
        ),
        evidence=(
            EvidenceEntry(
                id="minutes",
                title="Minutes",
                location="wiki",
                obtained=date(2026, 11, 2),
                assurance=Assurance.DOCUMENTED,
            ),
        ),
        sources=(SourceFile(path="bot.yaml", sha256="a" * 64),),
    )
    found = assessed(sheet, instrument=instrument)
    assert isinstance(found, SystemAssessment)
    return found, instrument, replace(LIBRARY, references=(), frameworks=(), legal=(), topics=())


_CATEGORY_TEXTS = (
    "definition",
    "sense_note",
    "status",
    "contested",
    "raised_by",
    "lowered_by",
    "bounded_by",
    "detected_by",
    "undermines",
    "report_note",
)
