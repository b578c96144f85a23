"""Ids that are made from names."""

import pytest

from alignassess.domain.naming import id_from


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
