"""The inbox on the main screen: what has arrived is told, and what was kept is put away."""

from tui.screens.inbox import Inbox
from tui.screens.keeping import Keeping
from tui.screens.sitting import Sitting
from tui.widgets.rows import ACCENT, Piece

_FILE = "note.file"


class Arrivals(Keeping):
    """What is told of the files that are sent here."""

    def __init__(self, sitting: Sitting) -> None:
        super().__init__(sitting)
        self.inbox = Inbox(sitting.desk.places.inbox)

    def prepare_inbox(self) -> None:
        """Make the folder that letters are sent to; a disk that refuses leaves it out."""
        if self.sitting.is_kiosk:
            return
        try:
            self.inbox.prepare()
        except OSError:
            # The page of files says so when somebody asks for it.
            return

    def look_into_inbox(self) -> None:
        """Say what has arrived since the last look; nothing changes where nothing did."""
        if self.sitting.is_kiosk:
            return
        before = set(self.inbox.arrived)
        if not self.inbox.look():
            return
        self._tell_arrivals()
        if not self._said:
            self.show_hints()
        if set(self.inbox.arrived) - before and self.is_current:
            n = len(self.inbox.arrived)
            self.say(
                self.words.plural(
                    "{n} file has arrived in the inbox: i keeps it",
                    "{n} files have arrived in the inbox: i keeps them",
                    n,
                )
            )

    def _tell_arrivals(self) -> None:
        self.notes.arrived = len(self.inbox.arrived)
        shown = self.plan.card.notes if self.plan and self.plan.card else ()
        self.notes.show_notes(shown, self.sitting.voice)

    def with_arrivals(self, ids: tuple[str, ...]) -> tuple[str, ...]:
        """Return the keys that matter with the one that keeps what has arrived."""
        first, *rest = (id for id in ids if not (self.inbox.arrived and id == _FILE))
        return (first, _FILE, *rest) if self.inbox.arrived else ids

    def _hint_of(self, id: str) -> tuple[Piece, Piece]:
        key, says = super()._hint_of(id)
        if id == _FILE and self.inbox.arrived:
            arrived = self.words("{n} arrived", n=len(self.inbox.arrived))
            return key, Piece(f" {arrived}   ", ACCENT)
        return key, says

    def put_away(self, path: str) -> None:
        """Move a file that was kept from the inbox; one from elsewhere stays where it is."""
        if not self.inbox.holds(path):
            return
        try:
            self.inbox.put_away(path)
        except OSError as error:
            reason = error.strerror or str(error)
            self.say_problem(
                self.words("It is kept, but stays in the inbox: {reason}.", reason=reason)
            )
