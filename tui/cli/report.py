"""`kaiyaku doctor --report`: what whoever helps needs to know, and nothing about anybody."""

import locale
import os
import platform
import stat
import sys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any, Final

from tui import __version__
from tui.casebook.access import network, policy
from tui.casebook.errors import CasebookError
from tui.casebook.sqlite.opening import SQLITE
from tui.casebook.which import which_casebook
from tui.cli.checkup import look_over
from tui.cli.command import Command
from tui.cli.whole import refuse_only
from tui.settings import Places

_PACKAGES: Final = ("textual", "rich", "pydantic", "tomli")
_TERMINAL: Final = ("TERM", "COLORTERM", "TERM_PROGRAM", "NO_COLOR", "TMUX", "STY", "SSH_TTY")
_LOCALE: Final = ("LANG", "LC_ALL", "LC_CTYPE", "PYTHONIOENCODING", "PYTHONUTF8")

Part = dict[str, Any]


def report(command: Command) -> int:
    """Write the report; 1 if anything is amiss, 4 where the casebook cannot be opened."""
    refuse_only(command)
    places = Places.of(command.environ)
    parts: dict[str, Part] = {
        "versions": _versions(),
        "terminal": _terminal(command),
        "locale": _locale(command),
        "places": {name: _place(command, path) for name, path in _paths(places)},
    }
    code = 4
    try:
        which = which_casebook(places, command.arguments.globals.casebook)
        parts["casebook"] = _casebook(command, which.path)
        checkup = look_over(command, which)
        parts["casebook"]["found"] = sorted({finding.check for finding in checkup.findings})
        if checkup.contents is not None:
            parts["casebook"] |= checkup.contents._asdict()
        code = 1 if any(not finding.mended for finding in checkup.findings) else 0
    except CasebookError as error:
        # Its sentence names the path; the report is to say where it lies, and that it is shut.
        parts.setdefault("casebook", {})["error"] = _without_home(command, error)
    command.answer({"report": parts}, *_lines(parts))
    return code


def _versions() -> Part:
    found: Part = {
        "kaiyaku": __version__,
        "python": platform.python_version(),
        "sqlite": SQLITE,
    }
    for package in _PACKAGES:
        try:
            found[package] = version(package)
        except PackageNotFoundError:
            found[package] = "missing"
    return found | {"system": f"{platform.system()} {platform.release()} {platform.machine()}"}


def _terminal(command: Command) -> Part:
    found = _set(command, _TERMINAL)
    for name, stream in (("stdin", sys.stdin), ("stdout", sys.stdout), ("stderr", sys.stderr)):
        found[name] = "terminal" if stream is not None and stream.isatty() else "no terminal"
    try:
        size = os.get_terminal_size(2)
        found["size"] = f"{size.columns}x{size.lines}"
    except OSError:
        found["size"] = "none"
    return found


def _locale(command: Command) -> Part:
    found = _set(command, _LOCALE)
    found["encoding"] = locale.getpreferredencoding(False)
    found["file names"] = sys.getfilesystemencoding()
    found["language"] = command.words.language
    return found


def _set(command: Command, names: tuple[str, ...]) -> Part:
    # Of a multiplexer or a connection it is enough to know that it is there.
    told = {"TMUX", "STY", "SSH_TTY"}
    return {
        name: ("set" if name in told else command.environ[name])
        for name in names
        if name in command.environ
    }


def _paths(places: Places) -> Iterator[tuple[str, Path]]:
    yield "casebook", places.casebook
    yield "config", places.config
    yield "state", places.state
    yield "drafts", places.state / "drafts"
    yield "cache", places.cache
    yield "machine", places.machine


def _place(command: Command, path: Path) -> str:
    named = _without_home(command, path)
    try:
        found = path.lstat()
    except OSError:
        return f"{named} (not there)"
    kind = "directory" if stat.S_ISDIR(found.st_mode) else f"{found.st_size} bytes"
    mine = "own" if found.st_uid == os.geteuid() else "of another"
    return f"{named} ({policy.mode(found)}, {mine}, {kind})"


def _casebook(command: Command, path: Path) -> Part:
    mount = network.remote(path)
    found: Part = {
        "file": _place(command, path),
        "directory": _place(command, path.parent),
        "file system": "local" if mount is None else mount.type,
    }
    if path.is_file():
        found["readers"] = policy.count_readers(path)
    return found


def _without_home(command: Command, text: object) -> str:
    """Return a text without the path of the home, which names somebody."""
    home = str(Places.of(command.environ).home)
    return str(text) if home == "/" else str(text).replace(home, "~")


def _lines(parts: dict[str, Part]) -> Iterator[str]:
    for name, part in parts.items():
        yield f"{name}:"
        for key, value in part.items():
            yield f"  {key}: {(', '.join(value) or '-') if isinstance(value, list) else value}"
