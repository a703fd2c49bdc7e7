"""The kinds of problem that content can have. A code never changes its meaning."""

from collections.abc import Mapping
from typing import Final

CODES: Final[Mapping[str, str]] = {
    "unreadable": "The file or directory cannot be read, or is no regular file.",
    "too-large": "The file is larger or nested deeper than content needs to be.",
    "encoding": "The file is not UTF-8.",
    "syntax": "The file is not TOML.",
    "unknown-key": "A key stands where none of that name is known.",
    "missing": "A key, an entry or a text that has to be there is not.",
    "wrong-type": "A value is of another kind than its key takes.",
    "wrong-value": "A value is out of its range or form.",
    "unknown-word": "A value is none of the words that its key takes.",
    "bad-id": "An id is not small letters, digits and single hyphens, or not that of its file.",
    "duplicate-id": "Two things of one kind have the same id.",
    "dangling": "An id is named that nothing has.",
    "circular": "A step waits, over others or not, for itself.",
    "missing-translation": "A text lacks English, Chinese or Japanese.",
    "unknown-language": "The key of a text is no language code.",
    "untranslated": "A translation is the English text, but for blanks.",
    "stale-translation": "A translation has other amounts, years or times than the English text.",
    "line-break": "A text that has to fit on one line has several.",
    "no-source": "A fact or a number has no source, or a source has no page.",
    "bad-date": "A day is not written as in 2026-11-22.",
    "bad-clock": "A clock time is not written as in 21:10.",
    "past-review": "A fact or a number is past the day on which it was to be looked at again.",
    "too-sure": "A fact is called certain whose pages are all older than 24 months.",
    "changed-below": "A desk's own stands in place of ours without having seen it as it is now.",
    "conflict-without-question": "Sources differ, and nothing says what to ask the carrier.",
    "bad-link": "An address does not begin with https://.",
    "control-character": "A text has a control, bidirectional or zero-width character.",
    "markup": "A text has markup, which is shown as it stands.",
    "whitespace": "A text begins or ends with a blank, or has two together.",
    "same-text": "Two titles of a guide are the same, but for blanks.",
}
"""Code -> what it means, in a sentence."""
