"""Whatever stands in a policy, in waivers or in results: a value, or what is wrong with it.

`tests/files/test_fuzz.py` does the same for sheets; `make fuzz` searches further.
"""

import json
from collections.abc import Iterable
from contextlib import suppress
from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.files.test_fuzz import SCALARS, SNIPPETS
from tests.fuzz.targets import TARGETS, try_one

CORPUS = Path(__file__).parents[1] / "data" / "fuzz"
QUICK = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
NAMES = pytest.mark.parametrize("name", [one for one in TARGETS if not one.startswith("sheet")])


@cache
def seeds(name: str) -> list[bytes]:
    return [path.read_bytes() for path in sorted((CORPUS / name).iterdir())]


@NAMES
@QUICK
@given(data=st.data())
def test_a_file_with_something_put_in_or_left_out(
    tmp_path: Path, name: str, data: st.DataObject
) -> None:
    text = data.draw(st.sampled_from(seeds(name))).decode("utf-8", "replace")
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(text)))
        left_out = data.draw(st.integers(0, 12))
        text = text[:at] + data.draw(SNIPPETS | st.text(max_size=3)) + text[at + left_out :]

    try_one(name, text.encode("utf-8", "surrogatepass"), tmp_path)


@NAMES
@QUICK
@given(data=st.data())
def test_a_file_with_another_value_somewhere(
    tmp_path: Path, name: str, data: st.DataObject
) -> None:
    """JSON is YAML too, so one tree serves every reader."""
    tree = deepcopy(data.draw(st.sampled_from(_trees(name))))
    node, key = data.draw(st.sampled_from(list(_places(tree))))
    node[key] = data.draw(SCALARS | st.lists(SCALARS, max_size=2) | st.floats() | st.just({}))

    try_one(name, json.dumps(tree).encode("utf-8", "surrogatepass"), tmp_path)


@cache
def _trees(name: str) -> list[Any]:
    """The seeds that are a tree at all, as any YAML reader takes them."""
    found = []
    for one in seeds(name):
        with suppress(yaml.YAMLError, ValueError):
            found.append(json.loads(json.dumps(yaml.safe_load(one), default=str)))
    return [one for one in found if isinstance(one, dict)]


def _places(node: Any) -> list[tuple[Any, Any]]:
    """Every place of a tree where a value stands: what holds it, and under which key."""
    inner: Iterable[tuple[Any, Any]] = ()
    if isinstance(node, dict):
        inner = node.items()
    elif isinstance(node, list):
        inner = enumerate(node)
    return [place for key, value in inner for place in ((node, key), *_places(value))]
