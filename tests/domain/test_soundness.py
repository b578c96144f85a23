"""An unsound instrument: each fault alone in a small instrument, and found once."""

from dataclasses import replace

import pytest

from alignassess.domain.catalog import (
    Cap,
    Effect,
    Floor,
    NoPrimary,
    Notice,
    Principle,
    RaiseExposure,
    RoleEntry,
    Scale,
)
from alignassess.domain.condition import (
    All,
    AtLeast,
    Below,
    Condition,
    IncludesAny,
    Is,
    Not,
    RareEvents,
    Reaches,
    Role,
    Unknown,
)
from alignassess.domain.faults import Fault
from alignassess.domain.instrument import Instrument
from alignassess.domain.lens import Lens
from alignassess.domain.model import CATEGORIES, Category, Layer
from alignassess.domain.questionnaire import Retired, Strengths
from alignassess.domain.soundness import faults
from alignassess.files.instrument_files import load_library
from tests.domain.sheets import SHIPPED
from tests.domain.small import (
    ENTRIES,
    LIBRARY,
    PRACTICES,
    PROFILE,
    ROLES,
    TRAINING,
    fact,
    instrument,
    option,
    practice,
    row,
    rule,
)

AGENT = Is(question="p-agent", options=("yes",))


def test_the_small_instrument_is_sound() -> None:
    assert faults(instrument(), LIBRARY) == ()


def test_the_shipped_instrument_is_sound() -> None:
    assert faults(SHIPPED, load_library()) == ()


def _asked_when(condition: Condition) -> Instrument:
    return instrument(practices=(*PRACTICES, practice("q", Layer.GOVERNANCE, ask_when=condition)))


def _with_rule(*effects: Effect) -> Instrument:
    return instrument(rules=(rule(*effects),))


def _notice(condition: Condition) -> Instrument:
    return _with_rule(Notice(kind="notice", when=condition))


def _scale(condition: Condition) -> Instrument:
    return _with_rule(Scale(kind="scale", when=condition, questions=("q-detection",), factor=0.5))


def _role(condition: Condition, name: str = "r") -> RoleEntry:
    return RoleEntry(id=name, title="R", note=".", when=condition)


