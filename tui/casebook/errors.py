"""What can go wrong with a casebook."""

from tui.casebook.records import Mark
from tui.text.translation import marked
from tui.text.trouble import Trouble


class CasebookError(Trouble):
    """The casebook cannot do what was asked; nothing was changed."""


class NotACasebook(CasebookError):
    """The file is no casebook of ours, or not one that this program can read."""


class Damaged(CasebookError):
    """One record, text or event cannot be read; the rest of the casebook can."""

    def __init__(self, table: str, id: int | str) -> None:
        super().__init__(
            marked(
                "{what} is damaged and cannot be read. The rest can be; `kaiyaku doctor` says more."
            ),
            what=f"{table} {id}",
        )
        self.table = table
        self.id = id


class Busy(CasebookError):
    """Somebody else is writing, and went on for longer than the caller would wait."""

    def __init__(self) -> None:
        super().__init__(marked("Somebody else is writing to the casebook. Try again in a moment."))


class CannotWrite(CasebookError):
    """The disk or its permissions refused the write; reading goes on."""


class NoSuchThing(CasebookError):
    """There is no such card, step, note or holder."""


class Refused(CasebookError):
    """The verb makes no sense for the present state."""


class KeptAlready(Refused):
    """The same letter is with this card already, as `note`."""

    def __init__(self, note: int, card: int) -> None:
        super().__init__(marked("Already kept as note {note}."), note=note)
        self.note = note
        self.card = card


class Changed(CasebookError):
    """Someone changed the item since the caller read it."""

    def __init__(self, item: str, by: str, at: str, theirs: Mark | None = None) -> None:
        super().__init__(
            marked("{item} was changed by {by} meanwhile. Look again, then decide."),
            item=item,
            by=by,
        )
        self.item = item
        self.by = by
        self.at = at
        self.theirs = theirs
