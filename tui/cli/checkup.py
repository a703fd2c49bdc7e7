"""The look over a casebook that `doctor` and its report both take."""

import grp
from pathlib import Path

from tui.casebook.access.mend import find_left
from tui.casebook.sqlite.checkup import Checkup, check_up
from tui.casebook.sqlite.seen import Seen
from tui.casebook.storage import Head
from tui.casebook.which import Which
from tui.cli.command import Command
from tui.settings import Places, copied_to


def seen_of(command: Command, casebook: Path) -> Seen:
    """Return where it is written down what the caller saw of a casebook's history."""
    return Seen.of(Places.of(command.environ).state, casebook)


def look_over(command: Command, which: Which, since: Head | None = None) -> Checkup:
    """Return what is found at a casebook, mended where `--mend` asks for it."""
    places = Places.of(command.environ)
    team = None if which.team is None else grp.getgrnam(which.team).gr_gid
    mend = command.arguments.flag("mend")
    checkup = check_up(
        which.path,
        own=places.casebook,
        team=team,
        drafts=places.state / "drafts",
        mend=mend,
        seen=seen_of(command, which.path),
        since=since,
    )
    elsewhere = (*copied_to(places), places.home, places.casebook.parent, places.state)
    drafts = sorted((places.state / "drafts").glob("*"))
    looked_at = {which.path.parent, which.path.absolute().parent.parent}
    left = find_left([at for at in (*elsewhere, *drafts) if at not in looked_at], mend=mend)
    return checkup._replace(findings=(*checkup.findings, *left))
