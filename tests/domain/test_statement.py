"""The statement that is signed: names of files, digests, and what is said of them."""

import json
from hashlib import sha256

import pytest

from alignassess.domain.seal import Input
from alignassess.domain.statement import (
    Assessed,
    Claims,
    Subject,
    instrument_digest,
    payload,
    wrong_name,
)

SUBJECTS = (Subject("out/gap.html", "1" * 64, "report"), Subject("a.yaml", "2" * 64, "sheet"))


@pytest.mark.parametrize(
    "name", ["a.yaml", "out/gap.html", "a b/c", "..a/b..", "über.md", ".hidden"]
)
def test_a_path_down_from_the_root_is_a_name(name: str) -> None:
    assert wrong_name(name) is None


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("", "no name"),
        ("a\nb", "no name"),
        ("a\x00", "no name"),
        ("a\u202eb", "no name"),
        ("/etc/passwd", "not relative"),
        ("C:/a", "not relative"),
        ("a\\b", "not relative"),
        ("..", "out of the root"),
        ("a/../b", "out of the root"),
        ("../a", "out of the root"),
        (".", "plainly"),
        ("./a", "plainly"),
        ("a//b", "plainly"),
        ("a/", "plainly"),
        ("a/./b", "plainly"),
    ],
)
def test_what_is_no_such_path_is_no_name(name: str, why: str) -> None:
    assert why in (wrong_name(name) or "")


def test_the_statement_is_that_of_in_toto_with_a_role_for_each_file() -> None:
    claims = Claims(
        "alignassess 9",
        "J. Rossi",
        (Assessed("acme", "alignassess 9", "2", "2026-11-25", "3" * 64, 1),),
        (("acme", "pass, with 1 waiver"),),
        (Input("evidence", "", "4" * 64),),
    )

    assert {
        "_type": "https://in-toto.io/Statement/v1",
        "subject": [
            {"name": "out/gap.html", "digest": {"sha256": "1" * 64}},
            {"name": "a.yaml", "digest": {"sha256": "2" * 64}},
        ],
        "predicateType": "urn:alignassess:signed:1",
        "predicate": {
            "tool": "alignassess 9",
            "roles": {"out/gap.html": "report", "a.yaml": "sheet"},
            "assessments": [
                {
                    "system": "acme",
                    "tool": "alignassess 9",
                    "methodVersion": "2",
                    "asOf": "2026-11-25",
                    "instrument": {"pack": 1, "sha256": "3" * 64},
                }
            ],
            "decisions": [{"system": "acme", "verdict": "pass, with 1 waiver"}],
            "withheld": [{"role": "evidence", "sha256": "4" * 64}],
            "signer": {
                "stated": "J. Rossi",
                "note": "stated by whoever signed; no signature shows that it is true",
            },
        },
    } == json.loads(payload(SUBJECTS, claims))


def test_what_nobody_said_is_left_out() -> None:
    bare = Claims("alignassess 9", "", (Assessed("", "", "", "", "3" * 64, None),), (), ())

    assert {
        "tool": "alignassess 9",
        "roles": {"out/gap.html": "report", "a.yaml": "sheet"},
        "assessments": [{"instrument": {"sha256": "3" * 64}}],
    } == json.loads(payload(SUBJECTS, bare))["predicate"]


def test_the_digest_of_the_instrument_is_that_of_the_lines_of_sha256sum_by_name() -> None:
    lines = f"{'2' * 64}  catalog/a.yaml\n{'1' * 64}  catalog/b.yaml\n"

    assert sha256(lines.encode()).hexdigest() == instrument_digest(
        [
            Input("instrument", "catalog/b.yaml", "1" * 64),
            Input("sheet", "s.yaml", "5" * 64),
            Input("instrument", "catalog/a.yaml", "2" * 64),
        ]
    )
