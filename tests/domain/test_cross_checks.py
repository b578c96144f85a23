"""The cross-checks X-01 to X-14 and rule I-09: where each speaks, and the answer that quiets it."""

from collections.abc import Mapping

import pytest

from alignassess.domain.answers import Sheet
from alignassess.domain.catalog import Notice
from alignassess.domain.condition import AnyOf, Reaches, leaves
from alignassess.domain.evidence import EvidenceEntry
from alignassess.domain.model import Category, Layer
from alignassess.domain.questionnaire import ScoredQuestion
from tests.domain.sheets import (
    HIGHEST,
    LOWEST,
    SHIPPED,
    Facts,
    all_at,
    at_level,
    category,
    entry,
    scored,
    scored_vendor,
    sheet_of,
    vendor_sheet,
    with_entry,
)
from tests.strategies import DONT_KNOW

Levels = Mapping[str, int]

ROWS: list[tuple[str, Facts, Levels, Facts, Levels]] = [
    # rule, facts and levels where it speaks; facts and levels that quiet it
    ("X-01", {"sp-04": "frontier"}, {"ec-02": 3, "ec-03": 1}, {}, {"ec-03": 2}),
    ("X-01", {"sp-04": "frontier"}, {"ec-02": 3, "ec-03": 1}, {}, {"ec-02": 2}),
    ("X-02", {}, {"ec-14": 3, "ec-13": 1}, {}, {"ec-13": 2}),
    ("X-04", {"sp-15": "sft"}, {"ft-03": 3, "ec-25": 1}, {}, {"ec-25": 2}),
    ("X-05", {"sp-14": "automatic-optimisation"}, {}, {"sp-15": ("prompt-rag", "sft")}, {}),
    ("X-05", {"sp-14": "automatic-optimisation"}, {}, {"sp-14": "ratings-by-people"}, {}),
    (
        "X-06",
        {"sp-05": "no-fixed-end", "sp-08": "some-irreversible", "sp-27": "yes"},
        {"ec-19": 3, "ec-20": 1},
        {},
        {"ec-20": 2},
    ),
    (
        "X-06",
        {"sp-05": "no-fixed-end", "sp-08": "some-irreversible", "sp-27": "yes"},
        {"ec-19": 3, "ec-20": 1},
        {"sp-05": "hundreds-of-steps"},
        {},
    ),
    ("X-07", {"sp-11": "same-model", "sp-28": "yes"}, {"ec-09": 3}, {"sp-11": "same-family"}, {}),
    ("X-08", {}, {"vs-15": 4, "vs-01": 1}, {}, {"vs-01": 2}),
    ("X-09", {}, {"ec-11": 1, "ec-32": 4}, {}, {"ec-32": 3}),
    ("X-09", {}, {"ec-11": 1, "ec-32": 4}, {}, {"ec-11": 2}),
    ("X-10", {}, {"re-06": 4, "re-09": 0}, {}, {"re-09": 1}),
    ("X-11", {"sp-01": "embedded"}, {"ec-21": 3}, {"sp-01": "api-pinned"}, {}),
    ("X-13", {"sp-04": "frontier"}, {"ec-03": 3}, {}, {"ec-03": 2}),
    ("X-14", {"sp-06": "administer", "sp-07": "rework"}, {}, {"sp-07": "reportable-loss"}, {}),
    ("X-14", {"sp-06": "administer", "sp-07": "rework"}, {}, {"sp-06": "write-production"}, {}),
]


def _speaks(sheet: Sheet, rule: str) -> bool:
    return any(one.startswith(f"{rule}: please look again: ") for one in scored(sheet).notices)


@pytest.mark.parametrize(("rule", "facts", "levels", "other_facts", "better"), ROWS)
def test_a_cross_check_speaks_until_the_answers_fit(
    rule: str, facts: Facts, levels: Levels, other_facts: Facts, better: Levels
) -> None:
    bitten = sheet_of({**LOWEST, **facts}, levels)
    relaxed = sheet_of({**LOWEST, **facts, **other_facts}, {**levels, **better})

    assert _speaks(bitten, rule)
    assert not _speaks(relaxed, rule)


def test_every_cross_check_has_a_test() -> None:
    tested = {row[0] for row in ROWS} | {"X-03", "X-12"}

    assert {f"X-{number:02}" for number in range(1, 15)} == tested
    assert tested == {rule.id for rule in SHIPPED.rules if rule.id.startswith("X-")}


def test_x_03_speaks_while_the_training_is_not_known() -> None:
    unknown = with_entry(sheet_of(LOWEST, {"vs-03": 3}), entry("sp-03", DONT_KNOW))

    assert _speaks(unknown, "X-03")
    assert not _speaks(sheet_of({**LOWEST, "sp-03": "rlhf"}, {"vs-03": 3}), "X-03")
    assert not _speaks(with_entry(unknown, entry("vs-03", at_level("vs-03", 2))), "X-03")


