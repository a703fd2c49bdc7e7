"""`--help`: rendered from the declarations of the verbs, in the reader's language."""

from collections.abc import Iterable, Iterator, Sequence

from tui.cli.examples import EXAMPLES
from tui.cli.table import GLOBAL_OPTIONS, VERBS, is_group
from tui.cli.verb import Option, Verb
from tui.text.translation import Words, marked
from tui.text.width import pad, width, wrap

_WIDEST_NAME = 24
_READABLE = 100

_DATE = marked("a date as people write it: 2026-12-15, 12/15, 12月15日, +14, or unknown")
OPERANDS = {
    "CARD": marked("a card's number, or a label that only one card has"),
    "STEP": marked("a step's id, or its number in the card's guide"),
    "CHECK": marked("a check's id, or its number in the step"),
    "STATE": marked("open, waiting, done, skipped or not-applicable"),
    "NOTE": marked("a note's number"),
    "ID": marked("a person's number or name"),
    "FILE…": marked("a file, or - for standard input, which is read when no file is named"),
    "TYPE": marked("a card type: prepaid, postpaid, or another that has a guide"),
    "D": _DATE,
    "DATE": _DATE,
}
WHAT = marked(
    "kaiyaku walks people through cancelling a Japanese phone card and keeps the "
    "proof. Without a verb it opens the full screen."
)
HOW = marked(
    "Options stand before or after the verb; KAIYAKU_CASEBOOK, KAIYAKU_CONTENT and KAIYAKU_LANG "
    "stand for the first three. `kaiyaku VERB --help` explains a verb."
)
EXIT_CODES = marked(
    "Exit codes: 0 fine, 1 a check found something, 2 usage, 3 no such thing, "
    "4 the casebook cannot be used, 5 changed by someone else meanwhile."
)


def manual(topic: str, words: Words, cells: int) -> Iterator[str]:
    """Return the lines of the help for a verb, a group of verbs, or the whole command."""
    cells = min(cells, _READABLE)
    verb = VERBS.get(topic)
    if verb is not None:
        yield from _of_verb(verb, words, cells)
        return
    group = [verb for verb in VERBS.values() if is_group(topic) and verb.name.startswith(topic)]
    if not group:
        yield from wrap(words(WHAT), cells)
        yield ""
    yield from _rows([(verb.written, words(verb.says)) for verb in group or VERBS.values()], cells)
    if not group:
        yield ""
        yield from _options(GLOBAL_OPTIONS, words, cells)
        for text in (HOW, EXIT_CODES):
            yield ""
            yield from wrap(words(text), cells)


def whole_manual(words: Words, cells: int) -> Iterator[str]:
    """Return the lines of the whole help: of the command, and of each verb."""
    yield from manual("", words, cells)
    for verb in VERBS.values():
        yield from ("", *_of_verb(verb, words, min(cells, _READABLE), is_alone=False))


def _of_verb(verb: Verb, words: Words, cells: int, *, is_alone: bool = True) -> Iterator[str]:
    yield verb.usage
    yield ""
    yield from wrap(words(verb.says), cells)
    operands = " ".join((verb.written, *(option.operand for option in verb.options)))
    words_of_it = operands.translate(str.maketrans("[]/", "   ")).split()
    written = {*words_of_it, *(word.rstrip("…") for word in words_of_it)}
    explained = [
        (name.rstrip("…"), words(says)) for name, says in OPERANDS.items() if name in written
    ]
    if explained:
        yield ""
        yield from _rows(explained, cells)
    if verb.options:
        yield ""
        yield from _options(verb.options, words, cells)
    if verb.name in EXAMPLES:
        yield ""
        yield from wrap(words("For instance: {call}", call=EXAMPLES[verb.name]), cells)
    if is_alone:
        yield ""
        yield from _options(GLOBAL_OPTIONS, words, cells)


def _options(options: Iterable[Option], words: Words, cells: int) -> Iterator[str]:
    rows = [
        (f"{', '.join(option.names)} {option.operand}".strip(), words(option.says))
        for option in options
    ]
    return _rows(rows, cells)


def _rows(rows: Sequence[tuple[str, str]], cells: int) -> Iterator[str]:
    """Put names beside what they mean; a name that is too wide stands on a line of its own."""
    left = min(max(width(name) for name, _ in rows), _WIDEST_NAME) + 4
    for name, says in rows:
        lines = wrap(says, cells - left)
        if width(name) > left - 4:
            yield f"  {name}"
        else:
            yield f"  {pad(name, left - 4)}  {lines.pop(0)}"
        for line in lines:
            yield " " * left + line
