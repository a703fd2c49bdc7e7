"""What the verbs on a whole casebook share: which one it is."""

from tui.casebook.which import Which, which_casebook
from tui.cli.arguments import Usage
from tui.cli.command import Command
from tui.settings import Places
from tui.text.translation import marked


def whole_casebook(command: Command, *, gone: bool = False) -> Which:
    """Return the casebook that is meant, unopened; raises `Usage` where one person is.

    With `gone`, also one that is no longer there.
    """
    refuse_only(command)
    named = command.arguments.globals.casebook
    which = which_casebook(Places.of(command.environ), named, gone=gone)
    for concern in which.concerns:
        command.complain(concern)
    return which


def refuse_only(command: Command) -> None:
    """Refuse what cannot be done for one person alone."""
    if command.arguments.globals.only is not None:
        raise Usage(
            marked("`{verb}` is about the whole casebook: leave --only out."),
            verb=command.arguments.topic,
        )
