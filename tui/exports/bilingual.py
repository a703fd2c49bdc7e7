"""The reader's language and Japanese, side by side."""

from datetime import datetime
from typing import Final, NamedTuple

from tui.casebook.tokens import UNKNOWN
from tui.deadlines.today import TOKYO, in_tokyo
from tui.guides.guide import Text, in_language
from tui.text.translation import Words, marked

TAGS: Final = {"zh": "zh-Hans", "en": "en", "ja": "ja"}
"""Interface language -> how a page names it, by which it finds its letters' shapes."""

_NOT_KNOWN: Final = marked("not known yet")
_DAY: Final = len("2026-11-12")


class Both(NamedTuple):
    """One text for the reader, and in Japanese; the second is empty for a Japanese reader."""

    reader: str
    japanese: str = ""


class Pair:
    """Speaks two languages, or for a Japanese reader one."""

    def __init__(self, words: Words) -> None:
        self.words = words
        self.japanese = None if words.language == "ja" else Words("ja")

    def __call__(self, message: str, **values: object) -> Both:
        """Return `message` in both languages."""
        second = self.japanese(message, **values) if self.japanese else ""
        return Both(self.words(message, **values), second)

    def plural(self, one: str, many: str, n: int) -> Both:
        """Return what counts `n` things in both languages."""
        second = self.japanese.plural(one, many, n) if self.japanese else ""
        return Both(self.words.plural(one, many, n), second)

    def sentences(self, *sentences: Both) -> Both:
        """Return sentences one after the other."""
        second = self.japanese.sentences(*(s.japanese for s in sentences)) if self.japanese else ""
        return Both(self.words.sentences(*(s.reader for s in sentences)), second)

    def of_guide(self, text: Text) -> Both:
        """Return a guide's text."""
        second = in_language(text, "ja") if self.japanese else ""
        return Both(in_language(text, self.words.language), second)

    def day(self, iso: str) -> Both:
        """Return a stored date, which both languages read; what is not known is said."""
        return self(_NOT_KNOWN) if iso == UNKNOWN else Both(moment(iso))


def moment(iso: str) -> str:
    """Return a stored date, or a moment on a clock in Japan: `2026-11-12 10:05 JST`."""
    if len(iso) <= _DAY:
        return iso
    try:
        at = datetime.fromisoformat(iso)
    except ValueError:
        return iso
    # What has no zone was written by somebody in Japan.
    there = at.replace(tzinfo=TOKYO) if at.tzinfo is None else in_tokyo(at)
    return f"{there:%Y-%m-%d %H:%M} JST"
