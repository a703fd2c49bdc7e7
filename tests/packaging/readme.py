"""The README's tables and the manual page: `python -m tests.packaging.readme`.

Both are written from what the program declares.
A table stands between `<!-- NAME -->` and `<!-- /NAME -->`.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path

from tui.cli.page import page
from tui.cli.table import VERBS
from tui.keys import KEYS, Key, shown
from tui.text.translation import Words

ROOT = Path(__file__).parents[2]
README = ROOT / "README.md"
MANUAL = ROOT / "docs" / "kaiyaku.1"


def refreshed(text: str) -> str:
    """Return a README with the tables of keys and verbs as they are now.

    Raises ValueError where a table's place is missing.
    """
    for name, lines in (("keys", _keys()), ("verbs", _verbs())):
        text = _replaced(text, name, lines)
    return text


def _replaced(text: str, name: str, lines: Iterable[str]) -> str:
    place = re.compile(rf"(<!-- {name} -->\n).*?(<!-- /{name} -->)", re.DOTALL)
    table = "\n".join(lines)
    text, count = place.subn(lambda found: f"{found[1]}\n{table}\n\n{found[2]}", text)
    if count != 1:
        raise ValueError(f"<!-- {name} --> … <!-- /{name} --> stands {count} times, not once")
    return text


def _keys() -> Iterator[str]:
    yield from ("| key | what it does | id |", "|---|---|---|")
    for group, keys in groupby(KEYS, key=lambda key: key.group):
        yield f"| **{group}** | | |"
        for key in keys:
            id = f"`{key.id}.1` …" if key.id == "step.go" else f"`{key.id}`"
            yield f"| {_written(key)} | {key.says} | {id} |"


def _written(key: Key) -> str:
    if key.id == "step.go":
        return f"`{key.keys[0]}` … `{key.keys[-1]}`"
    return " ".join(f"`{shown(name)}`" for name in key.keys)


def _verbs() -> Iterator[str]:
    yield from ("| `kaiyaku …` | what it does |", "|---|---|")
    for verb in VERBS.values():
        yield f"| `{verb.written}` | {verb.says} |"


if __name__ == "__main__":
    MANUAL.write_text(page(Words("en")), encoding="utf-8")
    README.write_text(refreshed(README.read_text(encoding="utf-8")), encoding="utf-8")
