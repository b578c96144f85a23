"""Writes the golden reports of the small case anew: `python -m tests.render.golden`."""

from pathlib import Path

from alignassess.render.audit_report import audit_html, audit_markdown
from alignassess.render.gap_report import gap_html, gap_markdown
from tests.render.cases import small_case

if __name__ == "__main__":
    assessment, instrument, library = small_case()
    folder = Path(__file__).parents[1] / "golden"
    folder.mkdir(exist_ok=True)
    for name, make in {
        "gap.md": gap_markdown,
        "gap.html": gap_html,
        "audit.md": audit_markdown,
        "audit.html": audit_html,
    }.items():
        text = make(assessment, instrument=instrument, library=library)
        (folder / name).write_text(text, encoding="utf-8")
