"""The look over a casebook that `doctor` and its report both take."""

import grp
from collections.abc import Iterator
from pathlib import Path

from tui.casebook.access.finding import Finding
from tui.casebook.access.mend import find_left
from tui.casebook.access.policy import command as command_line
from tui.casebook.sqlite.checkup import Checkup, check_up
from tui.casebook.sqlite.seen import Seen
from tui.casebook.sqlite.store import SqliteStore
from tui.casebook.storage import Head
from tui.casebook.which import Which
from tui.cli.command import Command
from tui.settings import Places, copied_to
from tui.text.translation import marked
from tui.text.trouble import Trouble


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
    left = [*_unfinished(which.path, mend=mend)]
    left += find_left([at for at in (*elsewhere, *drafts) if at not in looked_at], mend=mend)
    return checkup._replace(findings=(*checkup.findings, *left))


def _unfinished(path: Path, *, mend: bool) -> Iterator[Finding]:
    """Yield that a purge was broken off, and finish it where `mend` is true."""
    from tui.casebook.sqlite.purging import finish, is_unfinished

    if not is_unfinished(path):
        return
    if mend:
        store = SqliteStore(path, make=False)
        try:
            finish(store)
        finally:
            store.close()
    trouble = Trouble(
        marked("A purge of {path} is unfinished: bytes of it may be left in the file."), path=path
    )
    run = command_line("kaiyaku", "--casebook", path, "doctor", "--mend")
    yield Finding("purge", trouble, run, mended=mend)
