"""`keep.py FOLDER`: small scrubbed copies of produced logs, for `tests/data/evidence/inspect`.

Kept are headers, journals and reductions, packed as the release packs them. Samples, the mock
model's answers and tracebacks are left out. Beside them, what inspect_ai itself read of each log.
"""

import json
import sys
from pathlib import Path
from typing import Any

from backports.zstd import zipfile as zstd_zipfile

KEPT = {
    "0.3.285": {
        "eval": "success limited cancelled crashed error sample-failed partly-unscored no-scorer"
        " nan two-reducers two-scorers role invalidated edited limit-not-binding",
        "json": "success role cancelled",
    },
    "0.3.205": {"eval": "success two-reducers partly-unscored invalidated", "json": "edited"},
    "0.3.150": {"eval": "success partly-unscored", "json": "nan"},
    "0.3.40": {"eval": "success", "json": "nan"},
    "0.3.72": {"eval": "success partly-unscored", "json": "two-scorers sample-failed"},
}
MEMBERS = ("header.json", "_journal/start.json", "reductions.json")
TARGET = Path(__file__).parents[1] / "data" / "evidence" / "inspect"


def scrubbed(value: Any) -> Any:
    """The header without what says nothing about the format, or something about a machine."""
    if isinstance(value, dict):
        kept = {}
        for key, inner in value.items():
            if key in {"custom_outputs", "traceback", "traceback_ansi"}:
                continue
            kept[key] = "" if key == "origin" else scrubbed(inner)
        return kept
    return [scrubbed(one) for one in value] if isinstance(value, list) else value


def keep(source: Path, target: Path) -> None:
    """Copy one log."""
    if source.suffix == ".json":
        whole = scrubbed(json.loads(source.read_text(encoding="utf-8")))
        whole["samples"] = []
        target.write_text(json.dumps(whole, indent=2), encoding="utf-8")
        return
    with zstd_zipfile.ZipFile(source) as log, zstd_zipfile.ZipFile(target, "w") as copy:
        for entry in log.infolist():
            if entry.filename in MEMBERS:
                data = json.dumps(scrubbed(json.loads(log.read(entry))))
                fixed = zstd_zipfile.ZipInfo(entry.filename, (2026, 11, 25, 0, 0, 0))
                copy.writestr(fixed, data, compress_type=entry.compress_type)


def main() -> None:
    """Copy all."""
    produced = Path(sys.argv[1]).resolve() / "logs"
    TARGET.mkdir(parents=True, exist_ok=True)
    read = {}
    for release, formats in KEPT.items():
        for format, names in formats.items():
            for name in names.split():
                (source,) = (
                    path
                    for path in (produced / release / f"{name}.{format}.d").iterdir()
                    if path.name != "official.json"
                )
                target = TARGET / f"{release}-{name}.{format}"
                keep(source, target)
                said = json.loads((source.parent / "official.json").read_text(encoding="utf-8"))
                read[target.name] = said
    text = json.dumps(read, indent=1, sort_keys=True)
    (TARGET / "official.json").write_text(f"{text}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
