"""Whether a casebook's directory reaches into the home of an account.

Behind a door everything below the casebook's directory may be written. What lies in a home can
open the machine: keys, and what a shell reads.
"""

import os
import pwd
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final

from tui.text.translation import marked
from tui.text.trouble import Trouble

_KEYS: Final = (".ssh/authorized_keys", ".ssh/authorized_keys2")


def reaches_home(casebook: Path) -> Trouble | None:
    """Return what to say where the directory of `casebook` is, or contains, somebody's home.

    The same goes for where their keys are, wherever a link leads.
    """
    directory = Path(os.path.realpath(casebook.parent))
    for login, home in _homes():
        real = Path(os.path.realpath(home))
        keys = [Path(os.path.realpath(real / name)) for name in _KEYS]
        above = dict.fromkeys(
            [real, *real.parents, *(each for key in keys for each in key.parents)]
        )
        if any(_is_same(directory, each) for each in above):
            return Trouble(
                marked(
                    "No door opens on this casebook: its directory {directory} is, or contains, "
                    "the home of the account {login}, where a key could be put. Move the "
                    "casebook into a directory of its own; whoever runs this machine knows how."
                ),
                directory=directory,
                login=login,
            )
    return None


def _homes() -> Iterator[tuple[str, str]]:
    """Yield login and home of one's own account, and of all that the machine lists."""
    accounts = pwd.getpwall()
    with suppress(KeyError):
        # A directory of a network may name an account when it is asked for, and never list it.
        accounts.insert(0, pwd.getpwuid(os.getuid()))
    for account in accounts:
        if account.pw_dir.startswith("/"):
            yield account.pw_name, account.pw_dir


def _is_same(one: Path, other: Path) -> bool:
    """Whether two paths are one directory, by name or by what is there (a bind mount)."""
    if one == other:
        return True
    try:
        return one.samefile(other)
    except OSError:
        return False
