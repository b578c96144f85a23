"""Ids that are made from names, and names that are the same."""

import pytest

from alignassess.domain.naming import id_from, spelling


@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("Nightly Ranker (v2)", "nightly-ranker-v2"),
        ("\u00dcn\u00ef Caf\u00e9", "uni-cafe"),
        ("--", "system"),
        ("\u6f22\u5b57", "system"),
        ("a" * 59 + "-b", "a" * 59),
    ],
)
def test_a_name_makes_an_id(name: str, made: str) -> None:
    assert made == id_from(name, otherwise="system")


@pytest.mark.parametrize("other", ["ACME ltd", "Acme-Ltd.", "Acme\u200b Ltd", "\uff21cme Ltd"])
def test_a_name_written_otherwise_is_the_same(other: str) -> None:
    assert spelling(other) == spelling("Acme Ltd.")


@pytest.mark.parametrize("other", ["Acme", "Acme Ltd 2", "Acm\u00e9 Ltd", "\u6f22\u5b57", ""])
def test_another_name_is_not(other: str) -> None:
    assert spelling(other) != spelling("Acme Ltd.")
