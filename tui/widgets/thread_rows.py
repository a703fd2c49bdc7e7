"""How a card's thread is laid out: when at the left, what happened, and under it what was said."""

from collections.abc import Sequence

from tui.plan.thread import Entry, Remarked, Written
from tui.plan.thread_said import Names, Told, tell
from tui.text.clean import clean_line
from tui.text.width import cut, pad, width, wrap
from tui.widgets.rows import PLAIN, QUIET, STRONG, Piece, Row
from tui.widgets.voice import Voice

_LINES = 3
"""Lines of a long remark or reason that are shown; its page has the rest."""
_NARROWEST = 16


def thread_rows(entries: Sequence[Entry], called: Names, voice: Voice, cells: int) -> list[Row]:
    """Return the rows of a thread; the first row of each entry has its number as key."""
    told = [tell(entry, called, voice.today, voice.words) for entry in entries]
    column = max((width(entry.when) for entry in told), default=0) + 2
    rows: list[Row] = []
    for number, (entry, said) in enumerate(zip(entries, told, strict=True)):
        rows += _rows(str(number), said, _look(entry), column, voice, cells)
    return rows


def _look(entry: Entry) -> str:
    """Letters stand out among marks; what was withdrawn does not."""
    if isinstance(entry, Written | Remarked) and entry.note.withdrawn:
        return QUIET
    return STRONG if isinstance(entry, Written) else PLAIN


def _rows(key: str, said: Told, look: str, column: int, voice: Voice, cells: int) -> list[Row]:
    # The pointer takes two cells, and the text begins one cell further in.
    room = max(cells - column - 4, _NARROWEST)
    more = clean_line(voice.glyphs.dot.join(said.more))
    first, *rest = wrap(clean_line(said.what), room)
    when = Piece(f" {pad(said.when, column)}", QUIET)
    under = Piece(" " * (column + 1))
    rows = [Row(key, (when, Piece(first, look)))]
    rows += [
        Row(f"{key}+{at}", (under, Piece(line, look)), selectable=False)
        for at, line in enumerate(rest)
    ]
    if not more:
        return rows
    last = (rest or [first])[-1]
    if width(last) + 2 + width(more) <= room:
        rows[-1] = rows[-1]._replace(left=(*rows[-1].left, Piece(f"  {more}", QUIET)))
        return rows
    lines = wrap(more, room)
    if len(lines) > _LINES:
        lines[_LINES - 1 :] = [cut(lines[_LINES - 1], room - 1).removesuffix("…") + "…"]
    return rows + [
        Row(f"{key}-{at}", (under, Piece(line, QUIET)), selectable=False)
        for at, line in enumerate(lines)
    ]
