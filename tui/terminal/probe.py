"""One question to the terminal: how wide does it draw a box line and an ellipsis?

Asked on the empty screen before the first frame and answered whenever the line allows, as a
cursor report among the other input: nothing waits for it, nothing typed meanwhile is lost.
"""

_ROW = 2

CLEAR = "\x1b[m\x1b[2J"
"""Empties the screen in the terminal's own colours."""

# Row 2, because a report about row 1 could as well be a key: xterm sends F3 that way.
ASK = f"{CLEAR}\x1b[{_ROW}H│…\x1b[6n\r\x1b[K"
"""Empties the screen and asks; what it draws to measure it erases."""


def answer(x: int, y: int) -> int | None:
    """Return the cells of the wider character, 1 or 2, from a cursor report (from zero).

    None when the report answers another question.
    """
    if y != _ROW - 1 or x < 2:
        return None
    return 1 if x == 2 else 2
