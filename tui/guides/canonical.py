"""A guide as bytes that stay the same for ever: what a card keeps of the guide it began with."""

import json
from typing import Final

from tui.guides.build import build
from tui.guides.guide import Guide, to_plain

FORMAT: Final = 1
"""Raise it when an older program could no longer read what is written here."""


def canonical(guide: Guide) -> bytes:
    """Return a guide as canonical JSON: UTF-8, keys sorted, no blanks, with a format number."""
    document = {"format": FORMAT, "guide": to_plain(guide)}
    return json.dumps(
        document, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    ).encode()


def from_canonical(document: bytes) -> Guide:
    """Return the guide that `canonical` wrote; keys of later programs are passed over.

    Raises ValueError where the bytes hold no guide, or one in a format newer than this program.
    """
    try:
        table = json.loads(document)
        written_as = table["format"]
        if type(written_as) is not int or not 1 <= written_as <= FORMAT:
            raise ValueError(f"the guide has the format {written_as!r}; known are 1 to {FORMAT}")
        return build(Guide, table["guide"])
    except (KeyError, TypeError, RecursionError) as error:
        raise ValueError("these bytes hold no guide") from error
