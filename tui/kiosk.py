"""A door that opens nothing else: the full screen, or one allowed verb, as a forced command.

The person's name, and perhaps the one holder they may see, stand in the entry of their key; what
the client asked for (`SSH_ORIGINAL_COMMAND`) is text from outside.
"""

import os
import re
import shlex
import sys
from collections.abc import Mapping, MutableMapping, Sequence
from pathlib import Path
from typing import Any, Final

from tui.cli.arguments import WITH_VALUE, Usage
from tui.text.translation import marked

VERB: Final = "kiosk"

_FIXED: Final = ("--as", "--holder", "--casebook", "--content", "--lang")
_VERBS: Final = frozenset(
    {
        *("guide", "list", "show", "find", "log", "letter", "export"),
        *("due", "answer", "phrases", "plan", "calendar"),
        *("add", "edit", "close", "reopen", "mark", "tick", "undo", "redo", "assign"),
        *("note add", "note list", "note show", "note annotate", "note move", "note withdraw"),
        *("note restore", "note redecode", "holder list", "holder edit", "holder add"),
    }
)
"""What may be asked for; whatever opens, checks or replaces files of this machine is not there."""
_PIPE: Final = "-"
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
_WRITES: Final = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_DEVICES: Final = ("/dev/null", "/dev/tty")


def argv_of(argv: Sequence[str], environ: Mapping[str, str]) -> list[str]:
    """Return what `kaiyaku` is to be called with: only options for the full screen, or a verb.

    `argv` is the forced command's own, without `kiosk`; raises `Usage` for what is not allowed.
    """
    fixed = _fixed(argv)
    asked = environ.get("SSH_ORIGINAL_COMMAND", "")
    if not asked.strip():
        return fixed
    return [*fixed, *_allowed(_words(asked), narrowed="--only" in fixed)]


def clean_environment(environ: MutableMapping[str, str]) -> None:
    """Leave only what the program needs, and only where it looks harmless."""
    for name in list(environ):
        if name not in _KEPT or not re.fullmatch(_KEPT[name], environ[name]):
            del environ[name]


def lock(*roots: Path) -> None:
    """Refuse from now on, for good: another process, a connection, a write outside `roots`.

    The second line behind the verbs and pages, none of which tries.
    """
    inside = tuple(os.path.realpath(root) + os.sep for root in roots)

    def refuse(event: str, arguments: tuple[Any, ...]) -> None:
        if event in _CHILDREN:
            raise PermissionError(f"not behind this door: {event}")
        if event == "open" and _is_write(arguments) and not _is_inside(arguments[0], inside):
            raise PermissionError(f"not behind this door: {arguments[0]!r}")

    sys.addaudithook(refuse)


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


def _allowed(words: list[str], *, narrowed: bool) -> list[str]:
    from tui.cli.parse import parse

    parsed = parse(words, {})
    if parsed.version or parsed.help:
        return words
    topic = parsed.topic
    if topic not in _VERBS:
        raise Usage(
            marked("{verb} is not offered here. Offered: {verbs}."),
            verb=topic or words[0],
            verbs=", ".join(sorted(_VERBS)),
        )
    for option in WITH_VALUE:
        barred = option not in ("--lang", "--only") or (option == "--only" and narrowed)
        if barred and parsed.values.get(option.removeprefix("--")) is not None:
            raise Usage(marked("{option} is fixed here."), option=option)
    files = [*parsed.many("file"), *filter(None, [_text(parsed.values.get("output"))])]
    if any(file != _PIPE for file in files):
        raise Usage(
            marked(
                "Files of this machine cannot be named here: send the letter in "
                "(`< letter.eml`), and take what comes out from standard output (`--output -`)."
            )
        )
    return words


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) else None


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
    real = os.path.realpath(os.fsdecode(path))
    return real in _DEVICES or real.startswith(roots)