BROKEN: dict[str, tuple[Instrument, Fault]] = {
    "question twice": (
        instrument(practices=(*PRACTICES, practice("p-harm", Layer.GOVERNANCE))),
        Fault("p-harm", "is the id of two questions"),
    ),
    "retired id used": (
        instrument(retired=(Retired(id="p-harm", reason="."),)),
        Fault("p-harm", "is retired, and an id is never used again"),
    ),
    "retired for nothing": (
        instrument(retired=(Retired(id="q-old", reason=".", see=("q-new",)),)),
        Fault("q-old", "is retired in favour of q-new, which does not exist"),
    ),
    "rule twice": (
        instrument(rules=(rule(Notice(kind="notice")), rule(Notice(kind="notice")))),
        Fault("I-01", "is the id of two rules"),
    ),
    "role twice": (
        instrument(roles=(*ROLES, *ROLES)),
        Fault("acts", "is the id of two roles"),
    ),
    "category without entry": (
        instrument(categories=(*ENTRIES[:7], ENTRIES[0])),
        Fault("reward-model-exploitation", "has no entry in the categories"),
    ),
    "option twice": (
        instrument(profile=(*PROFILE, fact("p", option("a"), option("a")))),
        Fault("p", "has two options a"),
    ),
    "no such role": (
        _asked_when(Role(role="nobody")),
        Fault("q", "looks at role nobody, which does not exist"),
    ),
    "no such question": (
        _asked_when(Is(question="p-none", options=("yes",))),
        Fault("q", "looks at p-none, which does not exist"),
    ),
    "asks by level": (
        _asked_when(Below(question="q-detection", level=3)),
        Fault("q", "looks at the scored answer q-detection"),
    ),
    "asks by a scored option": (
        _asked_when(Is(question="q-detection", options=("level-0",))),
        Fault("q", "looks at the scored answer q-detection"),
    ),
    "role by level": (
        instrument(roles=(*ROLES, _role(Below(question="q-detection", level=3)))),
        Fault("r", "looks at the scored answer q-detection"),
    ),
    "level of a fact": (
        _notice(Below(question="p-harm", level=3)),
        Fault("I-01", "asks for a level of p-harm, which is not scored"),
    ),
    "lets go of a worse fact": (
        _scale(Not(part=AtLeast(question="p-harm", exposure=1))),
        Fault("I-01", "lets go where p-harm reads a higher exposure"),
    ),
    "bites when better": (
        _scale(Not(part=Below(question="q-detection", level=3))),
        Fault("I-01", "starts to bite when q-detection gets better"),
    ),
    "bites on a good answer": (
        _scale(Reaches(question="q-detection", level=3)),
        Fault("I-01", "starts to bite when q-detection gets better"),
    ),
    "counts what is unknown": (
        _scale(Unknown(question="p-harm")),
        Fault("I-01", "looks for an unknown p-harm, which only a notice may"),
    ),
    "asked while unknown": (
        _asked_when(Unknown(question="p-harm")),
        Fault("q", "looks for an unknown p-harm, which only a notice may"),
    ),
    "unknown level": (
        _notice(Unknown(question="q-detection")),
        Fault("I-01", "looks at the scored answer q-detection"),
    ),
    "trials of another question": (
        _scale(RareEvents(question="q-detection")),
        Fault("I-01", "looks for trials of q-detection; only ec-11 has them"),
    ),
    "lets go of too few trials": (
        instrument(
            practices=(*PRACTICES, practice("ec-11", Layer.GOVERNANCE)),
            rules=(
                rule(
                    Scale(
                        kind="scale",
                        when=Not(part=RareEvents(question="ec-11")),
                        questions=("q-detection",),
                        factor=0.5,
                    )
                ),
            ),
        ),
        Fault("I-01", "starts to bite when ec-11 gets better"),
    ),
    "too much exposure": (
        _asked_when(AtLeast(question="p-agent", exposure=3)),
        Fault("q", "asks for more exposure than p-agent can have"),
    ),
    "is on a multiple choice": (
        _asked_when(Is(question="p-signals", options=("a",))),
        Fault("q", "is does not fit p-signals, a multiple choice"),
    ),
    "includes-any on a single choice": (
        _asked_when(IncludesAny(question="p-agent", options=("yes",))),
        Fault("q", "includes-any does not fit p-agent, a single choice"),
    ),
    "no such option": (
        _asked_when(Is(question="p-agent", options=("yes", "maybe"))),
        Fault("q", "looks for option maybe, which p-agent does not have"),
    ),
    "circle of facts": (
        instrument(
            profile=(
                *PROFILE,
                fact("p-one", ask_when=Is(question="p-two", options=("yes",))),
                fact("p-two", ask_when=Is(question="p-one", options=("yes",))),
            )
        ),
        Fault("p-one", "goes in a circle: p-one > p-two > p-one"),
    ),
    "circle of roles": (
        instrument(roles=(*ROLES, _role(Role(role="r")))),
        Fault("r", "goes in a circle: role r > role r"),
    ),
    "question cites nothing known": (
        instrument(practices=(*PRACTICES, practice("q", Layer.GOVERNANCE, references=("x2020",)))),
        Fault("q", "cites x2020, which is not in the references or a framework list"),
    ),
    "never asked": (
        _asked_when(All(parts=(AGENT, Is(question="p-agent", options=("no",))))),
        Fault("q", "can never apply"),
    ),
    "stakes that raise": (
        instrument(
            profile=(*PROFILE, fact("p", sets_stakes=True, raises=Strengths(primary=("all",))))
        ),
        Fault("p", "sets the stakes, so it raises no exposure"),
    ),
    "no stakes": (
        instrument(profile=tuple(one for one in PROFILE if not one.sets_stakes)),
        Fault("system-profile", "has no question that sets the stakes"),
    ),
    "levels out of order": (
        instrument(practices=(*PRACTICES, practice("q", Layer.GOVERNANCE, levels=(0, 4, 2, 4)))),
        Fault("q", "has options out of order: [0, 4, 2, 4]; they rise from 0 to 4"),
    ),
    "no worst level": (
        instrument(practices=(*PRACTICES, practice("q", Layer.GOVERNANCE, levels=(1, 4)))),
        Fault("q", "has options out of order: [1, 4]; they rise from 0 to 4"),
    ),
    "no best level": (
        instrument(practices=(*PRACTICES, practice("q", Layer.GOVERNANCE, levels=(0, 3)))),
        Fault("q", "has options out of order: [0, 3]; they rise from 0 to 4"),
    ),
    "bears on nothing": (
        instrument(practices=(*PRACTICES, practice("q", Layer.GOVERNANCE, categories=Strengths()))),
        Fault("q", "bears on no category"),
    ),
    "rule cites nothing known": (
        instrument(rules=(rule(Notice(kind="notice"), references=("x2020",)),)),
        Fault("I-01", "cites x2020, which is not in the references or a framework list"),
    ),
    "cap on nothing": (
        _with_rule(Cap(kind="cap", questions=("q-none",))),
        Fault("I-01", "touches q-none, which is not a scored question"),
    ),
    "cap rests on nothing": (
        _with_rule(Cap(kind="cap", questions=("q-detection",), rests_on="p-agent")),
        Fault("I-01", "touches p-agent, which is not a scored question"),
    ),
    "scale on a fact": (
        _with_rule(Scale(kind="scale", questions=("p-agent",), factor=0.5)),
        Fault("I-01", "touches p-agent, which is not a scored question"),
    ),
    "floor under nothing": (
        _with_rule(Floor(kind="floor", essential="q-none", risk=0.5)),
        Fault("I-01", "touches q-none, which is not a scored question"),
    ),
    "never in force": (
        _notice(All(parts=(AGENT, Not(part=AGENT)))),
        Fault("I-01", "has an effect that can never be in force"),
    ),
    "essential and not applicable": (
        _with_rule(Floor(kind="floor", essential="q-detection", risk=0.5)),
        Fault("I-01", "makes q-detection essential, so q-detection cannot be not-applicable"),
    ),
    "floor without category": (
        _with_rule(Floor(kind="floor", risk=0.5)),
        Fault("I-01", "has a floor under no category"),
    ),
    "raise by nothing": (
        _with_rule(RaiseExposure(kind="raise-exposure", categories=CATEGORIES)),
        Fault("I-01", "raises exposure by nothing"),
    ),
    "rests on itself": (
        _with_rule(Cap(kind="cap", questions=("q-detection",), rests_on="q-detection")),
        Fault("I-01", "rests q-detection on itself"),
    ),
    "category cites nothing known": (
        instrument(
            categories=(ENTRIES[0].model_copy(update={"references": ("x2020",)}), *ENTRIES[1:])
        ),
        Fault("reward-hacking", "cites x2020, which is not in the references or a framework list"),
    ),
    "no primary and no reason": (
        instrument(
            practices=(
                *PRACTICES[:3],
                practice(
                    "q-governance",
                    Layer.GOVERNANCE,
                    categories=Strengths(
                        primary=CATEGORIES[1:], secondary=(Category.REWARD_HACKING,)
                    ),
                ),
            )
        ),
        Fault("reward-hacking", "has no primary question in governance, and no reason is declared"),
    ),
    "primary and declared": (
        instrument(
            categories=(
                ENTRIES[0].model_copy(
                    update={"no_primary": (NoPrimary(layer=Layer.GOVERNANCE, reason="."),)}
                ),
                *ENTRIES[1:],
            )
        ),
        Fault(
            "reward-hacking",
            "has a primary question in governance, yet declares that it has none",
        ),
    ),
    "training by a practice": (
        instrument(training=TRAINING.model_copy(update={"adaptation_question": "q-detection"})),
        Fault("q-detection", "is named by the training methods and is not a profile question"),
    ),
    "training raises twice": (
        instrument(
            profile=(
                *PROFILE[:2],
                fact(
                    "p-signals",
                    option("a"),
                    option("b"),
                    multiple=True,
                    raises=Strengths(secondary=("all",)),
                ),
                PROFILE[3],
            )
        ),
        Fault("p-signals", "raises exposure through the training methods, not by itself"),
    ),
    "row without option": (
        instrument(
            training=TRAINING.model_copy(update={"signals": (row("a"), row("b"), row("z"))})
        ),
        Fault("p-signals", "option z and the rows of the training methods do not match"),
    ),
    "option without row": (
        instrument(training=TRAINING.model_copy(update={"signals": (row("a"),)})),
        Fault("p-signals", "option b and the rows of the training methods do not match"),
    ),
    "row cites nothing known": (
        instrument(
            training=TRAINING.model_copy(
                update={"signals": (row("a"), row("b", references=("x2020",)))}
            )
        ),
        Fault("b", "cites x2020, which is not in the references or a framework list"),
    ),
    "row out of order": (
        instrument(
            training=TRAINING.model_copy(
                update={
                    "signals": (
                        row("a"),
                        row("b").model_copy(update={"weights": tuple(reversed(row("b").weights))}),
                    )
                }
            )
        ),
        Fault("b", "does not list the eight categories in their order"),
    ),
}