def test_a_question_without_an_answer_is_compared_with_nothing() -> None:
    silent = with_entry(sheet_of(LOWEST, {"ec-14": 3}), entry("ec-13", DONT_KNOW))

    assert not _speaks(silent, "X-02")
    assert not _speaks(sheet_of(LOWEST, {"ec-14": 3}), "X-02")


def test_a_fact_that_is_not_known_starts_none() -> None:
    unknown = with_entry(sheet_of({**LOWEST, "sp-06": "administer"}), entry("sp-07", DONT_KNOW))

    assert not _speaks(unknown, "X-14")


def test_x_09_looks_at_every_question_about_detection() -> None:
    (rule,) = (one for one in SHIPPED.rules if one.id == "X-09")
    (notice,) = rule.effects
    assert isinstance(notice, Notice)
    assert notice.when is not None
    named = {leaf.question for leaf, _ in leaves(notice.when) if isinstance(leaf, Reaches)}

    detection = {one.id for one in SHIPPED.scored if one.layer is Layer.DETECTION}
    assert named == detection - {"ec-11"}
    assert any(isinstance(part, AnyOf) for part in getattr(notice.when, "parts", ()))


GOOD = {"re-01": 3, "re-02": 4, "re-03": 3}


def test_x_12_speaks_of_a_questionnaire_with_good_answers_and_no_support() -> None:
    one_lower = with_entry(sheet_of(LOWEST, GOOD), entry("re-02", at_level("re-02", 2)))
    supported = entry("re-02", at_level("re-02", 4, evidence=("documented",)))

    assert _speaks(sheet_of(LOWEST, GOOD), "X-12")
    assert any("Research engagement" in one for one in scored(sheet_of(LOWEST, GOOD)).notices)
    assert not _speaks(one_lower, "X-12")
    assert not _speaks(with_entry(sheet_of(LOWEST, GOOD), supported), "X-12")
    assert not _speaks(sheet_of(LOWEST, {"re-01": 3, "re-02": 4}), "X-12")


TESTED = {**LOWEST, "sp-04": "frontier"}


def test_x_13_is_quiet_with_a_file_of_results() -> None:
    with_file = entry("ec-03", at_level("ec-03", 3, evidence=("tested",)))
    with_place = entry("ec-03", at_level("ec-03", 3, evidence=("documented",)))
    with_nothing = entry("ec-03", at_level("ec-03", 3, evidence=("absent",)))

    assert not _speaks(sheet_of(TESTED, {}, with_file), "X-13")
    assert _speaks(sheet_of(TESTED, {}, with_place), "X-13")
    assert _speaks(sheet_of(TESTED, {}, with_nothing), "X-13")
    assert EvidenceEntry(id="x", title="X").file is None


def test_a_vendor_sheet_is_compared_with_itself() -> None:
    result = scored_vendor(vendor_sheet({"vs-15": 4, "vs-01": 1, "vs-03": 3}))

    assert [one[:4] for one in result.notices] == ["X-08"]


def test_no_cross_check_changes_a_figure() -> None:
    sheet = sheet_of({**LOWEST, "sp-06": "administer"}, all_at(4, besides={"ec-13": 1}))
    without = tuple(one for one in SHIPPED.rules if not one.id.startswith("X-"))
    quiet = scored(sheet, SHIPPED.model_copy(update={"rules": without}))

    assert scored(sheet).categories == quiet.categories
    assert scored(sheet).rules == quiet.rules
    assert not any(rule.rule.startswith("X-") for rule in scored(sheet).rules)


CAUSED = (
    Category.REWARD_HACKING,
    Category.SYCOPHANCY,
    Category.REWARD_MODEL_EXPLOITATION,
)


def test_i_09_gathers_what_is_weak_together() -> None:
    result = scored(sheet_of(HIGHEST, all_at(1)))

    (cluster,) = result.clusters
    assert set(CAUSED) == set(cluster.categories)
    assert any(one.startswith("I-09: ") and "sycophancy" in one for one in result.notices)
    assert len(set(cluster.shared)) == len(cluster.shared)
    for name in cluster.shared:
        question = SHIPPED.question[name]
        assert isinstance(question, ScoredQuestion)
        assert len(set(question.categories.primary) & set(CAUSED)) >= 2


def test_i_09_says_nothing_of_one_weak_category() -> None:
    result = scored(sheet_of(LOWEST, all_at(4)))

    assert result.clusters == ()
    assert not any(one.startswith("I-09") for one in result.notices)
    assert category(result, Category.SYCOPHANCY).answered.rating == "low"
