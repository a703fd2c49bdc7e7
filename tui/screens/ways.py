"""The ways in for a letter that lies elsewhere, as lines to copy to one's own computer."""

import re
import shlex
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Final, NamedTuple

from tui.desk import Desk
from tui.text.translation import Words, marked
from tui.text.width import width

ANY: Final = "letter.eml"
"""The name of a letter that nobody has named."""
OFFER: Final = marked("On your own computer, these lines send a letter here (w: all of them):")
_COMMAND: Final = "kaiyaku"
_FOR_EVERYBODY: Final = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
"""Where a command that is sent through ssh is looked for; no profile is read for it."""

_OF_WINDOWS = re.compile(r' "?(?:[A-Za-z]:[\\/]|\\\\)')


class Way(NamedTuple):
    """One way in: where the letter is, and the line that brings it here."""

    says: str
    line: str


class Here(NamedTuple):
    """This machine as another one reaches it, and this casebook on it."""

    address: str
    """`login@host`"""
    port: str | None
    """The port to name; None where it needs no mention."""
    inbox: str
    """The inbox as `scp` names it, with a slash at its end."""
    command: str
    """kaiyaku with what it has to be told before a verb."""


def here(desk: Desk) -> Here:
    """Return how a line typed elsewhere reaches this casebook."""
    from tui.exports.address import address, port

    told = [_program(desk.environ, desk.places.home)]
    casebook = Path(desk.casebook.store.name)
    if casebook != desk.places.home / ".local/share/kaiyaku/casebook.db":
        # What is said through ssh is not told of this session's environment.
        told += ["--casebook", str(casebook)]
    if desk.who.name:
        told += ["--as", desk.who.name]
    return Here(
        address(desk.environ, desk.who.login, desk.settings.host),
        port(desk.environ),
        _as_seen_from_home(desk.places.inbox, desk.places.home) + "/",
        shlex.join(told),
    )


def _program(environ: Mapping[str, str], home: Path) -> str:
    found = shutil.which(_COMMAND, path=environ.get("PATH", ""))
    if found is None or shutil.which(_COMMAND, path=_FOR_EVERYBODY) is not None:
        return _COMMAND
    return _as_seen_from_home(Path(found), home)


def _as_seen_from_home(path: Path, home: Path) -> str:
    """Return a path as a shell in the home directory can name it."""
    return str(path.relative_to(home)) if path.is_relative_to(home) else str(path)


def ways(words: Words, at: Here, card: int | None, file: str = ANY) -> list[Way]:
    """Return the ways in for a letter of `card`; without a card, those that need none.

    `file` is the letter's name on the other computer, as it was dropped or typed.
    """
    scp = f"scp -P {at.port} " if at.port else "scp "
    ssh = f"ssh -p {at.port} " if at.port else "ssh "
    line = f"{scp}{_quoted(file)} {at.address}:{at.inbox}"
    found = [Way(words("A file on your own computer"), line)]
    if card is None or file != ANY:
        return found
    note = f"{ssh}{at.address} {at.command} note add {card} -"
    return [
        *found,
        Way(words("Text that you copied, on a Mac"), f"pbpaste | {note}"),
        Way(words("Text that you copied, on Linux"), f"wl-paste | {note}"),
        Way(words("The same, under X11"), f"xclip -o -selection clipboard | {note}"),
        Way(words("A file, on Windows"), f'cmd /c "{note} < {file}"'),
    ]


def whole_line(words: Words, at: Here, card: int | None) -> str:
    """Return the line for Windows that destroys no letter; empty without a card."""
    found = ways(words, at, card)
    return found[-1].line if len(found) > 1 else ""


def _quoted(file: str) -> str:
    if _OF_WINDOWS.match(" " + file):
        return f'"{file}"' if " " in file else file
    return shlex.quote(file)


def broken(line: str, cells: int) -> list[str]:
    """Return a command on lines of at most `cells` where its blanks allow it.

    A line that goes on ends with a backslash, so that what is copied from the screen still works;
    what Windows is to read has no such sign.
    """
    if width(line) <= cells:
        return [line]
    end = "" if line.startswith("cmd ") or _OF_WINDOWS.search(line) else " \\"
    lines = [""]
    for part in line.split(" "):
        longer = f"{lines[-1]} {part}" if lines[-1] else part
        if lines[-1] and width(longer + end) > cells:
            lines.append(part)
        else:
            lines[-1] = longer
    return [*(before + end for before in lines[:-1]), lines[-1]]
