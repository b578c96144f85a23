"""When two references name the same model."""

import pytest
from pydantic import TypeAdapter

from alignassess.domain.subject import ModelReference, same_model


def _model(**fields: object) -> ModelReference:
    return TypeAdapter(ModelReference).validate_python(fields)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ({"name": "large", "version": "1"}, {"name": "LARGE", "version": "1"}, True),
        ({"name": "large", "version": "1"}, {"name": "large", "version": "2"}, False),
        ({"name": "large", "version": "1"}, {"name": "large"}, True),
        ({"name": "large"}, {"name": "small"}, False),
        ({"name": "large", "aliases": ["l"]}, {"name": "L"}, True),
        ({"name": "large", "sha256": "A" * 64}, {"name": "small", "sha256": "a" * 64}, True),
        ({"name": "large", "sha256": "a" * 64}, {"name": "large", "sha256": "b" * 64}, False),
        ({"name": "large", "revision": "r1"}, {"name": "large", "revision": "r2"}, False),
        ({"name": "large", "revision": "r1"}, {"name": "other", "revision": "r1"}, True),
        ({"version": "1"}, {"name": "large", "version": "2"}, False),
    ],
)
def test_digest_decides_before_revision_before_name_and_version(
    one: dict[str, object], other: dict[str, object], same: bool
) -> None:
    assert same is same_model(_model(**one), _model(**other))
    assert same is same_model(_model(**other), _model(**one))


def test_models_of_two_providers_that_share_nothing_else_are_not_the_same() -> None:
    one = _model(provider="Example AI", version="1")
    other = _model(provider="Other AI", version="1")

    assert not same_model(one, other)
