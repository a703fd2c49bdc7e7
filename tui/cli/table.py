"""Every verb of the command, declared once: parsing, help and the table of what runs."""

from collections.abc import Iterable, Mapping
from typing import Final

from tui.casebook.fields import HOLDER_FIELDS, LABEL, NAME, OF_CARD_OPTIONS, Field
from tui.casebook.tokens import DIRECTIONS, KINDS, OUTCOMES
from tui.cli.verb import DAY, NUMBER, PATH, TEXT, Operand, Option, Verb, option
from tui.plan.board import COLUMNS
from tui.text.translation import LANGUAGES, marked

GLOBAL_OPTIONS: Final = (
    option("--casebook", "PATH", marked("the casebook to use, instead of your own"), kind=PATH),
    option("--content", "DIR", marked("a directory with more guides, or changed ones"), kind=PATH),
    Option(("--lang",), "|".join(LANGUAGES), marked("the language"), LANGUAGES),
    option("--as", "NAME", marked("who you are, on a login that several people use")),
    option("--only", "HOLDER", marked("one person alone, as if nobody else were in the casebook")),
    option("--plain", "", marked("a dialogue line by line, instead of the full screen")),
    option("--ascii", "", marked("draw with ASCII only")),
    option("--version", "", marked("say which version this is")),
    Option(("-h", "--help"), "", marked("show this help")),
)

_JSON = option("--json", "", marked("print the data as JSON"))
_HOLDER = option("--holder", "NAME", marked("whose card it is, by name or number"))
_WANTED: Final = (
    option("--match", "TEXT", marked("only where label, number or a name says this")),
    option("--assignee", "WHO", marked("only what they look after; - for nobody")),
    option("--leaving", "D", marked("only who leaves in the week of that day"), kind=DAY),
    option("--carrier", "NAME", marked("only at this carrier")),
)
"""What narrows many cards, the same for every verb that lists them."""


def _of_fields(fields: Iterable[Field]) -> tuple[Option, ...]:
    """Return the options that give these fields."""
    return tuple(
        option(
            each.option,
            each.operand,
            each.says,
            *(each.tokens if each.kind == "choice" else ()),
            kind=DAY if each.is_day else TEXT,
        )
        for each in fields
    )


_CARD_OPTIONS = (_HOLDER, *_of_fields(each for each in OF_CARD_OPTIONS if each is not LABEL))
_HOLDER_OPTIONS = _of_fields(each for each in HOLDER_FIELDS if each is not NAME)


def _clearable(options: tuple[Option, ...]) -> tuple[Option, ...]:
    """Allow `-`, which clears a field, where only some words are allowed."""
    return tuple(
        Option(option.names, option.operand, option.says, (*option.among, "-"))
        if option.among
        else option
        for option in options
    )


