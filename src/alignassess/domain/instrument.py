"""Questionnaires and catalog together, loaded once, with what scoring looks up in them."""

from collections.abc import Mapping
from dataclasses import field
from functools import cached_property
from types import MappingProxyType
from typing import NamedTuple

from alignassess.domain.answers import SourceFile
from alignassess.domain.card import QuestionCard
from alignassess.domain.catalog import CategoryEntry, Floor, RoleEntry, Rule, TrainingMethods
from alignassess.domain.cells import CellBook, Place
from alignassess.domain.condition import Condition, looks_at
from alignassess.domain.digests import digest_over
from alignassess.domain.late import LateModel
from alignassess.domain.method import Method
from alignassess.domain.migration import Migration
from alignassess.domain.model import CATEGORIES, LAYERS, Category, Layer
from alignassess.domain.own import OwnChange
from alignassess.domain.question_version import digest_of, question_version
from alignassess.domain.questionnaire import (
    ProfileQuestion,
    ProfileQuestionnaire,
    Question,
    Questionnaire,
    Retired,
    ScoredQuestion,
    ScoredQuestionnaire,
    Strengths,
)
from alignassess.domain.rulebook import Clause, Rulebook, bits_of

LAYER_INDEX: Mapping[Layer, int] = MappingProxyType({layer: i for i, layer in enumerate(LAYERS)})
CATEGORY_INDEX: Mapping[Category, int] = MappingProxyType(
    {category: i for i, category in enumerate(CATEGORIES)}
)


class Bearing(NamedTuple):
    """How much a scored question weighs in each category, in the order of `CATEGORIES`."""

    weights: tuple[float, ...]
    """0 where the question does not bear on the category."""
    primary: tuple[bool, ...]
    """Whether it is named as primary, so that the layer is not `indirect evidence only`."""


def _first_pack() -> int:
    return 1


