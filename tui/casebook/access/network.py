"""Network file systems: known by their name, trusted once their locks were seen to exclude."""

import errno
import fcntl
import os
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

from tui import held
from tui.casebook.errors import NotACasebook
from tui.text.translation import marked
from tui.text.trouble import Trouble

MOUNTS = Path("/proc/self/mountinfo")
_REMOTE: Final = frozenset(
    {
        *("nfs", "nfs4", "cifs", "smb3", "smbfs", "ncpfs", "afs", "coda", "ceph", "lustre"),
        *("gpfs", "beegfs", "orangefs", "glusterfs", "davfs", "fuse.sshfs", "fuse.davfs2"),
        *("fuse.glusterfs", "fuse.ceph", "fuse.ceph-fuse", "fuse.rclone", "fuse.s3fs"),
        *("fuse.curlftpfs", "fuse.smbnetfs", "fuse.lustre", "fuse.juicefs", "fuse.gcsfuse"),
    }
)


class Mount(NamedTuple):
    """A network file system, and whether its locks are known to hold on this machine alone."""

    type: str
    locks_here_only: bool


def remote(place: Path) -> Mount | None:
    """Return the network file system that `place`, or what is above it, lies on; None if none."""
    while True:
        try:
            device = place.stat().st_dev
        except FileNotFoundError:
            place = place.parent
            continue
        except OSError:
            # It cannot be reached at all, which the opening says.
            return None
        return _of_device(device)


@cache
def _of_device(device: int) -> Mount | None:
    # A disk has a major number. What has none may be a network, or memory, or a layer.
    if os.major(device):
        return None
    try:
        table = MOUNTS.read_bytes()
    except OSError:
        return None
    wanted = f"{os.major(device)}:{os.minor(device)}".encode()
    for line in table.splitlines():
        if wanted not in line:
            continue
        left, _, right = line.partition(b" - ")
        if left.split()[2:3] == [wanted] and right:
            type, _, options = right.decode("utf-8", "replace").partition(" ")
            return _mount(type, options) if type in _REMOTE else None
    return None


def _mount(type: str, options: str) -> Mount:
    given = set(options.rpartition(" ")[2].split(","))
    here_only = given & {"nolock", "local_lock=all", "local_lock=posix", "nobrl"}
    return Mount(type, bool(here_only) or type.startswith("fuse."))


def concern(path: Path) -> Trouble | None:
    """Say that the casebook at `path` lies on a network; raises `NotACasebook` without locks."""
    mount = remote(path)
    if mount is None:
        return None
    directory = path.parent
    if os.access(directory, os.W_OK | os.X_OK) and not _locks_exclude(directory):
        raise NotACasebook(
            marked(
                "{path} is on a network file system ({type}) whose locks do not work, and two "
                "sessions would damage it. Name a directory of this machine with --casebook, or "
                "let an administrator set `local` in /etc/kaiyaku/config.toml."
            ),
            path=path,
            type=mount.type,
        )
    if mount.locks_here_only:
        return Trouble(
            marked(
                "{path} is on a network file system ({type}) whose locks hold on one machine: "
                "never use it from two at once."
            ),
            path=path,
            type=mount.type,
        )
    return Trouble(
        marked("{path} is on a network file system ({type}); its locks were tried, and work."),
        path=path,
        type=mount.type,
    )


@cache
def _locks_exclude(directory: Path) -> bool:
    """Say whether a lock of this process keeps another process out, as SQLite needs it."""
    probe = directory / held.part_name()
    flags = os.O_CREAT | os.O_EXCL | os.O_RDWR | os.O_NOFOLLOW | os.O_CLOEXEC
    try:
        descriptor = os.open(probe, flags, 0o600)
    except OSError:
        return False
    try:
        fcntl.lockf(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return _is_kept_out(probe)
    except OSError:
        return False
    finally:
        os.close(descriptor)
        probe.unlink(missing_ok=True)


def _is_kept_out(probe: Path) -> bool:
    """Say whether another process gets no lock on a file that this one has locked."""
    try:
        child = os.fork()
    except OSError:
        # Where no process may be started, a lock of another kind stands for one.
        return _is_kept_out_here(probe)
    if child == 0:
        # Nothing but the kernel is asked here: what the parent had begun is the parent's.
        free = 1
        try:
            fcntl.lockf(os.open(probe, os.O_RDWR | os.O_NOFOLLOW), fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            free = 0 if error.errno in (errno.EAGAIN, errno.EACCES) else 2
        finally:
            os._exit(free)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


def _is_kept_out_here(probe: Path) -> bool:
    import struct

    descriptor = os.open(os.path.realpath(probe), os.O_RDWR | os.O_NOFOLLOW | os.O_CLOEXEC)
    whole_file = struct.pack("hhqqhxx", fcntl.F_WRLCK, os.SEEK_SET, 0, 0, 0)
    try:
        fcntl.fcntl(descriptor, fcntl.F_OFD_SETLK, whole_file)
    except OSError as error:
        return error.errno in (errno.EAGAIN, errno.EACCES)
    else:
        return False
    finally:
        os.close(descriptor)
