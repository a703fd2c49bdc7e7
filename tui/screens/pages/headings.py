"""What stands above the panes: whose casebook it is, which card, and at first what this is."""

from collections.abc import Sequence

from tui.casebook.records import Card
from tui.desk import Desk
from tui.guides.guide import Guide, in_language
from tui.plan.finished_said import finished_said
from tui.plan.plan import Plan
from tui.screens.sitting import Sitting
from tui.text.translation import LANGUAGES, NAMES, Words
from tui.text.trouble import Trouble
from tui.text.width import cut, pad, width, wrap
from tui.widgets.bar import Line
from tui.widgets.rows import ACCENT, PLAIN, QUIET, STRONG, Piece, Row
from tui.widgets.voice import Voice

_SHORTEST_BAR = 4
_WAYS = 2
"""Ways in that a pane without notes has room for."""
ROOMY = 72
"""Columns from which on the panes stand side by side and the header says all it knows."""


def header(sitting: Sitting, company: Sequence[str], cells: int) -> list[Line]:
    """Say whose casebook this is, who else is there, and which languages there are."""
    words, dot = sitting.words, sitting.voice.glyphs.dot
    readers, only = sitting.desk.readers, sitting.desk.only
    if readers > 1:
        access = words.plural("shared by {n}", "shared by {n}", readers)
    elif cells < ROOMY or only or company:
        access = words("private")
    else:
        access = words("private") + dot + words("only you can read this")
    right = [Piece("L ", ACCENT)]
    for number, language in enumerate(LANGUAGES):
        look = STRONG if language == words.language else QUIET
        right += [Piece(dot if number else "", QUIET), Piece(NAMES[language], look)]
    left = [Piece(" kaiyaku", STRONG), Piece(f"   {access}", QUIET)]
    if only:
        left.append(Piece("   " + words("only {who}", who=only.name), ACCENT))
    if company:
        names = words.listed(*company)
        left.append(Piece("   " + words("also open: {names}", names=names), QUIET))
    return [(tuple(left), (*right, Piece(" ")))]


def card_heading(shown: Plan, card: Card, first: str, voice: Voice, room: int) -> list[Line]:
    """Say which card it is, when its holder leaves, and how far it is."""
    words = voice.words
    dot, counted = voice.glyphs.dot, shown.progress
    named = [shown.type_name]
    if card.carrier and card.carrier.casefold() not in card.label.casefold():
        named.append(card.carrier)
    kind = dot.join(("", *named))
    said = words("{done} of {total} done", done=counted.done, total=counted.total)
    if counted.waiting:
        said += dot + words.plural("{n} waiting", "{n} waiting", counted.waiting)
    if counted.skipped:
        said += dot + words("{n} skipped", n=counted.skipped)
    if card.closed_at:
        said = words("closed {at}", at=voice.day(card.closed_at)) + dot + said
    cells = room - width(said) - 4
    if cells < _SHORTEST_BAR:
        # The words are worth more than the bar.
        said = cut(said, max(room - 2, 0))
        cells = 0
    full = cells * counted.done // max(counted.total, 1)
    lines: list[Line] = [
        (
            (Piece(f" {card.label}", STRONG), Piece(kind, QUIET)),
            (Piece(voice.departure(card.holder.departure) + " ", QUIET),),
        ),
        *(((Piece(f" {line}", ACCENT),), ()) for line in wrap(first, max(room - 2, 20)) if first),
        (
            (
                Piece(" "),
                Piece(voice.glyphs.full * full, ACCENT),
                Piece(voice.glyphs.empty * (cells - full), QUIET),
                Piece(f"{' ' * bool(cells)}{said}", QUIET),
            ),
            (),
        ),
    ]
    if counted.complete and not card.closed:
        said = finished_said(shown, voice.today, words, voice.glyphs.dot)
        lines += [((Piece(f" {line}", ACCENT),), ()) for line in wrap(said, max(room - 2, 20))]
    return [*lines, ((), ())]


def welcome(shown: Plan, guides: Sequence[Guide], words: Words, room: int) -> list[Line]:
    """Say what this is, which kind of card is whose, and what to press."""
    cells = max(room - 2, 20)
    language = words.language
    names = [in_language(guide.name, language) for guide in guides]
    widest = max(map(width, names), default=0) + 2
    promise = words("Cancel a Japanese phone card, and keep the proof.")
    keys = words("space ticks, enter opens. Another kind: ← and ↑ ↓.")
    return [
        *(((Piece(f" {line}", STRONG),), ()) for line in wrap(promise, cells)),
        *(
            (
                (
                    Piece(" " + pad(name, widest), STRONG if name == shown.type_name else PLAIN),
                    Piece(in_language(guide.choose, language), QUIET),
                ),
                (),
            )
            for name, guide in zip(names, guides, strict=True)
        ),
        *(((Piece(f" {line}", QUIET),), ()) for line in wrap(keys, cells)),
        ((), ()),
        ((Piece(f" {shown.type_name}", STRONG),), ()),
    ]


def type_name(desk: Desk, card: Card, language: str) -> str:
    """Return how the guide that a card began with calls its type."""
    try:
        return in_language(desk.guide(card).name, language)
    except Trouble:
        return card.type


def ways_in_short(sitting: Sitting, card: int | None, cells: int) -> list[Row]:
    """Return the first ways in, for a pane with nothing in it."""
    from tui.screens.ways import broken, ways

    lines = [
        piece
        for way in ways(sitting.words, sitting.here, card)[:_WAYS]
        for piece in (
            *(Piece(line, QUIET) for line in wrap(way.says, cells)),
            *(Piece(line) for line in broken(way.line, cells)),
        )
    ]
    return [Row(f"#way{y}", (piece,), (), False) for y, piece in enumerate(lines)]


def first_said(sitting: Sitting, shown: Plan) -> str:
    """Return whom to ask by when, and when the line ends; the flight stands beside it."""
    from tui.plan.days.line_end_said import the_sentence

    desk, card = sitting.desk, shown.card
    if card is None:
        return ""
    return the_sentence(
        card, desk.guide(card), desk.situation(card), sitting.words, with_flight=False
    )
