"""What is fuzzed: each family of readers from bytes to the end of what a command does with them."""

import json
import shutil
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import date
from functools import cache
from pathlib import Path
from typing import NamedTuple

from alignassess.domain.instrument import Instrument
from alignassess.domain.scoring import assess
from alignassess.domain.statement import Claims, Subject, payload
from alignassess.domain.verification import Verified
from alignassess.errors import InputError, Problem
from alignassess.files.answer_sheet import load_text
from alignassess.files.envelope import (
    Signature,
    envelope_text,
    read_envelope,
    read_statement,
)
from alignassess.files.instrument_files import load_instrument
from alignassess.files.reading import as_text
from alignassess.files.result_evidence import read_judged
from alignassess.files.signed_root import check, root_of_subjects
from alignassess.files.yaml_text import parse
from alignassess.render import evidence_json
from alignassess.render.evidence_text import result_text
from alignassess.render.signature_text import signature_data, signature_lines

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "examples"
EVIDENCE = ROOT / "tests" / "data" / "evidence"
CORPUS = ROOT / "tests" / "data" / "fuzz" / "evidence"
"""Inputs that fuzzing found, by family; `tests/files/evidence/test_fuzz_corpus.py` replays them."""

PARTS = b"\n%%%%\n"
"""Between the two files of a HELM run, `run_spec.json` and `stats.json`, in one input."""

AS_OF = date(2026, 11, 25)


class Family(NamedTuple):
    """One family of readers."""

    run: Callable[[bytes, Path], None]
    """Reads one input in a folder; raises only what is a fault of ours."""
    seeds: Callable[[], list[bytes]]


def read(path: Path) -> None:
    """As `evidence read` does, in text and in JSON."""
    result, runs = read_judged(path)
    assert result.refusals or result.evaluations or result.provenance
    lines = result_text("file", result, runs) if result.format else []
    assert not {"\x1b", "\u202e", "\x00"} & set("".join(lines))
    evidence_json.array([("file", result, runs)])


def one_file(data: bytes, folder: Path) -> None:
    """An input that is one result file."""
    path = folder / "file"
    path.write_bytes(data)
    read(path)


def helm_run(data: bytes, folder: Path) -> None:
    """An input that is the two files of a HELM run."""
    spec, _, statistics = data.partition(PARTS)
    (folder / "run_spec.json").write_bytes(spec)
    (folder / "stats.json").write_bytes(statistics)
    read(folder / "stats.json")


@cache
def instrument() -> Instrument:
    """The shipped instrument, loaded once."""
    return load_instrument()


def sheet(data: bytes, folder: Path) -> None:
    """An answer sheet, as JSON where it begins like it, else as YAML; scored when it is sound.

    Beside it lie evidence and the vendor sheet that the examples name.
    """
    if not (folder / "evidence").exists():
        shutil.copytree(EXAMPLES / "claims-triage" / "evidence", folder / "evidence")
        shutil.copytree(EXAMPLES / "vendors", folder / "vendors")
    name = "sheet.json" if data.lstrip().startswith(b"{") else "sheet.yaml"
    problems: tuple[Problem, ...] = ()
    try:
        loaded = load_text(as_text(data, folder / name, name), instrument(), root=folder)
    except InputError as error:
        problems = error.problems
    else:
        assess(instrument(), loaded.sheet, observations=loaded.observations, as_of=AS_OF)
    assert [one for one in problems if one.place is None] == []


def envelope(data: bytes, folder: Path) -> None:
    """An envelope, or else what one holds, and the files that it names."""
    path = folder / "envelope.json"
    path.write_bytes(data)
    body = data
    with suppress(InputError):
        body = read_envelope(path).payload
    with suppress(InputError):
        statement = read_statement(body, "envelope.json")
        root = root_of_subjects(path, folder, statement.subjects)
        found = Verified("holds", "", (), statement, str(root))
        found = found._replace(files=tuple(check(statement.subjects, root, path)))
        lines = signature_lines("envelope.json", found)
        assert not {"\x1b", "\u202e", "\x00"} & set("".join(lines))
        json.dumps(signature_data("envelope.json", found))


def _files(*patterns: str) -> Callable[[], list[bytes]]:
    return lambda: [
        path.read_bytes() for pattern in patterns for path in sorted(EVIDENCE.glob(pattern))
    ]


def _helm() -> list[bytes]:
    return [
        PARTS.join((one / "run_spec.json", one / "stats.json")[i].read_bytes() for i in (0, 1))
        for one in sorted((EVIDENCE / "helm").iterdir())
        if one.is_dir()
    ]


def _envelopes() -> list[bytes]:
    subjects = [Subject("envelope.json", "0" * 64, "report"), Subject("a/b.txt", "1" * 64, "sheet")]
    body = payload(subjects, Claims("alignassess", "J. Rossi", (), (("a", "pass"),), ()))
    return [body, envelope_text(body, [Signature("k", b"sig")]).encode()]


def _sheets() -> list[bytes]:
    """The sheets of the examples, as YAML and as JSON."""
    texts = [
        path.read_text(encoding="utf-8").replace("../vendors", "vendors")
        for path in sorted(EXAMPLES.rglob("*.yaml"))
    ]
    trees = (parse(text, "example") for text in texts)
    return [one.encode() for one in (*texts, *map(json.dumps, trees))]


FAMILIES: Mapping[str, Family] = {
    "inspect": Family(one_file, _files("inspect/*.eval", "inspect/0*.json")),
    "objects": Family(
        one_file, _files("lm-eval/*.json", "every-eval/*.json*", "promptfoo/*", "cyclonedx/*.json")
    ),
    "lines": Family(one_file, _files("garak/*.jsonl", "model-index/*", "every-eval/*.jsonl")),
    "helm": Family(helm_run, _helm),
    "sheet": Family(sheet, _sheets),
    "envelope": Family(envelope, _envelopes),
}
