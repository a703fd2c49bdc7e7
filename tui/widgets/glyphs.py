"""The marks that stand for states, and the lines that separate; also in plain ASCII."""

from typing import NamedTuple

from tui.casebook.tokens import DONE, NOT_APPLICABLE, OPEN, SKIPPED, WAITING


class Glyphs(NamedTuple):
    """One set of marks. Each is one cell wide, whatever a terminal thinks of ambiguous width."""

    states: dict[str, str]
    checks: dict[str, str]
    pointer: str
    full: str
    empty: str
    dot: str
    caution: str
    folded: str
    unfolded: str
    thumb: str
    bullet: str


DRAWN = Glyphs(
    states={OPEN: " ", WAITING: "…", DONE: "✓", SKIPPED: "–", NOT_APPLICABLE: "·"},
    checks={OPEN: "□", WAITING: "…", DONE: "✓", SKIPPED: "–", NOT_APPLICABLE: "·"},
    pointer="> ",
    full="━",
    empty="─",
    dot=" · ",
    caution="!",
    folded="+",
    unfolded="-",
    thumb="▐",
    bullet="· ",
)
ASCII = Glyphs(
    states={OPEN: " ", WAITING: "~", DONE: "x", SKIPPED: "-", NOT_APPLICABLE: "."},
    checks={OPEN: "o", WAITING: "~", DONE: "x", SKIPPED: "-", NOT_APPLICABLE: "."},
    pointer="> ",
    full="#",
    empty="-",
    dot=" - ",
    caution="!",
    folded="+",
    unfolded="-",
    thumb="#",
    bullet="- ",
)
