"""On which line of a TOML file a key path stands."""

import re
from collections.abc import Mapping
from typing import Final

KeyPath = tuple[str | int, ...]

_HEADING = re.compile(r"\s*(\[\[?)\s*([^\]]+?)\s*\]\]?\s*(#.*)?$")
_KEY = re.compile(r"""\s*((?:[A-Za-z0-9_-]+|"[^"]*"|'[^']*')(?:\s*\.\s*(?:[\w-]+|"[^"]*"))*)\s*=""")
_FENCE = re.compile(r'"""|\'\'\'')

_MANY: Final = {
    "step": "steps",
    "check": "checks",
    "caution": "cautions",
    "question": "questions",
    "answer": "answers",
    "fact": "facts",
    "source": "sources",
    "conflict": "conflicts",
    "line": "lines",
    "fee": "fees",
    "phrase": "phrases",
    "term": "terms",
    "letter": "letters",
    "paragraph": "paragraphs",
}
_COUNTED = re.compile(r"(\w+) (\d+)(?: \(.*\))?(\..*)?")
_SAID = re.compile(r"(?:line|byte) (\d+)")


def lines_of(text: str) -> Mapping[KeyPath, int]:
    """Return the line, from 1, of every table and key that begins a line of a TOML text."""
    found: dict[KeyPath, int] = {}
    at: KeyPath = ()
    counts: dict[KeyPath, int] = {}
    fence = ""
    for number, line in enumerate(text.splitlines(), 1):
        if fence:
            fence = "" if fence in line else fence
            continue
        heading = _HEADING.match(line)
        key = _KEY.match(line)
        if heading:
            at = _resolved(_parts(heading[2]), counts, many=heading[1] == "[[")
            found.setdefault(at, number)
        elif key:
            found.setdefault(at + tuple(_parts(key[1])), number)
            opened = _FENCE.findall(line)
            fence = opened[0] if len(opened) % 2 else ""
    return found


def _resolved(parts: list[str], counts: dict[KeyPath, int], *, many: bool) -> KeyPath:
    path: KeyPath = ()
    for position, part in enumerate(parts):
        path += (part,)
        last = position == len(parts) - 1
        if last and many:
            counts[path] = counts.get(path, -1) + 1
        if path in counts:
            path += (counts[path],)
    return path


def _parts(dotted: str) -> list[str]:
    return [part.strip().strip("\"'") for part in dotted.split(".")]


def path_of(place: str) -> KeyPath:
    """Return the key path of a place as faults name it: `step 3 (ask), check 1 (x), title.ja`."""
    path: KeyPath = ()
    for part in filter(None, place.split(", ")):
        counted = _COUNTED.fullmatch(part)
        if counted and counted[1] in _MANY:
            path += (_MANY[counted[1]], int(counted[2]) - 1)
            rest = (counted[3] or "").lstrip(".")
        else:
            rest = part
        path += tuple(filter(None, rest.split(".")))
    return path


def line_at(place: str, lines: Mapping[KeyPath, int], text: str) -> int:
    """Return the line of a place, of the first thing in it, or of what is around it; else 1."""
    said = _SAID.match(place)
    if said:
        number = int(said[1])
        return number if place.startswith("line") else text.encode()[:number].count(b"\n") + 1
    path = path_of(place)
    while path:
        if path in lines:
            return lines[path]
        within = [line for known, line in lines.items() if known[: len(path)] == path]
        if within:
            return min(within)
        path = path[:-1]
    return 1
