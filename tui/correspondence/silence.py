"""What is said in place of a text where a letter has none."""

from typing import Final

from tui.text.translation import marked

NO_TEXT: Final = marked("There is no text in this letter: what it says is in its files, open them.")
NOTHING: Final = marked(
    "There is no text in this letter, and no file: if the original shows more in another program, "
    "keep a copy of what it shows there."
)


def silence(text: str, files: int) -> str | None:
    """Return the sentence for a letter without text that has so many files; None with a text."""
    if text.strip():
        return None
    return NO_TEXT if files else NOTHING
