"""What holds for the tests of the domain."""

import pytest


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let a counter-example be shown although a whole sheet is long."""
    for item in items:
        if "domain" in item.path.parts:
            item.add_marker(pytest.mark.filterwarnings("ignore:Generating overly large repr"))
