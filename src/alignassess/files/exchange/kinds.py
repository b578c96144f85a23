"""The kinds of file that a form travels in, by the end of the name."""

from pathlib import Path

from alignassess.errors import Problem, UsageError
from alignassess.files.exchange.form import Form, Reply
from alignassess.files.reading import TextFile, read_text

KINDS = (".xlsx", ".csv", ".yaml", ".yml")


def check_kind(path: Path) -> None:
    """Raise UsageError for a name that ends in something else."""
    if path.suffix.casefold() not in KINDS:
        raise UsageError(
            Problem(f"{path} is no kind of form", remedy="end the name in .xlsx, .csv or .yaml")
        )


def form_bytes(form: Form, path: Path) -> bytes:
    """The form in the kind that a name asks for."""
    check_kind(path)
    match path.suffix.casefold():
        case ".xlsx":
            from alignassess.files.exchange.xlsx_writing import xlsx_bytes

            return xlsx_bytes(form)
        case ".csv":
            from alignassess.files.exchange.csv_form import csv_text

            return csv_text(form).encode("utf-8-sig")  # what spreadsheets know UTF-8 by
    from alignassess.files.exchange.yaml_form import yaml_form

    return yaml_form(form).encode()


def read_form(path: Path) -> tuple[TextFile, tuple[Reply, ...]]:
    """Read a form of any kind; the file is for messages, and has no text for a workbook."""
    check_kind(path)
    name = str(path)
    match path.suffix.casefold():
        case ".xlsx":
            from alignassess.files.exchange.xlsx_reading import read_xlsx

            return TextFile(name, path, "", ""), read_xlsx(path, name=name)
        case ".csv":
            from alignassess.files.exchange.csv_form import read_csv, table_text

            file = table_text(path)
            return file, read_csv(file)
    from alignassess.files.exchange.yaml_form import read_yaml_form

    file = read_text(path)
    return file, read_yaml_form(file)
