"""A door that opens nothing else: the full screen, or one allowed verb, as a forced command.

The person's name, and perhaps the one holder they may see, stand in the entry of their key; what
the client asked for (`SSH_ORIGINAL_COMMAND`) is text from outside.
"""

import os
import re
import shlex
import sys
from collections.abc import Iterable, Iterator, Mapping, MutableMapping, Sequence
from pathlib import Path
from typing import Any, Final

from tui.cli.arguments import WITH_VALUE, Usage
from tui.guides.shipped import content_directory
from tui.landlock import restrict
from tui.text.translation import marked

_FIXED: Final = ("--as", "--holder", "--casebook", "--content", "--lang")
_OF_FILES: Final = ("--casebook", "--content")
_LONGEST: Final = 65_536

_NAME: Final = r"[A-Za-z0-9][A-Za-z0-9._+-]{0,40}"
_LOCALE: Final = r"[A-Za-z]{1,8}(?:_[A-Za-z]{2,8})?(?:\.[A-Za-z0-9-]{1,16})?(?:@[a-z]{1,16})?"
_KEPT: Final[Mapping[str, str]] = {
    "HOME": r"/[^\0\n]{0,4000}",
    "TERM": _NAME,
    "COLORTERM": _NAME,
    "NO_COLOR": _NAME,
    "LANG": _LOCALE,
    "LC_ALL": _LOCALE,
    "LC_MESSAGES": _LOCALE,
    "SSH_CONNECTION": r"[0-9A-Fa-f.:%a-z]{2,64} \d{1,5} [0-9A-Fa-f.:%a-z]{2,64} \d{1,5}",
    "TZ": r"[A-Za-z]{1,20}(?:/[A-Za-z_+-]{1,30}){0,2}",
}
"""The variables that are let through, each with what its value may look like."""

_CHILDREN: Final = frozenset(
    {
        *("subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.spawn", "os.fork"),
        *("os.forkpty", "os.startfile", "pty.spawn", "webbrowser.open", "ctypes.dlopen"),
        *("socket.connect", "socket.bind"),
    }
)
_NOTHING: Final = slice(0)
_FIRST: Final = slice(0, 1)
_CHANGES: Final[Mapping[str, slice]] = {
    "os.mkdir": _FIRST,
    "os.rename": slice(0, 2),
    "os.link": slice(0, 2),
    "os.symlink": slice(1, 2),
    "os.remove": _FIRST,
    "os.rmdir": _FIRST,
    "os.truncate": _FIRST,
    "os.chmod": _FIRST,
    "os.chown": _FIRST,
}
"""Audit event -> which of its arguments are paths of what is changed or made."""
_WRITES: Final = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_DEVICES: Final = ("/dev/null", "/dev/tty")
_READABLE: Final = (
    *("/usr/lib", "/usr/lib64", "/usr/local/lib", "/lib", "/lib64", "/etc/ld.so.cache"),
    *("/usr/share/terminfo", "/etc/terminfo", "/usr/share/zoneinfo", "/etc/localtime"),
    *("/usr/share/locale", "/usr/lib/locale", "/etc/locale.alias"),
    *("/etc/passwd", "/etc/group", "/etc/nsswitch.conf", "/var/lib/sss/mc"),
    *("/dev/urandom", "/proc/self"),
)
"""Beside Python, its packages and the content: libraries, terminals, times, who people are."""


def argv_of(argv: Sequence[str], environ: Mapping[str, str]) -> list[str]:
    """Return what `kaiyaku` is to be called with: only options for the full screen, or a verb.

    `argv` is the forced command's own, without `kiosk`; raises `Usage` for what is not allowed.
    """
    fixed = _fixed(argv)
    asked = environ.get("SSH_ORIGINAL_COMMAND", "")
    if not asked.strip():
        return fixed
    return [*fixed, *_allowed(_words(asked))]


def clean_environment(environ: MutableMapping[str, str]) -> None:
    """Leave only what the program needs, and only where it looks harmless."""
    for name in list(environ):
        if name not in _KEPT or not re.fullmatch(_KEPT[name], environ[name]):
            del environ[name]


