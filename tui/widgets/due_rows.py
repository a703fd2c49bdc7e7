"""The rows of what is due: by day, by card, or what to bring to the shop."""

from collections.abc import Iterator, Sequence

from tui.plan.days.due import DueItem, Group, Trip, grouped, grouped_by_card
from tui.plan.days.timing import NOW
from tui.plan.days.timing_said import instead_said, timing_said
from tui.text.clean import clean_line
from tui.text.width import cut, pad, width, wrap
from tui.widgets.rows import ACCENT, PLAIN, PROBLEM, QUIET, STRONG, Piece, Row
from tui.widgets.voice import Voice

AT_MOST = 500
"""Rows that are shown; nobody reads on, and a key must not wait for more."""

_TITLE_AT_LEAST = 24


def key_of(item: DueItem) -> str:
    """Return the key of an item's row."""
    return f"{item.card.id}:{item.item}"


def rows_by_day(items: Sequence[DueItem], voice: Voice, cells: int) -> Iterator[Row]:
    """Yield late things, today's, those of the week and the later ones, each under its heading."""
    return _rows(grouped(items, voice.today), voice, cells)


def rows_by_card(items: Sequence[DueItem], voice: Voice, cells: int) -> Iterator[Row]:
    """Yield the same with one row for each card, where its first thing stands."""
    return _rows(grouped_by_card(items, voice.today), voice, cells)


def _rows(groups: Sequence[Group], voice: Voice, cells: int) -> Iterator[Row]:
    day = voice.long(voice.today)
    for group in groups:
        count = len(group.rows) + group.more
        yield from _heading(group.key, group.named(day, voice.words), str(count))
        for row in group.rows[:AT_MOST]:
            more = row.more(voice.words)
            yield _item_row(row.first, more, _whose(row.first, voice), voice, cells)
            yield from _instead(row.first, voice, cells)
        yield from _left_out(group.key, count - min(len(group.rows), AT_MOST), voice)


def rows_to_bring(trips: Sequence[Trip], voice: Voice, cells: int) -> Iterator[Row]:
    """Yield what to bring, one list for each card."""
    for trip in trips[:AT_MOST]:
        card = trip.card
        named = voice.glyphs.dot.join(filter(None, (card.label, card.carrier)))
        yield from _heading(f"trip{card.id}", card.holder.name, named)
        for number, title in enumerate(trip.titles):
            sign = Piece(f"  {voice.glyphs.checks['open']} ", PLAIN)
            said = cut(clean_line(title), max(cells - 6, 10))
            yield Row(f"{card.id}:#{number}", (sign, Piece(said)))


def _whose(item: DueItem, voice: Voice) -> str:
    card = item.card
    if card.holder.name in card.label:
        return card.label
    return voice.glyphs.dot.join((card.label, card.holder.name))


def _heading(key: str, text: str, more: str) -> Iterator[Row]:
    yield Row(f"#{key}-above", (Piece(""),), selectable=False)
    yield Row(
        f"#{key}", (Piece(f" {clean_line(text)}", STRONG), Piece(f"  {more}", QUIET)), (), False
    )


def _left_out(key: str, count: int, voice: Voice) -> Iterator[Row]:
    if count > 0:
        said = voice.words.plural("and {n} more", "and {n} more", count)
        yield Row(f"#{key}-more", (Piece(f"   {said}", QUIET),), selectable=False)


def _instead(item: DueItem, voice: Voice, cells: int) -> Iterator[Row]:
    """Yield what to do where it is too late."""
    told = clean_line(instead_said(item.timing, voice.words.language))
    if not told:
        return
    for number, line in enumerate(wrap(told, cells - 8)):
        yield Row(f"#{key_of(item)}-{number}", (Piece(f"      {line}"),), selectable=False)


def _item_row(item: DueItem, more: str, whose: str, voice: Voice, cells: int) -> Row:
    timing = item.timing
    look = PROBLEM if item.overdue else ACCENT if timing.kind == NOW else QUIET
    told = timing_said(timing, voice.today, voice.words)
    told_cells = max(width(told), 12)
    room = cells - told_cells - 6
    whose = cut(clean_line(whose), max(min(room - _TITLE_AT_LEAST, room // 3), 8))
    room -= width(whose) + (width(more) + 2 if more else 0)
    title = cut(clean_line(item.title(voice.words.language)), max(room - 2, 8))
    return Row(
        key_of(item),
        (Piece(f"  {pad(told, told_cells)}  ", look), Piece(title), Piece(f"  {more}", QUIET)),
        (Piece(f"{whose} ", QUIET),),
    )
