"""An mbox on the command line: what it holds, which of it is wanted, and keeping that."""

import sys
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING, Final

from tui.cli.arguments import Usage
from tui.cli.keeping import incoming
from tui.cli.output import say, write
from tui.correspondence.mail.mbox import (
    ALL,
    CARRIERS,
    Summary,
    breaks_off,
    is_wanted,
    messages,
    summary,
)
from tui.correspondence.mail.parts import CUT_OFF
from tui.text.clean import clean_line
from tui.text.translation import marked
from tui.text.trouble import Trouble

if TYPE_CHECKING:
    from tui.cli.command import Command
    from tui.cli.keeping.keep import Keeping

_SHOWN: Final = 10
_NAMED: Final = 3
_SHORT_ANSWERS: Final = {"c": CARRIERS, "a": ALL}


def add_mbox(keeping: "Keeping", source: incoming.Source) -> None:
    """Keep the letters of an mbox that are wanted; from a pipe, all are.

    Raises `Usage` where somebody has to choose and cannot be asked.
    """
    command = keeping.command
    whose = _whose(command, source)
    if whose is None:
        command.say(command.words("Nothing is kept."))
        return
    keeping.quiet = True
    was_kept, was_known = len(keeping.kept), len(keeping.known)
    progress = _Progress(command)
    try:
        _keep(keeping, source, whose, progress)
    finally:
        progress.clear()
    known = len(keeping.known) - was_known
    if known and not command.arguments.flag("json"):
        kept = len(keeping.kept) - was_kept
        words = command.words
        command.say(
            words.listed(
                words.plural("{n} letter kept", "{n} letters kept", kept),
                words.plural("{n} was there already", "{n} were there already", known),
            )
        )


def _keep(keeping: "Keeping", source: incoming.Source, whose: str, progress: "_Progress") -> None:
    source.file.seek(0)
    for number, letter in enumerate(messages(source.file), start=1):
        if not letter.strip() or not is_wanted(letter, whose):
            continue
        where = f"{incoming.shown(source.path)}:{number}"
        try:
            if len(letter) > incoming.LARGEST:
                raise Usage(
                    marked("Letter {number} of {path} is larger than 25 MiB: it was left out."),
                    number=number,
                    path=incoming.shown(source.path),
                )
            draft = keeping.draft(letter, "")
            if breaks_off(letter):
                draft = replace(draft, remarks=(*draft.remarks, Trouble(CUT_OFF)))
            keeping.take(draft, where)
        except Trouble as trouble:
            progress.clear()
            keeping.command.complain(trouble)
            keeping.refused.append(trouble)
        if keeping.is_full:
            progress.clear()
            keeping.keep()
            progress.show(number)
    progress.clear()
    if keeping.has_drafts:
        keeping.keep()


def _whose(command: "Command", source: incoming.Source) -> str | None:
    """Return whose letters are wanted; None for nobody's."""
    asked = command.arguments.text("from")
    if asked is not None:
        return asked.strip() or ALL
    if source.path == incoming.STANDARD_INPUT:
        return ALL
    told = summary(source.file, command.clock())
    if command.arguments.flag("json") or not _can_ask():
        raise Usage(
            marked(
                "{path} holds {summary}. Say which to keep: --from carriers, --from ADDRESS "
                "or --from all."
            ),
            path=source.path,
            summary=_in_short(command, told),
        )
    return _asked(command, source, told)


def _can_ask() -> bool:
    streams = (sys.stdin, sys.stdout)
    return all(stream is not None and stream.isatty() for stream in streams)


def _asked(command: "Command", source: incoming.Source, told: Summary) -> str | None:
    """Show what an mbox holds, and ask which of it is wanted."""
    words = command.words
    say(words("{path} holds {summary}.", path=source.path, summary=_in_short(command, told)))
    for address, count in islice(told.senders.items(), _SHOWN):
        carrier = told.carriers.get(address)
        say(f"  {count:>6}  {address}" + (f"  {carrier}" if carrier else ""))
    if len(told.senders) > _SHOWN:
        others = len(told.senders) - _SHOWN
        say("  " + words.plural("and {n} other sender", "and {n} other senders", others))
    question = words(
        "Which to keep? c: with carriers ({carriers}), a: all ({count}), an address, or nothing:",
        carriers=told.with_carriers,
        count=told.count,
    )
    write(f"{clean_line(question)} ")
    sys.stdout.flush()
    answer = sys.stdin.readline().strip()
    return _SHORT_ANSWERS.get(answer.lower(), answer) or None


def _in_short(command: "Command", told: Summary) -> str:
    words = command.words
    said = [words.plural("{n} letter", "{n} letters", told.count)]
    if told.first and told.last:
        said.append(words("{first} to {last}", first=told.first, last=told.last))
    said.append(words.plural("{n} with carriers", "{n} with carriers", told.with_carriers))
    named = [f"{address} ({count})" for address, count in islice(told.senders.items(), _NAMED)]
    return words.listed(*said, *named)


class _Progress:
    """How many letters were looked at, on one line of a terminal that is not written to else."""

    def __init__(self, command: "Command") -> None:
        self._words = command.words
        self._shown = 0

    def show(self, number: int) -> None:
        """Say how far it is."""
        if sys.stderr is None or not sys.stderr.isatty():
            return
        line = self._words.plural("{n} letter read…", "{n} letters read…", number)
        self._shown = max(self._shown, 2 * len(line))
        sys.stderr.write(f"\r{line}")
        sys.stderr.flush()

    def clear(self) -> None:
        """Take the line away."""
        if self._shown:
            sys.stderr.write("\r" + " " * self._shown + "\r")
            sys.stderr.flush()
            self._shown = 0
