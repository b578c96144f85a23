"""Changes that keep a file what it is: another value in one place of its JSON, of its zip too."""

import copy
import io
import json
import zipfile
from collections.abc import Iterator
from random import Random
from typing import Any

from tests.fuzz.evidence_families import PARTS

_ODD: tuple[Any, ...] = (
    None, True, False, 0, -1, 1, 2, 10**18, -(10**30), 10**400, 0.5, -0.0, 1e308, float("nan"),
    float("inf"), "", " ", "0", "NaN", "1e999", "C", "I", "\x1b[31m", "\u202e", "\ud800", "\x00",
    "2026-01-01", "2026-13-45T99:99:99", "9999-12-31T23:59:59+23:59", "0001-01-01", "/home/x",
    "../x", "a,b=c", "none/none", "openai/", "x" * 5000, [], {}, [[]], [None],
    {"": None}, {"a": {"a": {}}},
)  # fmt: skip


def mutated(data: bytes, random: Random) -> bytes | None:
    """The input with one to three such changes; None when it holds no JSON."""
    if PARTS in data:
        first, _, second = data.partition(PARTS)
        if random.random() < 0.5:
            return (mutated(first, random) or first) + PARTS + second
        return first + PARTS + (mutated(second, random) or second)
    if data.startswith(b"PK"):
        return _zip(data, random)
    whole = _loaded(data)
    if whole is not None:
        return _dumped(_changed(whole, random))
    lines = data.split(b"\n")
    at = random.randrange(len(lines))
    row = _loaded(lines[at])
    if row is not None:
        lines[at] = _dumped(_changed(row, random))
    elif b":" in lines[at]:
        lines[at] = _yaml(lines, at, random)
    else:
        return None
    if random.random() < 0.1:
        lines.insert(random.randrange(len(lines)), lines[at])
    return b"\n".join(lines)


def _yaml(lines: list[bytes], at: int, random: Random) -> bytes:
    """A line of YAML with another value, or with the value of another line."""
    key, _, value = lines[at].partition(b":")
    match random.randrange(4):
        case 0:
            other = random.choice(lines).partition(b":")[2]
            return key + b":" + other
        case 1:
            return key + b": [" + value.strip() + b", " + value.strip() + b"]"
        case 2:
            return key + b": {answer: " + value.strip() + b", on: 2026-11-02, by: jr}"
        case _:
            return key + b": " + _dumped(random.choice(_ODD))


def _zip(data: bytes, random: Random) -> bytes | None:
    """Members that Python can unpack; one of them is changed, or left out."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = {one: archive.read(one) for one in archive.namelist()}
    except Exception:  # damaged, or packed by Zstandard: left to other changes
        return None
    if not members:
        return None
    name = random.choice(list(members))
    inner = None if random.random() < 0.05 else mutated(members[name], random)
    if inner is None:
        del members[name]
    else:
        members[name] = inner
    made = io.BytesIO()
    method = random.choice([zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED])
    with zipfile.ZipFile(made, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return made.getvalue()


def _loaded(data: bytes) -> Any:
    try:
        found = json.loads(data)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict | list) else None


def _dumped(value: Any) -> bytes:
    return json.dumps(value).encode()


def _changed(value: Any, random: Random) -> Any:
    for _ in range(random.randint(1, 3)):
        places = list(_places(value))
        if not places:
            return value
        holder, key = random.choice(places)
        match random.randrange(8):
            case 0:
                del holder[key]
            case 1:
                other, there = random.choice(places)
                holder[key] = copy.deepcopy(other[there])
            case 2 if isinstance(holder, dict):
                holder[random.choice([str(where) for _, where in places])] = holder.pop(key)
            case 3 if isinstance(holder, list):
                holder.extend([holder[key]] * random.choice([1, 2, 300]))
            case 4:
                for _ in range(random.choice([1, 2, 150])):
                    holder[key] = [holder[key]] if random.random() < 0.5 else {"a": holder[key]}
            case 5 if isinstance(holder[key], int | float):
                holder[key] = random.choice([-1, 2, 100]) * holder[key]
            case _:
                holder[key] = copy.deepcopy(random.choice(_ODD))
    return value


def _places(value: Any) -> Iterator[tuple[Any, Any]]:
    """Every list and object in it, with each of its keys."""
    waiting = [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, dict | list):
            for key, inner in one.items() if isinstance(one, dict) else enumerate(one):
                yield one, key
                waiting.append(inner)
