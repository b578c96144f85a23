"""How hypothesis runs here: never against the clock, and in continuous integration repeatable.

A sheet is made of 150 draws, so shrinking one takes minutes: worth it at a desk only.
"""

import os

import pytest
from hypothesis import HealthCheck, Phase, settings

IN_PIPELINE = "CI" in os.environ

settings.register_profile(
    "domain",
    max_examples=40,
    deadline=None,
    derandomize=IN_PIPELINE,
    phases=[Phase.explicit, Phase.reuse, Phase.generate] + ([] if IN_PIPELINE else [Phase.shrink]),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.large_base_example],
)
settings.load_profile("domain")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let a counter-example be shown although a whole sheet is long."""
    for item in items:
        if "domain" in item.path.parts:
            item.add_marker(pytest.mark.filterwarnings("ignore:Generating overly large repr"))
