"""A text of one line. It is a TextArea because only that puts the terminal's cursor right."""

from textual import events
from textual.content import Content
from textual.message import Message
from textual.widgets import TextArea

from tui.text.clean import clean_line


class Field(TextArea):
    """One line of text; enter says that it is finished."""

    class Submitted(Message):
        """Enter was pressed."""

        def __init__(self, field: "Field") -> None:
            super().__init__()
            self.field = field

        @property
        def control(self) -> "Field":
            """The field in which it happened."""
            return self.field

    def __init__(self, text: str = "", *, hint: str = "", id: str | None = None) -> None:
        super().__init__(
            text.replace("\n", " "),
            soft_wrap=False,
            compact=True,
            highlight_cursor_line=False,
            placeholder=Content(clean_line(hint)),
            id=id,
            classes="takes-text",
        )
        self.cursor_blink = False

    def on_mount(self) -> None:
        """Put the cursor behind the text."""
        self.move_cursor(self.document.end)

    def on_text_area_changed(self) -> None:
        """Scroll the caret into sight: the text area does so before it knows its new width."""
        self.scroll_cursor_visible()

    def on_key(self, event: events.Key) -> None:
        """Take what the text area would not; it takes the rest, unless it is kept from it."""
        if event.key == "enter":
            event.stop()
            event.prevent_default()
            self.post_message(self.Submitted(self))
        elif event.character == "\u3000":
            # An input method's blank; Python calls it unprintable, and the text area drops it.
            event.stop()
            event.prevent_default()
            self.insert(event.character)

    def on_paste(self, event: events.Paste) -> None:
        """Take a paste of one line; one of several is the page's."""
        event.prevent_default()
        lines = event.text.strip().splitlines()
        if len(lines) <= 1:
            event.stop()
            self.insert("".join(lines))
