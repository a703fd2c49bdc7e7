"""`kaiyaku doctor`: is everything as it should be, and what mends it."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from tui.casebook.access.finding import Finding
from tui.casebook.access.homes import reaches_home
from tui.casebook.sqlite.checkup import Checkup, Gone, rebuild_projections
from tui.casebook.sqlite.examine import CHECKS
from tui.casebook.sqlite.opening import looking
from tui.casebook.sqlite.transaction import SqliteTransaction
from tui.casebook.storage import Head
from tui.cli.arguments import Usage
from tui.cli.checkup import look_over, seen_of
from tui.cli.command import Command
from tui.cli.whole import whole_casebook
from tui.text.translation import marked
from tui.text.trouble import Trouble

_OUTSIDE = ("mode", "owner", "group", "link", "left-over", "purge")


def doctor(command: Command) -> int:
    """Look over the casebook, and put in order what the options ask for; 1 if anything is amiss."""
    if command.arguments.flag("report"):
        from tui.cli.report import report

        return report(command)
    which = whole_casebook(command)
    rebuilt, gone, since = None, None, _since(command)
    if command.arguments.flag("rebuild"):
        seen, force = seen_of(command, which.path), command.arguments.flag("force")
        rebuilt, gone = rebuild_projections(which.path, command.clock(), seen, force=force)
    checkup = look_over(command, which, since)
    notices = [*checkup.notices, *_of_doors(which.path)]
    amiss = [finding for finding in checkup.findings if not finding.mended]
    command.has_done = rebuilt is not None or len(amiss) < len(checkup.findings)
    answer = {
        "casebook": str(which.path),
        "checked": [*_OUTSIDE, *CHECKS, "seen", *(["since"] if since else [])],
        "findings": [_of_finding(command, finding) for finding in checkup.findings],
        "notices": [notice.say(command.words) for notice in notices],
        "contents": checkup.contents and checkup.contents._asdict(),
        "rebuilt_after": None if rebuilt is None else str(rebuilt),
        "gone": gone and gone._asdict(),
    }
    lines = [] if rebuilt is None else _rebuilt(command, rebuilt, gone)
    command.answer(answer, *lines, *_told(command, which.path, checkup, notices, len(amiss)))
    return 1 if amiss else 0


def head(command: Command) -> None:
    """Print the head of the casebook's history, to be mailed or written down."""
    path = whole_casebook(command).path
    with looking(path) as connection:
        found = SqliteTransaction(connection).head()
    shape = {"seq": found.seq, "hash": found.hash, "written": found.written}
    command.answer({"casebook": str(path), "head": shape}, found.written)


def _since(command: Command) -> Head | None:
    written = command.arguments.text("since")
    try:
        return None if written is None else Head.read(written)
    except ValueError as error:
        raise Usage(
            marked("{written} is no head. `kaiyaku head` prints one: `412-9f3c…`"),
            written=written,
        ) from error


def _of_doors(casebook: Path) -> Iterator[Trouble]:
    """Yield what keeps a key's door on this casebook closed, or less tight than it can be."""
    from tui.landlock import version

    refusal = reaches_home(casebook)
    if refusal is not None:
        yield refusal
    if not version():
        yield Trouble(
            marked(
                "This kernel has no Landlock: behind a door (`kaiyaku kiosk`) kaiyaku itself "
                "refuses to write elsewhere, and nothing below it does."
            )
        )


def _of_finding(command: Command, finding: Finding) -> dict[str, Any]:
    return {
        "check": finding.check,
        "message": finding.trouble.say(command.words),
        "command": finding.command or None,
        "mended": finding.mended,
    }


def _rebuilt(command: Command, kept: Path, gone: Gone | None) -> list[str]:
    words = command.words
    lines = [words("Rebuilt; as it was before: {path}", path=kept)]
    if gone is not None:
        what = gone._asdict()
        lines.append(words("What entries {first} to {last} of the history said is gone.", **what))
    return lines


def _told(
    command: Command, path: Path, checkup: Checkup, notices: Sequence[Trouble], amiss: int
) -> list[str]:
    words = command.words
    lines = [notice.say(words) for notice in notices]
    for finding in checkup.findings:
        sentence = finding.trouble.say(words)
        if finding.mended:
            lines.append(words("Mended: {what}", what=sentence))
        elif finding.command:
            run = words("Run: {command}", command=finding.command)
            lines.append(words.sentences(sentence, run))
        else:
            lines.append(sentence)
    held = checkup.contents
    if held is not None and held.orphans:
        lines.append(
            words.plural(
                "{n} original belongs to nothing any more, which is no fault.",
                "{n} originals belong to nothing any more, which is no fault.",
                held.orphans,
            )
        )
    if amiss:
        lines.append(words.plural("{n} thing is amiss.", "{n} things are amiss.", amiss))
    elif held is not None:
        counted = words.listed(
            words.plural("{n} card", "{n} cards", held.cards),
            words.plural("{n} note", "{n} notes", held.notes),
            words.plural("{n} entry in the history", "{n} entries in the history", held.events),
        )
        lines.append(words("{path} is as it should be ({counted}).", path=path, counted=counted))
    return lines
