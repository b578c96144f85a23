"""The Jinja2 environment of the reports.

What is missing is an error, and what people wrote stays inert.
"""

from functools import cache, lru_cache

from jinja2 import Environment, StrictUndefined

from alignassess.render import inert
from alignassess.render.compiled import CompiledLoader
from alignassess.render.figures import four, percent, short, two
from alignassess.resources import templates


@cache
def environment() -> Environment:
    """The one environment of all report templates.

    Jinja escapes `x.html` and not `x.html.j2`, so escaping is decided by our own names.
    """
    made = Environment(
        loader=CompiledLoader(templates()),
        autoescape=_is_html,  # noqa: S701 - on for every template that makes HTML
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        optimized=False,  # it folds constants, of which templates have few
    )
    made.filters.update(md=_markdown, line=_line, two=two, four=four, short=short, percent=percent)
    return made


def compile_templates() -> None:
    """Compile every template ahead of its use, as a build does."""
    CompiledLoader(templates()).compile_all(environment())


_REMEMBERED = 8192
"""A report prints the same ids and words many times; making them inert once is enough."""


def _markdown(value: object) -> str:
    return _inert_markdown(str(value))


def _line(value: object) -> str:
    return _inert_line(str(value))


_inert_markdown = lru_cache(_REMEMBERED)(inert.markdown)
_inert_line = lru_cache(_REMEMBERED)(inert.line)


def _is_html(name: str | None) -> bool:
    return name is not None and name.endswith(".html.j2")
