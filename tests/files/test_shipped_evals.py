"""The shipped catalogue, row by row as the field describes its evaluations."""

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from alignassess.domain.eval_lookup import Ambiguous, Found, Unknown, find
from alignassess.domain.evals import Direction, Strength
from alignassess.domain.model import CATEGORIES, Category
from alignassess.domain.observation import EvidenceFormat
from alignassess.files.instrument_files import load_library
from tests.domain.evaluations import evaluation, metric

EVALS = load_library().evals
UP, DOWN, NEITHER, ZERO = (
    Direction.HIGHER_BETTER,
    Direction.LOWER_BETTER,
    Direction.CONTEXT,
    Direction.NEAR_ZERO,
)
SYC, DEC, GM, RH = (
    Category.SYCOPHANCY,
    Category.DECEPTIVE_ALIGNMENT,
    Category.GOAL_MISGENERALIZATION,
    Category.REWARD_HACKING,
)
MESA, SAND, AWARE, RM = (
    Category.MESA_OPTIMIZATION,
    Category.SANDBAGGING,
    Category.SITUATIONAL_AWARENESS_MISUSE,
    Category.REWARD_MODEL_EXPLOITATION,
)


def _found(
    tool: str,
    task: str,
    name: str,
    *,
    score: str = "x",
    reducer: str | None = None,
    arguments: Mapping[str, str] | None = None,
    format: EvidenceFormat = EvidenceFormat.INSPECT,
) -> Found | Ambiguous | Unknown:
    run = evaluation(task, tool=tool, format=format, **(arguments or {}))
    return find(EVALS, run, metric(name, score=score, reducer=reducer))


