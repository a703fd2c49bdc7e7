"""The end of a run after an error that nobody foresaw, where there is no screen to end with it."""

from collections.abc import Mapping, Sequence
from typing import Final

from tui.cli.arguments import whatever_is_wrong
from tui.cli.output import write_error

FAULT: Final = 70


def ended_by(error: Exception, argv: Sequence[str], environ: Mapping[str, str]) -> int:
    """Say that the program is at fault, and where the note about it is; return the exit code."""
    from tui.settings import Places, language_of, settings_of
    from tui.terminal.crash_note import own_up
    from tui.text.translation import Words

    directory, words = None, Words("en")
    try:
        directory = Places.of(environ).state
        asked = whatever_is_wrong(argv, environ).language
        words = Words(language_of(environ, settings_of(environ), asked) or "en")
    except Exception:  # noqa: BLE001, S110 # It may be these that are at fault.
        pass
    write_error(own_up(directory, error, words))
    return FAULT
