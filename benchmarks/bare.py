"""The bare Textual program that start-up is compared with: one Static."""

from textual.app import App, ComposeResult
from textual.widgets import Static

LAST_WORDS = "the last words of the bare program"


class Bare(App[None]):
    """Shows a screenful of text."""

    def compose(self) -> ComposeResult:
        """Make the one widget."""
        lines = [f"line {number} of a screen that says nothing" for number in range(20)]
        yield Static("\n".join([*lines, LAST_WORDS]))


if __name__ == "__main__":
    Bare().run()