@pytest.mark.parametrize("name", BROKEN)
def test_each_fault_is_found_and_nothing_else(name: str) -> None:
    broken, fault = BROKEN[name]

    assert faults(broken, LIBRARY) == (fault,)


def test_two_sources_under_one_key_are_a_fault() -> None:
    doubled = replace(LIBRARY, references=LIBRARY.references * 2)

    assert faults(instrument(), doubled) == (Fault("smith2020", "is the key of two sources"),)


def test_what_a_library_holds_beside_rules_is_checked_like_them() -> None:
    principle = Principle(
        id="I-99", title="T", text=".", reason=".", lives_in="lens", where=".", references=("x",)
    )
    lens = Lens(
        id="school",
        title="School",
        text=".",
        reason=".",
        evidence=".",
        demand=".",
        references=("y",),
        ceilings=SHIPPED.method.ceilings,
    )
    unknown = "which is not in the references or a framework list"
    wrong = LIBRARY.model_copy(update={"principles": (principle,), "lenses": (lens,)})
    same = principle.model_copy(update={"id": "I-01"})
    twice = LIBRARY.model_copy(update={"principles": (same,), "lenses": (lens, lens)})

    assert faults(instrument(), wrong) == (
        Fault("I-99", f"cites x, {unknown}"),
        Fault("school", f"cites y, {unknown}"),
    )
    assert faults(_with_rule(Notice(kind="notice")), twice) == (
        Fault("I-01", "is the id of two rules"),
        Fault("school", "is the id of two lenses"),
    )


