"""How another computer names this one: in the lines that a person copies to their own."""

import os
import shlex
from collections.abc import Mapping
from typing import Final

_SSH_PORT: Final = "22"


def address(environ: Mapping[str, str], login: str, host: str = "") -> str:  # noqa: ARG001
    """Return `login@host` as a shell takes it.

    What the person typed to come here nobody knows: it is `host`, where that was set, or the name
    that the machine has for itself. `environ` is the session's; its addresses are no names.
    """
    return shlex.quote(_named(login, host))


def port(environ: Mapping[str, str]) -> str | None:
    """Return the port that this session came in on; None where it needs no mention."""
    connection = environ.get("SSH_CONNECTION", "").split()
    if len(connection) != 4 or not connection[3].isdecimal() or connection[3] == _SSH_PORT:
        return None
    return connection[3]


def fetching(environ: Mapping[str, str], login: str, path: str, host: str = "") -> str:
    """Return the line that brings the file at the absolute `path` to the reader's computer."""
    at = port(environ)
    options = ["-p", "-P", at] if at else ["-p"]
    return shlex.join(["scp", *options, f"{_named(login, host)}:{path}", "."])


def piping(environ: Mapping[str, str], login: str, command: str, file: str, host: str = "") -> str:
    """Return the line that runs `command` here and writes what it gives to `file` there."""
    at = port(environ)
    options = ["-p", at] if at else []
    return f"{shlex.join(['ssh', *options, _named(login, host), command])} > {shlex.quote(file)}"


def _named(login: str, host: str) -> str:
    host = host or os.uname().nodename
    return f"{login}@[{host}]" if ":" in host else f"{login}@{host}"
