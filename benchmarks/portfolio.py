"""How long a portfolio of 200 systems takes, and how big its page is."""

import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

SYSTEMS = 200
MOST_SECONDS = 10.0
NAMES = ("support-assistant", "coding-agent", "claims-triage")


def main() -> int:
    """Print seconds and bytes of both formats; 1 when one takes longer than it may."""
    examples = Path(__file__).parents[1] / "examples"
    slow = False
    with TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "vendors").symlink_to(examples / "vendors")
        for number in range(SYSTEMS):
            name = NAMES[number % len(NAMES)]
            own = root / f"system-{number:03}"
            own.mkdir()
            text = (examples / name / "answers.yaml").read_text(encoding="utf-8")
            text = text.replace(f"id: {name}\n", f"id: {name}-{number}\n", 1)
            (own / "answers.yaml").write_text(text, encoding="utf-8")
            (own / "evidence").symlink_to(examples / name / "evidence")
        for suffix in ("md", "html"):
            page = root / f"page.{suffix}"
            command = [sys.executable, "-m", "alignassess", "-q", "report", "--portfolio"]
            sheets = sorted(map(str, root.glob("system-*/answers.yaml")))
            started = perf_counter()
            subprocess.run(  # noqa: S603 - our own program
                [*command, *sheets, "--root", "/", "--as-of", "2026-11-25", "-o", str(page)],
                check=True,
            )
            seconds = perf_counter() - started
            slow |= seconds > MOST_SECONDS
            print(f"{suffix}: {seconds:.1f} s, {page.stat().st_size / 1000:.0f} kB")  # noqa: T201
    return int(slow)


if __name__ == "__main__":
    sys.exit(main())
