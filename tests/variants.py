"""The table of characters that are one when they are searched for.

`python -m tests.variants UNIHAN SHINJITAI` writes it anew. UNIHAN is Unicode's
Unihan_Variants.txt, SHINJITAI OpenCC's JPShinjitaiCharacters.txt. What is simplified, traditional
and Japanese of each other becomes one class.
"""

import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from tui.text import variants

_FIELDS: Final = ("kSimplifiedVariant", "kTraditionalVariant")
_HEADER: Final = """\
# Characters that are one when they are searched for, a class a word: simplified and traditional
# Chinese and Japanese of each other. Made by `python -m tests.variants` from
# - Unihan_Variants.txt, Unicode {version}; (c) Unicode, Inc., https://www.unicode.org/terms_of_use.html
# - JPShinjitaiCharacters.txt of OpenCC, https://github.com/BYVoid/OpenCC; Apache License 2.0, whose
#   text stands in variants.LICENSE
"""


def simplified(unihan: str) -> Iterator[tuple[str, str]]:
    """Yield the pairs of characters of which one is the other's simplified or traditional form."""
    for line in _lines(unihan):
        of, field, variants_of_it = line.split("\t")
        if field in _FIELDS:
            for variant in variants_of_it.split():
                yield _character(of), _character(variant.split("<")[0])


def shinjitai(opencc: str) -> Iterator[tuple[str, str]]:
    """Yield the pairs of characters of which one is the other's newer Japanese form."""
    for line in _lines(opencc):
        new, older = line.split("\t")[:2]
        for old in older.split():
            if len(new) == len(old) == 1:
                yield new, old


def classes(pairs: Sequence[tuple[str, str]]) -> list[str]:
    """Return the classes that pairs make, each sorted, and sorted among each other."""
    of: dict[str, set[str]] = defaultdict(set)
    for pair in pairs:
        whole = {*pair}.union(*(of.get(one, set()) for one in pair))
        for one in whole:
            of[one] = whole
    return sorted({"".join(sorted(whole)) for whole in of.values() if len(whole) > 1})


def main(unihan: str, opencc: str) -> None:
    """Write the table anew."""
    read = Path(unihan).read_text("utf-8")
    version = next(line for line in read.splitlines() if "Unicode version:" in line).split(": ")[1]
    found = classes([*simplified(read), *shinjitai(Path(opencc).read_text("utf-8"))])
    text = "\n".join([_HEADER.format(version=version).rstrip(), *found, ""])
    variants.SOURCE.write_text(text, "utf-8")


def _lines(text: str) -> Iterator[str]:
    return (line for line in text.splitlines() if line and not line.startswith("#"))


def _character(written: str) -> str:
    return chr(int(written.removeprefix("U+"), 16))


if __name__ == "__main__":
    main(*sys.argv[1:])
