"""Carrier and departure in one line, as the first tick asks for them."""

import re
from dataclasses import dataclass
from datetime import date

from tui.deadlines.dates import DateError, read_date

_DATE_LIKE = re.compile(r"\d[/月.-]|^\+\d")
_LONGEST_DATE = 4
"""Words that a written date may take: `the 15th of December`."""


@dataclass(frozen=True, slots=True)
class FirstLine:
    """What was read; None where the line does not say."""

    carrier: str | None
    departure: date | None
    unclear: str | None = None
    """What looks like a date and is none."""


def read_first_line(text: str, today: date) -> FirstLine:
    """Read `docomo 12/15`, `12月15日 au` or one of the two alone."""
    words = text.replace("，", " ").replace("、", " ").replace(",", " ").split()
    for length in range(min(_LONGEST_DATE, len(words)), 0, -1):
        for date_words, rest in (
            (words[-length:], words[:-length]),
            (words[:length], words[length:]),
        ):
            try:
                departure = read_date(" ".join(date_words), today)
            except DateError:
                continue
            return FirstLine(" ".join(rest) or None, departure)
    unclear = next((word for word in words if _DATE_LIKE.search(word)), None)
    return FirstLine(" ".join(words) or None, None, unclear)
