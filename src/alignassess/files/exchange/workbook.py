"""Where openpyxl comes from: it is an extra, and the form has other shapes without it."""

from importlib.util import find_spec

from alignassess.errors import Problem, UsageError


def require_openpyxl() -> None:
    """Raise UsageError where workbooks cannot be read or written."""
    # openpyxl reads XML that grows without bound, unless it finds defusedxml.
    if find_spec("openpyxl") is None or find_spec("defusedxml") is None:
        raise UsageError(
            Problem(
                "workbooks need the packages openpyxl and defusedxml, which are not installed",
                remedy="pip install 'alignassess[xlsx]', or use a name in .csv or .yaml",
            )
        )
