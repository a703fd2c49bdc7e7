"""Taking a text along: to the reader's own clipboard, or by selecting it with the mouse."""

from tui.screens.page import Answer, Page
from tui.text.clean import clean


class Copying(Page[Answer]):
    """What a page does that has a text to be taken along."""

    def text_to_copy(self) -> str:
        """Return the text that is read here; empty when there is none."""
        raise NotImplementedError

    def first_line(self) -> int:
        """Return the number of the text's line that the reader has got to."""
        return 0

    def action_copy(self) -> None:
        """Send the text to the reader's own clipboard, and say that no terminal answers."""
        text = clean(self.text_to_copy())
        if not text:
            return
        from tui.terminal import clipboard

        words, key = self.words, self.key_of("note.unframed")
        environ = self.sitting.desk.environ
        clipboard.send(self.app, text, environ)
        size = len(text.encode("utf-8", "replace"))
        if size > clipboard.ROOM:
            sent = words("Sent to your terminal, but it is long and may arrive cut.")
        elif clipboard.may_keep_it(environ):
            sent = words(
                "Sent to your terminal; tmux and screen pass it on only if set-clipboard is on."
            )
        else:
            sent = words("Sent to your terminal.")
        not_there = words(
            "If it does not paste: {key} shows the text to be selected with the mouse.", key=key
        )
        self.say(words.sentences(sent, not_there))

    def action_unframed(self) -> None:
        """Show the text alone on the whole terminal."""
        text = self.text_to_copy()
        if text:
            from tui.screens.unframed import Unframed

            self.app.push_screen(Unframed(self.sitting, text, self.first_line()))
