"""`kaiyaku`: the full screen, or the verb that was given."""

import gc
import os
import sys
from contextlib import suppress
from dataclasses import replace

from tui.cli.arguments import Globals, Usage, for_screen, globals_from
from tui.text.trouble import Trouble


def main() -> int:
    """Run kaiyaku and return its exit code."""
    try:
        return _run()
    except KeyboardInterrupt:
        return 130
    except Exception as error:  # noqa: BLE001 # The last resort: nobody is shown a traceback.
        from tui.cli.fault import ended_by

        return ended_by(error, sys.argv[1:], os.environ)


def _run() -> int:
    # Every import allocates, and next to nothing of it is garbage; the app turns it on again.
    gc.disable()
    from tui.terminal.environment import force_utf8, reason_not_to_draw

    force_utf8()
    argv, kiosk = sys.argv[1:], sys.argv[1:2] == ["kiosk"]
    if kiosk:
        try:
            argv = _behind_the_door(argv[1:])
        except Trouble as refusal:
            return _refused(refusal, globals_from({}, {}), 2 if isinstance(refusal, Usage) else 4)
    options = for_screen(argv, os.environ)
    if options is not None:
        options = options._replace(is_kiosk=kiosk)
    reason = reason_not_to_draw(os.environ) if options else None
    if reason == "no-terminal":
        # It can be talked to, a line at a time.
        options, argv = None, [*argv, "--plain"]
    if options is None:
        gc.enable()
        from tui.cli import main as command

        return command(argv, os.environ, is_kiosk=kiosk)
    return _cannot_draw(reason, options) if reason else _full_screen(options)


def _behind_the_door(argv: list[str]) -> list[str]:
    """Make this process one that opens nothing but the casebook; return what it is to do."""
    from tui.casebook.access.homes import reaches_home
    from tui.casebook.which import which_casebook
    from tui.kiosk import argv_of, clean_environment, lock
    from tui.settings import Places, make_private

    try:
        asked = argv_of(argv, os.environ)
    finally:
        clean_environment(os.environ)
    options = for_screen(argv_of(argv, {}), {})
    places = Places.of(os.environ)
    named = options.casebook if options else None
    book = which_casebook(places, named).path
    refusal = reaches_home(book)
    if refusal is not None:
        raise refusal
    spool = places.state / "spool"
    for directory in (spool, places.cache, *([] if named else [book.parent])):
        # What is not there yet cannot be allowed.
        with suppress(OSError):
            make_private(directory)
    # What does not fit into memory goes there: nothing outside may be written.
    os.environ["TMPDIR"] = str(spool)
    content = [options.content] if options and options.content else []
    lock(
        *(book.parent, places.state, places.cache),
        readable=[places.config, places.machine.parent, *content],
    )
    return asked


def _cannot_draw(reason: str, options: Globals) -> int:
    from tui.text.translation import marked

    refusals = {
        "no-keyboard": marked(
            "the full screen needs a keyboard, and standard input is no terminal. "
            "`kaiyaku --help` lists what works without."
        ),
        "no-screen": marked(
            "the full screen is drawn on standard error, which is no terminal here. "
            "`kaiyaku --help` lists what works without."
        ),
    }
    return _refused(Trouble(refusals[reason]), options, 2)


def _refused(trouble: Exception, options: Globals, code: int) -> int:
    from tui.cli.output import write_error
    from tui.settings import language_of, settings_of
    from tui.text.translation import Words

    settings = settings_of(os.environ, options.person)
    words = Words(language_of(os.environ, settings, options.language) or "en")
    write_error(trouble.say(words) if isinstance(trouble, Trouble) else str(trouble))
    return code


def _full_screen(options: Globals) -> int:
    from tui.terminal.environment import concern_of_locale, prepare
    from tui.terminal.signals import guard

    prepare(os.environ)
    from tui.desk import open_desk

    try:
        desk = open_desk(
            os.environ,
            casebook=options.casebook,
            content=options.content,
            name=options.name,
            only=options.only,
            person=options.person,
            is_kiosk=options.is_kiosk,
            make=False,
        )
    except Trouble as trouble:
        return _refused(trouble, options, 4)
    guard(desk.drafts.flush)
    concern = concern_of_locale(os.environ)
    if concern is not None:
        concerns = (*desk.settings.concerns, concern)
        desk = replace(desk, settings=desk.settings._replace(concerns=concerns))
    from tui.app import Kaiyaku, unsaved
    from tui.screens.sitting import Sitting
    from tui.settings import language_of
    from tui.text.translation import Words

    language = language_of(os.environ, desk.settings, options.language)
    sitting = Sitting(
        desk,
        Words(language or "en"),
        theme=desk.settings.theme or "dark",
        ascii=options.ascii or desk.settings.ascii,
        unsettled=language is None,
        is_of_one=desk.only is not None,
        is_kiosk=options.is_kiosk,
    )
    app = Kaiyaku(sitting)
    # Over SSH the mouse stays the terminal's own: it selects text to copy.
    code = app.run_quietly(mouse="SSH_CONNECTION" not in os.environ)
    farewell = app.farewell or unsaved(sitting)
    with suppress(OSError):
        # Said already, if it is the disk that refuses.
        desk.drafts.close()
    desk.presence.close()
    desk.casebook.store.close()
    if farewell:
        from tui.cli.output import write_error

        write_error(farewell)
    return code


if __name__ == "__main__":
    sys.exit(main())
