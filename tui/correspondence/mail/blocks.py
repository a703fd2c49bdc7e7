"""The text of a mail in blocks: each as plain text, as a web page, or as both."""

from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from tui.correspondence.mail.part_text import Wording

_ALIKE_IN: Final = 20_000
_ALIKE_LINES: Final = 20


class Block(NamedTuple):
    """A stretch of text, as plain text, as a web page or as both; `depth` mails inside."""

    plain: Wording | None
    html: Wording | None
    depth: int = 0


def merged(blocks: Iterable[Block]) -> Block | None:
    """Return blocks that are alternatives as one, or None where nothing is said."""
    own = list(blocks)
    plain = _together(block.plain for block in own)
    html = _together(block.html for block in own)
    return Block(plain, html) if plain or html else None


def _together(wordings: Iterable[Wording | None]) -> Wording | None:
    """Return several texts as one; the longest says in which charset it was."""
    found = [wording for wording in wordings if wording]
    if not found:
        return None
    longest = max(found, key=lambda wording: wording.weight)
    return Wording(
        "\n\n".join(wording.text for wording in found),
        sum(wording.weight for wording in found),
        longest.charset,
        longest.declared,
        lossy=any(wording.lossy for wording in found),
    )


def paired(blocks: Iterable[Block]) -> Iterator[Block]:
    """Yield blocks, with a plain text and a page that says the same after it as one."""
    waiting: Block | None = None
    for block in blocks:
        if waiting and _says_the_same(waiting, block):
            yield Block(waiting.plain, block.html, block.depth)
            waiting = None
            continue
        if waiting:
            yield waiting
        waiting = block
    if waiting:
        yield waiting


def _says_the_same(first: Block, second: Block) -> bool:
    """Say whether a plain text and the page after it, sent one by one, are the same letter."""
    if first.html or second.plain or not (first.plain and second.html):
        return False
    plain, html = first.plain.text, second.html.text
    page = "".join(html[:_ALIKE_IN].split())
    lines = ["".join(line.split()) for line in plain[: _ALIKE_IN // 2].split("\n")]
    told = [line for line in lines if len(line) > 3][:_ALIKE_LINES]
    return bool(told) and sum(line in page for line in told) * 2 > len(told)
