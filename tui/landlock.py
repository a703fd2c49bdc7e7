"""What the kernel lets this process reach from now on, by Landlock: three system calls.

The kernel of Linux answers since 5.13, where it was built and started with Landlock. Rights of a
newer version are left out on an older one. What Landlock never restricts is asking whether a file
is there.
"""

import ctypes
import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Final

_CREATE_RULESET: Final = 444
_ADD_RULE: Final = 445
_RESTRICT_SELF: Final = 446
_ASK_VERSION: Final = 1
_PATH_BENEATH: Final = 1
_NO_NEW_PRIVILEGES: Final = 38

_WRITE_FILE: Final = 1 << 1
_READ_FILE: Final = 1 << 2
_READ_DIRECTORY: Final = 1 << 3
_TRUNCATE: Final = 1 << 14
_IOCTL: Final = 1 << 15
_EXECUTE: Final = 1 << 0
_SINCE: Final = ((1, (1 << 13) - 1), (2, 1 << 13), (3, _TRUNCATE), (5, _IOCTL))
"""Version of Landlock -> the rights on files that it knows first."""
_NET_SINCE: Final = 4
_ALL_OF_NET: Final = 0b11
_SCOPE_SINCE: Final = 6
_ALL_SCOPES: Final = 0b11
"""No signal to, and no abstract socket of, a process outside."""
_OF_A_FILE: Final = _EXECUTE | _WRITE_FILE | _READ_FILE | _TRUNCATE | _IOCTL
_READ: Final = _READ_FILE | _READ_DIRECTORY
_DEVICE: Final = _READ_FILE | _WRITE_FILE | _TRUNCATE | _IOCTL


class _Ruleset(ctypes.Structure):
    _fields_ = (
        ("files", ctypes.c_uint64),
        ("net", ctypes.c_uint64),
        ("scopes", ctypes.c_uint64),
    )


class _Beneath(ctypes.Structure):
    _pack_ = 1
    _fields_ = (("rights", ctypes.c_uint64), ("directory", ctypes.c_int32))


def version() -> int:
    """Return the version of Landlock that the kernel answers with, 0 where it does not."""
    with suppress(OSError):
        return _call(_CREATE_RULESET, None, ctypes.c_size_t(0), ctypes.c_uint32(_ASK_VERSION))
    return 0


def restrict(
    *, writable: Iterable[Path], readable: Iterable[Path], devices: Iterable[Path] = ()
) -> bool:
    """Let this thread, and those that it starts, reach nothing else; False without Landlock.

    What is below `writable` may be read and changed, below `readable` read; paths that are not
    there are left out. No program is started, no TCP port opened. It cannot be taken back. Raises
    OSError where the kernel has Landlock and refuses.
    """
    known = version()
    if not known:
        return False
    everything = sum(rights for since, rights in _SINCE if since <= known)
    ruleset = _Ruleset(
        everything,
        _ALL_OF_NET if known >= _NET_SINCE else 0,
        _ALL_SCOPES if known >= _SCOPE_SINCE else 0,
    )
    rules = _call(
        _CREATE_RULESET,
        ctypes.byref(ruleset),
        ctypes.c_size_t(ctypes.sizeof(ruleset)),
        ctypes.c_uint32(0),
    )
    try:
        for paths, rights in (
            (writable, everything & ~_EXECUTE),
            (readable, _READ),
            (devices, _DEVICE),
        ):
            for path in paths:
                _allow(rules, path, rights & everything)
        if _libc().prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0):
            raise OSError(ctypes.get_errno(), "prctl")
        _call(_RESTRICT_SELF, ctypes.c_int(rules), ctypes.c_uint32(0))
    finally:
        os.close(rules)
    return True


def _allow(rules: int, path: Path, rights: int) -> None:
    try:
        place = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        # What is not there, or is behind a closed door, needs no leave.
        return
    try:
        is_directory = os.path.isdir(f"/proc/self/fd/{place}")  # noqa: PTH112 # Never raises.
        beneath = _Beneath(rights if is_directory else rights & _OF_A_FILE, place)
        _call(
            _ADD_RULE,
            ctypes.c_int(rules),
            ctypes.c_int(_PATH_BENEATH),
            ctypes.byref(beneath),
            ctypes.c_uint32(0),
        )
    finally:
        os.close(place)


def _libc() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)


def _call(number: int, *arguments: object) -> int:
    answer: int = _libc().syscall(ctypes.c_long(number), *arguments)
    if answer < 0:
        error = ctypes.get_errno()
        raise OSError(error, os.strerror(error))
    return answer
