"""Results in the formats that other programs read: the table `FORMATS`.

A format is a function of a `Material`, in a module of its own that is imported when it is used.
"""

from collections.abc import Iterable, Mapping
from importlib import import_module
from types import MappingProxyType
from typing import NamedTuple

from alignassess.render.formats.material import Material


class Format(NamedTuple):
    """One format: what it is for, and where its writer lives."""

    meaning: str
    suffix: str
    """How a file of it is usually named."""
    writer: str
    """Module below this package and function."""
    for_people: bool = False
    """Whether it is a report on one result, with the order of work and the sources cited."""

    def render(self, material: Material) -> str | None:
        """The text; None when the format cannot say that there is nothing to say."""
        found = self.pieces(material)
        return None if found is None else "".join(found)

    def pieces(self, material: Material) -> Iterable[str] | None:
        """The same, piece by piece where a text of many systems would be long."""
        module, function = self.writer.split(":")
        found: str | Iterable[str] | None
        found = getattr(import_module(f"{__name__}.{module}"), function)(material)
        return (found,) if isinstance(found, str) else found


FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        "json": Format("results, whole", ".json", "results_json:results_json"),
        "jsonl": Format("results, one line each", ".jsonl", "results_json:results_jsonl"),
        "csv": Format("one row per system and category", ".csv", "csv_text:categories_csv"),
        "csv-findings": Format("one row per finding", ".csv", "csv_text:findings_csv"),
        "sarif": Format("SARIF 2.1.0, complete", ".sarif", "sarif:sarif"),
        "sarif-github": Format(
            "SARIF 2.1.0 for GitHub code scanning", ".sarif", "sarif_github:sarif_github"
        ),
        "junit": Format("JUnit XML", ".xml", "junit:junit"),
        "gitlab": Format("GitLab Code Quality", ".json", "gitlab:gitlab"),
        "github": Format(
            "GitHub annotations, for the log of a step",
            ".txt",
            "github_annotations:github_annotations",
        ),
        "github-summary": Format("GitHub job summary, Markdown", ".md", "summary:job_summary"),
        "github-output": Format(
            "GitHub step outputs, name=value", ".txt", "github_output:github_output"
        ),
        "comment": Format("Markdown for a comment on a change", ".md", "summary:comment"),
        "oscal-results": Format("OSCAL assessment results", ".json", "oscal_results:oscal_results"),
        "oscal-poam": Format(
            "OSCAL plan of action and milestones", ".json", "oscal_poam:oscal_poam"
        ),
        "oscal-catalog": Format(
            "OSCAL catalog of the questions", ".json", "oscal_catalog:oscal_catalog"
        ),
        "cyclonedx": Format("CycloneDX 1.6 attestation", ".cdx.json", "cyclonedx:cyclonedx"),
        "md": Format("gap report, Markdown", ".md", "gap:gap_md", for_people=True),
        "html": Format("gap report, HTML", ".html", "gap:gap_page", for_people=True),
    }
)
"""Name to format, in the order of the documentation (docs/formats.md)."""

OF_THE_INSTRUMENT = frozenset({"oscal-catalog"})
"""Formats that read no result."""
