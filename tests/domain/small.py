"""A small sound instrument that a test breaks in one place at a time."""

from alignassess.domain.catalog import (
    CategoryEntry,
    Effect,
    Framework,
    FrameworkItem,
    Notice,
    Reference,
    RoleEntry,
    Rule,
    TrainingMethods,
    TrainingRow,
)
from alignassess.domain.condition import AtLeast, Condition, IncludesAny, Is
from alignassess.domain.crosswalk import Crosswalk, LeftOut
from alignassess.domain.instrument import Instrument
from alignassess.domain.library import Library
from alignassess.domain.model import CATEGORIES, Effort, Layer
from alignassess.domain.questionnaire import (
    ProfileOption,
    ProfileQuestion,
    ProfileQuestionnaire,
    Retired,
    ScoredOption,
    ScoredQuestion,
    ScoredQuestionnaire,
    Step,
    Strengths,
)
from tests.domain.sheets import SHIPPED

LIBRARY = Library(
    references=(
        Reference(
            key="smith2020", authors="Smith", year="2020", title="T", where="W", status="checked"
        ),
    ),
    frameworks=(
        Framework(
            format="alignassess/framework/1",
            id="frame",
            name="Frame",
            version="1",
            as_of="2026-01-01",
            source="S",
            licence_note="L",
            items=(FrameworkItem(id="F 1", title="First"),),
        ),
    ),
    crosswalk=Crosswalk(
        format="alignassess/crosswalk/1",
        as_of="2026-01-01",
        source="S",
        questions=(),
        left_out=(LeftOut(ids=("F 1",), reason="Too small."),),
    ),
)


def fact(
    name: str,
    *options: ProfileOption,
    multiple: bool = False,
    ask_when: Condition | None = None,
    raises: Strengths | None = None,
    sets_stakes: bool = False,
    references: tuple[str, ...] = (),
) -> ProfileQuestion:
    """A profile question; without options it is a yes or no of exposure 2 and 0."""
    return ProfileQuestion(
        id=name,
        slug=name,
        text="?",
        why=".",
        choice="multiple" if multiple else "single",
        options=options or (option("yes", 2), option("no")),
        ask_when=ask_when,
        raises=raises or Strengths(),
        sets_stakes=sets_stakes,
        references=references,
    )


def option(key: str, exposure: int = 0, *, alone: bool = False) -> ProfileOption:
    """An option of a profile question."""
    return ProfileOption(key=key, label=key, exposure=exposure, alone=alone)


def practice(
    name: str,
    layer: Layer,
    *,
    levels: tuple[int, ...] = (0, 2, 4),
    categories: Strengths | None = None,
    ask_when: Condition | None = None,
    not_applicable: bool = True,
    references: tuple[str, ...] = (),
) -> ScoredQuestion:
    """A scored question, primary for all eight categories."""
    return ScoredQuestion(
        id=name,
        slug=name,
        text="?",
        why=".",
        options=tuple(
            ScoredOption(level=level, key=f"level-{index}", label=str(level))
            for index, level in enumerate(levels)
        ),
        layer=layer,
        categories=Strengths(primary=CATEGORIES) if categories is None else categories,
        remedy=Step(step="Do it.", effort=Effort.S),
        ask_when=ask_when,
        not_applicable=not_applicable,
        references=references,
    )


def rule(*effects: Effect, name: str = "I-01", references: tuple[str, ...] = ()) -> Rule:
    """A rule with some effects."""
    return Rule(id=name, title="T", text=".", reason=".", effects=effects, references=references)


PROFILE = (
    fact("p-agent", raises=Strengths(primary=("all",))),
    fact("p-harm", sets_stakes=True),
    fact("p-signals", option("a"), option("b"), multiple=True),
    fact("p-changes", option("none", alone=True), option("c"), multiple=True),
)
PRACTICES = (
    practice("q-propensity", Layer.PROPENSITY),
    practice("q-detection", Layer.DETECTION),
    practice("q-consequence", Layer.CONSEQUENCE, not_applicable=False),
    practice("q-governance", Layer.GOVERNANCE),
)
ROLES = (
    RoleEntry(id="acts", title="Acts", note=".", when=Is(question="p-agent", options=("yes",))),
)
RULES = (
    rule(
        Notice(
            kind="notice",
            when=AtLeast(question="p-agent", exposure=1),
            questions=("q-detection",),
        )
    ),
)
USED = IncludesAny(question="p-signals", options=("a",))


def row(key: str, *, references: tuple[str, ...] = ()) -> TrainingRow:
    """A training method of weight 1 in every category."""
    return TrainingRow(
        option=key,
        reason=".",
        references=references,
        weights=tuple((category, 1) for category in CATEGORIES),
    )


TRAINING = TrainingMethods(
    format="alignassess/training-methods/1",
    signals_question="p-signals",
    adaptation_question="p-changes",
    signals=(row("a"), row("b")),
    adaptations=(row("none"), row("c")),
)

ENTRIES: tuple[CategoryEntry, ...] = tuple(
    entry.model_copy(update={"references": ("smith2020",), "no_primary": ()})
    for entry in SHIPPED.categories
)


def instrument(
    *,
    profile: tuple[ProfileQuestion, ...] = PROFILE,
    practices: tuple[ScoredQuestion, ...] = PRACTICES,
    retired: tuple[Retired, ...] = (),
    rules: tuple[Rule, ...] = RULES,
    roles: tuple[RoleEntry, ...] = ROLES,
    categories: tuple[CategoryEntry, ...] = ENTRIES,
    training: TrainingMethods = TRAINING,
) -> Instrument:
    """The small instrument, with some parts replaced."""
    return Instrument(
        questionnaires=(
            ProfileQuestionnaire(
                format="alignassess/questionnaire/1",
                kind="profile",
                id="facts",
                title="Facts",
                introduction=".",
                questions=profile,
            ),
            ScoredQuestionnaire(
                format="alignassess/questionnaire/1",
                kind="scored",
                id="practices",
                title="Practices",
                introduction=".",
                questions=practices,
                retired=retired,
            ),
        ),
        categories=categories,
        rules=rules,
        roles=roles,
        training=training,
        method=SHIPPED.method,
    )
