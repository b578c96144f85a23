"""Our envelopes hold by the rules of DSSE and in-toto alone, and others' envelopes hold with us."""

import json
from base64 import b64decode, b64encode, urlsafe_b64encode
from pathlib import Path

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ec import ECDSA
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import load_pem_public_key
from google.protobuf import json_format
from in_toto_attestation.v1.statement import Statement
from in_toto_attestation.v1.statement_pb2 import Statement as Message
from securesystemslib.dsse import Envelope
from securesystemslib.signer import CryptoSigner, SSlibKey

from alignassess.domain.statement import Assessed, Claims, Subject, payload
from alignassess.files.envelope import envelope_text
from alignassess.files.signed_check import verified
from alignassess.files.signing_key import private_key, public_key, signed
from tests.signing import ED25519, P256, Private, key, write_keys

TYPE = "application/vnd.in-toto+json"
DIGEST = "ed7002b439e9ac845f22357d822bac1444730fbdb6016d3ec9432297b9ec9f73"
"""printf content | sha256sum: of b.txt."""
CLAIMS = Claims("alignassess 9", "J. Rossi", (Assessed("a", "t", "2", "2026-01-01", "0" * 64, 1),),
                (), ())  # fmt: skip
BODY = payload([Subject("b.txt", DIGEST, "report")], CLAIMS)


def no_password() -> bytes:
    raise AssertionError("the key is not encrypted")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "b.txt").write_bytes(b"content")
    return tmp_path


def pae(kind: str, body: bytes) -> bytes:
    """DSSEv1 + SP + LEN(type) + SP + type + SP + LEN(body) + SP + body, from the protocol."""
    name = kind.encode()
    return b" ".join([b"DSSEv1", str(len(name)).encode(), name, str(len(body)).encode(), body])


def test_the_encoding_is_that_of_the_example_in_the_protocol() -> None:
    assert b"DSSEv1 29 http://example.com/HelloWorld 11 hello world" == pae(
        "http://example.com/HelloWorld", b"hello world"
    )


@pytest.mark.parametrize("kind", [ED25519, P256])
def test_our_envelope_holds_by_the_rules_of_dsse_alone(folder: Path, kind: str) -> None:
    half, public = write_keys(folder, key(kind))
    whole = json.loads(envelope_text(BODY, [signed(BODY, private_key(half, no_password))]))

    found = load_pem_public_key(public.read_bytes())
    body = b64decode(whole["payload"])
    signature = b64decode(whole["signatures"][0]["sig"])
    hashed = () if kind == ED25519 else (ECDSA(SHA256()),)
    found.verify(signature, pae(whole["payloadType"], body), *hashed)  # type: ignore[union-attr]
    with pytest.raises(InvalidSignature):
        found.verify(signature, pae(whole["payloadType"], body + b" "), *hashed)  # type: ignore[union-attr]
    assert body == BODY


def test_our_envelope_holds_with_securesystemslib(folder: Path) -> None:
    half, public = write_keys(folder, key(ED25519))
    text = envelope_text(BODY, [signed(BODY, private_key(half, no_password))])

    found = Envelope.from_dict(json.loads(text))

    assert [public_key(public).keyid] == list(found.verify([public_key(public)], 1))


def test_our_statement_is_one_for_in_toto() -> None:
    message = json_format.Parse(BODY, Message())

    Statement.copy_from_pb(message).validate()
    assert ("urn:alignassess:signed:1", {"sha256": DIGEST}) == (
        message.predicate_type,
        dict(message.subject[0].digest),
    )


def by_the_library(body: bytes, private: Private, keyid: str | None = None) -> Envelope:
    signer = CryptoSigner(private, SSlibKey.from_crypto(private.public_key(), keyid))
    envelope = Envelope(body, TYPE, {})
    envelope.sign(signer)
    return envelope


@pytest.mark.parametrize("indent", [None, 2])
@pytest.mark.parametrize("kind", [ED25519, P256])
def test_an_envelope_by_securesystemslib_holds_with_us(
    folder: Path, kind: str, indent: int | None
) -> None:
    _, public = write_keys(folder, key(kind))
    text = json.dumps(by_the_library(BODY, key(kind)).to_dict(), indent=indent)
    (folder / "e.json").write_text(text)

    assert verified(folder / "e.json", public, None).passed


def test_another_kind_of_statement_may_be_laid_out_and_name_keys_as_its_tools_do(
    folder: Path,
) -> None:
    """As written by tools in Go: another order, the other alphabet, no id of the key."""
    _, public = write_keys(folder, key(ED25519))
    body = json.dumps(
        {
            "_type": "https://in-toto.io/Statement/v1",
            "subject": [{"name": "b.txt", "digest": {"sha256": DIGEST}}],
            "predicateType": "https://in-toto.io/attestation/test-result/v0.1",
            "predicate": {"result": "PASSED"},
        }
    ).encode()
    made = by_the_library(body, key(ED25519), "ours").signatures["ours"]
    whole = {
        "payloadType": TYPE,
        "payload": urlsafe_b64encode(body).decode(),
        "signatures": [{"sig": urlsafe_b64encode(bytes.fromhex(made.signature)).decode()}],
    }
    (folder / "e.json").write_text(json.dumps(whole, indent="\t"))

    found = verified(folder / "e.json", public, None)

    assert found.passed
    assert found.statement is not None
    assert not found.statement.ours


def test_a_key_by_another_name_is_another_key_for_our_statements(folder: Path) -> None:
    _, public = write_keys(folder, key(ED25519))
    (folder / "e.json").write_text(json.dumps(by_the_library(BODY, key(ED25519), "ours").to_dict()))

    assert "rewritten" == verified(folder / "e.json", public, None).signature


def test_a_signature_over_another_type_does_not_hold(folder: Path) -> None:
    private = key(ED25519)
    assert isinstance(private, Ed25519PrivateKey)
    _, public = write_keys(folder, private)
    whole = by_the_library(BODY, private).to_dict()
    made = private.sign(pae("application/json", BODY))
    whole["signatures"][0]["sig"] = b64encode(made).decode()
    (folder / "e.json").write_text(json.dumps(whole))

    assert "does-not-hold" == verified(folder / "e.json", public, None).signature
