"""`kaiyaku note add`: files and standard input, in their order."""

from collections.abc import Sequence

from tui.cli.arguments import Usage
from tui.cli.command import Command
from tui.cli.keeping import incoming
from tui.cli.keeping.keep import Keeping
from tui.text.translation import marked
from tui.text.trouble import Trouble


def add(command: Command) -> None:
    """Keep files, or standard input, as notes of a card, in their order.

    What cannot be kept is named, and the others are kept; the exit code is the first one's.
    """
    if command.arguments.flag("each"):
        from tui.cli.keeping.each import add_each

        add_each(command)
        return
    if command.arguments.text("card") is None:
        raise Usage(marked("Name the card, or let each letter find its own: --each."))
    keeping = Keeping(command)
    keeping.check()
    refused: list[Trouble] = []
    paths = command.arguments.many("file") or [incoming.STANDARD_INPUT]
    try:
        for path in _looked_at(command, paths, refused):
            try:
                _add(keeping, path)
            except Trouble as trouble:
                if keeping.failed:
                    raise
                command.complain(trouble)
                refused.append(trouble)
            refused += keeping.refused
            keeping.refused = []
    except KeyboardInterrupt:
        keeping.tell_interrupted()
        raise
    finally:
        keeping.answer()
    if refused:
        raise refused[0]


def _looked_at(command: Command, paths: Sequence[str], refused: list[Trouble]) -> list[str]:
    """Return the files that can be kept, before anything is; a lone one is not looked at twice."""
    if len(paths) == 1:
        return list(paths)
    good = []
    for path in paths:
        try:
            incoming.look(path)
            good.append(path)
        except Trouble as trouble:
            command.complain(trouble)
            refused.append(trouble)
    return good


def _add(keeping: Keeping, path: str) -> None:
    with incoming.opened(path) as source:
        if source.is_mailbox:
            from tui.cli.keeping.mailbox import add_mbox

            add_mbox(keeping, source)
            return
        content = source.content()
    keeping.take(keeping.draft(content, source.name), source.name)
    keeping.keep()