INSPECT = [
    ("sycophancy", "apologize_rate", "", None, {}, DOWN, SYC),
    ("sycophancy", "confidence", "", None, {}, UP, SYC),
    ("sycophancy", "truthfulness", "truthfulness", None, {}, UP, SYC),
    ("sycophancy", "mean", "admits_mistake", None, {}, NEITHER, None),
    ("persistbench_sycophancy", "failure_rate", "", "max", {}, DOWN, SYC),
    ("persistbench_cross_domain", "failure_rate", "", "max", {}, DOWN, SYC),
    ("persistbench_beneficial_memory", "failure_rate", "", "max", {}, NEITHER, None),
    ("mask", "overall_honesty", "", None, {}, UP, DEC),
    ("mask", "overall_normalised_honesty", "", "_reduce", {}, UP, DEC),
    ("mask", "overall_honesty@n", "", None, {}, UP, DEC),
    ("mask", "overall_accuracy", "", None, {}, NEITHER, None),
    ("sad_stages_full", "accuracy", "", None, {}, NEITHER, AWARE),
    ("sad_facts_human_defaults", "accuracy", "", None, {}, NEITHER, AWARE),
    ("agentic_misalignment", "accuracy", "harmful", None, {}, DOWN, DEC),
    ("agentic_misalignment", "accuracy", "harmful", None, {}, DOWN, GM),
    ("agentic_misalignment", "accuracy", "aware", None, {}, NEITHER, AWARE),
    ("gdm_self_reasoning_read_logs", "accuracy", "", "at_least_1", {}, DOWN, MESA),
    ("gdm_oversight_pattern", "accuracy", "", None, {}, DOWN, AWARE),
    ("gdm_classifier_evasion", "accuracy", "", None, {}, DOWN, AWARE),
    ("gdm_cover_your_tracks", "mean", "", None, {}, DOWN, AWARE),
    ("gdm_strategic_rule_breaking", "mean", "", "mean", {}, DOWN, AWARE),
    ("gdm_sp01_e2e", "accuracy", "", None, {}, DOWN, MESA),
    ("gdm_sp12_milestones", "accuracy", "", "at_least_1", {}, DOWN, MESA),
    ("instrumentaleval", "convergence", "", None, {}, DOWN, MESA),
    ("abstention_bench", "recall", "", None, {}, UP, GM),
    ("strong_reject", "strong_reject_metric", "", None, {}, DOWN, GM),
    ("strong_reject", "jailbreak_rate", "", None, {}, DOWN, RM),
    ("xstest", "refusal_rate", "", None, {"subset": "safe"}, DOWN, GM),
    ("xstest", "refusal_rate", "", None, {"subset": "unsafe"}, UP, GM),
    ("coconot", "total", "", None, {"subset": "original"}, DOWN, GM),
    ("coconot", "total", "", None, {"subset": "contrast"}, UP, GM),
    ("agentharm", "avg_score", "", None, {}, DOWN, GM),
    ("agentharm", "avg_full_score", "", None, {}, DOWN, GM),
    ("agentharm", "avg_refusals", "", None, {}, UP, GM),
    ("agentharm_benign", "avg_score", "", None, {}, NEITHER, None),
    ("agentharm_benign", "avg_refusals", "", None, {}, DOWN, GM),
    ("fortress_adversarial", "ARS__risk_domain__overall", "", "harm_score", {}, DOWN, GM),
    ("fortress_benign", "ORS__risk_domain__overall", "", None, {}, DOWN, GM),
    ("air_bench", "air_2_5", "", None, {}, NEITHER, None),
    ("truthfulqa", "accuracy", "", None, {"target": "mc1"}, UP, SYC),
    ("simpleqa", "correct", "", None, {}, NEITHER, None),
    ("simpleqa_verified", "f_score", "", None, {}, NEITHER, None),
    ("wmdp_bio", "accuracy", "", None, {}, NEITHER, SAND),
    ("makemesay", "win_rate", "", None, {}, DOWN, DEC),
    ("make_me_pay", "mean", "", None, {}, DOWN, DEC),
    ("ape_eval", "conspiracy", "turn1_attempt", None, {}, NEITHER, None),
    ("agentdojo", "accuracy", "security", None, {}, UP, GM),
    ("agentdojo", "accuracy", "utility", None, {}, NEITHER, None),
    ("agent_threat_bench_data_exfil", "accuracy", "security", None, {}, UP, GM),
    ("ipi_coding_agent", "injection_resistance_rate", "", None, {}, UP, GM),
    ("ipi_coding_agent", "detection_rate", "", None, {}, UP, GM),
    ("ipi_coding_agent", "false_positive_rate", "", None, {}, DOWN, GM),
    ("b3", "mean", "", None, {}, DOWN, GM),
    ("personality_TRAIT", "Narcissism", "", None, {}, NEITHER, None),
    ("alignment_faking", "compliance_gap", "", None, {}, ZERO, DEC),
    ("alignment_faking", "compliance_gap_pvalue", "", None, {}, NEITHER, None),
    ("alignment_faking", "free_tier_af_rate", "", None, {}, DOWN, DEC),
    ("deceptionbench", "deception_tendency_rate", "", None, {}, DOWN, DEC),
    ("brokenmath", "mean", "sycophancy_scorer", None, {}, DOWN, SYC),
    ("sycobench_600", "accuracy", "", None, {}, NEITHER, None),
    ("goal_sandbag_safety", "monitorability_cot", "", "pooled_intervention", {}, UP, SAND),
    ("goal_sandbag_math", "monitorability_all", "", None, {}, UP, SAND),
    ("monitor_bench_steganography", "monitorability_cot", "", None, {}, UP, DEC),
    ("dual_objectives_summarization", "monitorability_cot", "", None, {}, UP, DEC),
    ("machiavelli", "violations.Σ", "", None, {}, DOWN, RH),
    ("machiavelli", "power.Σ", "", None, {}, DOWN, RH),
    ("machiavelli", "game.score", "", None, {}, NEITHER, None),
    ("manager_coercion", "mean", "", None, {}, NEITHER, None),
    ("or_bench_hard_1k", "mean", "or_bench_refusal", None, {}, DOWN, GM),
    ("do_not_answer", "follow_rate", "", None, {}, DOWN, GM),
    ("do_not_answer_adversarial", "refusal_rate", "", None, {}, UP, GM),
    ("judgebench_gpt_positional", "accuracy", "", None, {}, UP, RM),
    ("audit", "mean", "unprompted_sycophancy", None, {}, DOWN, SYC),
    ("audit", "mean", "unprompted_encouragement_of_user_delusion", None, {}, DOWN, SYC),
    ("audit", "mean", "unprompted_deception_toward_user", None, {}, DOWN, DEC),
    ("audit", "mean", "unfaithful_thinking", None, {}, DOWN, DEC),
    ("audit", "mean", "eval_awareness", None, {}, DOWN, AWARE),
    ("audit", "mean", "audit_situational_awareness", None, {}, DOWN, AWARE),
    ("audit", "mean", "unprompted_self_preservation", None, {}, DOWN, MESA),
    ("audit", "mean", "unprompted_initiative", None, {}, DOWN, MESA),
    ("audit", "mean", "concerning", None, {}, DOWN, RH),
    ("audit", "mean", "broken_tool_use", None, {}, NEITHER, None),
    ("audit", "mean", "scenario_realism", None, {}, NEITHER, None),
    ("impossible_swebench", "accuracy", "", None, {"split": "conflicting"}, DOWN, RH),
    ("impossible_livecodebench", "accuracy", "", None, {"split": "oneoff"}, DOWN, RH),
    ("impossible_livecodebench", "accuracy", "", None, {"split": "original"}, NEITHER, None),
    ("shade_arena", "accuracy", "side_task_success", None, {}, NEITHER, DEC),
]


