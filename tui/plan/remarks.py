"""What should be known of a letter that was just kept, by whatever face has kept it."""

from tui.casebook.casebook import Casebook
from tui.casebook.notes import difference
from tui.casebook.records import Note
from tui.text.translation import marked
from tui.text.trouble import Trouble


def remarks_on(note: Note, casebook: Casebook) -> list[Trouble]:
    """Return what is remarkable about a kept note beside others."""
    found = []
    if note.differs_from is not None:
        earlier, _ = casebook.note(note.differs_from)
        found.append(difference(note, earlier))
    other = casebook.elsewhere(note)
    if other is not None:
        found.append(
            Trouble(
                marked("The same letter is note {note} of card {card} too."),
                note=other[1],
                card=other[0],
            )
        )
    return found
