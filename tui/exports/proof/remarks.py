"""What is said to whoever has just exported a proof, by the command and on the screen."""

from typing import Final

from tui.exports.proof.choices import Choices
from tui.exports.proof.making import Written
from tui.text.translation import Words

_NAMED_AT_MOST: Final = 5


def left_out(written: Written, choices: Choices, words: Words) -> list[str]:
    """Return what is not in the proof, as sentences."""
    parts = []
    if not choices.number:
        parts.append(words("the numbers of line, contract, SIM and handset"))
    if not choices.holder:
        parts.append(words("the holder"))
    if not choices.names:
        parts.append(words("who did what"))
    if written.memos:
        parts.append(words.plural("{n} memo", "{n} memos", written.memos))
    if written.withdrawn:
        parts.append(words.plural("{n} withdrawn note", "{n} withdrawn notes", written.withdrawn))
    said = [words("Left out: {what}.", what=words.listed(*parts))] if parts else []
    if written.originals_that_say_it:
        said.append(
            words.plural(
                "{n} original still says it: letters and files go out as they came.",
                "{n} originals still say it: letters and files go out as they came.",
                written.originals_that_say_it,
            )
        )
    return said


def remarks(written: Written, words: Words) -> list[str]:
    """Return what is wrong with what was exported; the proof says it too."""
    said = []
    if written.damaged:
        named = ", ".join(written.damaged[:_NAMED_AT_MOST])
        more = ", …" if len(written.damaged) > _NAMED_AT_MOST else ""
        said.append(
            words("Lost, or not what was kept, as the proof says too: {files}", files=named + more)
        )
    if written.breaks:
        cards = ", ".join(map(str, written.breaks))
        said.append(
            words("The history does not add up, as the proof says too: card {cards}", cards=cards)
        )
    return said
