"""Where data lie: the shipped in the checkout of an editable install, else inside the package."""

from pathlib import Path

_PACKAGE = Path(__file__).parent
_CHECKOUT = _PACKAGE.parents[1]


def data_folder() -> Path:
    """The folder that holds questionnaires/, catalog/, reports/, examples/ and starter/.

    In a checkout the top-level folders are used, so that an edited questionnaire is seen at once.
    """
    if (_CHECKOUT / "pyproject.toml").is_file() and (_CHECKOUT / "questionnaires").is_dir():
        return _CHECKOUT
    return _PACKAGE / "data"


def questionnaires() -> Path:
    """The folder of the questionnaires."""
    return data_folder() / "questionnaires"


def catalog() -> Path:
    """The folder of what the questionnaires refer to."""
    return data_folder() / "catalog"


def templates() -> Path:
    """The folder of the report templates."""
    return data_folder() / "reports" / "templates"


def examples() -> Path:
    """The folder of the shipped examples."""
    return data_folder() / "examples"


def starter() -> Path:
    """The folder of the templates of what `init` writes."""
    return data_folder() / "starter"


_own: Path | None = None


def own_questionnaires() -> Path | None:
    """The folder of an organisation's own questionnaires and overlays; None when there is none."""
    return _own


def use_questionnaires(folder: Path | None) -> None:
    """Set that folder for this process: what is shipped and what is added are one instrument."""
    global _own
    _own = folder
