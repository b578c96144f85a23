"""Sheets to measure with: answers in the long form, each with a note and evidence of its own."""

from random import Random

from alignassess.domain.evidence import FileState, Observation
from alignassess.domain.instrument import Instrument

ANSWERS = 100
"""How many scored questions a sheet answers; the profile is answered whole besides."""

DIGEST = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"


def sheet_text(instrument: Instrument, *, seed: int = 0) -> str:
    """A sheet of 100 answers, each with who, when, a note and evidence with all its fields."""
    draw = Random(seed)  # noqa: S311 - for measuring, not for secrets
    lines = [
        "format: alignassess/answers/1",
        f"system: {{id: measured-{seed}, name: Measured system, operator: Example Ltd}}",
        "respondents: {jr: {name: J. Rossi, role: ML platform, organisation: Example Ltd}}",
        "answers:",
    ]
    named: list[str] = []
    for questionnaire in instrument.questionnaires:
        lines.append(f"  {questionnaire.id}:")
        for question in questionnaire.questions:
            if questionnaire.kind == "scored":
                if len(named) == ANSWERS:
                    break
                named.append(question.id)
            supported = questionnaire.kind == "scored"
            lines.append(_answer(question.id, draw.choice(question.options).key, supported))
    lines.append("evidence:")
    lines += [_evidence(name, number) for number, name in enumerate(named)]
    return "\n".join(lines) + "\n"


def observations(instrument: Instrument) -> tuple[Observation, ...]:
    """What is found of the evidence of such a sheet: every file, with the digest that it names."""
    return tuple(
        Observation(
            evidence=f"{question.id}-record", state=FileState.MATCHES, sha256=DIGEST, size=1
        )
        for question in instrument.scored[:ANSWERS]
    )


def _answer(question: str, key: str, supported: bool) -> str:
    evidence = f", evidence: [{question}-record]" if supported else ""
    note = "Seen in the change log of the last release, both checkpoints; asked the platform team."
    return f'    {question}: {{answer: {key}, by: jr, on: 2026-11-02, note: "{note}"{evidence}}}'


def _evidence(question: str, number: int) -> str:
    return (
        f'  {question}-record: {{title: "Record for {question}, as filed by the platform team", '
        f"file: evidence/{question}.md, sha256: {DIGEST}, obtained: 2026-10-{number % 28 + 1:02}, "
        "by: jr, assurance: tested, about: measured-model}"
    )
