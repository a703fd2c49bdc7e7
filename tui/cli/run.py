"""One run of the command: what was asked, done, and how it ended as an exit code."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from datetime import UTC, datetime
from importlib import import_module

from tui import __version__
from tui.cli.arguments import Globals, Usage, whatever_is_wrong
from tui.cli.fault import ended_by
from tui.cli.output import CannotWriteOut, finish, say, write_error
from tui.cli.parse import parse
from tui.text.translation import marked
from tui.text.trouble import Trouble

FINE, FOUND, USAGE, NO_SUCH_THING, NO_CASEBOOK, CHANGED = range(6)
_INTERRUPTED = 130


def run(
    argv: Sequence[str],
    environ: Mapping[str, str],
    clock: Callable[[], datetime] | None,
    *,
    is_kiosk: bool = False,
    again: bool = False,
) -> int:
    """Do what `argv` asks and return the exit code; every failure is one sentence on stderr.

    `again` is true where what goes for the whole session was said already.
    """
    try:
        code = _do(argv, environ, clock or _system_clock, is_kiosk=is_kiosk, again=again)
        finish()
    except Trouble as trouble:
        write_error(
            _sentence(trouble, whatever_is_wrong(argv, environ, is_kiosk=is_kiosk), environ)
        )
        return _exit_code(trouble)
    except BrokenPipeError:
        # Whoever read the output has seen enough.
        return FINE
    except KeyboardInterrupt:
        return _INTERRUPTED
    except Exception as error:  # noqa: BLE001 # The last resort: nobody is shown a traceback.
        return ended_by(error, argv, environ)
    return code


def _system_clock() -> datetime:
    return datetime.now(UTC)


def _do(
    argv: Sequence[str],
    environ: Mapping[str, str],
    clock: Callable[[], datetime],
    *,
    is_kiosk: bool,
    again: bool,
) -> int:
    """Do what is asked and return the exit code of what could be done."""
    arguments = parse(argv, environ, is_kiosk=is_kiosk)
    if arguments.version:
        say(f"kaiyaku {__version__}")
        return FINE
    # What follows reads files, which the version does not need.
    from tui.cli.command import Command
    from tui.terminal.environment import concern_of_locale

    command = Command(arguments, environ, clock)
    concern = None if again else concern_of_locale(environ)
    if concern is not None:
        command.complain(concern)
    if arguments.globals.plain and arguments.verb is None and not arguments.help:
        from tui.cli.dialogue.cards import dialogue

        always = arguments.globals.argv()
        with closing(command):
            dialogue(
                command,
                lambda said: run([*always, *said], environ, clock, is_kiosk=is_kiosk, again=True),
            )
        return FINE
    if arguments.help or arguments.verb is None:
        from tui.cli.manual import manual

        command.say(*manual(arguments.topic, command.words, command.width))
        return FINE
    module, _, function = arguments.verb.runs.rpartition(".")
    with closing(command):
        try:
            code = getattr(import_module(f"tui.cli.{module}"), function)(command) or FINE
            finish()
            # Whoever counts on all of it being there must not take a part for it.
            is_part = command.tell_damage() and not command.has_changed
            return NO_CASEBOOK if is_part else int(code)
        except CannotWriteOut as trouble:
            if not command.has_changed:
                raise
            # A verb answers when all is done. Whoever is told that it failed does it once more.
            command.complain(
                Trouble(
                    marked(
                        "What you asked for is done and kept, only the answer cannot be written: "
                        "{reason}. `kaiyaku log` shows it."
                    ),
                    **trouble.values,
                )
            )
            return FINE
        except Trouble as trouble:
            if trouble.say(command.words) not in command.complaints:
                raise
            # It was said when the casebook was opened.
            return _exit_code(trouble)


def _sentence(trouble: Trouble, asked: Globals, environ: Mapping[str, str]) -> str:
    from tui.casebook.errors import Changed
    from tui.cli.verbs.marks import whose_mark
    from tui.settings import language_of, settings_of
    from tui.text.translation import Words

    settings = settings_of(environ, asked.person)
    words = Words(language_of(environ, settings, asked.language) or "en")
    return whose_mark(trouble, words) if isinstance(trouble, Changed) else trouble.say(words)


def _exit_code(trouble: Trouble) -> int:
    from tui.casebook.errors import CasebookError, Changed, NoSuchThing, Refused
    from tui.settings import NoHome

    for kind, code in (
        ((Usage, Refused), USAGE),
        (NoSuchThing, NO_SUCH_THING),
        (Changed, CHANGED),
        ((CasebookError, NoHome), NO_CASEBOOK),
    ):
        if isinstance(trouble, kind):
            return code
    return USAGE
