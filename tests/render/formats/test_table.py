"""What holds for every format."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from alignassess.cli.options import Format as OnStdout
from alignassess.errors import UsageError
from alignassess.render.formats import FORMATS, OF_THE_INSTRUMENT
from alignassess.render.formats.json_out import Each, Json, dump
from alignassess.render.formats.material import Material
from tests.render.cases import HOSTILE
from tests.render.formats.given import MATERIALS, alone, hostile, nothing, several

UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
"""Controls and bidi marks; a line break is none."""

FOR_PROGRAMS = [name for name, one in FORMATS.items() if not one.for_people]
OURS = [name for name in FOR_PROGRAMS if name not in ("json", "jsonl")]
"""JSON of results is read back by us and keeps every character, escaped where JSON asks for it."""


@pytest.mark.parametrize("name", FOR_PROGRAMS)
@pytest.mark.parametrize("given", MATERIALS)
def test_every_format_takes_every_run_and_gives_the_same_bytes_twice(name: str, given: str) -> None:
    first, second = (FORMATS[name].render(MATERIALS[given]()) for _ in range(2))

    assert first == second
    assert first is not None or name in ("oscal-results", "oscal-poam")


@pytest.mark.parametrize("name", OURS)
def test_no_format_lets_a_strangers_control_or_bidi_mark_through(name: str) -> None:
    text = FORMATS[name].render(hostile())

    assert text is not None
    assert UNSEEN.search(text) is None
    assert re.search(r"\\u(00[01]|202|206)", text) is None  # nor escaped, which a reader undoes


@pytest.mark.parametrize("name", ["json", "jsonl"])
def test_results_keep_every_character_and_show_none_that_acts(name: str) -> None:
    text = FORMATS[name].render(hostile())

    assert text is not None
    assert UNSEEN.search(text) is None
    found = json.loads(text) if name == "json" else list(map(json.loads, text.splitlines()))
    assert [one["subject"]["name"] for one in found] == [HOSTILE, HOSTILE]


@pytest.mark.parametrize("name", ["md", "html"])
def test_a_report_for_people_is_about_one_result(name: str) -> None:
    assert "coding-agent" in (FORMATS[name].render(alone()) or "")
    with pytest.raises(UsageError, match="is about one result"):
        FORMATS[name].render(several())


@pytest.mark.parametrize("name", ["oscal-results", "oscal-poam"])
def test_what_oscal_refuses_empty_is_not_written(name: str) -> None:
    assert FORMATS[name].render(nothing()) is None


def test_the_catalog_reads_no_result() -> None:
    assert {FORMATS[name].render(several()) for name in OF_THE_INSTRUMENT} == {
        FORMATS[name].render(nothing()) for name in OF_THE_INSTRUMENT
    }


def test_stdout_takes_every_format_for_programs_that_reads_results() -> None:
    said = {one.value for one in OnStdout} - {"text"}

    assert said == set(FOR_PROGRAMS) - OF_THE_INSTRUMENT


def test_every_format_has_a_section_with_a_command() -> None:
    page = (Path(__file__).parents[3] / "docs" / "formats.md").read_text("utf-8")

    for name in FORMATS:
        assert re.search(rf"^\| `{name}` \| .+ \|$", page, re.M), name
        assert re.search(rf"^#+ .*`{name}`", page, re.M), name
        assert re.search(rf"alignassess \w+ .*(--report|--format) {name}\b", page), name


def test_no_writer_is_imported_before_it_is_used() -> None:
    code = "import sys, alignassess.render.formats as f; print([m for m in sys.modules if m.startswith('alignassess.render.formats.')])"  # noqa: E501

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert (
        done.stdout
        == "['alignassess.render.formats.places', 'alignassess.render.formats.material']\n"
    )


def test_two_results_of_one_system_are_told_apart() -> None:
    case = alone().cases[0]

    keys = Material((case, case, case), alone().instrument).keys

    assert keys[0].startswith("coding-agent in ")
    assert keys[1:] == (f"{keys[0]} (2)", f"{keys[0]} (3)")


def test_the_hostile_text_is_one() -> None:
    assert UNSEEN.search(HOSTILE)


@pytest.mark.parametrize("items", [[{"a": ["x\ny", {}]}, "two \x000\x00\u202e", []], []])
def test_a_list_that_is_made_as_it_is_written_is_written_as_any_other(items: list[Json]) -> None:
    later = Each(lambda: items)

    assert dump([{"b": [items]}, items]) == dump([{"b": [later]}, later])
    assert (len(items), items[:1]) == (len(later), later[:1])
