"""How slow this machine is, for tests of what must not take long.

The limits in seconds are those of a machine that does the piece of work below in 65 ms; shared
runners can need three times that, and get as much more.
"""

import re
import time
from functools import cache

_USUAL = 0.065
_INVISIBLE = re.compile("[\u200b\u2060]")
_BLANKS = re.compile(r"\s+")


@cache
def pace() -> float:
    """Return by how much a limit in seconds is to be stretched here; never below 1."""
    return max(1.0, min(_work() for _ in range(3)) / _USUAL)


def _work() -> float:
    """Return the seconds that a hundred thousand small texts take."""
    begin = time.process_time()
    said = []
    for _ in range(100_000):
        text = _BLANKS.sub(lambda found: " ", _INVISIBLE.sub("", "x")).strip(" \n")
        if text:
            said.append(text.replace("\n", " ").replace("\xa0", " "))
    "".join(said)
    return time.process_time() - begin
