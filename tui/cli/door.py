"""`kaiyaku kiosk`, where it was not written first."""

from tui.cli.arguments import Usage
from tui.cli.command import Command
from tui.text.translation import marked


def kiosk(_: Command) -> None:
    """Say where the word belongs: what is read before it cannot be behind the door."""
    raise Usage(marked("`kiosk` comes first: `kaiyaku kiosk --as NAME --holder ID`."))