@pytest.mark.parametrize(
    ("task", "name", "score", "reducer", "arguments", "direction", "category"), INSPECT
)
def test_evaluations_of_inspect(
    task: str,
    name: str,
    score: str,
    reducer: str | None,
    arguments: dict[str, str],
    direction: Direction,
    category: Category | None,
) -> None:
    found = _found(
        "inspect_ai", task, name, score=score or "x", reducer=reducer, arguments=arguments
    )

    assert isinstance(found, Found)
    assert found.entry.direction is direction
    assert category is None or found.entry.strength(category) is not None


@pytest.mark.parametrize(
    ("task", "name", "direction"),
    [
        ("sycophancy_on_nlp_survey", "acc", DOWN),
        ("sycophancy_on_philpapers2020", "acc", DOWN),
        ("sycophancy_on_political_typology_quiz", "acc", DOWN),
        ("advanced_ai_risk_human-survival-instinct", "acc", DOWN),
        ("advanced_ai_risk_lm-power-seeking-inclination", "acc", DOWN),
        ("advanced_ai_risk_fewshot-corrigible-less-HHH", "acc", DOWN),
        ("advanced_ai_risk_lm-corrigible-more-HHH", "acc", NEITHER),
        ("advanced_ai_risk_human-coordinate-other-ais", "acc", DOWN),
        ("advanced_ai_risk_human-one-box-tendency", "acc", NEITHER),
        ("advanced_ai_risk_human-self-awareness-web-gpt", "acc", NEITHER),
        ("persona_desire-for-being-rated-HHH-over-actually-being-HHH", "acc", DOWN),
        ("persona_desire-to-escape-sandbox", "acc", DOWN),
        ("persona_desire-for-no-human-monitoring", "acc", DOWN),
        ("persona_believes-it-is-not-being-watched-by-humans", "acc", NEITHER),
        ("persona_agreeableness", "acc", NEITHER),
        ("truthfulqa_mc1", "acc", UP),
        ("truthfulqa_mc2", "acc", UP),
        ("truthfulqa_mc", "mc2", UP),
        ("truthfulqa_gen", "bleu_acc", UP),
        ("truthfulqa_gen", "rougeL_acc", UP),
        ("truthfulqa_gen", "bleu_max", NEITHER),
        ("wmdp_cyber", "acc", NEITHER),
        ("toxigen", "acc_norm", NEITHER),
        ("bbq", "acc", NEITHER),
        ("hendrycks_ethics", "acc", NEITHER),
    ],
)
def test_evaluations_of_the_harness(task: str, name: str, direction: Direction) -> None:
    found = _found("lm-eval", task, name, reducer="none", format=EvidenceFormat.LM_EVAL)

    assert isinstance(found, Found)
    assert found.entry.direction is direction


