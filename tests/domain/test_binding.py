"""Which model a result file is about."""

from typing import Any

import pytest

from alignassess.domain.binding import Grade, bare_names, bind
from alignassess.domain.observation import ChangeKind, IdentityKind, ModelChange, ModelIdentity
from alignassess.domain.subject import ModelReference

DIGEST = "9b74c9897bac770ffc029102a89c5a66a0f2d1c3b5e8f7a6d4c3b2a190807060"
MODEL = ModelReference(
    provider="Example AI",
    name="example-large",
    version="2026-08-01",
    aliases=("support-model",),
    revision="4f1c2ab",
    sha256=DIGEST,
    base=ModelReference(provider="example-labs", name="example-open-7b", revision="aaaaaaa1"),
)


def named(name: str, **fields: Any) -> ModelIdentity:
    return ModelIdentity(name=name, **fields)


@pytest.mark.parametrize(
    ("written", "bare"),
    [
        ("openai/gpt-4o", ("openai/gpt-4o", "gpt-4o")),
        ("openai:chat:gpt-4o", ("openai:chat:gpt-4o", "gpt-4o")),
        ("openai:gpt-4o", ("openai:gpt-4o", "gpt-4o")),
        ("hf/meta-llama/Llama-3", ("hf/meta-llama/Llama-3", "meta-llama/Llama-3")),
        ("openrouter/openai/gpt-4o", ("openrouter/openai/gpt-4o", "openai/gpt-4o", "gpt-4o")),
        ("anthropic:messages:claude-x", ("anthropic:messages:claude-x", "claude-x")),
        ("meta-llama/Llama-3", ("meta-llama/Llama-3",)),
        ("openai/", ("openai/",)),
        ("openaix/gpt", ("openaix/gpt",)),
    ],
)
def test_only_what_says_how_a_model_is_reached_is_taken_off_a_name(
    written: str, bare: tuple[str, ...]
) -> None:
    assert bare == bare_names(written)


@pytest.mark.parametrize(
    "written",
    [
        "example-large",
        "support-model",
        "Example AI/example-large",
        "openai/example-large",
        "vllm/example-large-2026-08-01",
        "example-large 2026-08-01",
        "example-large@2026-08-01",
    ],
)
def test_every_exact_name_binds_by_name(written: str) -> None:
    found = bind(named(written), MODEL)

    assert (Grade.NAME, "model") == (found.grade, found.to)


@pytest.mark.parametrize(
    "written",
    [
        "example-large-2026-02-01",
        "Example-Large",
        "example-larg",
        "example-large-v2",
        "my/example-large",
        "2026-08-01",
    ],
)
def test_a_name_that_is_only_similar_binds_to_nothing(written: str) -> None:
    found = bind(named(written), MODEL)

    assert Grade.NOTHING == found.grade
    assert f"it names {written}, and the sheet declares no such model" == found.reason


def test_a_digest_binds_whatever_the_name_is() -> None:
    assert Grade.HASH == bind(named("anything", sha256=DIGEST.upper()), MODEL).grade


def test_another_digest_binds_to_nothing_whatever_the_name_is() -> None:
    found = bind(named("example-large", sha256="0" * 64), MODEL)

    assert Grade.NOTHING == found.grade
    assert "the digest of its weights is another than the declared one" == found.reason


@pytest.mark.parametrize("revision", ["4f1c2ab", "4F1C2AB", "4f1c2ab" + "0" * 33])
def test_the_declared_revision_binds_a_declared_name_more_firmly(revision: str) -> None:
    assert Grade.REVISION == bind(named("example-large", revision=revision), MODEL).grade


def test_another_revision_of_a_declared_name_is_another_model() -> None:
    found = bind(named("example-large", revision="4f1c2ac"), MODEL)

    assert Grade.NOTHING == found.grade
    assert "it names revision 4f1c2ac, the sheet 4f1c2ab" == found.reason


def test_a_revision_that_is_no_commit_is_compared_whole() -> None:
    model = ModelReference(name="m", revision="main")

    assert Grade.NOTHING == bind(named("m", revision="main2"), model).grade


def test_a_label_binds_as_a_label_only() -> None:
    found = bind(named("support-model", kind=IdentityKind.LABEL), MODEL)

    assert (Grade.LABEL, "model") == (found.grade, found.to)


@pytest.mark.parametrize(
    ("identity", "reason"),
    [
        (ModelIdentity(kind=IdentityKind.MISSING), "it does not say which model was evaluated"),
        (ModelIdentity(), "it does not say which model was evaluated"),
        (
            named("support-model", kind=IdentityKind.TEST_DOUBLE),
            "support-model is a stand-in without a model behind it",
        ),
        (
            ModelIdentity(kind=IdentityKind.TEST_DOUBLE),
            "what it names is a stand-in without a model behind it",
        ),
    ],
)
def test_what_names_no_model_binds_to_nothing(identity: ModelIdentity, reason: str) -> None:
    found = bind(identity, MODEL)

    assert (Grade.NOTHING, reason) == (found.grade, found.reason)


def test_without_a_declared_model_nothing_binds() -> None:
    found = bind(named("example-large"), None)

    assert (Grade.NOTHING, "the sheet declares no model") == (found.grade, found.reason)


def test_a_sheet_that_declares_only_a_digest_binds_no_name() -> None:
    assert Grade.NOTHING == bind(named("m"), ModelReference(sha256=DIGEST)).grade


@pytest.mark.parametrize("kind", list(ChangeKind))
def test_a_changed_model_is_another_one(kind: ChangeKind) -> None:
    change = ModelChange(kind=kind, name="tuned-1")

    found = bind(named("example-large", sha256=DIGEST, changes=(change,)), MODEL)

    assert Grade.NOTHING == found.grade
    assert found.reason.endswith(" tuned-1, which is another model")


def test_a_change_without_a_name_cannot_be_declared() -> None:
    change = ModelChange(kind=ChangeKind.STEERING)

    found = bind(named("example-large", changes=(change,)), MODEL)

    assert "it was run with the steering, which is another model" == found.reason


@pytest.mark.parametrize("alias", ["tuned-1", "example-open-7b+tuned-1"])
def test_a_changed_model_binds_where_the_sheet_names_the_change(alias: str) -> None:
    model = ModelReference(name="support", aliases=(alias,), revision="4f1c2ab")
    adapter = ModelChange(kind=ChangeKind.ADAPTER, name="tuned-1")

    found = bind(named("hf/example-open-7b", revision="bbbbbbb", changes=(adapter,)), model)

    assert Grade.NAME == found.grade


def test_the_revision_of_an_adapter_counts_and_that_of_its_base_does_not() -> None:
    model = ModelReference(name="tuned-1", revision="4f1c2ab")
    adapter = ModelChange(kind=ChangeKind.ADAPTER, name="tuned-1", revision="4f1c2ab")

    found = bind(named("example-open-7b", revision="bbbbbbb", changes=(adapter,)), model)

    assert Grade.REVISION == found.grade


def test_a_run_of_the_base_is_tied_to_the_base() -> None:
    found = bind(named("example-labs/example-open-7b", revision="aaaaaaa1"), MODEL)

    assert (Grade.REVISION, "base") == (found.grade, found.to)