def lock(*roots: Path, readable: Iterable[Path] = ()) -> None:
    """Refuse from now on, for good: another process, a connection, a write outside `roots`.

    The second line behind the verbs and pages, none of which tries. Call it before any thread is
    started. Where the kernel has Landlock, nothing is read but `roots`, `readable` and what the
    program is made of, either.
    """
    held = restrict(
        writable=roots,
        readable=[*readable, *map(Path, _READABLE), *_of_the_program()],
        devices=map(Path, _DEVICES),
    )
    inside = tuple(os.path.realpath(root) + os.sep for root in roots)

    def refuse(event: str, arguments: tuple[Any, ...]) -> None:
        if event in _CHILDREN:
            raise PermissionError(f"not behind this door: {event}")
        if event == "open":
            changed = _FIRST if _is_write(arguments) else _NOTHING
        else:
            changed = _CHANGES.get(event, _NOTHING)
        for path in arguments[changed]:
            # A bare name is one in a directory that only the kernel knows, which has looked.
            if not (_is_inside(path, inside) or (held and not _is_whole(path))):
                raise PermissionError(f"not behind this door: {path!r}")

    sys.addaudithook(refuse)


def _of_the_program() -> Iterator[Path]:
    """Yield where Python, its packages and kaiyaku are."""
    for prefix in {sys.prefix, sys.base_prefix, sys.exec_prefix, sys.base_exec_prefix}:
        yield from (Path(prefix, name) for name in ("lib", "lib64"))
    yield from map(Path, filter(None, sys.path))
    yield Path(__file__).resolve().parent
    yield content_directory()


def _fixed(argv: Sequence[str]) -> list[str]:
    """Read the forced command's own options; the holder's becomes `--only`."""
    made: list[str] = []
    words = iter(argv)
    for word in words:
        name, equals, value = word.partition("=")
        if name not in _FIXED:
            raise Usage(
                marked("`kaiyaku kiosk` takes {options}, not {word}."),
                options=", ".join(_FIXED),
                word=word,
            )
        following = value if equals else next(words, None)
        if not following:
            raise Usage(marked("{option} needs a value."), option=name)
        # What opens files knows them by their whole names from here on.
        following = str(Path.cwd() / following) if name in _OF_FILES else following
        made += ["--only" if name == "--holder" else name, following]
    return made


def _words(asked: str) -> list[str]:
    if len(asked) > _LONGEST:
        raise Usage(marked("That command is too long for this door."))
    try:
        words = shlex.split(asked)
    except ValueError as error:
        raise Usage(marked("That command has a quote that does not end.")) from error
    return words[1:] if words[:1] == ["kaiyaku"] else words


def _allowed(words: list[str]) -> list[str]:
    from tui.cli.parse import parse

    parsed = parse(words, {}, is_kiosk=True)
    if not (parsed.topic or parsed.help or parsed.version):
        # The dialogue is for terminals that the full screen cannot be drawn on.
        raise Usage(marked("Say what to do: `kaiyaku --help` lists the verbs."))
    for option in WITH_VALUE:
        # Who is shown, too: whoever is shown alone by the line signs for it.
        if option != "--lang" and parsed.values.get(option.removeprefix("--")) is not None:
            raise Usage(marked("{option} is fixed here."), option=option)
    return words


def _is_write(arguments: tuple[Any, ...]) -> bool:
    _, mode, flags = arguments
    if isinstance(mode, str):
        return bool(set(mode) & set("wax+"))
    return bool(isinstance(flags, int) and flags & _WRITES)


def _is_inside(path: object, roots: tuple[str, ...]) -> bool:
    if isinstance(path, int):
        return True
    if not isinstance(path, str | bytes | os.PathLike):
        return False
    real = os.path.realpath(path)
    named = os.fsdecode(real)
    return _is_whole(path) and (named in _DEVICES or (named + os.sep).startswith(roots))


def _is_whole(path: Any) -> bool:
    """Whether a path begins at the root, and not in a directory that is known elsewhere."""
    return os.fsdecode(path).startswith(os.sep)
