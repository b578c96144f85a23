"""`sign`: reports with all that they were made from, in one signed envelope."""

import json
import os
import shutil
import subprocess
import sys
from base64 import b64decode
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import AS_OF, Run
from tests.signing import ED25519, P256, P384, P521, key, write_keys

SHEET = "examples/claims-triage/answers.yaml"
EVIDENCE = "examples/claims-triage/evidence"


@pytest.fixture
def folder(examples: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of one example, a report on it, and keys."""
    shutil.copytree(examples / "claims-triage", tmp_path / "examples" / "claims-triage")
    for name in ("policy.yaml", "waivers.yaml"):
        shutil.copy(examples / name, tmp_path)
    monkeypatch.chdir(tmp_path)
    write_keys(tmp_path, key(ED25519))
    return tmp_path


def statement(envelope: str) -> Mapping[str, Any]:
    found: Mapping[str, Any] = json.loads(b64decode(json.loads(envelope)["payload"]))
    return found


def roles(envelope: str) -> Mapping[str, str]:
    found: Mapping[str, str] = statement(envelope)["predicate"]["roles"]
    return found


@pytest.mark.parametrize("report", ["gap.html", "gap.md", "audit.md", "results.json"])
def test_a_report_is_signed_with_its_sheet_and_its_evidence(
    run: Run, folder: Path, report: str
) -> None:
    kind = "audit" if "audit" in report else "gap"
    run("report", SHEET, "--kind", kind, "-o", report, *AS_OF)

    ran = run("sign", report, "--key", "key.pem", "-o", "e.json")

    assert ran.status == 0
    evidence = {f"{EVIDENCE}/{one.name}": "evidence" for one in (folder / EVIDENCE).iterdir()}
    first = "results" if report == "results.json" else "report"
    assert {report: first, SHEET: "sheet", **evidence} == roles(Path("e.json").read_text())
    (assessment,) = statement(Path("e.json").read_text())["predicate"]["assessments"]
    assert ("claims-triage", "2026-11-25", 1) == (
        assessment["system"],
        assessment["asOf"],
        assessment["instrument"]["pack"],
    )
    assert run("verify", "e.json", "--key", "key.pub.pem").status == 0


def test_policy_waivers_and_decision_are_known_by_their_content(run: Run, folder: Path) -> None:
    run("report", SHEET, "-o", "r.json", *AS_OF)
    decided = run("gate", SHEET, "--policy", "policy.yaml", "--format", "json")
    Path("decision.json").write_text(decided.out)
    Path("note.txt").write_text("seen by nobody")
    Path("page.md").write_text("# no report of this program\n")
    Path("figures.json").write_text('[{"outcome": 1}, 2]')
    Path("broken.json").write_text('[{"outcome": 1}')
    given = ("policy.yaml", "waivers.yaml", "decision.json", "note.txt", "page.md", "figures.json")

    ran = run("sign", "r.json", *given, "broken.json", "--key", "key.pem")

    found = roles(ran.out)
    assert ["policy", "waivers", "decision", "other", "other", "other"] == [
        found[one] for one in given
    ]
    decision = json.loads(decided.out)[0]
    assert [{"system": "claims-triage", "verdict": decision["verdict"]}] == statement(ran.out)[
        "predicate"
    ]["decisions"]


def test_results_of_several_systems_are_signed_with_all_their_sheets(
    run: Run, folder: Path
) -> None:
    second = folder / "examples" / "second"
    shutil.copytree(folder / "examples" / "claims-triage", second)
    Path("r.jsonl").write_text(run("score", "examples", "--format", "jsonl", "--full", *AS_OF).out)

    ran = run("sign", "r.jsonl", "--key", "key.pem")

    assert 2 == list(roles(ran.out).values()).count("sheet")
    assert 1 == len(statement(ran.out)["predicate"]["assessments"])  # made alike


def test_evidence_that_differs_is_named_in_the_folder_of_its_own_sheet(
    run: Run, folder: Path
) -> None:
    """Both systems have evidence by the same names."""
    second = folder / "examples" / "second"
    shutil.copytree(folder / "examples" / "claims-triage", second)
    Path("r.jsonl").write_text(run("score", "examples", "--format", "jsonl", "--full", *AS_OF).out)
    (second / "evidence" / "stop-drill.txt").write_text("another")
    shutil.copy(second / "evidence" / "stop-drill.txt", folder / EVIDENCE)

    _, said = refused(run, "r.jsonl", "--key", "key.pem")

    assert f"error: {EVIDENCE}/stop-drill.txt: has other bytes" in said
    assert "error: examples/second/evidence/stop-drill.txt: has other bytes" in said


def test_a_pdf_is_a_report_and_evidence_keeps_its_role(run: Run, folder: Path) -> None:
    run("report", SHEET, "-o", "r.json", *AS_OF)
    Path("gap.pdf").write_bytes(b"%PDF-1.7\n")

    given = ("gap.pdf", f"{EVIDENCE}/stop-drill.txt", SHEET, SHEET, "r.json")
    ran = run("sign", *given, "--key", "key.pem")

    assert ("report", "evidence") == (
        roles(ran.out)["gap.pdf"],
        roles(ran.out)[f"{EVIDENCE}/stop-drill.txt"],
    )


def test_names_that_a_redacted_report_withholds_are_signed_by_digest_alone(
    run: Run, folder: Path
) -> None:
    run("report", SHEET, "--kind", "audit", "--redact", "14", "-o", "a.md", *AS_OF)

    ran = run("sign", "a.md", "--key", "key.pem")

    assert {"a.md": "report", SHEET: "sheet"} == roles(ran.out)
    withheld = statement(ran.out)["predicate"]["withheld"]
    assert {"evidence"} == {one["role"] for one in withheld}
    assert EVIDENCE not in ran.out


def test_the_same_files_and_key_give_the_same_bytes(run: Run, folder: Path) -> None:
    first = run("sign", SHEET, "--key", "key.pem", "--signer", "J. Rossi")
    again = run("sign", SHEET, "--key", "key.pem", "--signer", "J. Rossi")

    assert first.out == again.out
    assert statement(first.out)["predicate"]["signer"]["stated"] == "J. Rossi"
    assert "signer" not in statement(run("sign", SHEET, "--key", "key.pem").out)["predicate"]


@pytest.mark.parametrize("kind", [ED25519, P256, P384, P521])
def test_every_kind_of_key_signs_and_verifies(run: Run, folder: Path, kind: str) -> None:
    write_keys(folder, key(kind))

    assert run("sign", SHEET, "--key", "key.pem", "-o", "e.json").status == 0
    assert run("verify", "e.json", "--key", "key.pub.pem").status == 0


@pytest.mark.skipif(shutil.which("openssl") is None, reason="openssl is not installed")
def test_keys_made_as_the_page_says_sign_and_verify(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = (Path(__file__).parents[2] / "docs" / "signing.md").read_text(encoding="utf-8")
    make, take = (
        line.split("#")[0].split() for line in page.splitlines() if line.startswith("openssl ")
    )
    subprocess.run([*make, "-pass", "pass:open sesame"], check=True)
    subprocess.run([*take, "-passin", "pass:open sesame"], check=True)
    monkeypatch.setenv("ALIGNASSESS_KEY_PASSWORD", "open sesame")

    assert run("sign", SHEET, "--key", "key.pem", "-o", "e.json").status == 0
    assert run("verify", "e.json", "--key", "key.pub.pem").status == 0


def test_exit_statuses_in_a_process_of_its_own(folder: Path) -> None:
    def status(*arguments: str) -> int:
        return subprocess.run(
            [sys.executable, "-m", "alignassess", *arguments], capture_output=True, check=False
        ).returncode

    assert 0 == status("sign", SHEET, "--key", "key.pem", "-o", "e.json")
    assert 0 == status("verify", "e.json", "--key", "key.pub.pem")
    assert 1 == status("verify", "e.json", "--format", "json")
    assert 2 == status("sign", SHEET, "-o", "e.json")
    assert 3 == status("sign", SHEET, "--key", "gone.pem")


# Passwords


def test_a_password_comes_from_a_file_or_the_environment(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_keys(folder, key(ED25519), password=b"open sesame")
    Path("password").write_bytes(b"open sesame\r\nnot this\n")

    from_file = run("sign", SHEET, "--key", "key.pem", "--password-file", "password")
    monkeypatch.setenv("ALIGNASSESS_KEY_PASSWORD", "open sesame")
    from_environment = run("sign", SHEET, "--key", "key.pem")

    assert (0, 0) == (from_file.status, from_environment.status)
    assert from_file.out == from_environment.out


@pytest.mark.parametrize("password", ["", "wrong"])
def test_a_wrong_password_is_status_2(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch, password: str
) -> None:
    write_keys(folder, key(ED25519), password=b"open sesame")
    monkeypatch.setenv("ALIGNASSESS_KEY_PASSWORD", password)

    ran = run("sign", SHEET, "--key", "key.pem")

    assert (2, "") == (ran.status, ran.out)
    assert "the password is not that of the key" in ran.err


def test_nobody_to_ask_for_a_password_is_status_2(run: Run, folder: Path) -> None:
    write_keys(folder, key(ED25519), password=b"open sesame")

    ran = run("sign", SHEET, "--key", "key.pem")

    assert 2 == ran.status
    assert "--password-file" in ran.err


@pytest.mark.parametrize(("typed", "status"), [("open sesame", 0), (None, 130)])
def test_a_person_is_asked_for_a_password(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch, typed: str | None, status: int
) -> None:
    def ask(prompt: str) -> str:
        assert "key.pem" in prompt
        if typed is None:
            raise EOFError
        return typed

    write_keys(folder, key(ED25519), password=b"open sesame")
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
    monkeypatch.setattr("getpass.getpass", ask)

    assert status == run("sign", SHEET, "--key", "key.pem").status


# What is refused


def refused(run: Run, *arguments: str | Path) -> tuple[int, str]:
    """The status and what was said; nothing is written."""
    ran = run("sign", *arguments, "-o", "e.json")
    assert not Path("e.json").exists()
    return ran.status, ran.err


def test_without_the_extra_it_is_named(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("alignassess.files.signing_key.find_spec", lambda name: None)

    status, said = refused(run, SHEET, "--key", "key.pem")
    ran = run("verify", "examples", "--key", "key.pub.pem")

    assert 2 == status
    assert "alignassess[sign]" in said
    assert 3 == ran.status  # a folder is no envelope, whatever is installed


@pytest.mark.parametrize("half", ["key.pub.pem", "gone.pem", "policy.yaml", "cut.pem", "rsa.pem"])
def test_what_is_no_private_key_is_status_3(run: Run, folder: Path, half: str) -> None:
    from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key
    from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

    whole = Path("key.pem").read_bytes()
    Path("cut.pem").write_bytes(whole[:60] + whole[70:])
    Path("rsa.pem").write_bytes(
        generate_private_key(65537, 2048).private_bytes(
            Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()
        )
    )

    status, said = refused(run, SHEET, "--key", half)

    assert 3 == status
    assert half in said
    assert "openssl genpkey" in said or half == "gone.pem"


def test_a_curve_that_is_not_used_is_status_3(run: Run, folder: Path) -> None:
    from cryptography.hazmat.primitives.asymmetric.ec import SECP256K1, generate_private_key

    write_keys(folder, generate_private_key(SECP256K1()))

    status, said = refused(run, SHEET, "--key", "key.pem")

    assert 3 == status
    assert "P-256" in said


@pytest.mark.parametrize("name", ["r.json", "r.md"])
def test_an_edited_report_is_not_signed(run: Run, folder: Path, name: str) -> None:
    run("report", SHEET, "-o", name, *AS_OF)
    text = Path(name).read_text(encoding="utf-8")
    Path(name).write_text(text.replace("Claims triage", "Claims Triage", 1), encoding="utf-8")

    status, said = refused(run, name, "--key", "key.pem")

    assert 3 == status
    assert f"{name}: was changed after it was written" in said


def test_every_input_that_is_gone_or_was_changed_is_named(run: Run, folder: Path) -> None:
    run("report", SHEET, "-o", "r.json", *AS_OF)
    Path(f"{EVIDENCE}/stop-drill.txt").unlink()
    with Path(SHEET).open("a", encoding="utf-8") as sheet:
        sheet.write("\n")

    status, said = refused(run, "r.json", "gone.md", EVIDENCE, "--key", "key.pem")

    assert 3 == status
    assert "evidence/stop-drill.txt, which it was made from, is not here" in said
    assert f"{SHEET}: has other bytes than the sheet that r.json was made from" in said
    assert "gone.md: there is no such file" in said
    assert f"{EVIDENCE}: is not a regular file" in said


def test_inputs_are_found_where_named(run: Run, folder: Path) -> None:
    run("report", SHEET, "-o", "r.json", *AS_OF)
    shutil.move("examples", "moved")

    assert 3 == refused(run, "r.json", "--key", "key.pem")[0]
    ran = run("sign", "r.json", "--key", "key.pem", "--inputs", "moved/claims-triage")

    assert 0 == ran.status
    assert "sheet" == roles(ran.out)["moved/claims-triage/answers.yaml"]


def test_a_decision_for_another_date_is_not_signed(run: Run, folder: Path) -> None:
    decided = run("gate", SHEET, "--policy", "policy.yaml", "--format", "json", *AS_OF)
    Path("decision.json").write_text(decided.out)

    status, said = refused(run, "decision.json", "--key", "key.pem")

    assert 3 == status
    assert "is a preview" in said


def test_files_outside_the_root_are_status_3(run: Run, folder: Path) -> None:
    status, said = refused(run, SHEET, "policy.yaml", "--key", "key.pem", "--root", "examples")

    assert 3 == status
    assert "lies outside the root" in said
    assert "policy.yaml" in said
    assert "answers.yaml" not in said


@pytest.mark.skipif(os.name == "nt", reason="no such names there")
def test_a_name_that_no_statement_can_hold_is_status_3(run: Run, folder: Path) -> None:
    Path("a\\b").write_text("x")

    assert 3 == refused(run, "a\\b", "--key", "key.pem")[0]


@pytest.mark.parametrize("output", ["key.pem", SHEET, f"{EVIDENCE}/stop-drill.txt"])
def test_neither_key_nor_signed_files_are_written_over(run: Run, folder: Path, output: str) -> None:
    run("report", SHEET, "-o", "r.json", *AS_OF)
    before = Path(output).read_bytes()

    ran = run("sign", "r.json", "--key", "key.pem", "-o", output)

    assert 2 == ran.status
    assert before == Path(output).read_bytes()


def test_an_output_that_cannot_be_written_is_status_2(run: Run, folder: Path) -> None:
    assert 2 == run("sign", SHEET, "--key", "key.pem", "-o", "gone/e.json").status


def test_the_root_is_the_folder_of_the_envelope_where_the_current_one_is_elsewhere(
    run: Run,
    folder: Path,
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path_factory.mktemp("elsewhere"))
    envelope = folder / "e.json"

    signed = run("sign", folder / SHEET, "--key", folder / "key.pem", "-o", envelope)
    verified = run("verify", envelope, "--key", folder / "key.pub.pem")

    assert (0, 0) == (signed.status, verified.status)
    assert {SHEET: "sheet"} == roles(envelope.read_text())