class Instrument(LateModel):
    """The whole instrument: what is asked, and how answers are counted.

    Defaults are made by factories, so that the fields can be read late (`LateModel.made_later`).
    """

    questionnaires: tuple[Questionnaire, ...]
    categories: tuple[CategoryEntry, ...]
    rules: tuple[Rule, ...]
    roles: tuple[RoleEntry, ...]
    training: TrainingMethods
    method: Method
    files: tuple[SourceFile, ...] = field(default_factory=tuple)
    pack: int = field(default_factory=_first_pack)
    """The number of the set of questions; a sheet says with which it was answered."""
    migrations: tuple[Migration, ...] = field(default_factory=tuple)
    """From each older pack to the next."""
    own: tuple[OwnChange, ...] = field(default_factory=tuple)
    """What an organisation's own files change in what was shipped."""

    @cached_property
    def sha256(self) -> str:
        """One digest over every file that it was made from."""
        return digest_over(part for one in self.files for part in (one.path, one.sha256))

    @cached_property
    def profile(self) -> tuple[ProfileQuestion, ...]:
        """Every profile question, in order of asking."""
        return tuple(
            question
            for questionnaire in self.questionnaires
            if isinstance(questionnaire, ProfileQuestionnaire)
            for question in questionnaire.questions
        )

    @cached_property
    def scored(self) -> tuple[ScoredQuestion, ...]:
        """Every scored question, in order of asking."""
        return tuple(
            question
            for questionnaire in self.questionnaires
            if isinstance(questionnaire, ScoredQuestionnaire)
            for question in questionnaire.questions
        )

    @cached_property
    def asked_when(self) -> tuple[tuple[Condition, frozenset[str]], ...]:
        """Every condition under which scored questions are asked, and their ids."""
        found: dict[Condition, set[str]] = {}
        for question in self.scored:
            if question.ask_when is not None:
                found.setdefault(question.ask_when, set()).add(question.id)
        return tuple((when, frozenset(names)) for when, names in found.items())

    @cached_property
    def profile_order(self) -> tuple[ProfileQuestion, ...]:
        """Profile questions, each after all that its condition looks at."""
        placed: dict[str, ProfileQuestion] = {}
        by_id = {question.id: question for question in self.profile}

        def place(question: ProfileQuestion) -> None:
            if question.id in placed:
                return
            if question.ask_when is not None:
                for looked_at in looks_at(question.ask_when, self.role):
                    place(by_id[looked_at])
            placed[question.id] = question

        for question in self.profile:
            place(question)
        return tuple(placed.values())

    @cached_property
    def question(self) -> Mapping[str, Question]:
        """Question id to question."""
        every: tuple[Question, ...] = (*self.profile, *self.scored)
        return MappingProxyType({question.id: question for question in every})

    @cached_property
    def own_max_age(self) -> Mapping[str, int]:
        """The questions that say themselves how many months evidence counts, and how many."""
        ages = {one.id: one.max_age_months for one in self.question.values()}
        return MappingProxyType({name: age for name, age in ages.items() if age is not None})

    @cached_property
    def questionnaire_of(self) -> Mapping[str, str]:
        """Question id to the id of its questionnaire."""
        return MappingProxyType(
            {q.id: one.id for one in self.questionnaires for q in one.questions}
        )

    @cached_property
    def retired(self) -> Mapping[str, Retired]:
        """Retired question id to why, and where the matter is asked now."""
        return MappingProxyType({r.id: r for one in self.questionnaires for r in one.retired})

    @cached_property
    def category(self) -> Mapping[Category, CategoryEntry]:
        """Category id to its entry."""
        return MappingProxyType({entry.id: entry for entry in self.categories})

    @cached_property
    def role(self) -> Mapping[str, Condition]:
        """Role id to its condition."""
        return MappingProxyType({role.id: role.when for role in self.roles})

    @cached_property
    def rulebook(self) -> Rulebook:
        """The rules, as scoring looks them up."""
        return Rulebook.of(self.rules)

    @cached_property
    def bearing(self) -> Mapping[str, Bearing]:
        """Scored question id to its weights."""
        return MappingProxyType({q.id: _bearing(q, self.method) for q in self.scored})

    @cached_property
    def floors_of(self) -> tuple[tuple[tuple[Clause, ...], int], ...]:
        """Per category, in the order of `CATEGORIES`, the clauses that may hold its risk up.

        Each with their bits.
        """
        found = (
            tuple(one for one in self.rulebook.floors if category in self._floored(one))
            for category in CATEGORIES
        )
        return tuple((clauses, bits_of(clauses)) for clauses in found)

    def _floored(self, clause: Clause) -> tuple[Category, ...]:
        assert isinstance(clause.effect, Floor)
        if clause.effect.essential is None:
            return clause.effect.categories
        return self.essential_for[clause.effect.essential]

    @cached_property
    def essential_for(self) -> Mapping[str, tuple[Category, ...]]:
        """Essential practice to the categories whose risk it holds up.

        Those it is primary for, `all` each.
        """
        essential = {
            clause.effect.essential
            for clause in self.rulebook.floors
            if isinstance(clause.effect, Floor)
        }
        return MappingProxyType(
            {
                question.id: tuple(
                    category
                    for category in CATEGORIES
                    for first, _, everyone in [named(question.categories, category)]
                    if first or everyone
                )
                for question in self.scored
                if question.id in essential
            }
        )

    @cached_property
    def cells(self) -> CellBook:
        """The cells of any set of scored questions."""
        return CellBook(
            {
                question: tuple(
                    Place(category, self.layer[question], weight, bearing.primary[category])
                    for category, weight in enumerate(bearing.weights)
                    if weight
                )
                for question, bearing in self.bearing.items()
            }
        )

    @cached_property
    def layer(self) -> Mapping[str, int]:
        """Scored question id to the index of its layer in `LAYERS`."""
        return MappingProxyType({q.id: LAYER_INDEX[q.layer] for q in self.scored})

    @cached_property
    def card(self) -> Mapping[str, QuestionCard]:
        """Question id to what results say of it."""
        return MappingProxyType({name: self._card(one) for name, one in self.question.items()})

    def _card(self, question: Question) -> QuestionCard:
        home = self.questionnaire_of[question.id]
        if isinstance(question, ProfileQuestion):
            return QuestionCard(
                id=question.id,
                questionnaire=home,
                text=question.text,
                kind="profile",
                contested=question.contested,
                references=question.references,
                version=question_version(question),
            )
        return QuestionCard(
            id=question.id,
            questionnaire=home,
            text=question.text,
            kind="scored",
            layer=question.layer,
            categories=self.concerns[question.id][0],
            remedy=question.remedy.step,
            effort=question.remedy.effort,
            closed_by=question.closed_by,
            contested=question.contested,
            references=question.references,
            version=question_version(question),
        )

    def version(self, of: Category) -> str:
        """A digest of the wordings of all questions that are primary for a category."""
        return digest_of(
            f"{name} {self.card[name].version}"
            for name, (categories, primary) in sorted(self.concerns.items())
            if primary and of in categories
        )

    @cached_property
    def concerns(self) -> Mapping[str, tuple[tuple[Category, ...], bool]]:
        """Scored question to the categories it is primary for and True.

        Else all it bears on and False.
        """
        found = {}
        for question, bearing in self.bearing.items():
            primary = tuple(c for c, yes in zip(CATEGORIES, bearing.primary, strict=True) if yes)
            weighed = tuple(c for c, some in zip(CATEGORIES, bearing.weights, strict=True) if some)
            found[question] = (primary, True) if primary else (weighed, False)
        return MappingProxyType(found)

    @cached_property
    def primary_for(self) -> Mapping[Category, frozenset[str]]:
        """Category to the scored questions that are primary for it."""
        return MappingProxyType(
            {
                category: frozenset(
                    [question for question, one in self.bearing.items() if one.primary[index]]
                )
                for index, category in enumerate(CATEGORIES)
            }
        )

    @cached_property
    def never_primary_for(self) -> Mapping[Category, frozenset[str]]:
        """Category to the scored questions that bear on it and are primary for none."""
        merely = [(name, bears) for name, (bears, primary) in self.concerns.items() if not primary]
        return MappingProxyType(
            {one: frozenset([name for name, bears in merely if one in bears]) for one in CATEGORIES}
        )

    @cached_property
    def primary_for_all(self) -> frozenset[str]:
        """The scored questions that are primary for every category."""
        return frozenset.intersection(*self.primary_for.values())

    @cached_property
    def raising(self) -> tuple[tuple[tuple[str, float, bool], ...], ...]:
        """Per category, in the order of `CATEGORIES`: profile question, weight, whether primary."""
        return tuple(
            tuple(
                (question.id, *_raise(question.raises, category, self.method))
                for question in self.profile
                if any(named(question.raises, category))
            )
            for category in CATEGORIES
        )

    @cached_property
    def raisers(self) -> tuple[ProfileQuestion, ...]:
        """The profile questions that raise the exposure of a category."""
        found = {name for row in self.raising for name, _, _ in row}
        return tuple(question for question in self.profile if question.id in found)

    @cached_property
    def at_stake(self) -> tuple[ProfileQuestion, ...]:
        """The profile questions that say what is at risk."""
        return tuple(question for question in self.profile if question.sets_stakes)

    @cached_property
    def scored_questionnaires(self) -> tuple[str, ...]:
        """The ids of the questionnaires whose answers are scored."""
        return tuple(one.id for one in self.questionnaires if one.kind == "scored")

    @cached_property
    def trained(self) -> tuple[tuple[Mapping[str, int], Mapping[str, int]], ...]:
        """Per category, in the order of `CATEGORIES`: what each way of training weighs.

        Option of the signals question to weight, then option of the adaptation question.
        """
        training = self.training
        return tuple(
            (
                {row.option: row.weights[index][1] for row in training.signals},
                {row.option: row.weights[index][1] for row in training.adaptations},
            )
            for index in range(len(CATEGORIES))
        )


def _raise(strengths: Strengths, category: Category, method: Method) -> tuple[float, bool]:
    """Weight and whether primary; `all` weighs little whatever strength it is listed under."""
    first, second, _ = named(strengths, category)
    if first:
        return method.strengths.primary, True
    return (method.strengths.secondary if second else method.strengths.all), False


def _bearing(question: ScoredQuestion, method: Method) -> Bearing:
    of_all = method.strengths.of_all(question.layer)
    all_is_primary = question.layer is Layer.CONSEQUENCE
    weights, primary = [], []
    for category in CATEGORIES:
        first, second, everyone = named(question.categories, category)
        weights.append(
            max(
                method.strengths.primary if first else 0.0,
                method.strengths.secondary if second else 0.0,
                of_all if everyone else 0.0,
            )
        )
        primary.append(first or (everyone and all_is_primary))
    return Bearing(tuple(weights), tuple(primary))


def named(strengths: Strengths, category: Category) -> tuple[bool, bool, bool]:
    """Whether a category is named as primary, as secondary, and through `all`."""
    return (
        category in strengths.primary,
        category in strengths.secondary,
        "all" in strengths.primary or "all" in strengths.secondary,
    )
