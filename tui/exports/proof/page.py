"""The page of a proof: what was done and written, to be read and printed by anybody."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final, NamedTuple

from tui.exports.bilingual import TAGS, Both, Pair, moment
from tui.exports.proof.page_card import CardPart
from tui.exports.template import filled
from tui.text.translation import Words, marked

_TEMPLATE: Final = Path(__file__).with_name("page.html")


class Says(NamedTuple):
    """The page's own words."""

    title: Both
    intro: tuple[Both, ...]
    limits: Both
    cards: Both
    card: Both
    steps: Both
    step: Both
    state: Both
    when: Both
    kept: Both
    ask_again: Both
    happened: Both
    original: Both
    files: Both
    left_out: Both
    history: Both


def page(parts: Sequence[CardPart], as_of: str, words: Words) -> str:
    """Return the page as HTML that needs no network, no script and no other file."""
    pair = Pair(words)
    return filled(
        _TEMPLATE,
        parts=parts,
        says=_says(pair, as_of),
        tag=TAGS[words.language],
        two=pair.japanese is not None,
    )


def _says(pair: Pair, as_of: str) -> Says:
    return Says(
        title=pair(marked("Cancelling a phone card: what was done and written")),
        intro=(
            pair(
                marked(
                    "People keep in kaiyaku what is done and written while a Japanese phone card "
                    "is being cancelled. This page shows what was kept up to {at}, in the order "
                    "in which it happened. All times are Japan time (JST, UTC+9)."
                ),
                at=moment(as_of),
            ),
            pair(
                marked(
                    "The letters lie beside this page as they came, byte for byte, under the "
                    "names given here. README.txt says how to check them without kaiyaku."
                )
            ),
        ),
        limits=pair(
            marked(
                "The SHA-256 sums show that a file is still the one that was kept and exported. "
                "They do not show who wrote it, nor that what it says is true."
            )
        ),
        cards=pair(marked("Cards")),
        card=pair(marked("The card")),
        steps=pair(marked("Steps")),
        step=pair(marked("Step")),
        state=pair(marked("State")),
        when=pair(marked("When")),
        kept=pair(marked("Kept")),
        ask_again=pair(marked("ask again")),
        happened=pair(marked("What happened, in order")),
        original=pair(marked("The original")),
        files=pair(marked("Files")),
        left_out=pair(marked("What is not here")),
        history=pair(marked("The history of this card")),
    )
