"""The command: every verb of the casebook, without the screen."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime


def main(
    argv: Sequence[str],
    environ: Mapping[str, str],
    clock: Callable[[], datetime] | None = None,
    *,
    is_kiosk: bool = False,
) -> int:
    """Do what `argv` (without the program's name) asks, and return the exit code.

    0 fine, 1 a check found something, 2 usage, 3 no such thing, 4 the casebook cannot be used,
    5 changed by someone else meanwhile. `clock` returns the present moment in UTC.
    `is_kiosk` closes what is not declared open to whoever comes in by a forced command.
    """
    # The screen asks this package for its options and must not pay for the rest.
    from tui.cli.run import run

    return run(argv, environ, clock, is_kiosk=is_kiosk)
