"""`verify` of an envelope: a tampered byte anywhere is found and named, and nothing is followed."""

import json
import os
import shutil
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from securesystemslib.signer import SSlibKey

from alignassess.errors import InputError
from alignassess.files.envelope import envelope_text
from alignassess.files.signed_check import verified
from alignassess.files.signing_key import private_key, signed
from tests.cli.conftest import Run
from tests.signing import ED25519, P256, key, write_keys

STATEMENT = "https://in-toto.io/Statement/v1"
A, B = "sub/a.txt", "b.txt"
CONTENT = {A: b"first file", B: b"second file"}


def no_password() -> bytes:
    raise AssertionError("the key is not encrypted")


def keyid(kind: str = ED25519) -> str:
    return SSlibKey.from_crypto(key(kind).public_key()).keyid


def digest_of(content: bytes) -> str:
    return sha256(content).hexdigest()


def body(subjects: list[tuple[str, bytes]], **change: Any) -> bytes:
    """A statement of ours about some contents, which need not be those of the files."""
    whole = {
        "_type": STATEMENT,
        "subject": [{"name": name, "digest": {"sha256": digest_of(c)}} for name, c in subjects],
        "predicateType": "urn:alignassess:signed:1",
        "predicate": {"roles": {name: "report" for name, _ in subjects}},
        **change,
    }
    return json.dumps(whole).encode()


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two files and an envelope that covers them."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "sub").mkdir()
    for name, content in CONTENT.items():
        (tmp_path / name).write_bytes(content)
    write_keys(tmp_path, key(ED25519))
    seal(body(list(CONTENT.items())))
    return tmp_path


def seal(payload: bytes) -> None:
    """Sign a payload with the key of the folder, into e.json."""
    made = signed(payload, private_key(Path("key.pem"), no_password))
    Path("e.json").write_text(envelope_text(payload, [made]))


KEY = ("--key", "key.pub.pem")


def states(run: Run, *more: str) -> dict[str, str]:
    """What became of each file, by name."""
    ran = run("verify", "e.json", *KEY, *more, "--format", "json")
    data = json.loads(ran.out)
    assert data["verified"] is (ran.status == 0)
    return {one["name"]: one["state"] for one in data["files"]}


def test_what_was_not_touched_verifies(run: Run, folder: Path) -> None:
    ran = run("verify", "e.json", *KEY)

    assert 0 == ran.status
    assert "the signature holds" in ran.out
    assert keyid() in ran.out
    assert "2 of 2 files are as listed" in ran.out
    assert {A: "same", B: "same"} == states(run)


def test_without_a_key_it_says_that_the_signature_was_not_checked(run: Run, folder: Path) -> None:
    ran = run("verify", "e.json")
    data = json.loads(run("verify", "e.json", "--format", "json").out)

    assert 1 == ran.status
    assert "NOT checked" in ran.out
    assert keyid() in ran.out
    assert (False, "not-checked", "same") == (
        data["verified"],
        data["signature"]["state"],
        data["files"][0]["state"],
    )


def test_another_key_is_named_and_what_is_listed_is_not_believed(run: Run, folder: Path) -> None:
    write_keys(folder, key(P256))

    ran = run("verify", "e.json", *KEY)
    data = json.loads(run("verify", "e.json", *KEY, "--format", "json").out)

    assert 1 == ran.status
    assert "does not hold" in ran.out
    assert keyid(P256) in ran.out
    assert keyid() in ran.out
    assert A not in ran.out
    assert ([], "does-not-hold", None) == (
        data["files"],
        data["signature"]["state"],
        data["predicate_type"],
    )


