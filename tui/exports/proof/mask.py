"""Personal data that is left out: found in whatever is written, and made a black bar."""

import re
from collections.abc import Iterable, Iterator
from typing import Any, Final

from tui.text.folding import fold, folded

BAR: Final = "█████"
"""What stands for it; always the same, as the length of a name says something too."""

_FEWEST_DIGITS: Final = 7
_BETWEEN_PARTS: Final = r"[\s,.、・]*"
_SEPARATOR: Final = re.compile(r"[\s,，、・･]+")
_MAIL_ADDRESS: Final = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_COUNTRY: Final = "81"
_DAY: Final = re.compile(r"(\d{4})-(\d{2})-(\d{2})")


class Mask:
    """Knows the values that must not be said, in any width, case or grouping."""

    def __init__(self, values: Iterable[str]) -> None:
        """Take the values as the casebook has them; blank ones say nothing."""
        patterns = sorted({p for value in values for p in _patterns(value)}, key=len, reverse=True)
        self._pattern = re.compile("|".join(patterns)) if patterns else None

    def holds(self, value: Any) -> bool:
        """Whether a text, or any text in a list or table, says one of the values."""
        if self._pattern is None:
            return False
        return any(self._pattern.search(fold(text)) for text in _texts(value))

    def __call__(self, text: str) -> str:
        """Return `text` with a bar wherever it says one of the values."""
        if self._pattern is None or not self._pattern.search(fold(text)):
            return text
        place = folded(text)
        parts, begun = [], 0
        for match in self._pattern.finditer(place.text):
            start, end = place.unfolded(*match.span())
            if start >= begun:
                parts += [text[begun:start], BAR]
            begun = max(begun, end)
        return "".join([*parts, text[begun:]])

    def within(self, value: Any) -> Any:
        """Return a value of plain JSON with bars in its texts."""
        if isinstance(value, str):
            return self(value)
        if isinstance(value, list | tuple):
            return [self.within(item) for item in value]
        if isinstance(value, dict):
            return {name: self.within(item) for name, item in value.items()}
        return value


NOTHING: Final = Mask(())
"""Where all may be said."""


def said_in(header: str | None) -> list[str]:
    """Return what a mail's From or To says of a person: the whole, the name, the addresses."""
    if not header:
        return []
    addresses = _MAIL_ADDRESS.findall(header)
    name = _MAIL_ADDRESS.sub("", header).translate(str.maketrans("", "", "<>\"'()")).strip(" ,;")
    return [*addresses, *([name] if len(name) > 1 else [])]


def _patterns(value: str) -> Iterator[str]:
    """Yield patterns for folded text that find one value."""
    if day := _DAY.fullmatch(value):
        year, month, number = day.groups()
        yield rf"{year}\D{{0,2}}0?{int(month)}\D{{0,2}}0?{int(number)}(?!\d)"
        yield year + month + number
        return
    digits = re.sub(r"\D", "", fold(value))
    if len(digits) >= _FEWEST_DIGITS and not re.search(r"[^\W\d]", fold(value)):
        national = "0" + digits.removeprefix(_COUNTRY) if digits.startswith(_COUNTRY) else digits
        yield re.escape(digits)
        yield re.escape(national)
        yield rf"\+?{_COUNTRY}\s*(?:\(?0\)?)?" + re.escape(national.removeprefix("0"))
        return
    parts = [fold(part) for part in _SEPARATOR.split(value.strip())]
    parts = [part for part in parts if part]
    if parts:
        yield _in_order(parts)
        yield _in_order(parts[::-1])


def _in_order(parts: list[str]) -> str:
    found = _BETWEEN_PARTS.join(map(re.escape, parts))
    # A short name in Latin letters also stands in other words.
    before = r"(?<![0-9a-z])" if parts[0][0].isascii() and parts[0][0].isalnum() else ""
    after = r"(?![0-9a-z])" if parts[-1][-1].isascii() and parts[-1][-1].isalnum() else ""
    return before + found + after


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from _texts(item)
    elif isinstance(value, list | tuple):
        for item in value:
            yield from _texts(item)
