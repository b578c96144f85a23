"""What the OSCAL documents share: metadata, ids, properties, text that is inert.

OSCAL reads titles and descriptions as Markdown; ids are XML names; a property is one line; an empty
list is refused; a date has a zone.
"""

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from functools import lru_cache

from alignassess import __version__
from alignassess.domain.assessment import SystemAssessment
from alignassess.domain.digests import digest_over
from alignassess.render import inert
from alignassess.render.formats.json_out import Json, Object, compact, dump, present, uuid
from alignassess.render.formats.material import Case, Material

OSCAL_VERSION = "1.2.1"

NAMESPACE = "urn:alignassess:oscal:1"
"""Of our property names."""

METHOD = "urn:alignassess:method:1"
"""The system of our facets: the words and figures of docs/method.md."""

CATALOG_FILE = "alignassess-catalog.json"
"""The name under which the other documents look for the catalog, beside themselves."""


def document(kind: str, title: str, material: Material, body: Object) -> str:
    """A whole document. Its id is made from its content: other content, other id."""
    content = digest_over((kind, material.moment.isoformat(), compact(body)))
    parties = _parties(material.cases)
    return dump(
        {
            kind: {
                "uuid": uuid("document", kind, content),
                "metadata": {
                    "title": title,
                    "last-modified": moment(material.moment),
                    "version": content[:16],
                    "oscal-version": OSCAL_VERSION,
                    "props": [prop("tool", f"alignassess {__version__}")],
                    **present(parties=parties),
                    **present(remarks=material.preview and f"This is {material.preview}."),
                },
                **body,
            }
        }
    )


def _parties(cases: Sequence[Case]) -> list[Object]:
    """The operators, and the people who answered."""
    found: dict[str, Object] = {}
    for case in cases:
        one = case.assessment
        if isinstance(one, SystemAssessment) and one.subject.operator:
            name = inert.line(one.subject.operator)
            found[uuid("operator", name)] = {"type": "organization", "name": name}
        for person in one.respondents:
            name = inert.line(person.name or person.key)
            role = ", ".join(inert.line(x) for x in (person.role, person.organisation) if x)
            found[respondent(case, person.key)] = present(
                type="person", name=name, remarks=markup(role) if role else None
            )
    return [{"uuid": name, **data} for name, data in found.items()]


def respondent(case: Case, key: str) -> str:
    """The id of a person who answered."""
    return uuid("respondent", case.subject, key)


def moment(when: datetime | date) -> str:
    """A date or time with its zone."""
    whole = when if isinstance(when, datetime) else datetime.combine(when, time(), UTC)
    return whole.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def prop(name: str, value: str | float | int) -> Object:
    """A property of our own; its value is one line and not empty."""
    return {"name": name, "ns": NAMESPACE, "value": inert.line(str(value)) or "none"}


@lru_cache(maxsize=1 << 12)  # the words of a question return with every system
def markup(text: str) -> str:
    """Text for a field that is read as Markdown."""
    return inert.markdown(text) or "none"


def paragraphs(texts: Sequence[str]) -> str:
    """Several texts as paragraphs of Markdown."""
    return "\n\n".join(markup(text) for text in texts if text)


def token(text: str) -> str:
    """Some text as an XML name."""
    found = re.sub(r"[^A-Za-z0-9._-]", "-", text)
    return found if re.match(r"[A-Za-z_]", found) else f"_{found}"


def objective(question: str) -> str:
    """The id of what a question asks for, as the catalog has it."""
    return f"{token(question)}_obj"


def resource(name: str, title: str, description: str, *, href: str | None = None) -> Object:
    """An entry of the back matter."""
    links: list[Json] = [] if href is None else [{"href": href}]
    return {
        "uuid": uuid("resource", name),
        "title": title,
        "description": description,
        **present(rlinks=links),
    }
