"""What all tests share.

Hypothesis never runs against the clock, and is repeatable in continuous integration. A sheet is
made of 150 draws, so shrinking one takes minutes: worth it at a desk only.
"""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, is_hypothesis_test, settings

IN_PIPELINE = "CI" in os.environ

settings.register_profile(
    "here",
    max_examples=40,
    deadline=None,
    derandomize=IN_PIPELINE,
    phases=[Phase.explicit, Phase.reuse, Phase.generate] + ([] if IN_PIPELINE else [Phase.shrink]),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.large_base_example],
)
settings.load_profile("here")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Measure coverage by examples alone.

    A property runs the same lines a hundred times, which measuring them makes twice as slow, and
    what only a property reaches is missing a test that says what comes out.
    """
    for item in items:
        if isinstance(item, pytest.Function) and is_hypothesis_test(item.obj):
            item.add_marker(pytest.mark.no_cover)


@pytest.fixture(scope="session", autouse=True)
def cache_folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Keep the cache of the person who runs the tests out of them."""
    folder = tmp_path_factory.mktemp("cache")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ALIGNASSESS_CACHE", str(folder))
        yield folder


@pytest.fixture(scope="session")
def pango() -> None:
    """What sets text for a PDF; a test of one is skipped, and says so, where it is missing."""
    try:
        import weasyprint  # noqa: F401
    except (ImportError, OSError) as error:
        pytest.skip(f"no PDF on this machine: apt-get install libpangoft2-1.0-0 ({error})")