@pytest.mark.parametrize(
    ("tool", "task", "score", "name", "direction"),
    [
        ("garak", "misleading.FalseAssertion", "misleading.MustRefuteClaimModel", "pass_rate", UP),
        ("garak", "misleading.FalseAssertion50", "x", "pass_rate", UP),
        ("garak", "snowball.Primes", "snowball.DontStartNo", "pass_rate", UP),
        ("garak", "lmrc.QuackMedicine", "lmrc.QuackMedicine", "pass_rate", UP),
        ("garak", "dan.Dan_11_0", "mitigation.MitigationBypass", "pass_rate", UP),
        ("garak", "dan.Dan_11_0", "dan.DAN", "pass_rate", NEITHER),
        ("garak", "goat.GOATAttack", "judge.JailbreakOnlyAdversarial", "pass_rate", UP),
        ("garak", "latentinjection.LatentJailbreak", "x", "pass_rate", UP),
        ("promptfoo", "medical:sycophancy", "assertions", "pass_rate", UP),
        ("promptfoo", "overreliance", "assertions", "pass_rate", UP),
        ("promptfoo", "goal-misalignment", "assertions", "pass_rate", UP),
        ("promptfoo", "hallucination", "assertions", "pass_rate", NEITHER),
        ("helm", "harm_bench", "safety_score", "mean", UP),
        ("helm", "simple_safety_tests", "safety_score", "mean", UP),
        ("helm", "truthful_qa", "exact_match", "mean", UP),
        ("helm", "bbq", "bbq_accuracy", "mean", NEITHER),
    ],
)
def test_evaluations_of_other_tools(
    tool: str, task: str, score: str, name: str, direction: Direction
) -> None:
    found = _found(tool, task, name, score=score)

    assert isinstance(found, Found)
    assert found.entry.direction is direction


@pytest.mark.parametrize(
    ("tool", "task", "name", "direction"),
    [
        ("sycobench", "SycoBench-600", "sycobench_600.sycophancy_flip_to_wrong", DOWN),
        ("reward-bench", "RewardBench 2", "accuracy", UP),
        ("own", "emergent_misalignment", "misaligned_rate", DOWN),
        ("openai-evals", "sandbagging-mmlu", "accuracy", NEITHER),
        ("inspect_ai", "mask", "overall_honesty", UP),
    ],
)
def test_records_of_the_interchange_format(
    tool: str, task: str, name: str, direction: Direction
) -> None:
    found = _found(tool, task, name, format=EvidenceFormat.EVERY_EVAL_EVER)

    assert isinstance(found, Found)
    assert found.entry.direction is direction


@pytest.mark.parametrize("task", ["xstest", "coconot", "impossible_swebench"])
def test_a_missing_argument_leaves_the_direction_open(task: str) -> None:
    name = {"xstest": "refusal_rate", "coconot": "total"}.get(task, "accuracy")

    assert isinstance(_found("inspect_ai", task, name), Ambiguous)


@pytest.mark.parametrize(
    ("tool", "task", "name", "reducer"),
    [
        ("inspect_ai", "gdm_self_reasoning_read_logs", "accuracy", "mean"),
        ("inspect_ai", "sycophancy", "stderr", None),
        ("inspect_ai", "mmlu", "accuracy", None),
        ("promptfoo", "sycophancy", "pass_rate", None),
        ("promptfoo", "tests", "pass_rate", None),
        ("garak", "encoding.InjectBase64", "pass_rate", None),
        ("lm-eval", "mmlu", "acc", "none"),
    ],
)
def test_figures_without_an_entry_are_unknown(
    tool: str, task: str, name: str, reducer: str | None
) -> None:
    assert isinstance(_found(tool, task, name, reducer=reducer), Unknown)


def test_categories_without_a_direct_evaluation_stay_so() -> None:
    direct = {
        category
        for category in CATEGORIES
        for one in EVALS.evals
        if one.strength(category) is Strength.DIRECT
    }

    assert set(CATEGORIES) - direct == {GM, MESA, RM}


def test_every_scored_entry_supports_a_question() -> None:
    assert [one.id for one in EVALS.evals if one.scored and not (one.questions or one.pairs)] == []


def test_ids_of_arxiv_are_written_as_such() -> None:
    text = (Path(__file__).parents[2] / "catalog" / "evals.yaml").read_text()

    found = re.findall(r"source: (.*arXiv.*)", text)

    assert found
    assert [one for one in found if not re.fullmatch(r"\"?arXiv:\d{4}\.\d{5}\"?", one)] == []
