"""`kaiyaku man`: the manual page."""

from tui.cli.command import Command
from tui.cli.output import is_terminal, write


def man(command: Command) -> None:
    """Write the page for `man`; at a terminal, the same as text."""
    if is_terminal():
        from tui.cli.manual import whole_manual

        command.say(*whole_manual(command.words, command.width))
        return
    from tui.cli.page import page

    write(page(command.words))
