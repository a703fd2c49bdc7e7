"""`kaiyaku letter`: a letter to the carrier, in Japanese and in the reader's language."""

from collections.abc import Sequence
from pathlib import Path

from tui.casebook.draft import Draft
from tui.casebook.errors import NoSuchThing
from tui.casebook.records import Card, Note
from tui.cli.arguments import Usage
from tui.cli.command import Command
from tui.cli.named import find_card
from tui.cli.new_file import STANDARD_OUTPUT, write_file
from tui.cli.output import write_error
from tui.cli.shapes import Shape, of_note
from tui.guides.guide import in_language
from tui.guides.letters import Letter, Letters, load_letters
from tui.plan.advice.letter import (
    DRAFT,
    WrittenLetter,
    deadline_said,
    letters_for,
    refusal_said,
    written,
)
from tui.text.clean import clean
from tui.text.translation import marked
from tui.text.width import wrap

_RULE = 40
_READABLE = 100


def letter(command: Command) -> None:
    """Write a letter from a card, or list which letters there are."""
    desk, words = command.desk, command.words
    card = find_card(desk.casebook, command.arguments.required("card"))
    letters, faults = load_letters(desk.library.directories, desk.places.cache / "content.json")
    for fault in faults:
        write_error(str(fault))
    wanted = command.arguments.text("kind")
    if wanted is None:
        _list(command, letters, card)
        return
    by = command.arguments.text("by")
    if by is not None and not command.arguments.flag("keep"):
        raise Usage(marked("--by says how the letter was sent: it goes with --keep."))
    found = _find(letters, wanted)
    carrier = desk.carrier(card)
    made = written(
        found,
        card,
        words.language,
        command.today,
        names=letters.placeholders,
        login=desk.who.login,
        carrier=carrier,
    )
    told = _told(command, found, card)
    _hand_over(command, made)
    note = _keep(command, card, made, by or "mail") if command.arguments.flag("keep") else None
    if command.arguments.flag("json"):
        command.answer(_shape(command, found, made, note, told))
        return
    _warn(command, made, told)
    if note is not None:
        _tell_kept(command, card, made, note)


def _told(command: Command, letter: Letter, card: Card) -> list[str]:
    """Return what has to be known of a letter before it is sent: not taken, or by when."""
    carrier, words = command.desk.carrier(card), command.words
    refused = refusal_said(letter, carrier, words)
    return [it for it in (refused, deadline_said(letter, card, command.today, words)) if it]


def _list(command: Command, letters: Letters, card: Card) -> None:
    language, cells = command.words.language, min(command.width, _READABLE)
    shapes, lines = [], []
    for letter in letters_for(letters.letters, command.desk.carrier(card)):
        title, when = in_language(letter.title, language), in_language(letter.when, language)
        told = _told(command, letter, card)
        refused = refusal_said(letter, command.desk.carrier(card), command.words)
        shapes.append({"id": letter.id, "title": title, "when": when, "told": told})
        lines.append(f"{letter.id}{command.dot}{title}")
        # What is not accepted is not offered: what to use stands in its place.
        for text in told if refused else [*told, when]:
            lines += [f"  {line}" for line in wrap(clean(text), cells - 2)]
    command.answer({"letters": shapes}, *lines)


def _find(letters: Letters, wanted: str) -> Letter:
    found = letters.letter(wanted)
    if found is None:
        raise NoSuchThing(
            marked("There is no letter {kind}. There is: {kinds}."),
            kind=wanted,
            kinds=", ".join(letter.id for letter in letters.letters),
        )
    return found


def _hand_over(command: Command, made: WrittenLetter) -> None:
    """Write the letter where it was asked for; with JSON only a file is written here."""
    text = clean(made.japanese)
    if made.translation and not command.arguments.flag("japanese"):
        rule = ("-" if command.ascii else "─") * _RULE
        text = f"{text}\n\n{rule}\n\n{clean(made.translation)}"
    output = command.arguments.text("output")
    if output not in (None, STANDARD_OUTPUT):
        write_file(command, Path(str(output)), f"{text}\n".encode())
        if not command.arguments.flag("json"):
            command.say(command.words("Written to {path}", path=output))
    elif not command.arguments.flag("json"):
        command.say_text(text)


def _keep(command: Command, card: Card, made: WrittenLetter, kind: str) -> Note:
    draft = Draft(
        original=made.japanese.encode(),
        text=made.japanese,
        form="typed",
        kind=kind,
        direction="out",
        date=command.today.isoformat(),
        subject=made.subject,
    )
    kept = command.desk.casebook.keep(card.id, draft)
    return max(kept.notes, key=lambda note: note.id)


def _warn(command: Command, made: WrittenLetter, told: Sequence[str]) -> None:
    words = command.words
    for sentence in told:
        write_error(sentence)
    write_error(words(DRAFT))
    if made.gaps:
        names = words.listed(*made.gaps)
        write_error(
            words.plural(
                "{n} gap to fill in: {names}.",
                "{n} gaps to fill in: {names}.",
                len(made.gaps),
                names=names,
            )
        )


def _tell_kept(command: Command, card: Card, made: WrittenLetter, note: Note) -> None:
    words = command.words
    write_error(words("Note {note} kept with {card}", note=note.id, card=card.label))
    if made.gaps:
        write_error(
            words(
                "It is kept with its gaps. If you sent it filled in, withdraw the note and keep "
                "what you sent: `kaiyaku note add {card} FILE --kind {kind} --direction out`.",
                card=card.id,
                kind=note.kind,
            )
        )


def _shape(
    command: Command, found: Letter, made: WrittenLetter, note: Note | None, told: Sequence[str]
) -> Shape:
    shape = {
        "letter": {
            "id": found.id,
            "title": in_language(found.title, command.words.language),
            "subject": made.subject,
            "japanese": made.japanese,
            "translation": made.translation or None,
            "gaps": list(made.gaps),
            "told": list(told),
        }
    }
    return shape if note is None else {**shape, "note": of_note(note)}
