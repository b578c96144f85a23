"""A report carries its own digest and those of its inputs; any other byte shows."""

from datetime import date
from hashlib import sha256

import pytest

from alignassess.domain.answers import SourceFile
from alignassess.domain.assessment import Provenance
from alignassess.domain.seal import (
    Input,
    digest_of_results,
    inputs_of,
    opened,
    sealed,
    with_own_digest,
)

INPUTS = (Input("sheet", "a.yaml", "1" * 64), Input("evidence", 'e-->--"<b>&.md', "2" * 64))


def test_the_digest_is_that_of_everything_before_the_last_line() -> None:
    whole = sealed("# Report\n", INPUTS)

    before, last = whole.rstrip("\n").rsplit("\n", 1)
    expected = sha256(f"{before}\n".encode()).hexdigest()
    assert last == f"<!-- alignassess-sha256 {expected} -->"


def test_inputs_and_marks_are_read_back_as_they_were() -> None:
    found = opened(sealed("text", INPUTS, (("kind", "audit"),)))

    assert found.stated == found.computed
    assert found.inputs == INPUTS
    assert found.get("kind") == "audit"
    assert found.get("status") is None


def test_no_path_ends_the_comment_it_stands_in() -> None:
    listed = sealed("text", INPUTS).splitlines()[-2]

    inside = listed.removeprefix("<!--").removesuffix("-->")
    assert "--" not in inside
    assert "<" not in inside
    assert ">" not in inside


@pytest.mark.parametrize("at", [0, 3, -200, -90])
def test_another_byte_anywhere_gives_another_digest(at: int) -> None:
    whole = sealed("text of a report", INPUTS)
    position = at % len(whole)
    changed = whole[:position] + ("x" if whole[position] != "x" else "y") + whole[position + 1 :]

    found = opened(changed)

    assert found.stated != found.computed


def test_a_text_without_a_last_line_states_no_digest() -> None:
    assert (opened("text").stated, opened("text").inputs) == (None, None)


@pytest.mark.parametrize("listed", ["{}", '{"inputs": [[1]]}', '{"inputs": 3}', '{"inputs": }'])
def test_a_list_of_inputs_that_cannot_be_read_is_none(listed: str) -> None:
    body = f"text\n\n<!-- alignassess-inputs {listed} -->\n"
    digest = sha256(body.encode()).hexdigest()

    assert opened(f"{body}<!-- alignassess-sha256 {digest} -->\n").inputs is None


def test_saved_results_carry_the_digest_of_their_bytes_with_zeros_in_its_place() -> None:
    blank = f'{{"sha256": "{"0" * 64}", "provenance": {{}}}}'

    made = with_own_digest(blank)

    assert sha256(blank.encode()).hexdigest() in made
    stated, computed = digest_of_results(made)
    assert stated == computed
    assert (
        digest_of_results(made.replace("{}", "{ }"))[0]
        != digest_of_results(made.replace("{}", "{ }"))[1]
    )


def test_results_of_earlier_versions_state_no_digest() -> None:
    assert digest_of_results("{}")[0] is None


def test_every_file_of_a_result_is_an_input_of_its_report() -> None:
    files = [SourceFile(path=name, sha256=name) for name in ("s", "e", "i")]
    found = inputs_of(
        Provenance(
            tool="t",
            method_version="2",
            as_of=date(2026, 11, 25),
            sheets=(files[0],),
            evidence=(files[1],),
            instrument=(files[2],),
        )
    )

    assert [tuple(one) for one in found] == [
        ("sheet", "s", "s"),
        ("evidence", "e", "e"),
        ("instrument", "i", "i"),
    ]
