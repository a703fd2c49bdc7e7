"""What went wrong, as one sentence that each face says in its reader's language."""

from tui.text.translation import Words


class Trouble(Exception):
    """A foreseen failure: a sentence to translate, and the values that fill it."""

    then: "Trouble | None" = None
    """What is to be done about it, as a sentence of its own."""

    def __init__(self, message: str, **values: object) -> None:
        super().__init__(message)
        self.message = message
        self.values = values

    def __str__(self) -> str:
        sentence = self.message.format(**self.values) if self.values else self.message
        return f"{sentence} {self.then}" if self.then else sentence

    def say(self, words: Words) -> str:
        """Return the sentence in the language of `words`."""
        sentence = words(self.message, **self.values)
        return words.sentences(sentence, self.then.say(words)) if self.then else sentence
