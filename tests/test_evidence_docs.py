"""`docs/evidence.md` says what is read, what is refused, and what figures mean: held to the data.

`python -m tests.test_evidence_docs` prints the catalogue's tables anew.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from alignassess.domain.evals import Direction, EvalEntry, Evals, EvalTool
from alignassess.domain.observation import EvidenceFormat
from alignassess.domain.refusals import REMEDIES, SENTENCES, RefusalReason
from alignassess.files.evidence.limits import LIMITS
from alignassess.files.instrument_files import load_library
from alignassess.files.model_file import as_model
from alignassess.files.yaml_text import parse

PAGE = Path(__file__).parents[1] / "docs" / "evidence.md"

TITLES = {
    EvalTool.INSPECT: "Inspect",
    EvalTool.LM_EVAL: "lm-evaluation-harness",
    EvalTool.GARAK: "garak",
    EvalTool.PROMPTFOO: "promptfoo",
    EvalTool.HELM: "HELM",
    EvalTool.OPENAI_EVALS: "OpenAI evals, through Every Eval Ever",
    EvalTool.EVERY_EVAL_EVER: "Every Eval Ever, whatever tool it names",
}
BETTER = {
    Direction.HIGHER_BETTER: "at least",
    Direction.LOWER_BETTER: "at most",
    Direction.NEAR_ZERO: "within",
}


def _page() -> str:
    return PAGE.read_text("utf-8")


def catalogue(evals: Evals) -> Iterator[str]:
    """The tables of the section "Catalogue"."""
    for tool, title in TITLES.items():
        entries = [one for one in evals.evals if one.tool is tool]
        if not entries:
            continue
        yield from (f"### {title}", "")
        yield "| what it measures | task | figure | limit | direct | indirect | questions |"
        yield "| --- | --- | --- | --- | --- | --- | --- |"
        for one in entries:
            yield _row(one)
        yield ""


def _row(one: EvalEntry) -> str:
    arguments = [f"{each.name} = {' or '.join(each.values)}" for each in one.arguments]
    score = f" of {_names(one.score)}" if one.score else ""
    cells = (
        one.title,
        _names(one.tasks) + "".join(f", {each}" for each in arguments),
        _names(one.metric) + score,
        _limit(one),
        ", ".join(one.categories.direct),
        ", ".join(one.categories.proxy),
        ", ".join((*one.questions, *(f"{each} (two files)" for each in one.pairs))),
    )
    return "| " + " | ".join(cells) + " |"


def _names(names: tuple[str, ...]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def _limit(one: EvalEntry) -> str:
    if one.threshold is None:
        return "shown only"
    percent = "%" if one.scale.unit == "percent" else ""
    return f"{BETTER[one.direction]} {one.threshold.value:g}{percent}"


def test_the_catalogue_is_printed_as_it_is() -> None:
    printed = _page().split("## Catalogue", 1)[1].split("### ", 1)[1]

    assert "### " + printed.strip() == "\n".join(catalogue(load_library().evals)).strip()


def test_the_entry_that_is_shown_is_one_of_the_catalogue() -> None:
    block = re.search(r"```yaml\n(.*?)```", _section("Catalogue"), re.S)
    assert block
    shown: EvalEntry = as_model(parse(block[1], "evidence.md"), EvalEntry, file="evidence.md")
    (shipped,) = [one for one in load_library().evals.evals if one.id == shown.id]

    assert shown == shipped.model_copy(update={"note": None})


def test_every_judgement_behind_a_limit_is_printed() -> None:
    rows = re.findall(r"^\| `([a-z-]+)` \| (.+) \|$", _section("Where limits come from"), re.M)

    assert dict(rows) == load_library().evals.judgement


def test_every_reason_for_a_refusal_is_printed_with_its_sentence_and_next_step() -> None:
    rows = re.findall(r"^\| `([a-z-]+)` \| (.+?) \| (.+) \|$", _section("What is refused"), re.M)

    assert rows == [
        (one.value, SENTENCES[one], f"{REMEDIES[one][0].upper()}{REMEDIES[one][1:]}.")
        for one in RefusalReason
    ]


def test_every_format_is_printed() -> None:
    rows = re.findall(r"^\| `([a-z-]+)` \|", _section("Formats"), re.M)

    assert sorted(rows) == sorted(one.value for one in EvidenceFormat)


def test_sizes_are_those_that_hold() -> None:
    said = _section("Limits of size")

    for words in (
        f"{LIMITS.file / 1e9:.0f} GB",
        f"{LIMITS.document / 1e6:.0f} MB",
        f"{LIMITS.line / 1e6:.0f} MB",
        f"{LIMITS.ratio} times",
        f"{LIMITS.depth} deep",
        f"{LIMITS.records:,} evaluations",
    ):
        assert words in said


def _section(title: str) -> str:
    found = re.search(rf"^## {re.escape(title)}$(.*?)(?=^## |\Z)", _page(), re.M | re.S)
    assert found, title
    return found[1]


if __name__ == "__main__":
    print("\n".join(catalogue(load_library().evals)))
