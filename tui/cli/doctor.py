"""`kaiyaku doctor`: is everything as it should be, and what mends it."""

import grp
from pathlib import Path
from typing import Any

from tui.casebook.access.mend import find_left
from tui.casebook.finding import Finding
from tui.casebook.sqlite.checkup import Checkup, check_up, rebuild_projections
from tui.casebook.sqlite.examine import CHECKS
from tui.casebook.which import Which
from tui.cli.command import Command
from tui.cli.whole import whole_casebook
from tui.settings import Places, copied_to

_OUTSIDE = ("mode", "owner", "group", "link", "left-over")


def doctor(command: Command) -> int:
    """Look over the casebook, and put in order what the options ask for; 1 if anything is amiss."""
    if command.arguments.flag("report"):
        from tui.cli.report import report

        return report(command)
    which = whole_casebook(command)
    rebuilt = None
    if command.arguments.flag("rebuild"):
        rebuilt = rebuild_projections(which.path, command.clock())
    checkup = look_over(command, which)
    amiss = [finding for finding in checkup.findings if not finding.mended]
    answer = {
        "casebook": str(which.path),
        "checked": [*_OUTSIDE, *CHECKS],
        "findings": [_of_finding(command, finding) for finding in checkup.findings],
        "contents": checkup.contents and checkup.contents._asdict(),
        "rebuilt_after": None if rebuilt is None else str(rebuilt),
    }
    command.answer(answer, *_told(command, which.path, checkup, len(amiss), rebuilt))
    return 1 if amiss else 0


def look_over(command: Command, which: Which) -> Checkup:
    """Return what is found at a casebook, mended where `--mend` asks for it."""
    places = Places.of(command.environ)
    team = None if which.team is None else grp.getgrnam(which.team).gr_gid
    mend = command.arguments.flag("mend")
    checkup = check_up(
        which.path, own=places.casebook, team=team, drafts=places.state / "drafts", mend=mend
    )
    elsewhere = (*copied_to(places), places.home, places.casebook.parent, places.state)
    drafts = sorted((places.state / "drafts").glob("*"))
    looked_at = {which.path.parent, which.path.absolute().parent.parent}
    left = find_left([at for at in (*elsewhere, *drafts) if at not in looked_at], mend=mend)
    return checkup._replace(findings=(*checkup.findings, *left))


def _of_finding(command: Command, finding: Finding) -> dict[str, Any]:
    return {
        "check": finding.check,
        "message": finding.trouble.say(command.words),
        "command": finding.command or None,
        "mended": finding.mended,
    }


def _told(
    command: Command, path: Path, checkup: Checkup, amiss: int, rebuilt: Path | None
) -> list[str]:
    words = command.words
    lines = [] if rebuilt is None else [words("Rebuilt; as it was before: {path}", path=rebuilt)]
    lines += [notice.say(words) for notice in checkup.notices]
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
