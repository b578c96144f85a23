"""Reading envelopes from strangers: what is no envelope, or no statement, is said and refused."""

import json
from base64 import b64encode, urlsafe_b64encode
from pathlib import Path
from typing import Any

import pytest

from alignassess.domain.statement import PREDICATE_TYPE
from alignassess.errors import InputError
from alignassess.files.envelope import (
    Signature,
    envelope_text,
    is_envelope,
    read_envelope,
    read_statement,
)

TYPE = "application/vnd.in-toto+json"
SIGNED = {"keyid": "k", "sig": "c2ln"}
GOOD = {"payload": "e30=", "payloadType": TYPE, "signatures": [SIGNED]}
SUBJECT = {"name": "a", "digest": {"sha256": "1" * 64}}
STATEMENT: dict[str, Any] = {
    "_type": "https://in-toto.io/Statement/v1",
    "subject": [SUBJECT],
    "predicateType": PREDICATE_TYPE,
    "predicate": {"roles": {"a": "report"}},
}


def told(error: pytest.ExceptionInfo[InputError]) -> str:
    return "\n".join(str(one) for one in error.value.problems)


def test_what_is_written_is_read_back(tmp_path: Path) -> None:
    file = tmp_path / "e.json"
    file.write_text(envelope_text(b"{}", [Signature("k", b"sig")]))

    found = read_envelope(file)

    assert (b"{}", (Signature("k", b"sig"),), True) == tuple(found)
    assert is_envelope(file)


def test_either_alphabet_of_base64_is_read_and_keyid_may_be_missing(tmp_path: Path) -> None:
    file = tmp_path / "e.json"
    data = b"\xfb\xff\xfe" * 3
    for encode in (b64encode, urlsafe_b64encode):
        signature = {"sig": encode(data).decode()}
        file.write_text(json.dumps({**GOOD, "signatures": [signature]}))

        assert (Signature("", data),) == read_envelope(file).signatures


@pytest.mark.parametrize("text", [json.dumps(GOOD), json.dumps(GOOD, separators=(",", ":"))])
def test_usual_layouts_are_plain(tmp_path: Path, text: str) -> None:
    file = tmp_path / "e.json"
    file.write_text(text)

    assert read_envelope(file).plain


@pytest.mark.parametrize(
    "text",
    [
        json.dumps(GOOD) + " ",
        json.dumps(GOOD, indent=1),
        json.dumps({**GOOD, "note": ""}),
        json.dumps({**GOOD, "signatures": [{**SIGNED, "note": ""}]}),
        json.dumps(GOOD).replace("payload", "\\u0070ayload", 1),
        json.dumps({**GOOD, "signatures": [{"keyid": "k", "sig": "-_-_"}]}),
    ],
)
def test_other_ways_to_write_it_are_read_and_not_plain(tmp_path: Path, text: str) -> None:
    file = tmp_path / "e.json"
    file.write_text(text)

    assert not read_envelope(file).plain


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("", "is not JSON"),
        ("[]", "no envelope"),
        ("{}", "no payloadType"),
        ("{", "is not JSON"),
        ("\xff", "not UTF-8"),
        ("[" * 100_000, "nested too deeply"),
        ('{"a": ' + "9" * 5000 + "}", "relied on"),
        ('{"a": NaN}', "NaN is no number"),
        (json.dumps(GOOD)[:-1] + ', "payload": "e30="}', 'the key "payload" is given twice'),
        (json.dumps({**GOOD, "payloadType": "text/plain"}), 'payloadType is "text/plain"'),
        (json.dumps({**GOOD, "payloadType": None}), "payloadType is"),
        (json.dumps({**GOOD, "payload": None}), "payload is not base64"),
        (json.dumps({**GOOD, "payload": ""}), "payload is not base64"),
        (json.dumps({**GOOD, "payload": "e30"}), "payload is not base64"),
        (json.dumps({**GOOD, "payload": "e31="}), "payload is not base64"),
        (json.dumps({**GOOD, "payload": "e3 0="}), "payload is not base64"),
        (json.dumps({**GOOD, "payload": "e30=é"}), "payload is not base64"),
        (json.dumps({**GOOD, "payload": "+_+_"}), "payload is not base64"),
        (json.dumps({**GOOD, "signatures": []}), "no signature"),
        (json.dumps({**GOOD, "signatures": {}}), "no signature"),
        (json.dumps({**GOOD, "signatures": ["x"]}), "signature 1 is none"),
        (json.dumps({**GOOD, "signatures": [{"keyid": 1, "sig": "c2ln"}]}), "keyid of signature 1"),
        (json.dumps({**GOOD, "signatures": [SIGNED, {"keyid": "l"}]}), "signature 2 is not base64"),
        (json.dumps({**GOOD, "signatures": [SIGNED, SIGNED]}), "two signatures by key k"),
    ],
)
def test_what_is_no_envelope_is_said(tmp_path: Path, text: str, what: str) -> None:
    file = tmp_path / "e.json"
    file.write_bytes(text.encode("latin-1"))

    with pytest.raises(InputError) as error:
        read_envelope(file)
    assert what in told(error)


def test_a_huge_file_is_not_read(tmp_path: Path) -> None:
    file = tmp_path / "e.json"
    with file.open("wb") as opened:
        opened.truncate(10**12)

    with pytest.raises(InputError, match="at most 20 MB"):
        read_envelope(file)


@pytest.mark.parametrize("text", ["", "{}", '{"format": "alignassess/results/1"}', "# Report"])
def test_other_files_do_not_look_like_envelopes(tmp_path: Path, text: str) -> None:
    file = tmp_path / "e.json"
    assert not is_envelope(file)

    file.write_text(text)

    assert not is_envelope(file)


@pytest.mark.parametrize(
    ("change", "what"),
    [
        ({"_type": "https://in-toto.io/Statement/v0.1"}, ["no in-toto statement"]),
        ({"predicateType": "", "subject": []}, ["no predicateType", "no subject"]),
        ({"subject": {"a": 1}}, ["no subject"]),
        ({"subject": ["x", {"name": "a"}]}, ["subject 1", "subject 2"]),
        ({"subject": [{"name": "a", "digest": {"sha512": "1" * 128}}]}, ["has no sha256"]),
        ({"subject": [{"name": "a", "digest": {"sha256": "1" * 63}}]}, ["has no sha256"]),
        ({"subject": [SUBJECT, SUBJECT]}, ["a is named twice"]),
        ({"predicate": {"roles": {}}}, ["a has no role"]),
        ({"predicate": {"roles": {"a": "sheet", "b": "sheet"}}}, ["b has a role and is no"]),
        ({"predicate": []}, ["a has no role"]),
        ({"predicate": {"roles": []}}, ["a has no role"]),
    ],
)
def test_every_fault_of_a_statement_is_said(change: dict[str, object], what: list[str]) -> None:
    with pytest.raises(InputError) as error:
        read_statement(json.dumps({**STATEMENT, **change}).encode(), "e.json")

    assert [one for one in what if one not in told(error)] == []


def test_statements_of_other_kinds_need_no_roles_and_hold_more_than_is_read() -> None:
    subject = {**SUBJECT, "uri": "file:a", "digest": {"sha256": "AB" * 32, "sha1": "x"}}
    other = {**STATEMENT, "predicateType": "https://slsa.dev/provenance/v1", "subject": [subject]}
    other.pop("predicate")

    found = read_statement(json.dumps(other).encode(), "e.json")

    assert (False, "") == (found.ours, found.signer)
    assert [("a", "ab" * 32, "")] == [tuple(one) for one in found.subjects]
