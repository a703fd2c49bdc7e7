"""What else a mail says of itself: its other part, and all of its headers."""

from tui.casebook.drafts import Unfinished
from tui.casebook.records import Card, Note
from tui.screens.page import Page
from tui.screens.sitting import Sitting
from tui.text.trouble import Trouble
from tui.widgets.rows import ACCENT, Piece, Row

TEXT, OTHER, HEADERS = "text", "other", "headers"
_MAIL = "mail"


class OtherViews(Page[Unfinished | None]):
    """Shows one of the views of a note; the same key goes back to its text."""

    goes_to: str | None = None
    """The step or check of the card that the page was left for."""

    def __init__(self, sitting: Sitting, card: Card, note: int) -> None:
        super().__init__(sitting)
        self.card: Card = card
        self.note = note
        self.shown: Note | None = None

    def open_note(self, number: int) -> None:
        """Read a note and show it from its beginning."""
        raise NotImplementedError

    def show_card(self, card: Card) -> None:
        """Show the note again, as a verb on its card has just left it."""
        self.card = card
        self.open_note(self.note)

    text = ""
    """The note's own text."""
    view = TEXT
    _seen = ""

    def read_text(self) -> str:
        """Return the text of the view on the page."""
        return self.text if self.view == TEXT else self._seen

    def show_note(self) -> None:
        """Show the view that was chosen."""
        raise NotImplementedError

    def show_view(self, view: str) -> None:
        """Show the view, or the text again where it is shown already."""
        self.view = TEXT if view == self.view else view
        self.lines_to_top()
        self.show_note()

    def lines_to_top(self) -> None:
        """Begin at the top."""
        raise NotImplementedError

    def action_other(self) -> None:
        """Show the other part of the mail, or go back to the text."""
        self._show(OTHER)

    def action_headers(self) -> None:
        """Show all headers of the mail, or go back to the text."""
        self._show(HEADERS)

    def _show(self, view: str) -> None:
        words = self.words
        if view != self.view:
            seen = self._read_view(view)
            if seen is None:
                return
            if not seen.strip():
                if view == OTHER:
                    self.say(words("This letter has no other part."))
                else:
                    self.say(words("This letter has no headers."))
                return
            self._seen = seen
        self.show_view(view)

    def _read_view(self, view: str) -> str | None:
        """Read the original once more; None when it cannot be read, which was then said."""
        if self.shown is None or self.shown.form != _MAIL:
            return ""
        from tui.correspondence.mail.mail import read_mail

        original = self.read(lambda book: book.original(self.note))
        if original is None:
            return None
        try:
            mail = read_mail(original)
        except Trouble as trouble:
            self.say_trouble(trouble)
            return None
        if view == OTHER:
            return mail.other
        return "\n".join(f"{name}: {value}" for name, value in mail.headers)

    def view_rows(self, cells: int) -> list[Row]:  # noqa: ARG002
        """Return what stands above another view than the text."""
        said = {
            OTHER: self.words("The other part of the mail"),
            HEADERS: self.words("All headers"),
        }[self.view]
        return [
            Row("#", (Piece(""),), selectable=False),
            Row("#view", (Piece(" "), Piece(said, ACCENT)), selectable=False),
            Row("##", (Piece(""),), selectable=False),
        ]