def test_a_changed_file_is_named_with_both_digests_and_a_gone_one_too(
    run: Run, folder: Path
) -> None:
    Path(A).write_bytes(b"First file")
    Path(B).unlink()

    ran = run("verify", "e.json", *KEY)

    assert 1 == ran.status
    assert f"differs  report {A}" in ran.out
    assert digest_of(b"first file") in ran.out
    assert digest_of(b"First file") in ran.out
    assert f"missing  report {B}" in ran.out
    assert {A: "differs", B: "missing"} == states(run)


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("../outside.txt", "leads out of the root"),
        ("/etc/hostname", "is not relative to the root"),
        ("./b.txt", "is not written plainly"),
        ("sub//a.txt", "is not written plainly"),
        ("out.txt", "lies outside the root"),
        ("away/outside.txt", "lies outside the root"),
        ("pipe", "is not a regular file"),
        ("null", "lies outside the root"),
        ("sub", "is not a regular file"),
        ("link.txt", "is the same file as b.txt"),
        ("loop", "is not a path"),
        ("x" * 300, "cannot be read"),
        ("\ud800", "is no name of a file"),
        ("\x1b[31m", "is no name of a file"),
    ],
)
@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names there")
def test_a_name_that_leads_elsewhere_is_refused_unread(
    run: Run, folder: Path, name: str, reason: str
) -> None:
    root = folder / "root"
    root.mkdir()
    for one in ("sub", "b.txt", "key.pem", "key.pub.pem"):
        shutil.move(folder / one, root / one)
    os.chdir(root)
    (folder / "outside.txt").write_bytes(b"outside")
    Path("out.txt").symlink_to("../outside.txt")
    Path("away").symlink_to("..")
    Path("null").symlink_to("/dev/null")
    Path("loop").symlink_to("loop")
    Path("link.txt").symlink_to("b.txt")
    os.mkfifo("pipe")
    seal(body([(B, CONTENT[B]), (name, b"outside")]))

    ran = run("verify", "e.json", *KEY, "--root", ".")

    assert 1 == ran.status
    assert {B: "same", name: "refused"} == states(run, "--root", ".")
    assert reason in " ".join(ran.out.split())
    assert "\x1b" not in ran.out


def test_a_link_below_the_root_is_followed(run: Run, folder: Path) -> None:
    shutil.move(B, "sub/real.txt")
    Path(B).symlink_to("sub/real.txt")

    assert {A: "same", B: "same"} == states(run)


def test_names_that_no_file_can_have_are_refused_wherever_the_root_is(
    run: Run, folder: Path
) -> None:
    seal(body([("x" * 300, b"")]))

    assert {"x" * 300: "refused"} == states(run)


