"""`kaiyaku export` and `verify`: the proof of a card leaves the house, and is checked there."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

from tui.casebook.access.beside import belongs_to
from tui.casebook.sqlite.opening import looking
from tui.casebook.sqlite.seen import PutBack, is_in, last_common, rewritten
from tui.casebook.sqlite.transaction import SqliteTransaction
from tui.cli.arguments import Usage
from tui.cli.command import Command
from tui.cli.exported import note_exported
from tui.cli.named import find_card
from tui.cli.output import finish, is_terminal, write_beside, write_bytes, write_error
from tui.cli.whole import whole_casebook
from tui.exports.address import fetching, piping
from tui.exports.bilingual import moment
from tui.exports.placed import Taken, placed
from tui.exports.proof.choices import Choices
from tui.exports.proof.making import Proof, Written
from tui.exports.proof.remarks import left_out, remarks
from tui.settings import Places, remember_copies
from tui.text.clean import clean_line
from tui.text.translation import Words, marked
from tui.text.trouble import Trouble

if TYPE_CHECKING:
    from tui.exports.proof.verify import Checked

_STANDARD_OUTPUT: Final = "-"


class _StandardOutput:
    def write(self, content: bytes, /) -> None:
        write_bytes(content)


def export(command: Command) -> None:
    """Write the proof of cards to a new file or to standard output, and say how to fetch it."""
    given = command.arguments
    output = given.text("output")
    if given.text("each") is not None:
        from tui.cli.carrying.each import export_each

        export_each(command)
        return
    if given.flag("closed") or given.text("holder") is not None:
        raise Usage(marked("--closed and --holder are for --each DIR; else name the cards."))
    if not given.many("card"):
        raise Usage(marked("Say which cards, CARD…, or --each DIR for an archive a person."))
    if output is None:
        raise Usage(marked("Say where to: --output FILE.zip, or --output - for standard output."))
    if output == _STANDARD_OUTPUT:
        _refuse_a_terminal(command)
    casebook = command.desk.casebook
    cards = [find_card(casebook, card).id for card in given.many("card")]
    choices = Choices.of(given.many("with"), given.many("without"))
    proof = Proof(
        casebook, cards, command.desk.guide, command.desk.situation, choices, command.words
    )
    if output == _STANDARD_OUTPUT:
        written = proof.write(_StandardOutput())
        finish()
    else:
        if belongs_to(Path(casebook.store.name), Path(output)):
            raise Usage(
                marked("{path} is the casebook itself, or a part of it. Name another file."),
                path=output,
            )
        remember_copies(Places.of(command.environ), Path(output).parent)
        written = _placed(proof, Path(output), force=given.flag("force"))
        command.has_done = True
    note_exported(command, casebook, cards)
    _tell(command, output, written, choices)


def _refuse_a_terminal(command: Command) -> None:
    given = command.arguments
    if given.flag("json"):
        raise Usage(marked("--json has its place on standard output, which --output - takes."))
    if is_terminal():
        line = piping(
            command.environ,
            command.desk.who.login,
            f"kaiyaku export {' '.join(given.many('card'))} --output -",
            "kaiyaku.zip",
            command.settings.host,
        )
        raise Usage(
            marked(
                "An archive is not for a terminal. On your own computer, this fetches it: {line}"
            ),
            line=line,
        )


def _placed(proof: Proof, path: Path, *, force: bool) -> Written:
    try:
        with placed(path, force=force) as file:
            written = proof.write(file)
    except Taken as taken:
        raise Usage(
            marked("{path} is there already: name another file, or --force replaces it."), path=path
        ) from taken
    return written


def _tell(command: Command, output: str, written: Written, choices: Choices) -> None:
    words = command.words
    fetch = None
    if output != _STANDARD_OUTPUT:
        path = Path(output).absolute()
        login, host = command.desk.who.login, command.settings.host
        fetch = fetching(command.environ, login, str(path), host)
        write_error(words("The proof is in {path}", path=path))
    write_error(
        words(
            "As of {at}; SHA-256 of the archive, to be noted in another place: {sha256}",
            at=moment(written.as_of),
            sha256=written.sha256,
        )
    )
    for sentence in (*left_out(written, choices, words), *remarks(written, words)):
        write_error(sentence)
    if fetch is not None:
        write_error(words("On your own computer, this line fetches it:"))
        _write_line(fetch)
    if command.arguments.flag("json"):
        command.answer({"export": {"file": output, "fetch": fetch, **written._asdict()}})


def _write_line(line: str) -> None:
    """Write a line that is to be copied: nothing before it, nothing behind."""
    write_beside(f"{clean_line(line)}\n")


def verify(command: Command) -> int:
    """Check an archive and say what was found; 1 where something was altered."""
    from tui.exports.proof.unpacked import Altered
    from tui.exports.proof.verify import verify as check

    path, words = Path(command.arguments.required("file.zip")), command.words
    try:
        found = check(path)
    except Altered as altered:
        if command.arguments.flag("json"):
            command.answer({"verify": {"file": str(path), "altered": altered.say(words)}})
        write_error(words("{path}: {problem}", path=path, problem=altered.say(words)))
        return 1
    missing = _missing(command, path)
    shape = {"file": str(path), "altered": None, **found._asdict()}
    lines = [*_found(path, found, words)]
    if missing is not None:
        shape["missing"] = missing.say(words)
        lines.append(missing.say(words))
    command.answer({"verify": shape}, *lines)
    return 0 if missing is None or isinstance(missing, PutBack) else 1


def _missing(command: Command, path: Path) -> Trouble | None:
    """Say what of a proof the casebook that was named does not have; None for nothing."""
    from tui.exports.proof.verify import entries

    # A proof is checked where no casebook is.
    if command.arguments.globals.casebook is None:
        return None
    named = whole_casebook(command).path
    if not named.exists():
        return None
    told = entries(path)
    with looking(named) as connection:
        reader = SqliteTransaction(connection)
        gone = [head for head in told if not is_in(head, reader)]
        if not gone:
            return None
        return rewritten(named, gone, reader) or Trouble(
            marked(
                "{path} is another casebook, or its history was rewritten after entry {after}: "
                "entry {seq} of the proof is not in it."
            ),
            path=named,
            after=last_common(told, reader),
            seq=gone[0].seq,
        )


def _found(path: Path, found: "Checked", words: Words) -> Iterator[str]:
    yield words("{path} is as it was exported.", path=path)
    yield words.listed(
        words.plural("{n} file", "{n} files", found.files),
        words.plural("{n} card", "{n} cards", found.cards),
        words("as of {at}", at=moment(found.as_of)),
    )
    if found.is_whole:
        yield words.plural(
            "The history is unbroken: {n} entry, whose hash was made again.",
            "The history is unbroken: {n} entries, whose hashes were made again.",
            found.events,
        )
    else:
        yield words.plural(
            "The history is unbroken: {n} entry. What was left out keeps its hash from being made "
            "again.",
            "The history is unbroken: {n} entries. What was left out keeps their hashes from being "
            "made again.",
            found.events,
        )
    yield words(
        "Originals and attachments: {n}, all with the sum that was recorded; the history itself "
        "says it of {recorded}.",
        n=found.originals,
        recorded=found.recorded,
    )
    yield words(
        "SHA-256 of the archive, to be compared with what was noted: {sha256}", sha256=found.sha256
    )
    yield words("Who wrote a letter, and whether it is true, no sum can show.")
