"""The interface's own words, in the reader's language."""

import gettext
from collections.abc import Mapping
from pathlib import Path
from typing import Final

LANGUAGES: Final = ("zh", "en", "ja")
"""The interface languages, in the order in which the language key goes through them."""

NAMES: Final[Mapping[str, str]] = {"zh": "中文", "en": "English", "ja": "日本語"}
"""What each language calls itself."""

_CATALOGUES = Path(__file__).parent.parent / "locale"


class Words:
    """Look-up of interface texts in one language; the English text is the key."""

    def __init__(self, language: str) -> None:
        """Load the texts of `language`; an unknown language reads English.

        Only English needs no catalogue; a FileNotFoundError says that one is missing.
        """
        self.language = language if language in LANGUAGES else "en"
        self._catalogue = gettext.translation(
            "kaiyaku", _CATALOGUES, [self.language], fallback=self.language == "en"
        )

    def __call__(self, message: str, **values: object) -> str:
        """Return `message` in this language, its `{fields}` filled from `values`."""
        found = self._catalogue.gettext(message)
        return found.format(**values) if values else found

    def plural(self, one: str, many: str, n: int, **values: object) -> str:
        """Return the form of a message that counts `n` things; `{n}` is the number."""
        return self._catalogue.ngettext(one, many, n).format(n=n, **values)

    def sentences(self, *sentences: str) -> str:
        """Return whole sentences one after the other, with a blank where the language has one."""
        return (" " if self.language == "en" else "").join(filter(None, sentences))

    def listed(self, *items: str) -> str:
        """Return items as a list in a sentence."""
        return (", " if self.language == "en" else "、").join(filter(None, items))

    def beside(self, *parts: str) -> str:
        """Return what is said of one thing, part after part: `the carrier, au.com`."""
        comma = {"zh": "，", "ja": "、"}.get(self.language, ", ")
        return comma.join(filter(None, parts))


def marked(message: str) -> str:
    """Mark a constant for translation; it is looked up where it is shown."""
    return message


def from_locale(locale: str) -> str | None:
    """Return the interface language that a POSIX locale name asks for, or None for a bare one."""
    name = locale.split(".")[0].split("@")[0].lower()
    if name in ("", "c", "posix"):
        return None
    if name.startswith("zh"):
        return "zh"
    return "ja" if name.startswith("ja") else "en"