def test_a_root_can_be_named_and_the_folder_of_the_envelope_is_tried(
    run: Run, folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    empty = tmp_path_factory.mktemp("empty")
    os.chdir(empty)
    ours = (folder / "e.json", "--key", folder / "key.pub.pem")

    assert 0 == run("verify", *ours).status
    assert 0 == run("verify", *ours, "--root", folder).status
    ran = run("verify", *ours, "--root", empty)
    assert 1 == ran.status
    assert f"missing  report {A}" in ran.out


@pytest.mark.parametrize(
    ("payload", "what"),
    [
        (b"{}", "no in-toto statement"),
        (b"[]", "no in-toto statement"),
        (b"{", "is not JSON"),
        (b'{"a": 1, "a": 2}', "given twice"),
        (body([(A, b""), (A, b"")]), f"{A} is named twice"),
        (body([(A, b"")], predicate={"roles": {}}), f"{A} has no role"),
        (body([]), "no subject"),
    ],
)
def test_a_signed_payload_that_is_no_statement_is_status_3(
    run: Run, folder: Path, payload: bytes, what: str
) -> None:
    seal(payload)

    ran = run("verify", "e.json", *KEY)

    assert (3, "") == (ran.status, ran.out)
    assert "e.json, payload: " in ran.err
    assert what in ran.err


@pytest.mark.parametrize("content", [b"", b"{}", b"\xff", b'{"payloadType": "text/plain"}'])
def test_what_is_no_envelope_is_status_3(run: Run, folder: Path, content: bytes) -> None:
    Path("e.json").write_bytes(content)

    assert 3 == run("verify", "e.json", *KEY).status
    assert 3 == run("verify", "gone.json", *KEY).status


@pytest.mark.parametrize("half", ["key.pem", "gone.pem", "e.json", "cut.pem"])
def test_what_is_no_public_key_is_status_3(run: Run, folder: Path, half: str) -> None:
    Path("cut.pem").write_text("-----BEGIN PUBLIC KEY-----\nMC\n-----END PUBLIC KEY-----\n")

    ran = run("verify", "e.json", "--key", half)

    assert (3, "") == (ran.status, ran.out)
    assert "openssl pkey" in ran.err or half == "gone.pem"


def test_options_of_a_report_are_not_those_of_an_envelope(run: Run, folder: Path) -> None:
    assert 2 == run("verify", "e.json", *KEY, "--inputs", ".").status


def test_other_signatures_are_said_and_do_not_stand_in_the_way(run: Run, folder: Path) -> None:
    envelope = json.loads(Path("e.json").read_text())
    envelope["signatures"].append({"keyid": "", "sig": "c2ln"})
    Path("e.json").write_text(json.dumps(envelope))

    ran = run("verify", "e.json", *KEY)

    assert 0 == ran.status
    assert "another signature, by key (not named), was not checked" in ran.out


def test_a_statement_of_another_kind_is_said(run: Run, folder: Path) -> None:
    seal(body([(B, CONTENT[B])], predicateType="https://slsa.dev/provenance/v1", predicate={}))

    ran = run("verify", "e.json", *KEY)

    assert 0 == ran.status
    assert "a statement of another kind" in ran.out
    assert "https://slsa.dev/provenance/v1" in ran.out


def test_what_the_signer_states_is_marked_and_inert(run: Run, folder: Path) -> None:
    predicate = {"roles": {B: "re\x1b[31mport"}, "signer": {"stated": "J.\x1b[0m\u202e Rossi"}}
    seal(body([(B, CONTENT[B])], predicate=predicate))

    ran = run("verify", "e.json", *KEY)

    assert 0 == ran.status
    assert "signer, as stated by whoever signed: J." in ran.out
    assert not {"\x1b", "\u202e"} & set(ran.out)


# Tampering with any byte


def undetected(file: Path, public: Path, data: bytes) -> bool:
    """Whether an envelope with other bytes still passes."""
    file.write_bytes(data)
    try:
        return verified(file, public, None).passed
    except InputError as error:
        # A refusal counts only when it names the file.
        return str(file) not in str(error)


TAMPERING = settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


@given(at=st.integers(min_value=0), flipped=st.integers(1, 255))
@TAMPERING
def test_no_other_byte_anywhere_in_an_envelope_passes(folder: Path, at: int, flipped: int) -> None:
    seal(body(list(CONTENT.items())))
    data = bytearray(Path("e.json").read_bytes())
    data[at % len(data)] ^= flipped

    assert not undetected(Path("other.json"), Path("key.pub.pem"), bytes(data))


def test_no_changed_byte_around_the_payload_passes(folder: Path) -> None:
    """Every one: braces, names of fields, spaces, the id of the key, the signature."""
    data = Path("e.json").read_bytes()
    payload = json.loads(data)["payload"].encode()
    start = data.index(payload)
    outside = [*range(start), *range(start + len(payload), len(data))]

    passed = [
        (at, bit)
        for at in outside
        for bit in (0, 5)
        if undetected(
            Path("other.json"),
            Path("key.pub.pem"),
            data[:at] + bytes([data[at] ^ 1 << bit]) + data[at + 1 :],
        )
    ]

    assert [] == passed


@given(name=st.sampled_from([A, B]), at=st.integers(min_value=0), flipped=st.integers(1, 255))
@TAMPERING
def test_another_byte_of_a_file_is_found_and_the_file_named(
    folder: Path, name: str, at: int, flipped: int
) -> None:
    data = bytearray(CONTENT[name])
    data[at % len(data)] ^= flipped
    Path(name).write_bytes(data)

    found = verified(Path("e.json"), Path("key.pub.pem"), None)

    Path(name).write_bytes(CONTENT[name])
    assert [name] == [one.subject.name for one in found.files if one.state == "differs"]
    assert not found.passed


@pytest.mark.parametrize(
    "rewrite",
    [
        lambda text: text + "\n",
        lambda text: text.replace("\n", "\r\n"),
        lambda text: json.dumps(json.loads(text), indent=4),
        lambda text: json.dumps(json.loads(text), sort_keys=True, indent=3),
        lambda text: text.replace(keyid(), "0" * 64),
        lambda text: text.replace(keyid(), ""),
    ],
)
def test_a_rewritten_envelope_is_said_though_its_signature_holds(
    run: Run, folder: Path, rewrite: Callable[[str], str]
) -> None:
    Path("e.json").write_bytes(rewrite(Path("e.json").read_text()).encode())

    ran = run("verify", "e.json", *KEY)

    assert 1 == ran.status
    assert "the signature holds, and the envelope around it" in ran.out
    assert "the envelope is not as it was written" in ran.out


def test_the_other_alphabet_of_base64_is_said_too(run: Run, folder: Path) -> None:
    """Some signature has a byte that the two alphabets write differently."""
    for number in range(1000):
        seal(body([(B, CONTENT[B])], number=number))
        text = Path("e.json").read_text()
        if "+" in json.loads(text)["signatures"][0]["sig"]:
            break
    signature = json.loads(text)["signatures"][0]["sig"]
    other = signature.translate(str.maketrans("+/", "-_"))
    Path("e.json").write_text(text.replace(signature, other))

    ran = run("verify", "e.json", *KEY)

    assert 1 == ran.status
