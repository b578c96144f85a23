"""Damaged and hostile reports: a refusal, never an exception, a hang or much memory."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from alignassess.domain.observation import ResultFile
from alignassess.files.evidence.result_file import read_result_file
from tests.files.evidence.samples import END, EVAL, INIT, SETUP, lines
from tests.files.evidence.test_what_leaves_reports import FIXTURES

MODEST = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)

values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.integers(min_value=10**20, max_value=10**30)
    | st.floats()
    | st.text(max_size=20)
    | st.sampled_from(["", "1e999", "NaN", "-1", "../x", "openai:", ":", "/", "@", "*"]),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=6,
)


def _places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    inner = (
        value.items()
        if isinstance(value, dict)
        else enumerate(value)
        if isinstance(value, list)
        else ()
    )
    found = [path] if path else []
    for key, one in inner:
        found += _places(one, (*path, key))
    return found


def _with(value: Any, path: tuple[Any, ...], new: Any) -> Any:
    if not path:
        return new
    copy = dict(value) if isinstance(value, dict) else list(value)
    copy[path[0]] = _with(copy[path[0]], path[1:], new)
    return copy


JSON_FIXTURES = [path for path in FIXTURES if path.suffix in (".json", ".jsonl")]


@MODEST
@given(data=st.data())
def test_any_value_anywhere_is_read_or_refused(data: st.DataObject, tmp_path: Path) -> None:
    path = data.draw(st.sampled_from(JSON_FIXTURES))
    rows = (
        [json.loads(line) for line in path.read_text().splitlines()]
        if path.suffix == ".jsonl"
        else [json.loads(path.read_text())]
    )
    for _ in range(data.draw(st.integers(1, 3))):
        index = data.draw(st.integers(0, len(rows) - 1))
        place = data.draw(st.sampled_from(_places(rows[index]) or [()]))
        rows[index] = _with(rows[index], place, data.draw(values))
    for beside in path.parent.glob("*.json"):
        (tmp_path / beside.name).write_bytes(beside.read_bytes())
    target = tmp_path / path.name
    target.write_text("\n".join(json.dumps(one) for one in rows) + "\n")

    result = read_result_file(target)

    assert _says_something(result)
    assert "planted" not in repr(result)


@MODEST
@given(data=st.data())
def test_any_cut_and_any_bytes_are_read_or_refused(data: st.DataObject, tmp_path: Path) -> None:
    whole = data.draw(st.sampled_from(FIXTURES)).read_bytes()
    start = data.draw(st.integers(0, len(whole) - 1))
    noise = data.draw(st.binary(max_size=8))
    end = data.draw(st.integers(start, len(whole)))
    target = tmp_path / "x"
    target.write_bytes(whole[:start] + noise + whole[end:])

    assert _says_something(read_result_file(target))


def _says_something(result: ResultFile) -> bool:
    return bool(result.refusals or result.evaluations or result.provenance)


@pytest.mark.parametrize(
    "text",
    [
        '{"entry_type": "eval", "passed": ' + "9" * 5000 + "}\n",
        '{"entry_type": "eval", "probe": ' + "[" * 500 + "]" * 500 + "}\n",
        '{"evalId": 1, "results": {"results": ' + "[" * 5000 + "]" * 5000 + "}}",
        '{"bomFormat": "CycloneDX", "components": [' + '{"components":[' * 60 + "]}" * 60 + "]}",
        "---\nbase_model: &a [*a]\n---\n",
        "---\nbase_model: " + "[" * 3000 + "\n---\n",
        "---\n" + "x: y\n" * 100_000,
        '[{"sum_squared": ' + "[" * 2000,
        "\n" * 60_000 + "x",
        "#\n" * 30_000 + "- x",
        " \n" * 30_000 + "---\n" * 100,
        "---\n" * 16_000,
        '{"evalId": 1, "results": {"version": 3, "results": [{"success": true, "response": '
        '{"output": "' + "<a>" * 60_000 + '"}}]}}',
    ],
    ids=range(13),
)  # fmt: skip
def test_hostile_texts_are_refused_quickly(text: str, tmp_path: Path) -> None:
    target = tmp_path / "x"
    target.write_text(text)

    assert _says_something(read_result_file(target))


MEMORY = """
import resource, sys, time
from pathlib import Path
from alignassess.files.evidence.result_file import read_result_file
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
result = read_result_file(Path(sys.argv[1]), hashed=False)
grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
print(len(result.evaluations), [len(one.refusals) for one in result.evaluations], grown)
"""


def test_a_long_report_takes_flat_memory(tmp_path: Path) -> None:
    attempt = json.dumps({"entry_type": "attempt", "outputs": ["x" * 4000]}) + "\n"
    target = tmp_path / "x.jsonl"
    with target.open("w") as file:
        file.write(lines([SETUP, INIT]))
        for _ in range(10_000):  # 40 MB
            file.write(attempt)
        file.write('{"entry_type": "attempt", "outputs": "' + "x" * 20_000_000 + '"}\n')
        file.write(lines([EVAL, END]))

    done = subprocess.run(
        [sys.executable, "-c", MEMORY, target], capture_output=True, text=True, check=True
    )
    evaluations, refusals, grown = done.stdout.split()

    assert (evaluations, refusals) == ("1", "[0]")
    assert int(grown) < 80_000 * (1 if sys.platform == "linux" else 1024)


@pytest.mark.parametrize("name", ["garak", "promptfoo", "helm", "cyclonedx", "model_index"])
def test_readers_import_quickly(name: str) -> None:
    code = (
        "import sys, time, alignassess.files.evidence.source\nstart = time.process_time()\n"
        f"import alignassess.files.evidence.{name}\n"
        "print(time.process_time() - start, *sorted({'yaml', 'pydantic'} & {*sys.modules}))"
    )

    runs = [_run(code) for _ in range(5)]

    assert min(float(one[0]) for one in runs) < 0.05
    assert all(one[1:] == [] for one in runs)


def _run(code: str) -> list[str]:
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return done.stdout.split()
