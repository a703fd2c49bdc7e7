"""That a proof has left the house, noted in the casebook."""

from tui.casebook.casebook import Casebook
from tui.casebook.errors import CasebookError
from tui.cli.command import Command
from tui.text.translation import marked
from tui.text.trouble import Trouble


def note_exported(command: Command, casebook: Casebook, cards: list[int]) -> None:
    """Note in the casebook that the proof of these cards has left the house."""
    try:
        casebook.exported(cards)
    except CasebookError:
        command.complain(
            Trouble(
                marked(
                    "The proof was written; the casebook could not note that, since somebody else "
                    "was writing, or its disk is full or cannot be written."
                )
            )
        )
