"""What can go wrong with a casebook."""

from collections.abc import Iterable
from typing import Protocol

from tui.text.translation import marked
from tui.text.trouble import Trouble

_DAMAGED = marked(
    "{what} is damaged and cannot be read. The rest can be; `kaiyaku doctor` says more."
)
_NAMED_AT_MOST = 20


class CasebookError(Trouble):
    """The casebook cannot do what was asked; nothing was changed."""


class NotACasebook(CasebookError):
    """The file is no casebook of ours, or not one that this program can read."""


class Damaged(CasebookError):
    """One record, text or event cannot be read; the rest of the casebook can."""

    def __init__(self, table: str, id: int | str) -> None:
        self.what = f"{table} {id}"
        super().__init__(_DAMAGED, what=self.what)
        self.table = table
        self.id = id

    @staticmethod
    def together(found: Iterable["Damaged"]) -> Trouble:
        """Return one sentence for all that is damaged."""
        names = list(dict.fromkeys(each.what for each in found))
        more = ", …" if len(names) > _NAMED_AT_MOST else ""
        return Trouble(_DAMAGED, what=", ".join(names[:_NAMED_AT_MOST]) + more)


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


class Standing(Protocol):
    """How an item stands by now, as far as whoever wanted something else has to know."""

    @property
    def state(self) -> str:
        """The token of its state."""

    @property
    def revision(self) -> int:
        """How often it was given one."""


class Changed(CasebookError):
    """Someone changed the item since the caller read it."""

    def __init__(self, item: str, by: str, at: str, theirs: Standing | None = None) -> None:
        super().__init__(
            marked("{item} was changed by {by} meanwhile. Look again, then decide."),
            item=item,
            by=by,
        )
        self.item = item
        self.by = by
        self.at = at
        self.theirs = theirs