_ALL = (
    Verb(
        "guide",
        ("[TYPE]",),
        marked("Read the guide of a card type, or see which types there are."),
        "content.guide.guide",
        (
            option("--carrier", "ID", marked("with what is known of this carrier")),
            _JSON,
        ),
        kiosk=True,
    ),
    Verb(
        "add",
        ("TYPE", "LABEL"),
        marked("Start a card."),
        "verbs.cards.add",
        (*_CARD_OPTIONS, _JSON),
        makes=True,
        kiosk=True,
    ),
    Verb(
        "list",
        (),
        marked("List the cards that are being worked on."),
        "verbs.list.list_cards",
        (
            option("--closed", "", marked("list the closed ones instead")),
            option("--all", "", marked("list the closed ones too")),
            *_WANTED,
            option("--late", "", marked("only where a day has passed")),
            option("--waiting", "", marked("only where an answer is awaited")),
            option("--unproven", "", marked("only where a step is done and no proof was kept")),
            Option(("--sort",), "|".join(COLUMNS), marked("the order"), COLUMNS),
            option("--reverse", "", marked("the other way round")),
            option("--columns", "A,B", marked("these alone, for instance holder,number,departure")),
            option("--csv", "", marked("for a spreadsheet: every column, or those of --columns")),
            _JSON,
        ),
        kiosk=True,
    ),
    Verb(
        "assign",
        ("[CARD…]", "[WHO]"),
        marked("Give cards to somebody to look after; - for nobody."),
        "verbs.list.assign",
        (
            option("--from", "WHO", marked("all that they look after")),
            option("--to", "WHO", marked("who takes them over")),
            _JSON,
        ),
        kiosk=True,
    ),
    Verb(
        "show",
        ("CARD",),
        marked("Show a card, its steps and its notes."),
        "verbs.show.show",
        (option("--thread", "", marked("what happened, marks and letters in order")), _JSON),
        kiosk=True,
    ),
    Verb(
        "edit",
        ("CARD",),
        marked("Change a card; - as a value clears a field."),
        "verbs.cards.edit",
        (*_of_fields((LABEL,)), *_clearable(_CARD_OPTIONS), _JSON),
        kiosk=True,
    ),
    Verb(
        "close",
        ("CARD",),
        marked("End the work on a card."),
        "verbs.cards.close",
        (_JSON,),
        kiosk=True,
    ),
    Verb(
        "reopen",
        ("CARD",),
        marked("Take up a closed card again."),
        "verbs.cards.reopen",
        (_JSON,),
        kiosk=True,
    ),
    Verb(
        "mark",
        ("CARD", "STEP[/CHECK]", "STATE"),
        marked("Set the state of a step or a check."),
        "verbs.marks.mark",
        (
            option("--reason", "TEXT", marked("why; a skipped step must say it")),
            option("--follow-up", "DATE", marked("when to ask again, if it waits"), kind=DAY),
            Option(
                ("--outcome",),
                "|".join(OUTCOMES),
                marked("what is amiss with what was to come, if it waits"),
                OUTCOMES,
            ),
            option("--if-revision", "N", marked("only if it still has this revision"), kind=NUMBER),
            _JSON,
        ),
        kiosk=True,
    ),
    Verb(
        "tick",
        ("CARD", "STEP[/CHECK]"),
        marked("Set a step or a check to done."),
        "verbs.marks.tick",
        (option("--proof", "NOTE", marked("the note that proves it; - for none")), _JSON),
        kiosk=True,
    ),
    Verb(
        "answer",
        ("CARD", "[QUESTION]", "[ANSWER]"),
        marked("Say what has to be known of a card, or list what is asked; - takes it back."),
        "verbs.answer.answer",
        (_JSON,),
        kiosk=True,
    ),
    Verb(
        "due",
        (),
        marked("List what is to be done on every card, in order of date."),
        "verbs.due.due",
        (
            Option(("--by",), "day|card", marked("a row a step, or a row a card"), ("day", "card")),
            option("--within", "DAYS", marked("only what is due within so many days"), kind=NUMBER),
            *_WANTED,
            option("--step", "STEP", marked("only this step, by its id")),
            option("--bring", "", marked("what to bring to the shop instead")),
            option("--exit-code", "", marked("end with 1 where something is late or for today")),
            _JSON,
        ),
        kiosk=True,
    ),
    Verb(
        "phrases",
        ("[CARD]", "[STEP]"),
        marked("Print what to show at the counter, for a card's step or all of it."),
        "content.phrases.phrases",
        (option("--glossary", "", marked("the words that one meets, instead")), _JSON),
        kiosk=True,
    ),
    Verb(
        "renew",
        ("CARD",),
        marked("Show what a newer guide changes on a card; take it or leave it."),
        "verbs.renew.renew",
        (
            option("--take", "", marked("go on with the newer guide; marks stay")),
            option("--leave", "", marked("stay with the guide that the card has")),
            _JSON,
        ),
    ),
    Verb(
        "plan",
        ("[CARD…]",),
        marked("Write one page to take home: done, next, what to bring, whom to call."),
        "verbs.plan.print_plan",
        (
            option("--holder", "HOLDER", marked("all cards of this person on one page")),
            option(
                "--output",
                "FILE",
                marked("write HTML to this file, or - for standard output"),
                kind=PATH,
            ),
            option("--text", "", marked("text instead of HTML")),
        ),
        kiosk=True,
    ),
    Verb(
        "calendar",
        ("[CARD…]",),
        marked("Write what is due as iCalendar, for a calendar of your own."),
        "verbs.calendar.write",
        (
            option("--holder", "HOLDER", marked("the cards of this person")),
            *_WANTED,
            option(
                "--output",
                "FILE",
                marked("the file to write, or to bring up to date, or - for standard output"),
                kind=PATH,
            ),
        ),
        kiosk=True,
    ),
    Verb(
        "lint",
        (Operand("[PATH…]", PATH),),
        marked("Say what is wrong in guides and other content, with file and line."),
        "content.lint.check",
        (
            option("--schema", "KIND", marked("print the JSON Schema of a kind of file instead")),
            _JSON,
        ),
    ),
    Verb(
        "facts",
        ("[CARRIER]",),
        marked("List what is known of carriers, how old it is, and what to ask them."),
        "content.facts.facts",
        (option("--due", "", marked("only what is to be looked at again")), _JSON),
    ),
    Verb(
        "note add",
        ("[CARD]", Operand("[FILE…]", PATH)),
        marked("Keep files, or standard input, as notes of a card, or each with its own card."),
        "keeping.note_add.add",
        (
            option("--each", "", marked("no card is named: each letter goes where it belongs")),
            option("--anyway", "", marked("also a letter that names another card's number")),
            option("--kind", "K", marked("what it is, if not as guessed"), *KINDS),
            option("--direction", "in|out", marked("from them, or from you"), *DIRECTIONS),
            option("--date", "D", marked("when it was written or said"), kind=DAY),
            option("--subject", "S", marked("what it is about")),
            option("--sender", "WHO", marked("who wrote it")),
            option("--recipient", "WHO", marked("whom it went to")),
            option("--carrier", "ID", marked("the carrier, for instance docomo")),
            option("--caption", "TEXT", marked("what a picture or file shows")),
            option("--step", "STEP", marked("the step that it belongs to")),
            option("--from", "WHOSE", marked("of an mbox: an address, carriers or all")),
            option("--dry-run", "", marked("say what would be kept, and keep nothing")),
            _JSON,
        ),
        makes=True,
        kiosk=True,
    ),
    Verb(
        "note list",
        ("CARD",),
        marked("List the notes of a card."),
        "verbs.note.list_notes",
        (_JSON,),
        kiosk=True,
    ),
    Verb(
        "note show",
        ("NOTE",),
        marked("Show a note."),
        "verbs.note.show",
        (option("--original", "", marked("write the kept bytes and nothing else")), _JSON),
        kiosk=True,
    ),
    Verb(
        "note redecode",
        ("NOTE",),
        marked("Read a note in another charset; without one, show how it reads in each."),
        "verbs.note.redecode",
        (option("--charset", "NAME", marked("the charset, for instance cp932")), _JSON),
        kiosk=True,
    ),
    Verb(
        "note attach",
        ("NOTE", Operand("[FILE…]", PATH)),
        marked("Keep files with a note that is kept already."),
        "keeping.attachments.attach",
        (option("--caption", "TEXT", marked("what a picture or file shows")), _JSON),
    ),
    Verb(
        "note save",
        ("NOTE", "[N]"),
        marked("Write a note's files, or the Nth of them, under names that are safe."),
        "keeping.attachments.save",
        (
            option(
                "--output",
                "PATH",
                marked("a directory, a new file, or - for the output"),
                kind=PATH,
            ),
            _JSON,
        ),
        kiosk=True,
    ),
    Verb(
        "note annotate",
        ("NOTE", "TEXT"),
        marked("Add a remark to a note, which itself stays as it is."),
        "verbs.note.annotate",
        (_JSON,),
        kiosk=True,
    ),
    Verb(
        "note move",
        ("NOTE", "CARD"),
        marked("Move a note."),
        "verbs.note.move",
        (_JSON,),
        kiosk=True,
    ),
    Verb(
        "note withdraw",
        ("NOTE",),
        marked("Take a note back."),
        "verbs.note.withdraw",
        (_JSON,),
        kiosk=True,
    ),
    Verb(
        "note restore",
        ("NOTE",),
        marked("Bring a note back."),
        "verbs.note.restore",
        (_JSON,),
        kiosk=True,
    ),
    Verb(
        "letter",
        ("CARD", "[KIND]"),
        marked("Write a letter to the carrier from a card, or see which letters there are."),
        "verbs.letter.letter",
        (
            option("--japanese", "", marked("only the Japanese, without the translation")),
            option(
                "--output",
                "FILE",
                marked("write it to a new file, or - for standard output"),
                kind=PATH,
            ),
            option("--keep", "", marked("keep it as a note from you, once it is sent")),
            option("--by", "B", marked("how it was sent: mail or letter"), "mail", "letter"),
            _JSON,
        ),
        kiosk=True,
    ),
    Verb(
        "holder add",
        ("NAME",),
        marked("Add a person."),
        "verbs.holder.add",
        (*_HOLDER_OPTIONS, _JSON),
        makes=True,
        kiosk=True,
    ),
    Verb(
        "holder edit",
        ("ID",),
        marked("Change a person; - as a value clears a field."),
        "verbs.holder.edit",
        (*_of_fields((NAME,)), *_clearable(_HOLDER_OPTIONS), _JSON),
        kiosk=True,
    ),
    Verb(
        "holder list",
        (),
        marked("List the people."),
        "verbs.holder.list_holders",
        (_JSON,),
        kiosk=True,
    ),
    Verb(
        "find",
        ("QUERY",),
        marked("Find letters, notes and cards that have some words."),
        "verbs.find.find",
        (option("--limit", "N", marked("how many to show; 50 if not said"), kind=NUMBER), _JSON),
        kiosk=True,
    ),
    Verb(
        "dump",
        (),
        marked("Write the whole casebook as JSON: history, names, letters, files."),
        "carrying.dump.dump",
        (
            option(
                "--output",
                "FILE|-",
                marked("where to: a new file, or - for standard output"),
                kind=PATH,
            ),
            option("--force", "", marked("replace the file if it is there")),
        ),
    ),
    Verb(
        "import",
        (Operand("FILE", PATH),),
        marked(
            "Bring people and cards in from a list, CSV or Excel (.xlsx); or a dump (.json), into "
            "an empty casebook."
        ),
        "carrying.bring.bring",
        (
            option("--dry-run", "", marked("say what it would make and change, and do nothing")),
            Option(
                ("--map",),
                "COLUMN=FIELD",
                marked("which field a column is; without a field it is not read"),
                many=True,
            ),
            option("--sheet", "NAME", marked("of a workbook: the sheet with the people")),
            option("--charset", "NAME", marked("the charset, for instance cp932")),
            _JSON,
        ),
        makes=True,
    ),
    Verb(
        "move",
        ("CARD",),
        marked("Carry a card with all that is on it to another casebook."),
        "verbs.move.move",
        (option("--to", "CASEBOOK", marked("the casebook where it belongs"), kind=PATH), _JSON),
    ),
    Verb(
        "init",
        (Operand("PATH", PATH),),
        marked("Make a new casebook in a directory of its own, for you alone or for a team."),
        "verbs.init.init",
        (option("--team", "GROUP", marked("share it with a group of this machine")), _JSON),
    ),
    Verb(
        "count",
        (),
        marked("Count the cards by carrier, week of departure, state, and who looks after them."),
        "carrying.count.count",
        (
            option("--closed", "", marked("the closed ones instead")),
            option("--all", "", marked("the closed ones too")),
            _JSON,
        ),
    ),
    Verb(
        "export",
        ("[CARD…]",),
        marked("Write the proof of cards, letters and history, as one archive."),
        "verbs.export.export",
        (
            option(
                "--each",
                "DIR",
                marked("an archive for each person, into a directory that is there"),
                kind=PATH,
            ),
            option("--holder", "HOLDER", marked("with --each: this person alone")),
            option("--closed", "", marked("with --each: closed cards alone")),
            option(
                "--output",
                "FILE|-",
                marked("where to: a new file, or - for standard output"),
                kind=PATH,
            ),
            option("--force", "", marked("replace the file if it is there")),
            Option(
                ("--without",),
                "W",
                marked("leave out the phone number or the holder: number, holder"),
                ("number", "holder"),
                many=True,
            ),
            Option(
                ("--with",),
                "W",
                marked(
                    "put in what is left out otherwise: memos, or names, who did what; entries "
                    "older than format 4 need the names for their hashes to be made again"
                ),
                ("memos", "names"),
                many=True,
            ),
            _JSON,
        ),
        kiosk=True,
    ),
    Verb(
        "verify",
        (Operand("FILE.zip", PATH),),
        marked("Check an exported proof, and name the first thing that was altered."),
        "verbs.export.verify",
        (_JSON,),
    ),
    Verb(
        "backup",
        (Operand("FILE", PATH),),
        marked("Copy the whole casebook, verified, while others go on; a directory is fine too."),
        "verbs.backup.back_up",
        (
            option(
                "--keep",
                "N",
                marked("in a directory: keep the newest N, remove the others"),
                kind=NUMBER,
            ),
            option("--force", "", marked("replace the file if it is there")),
            _JSON,
        ),
    ),
    Verb(
        "restore",
        (Operand("FILE", PATH),),
        marked("Put a backup in the casebook's place; the one that was there is kept aside."),
        "verbs.backup.restore",
        (
            option("--team", "GROUP", marked("make its directory, which is gone, for this group")),
            option("--force", "", marked("even if the backup is damaged")),
            _JSON,
        ),
    ),
    Verb(
        "doctor",
        (),
        marked("See whether the casebook, its history and its modes are as they should be."),
        "verbs.doctor.doctor",
        (
            option("--mend", "", marked("mend modes and owners, remove what was left over")),
            option("--rebuild", "", marked("make all but the history anew from the history")),
            option("--force", "", marked("rebuild even where the history has lost entries")),
            option("--since", "HEAD", marked("see that a head noted earlier is still there")),
            option("--report", "", marked("say what whoever helps needs to know")),
            _JSON,
        ),
    ),
    Verb(
        "purge",
        ("[CARD…]",),
        marked("Erase cards or a person for good: texts, letters, names, numbers."),
        "verbs.purge.purge",
        (
            option("--holder", "HOLDER", marked("this person, with all of their cards")),
            option(
                "--closed-before",
                "DAYS",
                marked("the cards that were closed so many days ago, or longer"),
                kind=NUMBER,
            ),
            option("--yes", "", marked("do not ask")),
            _JSON,
        ),
    ),
    Verb(
        "head",
        (),
        marked("Print the head of the history: noted, it shows later whether that was rewritten."),
        "verbs.doctor.head",
        (_JSON,),
    ),
    Verb(
        "undo",
        ("[CARD]",),
        marked("Take back what you did last."),
        "verbs.undo.undo",
        (_JSON,),
        kiosk=True,
    ),
    Verb(
        "redo",
        ("[CARD]",),
        marked("Do again what you undid."),
        "verbs.undo.redo",
        (_JSON,),
        kiosk=True,
    ),
    Verb(
        "log",
        ("[CARD]",),
        marked("Show what was done, oldest first."),
        "verbs.undo.log",
        (_JSON,),
        kiosk=True,
    ),
    Verb(
        "completion",
        ("SHELL", "[WORD…]"),
        marked("Write what bash, zsh or fish needs to complete verbs, cards, steps and people."),
        "verbs.completion.completion",
    ),
    Verb(
        "man",
        (),
        marked("Write the manual page; at a terminal, as text."),
        "verbs.man.man",
    ),
    Verb(
        "schema",
        ("[VERB…]",),
        marked("Print what the JSON of a verb holds, as JSON Schema."),
        "verbs.schema.print_schema",
    ),
    Verb(
        "kiosk",
        (),
        marked("As the forced command of a key: the full screen or one verb, and nothing else."),
        "kiosk_verbs.kiosk",
        (option("--holder", "ID", marked("let this person alone be seen")),),
    ),
)

VERBS: Final[Mapping[str, Verb]] = {verb.name: verb for verb in _ALL}
"""The verbs by name; a name of two words belongs to the group of its first."""


def is_group(word: str) -> bool:
    """Say whether `word` is the first of verbs with two words."""
    return any(name.startswith(f"{word} ") for name in VERBS)
