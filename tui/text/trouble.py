"""What went wrong, as one sentence that each face says in its reader's language."""

from tui.text.translation import Words


class Trouble(Exception):
    """A foreseen failure: a sentence to translate, and the values that fill it."""

    def __init__(self, message: str, **values: object) -> None:
        super().__init__(message)
        self.message = message
        self.values = values

    def __str__(self) -> str:
        return self.message.format(**self.values) if self.values else self.message

    def say(self, words: Words) -> str:
        """Return the sentence in the language of `words`."""
        return words(self.message, **self.values)