@pytest.mark.parametrize("key", ["smith2020", "F 1"])
def test_a_reference_is_a_source_or_an_identifier_of_a_framework(key: str) -> None:
    cited = instrument(practices=(*PRACTICES, practice("q", Layer.GOVERNANCE, references=(key,))))

    assert faults(cited, LIBRARY) == ()
    assert LIBRARY.holds(key)


def test_rules_of_every_kind_can_be_sound() -> None:
    lowered = Below(question="q-detection", level=3)
    sound = _with_rule(
        Cap(kind="cap", when=lowered, questions=("q-propensity",), rests_on="q-detection"),
        Scale(kind="scale", when=lowered, questions=("q-propensity",), factor=0.5),
        RaiseExposure(kind="raise-exposure", categories=CATEGORIES, steps=1),
        RaiseExposure(kind="raise-exposure", categories=CATEGORIES, at_least=0.5),
        Floor(kind="floor", essential="q-consequence", risk=0.5),
        Floor(kind="floor", categories=CATEGORIES, risk=0.5),
        Notice(kind="notice", when=Role(role="acts")),
        Notice(
            kind="notice",
            when=All(
                parts=(
                    Reaches(question="q-detection", level=3),
                    Not(part=Below(question="q-propensity", level=2)),
                    Not(part=AtLeast(question="p-harm", exposure=1)),
                )
            ),
        ),
        Notice(kind="notice", when=Unknown(question="p-harm"), certain=True),
    )

    assert faults(sound, LIBRARY) == ()
